"""How often what a report is reviewed beside may have changed, so that every process knows which of its reviews stand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the turn of a report, which begins anew."""
    op.add_column("reports", sa.Column("turn", sa.Integer, nullable=False, server_default="0"))
