"""A table of a report drawn as its source has it: merged cells, a heading and labels that stay, cells with names.

A pure function of the grid and of what its cells are: the same table for the page, and for print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.editions import load_edition
from reports.model import Grid, Report
from reports.numerals import fold
from web.escape import safe
from web.table_layout import Place, Spread, heading_widths, spread


def cell_id(table: str, row: str, column: str) -> str:
    """The anchor of a typed cell."""
    return safe(f"c-{table}-{row}-{column}".replace(" ", ""))


@dataclass(frozen=True)
class CellName:
    """A typed cell: its anchor, and its row and column in the words of the format."""

    anchor: str
    row: str
    column: str


def cell_names(report: Report) -> dict[int, dict[Place, CellName]]:
    """The typed cells of a report by grid and by place in it."""
    edition = load_edition(report.edition)
    names: dict[int, dict[Place, CellName]] = {}
    for kind, table in report.tables.items():
        for row, cells in table.cells.items():
            for column, cell in cells.items():
                names.setdefault(cell.grid, {})[cell.row, cell.column] = CellName(
                    cell_id(kind, row, column),
                    edition.row_label(kind, row),
                    edition.column_label(kind, row, column),
                )
    return names


def _size(cell: Spread) -> str:
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return across + down


def _cell(cell: Spread, name: CellName | None, heading: bool, first_number: int) -> str:
    if name is not None:
        said = safe(f"行：{name.row}\n列：{name.column}")
        return f'<td id="{name.anchor}" class="number" title="{said}"{_size(cell)}>{safe(cell.text)}</td>'
    if fold(cell.text) and (heading or cell.column < first_number):
        first = ' class="first"' if cell.at == 0 else ""
        scope = "col" if heading else "row"
        return f'<th scope="{scope}"{first}{_size(cell)}>{safe(cell.text)}</th>'
    return f"<td{_size(cell)}>{safe(cell.text)}</td>"


def table_html(grid: Grid, names: Mapping[Place, CellName], widths: Mapping[str, int]) -> str:
    """The grid as HTML. What stands above the first row with numbers is the heading, what stands before them labels."""
    rows = spread(grid, names.keys(), widths)
    first = min((row for row, _ in names), default=0)
    # A cell that reaches down from the heading takes the rows with it that it covers.
    first = max((c.row + c.down for line in rows[:first] for c in line), default=first) if first else 0
    head: list[str] = []
    body: list[str] = []
    for number, line in enumerate(rows):
        typed = [c for r, c in names if r == number]
        # Table two has a heading of its own above each item.
        heading = bool(names) and not typed
        cells = "".join(_cell(c, names.get((c.row, c.column)), heading, min(typed, default=0)) for c in line)
        (head if number < first else body).append(f"<tr>{cells}</tr>")
    top = f"<thead>{''.join(head)}</thead>" if head else ""
    # A heading stays above what is scrolled only where no other heading follows it: it would be over the wrong numbers.
    parted = names and any(not any(r == number for r, _ in names) for number in range(first, len(rows)))
    kind = "grid parted" if parted else "grid"
    return f'<div class="{kind}" id="a-{grid.index}"><table>{top}<tbody>{"".join(body)}</tbody></table></div>'


def tables_of(report: Report) -> dict[int, str]:
    """Every grid of a report as HTML, by its index."""
    names, widths = cell_names(report), heading_widths(load_edition(report.edition))
    grids = (b for s in report.sections for b in s.blocks if isinstance(b, Grid))
    return {grid.index: table_html(grid, names.get(grid.index, {}), widths) for grid in grids}
