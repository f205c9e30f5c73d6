"""Finding passages in process: BM25, the likeness of questions and what was learned from them fused; for the Regulation and for one report.

A question about one report is scored over that report's own passages only, so it costs the same however
large the library is, and no other report can enter its answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.learned import LearnedOrder
from retrieval.likeness import Likeness
from retrieval.passages import Passage
from retrieval.terms import expand, pairs, question_terms, translate

Scores = npt.NDArray[np.float64]
_LEARNED = 3.0


@dataclass(frozen=True)
class Hit:
    """A passage with its score; `coverage` is the weighted share of the question's terms that it contains."""

    passage: Passage
    score: float
    coverage: float


class _Weights:
    """Inverse document frequencies of terms over texts."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self.count = max(1, len(documents))
        self.frequency = Counter(t for d in documents for t in set(d))

    def __call__(self, term: str) -> float:
        return float(np.log(1 + self.count / (0.5 + self.frequency.get(term, 0))))


class PassageSearch:
    """An immutable searcher over some passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self._tokens = [list(pairs(p.indexed)) for p in self.passages]
        self._weights = _Weights(self._tokens)
        self._sets = [frozenset(t) for t in self._tokens]
        self._likeness = Likeness(self.passages)
        self._learned = LearnedOrder(self.passages)

    @cached_property
    def _lexical(self) -> Any:
        import bm25s

        index = bm25s.BM25(k1=1.2, b=0.6)
        index.index([t or ["∅"] for t in self._tokens], show_progress=False)
        return index

    def _bm25(self, terms: Sequence[str]) -> Scores:
        vocabulary = self._lexical.vocab_dict
        known = [t for t in terms if t in vocabulary]
        if not known:
            return np.zeros(len(self.passages))
        return np.asarray(self._lexical.get_scores(known), dtype=float)

    def search(self, question: str, k: int = 5) -> list[Hit]:
        """The k best passages, best first; passages that share nothing with the question are left out."""
        if not self.passages or not question.strip():
            return []
        terms = question_terms(question)
        expanded = list(pairs(expand(" ".join(terms)))) if not terms else terms + _added(question)
        lexical = self._bm25(terms) + 0.5 * self._bm25([t for t in expanded if t not in set(terms)])
        top = lexical.max() if lexical.size else 0.0
        likeness = self._likeness(question)
        score = lexical / top * 0.5 + likeness if top > 0 else likeness
        score = _reordered(score, self._learned(question))
        order = np.argsort(-score, kind="stable")[: max(k, 0)]
        wordings = [terms, question_terms(translate(question))]
        return [
            Hit(self.passages[i], round(float(score[i]), 4), max(self._coverage(w, int(i)) for w in wordings))
            for i in order
            if score[i] > 0
        ]

    def _coverage(self, terms: Sequence[str], position: int) -> float:
        """The weighted share of some terms that a passage contains."""
        weights = {t: self._weights(t) for t in set(terms)}
        total = sum(weights.values()) or 1.0
        return sum(w for t, w in weights.items() if t in self._sets[position]) / total


def _reordered(score: Scores, learned: Scores) -> Scores:
    """The scores with what was learned added, brought back to where the best one was: a threshold keeps its meaning."""
    fused = score + _LEARNED * np.where(score > 0, learned, 0.0)
    best = fused.max(initial=0.0)
    result: Scores = fused * (score.max() / best) if best > 0 else score
    return result


def _added(question: str) -> list[str]:
    """The terms that the synonyms add to a question."""
    return list(pairs(expand(question)[len(question) :]))
