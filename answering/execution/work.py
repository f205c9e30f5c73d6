"""What an operation is carried out with: its plan, the reports, the facts that the answer will cite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answering.draft.sentence import Piece
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.plan.naming import years_named
from answering.plan.operations import Plan


@dataclass(frozen=True)
class Work:
    """`helds` are the reports that the plan is about; `length` tells how long pieces of a sentence are once rendered."""

    plan: Plan
    helds: tuple[Held, ...]
    facts: Facts
    length: Callable[[Sequence[Piece]], int]

    @property
    def asked(self) -> str:
        """The question after spelling."""
        return self.plan.read_as

    @property
    def latest(self) -> Held:
        """The report of the last year."""
        return max(self.helds, key=lambda h: h.report.year or 0)

    @property
    def meant(self) -> Held:
        """The report of the year that the question names, else the latest."""
        years = set(years_named(self.asked))
        named = [h for h in self.helds if h.report.year in years]
        return max(named or self.helds, key=lambda h: h.report.year or 0)

    @property
    def is_of_one_agency(self) -> bool:
        """Whether all the reports are of one agency."""
        return len({h.report.agency for h in self.helds}) == 1
