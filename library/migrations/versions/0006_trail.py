"""The trail of who did what, of which the database lets no row be changed or deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _refusals(dialect: str) -> list[str]:
    refusal = "the trail is append-only"
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER trail_no_{verb.lower()} BEFORE {verb} ON trail BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE FUNCTION refuse_trail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        "CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_trail()",
    ]


def upgrade() -> None:
    """Adds the table and what guards it."""
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("who", sa.String(60), nullable=False, index=True),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("target", sa.String(120), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )
    for statement in _refusals(op.get_bind().dialect.name):
        op.execute(statement)
