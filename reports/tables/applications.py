"""Table three: applications received and dealt with, by row and by kind of applicant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from reports.editions import Label, all_editions, normalise_label
from reports.model import Grid, GridCell, StrayRow
from reports.numerals import cell_value, fold, looks_like_value
from reports.tables.builder import Builder, in_order, note_label, run_together, value_at
from reports.tables.grids import own_texts
from reports.tables.labels import all_rows, known_label_end, label_end, row_label

_FORMULA_NOTE = re.compile(r"勾稽关系|第一项加第二项")


_HEADER_WORDS = frozenset(
    normalise_label(w) for w in ("信息内容", "申请人情况", "法人或其他组织", "行政诉讼")
)


def read_applications(builder: Builder, grid: Grid) -> None:
    """Reads a grid of table three, or a piece of it, into the builder."""
    columns = builder.edition.application_columns
    rows = all_rows("applications", builder.edition)
    positions = _known_positions(builder, grid) if builder.by_heads else {}
    bare = {w for c in columns for w in (c.label, *c.aliases)}
    first_value = min((p[0] for p in positions.values()), default=0)
    for r, row in enumerate(grid.rows):
        if not any(fold(c.text) for c in row):
            builder.empty += 1
            continue
        end = first_value or known_label_end(row, rows)
        label, score, text = row_label(row, end, rows)
        values = row[end:]
        if label is None:
            _stray(builder, grid, r, text, values, rows)
            continue
        if fold(text) in bare and not any(cell_value(c.text) is not None for c in values):
            continue  # the header cell 其他 or 总计, not the row of that name
        if label.key == "carried_over" and "结转下" in text:
            label = next(x for x in rows if x.key == "carried_forward")
        note_label(builder, label, score, text, grid)
        _take_row(builder, grid, r, end, label, positions)


def _known_positions(builder: Builder, grid: Grid) -> dict[str, list[int]]:
    """Where each column stands: by this grid's header, or by the one of the piece before it."""
    columns = builder.edition.application_columns
    positions = _with_cut_headers(_column_positions(grid, columns), grid, columns)
    width = len(grid.rows[0]) if grid.rows else 0
    if len(positions) >= 5:
        builder.header, builder.header_width = positions, width
        builder.missing_columns |= {c.key for c in columns if c.key not in positions}
        return positions
    same_width = width == builder.header_width and all(len(r) == width for r in grid.rows)
    return builder.header if builder.header and same_width else {}


def _with_cut_headers(
    positions: dict[str, list[int]], grid: Grid, columns: Sequence[Label]
) -> dict[str, list[int]]:
    """The positions with those of the first and the last column, where a page break left their headers behind."""
    for missing, neighbour, step in ((0, 1, -1), (-1, -2, 1)):
        column, beside = columns[missing].key, positions.get(columns[neighbour].key)
        place = beside[0] + step if beside else -1
        headless = 0 <= place < len(grid.rows[0]) and not fold(grid.rows[0][place].text)
        if column not in positions and headless and len(positions) >= 5:
            positions[column] = [place]
    return positions


def _take_row(
    builder: Builder, grid: Grid, r: int, end: int, label: Label, positions: dict[str, list[int]]
) -> None:
    """The values of a row: below their headers, or in their order after the label."""
    row, columns = grid.rows[r], builder.edition.application_columns
    for key, places in positions.items():
        cell, place = value_at(row, places)
        builder.put(label, key, cell, (grid, r, place))
    own = [i for i in range(end, len(row)) if not row[i].merged]
    if positions or run_together(grid, [row[i] for i in own], len(columns)):
        return
    values = in_order(row, own, len(columns))
    some = any(fold(row[i].text) for i in own)
    if values and some and not builder.by_heads and not fold(row[values[-1]].text):
        return  # filled up with blanks it has room for its total, but not the number
    if 0 < len(values) < len(columns) and (grid.loose or _has_whole_row(grid, len(columns))):
        builder.uncertain[label.key] = None
        _take_short_row(builder, grid, r, label, values)
        return
    for column, i in zip(columns, values, strict=False):
        builder.put(label, column.key, row[i], (grid, r, i))


def _has_whole_row(grid: Grid, count: int) -> bool:
    """Whether a row has a number for each column, so that one with fewer cells lacks some."""
    return any(sum(cell_value(c.text) is not None for c in row) >= count for row in grid.rows)


def _take_short_row(builder: Builder, grid: Grid, r: int, label: Label, values: Sequence[int]) -> None:
    """A row that lacks values: the last is its total, the others fill it from the left, the rest is blank."""
    row, columns = grid.rows[r], builder.edition.application_columns
    places: list[int | None] = [*values[:-1], *[None] * (len(columns) - len(values)), values[-1]]
    for column, i in zip(columns, places, strict=True):
        cell = GridCell("") if i is None else row[i]
        builder.put(label, column.key, cell, (grid, r, len(row) if i is None else i))


def _column_positions(grid: Grid, columns: Sequence[Label]) -> dict[str, list[int]]:
    """For a rectangular grid: the positions below each column's header; empty where it has no header."""
    width = len(grid.rows[0]) if grid.rows else 0
    if any(len(r) != width for r in grid.rows):
        return {}
    head: list[Sequence[GridCell]] = []
    for row in grid.rows:
        numbers = sum(1 for c in row if not c.merged and cell_value(c.text) is not None)
        if numbers >= 2 or (head and label_end(row) and "新收" in fold("".join(own_texts(row)))):
            break
        head.append(row)
    positions: dict[str, list[int]] = {}
    for c in range(width):
        texts = [normalise_label(row[c].text) for row in head if fold(row[c].text)]
        for text in reversed(texts):
            column = next((k for k in columns if text in k.wordings()), None)
            if column is not None:
                positions.setdefault(column.key, []).append(c)
                break
    return positions


def _stray(
    builder: Builder, grid: Grid, r: int, text: str, values: Sequence[GridCell], rows: Sequence[Label]
) -> None:
    """Keeps a row that no label matches, unless it is a header, a note or the rest of a broken label."""
    numbers = [c for c in values if not c.merged and fold(c.text) and looks_like_value(c.text)]
    name = normalise_label(text)
    header = any(name in c.wordings() for e in all_editions() for c in e.application_columns)
    header = header or name in _HEADER_WORDS or bool(_FORMULA_NOTE.search(text))
    group = any(name == normalise_label(x.group or "") for x in rows)
    if header or group or not numbers or not name:
        return
    close = max(rows, key=lambda x: max(fuzz.ratio(w, name) for w in x.wordings()))
    similar = max(fuzz.ratio(w, name) for w in close.wordings())
    builder.stray.append(
        StrayRow(text, grid.index, grid.place(r, 0)[0], close.label if similar >= 50 else None)
    )
