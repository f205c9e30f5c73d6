"""What is kept for a time only: traces older than a year may be deleted, younger ones never; conversations by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REFUSAL = "the trail is append-only"
_DAYS = 365


def _guards(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            "DROP TRIGGER trail_no_delete",
            f"CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail WHEN OLD.at >= datetime('now', '-{_DAYS} days') "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        ]
    return [
        "DROP TRIGGER trail_append_only ON trail",
        "CREATE TRIGGER trail_append_only BEFORE UPDATE OR TRUNCATE ON trail "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_trail()",
        "CREATE FUNCTION refuse_young_trail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF OLD.at >= (now() AT TIME ZONE 'utc') - INTERVAL '{_DAYS} days' "
        f"THEN RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN OLD; END $$",
        "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION refuse_young_trail()",
    ]


def upgrade() -> None:
    """Puts the guards anew, and an index on the day of a question."""
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(sa.text(statement))
    op.create_index("ix_exchanges_asked", "exchanges", ["asked"])
