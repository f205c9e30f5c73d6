"""Roles of accounts. Those from before could read, decide and write: they are reviewers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column."""
    op.add_column("users", sa.Column("role", sa.String(20), nullable=False, server_default="reviewer"))
