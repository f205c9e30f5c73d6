"""An order of the articles learned from the everyday questions that they are indexed with: kernel ridge regression.

Each question and each sentence of an article is an example of its article. With cosine as the kernel the solution is
one vector of term weights for each article, so a question costs a sum over its terms. It learns which of the words
that two articles share tell them apart, which a measure of likeness to single questions does not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.likeness import features
from retrieval.passages import Passage
from retrieval.terms import translate, words

_REGULARISATION = 1.0
_HIGHEST_WEIGHT = 8.0
_SHORTEST = 6
_WORD = "w:"


def _terms(text: str) -> dict[str, float]:
    """Pairs and single characters of a text, and its words in the domain's terms."""
    found = features(text)
    found.update({_WORD + w: 1.0 for w in words(translate(text)) if len(w) > 1})
    return found


def _examples(passages: Sequence[Passage]) -> Iterator[tuple[int, dict[str, float]]]:
    for n, passage in enumerate(passages):
        if passage.source != "regulation":
            continue
        sentences = (s for s in re.split(r"[。；\n]", passage.text) if len(s) >= _SHORTEST)
        yield from ((n, _terms(text)) for text in (*passage.hints, *sentences))


class LearnedOrder:
    """Scores passages of the Regulation by what their questions and sentences have taught; 0 for all others."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._count = len(passages)
        examples = list(_examples(passages))
        frequency = Counter(t for _, terms in examples for t in terms)
        self._places = {term: i for i, term in enumerate(frequency)}
        self._idf = {
            t: min(math.log(1 + len(examples) / (0.5 + f)), _HIGHEST_WEIGHT) for t, f in frequency.items()
        }
        self._weights = self._solved(examples)

    def _solved(self, examples: Sequence[tuple[int, dict[str, float]]]) -> npt.NDArray[np.float64]:
        """The weight of each term for each passage; zeros where there is nothing to learn from."""
        if not examples:
            return np.zeros((0, self._count))
        from scipy.linalg import solve
        from scipy.sparse import csr_array

        cells = [
            (row, self._places[term], weight)
            for row, (_, terms) in enumerate(examples)
            for term, weight in self._unit(terms).items()
        ]
        rows, columns, weights = zip(*cells, strict=True)
        shape = (len(examples), len(self._places))
        matrix = csr_array((np.asarray(weights, dtype=np.float32), (rows, columns)), shape=shape)
        labels = np.zeros((len(examples), self._count), dtype=np.float32)
        labels[np.arange(len(examples)), [n for n, _ in examples]] = 1.0
        kernel = (matrix @ matrix.T).toarray()
        kernel[np.diag_indices_from(kernel)] += _REGULARISATION
        solved: npt.NDArray[np.float64] = matrix.T @ solve(kernel, labels, assume_a="pos", overwrite_a=True)
        return solved

    def _unit(self, terms: dict[str, float]) -> dict[str, float]:
        weighted = {t: v * self._idf[t] for t, v in terms.items() if t in self._idf}
        length = math.sqrt(sum(v * v for v in weighted.values())) or 1.0
        return {t: v / length for t, v in weighted.items()}

    def __call__(self, question: str) -> npt.NDArray[np.float64]:
        """For each passage a score, about 1 where an example is asked again."""
        out = np.zeros(self._count)
        for term, weight in self._unit(_terms(question)).items():
            out += weight * self._weights[self._places[term]]
        return out
