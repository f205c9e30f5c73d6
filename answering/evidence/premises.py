"""Whether a number that a question states is what the report says."""

from __future__ import annotations

from dataclasses import dataclass

from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import best_number
from answering.evidence.precedence import told_more_closely
from answering.evidence.values import Valued, fact_of, of_cells
from answering.plan.operations import Premise
from retrieval.terms import fold_text

_SURELY = 0.66


@dataclass(frozen=True)
class Checked:
    """The value that the report gives, and whether it is the one that the question states."""

    value: Valued
    holds: bool


def premise_of(asked: Premise, held: Held, facts: Facts) -> Checked | None:
    """The report's own number for what a question states; None where it clearly gives none."""
    operand, index = asked.operand, held.narrative
    closer = operand.figure is not None and told_more_closely(operand.words, operand.figure, [index])
    if operand.figure is not None and not closer:
        cells = of_cells(operand.figure, held, facts)
        if cells is not None and cells.value is not None:
            return Checked(cells, cells.value == asked.claimed)
    found = _told(operand.words, index)
    if found is None or found.clause is None:
        return None
    fact = fact_of(operand, found, held, facts)
    if fact is None or fact.value is None:
        return None
    if asked.claimed != fact.value and _is_told_elsewhere(asked, index):
        return None
    stated = {
        q.clause.quantity.value
        for q in index.numbers(operand.words, index.words(operand.words))[:4]
        if q.clause
    }
    return Checked(fact, asked.claimed == fact.value or asked.claimed in stated)


def _is_told_elsewhere(asked: Premise, index: NarrativeIndex) -> bool:
    """Whether some clause gives the stated number of what the question names, so that another's is no correction."""
    words = [w for w in index.words(asked.operand.words) if not w.is_year]
    return any(
        c.quantity.value == asked.claimed and any(w.said_in(fold_text(c.sentence.text)) for w in words)
        for c in index.clauses
    )


def _told(words: str, index: NarrativeIndex):  # type: ignore[no-untyped-def]
    best = best_number(words, index)
    return best if best is not None and best.coverage >= _SURELY else None
