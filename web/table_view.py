"""A table of a report drawn as its source has it: merged cells, a heading and labels that stay, cells with names.

A pure function of the grid and of what its cells are: the same table for the page, and for print.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.editions import Edition, load_edition
from reports.model import Grid, Report
from reports.numerals import fold
from reports.table_layout import Place, Spread, TypedCell, headings_of, spread, typed_cells
from web.escape import safe


def cell_id(table: str, row: str, column: str) -> str:
    """The anchor of a typed cell."""
    return safe(f"c-{table}-{row}-{column}".replace(" ", ""))


def _cell(cell: Spread, typed: TypedCell | None, edition: Edition, heading: bool, first_number: int) -> str:
    if typed is not None:
        said = safe(f"行：{edition.row_label(typed.table, typed.row)}\n列：{typed.column_label}")
        anchor = cell_id(typed.table, typed.row, typed.column)
        return f'<td id="{anchor}" class="number" title="{said}"{cell.spans}>{safe(cell.text)}</td>'
    if fold(cell.text) and (heading or cell.column < first_number):
        first = ' class="first"' if cell.at == 0 else ""
        scope = "col" if heading else "row"
        return f'<th scope="{scope}"{first}{cell.spans}>{safe(cell.text)}</th>'
    return f"<td{cell.spans}>{safe(cell.text)}</td>"


def table_html(grid: Grid, typed: Mapping[Place, TypedCell], edition: Edition) -> str:
    """The grid as HTML. What stands above the first row with numbers is the heading, what stands before them labels."""
    rows = spread(grid, typed, headings_of(edition))
    first = min((row for row, _ in typed), default=0)
    # A cell that reaches down from the heading takes the rows with it that it covers.
    first = max((c.row + c.down for line in rows[:first] for c in line), default=first) if first else 0
    head: list[str] = []
    body: list[str] = []
    for number, line in enumerate(rows):
        numbers = [c for r, c in typed if r == number]
        # Table two has a heading of its own above each item.
        heading = bool(typed) and not numbers
        cells = "".join(
            _cell(c, typed.get((c.row, c.column)), edition, heading, min(numbers, default=0)) for c in line
        )
        (head if number < first else body).append(f"<tr>{cells}</tr>")
    top = f"<thead>{''.join(head)}</thead>" if head else ""
    # A heading stays above what is scrolled only where no other heading follows it: it would be over the wrong numbers.
    parted = typed and any(not any(r == number for r, _ in typed) for number in range(first, len(rows)))
    kind = "grid parted" if parted else "grid"
    return f'<div class="{kind}" id="a-{grid.index}"><table>{top}<tbody>{"".join(body)}</tbody></table></div>'


def tables_of(report: Report) -> dict[int, str]:
    """Every grid of a report as HTML, by its index."""
    typed, edition = typed_cells(report), load_edition(report.edition)
    grids = (b for s in report.sections for b in s.blocks if isinstance(b, Grid))
    return {grid.index: table_html(grid, typed.get(grid.index, {}), edition) for grid in grids}
