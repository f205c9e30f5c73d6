"""What a rule is: a function with a code, a title, a severity and the range of reports it applies to.

The docstring is what docs/rules.md prints: 检查、为何、触发、不触发、例外.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from reports.editions import Edition, UnknownCellError, edition_for, load_edition
from reports.model import Cell, Level, Paragraph, Report
from review.finding import Basis, Location, Problem, Severity
from review.settings import ReviewSettings

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a rule may look at: the report, its edition, the settings, and other reports where there are any."""

    report: Report
    settings: ReviewSettings = field(default_factory=ReviewSettings)
    previous: Report | None = None
    peers: tuple[Report, ...] = ()
    published: date | None = None
    level: Level = Level.DEPARTMENT
    memo: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[Context], T]) -> T:
        """What `make` derives from this context, computed once for all the rules that ask for it."""
        if name not in self.memo:
            self.memo[name] = make(self)
        result: T = self.memo[name]
        return result

    @property
    def edition(self) -> Edition:
        """The edition that the tables follow."""
        return load_edition(self.report.edition)

    @property
    def due_edition(self) -> Edition:
        """The edition in which a report on this year has to be made."""
        return edition_for(self.report.year) or self.edition

    def cell(self, table: str, row: str, column: str) -> Cell | None:
        """A cell that a rule names by its keys; None where the file has no such cell.

        Raises UnknownCellError where neither the form of the tables nor the one that is due has it.
        """
        if not self.edition.has(table, row, column) and not self.due_edition.has(table, row, column):
            raise UnknownCellError(self.due_edition.edition, f"{row}·{column}")
        found = self.report.tables.get(table)
        return found.cells.get(row, {}).get(column) if found else None

    def value(self, table: str, row: str, column: str) -> Decimal | None:
        """The number in a cell that a rule names; None where it is missing, blank or not a number."""
        cell = self.cell(table, row, column)
        return None if cell is None else cell.value

    def at_paragraph(self, paragraph: Paragraph | None) -> Location:
        """The place of a paragraph."""
        if paragraph is None:
            return Location()
        return Location(
            section=self.report.section_of(paragraph.index), paragraph=paragraph.index, page=paragraph.page
        )

    def at_section(self, number: str) -> Location:
        """The place of a section's heading, or just the number where the section is missing."""
        section = self.report.section(number)
        if section is None:
            return Location(section=number)
        return Location(section=number, paragraph=section.heading.index, page=section.heading.page)

    def at_table(self, table: str, row: str | None = None, column: str | None = None) -> Location:
        """The place of a table, one of its rows or cells."""
        found = self.report.tables.get(table)
        number = next(s.number for s in self.edition.sections if s.table == table)
        cell = found.cells.get(row or "", {}).get(column or "") if found else None
        grid = cell.grid if cell else (found.grids[0] if found and found.grids else None)
        section = (found.section if found else None) or number
        return Location(section, grid, table, row, column, cell.page if cell else None)

    def cell_name(self, table: str, row: str, column: str) -> str:
        """A cell as a reviewer names it: “行”“列”."""
        label = self.edition.row_label(table, row).replace("“", "‘").replace("”", "’")
        return f"“{label}”行“{self.edition.column_label(table, row, column)}”列"


Check = Callable[[Context], Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """A check with its metadata; `basis` is what every finding of the rule cites unless it brings its own."""

    code: str
    title: str
    severity: Severity
    check: Check
    basis: Callable[[Context], tuple[Basis, ...]]
    since: str | None
    until: str | None
    levels: frozenset[Level]

    def applies(self, context: Context) -> bool:
        """Whether the report is of the editions and levels that the rule is for: of all that it does not exclude."""
        due = context.due_edition.first_year
        early = self.since is not None and due < load_edition(self.since).first_year
        late = self.until is not None and due > load_edition(self.until).first_year
        return not early and not late and context.level in self.levels


def rule(
    code: str,
    title: str,
    severity: Severity,
    basis: Callable[[Context], tuple[Basis, ...]],
    *,
    since: str | None = None,
    until: str | None = None,
    levels: Iterable[Level] = tuple(Level),
) -> Callable[[Check], Rule]:
    """Makes a rule of a check function; `since` and `until` name the first and last edition that it is for."""

    def wrap(check: Check) -> Rule:
        return Rule(code, title, severity, check, basis, since, until, frozenset(levels))

    return wrap
