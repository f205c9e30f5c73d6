"""Table two: what was disclosed on the own initiative, one group for each item of article 20."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reports.editions import Label, all_editions, normalise_label
from reports.model import Grid, GridCell, StrayRow
from reports.numerals import cell_value, fold
from reports.tables.builder import Builder, note_column, note_label, run_together, value_at
from reports.tables.grids import CLAUSE, own_texts
from reports.tables.labels import match_label


def read_active_disclosure(builder: Builder, grid: Grid) -> None:
    """Reads a grid of table two into the builder; each group brings its own header row."""
    rows = builder.edition.rows("active_disclosure")
    for r, row in enumerate(grid.rows):
        texts = own_texts(row)
        if not texts:
            builder.empty += 1
            continue
        if "信息内容" in fold(texts[0]):
            _disclosure_header(builder, row)
            continue
        if CLAUSE.search(fold(texts[0])) and len(texts) == 1:
            continue
        start = next((i for i, c in enumerate(row) if fold(c.text)), 0)
        label, score = match_label(row[start].text, rows)
        end = next((i for i in range(start + 1, len(row)) if not row[i].merged), len(row))
        if label is None:
            numbers = [c for c in row[end:] if not c.merged and cell_value(c.text) is not None]
            # Below a head, numbers are those of a row whose label was lost: they are left over.
            if numbers and normalise_label(row[start].text) not in _heads():
                builder.stray.append(StrayRow(fold(row[start].text), grid.index, grid.place(r, start)[0]))
            continue
        note_label(builder, label, score, fold(row[start].text), grid)
        _disclosure_values(builder, grid, r, label, end)


def _disclosure_header(builder: Builder, row: Sequence[GridCell]) -> None:
    builder.header_spans = []
    for position, cell in enumerate(row):
        name, start, _ = builder.header_spans[-1] if builder.header_spans else ("", 0, 0)
        if builder.header_spans and (cell.merged or cell.text == name):
            builder.header_spans[-1] = (name, start, position + 1)
        elif not cell.merged and fold(cell.text):
            builder.header_spans.append((cell.text, position, position + 1))
    builder.header_spans = builder.header_spans[1:] if builder.by_heads else []


def _disclosure_values(builder: Builder, grid: Grid, r: int, label: Label, end: int) -> None:
    row = grid.rows[r]
    columns = builder.edition.columns("active_disclosure", label.key)
    own = [i for i in range(end, len(row)) if not row[i].merged]
    if run_together(grid, [row[i] for i in own], len(columns)):
        return
    headed = [(match_label(name, columns), start, stop) for name, start, stop in builder.header_spans]
    if 0 < len(own) < len(columns) and (grid.loose or len(own) < len(headed)):
        builder.uncertain[label.key] = None
    _note_heads(builder, label, columns, grid)
    for number, column in enumerate(columns):
        span = next(((s, e) for (c, _), s, e in headed if c is not None and c.key == column.key), None)
        if headed and span is None and any(c is not None for (c, _), _, _ in headed):
            continue
        if span is not None and len(row) > span[0]:
            cell, place = value_at(row, range(*span))
            if cell.merged and len(own) > number:
                cell, place = row[own[number]], own[number]
            builder.pass_over(cell, (grid, r), range(*span))
        elif len(columns) == 1 and own:
            cell, place = value_at(row, own)
        elif number < len(own):
            cell, place = row[own[number]], own[number]
        elif span is not None or (grid.loose and own):
            cell, place = GridCell(""), len(row)  # the row ends before the column: the cell is blank
        else:
            continue
        builder.put(label, column.key, cell, (grid, r, place))


# Of a head that is none of the format's, so much must be alike for it to be a misprint of the one in its place.
_MISPRINT = 60.0


@cache
def _heads() -> frozenset[str]:
    """The wordings of every head of table two, of all editions."""
    columns = (c for e in all_editions() for g in e.active_disclosure for c in g.columns)
    return frozenset(w for c in columns for w in c.wordings())


def _note_heads(builder: Builder, row: Label, columns: Sequence[Label], grid: Grid) -> None:
    """Keeps the heads above a row's columns that are not worded as in the format."""
    heads = [name for name, _, _ in builder.header_spans]
    if len(heads) != len(columns):
        return
    for name, column in zip(heads, columns, strict=True):
        score = match_label(name, [column])[1]
        if score >= _MISPRINT and normalise_label(name) not in _heads():
            note_column(builder, row, column, (score, fold(name)), grid)
