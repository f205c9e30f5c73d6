"""The number that a question asks for: where it stands in the question, and its measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from answering.plan.lexicon import any_measure, cut


@dataclass(frozen=True)
class NumberAsked:
    """The place of 多少件 in a question; no measure where none is said (多少, 百分之几)."""

    start: int
    end: int
    measure: str | None = None


@cache
def _wordings() -> re.Pattern[str]:
    return re.compile(
        f"百分之(?:几|多少)|几成|(?P<how_many>多少|几|哪)[万亿余]?[个大]?(?P<measure>{any_measure()})(?!百分)|多少"
    )


def numbers_asked(text: str) -> Iterator[NumberAsked]:
    """The numbers that a folded question asks for, in order; what begins a longer word (多少项目) is no measure."""
    ends: set[int] = set()
    for match in _wordings().finditer(text):
        if match["measure"] is None:
            yield NumberAsked(*match.span())
            continue
        ends = ends or {start + len(word) for word, start, _ in cut(text)}
        if match.end() in ends:
            yield NumberAsked(*match.span(), match["measure"])
        elif match["how_many"] == "多少":
            yield NumberAsked(match.start(), match.start() + 2)


def number_asked(text: str) -> NumberAsked | None:
    """The first number that a folded question asks for."""
    return next(numbers_asked(text), None)
