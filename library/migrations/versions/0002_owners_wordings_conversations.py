"""Owners and publication, the parsed form, the reviewer's wording, what can be undone, conversations, phrases.

A library from before had accounts only to enter by, and everyone who entered saw everything: its reports keep the
owner "", which every reviewer sees, and are not published to citizens.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def upgrade() -> None:
    """Adds the columns and tables."""
    for column in (
        sa.Column("owner", sa.String(60), nullable=False, server_default=""),
        sa.Column("published", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("parsed", sa.LargeBinary),
        sa.Column("sketch", sa.LargeBinary),
        sa.Column("reader", sa.String(32), nullable=False, server_default=""),
        sa.Column("reviewer", sa.String(32), nullable=False, server_default=""),
        sa.Column("errors", sa.Integer),
        sa.Column("warnings", sa.Integer),
        sa.Column("notices", sa.Integer),
    ):
        op.add_column("reports", column)
    op.create_index("ix_reports_owner", "reports", ["owner"])
    op.create_index("ix_reports_published", "reports", ["published"])
    op.add_column("decisions", _text("wording"))
    op.add_column("decisions", _text("note"))
    op.add_column("letters", _text("composed"))
    of_report = sa.ForeignKey("reports.id", ondelete="CASCADE")
    op.create_table(
        "decision_changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("report_id", sa.String(32), of_report, nullable=False, index=True),
        sa.Column("finding_id", sa.String(32), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "exchanges",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(40), nullable=False, index=True),
        sa.Column("owner", sa.String(60), nullable=False),
        sa.Column("report_id", sa.String(32), sa.ForeignKey("reports.id", ondelete="CASCADE")),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked", sa.DateTime, nullable=False),
        sa.Column("vote", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )
    op.create_table(
        "phrases",
        sa.Column("owner", sa.String(60), primary_key=True),
        sa.Column("rule", sa.String(10), primary_key=True),
        sa.Column("old", sa.String(300), primary_key=True),
        sa.Column("new", sa.String(300), primary_key=True),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("adopted", sa.Boolean, nullable=False),
    )
