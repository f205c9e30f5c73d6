"""The numbers of all reports' tables as rows of the database: what a question over all reports is asked of.

A cell is named by edition, table, row and column, since a row's columns have other names in another edition. Blank
cells have no row: a report without a number is told from one with 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from library.database import Database
from library.schema import FigureRow
from reports.model import Report

# A statement of SQLite takes no more values than this for certain.
_MOST_NAMED = 900


def cell_name(edition: str, table: str, row: str, column: str) -> str:
    """A cell of the uniform format as it is named in the database."""
    return f"{edition}/{table}/{row}/{column}"


def keep_figures(session: Session, identifier: str, report: Report) -> None:
    """Keeps the numbers of a report's tables in the place of those kept before."""
    session.execute(delete(FigureRow).where(FigureRow.report_id == identifier))
    found = {
        cell_name(report.edition, kind, row, column): float(cell.value)
        for kind, table in report.tables.items()
        for row, cells in table.cells.items()
        for column, cell in cells.items()
        if cell.value is not None
    }
    if found:
        rows = [{"report_id": identifier, "cell": cell, "value": value} for cell, value in found.items()]
        session.execute(insert(FigureRow), rows)


class Figures:
    """The numbers of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sums(self, cells: Iterable[str]) -> dict[str, Decimal]:
        """The sum of some cells in each report that has a number in any of them, by the report's id."""
        names = sorted(cells)[:_MOST_NAMED]
        query = (
            select(FigureRow.report_id, func.sum(FigureRow.value))
            .where(FigureRow.cell.in_(names))
            .group_by(FigureRow.report_id)
        )
        with self._database.session() as session:
            return {identifier: _exact(value) for identifier, value in session.execute(query)}


def _exact(value: float) -> Decimal:
    """A number as the report writes it; the sum of a few decimals has no more of them."""
    return Decimal(str(round(value, 6))).normalize() + 0
