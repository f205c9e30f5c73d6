"""How each operation is carried out: one table; the first row that is for the operation does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from answering.draft.across import across_draft, reports_draft
from answering.draft.application import application_draft
from answering.draft.contacts import contacts_draft
from answering.draft.fees import fee_draft
from answering.draft.sentence import Draft, Kind, Sentence
from answering.draft.which import which_draft
from answering.evidence.across import across_reports
from answering.evidence.fees import fee_of
from answering.evidence.in_both import in_both
from answering.evidence.over_years import over_years
from answering.evidence.shares import rate_of_something_else
from answering.evidence.which import met_by
from answering.execution.on_one import on_each, on_one
from answering.execution.overviews import overview_told
from answering.execution.work import Work
from answering.plan.operations import (
    Across,
    Application,
    Contacts,
    Derived,
    Fee,
    Find,
    HowTo,
    Listed,
    Operation,
    OutOfScope,
    Overview,
    OverYears,
    Premise,
    Reports,
    Which,
)

_PAIR = 2
_OF_TWO_YEARS = ("change", "worse", "better", "kept", "continued")


@dataclass(frozen=True)
class Carrier:
    """Carries out operations of some kinds, `when` a condition on the reports and the plan holds."""

    kinds: tuple[type[Operation], ...]
    carry: Callable[[Any, Work], Draft | None]
    when: Callable[[Any, Work], bool] = lambda operation, work: True


def _over_years(operation: OverYears, work: Work) -> Draft | None:
    before, now = sorted(work.helds, key=lambda h: h.report.year or 0)
    changed = over_years(operation.words, before, now, work.facts)
    changed = changed or in_both(work.asked, work.helds, work.facts, asked=True)
    return changed or (carried(operation.otherwise, work) if operation.otherwise else None)


def _across(operation: Across, work: Work) -> Draft | None:
    """A rate of something else that the reports tell in prose is compared there."""
    if any(rate_of_something_else(work.asked, h.narrative) for h in work.helds):
        changed = in_both(work.asked, work.helds, work.facts)
        if changed is not None:
            return changed
    return across_draft(operation, across_reports(operation, work.helds, work.facts))


CARRIERS: tuple[Carrier, ...] = (
    Carrier(
        (OutOfScope,), lambda operation, _: Draft((Sentence((operation.reason,), Kind.NOTE),), abstained=True)
    ),
    Carrier((HowTo,), lambda operation, _: Draft((Sentence((operation.text,), Kind.NOTE),))),
    Carrier((Fee,), lambda operation, work: fee_draft(*fee_of(operation, work.facts))),
    Carrier((Application,), lambda operation, work: application_draft(operation, work.facts)),
    Carrier(
        (Contacts,),
        lambda operation, work: contacts_draft(operation, [h.source for h in work.helds], work.facts),
    ),
    Carrier((Reports,), lambda operation, work: reports_draft(operation, work.helds)),
    Carrier(
        (Overview,),
        lambda operation, work: overview_told(operation, work.latest, work),
        lambda operation, _: operation.focus in _OF_TWO_YEARS,
    ),
    Carrier((OverYears,), _over_years),
    Carrier(
        (Find, Listed, Derived),
        lambda _, work: in_both(work.asked, work.helds, work.facts),
        lambda _, work: len(work.helds) == _PAIR,
    ),
    Carrier(
        (Premise,),
        lambda operation, work: on_one(operation, work.meant, work),
        lambda _, work: work.is_of_one_agency,
    ),
    Carrier(
        (Which,), lambda operation, work: which_draft(operation, met_by(operation, work.helds, work.facts))
    ),
    Carrier((Across,), _across),
)


def carried(operation: Operation, work: Work) -> Draft | None:
    """The draft of an operation: by the first carrier that is for it, else on each of the reports."""
    for carrier in CARRIERS:
        if isinstance(operation, carrier.kinds) and carrier.when(operation, work):
            return carrier.carry(operation, work)
    return on_each(operation, work)
