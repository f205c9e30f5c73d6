"""The name that a person typed for a report whose agency could not be read."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("reports", sa.Column("typed_agency", sa.String(200), nullable=False, server_default=""))
