"""Tables written with bars in plain text, in the ways in which exports of web pages leave them.

- one row a line, each cell ended by a bar: `规章 | 0 | 0 | 6 |`, with further bars where cells were merged;
- one row a line with bars between its cells alone: `规章 | 0 | 0 | 6`;
- one cell a line ended by a bar, each row opened by a bar of its own;
- one cell a line with a line that is only a bar between the cells: where rows begin is lost, or a row opens with a bar
  before its first cell (`| 规章`).

Where cells were merged, the forms with one cell a line leave lines of several bars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.editions import normalise_label
from reports.numerals import looks_like_value
from reports.reading.known_labels import known_headings, known_labels

_LONE = re.compile(r"^\s*\|\s*$")
_MERGED = re.compile(r"^\s*\|{2,}\s*$")
_OPENS = re.compile(r"^\s*\|\s*(?=[^|\s][^|]*$)")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_NUMBERED = re.compile(r"^\s*[一二三四五六七八九十]+、")
_LONGEST_CELL = 40


@dataclass(frozen=True)
class BarTable:
    """Rows of cells, the lines of prose that stood before the first of them, and the line after the table."""

    rows: tuple[tuple[str, ...], ...]
    before: tuple[str, ...]
    end: int
    loose: bool = False


def is_barred(line: str) -> bool:
    """Whether a line is a row, a cell or a bar of such a table."""
    text = line.strip()
    return text.endswith("|") or (text.startswith("|") and text.count("|") >= 2)


def bar_table(lines: Sequence[str], start: int) -> BarTable | None:
    """The table that begins at a line, or None where none does there."""
    if is_barred(lines[start]) and not _LONE.match(lines[start]):
        return _by_single_cells(lines, start) or _by_rows(lines, start)
    if between := _by_bars_between(lines, start):
        return between
    following = _next_filled(lines, start + 1)
    if _LONE.match(lines[start]):
        return _by_opened_rows(lines, start) if following is not None else None
    if following is not None and _LONE.match(lines[following]):
        beyond = _next_filled(lines, following + 1)
        while beyond is not None and _MERGED.match(lines[beyond]):
            beyond = _next_filled(lines, beyond + 1)
        if beyond is not None and not is_barred(lines[beyond]):
            return _by_separated_cells(lines, start)
    return None


def _next_filled(lines: Sequence[str], start: int) -> int | None:
    return next((i for i in range(start, len(lines)) if lines[i].strip()), None)


# A bar between two cells, with white space beside it; a line that opens with one goes on from merged cells.
_BETWEEN = re.compile(r"(?:\S\s+|^\s*)\|\s+\S")
_CLAUSE = re.compile(r"^\s*第?二十条第?[（(].{1,3}[）)]项?\s*$")
_FEWEST_ROWS = 2


def _by_bars_between(lines: Sequence[str], start: int) -> BarTable | None:
    """Rows with bars between their cells, and of the first table the clauses above them; None where no cell is a number."""
    rows: list[tuple[str, ...]] = []
    position = start
    while position < len(lines) and (_BETWEEN.search(lines[position]) or _heads_a_row(lines, position)):
        if not _RULE.match(lines[position]):
            rows.append(tuple(c.strip() for c in lines[position].strip().removesuffix("|").split("|")))
        position += 1
    with_values = [r for r in rows if len(r) > 1 and looks_like_value(r[-1])]
    return BarTable(tuple(rows), (), position) if len(rows) >= _FEWEST_ROWS and with_values else None


def _heads_a_row(lines: Sequence[str], position: int) -> bool:
    """Whether a line is the clause of the Regulation above the rows of the first table."""
    beyond = position + 1 < len(lines) and _BETWEEN.search(lines[position + 1])
    return bool(_CLAUSE.match(lines[position]) and beyond)


def _cells(line: str) -> list[str]:
    text = line.strip().removeprefix("|").removesuffix("|")
    return [c.strip() for c in text.split("|")]


def _by_rows(lines: Sequence[str], start: int) -> BarTable:
    rows: list[tuple[str, ...]] = []
    position = start
    while position < len(lines) and is_barred(lines[position]) and not _LONE.match(lines[position]):
        if not _RULE.match(lines[position]):
            rows.append(tuple(_cells(lines[position])))
        position += 1
    return BarTable(tuple(rows), (), position)


_FEWEST_CELLS = 6


def _by_single_cells(lines: Sequence[str], start: int) -> BarTable | None:
    """One cell a line, ended by a bar; a bar alone is a blank cell. None where the lines have several cells."""
    cells: list[str] = []
    position, begun = start, ""
    while position < len(lines):
        line = begun + lines[position].strip()
        position += 1
        if not line or _MERGED.match(line):
            continue
        if not is_barred(line):
            if not _goes_on(lines, position - 1):
                position -= 1
                break
            begun = line
            continue
        begun = ""
        if line.startswith("|") and not _LONE.match(line):
            return None
        if len(_cells(line)) > 1:
            position -= 1
            break
        cells.append(_cells(line)[0])
    if len(cells) < _FEWEST_CELLS:
        return None
    return BarTable(_rows_of(cells), (), position)


def _rows_of(cells: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Cells as rows: a label begins one, the values after it are its own."""
    rows: list[list[str]] = []
    for cell in cells:
        if not rows or not looks_like_value(cell):
            rows.append([])
        rows[-1].append(cell)
    return tuple(tuple(r) for r in rows)


def _by_opened_rows(lines: Sequence[str], start: int) -> BarTable:
    """Of several bars alone on their lines the last opens a row, the others are blank cells of the one before."""
    rows: list[list[str]] = []
    position, bars, begun = start, 0, ""
    while position < len(lines):
        line = begun + lines[position]
        if line.strip() and not is_barred(line) and not _goes_on(lines, position):
            break
        position += 1
        begun = ""
        if line.strip() and not is_barred(line):
            begun = line.strip()
            continue
        if not line.strip():
            continue
        if _LONE.match(line):
            bars += 1
            continue
        if bars or not rows:
            if rows:
                rows[-1] += [""] * (bars - 1)
            rows.append([])
            bars = 0
        rows[-1] += _cells(line)
    return BarTable(tuple(tuple(r) for r in rows), (), position)


def _goes_on(lines: Sequence[str], position: int) -> bool:
    """Whether a line without a bar is the first part of a cell that ends on the next line."""
    following = _next_filled(lines, position + 1)
    text = lines[position].strip()
    short = len(text) <= _LONGEST_CELL and normalise_label(text) not in known_headings()
    return (
        short and following is not None and is_barred(lines[following]) and not _LONE.match(lines[following])
    )


def _by_separated_cells(lines: Sequence[str], start: int) -> BarTable:
    cells, before, position = _separated_cells(lines, start)
    return BarTable(_rows_of(cells), before, position)


def _separated_cells(lines: Sequence[str], start: int) -> tuple[list[str], tuple[str, ...], int]:
    """The cells between bars, until a chunk that is prose; prose before the first cell; the line after the table."""
    cells: list[str] = []
    position = start
    while position < len(lines):
        chunk: list[str] = []
        begin = position
        while position < len(lines) and not _LONE.match(lines[position]):
            if lines[position].strip() and not _MERGED.match(lines[position]):
                chunk.append(_OPENS.sub("", lines[position]).strip())
            position += 1
        ended = position == len(lines)
        prose = len(chunk) > 1 and _is_prose(chunk)
        if ended or (prose and cells):
            return cells, (), begin
        if prose:
            cells.append(chunk[-1])
            return _with_prose(lines, position, chunk)
        cells.append("".join(chunk))
        position += 1
    return cells, (), position


def _with_prose(
    lines: Sequence[str], position: int, chunk: list[str]
) -> tuple[list[str], tuple[str, ...], int]:
    cells, _, end = _separated_cells(lines, position + 1)
    return [chunk[-1], *cells], tuple(chunk[:-1]), end


def _is_prose(chunk: Sequence[str]) -> bool:
    """Whether the lines between two bars are more than one cell whose label was broken."""
    if normalise_label("".join(chunk)) in known_labels():
        return False
    if any(normalise_label(c) in known_headings() for c in chunk):
        return True
    return any(_NUMBERED.match(c) or len(c) > _LONGEST_CELL or c.endswith(("。", "：", ":")) for c in chunk)
