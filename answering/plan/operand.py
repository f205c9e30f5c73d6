"""What a number is asked of: a figure of the tables, or words that the prose has to tell a number for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.model import Report

CellPath = tuple[str, str, str]


@dataclass(frozen=True)
class Figure:
    """A figure of the tables: the sum of some cells (table, rows, columns), with its name in an answer.

    `vague` where the words fit another thing better that only prose tells.
    """

    name: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    unit: str = "件"
    column_name: str = ""
    vague: bool = False

    def cells(self, report: Report) -> tuple[CellPath, ...]:
        """The cells of this report that make up the figure; empty where it has none of them."""
        table = report.tables.get(self.table)
        if table is None:
            return ()
        return tuple(
            (self.table, r, c) for r in self.rows for c in self.columns if c in table.cells.get(r, {})
        )

    def said(self) -> str:
        """The figure's name as a sentence says it."""
        return f"{self.column_name}{self.name}" if self.column_name else self.name


@dataclass(frozen=True)
class Operand:
    """What a number is asked of: the question's own words, and the figure of the tables that they name, if any.

    Without a figure (微博, 镇级公开栏) the number is looked for in the prose, counted in `unit` where one is said;
    `stated` is the number itself where the question gives nothing else (那61条).
    """

    words: str
    figure: Figure | None = None
    unit: str | None = None
    stated: Decimal | None = None
