"""Who is to work on which report: named by its owner, handed on by whoever has it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from errors import NotVisibleError
from library.database import Database
from library.schema import ReportRow
from library.trail import Deed, note_on_report


class Assignments:
    """The reports that somebody is to work on, of one database. Who is named may see the report (visible_to)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> str:
        """Who is to work on a report; "" where nobody was named."""
        with self._database.session() as session:
            named = session.scalar(select(ReportRow.assignee).where(ReportRow.id == report_id))
        return named or ""

    def assign(self, report_ids: Collection[str], to: str, who: str = "") -> int:
        """Gives reports to an account, or to nobody where `to` is "", all or none; how many had been another's.

        Raises a NotVisibleError where one is not there.
        """
        changed = 0
        with self._database.session() as session:
            for identifier in dict.fromkeys(report_ids):
                before = session.scalar(select(ReportRow.assignee).where(ReportRow.id == identifier))
                if before is None:
                    raise NotVisibleError
                if before == to:
                    continue
                session.execute(update(ReportRow).where(ReportRow.id == identifier).values(assignee=to))
                note_on_report(session, who, Deed.ASSIGNED, identifier, before or NOBODY, to or NOBODY)
                changed += 1
        return changed


# How the trail calls a report that nobody was named for.
NOBODY = "未指定"
