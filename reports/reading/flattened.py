"""Tables that lost their grid: a label followed by its numbers, on one line or one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.editions import normalise_label
from reports.model import Block, Grid, GridCell, Paragraph
from reports.numerals import cell_value, fold
from reports.reading.known_labels import known_labels

_TOKEN_VALUE = re.compile(
    r"^[+\-−]?[\d０-９][\d０-９,，.]*(?:万元|亿元|元|件次|件|项|条|个|宗|份|起|人|部|次)?$|^[/／\-—]+$"
)
_GLUED = re.compile(r"^(.*\D)(\d+)$")
_SPLIT = re.compile(r"[\s　]+")


def _row_of(text: str) -> tuple[list[str], list[str]] | None:
    """The words of a line and the numbers after them; None where the line is anything else."""
    tokens = [p for t in _SPLIT.split(text.strip()) if t for p in _apart(t)]
    cut = len(tokens)
    while cut and _TOKEN_VALUE.match(tokens[cut - 1]):
        cut -= 1
    words, values = tokens[:cut], tokens[cut:]
    if any(_TOKEN_VALUE.match(t) and cell_value(t) is not None for t in tokens[:cut]):
        return None
    return words, values


def _apart(token: str) -> list[str]:
    """A label that ran together with the number after it as the two; any other token as it is."""
    glued = _GLUED.match(token)
    return [glued[1], glued[2]] if glued and normalise_label(glued[1]) in known_labels() else [token]


class _Run:
    """Consecutive lines that look like table rows."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.lines: list[Paragraph] = []
        self.rows: list[list[str]] = []
        self.numbers = 0

    def accepts(self, paragraph: Paragraph) -> bool:
        row = _row_of(paragraph.text)
        if row is None or len(fold(paragraph.text)) > 90:
            return False
        words, values = row
        pieces = [normalise_label(t) for t in words]
        separate = len(words) > 1 and all(p in self.known for p in pieces if p)
        labels = words if separate else ["".join(words)] if words else []
        if not labels and not self.lines:
            return False
        broken = len(labels) == 1 and self._goes_on(labels[0])
        if labels and not separate and not broken and not self._resembles(normalise_label(labels[0])):
            return False
        if broken:
            self.rows[-1] = ["".join([*self.rows[-1], *labels])]
        elif labels or not self.rows:
            self.rows.append(list(labels))
        self.rows[-1].extend(values)
        self.numbers += len(values)
        self.lines.append(paragraph)
        return True

    def _goes_on(self, label: str) -> bool:
        """Whether a label is the rest of the one on the line before, which was broken."""
        if not self.rows or len(self.rows[-1]) != 1 or normalise_label(label) in self.known:
            return False
        joined = normalise_label(self.rows[-1][0] + label)
        return any(k.startswith(joined) for k in self.known)

    def _resembles(self, name: str) -> bool:
        """Whether a label is a known one, the beginning of one, or one that ran together with its group or lost a part."""
        if self.rows and len(name) > 1 and any(k.startswith(name) for k in self.known):
            return True
        close = any(len(k) > 5 and (k in name or name in k) for k in self.known) and len(name) > 3
        return name in self.known or close

    def take(self) -> Iterable[Block]:
        if self.numbers >= 5:
            yield Grid(
                tuple(tuple(GridCell(c) for c in row) for row in self.rows),
                page=self.lines[0].page,
                loose=True,
            )
        else:
            yield from self.lines
        self.lines, self.rows, self.numbers = [], [], 0


def recover_grids(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with runs of lines that are rows of a known table put together to grids again."""
    known = known_labels()
    out: list[Block] = []
    run = _Run(known)
    for block in blocks:
        if isinstance(block, Paragraph) and run.accepts(block):
            continue
        if run.lines:
            out.extend(run.take())
            if isinstance(block, Paragraph) and run.accepts(block):
                continue
        out.append(block)
    if run.lines:
        out.extend(run.take())
    return tuple(out)
