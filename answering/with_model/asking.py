"""When the model is asked: wherever the rules do not account for the whole question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer
from answering.evidence.held import Held
from answering.plan.figures import explained
from answering.plan.operations import (
    Across,
    Combined,
    Divided,
    Fee,
    Figure,
    FindingsAsked,
    HowTo,
    Locate,
    Operation,
    OutOfScope,
    Plan,
    Values,
)
from answering.plan.wordings import asks
from answering.plan.words import content_words
from retrieval.terms import fold_text

# A report, or two beside each other, fit into a prompt whole.
MOST_REPORTS = 2
# Operations that the rules read to the end, where every content word of the question is accounted for.
_EXACT = (Values, Combined, Divided, Across, Fee, Locate, FindingsAsked)
# Asked whether, how or why: 实不实, 合适吗, 怎么看, 高不高.
_OPEN = re.compile(r"([一-龥])不\1|吗|怎么|如何|为什么|教训|启示|建议")
_NOT_FOR_A_MODEL = (OutOfScope, HowTo)


def wants_opinion(plan: Plan) -> bool:
    """Whether a judgement may be part of the answer: an exact figure or a place wants none, unless it is asked about
    openly as well (这么办合适吗)."""
    exact = bool(plan.operations) and all(isinstance(o, _EXACT) for o in plan.operations)
    return not exact or bool(_OPEN.search(plan.read_as)) or bool(asks("judgement", plan.read_as))


def is_for_the_model(plan: Plan, rules: Answer, helds: Sequence[Held]) -> bool:
    """Whether a question is put to the model; what is not for this tool, or about the tool, never is."""
    if any(isinstance(o, _NOT_FOR_A_MODEL) for o in plan.operations):
        return False
    if rules.abstained or not plan.operations:
        return True
    if not all(isinstance(o, _EXACT) for o in plan.operations):
        return True
    return bool(_beyond_figures(plan, helds))


def _figures(operation: Operation) -> list[Figure]:
    operands = list(getattr(operation, "operands", ()))
    operands += [o for o in (getattr(operation, "operand", None), getattr(operation, "whole", None)) if o]
    own = getattr(operation, "figure", None)
    return [*(o.figure for o in operands if o.figure is not None), *([own] if own is not None else [])]


def _beyond_figures(plan: Plan, helds: Sequence[Held]) -> list[str]:
    """The content words of a question that the wordings of the plan's figures do not read.

    Stricter than what an answer leaves out (answering.coverage): a word that an answer happens to show may still mean
    that another figure was asked for.
    """
    if all(isinstance(o, Fee | Locate) for o in plan.operations):
        return []
    report = helds[0].report if helds else None
    agency = fold_text(report.agency_words) if report else ""
    words = content_words(plan.read_as, agency, report.year if report else None)
    if all(isinstance(o, FindingsAsked) for o in plan.operations):
        return [w.text for w in words if w.is_telling]
    figures = [f for o in plan.operations for f in _figures(o)]
    if not figures:
        return [plan.read_as]
    text = fold_text(plan.read_as)
    places = {p for f in figures for p in explained(text, f)}
    return [w.text for w in words if not w.is_general and not w.is_year and not w.spelt_at(places)]
