"""How a grid is laid out: which cells cover which places, as the source merged them.

Readers repeat the text of a merged cell at every place that it covers and mark the repetitions. Text exports know no
merging: their rows are of different lengths, and what a merged cell covers below is left blank. There the widths
come from the headings of the uniform format, and a blank label continues the one above it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.editions import Edition, normalise_label
from reports.model import Grid, GridCell
from reports.numerals import fold

Place = tuple[int, int]


@dataclass(frozen=True)
class Spread:
    """A cell with the place in its grid at which it stands, and how many rows and columns it covers.

    `at` is the column in which it is drawn; in rows of different lengths it is another than that in the grid.
    """

    text: str
    row: int
    column: int
    at: int
    across: int = 1
    down: int = 1


def heading_widths(edition: Edition) -> dict[str, int]:
    """How many columns the headings of the format that stand above others cover, by their normalised wordings."""
    applications, outcomes = edition.application_columns, len(edition.dispute_columns)
    organisations = [c for c in applications if c.key not in ("natural_person", "total")]
    widths = {"申请人情况": len(applications), "法人或其他组织": len(organisations)}
    litigation = 0
    for row in edition.dispute_rows:
        widths[row.label] = outcomes
        if row.group:
            litigation += outcomes
            widths[row.group] = litigation
    return {normalise_label(label): width for label, width in widths.items()}


def spread(grid: Grid, numbers: Collection[Place], widths: Mapping[str, int]) -> list[list[Spread]]:
    """The rows of a grid as they are drawn. `numbers` are the places of its typed cells."""
    width = max((len(row) for row in grid.rows), default=0)
    ragged = any(len(row) != width for row in grid.rows)
    if ragged and not any(cell.merged for row in grid.rows for cell in row):
        return _continued(_aligned(grid, width, numbers, widths), numbers)
    return _merged(grid, width)


def _merged(grid: Grid, width: int) -> list[list[Spread]]:
    """Each cell grown over the repetitions of its text: to the right, then down as long as the whole width follows."""
    taken: set[Place] = set()

    def repeats(row: int, column: int, text: str) -> bool:
        if row >= len(grid.rows) or column >= len(grid.rows[row]) or (row, column) in taken:
            return False
        cell = grid.rows[row][column]
        return cell.merged and fold(cell.text) == fold(text)

    drawn: list[list[Spread]] = []
    for r, row in enumerate(grid.rows):
        line: list[Spread] = []
        for c, cell in enumerate(row):
            if (r, c) in taken:
                continue
            across = down = 1
            while repeats(r, c + across, cell.text):
                across += 1
            while all(repeats(r + down, c + k, cell.text) for k in range(across)):
                down += 1
            taken |= {(r + i, c + k) for i in range(down) for k in range(across)}
            line.append(Spread(cell.text.strip(), r, c, c, across, down))
        if line and len(row) < width and len(line) <= 2:
            line[-1] = replace(line[-1], across=line[-1].across + width - len(row))
        drawn.append(line)
    return drawn


def _aligned(
    grid: Grid, width: int, numbers: Collection[Place], widths: Mapping[str, int]
) -> list[list[Spread]]:
    """Rows of different lengths: headings as wide as the format has them, the label takes what is left."""
    values = [sum(1 for c in range(len(row)) if (r, c) in numbers) for r, row in enumerate(grid.rows)]
    width = max(len(_own(row, r, numbers)) for r, row in enumerate(grid.rows))
    labels = max((width - v for v in values if v), default=1)
    drawn = []
    for r, row in enumerate(grid.rows):
        own = _own(row, r, numbers)
        if not values[r] and len(own) > labels > 1 and not any(fold(row[c].text) for c in own[:labels]):
            own = [own[0], *own[labels:]]  # the corner above the labels
        spans = [widths.get(normalise_label(row[c].text), 1) if fold(row[c].text) else 1 for c in own]
        if sum(spans) > width:
            spans = [1] * len(own)
        # What is left over goes to the last label before the numbers; of a heading to the corner above the labels.
        last = next((n for n, c in enumerate(own) if (r, c) in numbers), 0) - 1
        if own:
            spans[max(last, 0)] += width - sum(spans)
        line, at = [], 0
        for c, across in zip(own, spans, strict=True):
            line.append(Spread(row[c].text.strip(), r, c, at, across))
            at += across
        drawn.append(line)
    return drawn


def _own(row: Sequence[GridCell], r: int, numbers: Collection[Place]) -> list[int]:
    """The columns of a row's cells without the blanks between its numbers, which belong to no column."""
    typed = [c for c in range(len(row)) if (r, c) in numbers]
    if not typed:
        return list(range(len(row)))
    inside = range(typed[0], len(row))
    return [c for c in range(len(row)) if c not in inside or (r, c) in numbers or fold(row[c].text)]


def _continued(rows: list[list[Spread]], numbers: Collection[Place]) -> list[list[Spread]]:
    """Blank labels joined to the label above them that is as wide."""
    above: dict[tuple[int, int], tuple[int, int]] = {}
    drawn: list[list[Spread]] = []
    for r, row in enumerate(rows):
        line: list[Spread] = []
        reached: dict[tuple[int, int], tuple[int, int]] = {}
        typed = any((r, cell.column) in numbers for cell in row)
        for cell in row:
            key = (cell.at, cell.across)
            upper = above.get(key)
            blank = not fold(cell.text) and (r, cell.column) not in numbers
            first_number = min((c for q, c in numbers if q == r), default=len(row))
            if blank and upper is not None and (not typed or cell.column < first_number):
                i, k = upper
                drawn[i][k] = replace(drawn[i][k], down=drawn[i][k].down + 1)
                reached[key] = upper
                continue
            line.append(cell)
            if (r, cell.column) not in numbers:
                reached[key] = (r, len(line) - 1)
        above = reached
        drawn.append(line)
    return drawn
