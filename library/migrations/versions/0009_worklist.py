"""What a list of reports shows of each stands in columns of its own, in an index that a list is read from alone.

The columns are filled behind the page for the reports from before; `told` says under which reader they were."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SHOWN = (
    "year", "agency", "added", "id", "owner", "published", "file_name", "level", "doubtful", "reviewer",
    "errors", "warnings", "notices", "assignee",
)  # fmt: skip


def upgrade() -> None:
    """Adds the columns and the index."""
    op.add_column("reports", sa.Column("level", sa.String(20), nullable=True))
    op.add_column("reports", sa.Column("doubtful", sa.Boolean, nullable=True))
    op.add_column("reports", sa.Column("assignee", sa.String(60), nullable=False, server_default=""))
    op.add_column("reports", sa.Column("told", sa.String(32), nullable=False, server_default=""))
    # PostgreSQL keeps large values beside the row by itself and has no index of so many words.
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("reports_listed", "reports", _SHOWN)
    op.create_index("ix_reports_told", "reports", ("told",))
