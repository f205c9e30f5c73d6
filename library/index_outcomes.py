"""What became of indexing each report: one that could not be indexed stops no other, is shown, and is tried again."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from sqlalchemy import delete, select

from errors import NO_FAULT, NianbaoError, NotVisibleError
from library.database import Database
from library.schema import IndexOutcomeRow, ReportRow, now
from reports.errors import UnusableFileError

LOGGER = logging.getLogger(__name__)
_FAULT = "建立索引时出错，未能完成；下次启动会重试，也可以点“重新建立索引”。"


class IndexOutcomes:
    """The reports of one database that could not be indexed, each with the sentence about why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextlib.contextmanager
    def watched(self, report: str) -> Iterator[None]:
        """Around the indexing of one report: whatever ends it is logged and kept.

        What is wrong with the report goes no further; where store or endpoint fail, every other report would too.
        """
        try:
            yield
        except NianbaoError as error:
            LOGGER.exception("report %s could not be indexed", report)
            self._failed(report, str(error))
            if not isinstance(error, UnusableFileError | NotVisibleError):
                raise
        except NO_FAULT:
            raise
        except BaseException:
            LOGGER.exception("report %s could not be indexed", report)
            self._failed(report, _FAULT)
        else:
            self._done(report)

    def _failed(self, report: str, why: str) -> None:
        with self._database.session() as session:
            if session.get(ReportRow, report) is None:
                return  # taken out meanwhile
            row = session.get(IndexOutcomeRow, report) or IndexOutcomeRow(report_id=report, tries=0)
            row.why, row.tries, row.at = why, row.tries + 1, now()
            session.add(row)

    def _done(self, report: str) -> None:
        with self._database.session() as session:
            session.execute(delete(IndexOutcomeRow).where(IndexOutcomeRow.report_id == report))

    def failures(self) -> dict[str, str]:
        """The ids of the reports that could not be indexed, each with the sentence about why."""
        with self._database.session() as session:
            rows = session.scalars(select(IndexOutcomeRow).order_by(IndexOutcomeRow.at)).all()
            return {r.report_id: r.why for r in rows}
