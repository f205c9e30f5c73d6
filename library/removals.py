"""Removals: what is taken out is taken out everywhere, and a removal that was cut off is finished at the next start.

A removal is noted in the transaction that deletes the report, and the note goes when nothing of the report is left.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from library.database import Database
from library.job_kinds import begin_exports_anew
from library.schema import ExchangeRow, RemovalRow, ReportRow, now
from library.trail import Deed, note_on_report


class Removals:
    """The removals of one database that are not finished."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, report: str, who: str = "") -> None:
        """Deletes a report with all that belongs to it, every answer that quotes it, and the files of many reports that may
        tell of it."""
        with self._database.session() as session:
            if session.scalar(select(ReportRow.id).where(ReportRow.id == report)) is not None:
                note_on_report(session, who, Deed.DELETED, report)
            session.merge(RemovalRow(report_id=report, at=now()))
            session.execute(delete(ReportRow).where(ReportRow.id == report))
            begin_exports_anew(session)
            session.execute(delete(ExchangeRow).where(ExchangeRow.answer.contains(report, autoescape=True)))

    def unfinished(self) -> list[str]:
        """The reports of which something may be left."""
        with self._database.session() as session:
            return list(session.scalars(select(RemovalRow.report_id)))

    def finish(self, report: str) -> None:
        """Notes that nothing is left, once the database's own files hold nothing either."""
        self._database.scrub()
        with self._database.session() as session:
            session.execute(delete(RemovalRow).where(RemovalRow.report_id == report))
