"""Plain text and Markdown: paragraphs, tables laid out with tabs or pipes, and chart data.

Text exported from a .docx writes one cell a line with a leading tab and an empty line between the rows;
other exports write one row a line with tabs between the cells, or bars.
"""

from __future__ import annotations

import re

from reports.model import Block, Chart, Document, Grid, GridCell, Paragraph, Picture
from reports.numerals import cell_value
from reports.reading.bars import BarTable, bar_table
from reports.reading.wrapped import unwrapped

_FIELD_MARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_NUMBERED = re.compile(r"^\s*[一二三四五六七八九十]+、")
# A page's number between marks or in words: a bare number may be a cell.
_PRINTED_PAGE = re.compile(
    r"^\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?)\s*$"
)
# Other signs for the bar between cells, and lines that only draw the frame of a table.
_BARS = str.maketrans("｜│┃║", "||||")
_FRAME = re.compile(r"^[\s|+┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬]*[┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬]{3,}[\s|+┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣╦╩╬]*$")
_PICTURE = re.compile(r"^\s*!\[[^\]]*\]\([^)\s]*[^)]*\)\s*$")
# A sheet saved with commas: they stand between short cells, and prose has commas of its own.
_COMMAS = re.compile(r"^(?:(?:[^,，。；]{0,60},){1,}[^,，。；]{0,60}|[^。；]{0,100}(?:,[\d.]*){3,})$")
_A_SHEET = 8
_MARKDOWN_RULE = re.compile(r"^\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_IS_MARKDOWN = 2
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+")


def chart_of(cells: list[str], title: str) -> Chart | None:
    """The chart that a line of a series name, n labels and n numbers holds; None where it is no such line."""
    name, rest = cells[0], [c for c in cells[1:] if c.strip()]
    half = len(rest) // 2
    if half < 2 or len(rest) % 2:
        return None
    labels, values = rest[:half], rest[half:]
    if any(cell_value(v) is None for v in values) or any(cell_value(lab) is not None for lab in labels):
        return None
    return Chart(title=title, series=name.strip(), points=tuple(zip(labels, values, strict=True)))


class _Lines:
    """Collects blocks from lines; holds the table that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[list[str]] = []
        self.row: list[str] = []

    def end_row(self) -> None:
        if self.row:
            self.rows.append(self.row)
            self.row = []

    def end_grid(self) -> None:
        self.end_row()
        if self.rows:
            rows = tuple(tuple(GridCell(c.strip()) for c in row) for row in self.rows)
            self.blocks.append(Grid(rows))
            self.rows = []

    def paragraph(self, line: str) -> None:
        if self.row and len(line.strip()) <= 30 and not _NUMBERED.match(line):
            self.row[-1] += line.strip()  # the cell's text was broken over two lines
            return
        self.end_grid()
        self.blocks.append(Paragraph(line.strip()))

    def tabbed(self, line: str) -> None:
        cells = line.split("\t")
        if not cells[0].strip():
            cells = cells[1:]
        if len(cells) == 1 and line.startswith("\t"):
            self.row.append(cells[0])
            return
        last = self.blocks[-1] if self.blocks else None
        title = last.text if isinstance(last, Paragraph) and not self.rows else ""
        chart = chart_of(cells, title)
        if chart:
            self.end_grid()
            self.blocks.append(chart)
            return
        self.end_row()
        self.rows.append(cells)

    def table(self, table: BarTable) -> None:
        for line in table.before:
            self.paragraph(line)
        self.end_row()
        self.rows += [list(r) for r in table.rows]


def _without_emphasis(lines: list[str]) -> list[str]:
    """The lines without the marks of bold print, where the text is Markdown; in any other they are left over from it."""
    marked = sum(bool(_MARKDOWN_HEADING.match(line) or _MARKDOWN_RULE.match(line)) for line in lines)
    return [_BOLD.sub(r"\2", line) for line in lines] if marked >= _IS_MARKDOWN else lines


def _sheet_as_tabs(lines: list[str]) -> list[str]:
    """The lines with tabs for the commas of a sheet, where the text holds rows of one."""
    rows = [line for line in lines if _COMMAS.match(line)]
    with_values = sum(cell_value(line.rsplit(",", 1)[1]) is not None for line in rows)
    if with_values < _A_SHEET:
        return lines
    return [line.replace(",", "\t") if _COMMAS.match(line) else line for line in lines]


def read_text(text: str) -> Document:
    """The blocks of a text: tab and pipe tables become grids, everything else paragraphs."""
    lines = _Lines()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    source = [_FIELD_MARK.sub("", line) for line in plain.translate(_BARS).split("\n")]
    source = [line for line in _without_emphasis(_sheet_as_tabs(source)) if not _FRAME.match(line)]
    pages = tuple(line for line in source if _PRINTED_PAGE.match(line))
    every = unwrapped([line for line in source if not _PRINTED_PAGE.match(line)])
    position = 0
    while position < len(every):
        line = every[position]
        table = bar_table(every, position) if "|" in "".join(every[position : position + 3]) else None
        position = table.end if table else position + 1
        if table:
            lines.table(table)
        elif _PICTURE.match(line):
            lines.end_grid()
            lines.blocks.append(Picture())
        elif line.startswith("\t") or "\t" in line.strip():
            lines.tabbed(line)
        elif not line.strip():
            lines.end_row()
        else:
            lines.paragraph(_MARKDOWN_HEADING.sub("", line))
    lines.end_grid()
    return Document(tuple(lines.blocks), reader="纯文本", source="\n".join(source), left_out=pages)
