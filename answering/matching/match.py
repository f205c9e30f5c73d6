"""The sentences that answer a question, of one report: how surely, and what is said where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answering.hostile import poses_as_instruction
from answering.matching.scoring import Question, calibration, probability
from answering.matching.told import Told, ToldIndex
from reports.prose.sentences import Sentence

_CANDIDATES = 10


@dataclass(frozen=True)
class Match:
    """A sentence with how probable it is that it answers, and how much of the question it says and no sentence does.

    `offers`: it has the kind of thing that is wanted; `counts`: a number there counts what is asked after.
    """

    told: Told
    probability: float
    said: float
    unknown: float
    offers: bool
    counts: bool

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.told.sentence

    @property
    def is_sure(self) -> bool:
        """Whether it is the answer."""
        return self.probability >= calibration().surely

    @property
    def is_probable(self) -> bool:
        """Whether it is most probably the answer; where the report nowhere says what is asked after, only surely."""
        fitted = calibration()
        least = fitted.probably if self.unknown <= fitted.unknown else fitted.strangely
        return self.probability >= least


@lru_cache(maxsize=64)
def _read(question: str, index: ToldIndex) -> Question:
    return Question(question, index)


def matches(question: str, index: ToldIndex) -> list[Match]:
    """The sentences of a report that come nearest to a question, the most probable answer first."""
    asked = _read(question, index)
    if not asked.words:
        return []
    nearest = sorted(index.told, key=lambda t: -asked.lexical(t))[:_CANDIDATES]
    found = [
        Match(
            t,
            probability(signs := asked.signs(t)),
            signs.said,
            signs.unknown,
            signs.is_offered,
            bool(signs.counted),
        )
        for t in nearest
        if not poses_as_instruction(t.sentence.text)
    ]
    return sorted(found, key=lambda m: -m.probability)


def likelihood(question: str, index: ToldIndex, quotes: Sequence[str]) -> float:
    """How probable it is that words which an answer quotes answer a question; 0 where they are no sentence of the prose."""
    asked = _read(question, index)
    own = [t for t in index.told if any(t.sentence.text in q or q in t.sentence.text for q in quotes)]
    return max((probability(asked.signs(t)) for t in own), default=0.0)
