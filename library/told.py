"""What is kept of a report in columns, for lists and for questions over all: written when it is stored, and behind the
page for the reports that were stored by an earlier program."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from library.figures import keep_figures
from library.fingerprint import reader_fingerprint
from library.schema import STALE, ReportRow
from library.store import Library


class Told:
    """The columns of the reports of one library."""

    def __init__(self, library: Library) -> None:
        self._library, self._database = library, library.database

    def missing(self, most: int) -> list[str]:
        """The ids of some reports whose columns do not hold yet what the present reader reads in them."""
        query = select(ReportRow.id).where(ReportRow.told != reader_fingerprint()).limit(most)
        with self._database.session() as session:
            return list(session.scalars(query))

    def tell(self, identifier: str) -> None:
        """Fills the columns of a report; raises what reading it raises."""
        report = self._library.report(identifier)
        told: dict[Any, object] = {ReportRow.level: report.level, ReportRow.told: reader_fingerprint()}
        if report.reading.to_verify:
            # Whether somebody compared it with the original is found when it is reviewed.
            told |= {ReportRow.doubtful: True, **STALE}
        with self._database.session() as session:
            session.execute(update(ReportRow).where(ReportRow.id == identifier).values(told))
            keep_figures(session, identifier, report)

    def give_up(self, identifier: str) -> None:
        """Leaves the columns of a report that cannot be read any more as they are."""
        with self._database.session() as session:
            this = update(ReportRow).where(ReportRow.id == identifier)
            session.execute(this.values(told=reader_fingerprint()))
