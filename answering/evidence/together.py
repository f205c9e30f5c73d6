"""The one sentence that tells all the numbers which a question asks for at once."""

from __future__ import annotations

from collections.abc import Sequence

from answering.evidence.held import Held
from answering.plan.lexicon import same_measure
from answering.plan.measures import numbers_in
from answering.plan.operations import Operand
from reports.prose.sentences import Sentence, whole_sentences
from retrieval.terms import fold_text

_ENOUGH = 0.5


def told_together(operands: Sequence[Operand], held: Held) -> Sentence | None:
    """The sentence with a number of its own for every operand that says most of their words; None where none says enough."""
    index = held.narrative
    words = [w for o in operands for w in index.words(o.words)]
    weights = [index.weight(w) for w in words]
    total = sum(weights)
    if not total or not any(w.is_telling for w in words):
        return None
    found = [
        (sum(w.said_in(fold_text(s.text)) * n for w, n in zip(words, weights, strict=True)) / total, s)
        for s in whole_sentences(held.report.paragraphs())
        if _has_all(operands, s.text) and all(_is_named(o, s.text, held) for o in operands)
    ]
    best = max(found, key=lambda f: f[0], default=None)
    return best[1] if best is not None and best[0] >= _ENOUGH else None


def _is_named(operand: Operand, text: str, held: Held) -> bool:
    """Whether a text says any word that tells what an operand is; an operand of bare words (几个) is named by the others."""
    telling = [w for w in held.narrative.words(operand.words) if w.is_telling and not w.is_light]
    return not telling or any(w.said_in(fold_text(text)) for w in telling)


def _has_all(operands: Sequence[Operand], text: str) -> bool:
    """Whether a text has as many numbers as are asked for, each in the unit that is asked."""
    left = [n.unit for n in numbers_in(text)]
    for operand in sorted(operands, key=lambda o: o.unit is None):
        fitting = next((u for u in left if operand.unit is None or same_measure(u, operand.unit)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True
