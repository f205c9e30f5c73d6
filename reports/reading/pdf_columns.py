"""Prose in two columns on a PDF page: the left one is read before the right one.

Lines of both stand at one height and were read as one. Between them lies a gutter that no letter crosses. The lines of
the columns are told to whoever puts paragraphs together as if they stood below one another over the whole width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from reports.reading.page_layout import TextLine
from reports.reading.pdf_lines import CharLine, Piece

_CHINESE = re.compile("[一-鿿]")
# So many lines of so many Chinese characters stand on either side of a gap this wide (in parts of a character's size).
_FEWEST_LINES, _FEWEST_LETTERS, _GUTTER = 5, 8, 1.2
_FEWEST_IN_SECOND = 2


@dataclass(frozen=True)
class _Gutter:
    left: float
    right: float

    def parts(self, line: CharLine) -> tuple[CharLine | None, CharLine | None] | None:
        """What of a line stands on either side; None where it crosses the gutter."""
        middle = (self.left + self.right) / 2
        if any(c["x0"] < self.right - 1 and c["x1"] > self.left + 1 for c in line.chars):
            return None
        left, right = (tuple(c for c in line.chars if (c["x0"] < middle) is side) for side in (True, False))
        return CharLine(left) if left else None, CharLine(right) if right else None


def _prose(lines: Sequence[CharLine]) -> Iterator[tuple[CharLine, Piece]]:
    """The pieces of lines that are long enough to be prose, each with its line."""
    for line in lines:
        yield from ((line, p) for p in line.pieces() if len(_CHINESE.findall(p.text)) >= _FEWEST_LETTERS)


def _gutter(lines: Sequence[CharLine]) -> _Gutter | None:
    """The gap to the left of a second column: many lines of prose begin at one place right of others; None without one."""
    starts = Counter(round(piece.left) for _, piece in _prose(lines))
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    for start, times in sorted(starts.items()):
        if times < _FEWEST_LINES or not 0.35 < (start - left) / max(right - left, 1.0) < 0.65:
            continue
        size = median(line.size for line in lines)
        second = [line for line, p in _prose(lines) if abs(p.left - start) <= 1]
        top, bottom = min(line.top for line in second) - size, max(line.top for line in second) + size
        beside = [line for line in lines if top <= line.top <= bottom]
        ends = [c["x1"] for line in beside for c in line.chars if c["x0"] < start - 1]
        first = sum(1 for _, p in _prose(beside) if p.right < start)
        if ends and max(ends) <= start - _GUTTER * size and first >= _FEWEST_LINES:
            return _Gutter(max(ends), float(start))
    return None


def _text_line(line: CharLine, across: tuple[float, float, float], top: float) -> TextLine:
    """A line of a column that begins at the first of these, as wide as the page's text would be by the factor."""
    start, left, factor = across
    return TextLine(
        line.text, left + (line.left - start) * factor, left + (line.right - start) * factor, top, line.size
    )


def column_lines(lines: Sequence[CharLine], breaks: Sequence[float]) -> tuple[list[TextLine], list[CharLine]]:
    """The lines of columns in the order in which they are read, and those that are none; tables stand at the breaks."""
    gutter = _gutter(lines) if lines else None
    if gutter is None:
        return [], list(lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    wide = right - left
    halves = ((left, left, wide / (gutter.left - left)), (gutter.right, left, wide / (right - gutter.right)))
    out: list[TextLine] = []
    rest: list[CharLine] = []

    def region(line: CharLine) -> tuple[bool, int]:
        return gutter.parts(line) is not None, sum(b < line.top for b in breaks)

    for (in_columns, _), group in groupby(lines, key=region):
        own = list(group)
        parts = [p for line in own if (p := gutter.parts(line)) is not None]
        second = [b for _, b in parts if b is not None]
        if not in_columns or sum(1 for _ in _prose(second)) < _FEWEST_IN_SECOND:
            rest += own
            continue
        top, height = own[0].top, own[-1].top - own[0].top + own[-1].size
        for side, half in enumerate(halves):
            ours = [p[side] for p in parts]
            out += [
                _text_line(line, half, top + (side * height + line.top - top) / 2) for line in ours if line
            ]
    return out, rest
