"""Sessions, accounts that are disabled, and removals that are not finished yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column and the tables."""
    op.add_column("users", sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column(
            "name", sa.String(60), sa.ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
    )
    op.create_table(
        "removals",
        sa.Column("report_id", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
