"""汇总核对: a government's tables beside the sums of the reports of its departments, cell by cell, to be verified.

A difference accuses nobody: reports may be missing, and a government may count what no department reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from letters.sheets import for_print, heading, write
from office.circular import Circular
from reports.editions import Edition, load_edition
from reports.model import Level, Report
from reports.numerals import plain
from reports.tables import TABLE_NAMES
from review.agencies import AgencyName

_HEAD = ("表", "行", "列", "各单位之和", "政府报告", "相差", "未读到数字的单位")
_WIDTHS = (24, 50, 24, 14, 14, 12, 50)


@dataclass(frozen=True)
class SummedCell:
    """A cell of the government's table; `unread` are the agencies whose number is not known and not in the sum."""

    table: str
    row: str
    column: str
    total: Decimal
    stated: Decimal | None
    unread: tuple[str, ...]


@dataclass(frozen=True)
class RollUp:
    """The cells of one government's tables beside the sums of its departments' reports on the same year."""

    government: str
    year: int
    agencies: tuple[str, ...]
    cells: tuple[SummedCell, ...]


def roll_up(circular: Circular) -> RollUp | None:
    """The sums of the last submissions; None unless there are one government and others of its place and form."""
    reports = [line.submissions[-1].review.report for line in circular.lines]
    known = [r for r in reports if r.agency and r.year == circular.year]
    governments = [r for r in known if r.level is Level.GOVERNMENT]
    if len(governments) != 1 or circular.year is None:
        return None
    (government,) = governments
    place = AgencyName.of(government.shown_agency)
    parts = [
        r for r in known
        if r is not government and r.edition == government.edition
        and AgencyName.of(r.shown_agency).lies_with(place)
    ]  # fmt: skip
    if not parts:
        return None
    names = tuple(r.shown_agency for r in parts)
    cells = tuple(_cells(government, parts, load_edition(government.edition)))
    return RollUp(government.shown_agency, circular.year, names, cells)


def _cells(government: Report, parts: Sequence[Report], edition: Edition) -> Iterator[SummedCell]:
    for table, name in TABLE_NAMES.items():
        for row in edition.rows(table):
            for column in edition.columns(table, row.key):
                numbers = [_value(r, table, row.key, column.key) for r in parts]
                yield SummedCell(
                    name, edition.row_label(table, row.key), column.label,
                    sum((n for n in numbers if n is not None), Decimal(0)),
                    _value(government, table, row.key, column.key),
                    tuple(r.shown_agency for r, n in zip(parts, numbers, strict=True) if n is None),
                )  # fmt: skip


def _value(report: Report, table: str, row: str, column: str) -> Decimal | None:
    found = report.tables.get(table)
    return found.value(row, column) if found else None


def add_roll_up(book: Any, rolled: RollUp, of_year: str = "") -> None:
    """Puts the sheet 汇总核对 into a workbook; `of_year` is in its name."""
    sheet = book.create_sheet(f"汇总核对{of_year}")
    heading(sheet, _HEAD, _WIDTHS)
    row = 1
    for row, cell in enumerate(rolled.cells, start=2):
        stated = "" if cell.stated is None else plain(cell.stated)
        apart = "" if cell.stated is None else plain(cell.stated - cell.total)
        values = (cell.table, cell.row, cell.column, plain(cell.total), stated, apart, "、".join(cell.unread))
        for column, value in enumerate(values, start=1):
            write(sheet, row, column, value)
    sheet.auto_filter.ref = f"A1:G{row}"
    note = (
        f"{rolled.government}{rolled.year}年度报告与{len(rolled.agencies)}个单位（{'、'.join(rolled.agencies)}）"
        "最后一稿的合计，供核实：相差可能因为有的单位没有列入，不都是差错。"
    )
    write(sheet, row + 2, 1, note)
    for_print(sheet)
