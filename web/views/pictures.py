"""The figures of an answer beside each other: one cell in several years or of several agencies, as a picture."""

from __future__ import annotations

from collections.abc import Callable

from answering.answer import Answer
from answering.trends import Datum
from errors import NotVisibleError
from reports.errors import UnusableFileError
from reports.model import Report
from web.views.bars import picture


def picture_of(answer: Answer, report_of: Callable[[str], Report]) -> str:
    """The first cell that an answer cites of several reports, drawn; "" where there is none, or a report is gone."""
    cited: dict[tuple[str, str, str], dict[str, str]] = {}
    for citation in answer.citations:
        if citation.report and citation.source == "report" and len(citation.cells) == 1:
            cited.setdefault(citation.cells[0], {})[citation.report] = citation.place or ""
    for cell, places in cited.items():
        data = [d for i in places if (d := _datum(i, cell, report_of)) is not None]
        if len(data) > 1 and len(data) == len(places):
            return picture(next(iter(places.values())), sorted(data, key=lambda d: (d.year or 0, d.agency)))
    return ""


def _datum(identifier: str, cell: tuple[str, str, str], report_of: Callable[[str], Report]) -> Datum | None:
    table, row, column = cell
    try:
        report = report_of(identifier)
    except (NotVisibleError, UnusableFileError):
        return None
    value = report.tables[table].value(row, column) if table in report.tables else None
    return None if value is None else Datum(report.shown_agency, report.year, "", value)
