"""Tables of a PDF page that are printed without rules: rows of numbers that stand below one another.

Only rows of five numbers or more are taken (tables three and four of the uniform format have seven and fifteen):
shorter ones are put together by their labels, see `flattened`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from reports.editions import normalise_label
from reports.model import Grid, GridCell
from reports.reading.known_labels import (
    is_made_of_labels,
    is_part_of_label,
    known_headings,
    known_labels,
    labels_of,
    spanning_labels,
)
from reports.reading.page_layout import Placed
from reports.reading.pdf_lines import CharLine, Piece

_VALUE = re.compile(r"[+\-−]?[\d０-９][\d０-９,，.]*|[/／\-—]+")
_LEAST_VALUES = 5
_MOST_HEADER_LINES = 6
_MOST_LABEL_LINES = 3
# In parts of a character's size.
_ALIGNED = 2.0
_SAME_COLUMN = 1.5
_ROW_DISTANCE = 6.0


@dataclass
class _Row:
    """A line that ends in numbers, with the pieces of the label beside, above and below them."""

    line: CharLine
    values: list[Piece]
    label: list[tuple[float, Piece]]


def _row(line: CharLine) -> _Row | None:
    pieces = line.pieces()
    cut = len(pieces)
    while cut and _VALUE.fullmatch(pieces[cut - 1].text):
        cut -= 1
    if len(pieces) - cut < _LEAST_VALUES:
        return None
    return _Row(line, pieces[cut:], [(line.middle, p) for p in pieces[:cut]])


def _centres(row: _Row) -> list[float]:
    return [(v.left + v.right) / 2 for v in row.values]


def _below(row: _Row, first: _Row) -> bool:
    """Whether a row's numbers stand below those of the table's first row."""
    ours, theirs = _centres(row), _centres(first)
    near = _ALIGNED * first.line.size
    return len(ours) == len(theirs) and all(abs(a - b) <= near for a, b in zip(ours, theirs, strict=True))


def _is_heading(line: CharLine) -> bool:
    return normalise_label(line.text) in known_headings()


def _beside(line: CharLine, first: _Row) -> bool:
    """Whether a line stands where the labels of a table do, and is no heading of the next part."""
    return line.right < first.values[0].left and not _is_heading(line)


def _rows_from(lines: Sequence[CharLine], start: int, first: _Row) -> tuple[list[_Row], list[int]]:
    """The rows of the table that begins at a line, and the lines that were used for it."""
    rows, own = [first], [start]
    used: list[int] = []
    between: list[int] = []
    for n in range(start + 1, len(lines)):
        row = _row(lines[n])
        if row is not None and _below(row, first):
            rows.append(row)
            own.append(n)
            used += between
            between = []
        elif _beside(lines[n], first):
            between.append(n)
        else:
            break
    used += _rest_of_label(lines, between, rows[-1])
    for line in (lines[n] for n in used):
        nearest = min(rows, key=lambda r: abs(r.line.middle - line.middle))
        nearest.label += [(line.middle, p) for p in line.pieces()]
    return rows, sorted([*own, *used])


def _rest_of_label(lines: Sequence[CharLine], below: Sequence[int], last: _Row) -> list[int]:
    """Of the lines below the last row, those that are the end of its label."""
    label = "".join(p.text for _, p in last.label)
    taken: list[int] = []
    for n in below:
        label += lines[n].text
        if not any(k.startswith(normalise_label(label)) for k in known_labels()):
            break
        taken.append(n)
    return taken


def _start_of_label(lines: Sequence[CharLine], start: int, first: _Row) -> list[int]:
    """The lines above a table's first row in which its label begins: a page break left no header above them.

    The numbers stand in the middle of a label on several lines: it may go on below them.
    """
    label = "".join(p.text for _, p in first.label)
    below = list(
        takewhile(lambda line: _beside(line, first), lines[start + 1 : start + 1 + _MOST_LABEL_LINES])
    )
    ends = ["".join(line.text for line in below[:n]) for n in range(len(below) + 1)]
    taken: list[int] = []
    for n in range(start - 1, max(-1, start - 1 - _MOST_LABEL_LINES), -1):
        if not _beside(lines[n], first):
            break
        label = lines[n].text + label
        taken.append(n)
        if any(normalise_label(label + end) in known_labels() for end in ends):
            return taken[::-1]
    return []


def _header(lines: Sequence[CharLine], start: int, first: _Row) -> list[int]:
    """The lines above the first row that are its header: words that stand over its numbers."""
    taken: list[int] = []
    left = first.values[0].left - _ALIGNED * first.line.size
    for n in range(start - 1, max(-1, start - 1 - _MOST_HEADER_LINES), -1):
        line = lines[n]
        above = [p for p in line.pieces() if p.left >= left]
        named = any(is_made_of_labels(p.text) for p in above)
        beside = taken and line.right < left and not _is_heading(line)
        if _is_heading(line) or not (named or beside):
            break
        taken.append(n)
    while taken and not any(p.left >= left for p in lines[taken[-1]].pieces()):
        taken.pop()
    return sorted(taken)


def _columns(rows: Sequence[_Row]) -> list[float]:
    """Where the columns of labels begin."""
    size = median(r.line.size for r in rows)
    lefts = sorted(p.left for r in rows for _, p in r.label)
    out: list[float] = []
    for left in lefts:
        if not out or left - out[-1] > _SAME_COLUMN * size * 2:
            out.append(left)
    return out or [0.0]


def _cells(row: _Row, columns: Sequence[float]) -> tuple[GridCell, ...]:
    labels = [""] * len(columns)
    for _, piece in sorted(row.label, key=lambda item: item[0]):
        place = max((c for c, left in enumerate(columns) if piece.left >= left - 1), default=0)
        labels[place] += piece.text
    return tuple(GridCell(t) for t in (*labels, *(v.text for v in row.values)))


def _labels_in(piece: Piece, centres: Sequence[float]) -> list[Piece]:
    """A piece, or the labels that stand in it so close that no gap parts them, each at its share of the width.

    Where each label is broken over lines, what stands in one line is no label: each letter is taken to its column.
    """
    labels = labels_of(piece.text)
    covered = [n for n, c in enumerate(centres) if piece.left <= c <= piece.right]
    wide = (piece.right - piece.left) / max(1, len("".join(labels)))
    if labels == [piece.text] and len(covered) > 1 and not is_part_of_label(piece.text):
        middles = [piece.left + wide * (n + 0.5) for n in range(len(piece.text))]
        columns = [min(covered, key=lambda c: abs(centres[c] - m)) for m in middles]
        labels = ["".join(t for t, c in zip(piece.text, columns, strict=True) if c == own) for own in covered]
    starts = [piece.left + wide * sum(map(len, labels[:n])) for n in range(len(labels))]
    return [Piece(t, left, left + wide * len(t)) for t, left in zip(labels, starts, strict=True)]


def _header_rows(lines: Sequence[CharLine], first: _Row, width: int) -> list[tuple[GridCell, ...]]:
    """The header's words as two rows: those that span several columns, then each over the numbers it stands above."""
    if not lines:
        return []
    centres, near = _centres(first), _ALIGNED * first.line.size
    spanning, texts = [""] * (width + len(centres)), [""] * len(centres)
    for piece in (label for line in lines for p in line.pieces() for label in _labels_in(p, centres)):
        middle = (piece.left + piece.right) / 2
        c = min(range(len(centres)), key=lambda i: abs(centres[i] - middle))
        over_one = abs(centres[c] - middle) <= near and normalise_label(piece.text) not in spanning_labels()
        if over_one and is_part_of_label(texts[c] + piece.text):
            texts[c] += piece.text
        else:
            spanning[0 if piece.right < centres[0] else width + c] += piece.text
    return [tuple(GridCell(t) for t in row) for row in (spanning, [*[""] * width, *texts])]


def unruled_tables(lines: Sequence[CharLine], page: int) -> tuple[list[Placed], list[CharLine]]:
    """The tables without rules among the lines of a page, and the lines that are left."""
    found: list[Placed] = []
    gone: set[int] = set()
    for n, line in enumerate(lines):
        first = _row(line) if n not in gone else None
        if first is None:
            continue
        begun = _start_of_label(lines, n, first)
        first.label += [(lines[i].middle, p) for i in begun for p in lines[i].pieces()]
        rows, used = _rows_from(lines, n, first)
        used = [*begun, *used]
        above = [i for i in _header(lines, used[0], first) if i not in gone]
        columns = _columns(rows)
        header = _header_rows([lines[i] for i in above], first, len(columns))
        cells = (*header, *(_cells(r, columns) for r in rows))
        found.append(Placed(lines[(above or used)[0]].top, Grid(cells, page=page)))
        gone |= {*above, *used}
    return found, [line for n, line in enumerate(lines) if n not in gone]
