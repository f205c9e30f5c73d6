"""Gathers the cells of one typed table from one or several grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.editions import Edition, Label
from reports.model import Cell, Grid, GridCell, Relabelled, StrayRow, Table
from reports.numerals import cell_value, fold
from reports.tables.labels import all_rows


@dataclass
class Builder:
    """Gathers the cells of one typed table from one or several grids, `by_heads` or in the order of a row's cells."""

    kind: str
    edition: Edition
    by_heads: bool = True
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    stray: list[StrayRow] = field(default_factory=list)
    relabelled: list[Relabelled] = field(default_factory=list)
    grids: list[int] = field(default_factory=list)
    empty: int = 0
    header: dict[str, list[int]] = field(default_factory=dict)
    header_width: int = 0
    missing_columns: set[str] = field(default_factory=set)
    columns: tuple[Label, ...] = ()
    header_spans: list[tuple[str, int, int]] = field(default_factory=list)
    numbers: dict[tuple[int, int, int], str] = field(default_factory=dict)
    uncertain: dict[str, None] = field(default_factory=dict)
    told_twice: set[tuple[int, int, int]] = field(default_factory=set)

    def see(self, grid: Grid) -> None:
        """Notes every number of a grid, so that none is left over unnoticed."""
        for r, row in enumerate(grid.rows):
            for c, cell in enumerate(row):
                if not cell.merged and cell_value(cell.text) is not None:
                    self.numbers[grid.index, *grid.place(r, c)] = cell.text

    def put(self, row: Label, column: str, cell: GridCell, at: tuple[Grid, int, int]) -> None:
        """Stores a cell; a repeated row (header or page break) never overwrites a number."""
        grid, r, c = at
        known = self.cells.setdefault(row.key, {})
        if column in known and known[column].value is not None and cell_value(cell.text) is None:
            return
        if column in known and known[column].value == cell_value(cell.text):
            self.told_twice.add((grid.index, *grid.place(r, c)))
        if column not in known or known[column].value is None:
            known[column] = Cell(cell.text, cell_value(cell.text), grid.index, *grid.place(r, c), grid.page)

    def pass_over(self, cell: GridCell, at: tuple[Grid, int], places: Iterable[int]) -> None:
        """Notes that these places of a row only repeat a wide cell, where they do: they are not left over."""
        grid, r = at
        same = [c for c in places if c < len(grid.rows[r]) and grid.rows[r][c].text == cell.text]
        self.told_twice |= {(grid.index, *grid.place(r, c)) for c in same}

    def table(self, section: str | None) -> Table:
        """The finished table, its rows in the order of the format."""
        ordered = {r.key: self.cells[r.key] for r in all_rows(self.kind, self.edition) if r.key in self.cells}
        return Table(
            kind=self.kind,
            cells=ordered,
            grids=tuple(self.grids),
            section=section,
            stray_rows=tuple(self.stray),
            relabelled=tuple(self.relabelled),
            empty_rows=self.empty,
            missing_columns=tuple(sorted(self.missing_columns)),
            left_over=len(self.left_over()),
            uncertain_rows=tuple(self.uncertain),
        )

    def left_over(self) -> set[tuple[int, int, int]]:
        """Where the numbers stand that went into no cell."""
        taken = {(c.grid, c.row, c.column) for row in self.cells.values() for c in row.values()}
        return set(self.numbers) - taken - self.told_twice


def note_column(builder: Builder, row: Label, column: Label, found: tuple[float, str], grid: Grid) -> None:
    """Keeps a column's head that was recognised (with this score) although its wording is none of the accepted ones."""
    score, text = found
    if score < 100.0 and text not in {x.found for x in builder.relabelled}:
        builder.relabelled.append(Relabelled(row.key, column.label, text, grid.index))


def note_label(builder: Builder, label: Label, score: float, text: str, grid: Grid) -> None:
    """Keeps a label that was recognised although its wording is none of the accepted ones."""
    if score < 100.0 and label.key not in {x.row for x in builder.relabelled}:
        builder.relabelled.append(Relabelled(label.key, label.label, text, grid.index))


def run_together(grid: Grid, values: Sequence[GridCell], columns: int) -> bool:
    """Whether the values of a row without a grid ran together to one: as many digits as the row has columns."""
    filled = [fold(c.text) for c in values if fold(c.text)]
    return grid.loose and len(filled) == 1 < columns <= len(filled[0]) and filled[0].isdigit()


def in_order(row: Sequence[GridCell], own: Sequence[int], count: int) -> list[int]:
    """Which of the places beside a row's label are its values, in order, where it has more cells than values.

    Blanks that only fill a row up stand before or after its values. The last value, a total, is seldom blank: where the
    values neither begin at the label nor reach the row's end nor are all there, nothing is guessed.
    """
    filled = [n for n, i in enumerate(own) if fold(row[i].text)]
    if len(own) <= count or not filled:
        return list(own[:count])
    if len(filled) == count:
        return [own[n] for n in filled]
    end = filled[-1] + 1
    begin = end - count
    surely = begin == 0 or end == len(own) or begin == filled[0]
    return list(own[begin:end]) if surely and 0 <= begin <= filled[0] else []


def value_at(row: Sequence[GridCell], positions: Sequence[int]) -> tuple[GridCell, int]:
    """The cell that a column's value stands in: the first with text below the column's header."""
    inside = [(row[p], p) for p in positions if p < len(row)]
    filled = [(c, p) for c, p in inside if fold(c.text) and not c.merged]
    return (filled or inside or [(GridCell(""), positions[0] if positions else 0)])[0]
