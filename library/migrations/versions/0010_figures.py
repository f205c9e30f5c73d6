"""The numbers of every report's tables, by cell, so that a question over all reports is one statement.

They are filled behind the page for the reports from before, like the columns of the work list."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table, and has it filled."""
    op.create_table(
        "figures",
        sa.Column(
            "report_id", sa.String(32), sa.ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("cell", sa.String(120), primary_key=True),
        sa.Column("value", sa.Float(53), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_figures_cell", "figures", ("cell", "value", "report_id"))
    op.execute("UPDATE reports SET told = ''")
