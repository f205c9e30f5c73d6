"""Broken identities → the smallest set of cells whose correction satisfies them all.

A cell stands in a row equation and in one or two column equations, so a single wrong cell can be located and
its value computed. Where several equally small repairs exist, all are returned and none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from review.identities import CellKey, Equation

Repair = dict[CellKey, Decimal]
_LARGEST = 3
_MOST_CELLS = 6
_MOST_TRIALS = 60_000
# A cell of the table of applications stands in its row, its column, and as a total in two columns.
_MOST_OF_A_CELL = 3


def components(wrong: Sequence[Equation]) -> list[list[Equation]]:
    """The broken equations in groups that share cells."""
    groups: list[tuple[set[CellKey], list[Equation]]] = []
    for equation in wrong:
        cells = set(equation.coefficients)
        members = [equation]
        for group in [g for g in groups if g[0] & cells]:
            groups.remove(group)
            cells |= group[0]
            members = group[1] + members
        groups.append((cells, members))
    return [members for _, members in groups]


def _solve(cells: Sequence[CellKey], touched: Sequence[Equation], values: Repair) -> Repair | None:
    """The corrections of the given cells that satisfy all touched equations; None unless there is exactly one."""
    rows = [
        [Fraction(e.coefficients.get(c, 0)) for c in cells] + [Fraction(-e.residual(values))] for e in touched
    ]
    width = len(cells)
    rank = 0
    for column in range(width):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][column]
        rows[rank] = [x / lead for x in rows[rank]]
        for r in range(len(rows)):
            if r != rank and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[rank], strict=True)]
        rank += 1
    if any(row[width] for row in rows[rank:]):
        return None
    out: Repair = {}
    for position, cell in enumerate(cells):
        new = Fraction(values.get(cell, Decimal(0))) + rows[position][width]
        if new < 0 or new.denominator != 1 or rows[position][width] == 0:
            return None
        out[cell] = Decimal(int(new))
    return out


def _cell_sets(size: int, wrong: Sequence[Equation]) -> Iterator[tuple[CellKey, ...]]:
    """Sets of cells that touch every broken equation: the first equation gives one, the rest the others."""
    pool = sorted({c for e in wrong for c in e.coefficients})
    must = sorted(min(wrong, key=lambda e: len(e.coefficients)).coefficients)
    seen: set[tuple[CellKey, ...]] = set()
    for first in must:
        for others in combinations([c for c in pool if c != first], size - 1):
            cells = tuple(sorted((first, *others)))
            if cells not in seen and all(any(c in e.coefficients for c in cells) for e in wrong):
                seen.add(cells)
                yield cells


def repairs(wrong: Sequence[Equation], every: Sequence[Equation], values: Repair) -> list[Repair]:
    """The smallest repairs of one component, each a mapping of cell to its right value; empty where none is small."""
    touching: dict[CellKey, list[Equation]] = {}
    for equation in every:
        for cell in equation.coefficients:
            touching.setdefault(cell, []).append(equation)
    for size in range(1, _LARGEST + 1):
        found: list[Repair] = []
        for trial, cells in enumerate(_cell_sets(size, wrong)):
            if trial > _MOST_TRIALS:
                return []
            touched = list({id(e): e for c in cells for e in touching[c]}.values())
            solution = _solve(cells, touched, values)
            if solution is not None:
                found.append(solution)
        if found:
            return found
    return _many(wrong, touching, values)


class _Search:
    """The sets of cells, one for each equation in turn, whose corrections satisfy all; smallest first."""

    def __init__(self, touching: dict[CellKey, list[Equation]], values: Repair) -> None:
        self._touching, self._values = touching, values
        self.found: dict[frozenset[CellKey], Repair] = {}
        self.trials = 0

    def go(self, broken: dict[int, tuple[Equation, Decimal]], repair: Repair, left: int) -> None:
        """Corrects one more cell; `broken` are the equations that do not hold, each with its residual."""
        if not broken:
            self.found.setdefault(frozenset(repair), dict(repair))
            return
        self.trials += 1
        if len(broken) > _MOST_OF_A_CELL * left or self.trials > _MOST_TRIALS or len(self.found) > 1:
            return
        equation, residual = min(broken.values(), key=lambda b: len(b[0].coefficients))
        for cell, sign in equation.coefficients.items():
            change = -residual * sign
            new = self._values.get(cell, Decimal(0)) + change
            if cell in repair or new < 0 or new != new.to_integral_value():
                continue
            after = dict(broken)
            for other in self._touching[cell]:
                rest = after.pop(id(other), (other, Decimal(0)))[1] + change * other.coefficients[cell]
                if rest:
                    after[id(other)] = (other, rest)
            self.go(after, {**repair, cell: new}, left - 1)


def _many(wrong: Sequence[Equation], touching: dict[CellKey, list[Equation]], values: Repair) -> list[Repair]:
    """The one smallest repair of more cells than can be tried in every combination; empty where it is not just one.

    Each is taken to be the only wrong cell of some equation, as independent slips are.
    """
    for size in range(_LARGEST + 1, _MOST_CELLS + 1):
        search = _Search(touching, values)
        search.go({id(e): (e, e.residual(values)) for e in wrong}, {}, size)
        if search.trials > _MOST_TRIALS or len(search.found) > 1:
            return []
        if search.found:
            return list(search.found.values())
    return []
