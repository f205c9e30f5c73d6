"""A letter's text as it was given out, and the day until which it asks for the mended report."""

import re
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# As letters were composed until now.
_UNTIL = re.compile(r"请于(\d{4})年(\d{1,2})月(\d{1,2})日前")


def upgrade() -> None:
    """Adds both; of letters that nobody wrote into since they were given out they are known."""
    op.add_column("letters", sa.Column("given_out", sa.Text, nullable=False, server_default=""))
    op.add_column("letters", sa.Column("due", sa.Date))
    op.execute(sa.text("UPDATE letters SET given_out = text WHERE issued IS NOT NULL AND issued = saved"))
    letters = sa.table(
        "letters",
        sa.column("report_id", sa.String),
        sa.column("given_out", sa.Text),
        sa.column("due", sa.Date),
    )
    connection = op.get_bind()
    for report, text in connection.execute(sa.select(letters.c.report_id, letters.c.given_out)).all():
        day = _day(text)
        if day is not None:
            connection.execute(letters.update().where(letters.c.report_id == report).values(due=day))


def _day(text: str) -> date | None:
    found = _UNTIL.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
