"""The steps of the business outside this program, with their days."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "report_stages",
        sa.Column(
            "report_id",
            sa.String(32),
            sa.ForeignKey("reports.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("stage", sa.String(20), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.String(60), nullable=False, server_default=""),
    )
