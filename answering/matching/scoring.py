"""How surely a sentence answers a question: what speaks for it, as numbers, weighed as was fitted on question sets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from answering.evidence.spoken_numbers import counts_in_words
from answering.evidence.statements import denies
from answering.matching.told import Told, ToldIndex
from answering.matching.wanted import ANYTHING, NUMBER, kind_wanted, numbers_wanted, offers
from answering.plan.kinds import answers_the_kind
from answering.plan.words import Word, shared_places
from data_files import Data, load_data
from retrieval.terms import fold_text, question_terms, translate

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "matching.toml"


# How much of a question a clause with a number must say to count what is asked after.
_COUNTED = 0.5


@dataclass(frozen=True)
class Signs:
    """What speaks for a sentence, each 0 to 1.

    said: the question's words in the sentence, by weight; around: with headings and the sentence before; rarest: the
    word of the question that the fewest sentences say; unknown: how much of it no sentence of the report says; pairs: pairs of characters, by how rare they are; offered, fits: the kind of thing
    that is wanted; counted: whether what a number counts is what is asked after; close: how much of the question the clause says that offers it.
    """

    said: float
    around: float
    rarest: float
    unknown: float
    pairs: float
    offered: float
    fits: float
    close: float
    counted: float = 1.0

    @property
    def is_offered(self) -> bool:
        """Whether the wanted kind of thing is there."""
        return bool(self.offered and self.fits)


class Weights(Data):
    """What each sign weighs."""

    said: float
    around: float
    rarest: float
    unknown: float
    pairs: float
    offered: float
    fits: float
    close: float


class Calibration(Data):
    """corpus/lexicon/matching.toml: a weight for each sign, and from which probability on an answer is sure or probable.

    `not_offered` is what is left of the probability where the wanted kind of thing is not there at all; where more than
    `unknown` of a question is said nowhere in the report, `strangely` takes the place of `probably`.
    """

    made: str
    weights: Weights
    constant: float
    not_offered: float
    unknown: float
    strangely: float
    surely: float
    probably: float


@cache
def calibration() -> Calibration:
    """The fitted weights."""
    return load_data(_FILE, Calibration)


def probability(signs: Signs) -> float:
    """How probable it is that a sentence with these signs answers."""
    fitted = calibration()
    total = fitted.constant + sum(weight * getattr(signs, name) for name, weight in fitted.weights)
    likely = 1 / (1 + math.exp(-total))
    return likely if signs.is_offered and signs.counted else likely * fitted.not_offered


class Question:
    """A question read once, to be held against the sentences of one report."""

    def __init__(self, text: str, index: ToldIndex) -> None:
        self.text = text
        self.kind = kind_wanted(text)
        self._index = index
        self.words = index.narrative.words(text)
        self._weights = [index.narrative.weight(w) for w in self.words]
        self._folded = fold_text(text)
        self._terms = list(dict.fromkeys((*question_terms(text), *question_terms(translate(text)))))

    @cached_property
    def _rarest(self) -> Word | None:
        """The word that the fewest sentences say, a verb too (谁分管); None where the question has none that any says."""
        counts = self._index.narrative.sentences_saying
        said = [(n, w) for w in self.words if len(w.text) > 1 and not w.is_year and (n := counts(w))]
        return min(said, key=lambda t: t[0])[1] if said else None

    @cached_property
    def _unknown(self) -> float:
        """How much of the question no sentence of the report says."""
        telling = [(w, s) for w, s in zip(self.words, self._weights, strict=True) if w.is_telling]
        spelt = shared_places(self._folded, self._index.text)
        gone = sum(
            s for w, s in telling
            if not w.is_light and not w.spelt_at(spelt) and not self._index.narrative.says(w)
        )  # fmt: skip
        return gone / sum(s for _, s in telling) if gone else 0.0

    def lexical(self, told: Told) -> float:
        """A first order, by words alone."""
        near = self._index.share(self._terms, told)
        said = self._share(self.words, self._weights, told.folded, 0.0, told.context)
        return said + 0.5 * near + 0.15 * offers(self.text, self.kind, told.sentence.text)

    def signs(self, told: Told) -> Signs:
        """What speaks for a sentence."""
        text = told.sentence.text
        return Signs(
            said=self._share(self.words, self._weights, told.folded),
            around=self._share(self.words, self._weights, told.folded, 0.7, told.context),
            rarest=1.0 if self._rarest is None else self._said(self._rarest, told.folded),
            unknown=self._unknown,
            pairs=self._index.share(self._terms, told),
            offered=float(self._offers(text)),
            fits=float(answers_the_kind(self.text, text)),
            close=self._close(told),
            counted=float(self._counts(told)),
        )

    def _offers(self, text: str) -> bool:
        """Whether words offer what is wanted, a number in words (两个科室) too."""
        spoken = self.kind == NUMBER and counts_in_words(self.text, text, self.words)
        return spoken or offers(self.text, self.kind, text)

    def _counts(self, told: Told) -> bool:
        """Whether a number of a sentence counts what is asked after; of other kinds of things that is not asked."""
        if self.kind != NUMBER or counts_in_words(self.text, told.sentence.text, self.words):
            return True
        return (
            denies(told.sentence.text, self.words) or self._coverage.get(id(told.sentence), 0.0) >= _COUNTED
        )

    @cached_property
    def _coverage(self) -> dict[int, float]:
        """Of each sentence with a number of the wanted kind how much of the question its best clause says."""
        out: dict[int, float] = {}
        for ranked in self._index.narrative.numbers(self.text, self.words):
            key = id(ranked.sentence)
            out[key] = max(out.get(key, 0.0), ranked.coverage)
        return out

    def _close(self, told: Told) -> float:
        """How much of the question the best clause says that offers what is wanted."""
        if self.kind == ANYTHING:
            return 0.0
        pieces = told.clauses
        offering = [p for p in pieces if offers(self.text, self.kind, p)]
        if self.kind == NUMBER and not any(numbers_wanted(self.text, p) for p in offering):
            offering = []
        return max((self._share(self.words, self._weights, fold_text(p)) for p in offering), default=0.0)

    def _share(
        self, words: Sequence[Word], weights: Sequence[float], text: str, less: float = 0.0, around: str = ""
    ) -> float:
        total = sum(weights)
        if not total:
            return 0.0
        places = shared_places(self._folded, text)
        beside = shared_places(self._folded, around) if less else set()
        said = 0.0
        for word, weight in zip(words, weights, strict=True):
            own = max(word.said_in(text), word.spelt_at(places))
            other = less * max(word.said_in(around), word.spelt_at(beside)) if less else 0.0
            said += weight * max(own, other)
        return said / total

    def _said(self, word: Word, text: str) -> float:
        return max(word.said_in(text), word.spelt_at(shared_places(self._folded, text)))
