"""Whether the prose of a report answers a question more closely than a figure of its tables does."""

from __future__ import annotations

from collections.abc import Sequence

from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import best_number
from answering.plan.figures import explained
from answering.plan.lexicon import lexicon
from answering.plan.measures import asks_compared
from answering.plan.named import names_figure
from answering.plan.operations import Figure
from answering.plan.words import Word
from retrieval.terms import fold_text

_CLOSE = 0.65
_SURELY = 0.95
# What a breakdown of a figure answers.
_OF_BREAKDOWNS = ("主要", "最主要", "最多", "最少")


def _narrowing(question: str, figure: Figure, index: NarrativeIndex) -> list[Word]:
    """The words of a question that the figure does not account for and that not every question has."""
    places = explained(fold_text(question), figure)
    own_year = f"{index.report.year}年"
    return [
        w for w in index.words(question)
        if (w.is_rate or not places & set(range(w.start, w.start + len(w.text))))
        and w.text not in (*lexicon()["general"], *_OF_BREAKDOWNS) and w.text != own_year
    ]  # fmt: skip


def told_more_closely(question: str, figure: Figure, indexes: Sequence[NarrativeIndex]) -> bool:
    """Whether a clause with a number says the words that narrow the question: 信函申请有多少件, 复议维持率是多少."""
    if asks_compared(question) and not names_figure(question):
        return False  # a follow-up is about the figure before, whatever else has changed
    for index in indexes:
        narrowing = _narrowing(question, figure, index)
        # Tables of one year tell no change.
        compared = len(indexes) == 1 and asks_compared(question)
        best = best_number(question, index) if narrowing or compared else None
        if best is not None and best.clause is not None and best.coverage >= _CLOSE:
            near = fold_text(best.clause.text + best.clause.lead)
            # A verb has too many equivalents to be missed, unless it alone narrows (被驳回的).
            needed = [w for w in narrowing if not w.is_light] or narrowing
            surely = best.coverage >= _SURELY and not all(w.is_year for w in narrowing)
            if surely or all(w.said_in(near) for w in needed):
                return True
    return False


def named_in_prose(question: str, figure: Figure, indexes: Sequence[NarrativeIndex]) -> bool:
    """Whether a sentence of the one report names what narrows the question beside the figure: 土地确权台账的申请怎么答复的."""
    if len(indexes) != 1:
        return False
    index = indexes[0]
    words = _narrowing(question, figure, index)
    narrowing = [w for w in words if w.is_telling and not w.is_light and not w.is_year]
    return bool(narrowing) and any(
        all(w.said_in(fold_text(s.text)) for w in narrowing) for s in index.sentences
    )


def lacks_attribute(question: str, indexes: Sequence[NarrativeIndex]) -> bool:
    """Whether a question narrows a figure by something that neither tables nor prose distinguish: 女性申请人有几个."""
    several = len(indexes) > 1  # whose average is computed
    words = [Word(a, 0) for a in lexicon()["attributes"] if a in question and not (several and a == "平均")]
    return bool(words) and not any(i.says(w) for i in indexes for w in words)
