"""Equations between cells: the identities of the format, made concrete for one table, and what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.editions import Edition, Identity
from reports.model import Table

CellKey = tuple[str, str]


@dataclass(frozen=True)
class Equation:
    """Sum of the cells of `left` = sum of the cells of `right`; `line` is the row or column it stands for."""

    identity: Identity
    line: str
    left: tuple[CellKey, ...]
    right: tuple[CellKey, ...]

    @property
    def coefficients(self) -> dict[CellKey, int]:
        """+1 for the cells on the left, -1 for those on the right."""
        return dict.fromkeys(self.left, 1) | dict.fromkeys(self.right, -1)

    def residual(self, values: dict[CellKey, Decimal]) -> Decimal:
        """Left minus right; 0 where the equation holds."""
        return self.side(self.left, values) - self.side(self.right, values)

    def side(self, cells: tuple[CellKey, ...], values: dict[CellKey, Decimal]) -> Decimal:
        """The sum of one side."""
        return sum((values.get(c, Decimal(0)) for c in cells), Decimal(0))


def _with_leftovers(keys: tuple[str, ...], present: set[str], known: set[str]) -> tuple[str, ...]:
    """A side with the rows of another edition that belong to the same sum, told by the key's first word."""
    families = {k.split("_")[0] for k in keys if k.startswith("other")}
    return keys + tuple(sorted(p for p in present - known if p.split("_")[0] in families))


def equations(table: Table, edition: Edition) -> Iterator[Equation]:
    """Every equation of a table; a row or cell that the table does not have is an unknown in it, and not 0."""
    known = {r.key for r in edition.rows(table.kind)}
    present = set(table.cells)
    for identity in (i for i in edition.identities if i.table == table.kind):
        if identity.across == "columns":
            left = _with_leftovers(identity.left, present, known)
            right = _with_leftovers(identity.right, present, known)
            for column in (c.key for c in edition.columns(table.kind, "")):
                if any(column in table.cells.get(r, {}) for r in (*left, *right)):
                    yield Equation(
                        identity, column, tuple((r, column) for r in left), tuple((r, column) for r in right)
                    )
            continue
        for row in identity.only or tuple(table.cells):
            cells = table.cells.get(row, {})
            if all(k in cells for k in (*identity.left, *identity.right)):
                yield Equation(
                    identity,
                    row,
                    tuple((row, k) for k in identity.left),
                    tuple((row, k) for k in identity.right),
                )


def stated_values(table: Table) -> dict[CellKey, Decimal]:
    """The cells that hold a number."""
    return {
        (r, c): cell.value
        for r, row in table.cells.items()
        for c, cell in row.items()
        if cell.value is not None
    }


def forced_values(table: Table, edition: Edition) -> dict[CellKey, Decimal]:
    """The values that the equations force on the cells without a number.

    An equation with a single unknown cell gives its value; this goes on until nothing new follows. A value
    that would be negative, or on which two equations disagree, is not forced.
    """
    values = stated_values(table)
    standing = {(r, c) for r, row in table.cells.items() for c in row}
    forced: dict[CellKey, Decimal] = {}
    if standing <= values.keys():
        return forced
    all_equations = list(equations(table, edition))
    rejected: set[CellKey] = set()
    progress = True
    while progress:
        progress = False
        proposals: dict[CellKey, set[Decimal]] = {}
        for equation in all_equations:
            cells = equation.coefficients
            open_cells = [c for c in cells if c not in values]
            if len(open_cells) == 1 and open_cells[0] in standing:
                rest = equation.residual(values)
                proposals.setdefault(open_cells[0], set()).add(-rest * cells[open_cells[0]])
        for cell, options in proposals.items():
            value = next(iter(options))
            if len(options) == 1 and value >= 0 and cell not in rejected:
                values[cell] = forced[cell] = value
                progress = True
            else:
                rejected.add(cell)
    return forced


def broken(table: Table, edition: Edition) -> tuple[list[Equation], list[Equation], dict[CellKey, Decimal]]:
    """All equations, the broken ones, and the values they were checked with.

    A cell without a number counts as the value that is forced on it, else as 0; an equation with an unknown
    cell that could make it true is not called broken.
    """
    forced = forced_values(table, edition)
    values = stated_values(table) | forced
    every = list(equations(table, edition))
    wrong = []
    for equation in every:
        rest = equation.residual(values)
        if rest == 0:
            continue
        cells = equation.coefficients
        could_fill = any(c not in values and -rest * cells[c] > 0 for c in cells)
        if not could_fill:
            wrong.append(equation)
    return every, wrong, values
