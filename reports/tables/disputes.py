"""Table four: reconsideration and litigation, fifteen numbers."""

from __future__ import annotations

from reports.model import Grid
from reports.numerals import cell_value, fold, looks_like_value
from reports.tables.builder import Builder, in_order


def read_disputes(builder: Builder, grid: Grid) -> None:
    """Reads a grid of table four into the builder: fifteen values in one row, or in a row for each table."""
    rows, columns = builder.edition.dispute_rows, builder.edition.dispute_columns
    wanted = [(row, column) for row in rows for column in columns]
    candidates = []
    for r, row in enumerate(grid.rows):
        own = [i for i, c in enumerate(row) if not c.merged]
        own = own or list(range(len(row)))
        labels = [i for i in own if fold(row[i].text) and not looks_like_value(row[i].text)]
        if not any(fold(c.text) for c in row):
            builder.empty += int(r > 0)
        numbers = sum(1 for i in own if cell_value(row[i].text) is not None)
        if labels and numbers < 5:
            continue  # a header row, whose blank cells are merged ones
        values = in_order(row, [i for i in own if i not in labels], len(wanted))
        if len(values) >= 5:
            candidates.append((any(fold(row[i].text) for i in values), r, values))
    found = sum(len(values) for has_text, _, values in candidates if has_text)
    if found % len(columns):
        builder.uncertain |= dict.fromkeys(row.key for row in rows)
    done = sum(len(v) for v in builder.cells.values())
    for has_text, r, values in sorted(candidates, key=lambda c: (not c[0], c[1])):
        if done >= len(wanted) or (not has_text and done):
            break
        for (row_label, column), i in zip(wanted[done:], values, strict=False):
            builder.put(row_label, column.key, grid.rows[r][i], (grid, r, i))
        done += len(values)
        builder.empty -= int(not has_text)
