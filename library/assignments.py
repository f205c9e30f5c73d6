"""Who is to work on which report: named by its owner, handed on by whoever has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from errors import NotVisibleError
from library.database import Database
from library.schema import ReportRow
from library.trail import Deed, note_on_report


@dataclass(frozen=True)
class Draft:
    """A report that is not published: what is known of it without seeing it."""

    id: str
    agency: str
    year: int | None
    owner: str
    assignee: str
    added: datetime


class Assignments:
    """The reports that somebody is to work on, of one database. Who is named may see the report (visible_to)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> str:
        """Who is to work on a report; "" where nobody was named."""
        with self._database.session() as session:
            named = session.scalar(select(ReportRow.assignee).where(ReportRow.id == report_id))
        return named or ""

    def drafts_of_others(self, who: str, typed: str, offset: int, most: int) -> list[Draft]:
        """Drafts of other accounts, by what stands in agency, owner or who is named for it, newest first."""
        r = ReportRow
        query = select(r.id, r.agency, r.year, r.owner, r.assignee, r.added).where(
            r.published.is_(False), r.owner.not_in(("", who)), r.assignee != who
        )
        if typed.strip():
            fields = (r.agency, r.owner, r.assignee)
            query = query.where(or_(*(f.contains(typed.strip(), autoescape=True) for f in fields)))
        ordered = query.order_by(r.added.desc(), r.id).offset(offset).limit(most)
        with self._database.session() as session:
            return [Draft(*row) for row in session.execute(ordered)]

    def agencies_of(self, report_ids: Collection[str]) -> set[str]:
        """The agencies of some reports."""
        query = select(ReportRow.agency).where(ReportRow.id.in_(list(report_ids)))
        with self._database.session() as session:
            return set(session.scalars(query))

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
