"""Which decisions are on findings that the review still has, and which files several processes share."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both: all decisions stand until their report is reviewed again, and files are found by the next start."""
    op.add_column("decisions", sa.Column("stands", sa.Boolean, nullable=False, server_default="1"))
    op.execute(sa.text("UPDATE reports SET reviewer = '' WHERE id IN (SELECT report_id FROM decisions)"))
    op.create_table(
        "shared_files",
        sa.Column("key", sa.String(400), primary_key=True),
        sa.Column("whose", sa.String(64), nullable=False, index=True),
        sa.Column("about", sa.String(64), nullable=False, index=True),
        sa.Column("made", sa.Float, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
