"""Figures over years and agencies for charts: read from the typed tables, with a plain sentence for each picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from data_files import Data, load_data
from reports.model import Report
from reports.numerals import spoken

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "charts" / "themes.toml"


class Line(Data):
    """A line of a legend: the sum of one column over some rows of a table."""

    name: str
    table: str
    rows: tuple[str, ...]
    column: str

    def value(self, report: Report) -> Decimal | None:
        """The number in this report; None where none of the cells has one."""
        table = report.tables.get(self.table)
        values = [v for r in self.rows if table and (v := table.value(r, self.column)) is not None]
        return sum(values, Decimal(0)) if values else None


class Theme(Data):
    """What one chart shows."""

    key: str
    title: str
    unit: str
    lines: tuple[Line, ...]


class Themes(Data):
    """corpus/charts/themes.toml."""

    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Datum:
    """One bar: a report, a line of the legend and its number."""

    agency: str
    year: int | None
    line: str
    value: Decimal


@cache
def themes() -> tuple[Theme, ...]:
    """The charts that there are (corpus/charts/themes.toml)."""
    return load_data(_FILE, Themes).themes


def data_of(theme: Theme, reports: Sequence[Report]) -> list[Datum]:
    """The bars of a chart, by year, agency and line; a report without the table has none."""
    ordered = sorted(reports, key=lambda r: (r.year or 0, r.agency_words))
    return [
        Datum(report.shown_agency, report.year, line.name, value)
        for report in ordered
        for line in theme.lines
        if (value := line.value(report)) is not None
    ]


def _named(datum: Datum, agencies: set[str]) -> str:
    year = f"{datum.year}年" if datum.year else "年度不明"
    return f"{datum.agency}{year}" if len(agencies) > 1 else year


def sentence(theme: Theme, data: Sequence[Datum]) -> str:
    """What the picture shows, in words: the largest number of the first year shown and of each later one."""
    if not data:
        return "所选报告没有这张表的数据。"
    agencies = {d.agency for d in data}
    if all(d.value == 0 for d in data):
        named = "、".join(dict.fromkeys(_named(d, agencies) for d in data))
        return f"{named}{theme.title}为0{theme.unit}。"
    said = []
    for key in dict.fromkeys((d.agency, d.year) for d in data):
        mine = [d for d in data if (d.agency, d.year) == key]
        top = [d for d in mine if d.value > 0]
        name = _named(mine[0], agencies)
        if not top:
            said.append(f"{name}各项均为0")
            continue
        listed = "、".join(
            f"{d.line}{spoken(d.value)}{theme.unit}" for d in sorted(top, key=lambda d: -d.value)[:3]
        )
        said.append(f"{name}{listed}{'等' if len(top) > 3 else ''}")
    more = f"；其余{len(said) - 6}份见图" if len(said) > 6 else ""
    return "；".join(said[:6]) + more + "。"
