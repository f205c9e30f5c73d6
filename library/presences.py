"""Who has a report open now, so that two people on one report know of each other, whichever process serves them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from library.database import Database, LibraryError
from library.schema import PresenceRow, now

# A page says every few seconds that it is there; it is not written down each time.
_WRITTEN_EVERY = timedelta(seconds=10)
# Who said nothing for so long has closed the report, or lost the line.
GONE_AFTER = timedelta(seconds=30)


class Presences:
    """The open reports of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def others(self, report_id: str, who: str) -> list[str]:
        """Notes that an account has a report open, and tells which others have it open too, by name."""
        moment = now()
        with self._database.session() as session:
            there = dict(
                session.execute(
                    select(PresenceRow.who, PresenceRow.seen).where(PresenceRow.report_id == report_id)
                ).all()
            )
        if who not in there or moment - there[who] > _WRITTEN_EVERY:
            self._write(report_id, who)
        return sorted(name for name, seen in there.items() if name != who and moment - seen <= GONE_AFTER)

    def _write(self, report_id: str, who: str) -> None:
        this = PresenceRow.report_id == report_id, PresenceRow.who == who
        try:
            with self._database.session() as session:
                said = update(PresenceRow).where(*this).values(seen=now()).returning(PresenceRow.who)
                if session.scalar(said) is None:
                    session.add(PresenceRow(report_id=report_id, who=who, seen=now()))
        except (IntegrityError, LibraryError):
            return  # her other window was faster, the report is gone, or the disk is full: it is read all the same

    def leave(self, report_id: str, who: str) -> None:
        """Notes that an account has closed a report."""
        with self._database.session() as session:
            session.execute(
                delete(PresenceRow).where(PresenceRow.report_id == report_id, PresenceRow.who == who)
            )

    def sweep(self) -> None:
        """Forgets who had gone long ago."""
        with self._database.session() as session:
            session.execute(delete(PresenceRow).where(PresenceRow.seen < now() - 10 * GONE_AFTER))
