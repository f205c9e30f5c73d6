"""How a grid is laid out: which cells cover which places, as the source merged them.

Readers repeat the text of a merged cell at every place that it covers and mark the repetitions. Text exports know no
merging: their rows are of different lengths, and what a merged cell covers below is left blank. There the widths
come from the headings of the uniform format, and a blank label continues the one above it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.editions import Edition, load_edition, normalise_label
from reports.model import Grid, GridCell, Report
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

    @property
    def spans(self) -> str:
        """How many rows and columns it covers, as attributes of HTML."""
        across = f' colspan="{self.across}"' if self.across > 1 else ""
        return across + (f' rowspan="{self.down}"' if self.down > 1 else "")


@dataclass(frozen=True)
class TypedCell:
    """What a cell of a grid is: its table, row and column by the keys of the format, and its column's name."""

    table: str
    row: str
    column: str
    column_label: str


def typed_cells(report: Report) -> dict[int, dict[Place, TypedCell]]:
    """The typed cells of a report by grid and by place in it."""
    edition = load_edition(report.edition)
    typed: dict[int, dict[Place, TypedCell]] = {}
    for kind, table in report.tables.items():
        for row, cells in table.cells.items():
            for column, cell in cells.items():
                label = edition.column_label(kind, row, column)
                typed.setdefault(cell.grid, {})[cell.row, cell.column] = TypedCell(kind, row, column, label)
    return typed


@dataclass(frozen=True)
class Heading:
    """A heading of the format that stands above others: how many columns it covers, and the first of them, where told."""

    width: int
    first: str = ""


def headings_of(edition: Edition) -> dict[str, Heading]:
    """The headings of the format that stand above others, by their normalised wordings."""
    applications, outcomes = edition.application_columns, len(edition.dispute_columns)
    organisations = [c for c in applications if c.key not in ("natural_person", "total")]
    first, of_organisations = (normalise_label(c[0].label) for c in (applications, organisations))
    headings = {
        "申请人情况": Heading(len(applications), first),
        "法人或其他组织": Heading(len(organisations), of_organisations),
    }
    litigation = 0
    for row in edition.dispute_rows:
        headings[row.label] = Heading(outcomes)
        if row.group:
            litigation += outcomes
            headings[row.group] = Heading(litigation)
    return {normalise_label(label): heading for label, heading in headings.items()}


def spread(
    grid: Grid, typed: Mapping[Place, TypedCell], headings: Mapping[str, Heading]
) -> list[list[Spread]]:
    """The rows of a grid as they are drawn. `typed` are its typed cells by their places."""
    columns = {place: cell.column_label for place, cell in typed.items()}
    width = max((len(row) for row in grid.rows), default=0)
    ragged = any(len(row) != width for row in grid.rows)
    if ragged and not any(cell.merged for row in grid.rows for cell in row):
        return _continued(_aligned(grid, columns, headings), columns)
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


def _aligned(grid: Grid, columns: Mapping[Place, str], headings: Mapping[str, Heading]) -> list[list[Spread]]:
    """Rows of different lengths: numbers at the end of their row, headings over their columns."""
    width = max(len(_own(row, r, columns)) for r, row in enumerate(grid.rows))
    typed = [r for r, row in enumerate(grid.rows) if any((r, c) in columns for c in range(len(row)))]
    drawn = {r: _from_its_label(grid.rows[r], r, width, columns) for r in typed}
    above = _columns_of(drawn.values(), columns)
    labels = max(
        (sum((r, c) not in columns for c in _own(grid.rows[r], r, columns)) for r in typed), default=1
    )
    for r, row in enumerate(grid.rows):
        if r not in drawn:
            over = _over_its_columns(row, r, width, above, headings)
            drawn[r] = over or _by_its_widths(row, r, width, labels, headings)
    return [drawn[r] for r in range(len(grid.rows))]


def _from_its_label(
    row: Sequence[GridCell], r: int, width: int, columns: Mapping[Place, str]
) -> list[Spread]:
    """A row with numbers: its last label takes what is left over."""
    own = _own(row, r, columns)
    last = next(n for n, c in enumerate(own) if (r, c) in columns) - 1
    spans = [1] * len(own)
    spans[max(last, 0)] += width - len(own)
    return _laid(row, r, own, spans)


def _columns_of(rows: Iterable[Sequence[Spread]], columns: Mapping[Place, str]) -> dict[str, int]:
    """Where the columns of a table are drawn, by name; of a name that two columns have nothing is told."""
    found: dict[str, set[int]] = {}
    for row in rows:
        for cell in row:
            if (name := columns.get((cell.row, cell.column))) is not None:
                found.setdefault(normalise_label(name), set()).add(cell.at)
    return {name: places.pop() for name, places in found.items() if len(places) == 1}


def _over_its_columns(
    row: Sequence[GridCell], r: int, width: int, above: Mapping[str, int], headings: Mapping[str, Heading]
) -> list[Spread]:
    """A row of headings, each over its columns, with blanks between; none where one of them is not known.

    The corner above the labels may say anything.
    """
    line: list[Spread] = []
    reached = 0
    for c in (c for c, cell in enumerate(row) if fold(cell.text)):
        label = normalise_label(row[c].text)
        heading = headings.get(label, Heading(1, label))
        at = above.get(heading.first)
        if at is None and not line:
            corner = row[c].text.strip()
            line.append(Spread(corner, r, c, 0))
            continue
        if at is None or at < reached:
            return []
        if line and not reached:
            line[0] = replace(line[0], across=at)
        elif at > reached:
            line.append(Spread("", r, len(row), reached, at - reached))
        line.append(Spread(row[c].text.strip(), r, c, at, heading.width))
        reached = at + heading.width
    if 0 < reached < width:
        line.append(Spread("", r, len(row), reached, width - reached))
    return line if reached else []


def _by_its_widths(
    row: Sequence[GridCell], r: int, width: int, labels: int, headings: Mapping[str, Heading]
) -> list[Spread]:
    """A row of headings as wide as the format has them; the corner above the labels takes what is left."""
    own = list(range(len(row)))
    if len(own) > labels > 1 and not any(fold(row[c].text) for c in own[:labels]):
        own = [own[0], *own[labels:]]
    known = [headings.get(normalise_label(row[c].text)) if fold(row[c].text) else None for c in own]
    spans = [heading.width if heading else 1 for heading in known]
    if sum(spans) > width:
        spans = [1] * len(own)
    if own:
        spans[0] += width - sum(spans)
    return _laid(row, r, own, spans)


def _laid(row: Sequence[GridCell], r: int, own: Sequence[int], spans: Sequence[int]) -> list[Spread]:
    """Cells of a row one after the other, each as wide as told."""
    line, at = [], 0
    for c, across in zip(own, spans, strict=True):
        line.append(Spread(row[c].text.strip(), r, c, at, across))
        at += across
    return line


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
