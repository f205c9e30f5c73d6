"""Whether with what a question takes for granted, once it was looked at, all is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from answering.answer import Answer
from answering.draft.figures import CORRECTED
from answering.plan.all_of import claims_all
from answering.plan.operations import (
    AllOf,
    Find,
    Happened,
    Operation,
    Overview,
    Plan,
    Premise,
    RankClaimed,
    Shape,
    Turned,
    Values,
)

_CONFIRMS = re.compile("(?:对[吗吧]|是[吗吧]|对不对|是不是|吧)[？?]?$|是不是|对不对")
_ASKS_BEYOND = re.compile("什么|怎么|怎样|哪|谁|为何|如何")
# What is thought of a number that is not the report's.
_OPINIONS = (Shape.VIEW, Shape.JUDGEMENT)
_DRAFTS = (Shape.VIEW, Shape.REPLY, Shape.MESSAGE, Shape.POST, Shape.OUTLINE)


class Then(Enum):
    """What comes after an operation was answered."""

    GO_ON = auto()
    STOP = auto()
    WITHOUT_IT = auto()


def _always(operation: Operation, found: Answer, plan: Plan) -> Then:
    return Then.STOP


def _rank(operation: RankClaimed, found: Answer, plan: Plan) -> Then:
    """A rank that is true may be asked more about (怎么做到的)."""
    return Then.STOP if CORRECTED in found.text or _CONFIRMS.search(plan.read_as) else Then.GO_ON


def _premise(operation: Premise, found: Answer, plan: Plan) -> Then:
    """A true number is not told where a judgement on one thing says itself what the report states."""
    last = plan.operations[-1]
    corrected = CORRECTED in found.text
    is_draft = isinstance(last, Overview) and last.shape in _DRAFTS
    if not corrected and (is_draft or claims_all(plan.read_as)):
        return Then.WITHOUT_IT
    if not corrected:
        return Then.STOP if _CONFIRMS.search(plan.read_as) else Then.GO_ON
    opinion = isinstance(last, Overview) and last.shape in _OPINIONS
    same = isinstance(last, Values) and last.operands[0].figure == operation.operand.figure
    asks_no_more = isinstance(last, Find) and not _ASKS_BEYOND.search(plan.read_as)
    return Then.STOP if opinion or same or asks_no_more else Then.GO_ON


_SETTLES: dict[type[Operation], Callable[[Any, Answer, Plan], Then]] = {
    AllOf: _always,
    Happened: _always,
    Turned: _always,
    RankClaimed: _rank,
    Premise: _premise,
}
# Where nothing was found of these nothing is looked up: they only precede what is asked.
GRANTED = tuple(_SETTLES)


def after(operation: Operation, found: Answer, plan: Plan) -> Then:
    """What comes after an operation that was answered."""
    settles = _SETTLES.get(type(operation))
    return settles(operation, found, plan) if settles is not None else Then.GO_ON


def only_confirms(plan: Plan, answers: list[Answer]) -> bool:
    """Whether a stated number was confirmed, and what the question asks beside it was not found."""
    asks_more = isinstance(plan.operations[0], Premise) and len(answers) > 1
    return asks_more and CORRECTED not in answers[0].text and answers[-1].abstained
