"""The name that was read in a report, beside the one that it is listed under: which names are one agency's."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; what a person had named is read anew behind the page."""
    op.add_column("reports", sa.Column("read_agency", sa.String(200), nullable=False, server_default=""))
    op.execute(sa.text("UPDATE reports SET read_agency = agency WHERE typed_agency = ''"))
    op.execute(sa.text("UPDATE reports SET reader = '', told = '' WHERE typed_agency <> ''"))
    op.create_index("ix_reports_names", "reports", ["typed_agency", "read_agency"])
