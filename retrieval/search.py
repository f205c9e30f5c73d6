"""The one search: BM25 over pairs of characters and the nearness of vectors, each brought to 0…1, added up.

`Search` is LangChain's VectorStore with one method of our own; the Regulation and one report are searched in process
(`PassageSearch`), the library through Chroma (`retrieval.store`). Without vectors, or until they are made, words alone
answer. A question about one report is scored over that report's passages only: no other can enter its answer.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from retrieval.passages import Passage
from retrieval.terms import pairs, question_terms, translate
from retrieval.vectors import Vector, VectorSource

Scores = npt.NDArray[np.float64]
# Fewer texts than this do not tell how near two of them are that have nothing to do with each other.
_ENOUGH = 8

# The share of its terms that a question has in common with a passage about something else.
_BY_CHANCE = 0.3


@dataclass(frozen=True)
class Hit:
    """A passage with its score, 0…1 within one search.

    `coverage` is the weighted share of the question's terms that it contains. `likeness` says how near it is in
    meaning: 0 for two texts taken at random from what is searched, 1 for the same; None where there are no vectors.
    """

    passage: Passage
    score: float
    coverage: float
    likeness: float | None = None

    @property
    def fit(self) -> float:
        """How well it fits by itself: by meaning where that is known, else by words; under 0 it does not."""
        return self.likeness if self.likeness is not None else self.coverage - _BY_CHANCE


class Search(VectorStore):
    """What passages are searched by. `as_retriever()` gives LangChain's Retriever over the same search."""

    @abstractmethod
    def find(self, question: str, k: int = 5) -> list[Hit]:
        """The k best passages, best first; those that have nothing in common with the question are left out."""

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:
        """The best passages as LangChain's documents."""
        return [document(h.passage) for h in self.find(query, k)]

    def similarity_search_with_score(self, *args: Any, **kwargs: Any) -> list[tuple[Document, float]]:
        """The best passages as LangChain's documents with their scores."""
        return [(document(h.passage), h.score) for h in self.find(*args, **kwargs)]

    @classmethod
    def from_texts(
        cls, texts: list[str], embedding: Embeddings, metadatas: list[dict[str, Any]] | None = None, **_: Any
    ) -> Search:
        """A search in process over plain texts."""
        from retrieval.embeddings import Named
        from retrieval.vectors import Computed

        places = metadatas or [{}] * len(texts)
        passages = [
            Passage(str(n), m.get("source", "report"), t, m.get("title", ""))
            for n, (t, m) in enumerate(zip(texts, places, strict=True))
        ]
        return PassageSearch(passages, Computed(Named(embedding, type(embedding).__name__)))


def document(passage: Passage) -> Document:
    """A passage as LangChain's Document; what is not known of its place is left out."""
    return Document(id=passage.id, page_content=passage.text, metadata=passage.place)


class _Words:
    """BM25 over pairs of characters, and the share of a question's terms that a text has."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._tokens = [list(pairs(t)) for t in texts]
        self._sets = [frozenset(t) for t in self._tokens]
        self._frequency = Counter(t for s in self._sets for t in s)

    @cached_property
    def _index(self) -> Any:
        import bm25s

        index = bm25s.BM25(k1=1.2, b=0.6)
        index.index([t or ["∅"] for t in self._tokens], show_progress=False)
        return index

    def scores(self, question: str) -> Scores:
        known = [t for t in pairs(question) if t in self._index.vocab_dict]
        if not known:
            return np.zeros(len(self._tokens))
        return np.asarray(self._index.get_scores(known), dtype=float)

    def coverage(self, terms: Sequence[str], position: int) -> float:
        count = max(1, len(self._sets))
        weights = {t: float(np.log(1 + count / (0.5 + self._frequency.get(t, 0)))) for t in set(terms)}
        total = sum(weights.values()) or 1.0
        return sum(w for t, w in weights.items() if t in self._sets[position]) / total


class _Meanings:
    """The vectors of what passages are found by; an article is as near as the nearest of its everyday questions."""

    def __init__(self, passages: Sequence[Passage], known: dict[str, Vector]) -> None:
        rows = [(n, known[t]) for n, p in enumerate(passages) for t in p.embedded if t in known]
        self.owners = np.asarray([n for n, _ in rows], dtype=np.intp)
        self.matrix = np.stack([v for _, v in rows]) if rows else np.zeros((0, 1), dtype=np.float32)
        self.count = len(passages)

    @cached_property
    def unrelated(self) -> float:
        """The mean nearness of two different texts: its level differs from embedding to embedding."""
        n = len(self.matrix)
        mean = self.matrix.mean(axis=0)
        return float((n * n * mean @ mean - n) / (n * (n - 1))) if n >= _ENOUGH else 1.0

    def nearness(self, question: Vector) -> Scores:
        """The cosine of the nearest text of each passage; -inf for a passage without vectors."""
        out = np.full(self.count, -np.inf)
        if self.matrix.shape[1] == len(question):
            np.maximum.at(out, self.owners, self.matrix @ question)
        return out

    def likeness(self, nearness: float) -> float:
        """Nearness on a scale on which unrelated texts are 0 and the same are 1."""
        return (nearness - self.unrelated) / (1 - self.unrelated) if self.unrelated < 1 else 0.0


class PassageSearch(Search):
    """Searches some passages in process."""

    def __init__(self, passages: Sequence[Passage], vectors: VectorSource | None = None) -> None:
        self.passages = tuple(passages)
        self._vectors = vectors
        self._wanted = {t for p in self.passages for t in p.embedded}
        self._known: dict[str, Vector] = {}
        self._held: _Meanings | None = None

    @cached_property
    def _words(self) -> _Words:
        return _Words([p.indexed for p in self.passages])

    def _meanings(self) -> _Meanings:
        """The vectors at hand; those still missing are asked for again with the next question."""
        missing = self._wanted - self._known.keys()
        found = self._vectors.known(sorted(missing)) if self._vectors is not None and missing else {}
        if found or self._held is None:
            self._known = {**self._known, **found}
            self._held = _Meanings(self.passages, self._known)
        return self._held

    def warm(self) -> None:
        """Does beforehand what the first question would wait for."""
        self._words.scores("公开")
        self._meanings()

    def find(self, question: str, k: int = 5) -> list[Hit]:
        """The k best passages, best first; those that have nothing in common with the question are left out."""
        if not self.passages or not question.strip():
            return []
        lexical = self._words.scores(question)
        asked = self._vectors.question(question) if self._vectors is not None else None
        meanings = self._meanings() if asked is not None else None
        near = meanings.nearness(asked) if meanings is not None and asked is not None else None
        score = fused(lexical, near)
        wordings = [question_terms(question), question_terms(translate(question))]
        out = []
        for i in np.argsort(-score, kind="stable")[: max(k, 0)]:
            known = near is not None and meanings is not None and np.isfinite(near[i])
            likeness = meanings.likeness(float(near[i])) if known and meanings and near is not None else None
            if lexical[i] > 0 or (likeness is not None and likeness > 0):
                coverage = max(self._words.coverage(w, int(i)) for w in wordings)
                out.append(Hit(self.passages[i], round(float(score[i]), 4), coverage, likeness))
        return out


def fused(lexical: Scores, near: Scores | None) -> Scores:
    """Both scores brought to 0…1 and halved; what has no vector is ranked by its words alone."""
    words = _normalised(lexical)
    if near is None or not np.isfinite(near).any():
        return words
    known = np.isfinite(near)
    meaning = words.copy()
    meaning[known] = _normalised(near[known])
    result: Scores = (words + meaning) / 2
    return result


def _normalised(scores: Scores) -> Scores:
    low, high = scores.min(), scores.max()
    result: Scores = (scores - low) / (high - low) if high > low else np.full(len(scores), float(high > 0))
    return result
