"""Tables as published pages and PDFs leave them when they are copied: marks between cells, broken labels, lost grids.

The shapes are those of copies of published reports found on the web in 2026 (each names what such a copy looks like).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from benchmarks.generate.content import Content
from benchmarks.generate.layouts import Layout, Rows, Span, document_rows, heading

TableWriter = Callable[[Rows], Iterable[str]]
# Where the cells of the heads and labels of real tables are broken.
_BROKEN = {
    "商业企业": "商业\n企业",
    "科研机构": "科研\n机构",
    "社会公益组织": "社会公\n益组织",
    "法律服务机构": "法律服\n务机构",
}


def _merged(row: list[Span]) -> int:
    return sum(c.columns for c in row) - len(row)


def _flat(text: str) -> str:
    return text.replace("\n", "").strip()


def marked_cells(rows: Rows) -> Iterator[str]:
    """规章 |, one cell a line; merged cells leave bars on a line of their own; a blank cell is a bar."""
    for row in rows:
        yield from (f"{_flat(c.text)} |".strip() for c in row)
        if _merged(row):
            yield "|" * _merged(row)


def opened_marked(rows: Rows) -> Iterator[str]:
    """| 规章, a bar below, 0, a bar below: a row opens with a bar before its first cell."""
    for row in rows:
        for n, cell in enumerate(row):
            yield f"| {_flat(cell.text)}" if n == 0 else _flat(cell.text)
            yield "|"
        if _merged(row):
            yield "|" * _merged(row)


def spaced_markdown(rows: Rows) -> Iterator[str]:
    """A bar, then each cell on a line with spaces around it and a bar after."""
    for row in rows:
        yield "| "
        cells = [f" {_flat(c.text)}  | " for c in row]
        yield from [*cells[:-1], cells[-1] + "|" * _merged(row)]


def opened_rows_of_bars(rows: Rows) -> Iterator[str]:
    """| 规章 | 0 | 0 | 0 | with a space after the last bar, bars of merged cells after it."""
    for row in rows:
        yield "| " + " | ".join(_flat(c.text) for c in row) + " | " + "|" * _merged(row)


def rows_with_blank_starts(rows: Rows) -> Iterator[str]:
    """A row below a merged label begins with a bar for each of the cells that the label covers."""
    taken: dict[int, int] = {}
    for row in rows:
        cells, column = [], 0
        for cell in row:
            while taken.get(column, 0):
                taken[column] -= 1
                cells.append("")
                column += 1
            cells.append(_flat(cell.text))
            for covered in range(column, column + cell.columns):
                taken[covered] = cell.rows - 1
            column += cell.columns
        yield " | ".join(cells) + " |"


def broken_head_lines(rows: Rows) -> Iterator[str]:
    """One cell a line, blank lines between; narrow heads broken over two lines (商业, 企业)."""
    for row in rows:
        for cell in row:
            yield from _BROKEN.get(cell.text, cell.text).split("\n")
            yield ""


def full_grid_of_tabs(rows: Rows) -> Iterator[str]:
    """Rows pasted from a sheet: a tab for every column, also those that merged cells cover."""
    for line in rows_with_blank_starts(rows):
        yield line.removesuffix(" |").replace(" | ", "\t")


def _wide(text: str) -> list[str]:
    return [text[n : n + 14] for n in range(0, len(text), 14)] or [""]


def printed_rows_first(rows: Rows) -> Iterator[str]:
    """A PDF's text: the values stand on the first line of a label that goes on below."""
    for outer, label, values in _label_and_values(rows):
        first, *rest = _wide(label) if values else [label]
        yield from outer
        yield " ".join([first, *values]).strip()
        yield from rest


def printed_rows_last(rows: Rows) -> Iterator[str]:
    """A PDF's text: the values stand on the last line of a label that began above."""
    for outer, label, values in _label_and_values(rows):
        *before, last = _wide(label) if values else [label]
        yield from [*outer, *before]
        yield " ".join([last, *values]).strip()


def _label_and_values(rows: Rows) -> Iterator[tuple[list[str], str, list[str]]]:
    """The merged labels before a row's own label, that label, and the values; a row without values is its own label."""
    for row in rows:
        texts = [_flat(c.text) for c in row]
        cut = next((n for n, t in enumerate(texts) if t[:1].isdigit() and "." not in t[:2]), len(texts))
        if cut == len(texts):
            yield [], " ".join(texts), []
        else:
            yield texts[: max(cut - 1, 0)], texts[cut - 1] if cut else "", texts[cut:]


COPIES: dict[str, TableWriter] = {
    "marked cells": marked_cells,
    "opened marked cells": opened_marked,
    "spaced markdown": spaced_markdown,
    "opened rows of bars": opened_rows_of_bars,
    "rows with blank starts": rows_with_blank_starts,
    "broken head lines": broken_head_lines,
    "full grid of tabs": full_grid_of_tabs,
    "printed rows, values first": printed_rows_first,
    "printed rows, values last": printed_rows_last,
}


def copied(content: Content, form: str) -> str:
    """The parts of a report, from the first heading on, as text of this form."""
    lines: list[str] = []
    for number in content.headings:
        lines += [heading(content, number, Layout()), *content.sections[number]]
        for rows in document_rows(content, Layout()).get(number, []):
            lines += COPIES[form](rows)
    return "\n".join(lines)
