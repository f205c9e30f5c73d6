"""A figure over all the reports of the library: who has the most, how much together, how many meet a condition.

The numbers come from the library at once, as sums of cells; only the reports that the answer cites are opened. So a
question over ten thousand reports costs no more than one over a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from answering.across_reports import asks_average, asks_least, asks_order, asks_sum
from answering.answer import Answer, Evidence
from answering.figure_values import marks_of, statement_of
from answering.plan.figures import asks_reason, figure_asked
from answering.plan.listing import Condition, condition_asked, listed
from answering.plan.operations import CellPath, Figure
from answering.plan.rates import rate_asked
from answering.plan.scope import Named, newest_of_each
from answering.source import Source
from reports.editions import all_editions
from reports.model import UNREAD_AGENCY, Level, Provenance, Report
from reports.numerals import spoken

# How many reports are cited, and how many stand in the table.
_MOST_CITED = 8
_MOST_ROWS = 30
# What is asked of a figure that the sum of its cells does not tell.
_MORE_THAN_A_SUM = re.compile(
    "占|比例|比重|百分|几成|率|增|减|变化|同比|趋势|去年|上年|上一年|前一年|中位|差距|相差"
)


class FigureSums(Protocol):
    """Where the numbers of all reports are."""

    def __call__(self, cells: Iterable[tuple[str, CellPath]]) -> Mapping[str, Decimal]:
        """The sum of some cells, each with its edition, in every report that has a number in any of them."""


@dataclass(frozen=True)
class Standing:
    """A report with its number."""

    named: Named
    value: Decimal

    @property
    def name(self) -> str:
        """Agency and year, as an answer names the report."""
        agency = self.named.agency or UNREAD_AGENCY
        return f"{agency}{self.named.year}年" if self.named.year else agency


@dataclass(frozen=True)
class OverAll:
    """What a figure is in each of the reports asked about: those with a number, the first of them first, and the others."""

    question: str
    figure: Figure
    known: tuple[Standing, ...]
    blank: tuple[str, ...]
    condition: Condition | None

    @property
    def telling(self) -> list[Named]:
        """The reports that the answer cites: the first ones, or those that meet the condition first."""
        met = [s for s in self.known if self.condition is None or self.condition.holds(s.value)]
        return [s.named for s in (met or self.known)[:_MOST_CITED]]

    def answer(self, sources: Sequence[Source]) -> Answer:
        """The answer, citing these reports."""
        evidence = Evidence()
        told = (statement_of(self.question, evidence, s, self._own(s.report)) for s in sources)
        marks = marks_of(t[0] for t in told if t is not None)
        text = self._meeting() if self.condition else self._sum() if self._together else self._order()
        rows = [s for s in self.known if self.condition is None or self.condition.holds(s.value)]
        table = [(s.name, f"{spoken(s.value)}{self.figure.unit}") for s in rows[:_MOST_ROWS]]
        head = (("单位", self.figure.said()),) if table else ()
        return Answer(
            self.question, f"{text}{marks}", tuple(evidence.citations), table=(*head, *table),
            trace=(("over_all", f"{len(self.known)}份报告的{self.figure.said()}"),),
        )  # fmt: skip

    @property
    def _together(self) -> bool:
        return asks_sum(self.question) and not asks_order(self.question)

    def _own(self, report: Report) -> Figure:
        return figure_asked(self.question, report) or self.figure

    def _silent(self) -> str:
        return (
            f"另有{len(self.blank)}份没有读到这一数字（没有填报、没有读准，或还没有统计）。"
            if self.blank
            else ""
        )

    def _order(self) -> str:
        first = self.known[0].value
        best = [s.name for s in self.known if s.value == first]
        said = f"{spoken(first)}{self.figure.unit}"
        if len(best) == len(self.known):
            return f"{len(best)}份报告的{self.figure.said()}都是{said}。{self._silent()}"
        names = "、".join(best[:_MOST_CITED]) + (f"等{len(best)}份" if len(best) > _MOST_CITED else "")
        word = "最少" if asks_least(self.question) else "最多"
        return f"{len(self.known)}份报告中，{self.figure.said()}{word}的是{names}，{said}。{self._silent()}"

    def _sum(self) -> str:
        total = sum((s.value for s in self.known), Decimal(0))
        head = f"{len(self.known)}份报告的{self.figure.said()}合计{spoken(total)}{self.figure.unit}"
        if asks_average(self.question):
            mean = (total / len(self.known)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
            head += f"，平均{spoken(mean)}{self.figure.unit}"
        return f"{head}。{self._silent()}"

    def _meeting(self) -> str:
        assert self.condition is not None
        values = [(s.name, s.value) for s in self.known]
        return listed(self.condition, self.figure.said(), self.figure.unit, values, self.blank)[0]


def blank_report(edition: str) -> Report:
    """A report of an edition with nothing in it: the figure that a question asks for is then that of the format."""
    return Report(Provenance("", ""), "", None, None, edition, Level.DEPARTMENT, (), (), {})


def figure_over_all(question: str) -> dict[str, Figure]:
    """The figure of the tables of which a question asks the order, the sum or a condition, by edition; else empty."""
    asked = condition_asked(question) is not None or asks_order(question) or asks_sum(question)
    if not asked or _MORE_THAN_A_SUM.search(question) or rate_asked(question) is not None:
        return {}
    if asks_reason(question):
        return {}
    editions = (e.edition for e in all_editions())
    found = {e: f for e in editions if (f := figure_asked(question, blank_report(e))) is not None}
    return {} if any(f.vague for f in found.values()) else found


def over_all(question: str, reports: Sequence[Named], sums: FigureSums) -> OverAll | None:
    """What a question asks of a figure of many reports; None where it asks for no figure, or no report has it."""
    figures = figure_over_all(question)
    if not figures:
        return None
    values = sums(
        (e, (f.table, row, column)) for e, f in figures.items() for row in f.rows for column in f.columns
    )
    newest = newest_of_each(reports)
    known = [Standing(n, values[n.id]) for n in newest if n.id in values]
    if not known:
        return None
    least = asks_least(question)
    known.sort(key=lambda s: (s.value if least else -s.value, s.named.agency, s.named.year or 0))
    blank = tuple(Standing(n, Decimal(0)).name for n in newest if n.id not in values)
    return OverAll(question, list(figures.values())[-1], tuple(known), blank, condition_asked(question))


Across = Callable[[str, Sequence[Source]], Answer | None]
