"""An answer from cells is weighed against the prose: the one that explains more of the question's words is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answering.answer import Answer
from answering.coverage import explained, unaccounted
from answering.evidence.held import Held
from answering.matching.match import Match, matches
from answering.plan.operations import Plan
from retrieval.terms import fold_text

# By so much more of a question a sentence must say than a cell's row, column and title do.
_MORE = 0.1
# So much less says about as much.
_ABOUT = 0.05


def better_than_cells(plan: Plan, asked: str, answer: Answer, helds: Sequence[Held]) -> Match | None:
    """The sentence of the one report at hand that explains more of a question than a cell does; None where none does.

    It says a word of meaning that the cell leaves; and more of the question by far, or about as much and every noun.
    """
    if len(helds) != 1:
        return None
    held, own = helds[0], replace(plan, read_as=asked)
    found = [m for m in matches(asked, held.told) if m.offers]
    top = max(found, key=lambda m: (m.said, m.probability), default=None)
    if top is None:
        return None
    by_cells = explained(own, answer, helds)
    says = {w.text for w in held.narrative.words(asked) if w.said_in(fold_text(top.sentence.text))}
    if says.isdisjoint(w.text for w in by_cells.left):
        return None
    if top.counts and top.said >= by_cells.share + _MORE:
        return top
    left = unaccounted(own, answer, helds)
    return top if left and top.said >= by_cells.share - _ABOUT and says.issuperset(left) else None
