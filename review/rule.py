"""What a rule is: a function with a code, a title, a severity and the range of reports it applies to.

The docstring is what docs/rules.md prints: 检查、为何、触发、不触发、例外.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from reports.editions import Edition, edition_for, load_edition
from reports.model import Level, Paragraph, Report
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
    editions: frozenset[str]
    levels: frozenset[Level]

    def applies(self, context: Context) -> bool:
        """Whether the report is of the editions and levels that the rule is for."""
        return context.due_edition.edition in self.editions and context.level in self.levels


def rule(
    code: str,
    title: str,
    severity: Severity,
    basis: Callable[[Context], tuple[Basis, ...]],
    *,
    editions: Iterable[str] = ("2019", "2021"),
    levels: Iterable[Level] = tuple(Level),
) -> Callable[[Check], Rule]:
    """Makes a rule of a check function."""

    def wrap(check: Check) -> Rule:
        return Rule(code, title, severity, check, basis, frozenset(editions), frozenset(levels))

    return wrap
