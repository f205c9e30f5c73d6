"""A letter that is written on is not yet given out; a reviewer's own findings."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds when a letter was given out and when it was composed, and the table of own findings; until now every letter
    that was kept counted as given out."""
    op.add_column("letters", sa.Column("issued", sa.DateTime))
    op.add_column("letters", sa.Column("based", sa.DateTime))
    op.execute(sa.text("UPDATE letters SET issued = saved, based = saved"))
    op.create_table(
        "own_findings",
        sa.Column(
            "report_id", sa.String(32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("finding_id", sa.String(32), primary_key=True),
        sa.Column("severity", sa.String(20), nullable=False),
        sa.Column("section", sa.String(10), nullable=False),
        sa.Column("paragraph", sa.Integer),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("suggestion", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
    op.create_index("ix_own_findings_report_id", "own_findings", ["report_id"])
