"""A plan is carried out: evidence is gathered for each operation, drafted and rendered; None where nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer
from answering.draft.grouped import worked_out
from answering.draft.render import Renderer
from answering.draft.sentence import Draft
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.evidence.shares import names_something_else
from answering.execution.carriers import carried
from answering.execution.work import Work
from answering.matching.match import matches
from answering.plan.of_prose import is_of_prose, with_named
from answering.plan.operations import (
    AllOf,
    Complete,
    Contacts,
    Happened,
    Locate,
    Operation,
    Overview,
    Plan,
    Premise,
    RankClaimed,
    Turned,
    Where,
)

_PAIR = 2
# So many of the sentences nearest to a question may hold the pair that it means.
_MOST_NEAR = 2
_NOT_OF_GROUPS = (Overview, Premise, AllOf, Happened, RankClaimed, Turned, Complete, Contacts, Locate, Where)


class Execution:
    """Carries out the operations of one plan over some reports."""

    def __init__(self, plan: Plan, helds: Sequence[Held]) -> None:
        self._sources = {h.source.id: h.source for h in helds}
        facts = Facts()
        self._work = Work(plan, tuple(helds), facts, Renderer(facts, self._sources).length)

    def answer(self, operation: Operation) -> Answer | None:
        """The answer to an operation; None where it is to be found by words."""
        draft = carried(operation, self._work)
        if draft is None or not draft.sentences:
            return None
        return self._rendered(draft)

    def grouped(self, operation: Operation, surely: bool = True) -> Answer | None:
        """What follows from quantities that the prose tells side by side; None where no group is surely the one asked of."""
        work = self._work
        if len(work.helds) > (_PAIR if work.is_of_one_agency else 1) or isinstance(operation, _NOT_OF_GROUPS):
            return None
        each = [self._of_group(operation, held, surely) for held in work.helds]
        told = [d for d in each if d is not None]
        if not told or len(told) < len(each):
            return None
        return self._rendered(Draft(tuple(s for d in told for s in d.sentences)))

    def _of_group(self, operation: Operation, held: Held, surely: bool) -> Draft | None:
        asked = self._work.asked
        another = names_something_else(operation, asked, held.narrative)
        if surely and not is_of_prose(operation, asked) and not another:
            return None
        near = () if surely else [m.sentence.text for m in matches(asked, held.told)[:_MOST_NEAR]]
        return worked_out(with_named(operation, asked), held, self._work.facts, surely, near=near)

    def _rendered(self, draft: Draft) -> Answer:
        return Renderer(self._work.facts, self._sources).answer(self._work.plan.question, draft)
