"""Which clauses of a source hold what a clause of a sentence says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from answering.claims import load_claims
from reports.prose.sentences import pieces_between
from retrieval.terms import pairs

_CLAUSE = pieces_between("，,。；;：:！？!?\n")
_MOST = 3
_GAIN = 2


@dataclass(frozen=True)
class Clause:
    """A clause with the pairs of characters that it is found by, and what stands before it in its sentence."""

    text: str
    terms: frozenset[str]
    before: str


def content(text: str) -> frozenset[str]:
    """What a clause is about: its pairs of characters without the words that change its claim."""
    return frozenset(pairs(load_claims().every.sub(" ", text)))


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order."""
    found = []
    for match in _CLAUSE.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        if match[0].strip():
            found.append(Clause(match[0].strip(), content(match[0]), text[start : match.start()]))
    return tuple(found)


def holders(clause: Clause, source: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses of a source that together say most of a clause, the closest first; none where no two words agree."""
    verbatim = tuple(c for c in source if c.text == clause.text)
    if verbatim:
        return verbatim[:_MOST]
    left, found = set(clause.terms), list[Clause]()
    while len(found) < _MOST and source:
        best = max(source, key=lambda c: (len(left & c.terms), -len(c.terms - clause.terms)))
        if len(left & best.terms) < (_GAIN if found else 1):
            break
        found.append(best)
        left -= best.terms
    return tuple(_what_follows(c, clause, source) for c in found)


def _what_follows(held: Clause, clause: Clause, source: tuple[Clause, ...]) -> Clause:
    """Where a clause only gives the case (能够当场答复的) and the sentence says what holds in it: the clause after it."""
    if not held.text.endswith("的") or clause.text.endswith("的") or "的" not in clause.text:
        return held
    following = source[source.index(held) + 1 :][:1]
    return following[0] if following and following[0].before.endswith(f"{held.text}，") else held


def around(pattern: re.Pattern[str], clause: str, place: int) -> bool:
    """Whether the pattern stands up to five characters before a place of a clause."""
    return bool(pattern.search(clause[max(0, place - 5) : place]))
