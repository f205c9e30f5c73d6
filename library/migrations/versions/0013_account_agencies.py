"""The agencies that an account is limited to."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("users", sa.Column("agencies", sa.Text, nullable=False, server_default=""))
