"""How alike a question is to the everyday questions and the wording that an article is indexed with.

Two measures that fail on different questions are added: the weighted Dice coefficient to the closest everyday
question, and the cosine to the closest few wordings, paragraphs of the article included.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.passages import Passage
from retrieval.terms import pairs, question_terms, translate, without_filler

_SINGLE = "·"
_SINGLE_WEIGHT = 0.7
_OFFICIAL_WEIGHT = 1.3
_TRANSLATED_WEIGHT = 0.7
_HIGHEST_WEIGHT = 8.0
_CLOSEST = 4


def features(text: str) -> dict[str, float]:
    """Pairs and single characters of a text, with those of its translation to the domain's terms at less weight."""
    own = _counted(text)
    translated = translate(text)
    if translated != text:
        for term, count in _counted(translated).items():
            own.setdefault(term, count * _TRANSLATED_WEIGHT)
    return own


def _counted(text: str) -> dict[str, float]:
    words = without_filler(text)
    counts = Counter(pairs(words))
    counts.update(_SINGLE + c for c in re.findall("[一-鿿]", words))
    return {term: 1 + math.log(count) for term, count in counts.items()}


class Likeness:
    """Scores passages of the Regulation by how alike a question is to what they are indexed with."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._count = len(passages)
        wordings: list[tuple[int, str, bool]] = []
        for n, passage in enumerate(passages):
            if passage.source == "regulation":
                wordings += [(n, hint, False) for hint in passage.hints]
                wordings += [(n, paragraph, True) for paragraph in passage.text.split("\n")]
        raw = [(n, features(text), official) for n, text, official in wordings]
        self._frequency = Counter(t for _, f, _ in raw for t in f)
        self._documents = len(raw)
        self._wordings = [(n, self._unit(f), official) for n, f, official in raw]
        self._questions = [
            (n, frozenset(question_terms(text))) for n, text, official in wordings if not official
        ]

    def _weight(self, term: str) -> float:
        weight = min(math.log(1 + self._documents / (0.5 + self._frequency.get(term, 0))), _HIGHEST_WEIGHT)
        return weight * _SINGLE_WEIGHT if term.startswith(_SINGLE) else weight

    def _unit(self, features: dict[str, float]) -> dict[str, float]:
        weighted = {t: v * self._weight(t) for t, v in features.items()}
        length = math.sqrt(sum(v * v for v in weighted.values())) or 1.0
        return {t: v / length for t, v in weighted.items()}

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight(t) for t in terms) or 1.0

    def __call__(self, question: str) -> npt.NDArray[np.float64]:
        """For each passage a score from 0 to about 3; 0 where nothing is alike."""
        out = np.zeros(self._count)
        if not self._wordings:
            return out
        asked = self._unit(features(question))
        close: dict[int, list[float]] = {}
        for n, wording, official in self._wordings:
            score = sum(v * wording[t] for t, v in asked.items() if t in wording)
            if score:
                close.setdefault(n, []).append(score * (_OFFICIAL_WEIGHT if official else 1.0))
        for n, scores in close.items():
            best = sorted(scores, reverse=True)[:_CLOSEST]
            out[n] = best[0] + sum(best[1:]) / (_CLOSEST - 1)
        terms = frozenset(question_terms(question))
        total = self._sum(terms)
        closest = np.zeros(self._count)
        for n, hint in self._questions:
            shared = terms & hint
            if shared:
                closest[n] = max(closest[n], 2 * self._sum(shared) / (total + self._sum(hint)))
        result: npt.NDArray[np.float64] = out + closest
        return result
