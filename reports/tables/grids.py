"""Which table a grid is, which way up it stands, and pieces of one table put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from reports.editions import Edition, Label, all_editions, normalise_label
from reports.model import Grid, GridCell
from reports.numerals import cell_value, fold, looks_like_value
from reports.tables.labels import all_rows, label_end, row_label

CLAUSE = re.compile(r"第?二十条第?[(（]?([一二三四五六七八九十]+)[)）]?项?")


# Kinds of applicants whose names no other table has; a page break can leave one row below them.
_ENOUGH_APPLICANTS = 5
# The columns of table three.
_VALUES = 7


def transpose(grid: Grid) -> Grid:
    """The grid with rows and columns exchanged; short rows are filled up."""
    width = max((len(r) for r in grid.rows), default=0)
    rows = [[*r, *(GridCell("") for _ in range(width - len(r)))] for r in grid.rows]
    return replace(grid, rows=tuple(tuple(r[c] for r in rows) for c in range(width)), turned=not grid.turned)


def own_texts(row: Sequence[GridCell]) -> list[str]:
    """The texts of a row's own cells, without continuations of merged ones and without blanks."""
    return [c.text for c in row if not c.merged and fold(c.text)]


def classify(grid: Grid) -> str | None:
    """Which of the three tables a grid is (or is a part of); None where it is none of them."""
    text = {normalise_label(t) for r in grid.rows for t in own_texts(r)}
    newest = all_editions()[-1]
    outcomes = {w for c in newest.dispute_columns for w in (normalise_label(c.label),)}
    rows = [w for e in all_editions() for r in e.application_rows for w in r.wordings() if len(w) > 3]
    applications = sum(1 for w in set(rows) if w in text)
    disclosure = sum(1 for t in text if CLAUSE.search(t)) + sum(
        1 for e in all_editions() for r in e.rows("active_disclosure") if normalise_label(r.label) in text
    )
    disputes = len(outcomes & text)
    if disputes >= 3 and disputes >= applications:
        return "disputes"
    applicants = sum(1 for c in newest.application_columns if c.wordings() & text)
    one_row = bool(applications) and not disclosure and _is_one_row(grid)
    if applications >= 2 or applicants >= _ENOUGH_APPLICANTS or one_row:
        return "applications"
    return "active_disclosure" if disclosure >= 2 else None


def _is_one_row(grid: Grid) -> bool:
    """Whether a grid is one row of table three under a head of its own, with as many values as the table has columns."""
    with_numbers = [r for r in grid.rows if sum(looks_like_value(c.text) for c in r) >= _VALUES]
    return len(with_numbers) == 1 and len(grid.rows) <= 3


def upright(grid: Grid, kind: str, edition: Edition) -> Grid:
    """The grid as the format lays it out: transposed where the row labels stand in the header."""
    if kind == "active_disclosure":
        return grid
    labels = edition.rows(kind) if kind == "applications" else edition.columns("disputes", "review")
    known = {w for row in labels for w in row.wordings()}
    if kind == "applications":  # 其他 and 总计 head columns too: they tell nothing
        known -= {w for column in edition.application_columns for w in column.wordings()}
    lines = [[normalise_label(c.text) for c in r] for r in grid.rows]
    across = max((sum(1 for t in set(line) if t in known) for line in lines), default=0)
    width = max((len(line) for line in lines), default=0)
    down = max(
        (sum(1 for line in lines if c < len(line) and line[c] in known) for c in range(width)), default=0
    )
    turned = across > down if kind == "applications" else down > max(across, 4) and width <= 6
    return transpose(grid) if turned else grid


def _mended(grid: Grid) -> Grid:
    """The grid with rows that break off after their label (规章 |) joined to the values on the line below."""
    known = _row_wordings()
    rows: list[tuple[GridCell, ...]] = []
    for row in grid.rows:
        above = rows[-1] if rows else ()
        broken = len(above) == 1 and normalise_label(above[0].text) in known
        if broken and len(row) > 1 and all(looks_like_value(c.text) for c in row):
            rows[-1] = (*above, *row)
        else:
            rows.append(row)
    return grid if len(rows) == len(grid.rows) else replace(grid, rows=tuple(rows))


@cache
def _row_wordings() -> frozenset[str]:
    tables = ("active_disclosure", "applications")
    return frozenset(w for e in all_editions() for t in tables for r in e.rows(t) for w in r.wordings())


_Placed = tuple[str, Grid, str | None]
# From this likeness on (of 100), a label is taken for a known one.
_KNOWN = 80


_BEGINS = {
    "applications": frozenset({"申请人情况"}),
    "disputes": frozenset({"行政复议"}),
    "active_disclosure": frozenset({"信息内容"}),
}


def _separate(grid: Grid) -> list[Grid]:
    """The tables of a grid in which two stand one below the other without a line between them."""
    rows = [{normalise_label(t) for t in own_texts(r)} for r in grid.rows]
    for kind, signs in _BEGINS.items():
        start = next((n for n, texts in enumerate(rows) if signs & texts), 0)
        above, below = replace(grid, rows=grid.rows[:start]), grid.from_row(start)
        if start > 2 and classify(above) not in (None, kind) and classify(below) == kind:
            return [*_separate(above), below]
    return [grid]


def whole_tables(grids: Iterable[tuple[Grid, str | None]], edition: Edition) -> list[_Placed]:
    """The grids that are tables of the format, with their kinds; rows cut in two by a page break are put together."""
    out: list[_Placed] = []
    pieces = ((piece, section) for whole, section in grids for piece in _separate(_mended(whole)))
    for grid, section in pieces:
        kind = classify(grid)
        if out and _is_near(out[-1][1], grid) and kind in (None, out[-1][0]):
            before_kind, before, before_section = out[-1]
            labels = all_rows(before_kind, edition)
            joined = _join_rows(before.rows[-1], grid.rows[0], labels) if before.page != grid.page else None
            if joined is not None:
                out[-1] = (before_kind, replace(before, rows=(*before.rows[:-1], joined)), before_section)
                grid = grid.from_row(1)
                kind = kind or before_kind
            elif kind is None and _continues(before_kind, before, grid, edition):
                kind = before_kind
        if kind is None and _holds_disputes_alone(grid, section, edition):
            kind = "disputes"
        if kind is not None and grid.rows:
            out.append((kind, grid, section))
    return out


def _holds_disputes_alone(grid: Grid, section: str | None, edition: Edition) -> bool:
    """Whether a grid is the row of numbers of table four, in the part where that stands, whose head a page break cut off."""
    place = next((s.number for s in edition.sections if s.table == "disputes"), None)
    return section is not None and section == place and _has_all_disputes(grid, edition)


def _has_all_disputes(grid: Grid, edition: Edition) -> bool:
    texts = [t for row in grid.rows for t in own_texts(row)]
    wanted = len(edition.dispute_rows) * len(edition.dispute_columns)
    return len(texts) == wanted and all(map(looks_like_value, texts))


def _is_near(before: Grid, grid: Grid) -> bool:
    """Whether at most a line stands between two pieces; at a page's end and at the next one's head, one each."""
    return grid.index - before.index <= (2 if before.page == grid.page else 3)


def _continues(kind: str, before: Grid, grid: Grid, edition: Edition) -> bool:
    """Whether a grid too small to be known by itself goes on with the table before it."""
    if max(map(len, before.rows)) == max(map(len, grid.rows)):
        return True
    labels = all_rows(kind, edition)
    rows = [row for row in grid.rows if _has_values(row)]
    if kind == "disputes":
        return _has_all_disputes(grid, edition)
    return any(row_label(row, label_end(row), labels)[1] >= _KNOWN for row in rows)


def _join_rows(
    upper: Sequence[GridCell], lower: Sequence[GridCell], labels: Sequence[Label]
) -> tuple[GridCell, ...] | None:
    """Two halves of a row as one; None unless together they are a known row better than each by itself."""
    tops, bottoms = ([i for i, c in enumerate(row) if not c.merged] for row in (upper, lower))
    if len(upper) == len(lower):
        tops = bottoms = [i for i in range(len(upper)) if not upper[i].merged or not lower[i].merged]
    if len(tops) != len(bottoms):
        return None
    merged = list(upper)
    for top, bottom in zip(tops, bottoms, strict=True):
        a, b = upper[top].text, lower[bottom].text
        if not fold(b) or upper[top].merged:
            continue
        if fold(a) and looks_like_value(a):
            return (
                None  # a number does not go on below the break, least of all in the words of a repeated head
            )
        merged[top] = replace(upper[top], text=a + b)
    joined = tuple(merged)
    above, below, both = (row_label(row, label_end(row), labels)[1] for row in (upper, lower, joined))
    if both > max(above, below) or (both == 100 and below < 80):
        return joined
    # The page broke within the label: one half has the numbers, and only the other is known by its words.
    numbers_above, numbers_below = _has_values(upper), _has_values(lower)
    known, unknown = (below, above) if numbers_above else (above, below)
    cut = numbers_above != numbers_below and both >= _KNOWN > unknown and known <= both
    return joined if cut else None


def _has_values(row: Sequence[GridCell]) -> bool:
    return any(cell_value(c.text) is not None for c in row if not c.merged)


def editions_of_tables(grids: Iterable[Grid]) -> list[str]:
    """The editions whose labels the tables carry, several where their forms have the same labels: table two decides,
    then the other-outcome rows of table three."""
    texts = {normalise_label(t) for g in grids for r in g.rows for t in own_texts(r)}
    votes: dict[str, int] = {}
    for edition in all_editions():
        own_columns = _columns_of(edition)
        others = [e for e in all_editions() if _columns_of(e) != own_columns]
        foreign = {normalise_label(c.label) for e in others for g in e.active_disclosure for c in g.columns}
        shared = {w for e in others for g in e.active_disclosure for c in g.columns for w in c.wordings()}
        own_rows = {normalise_label(r.label) for r in edition.application_rows}
        other_rows = {normalise_label(r.label) for e in others for r in e.application_rows}
        votes[edition.edition] = 3 * len((own_columns - foreign - shared) & texts)
        votes[edition.edition] += len((own_rows - other_rows) & texts)
    most = max(votes.values())
    return [k for k, n in votes.items() if n == most] if most > 0 else []


def _columns_of(edition: Edition) -> set[str]:
    return {normalise_label(c.label) for g in edition.active_disclosure for c in g.columns}
