"""The characters of a PDF page put together to printed lines, each character where it stands.

A line is told by overlap and not by its upper edge: digits and brackets of another font stand higher or lower in the
same line. Spaces come from the distance between characters, not from the file, which pads them for justification.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Any

from reports.reading.note_marks import raised

# What the readers of PDF give for a character: text, x0, x1, top, bottom, size.
Char = dict[str, Any]
Box = tuple[float, float, float, float]

_WIDE = re.compile(r"[⺀-鿿豈-﫿＀-￯　-〿“”‘’—…·]")
# In parts of a character's size.
_WORD_GAP = 0.22
_WIDE_GAP = 0.75
_MIXED_GAP = 0.6
_PIECE_GAP = 0.6
_SAME_PLACE = 0.3
_SAME_LINE = 0.4
# A note's mark: at most so large, and by so much higher than the number before it.
_SMALL, _RAISED = 0.8, 0.2
# Of the distances between the Chinese characters of a line.
_SPREAD = 0.9


@dataclass(frozen=True)
class Piece:
    """Characters of a line without a gap between them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class CharLine:
    """A printed line: its characters from left to right."""

    chars: tuple[Char, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        """Where it ends."""
        return float(self.chars[-1]["x1"])

    @property
    def top(self) -> float:
        """Its upper edge."""
        return float(min(c["top"] for c in self.chars))

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return _middle(self.chars)

    @property
    def size(self) -> float:
        """The usual size of its characters."""
        return float(median(c["size"] for c in self.chars))

    @property
    def text(self) -> str:
        """Its text; a space stands where words or columns part."""
        pairs = list(zip(self.chars, self.chars[1:], strict=False))
        # Letters spread over the whole line, as justification and some titles do, have gaps everywhere.
        wide = [_is_gap(a, b) for a, b in pairs if _are_wide(a, b) == (True, True)]
        spread = bool(wide) and sum(wide) >= _SPREAD * len(wide)
        spaces = [" " if _is_gap(a, b) and not (spread and any(_are_wide(a, b))) else "" for a, b in pairs]
        rest = "".join(space + c["text"] for space, c in zip(spaces, self.chars[1:], strict=True))
        return f"{self.chars[0]['text']}{rest}".strip()

    def pieces(self) -> list[Piece]:
        """The parts of the line between its gaps: the cells, where it is a row of a table without rules."""
        groups: list[list[Char]] = [[self.chars[0]]]
        for before, char in zip(self.chars, self.chars[1:], strict=False):
            if char["x0"] - before["x1"] > _PIECE_GAP * char["size"]:
                groups.append([])
            groups[-1].append(char)
        return [Piece("".join(c["text"] for c in g), g[0]["x0"], g[-1]["x1"]) for g in groups]


def _are_wide(before: Char, char: Char) -> tuple[bool, bool]:
    """Which of two characters is a Chinese one."""
    return bool(_WIDE.match(before["text"][-1:])), bool(_WIDE.match(char["text"][:1]))


def _is_gap(before: Char, char: Char) -> bool:
    wide = _are_wide(before, char)
    limit = _WIDE_GAP if all(wide) else _MIXED_GAP if any(wide) else _WORD_GAP
    return bool(char["x0"] - before["x1"] > limit * char["size"])


def lines_of(chars: Sequence[Char]) -> list[CharLine]:
    """The lines that characters form, from top to bottom; blanks and characters printed twice are left out."""
    runs = _joined_runs(_runs([c for c in chars if c["text"].strip()]))
    runs.sort(key=_middle)
    groups: list[list[list[Char]]] = []
    for run in runs:
        size = run[0]["size"]
        if groups and abs(_middle(run) - _middle(groups[-1][0])) <= _SAME_LINE * size:
            groups[-1].append(run)
        else:
            groups.append([run])
    lines = [CharLine(_marked(_once(sorted(chain(*g), key=lambda c: (c["x0"], c["x1"]))))) for g in groups]
    return sorted(lines, key=lambda line: line.middle)


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters that follow one another in the file and on the page."""
    runs: list[list[Char]] = []
    for char in chars:
        if runs and _adjoin(runs[-1][-1], char):
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _joined_runs(runs: list[list[Char]]) -> list[list[Char]]:
    """Runs that go on one another, wherever they stand in the file: digits are often written apart."""
    size, height = (max((side(c) for r in runs for c in r), default=1.0) for side in (_size, _height))
    joined: list[list[Char]] = []
    bands: dict[int, list[list[Char]]] = {}
    for run in sorted(runs, key=lambda r: (r[0]["x0"], r[-1]["x1"])):
        left, band = run[0]["x0"], _band(run[0], height)
        near = [j for n in (band - 1, band, band + 1) for j in bands.get(n, ())]
        before = next((j for j in near if _adjoin(j[-1], run[0])), None)
        if before is None:
            joined.append(list(run))
        else:
            before += run
        # Nothing further right goes on a run that ended this far to the left.
        kept = [j for j in bands.get(band, ()) if left - j[-1]["x1"] <= _PIECE_GAP * size]
        bands[band] = [*kept, joined[-1]] if before is None else kept
    return joined


def _size(char: Char) -> float:
    return float(char["size"])


def _height(char: Char) -> float:
    return max(1.0, float(char["bottom"] - char["top"]))


def _band(char: Char, height: float) -> int:
    """Which strip of the page a character's middle lies in: what adjoins it lies in this or the next."""
    return int((char["top"] + char["bottom"]) / 2 // height)


def _adjoin(before: Char, char: Char) -> bool:
    """Whether a character stands just after another, at least half of it beside it."""
    gap = char["x0"] - before["x1"]
    size = max(before["size"], char["size"])
    beside = min(before["bottom"], char["bottom"]) - max(before["top"], char["top"])
    lowest = min(before["bottom"] - before["top"], char["bottom"] - char["top"])
    return bool(-_SAME_PLACE * size <= gap <= _PIECE_GAP * size and beside >= lowest / 2)


def _middle(run: Sequence[Char]) -> float:
    return float(median((c["top"] + c["bottom"]) / 2 for c in run))


def _once(chars: Sequence[Char]) -> tuple[Char, ...]:
    """Bold letters are often the same letter printed twice, a hair apart; two narrow ones (jj) stand a letter apart."""
    kept: list[Char] = []
    for char in chars:
        twin = next((k for k in reversed(kept[-3:]) if k["text"] == char["text"]), None)
        near = min(_SAME_PLACE * char["size"], (char["x1"] - char["x0"]) / 2)
        if twin is None or abs(twin["x0"] - char["x0"]) > near:
            kept.append(char)
    return tuple(kept)


def _marked(chars: Sequence[Char]) -> tuple[Char, ...]:
    """The characters with small ones that stand raised behind a number as the raised digits that they are: notes' marks."""
    out: list[Char] = []
    before: Char | None = None
    for char in chars:
        if before is not None and before["text"].isdigit() and _is_raised(char, before):
            out.append({**char, "text": raised(char["text"])})
        else:
            out.append(char)
            before = char
    return tuple(out)


def _is_raised(char: Char, before: Char) -> bool:
    higher = before["bottom"] - char["bottom"] > _RAISED * before["size"]
    near = char["x0"] - before["x1"] <= before["size"]
    return bool(higher and near and char["size"] <= _SMALL * before["size"])


def inside(char: Char, box: Box) -> bool:
    """Whether the middle of a character lies in a box (left, top, right, bottom)."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])


def text_of_chars(chars: Sequence[Char]) -> str:
    """What the characters of a cell say, a line for each printed one."""
    return "\n".join(line.text for line in lines_of(chars))
