"""The figures of an answer as a small table: the cells that it cites, each lit up in its report by one click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answering.answer import Answer, Citation
from errors import NotVisibleError
from reports.editions import load_edition
from reports.errors import UnusableFileError
from reports.model import Report
from reports.numerals import spoken
from web.escape import safe
from web.views.finding_rows import place_attributes

_FEWEST = 2
# With more columns than these a cell has a line of its own: the place beside a report is narrow.
_MOST_COLUMNS = 4


@dataclass(frozen=True)
class _Cell:
    """A cited cell in the words of its report's format."""

    citation: Citation
    path: tuple[str, str, str]
    agency: str
    row: str
    column: str
    number: str


def _cells(answer: Answer, report_of: Callable[[str], Report]) -> list[_Cell]:
    """Every cell that an answer cites, once; none where a report is gone."""
    found: dict[tuple[str, tuple[str, str, str]], _Cell] = {}
    for citation in answer.citations:
        if citation.source != "report" or not citation.report or not citation.cells:
            continue
        try:
            report = report_of(citation.report)
        except (NotVisibleError, UnusableFileError):
            return []
        for path in citation.cells:
            found.setdefault((citation.report, path), _cell(citation, path, report))
    return list(found.values())


def _cell(citation: Citation, path: tuple[str, str, str], report: Report) -> _Cell:
    table, row, column = path
    edition = load_edition(report.edition)
    value = report.tables[table].value(row, column) if table in report.tables else None
    return _Cell(
        citation, path, f"{report.shown_agency}{report.year or ''}", edition.row_label(table, row),
        edition.column_label(table, row, column), "未填" if value is None else spoken(value),
    )  # fmt: skip


def located(cell: tuple[str, str, str], citation: Citation, chosen: str, words: str) -> str:
    """A button that lights a cell up, in the report that is open (`chosen`) or in its own."""
    report = citation.report if citation.report not in (None, chosen) else ""
    where = place_attributes(citation.anchor, citation.quote, (cell,))
    return f'<button type="button" class="locate figure" data-report="{safe(report)}" {where}>{safe(words)}</button>'


def figures_html(answer: Answer, chosen: str, report_of: Callable[[str], Report]) -> str:
    """The cited cells under the names of their columns; "" where they are fewer than two, or the answer has a table."""
    cells = [] if answer.table else _cells(answer, report_of)
    if len(cells) < _FEWEST:
        return ""
    columns = list(dict.fromkeys(c.column for c in cells))
    several = len({c.citation.report for c in cells}) > 1
    in_lines = len(columns) > _MOST_COLUMNS
    rows: dict[tuple[str, ...], dict[str, _Cell]] = {}
    for cell in cells:
        line = (*((cell.agency,) if several else ()), cell.row, *((cell.column,) if in_lines else ()))
        rows.setdefault(line, {})["" if in_lines else cell.column] = cell
    names = (*(("单位",) if several else ()), "项目", *(("列",) if in_lines else ()))
    head = "".join(f'<th scope="col">{safe(n)}</th>' for n in names)
    head += "".join(f'<th scope="col" class="n">{safe(n)}</th>' for n in (("数",) if in_lines else columns))
    body = "".join(
        f"<tr>{''.join(f'<td>{safe(word)}</td>' for word in line)}"
        + "".join(_number(there.get(c), chosen) for c in (("",) if in_lines else columns))
        + "</tr>"
        for line, there in rows.items()
    )
    return f'<table class="figures"><tr>{head}</tr>{body}</table>'


def _number(cell: _Cell | None, chosen: str) -> str:
    shown = located(cell.path, cell.citation, chosen, cell.number) if cell is not None else ""
    return f'<td class="n">{shown}</td>'
