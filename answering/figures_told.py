"""The figures of one report that an operation asks for, drafted: several values, what they make, a rate verified."""

from __future__ import annotations

import re

from answering.draft.figures import combined_draft, values_draft
from answering.draft.grouped import worked_out
from answering.draft.listed import listed_draft, order_draft
from answering.draft.sentence import Draft, Sentence, Span
from answering.draft.verified import stated_rate_draft, verified_draft
from answering.evidence.bound import added
from answering.evidence.combined import Told, combine
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.evidence.listed import average_listed, in_order, sum_listed
from answering.evidence.numbers_told import best_number
from answering.evidence.places import whole_passage
from answering.evidence.shares import rate_of_something_else, share_of, share_of_all_draft, stated_draft
from answering.evidence.stated_rates import check_stated_rate
from answering.evidence.together import told_together
from answering.evidence.values import values_of
from answering.plan.operations import Combined, Listed, Values, Verified, Way


def listed_told(operation: Listed, held: Held, facts: Facts) -> Draft | None:
    """Numbers of one sentence of the prose, added up, divided or in order."""
    if operation.way is Way.ORDER:
        found = in_order(operation.words, held, facts)
        return order_draft(held, operation.words, *found) if found is not None else None
    if operation.way is Way.SUM and (sum_ := added(operation.words, held, facts)) is not None:
        return combined_draft(Combined(Way.SUM, ()), [Told(held, (), tuple(sum_[0]), sum_[1])])
    way = {Way.SUM: sum_listed, Way.AVERAGE: average_listed}[operation.way]
    made = way(operation.words, held, facts)
    return listed_draft(held, made) if made is not None else None


def values_told(operation: Values, held: Held, facts: Facts) -> Draft | None:
    """Several values; one is left to the closer look that weighs table and prose."""
    if len(operation.operands) < 2:
        return None
    values = tuple(values_of(operation.operands, held, facts))
    told = Told(held, operation.operands, values)
    if told.is_mixed_up or (len(told.known) < len(values) and not any(o.figure for o in operation.operands)):
        together = told_together(operation.operands, held)
        if together is not None:
            quote = whole_passage(held, together, facts)
            return Draft((Sentence((f"{held.source.name}的报告写明：", Span(quote.id))),))
    return values_draft([told]) if len(told.known) > 1 and not told.is_mixed_up else None


def combined_told(question: str, operation: Combined, held: Held, facts: Facts) -> Draft | None:
    """Operands set against each other; a rate of something else that only the prose tells is found by words."""
    if operation.rate and rate_of_something_else(question, held.narrative):
        return None
    if operation.way is Way.SHARE and operation.operands[0].figure is None:
        stated = stated_draft(question, operation.operands[0], held, facts)
        if stated is not None:
            return stated
    if operation.of_all:
        return share_of_all_draft(operation, held, facts)
    if operation.way is Way.SHARE and operation.whole is None:
        draft = share_of(operation, held, facts)
    else:
        told = combine(operation, held, facts)
        draft = combined_draft(operation, [told]) if told is not None else None
    told_there = best_number(question, held.narrative) if draft is None else None
    if told_there is not None and told_there.clause and told_there.clause.quantity.unit == "%":
        return None
    return draft


_PERCENT = re.compile("的?[\\d.]+[%％].*")


def verified_told(operation: Verified, held: Held, facts: Facts) -> Draft | None:
    """A rate worked out from the counts that the prose tells with it, from quantities of the prose or from the tables,
    against what it is said to be."""
    stated = check_stated_rate(operation.words, operation.claimed, held, facts)
    if stated is not None and stated.made is not None:
        return stated_rate_draft(held, stated)
    if stated is not None:
        apart = _PERCENT.sub("的多少", stated.quote.text) if "占" in stated.quote.text else ""
        worked = worked_out(apart, held, facts, surely=True, anew=True) if apart else None
        again = verified_draft(operation, worked, held, facts)
        return again or stated_rate_draft(held, stated)
    worked = worked_out(operation.words, held, facts, surely=True, anew=True)
    share = operation.share
    of_tables = share is not None and not rate_of_something_else(operation.words, held.narrative)
    if worked is None and share is not None and of_tables:
        worked = combined_told(operation.words, share, held, facts)
    return verified_draft(operation, worked, held, facts)
