"""Text reduced to what it is compared by: characters pairs and numbers, with everyday words translated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from retrieval.synonyms import stop_words, synonyms

_RUN = re.compile(r"[一-鿿]+|[a-z]+|\d+(?:\.\d+)?")


def fold_text(text: str) -> str:
    """The text in half width and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def expand(text: str) -> str:
    """A question with the domain's terms for the everyday words that it uses added at the end."""
    extra = [s.term for s in synonyms().pairs if any(word in text for word in s.said)]
    return " ".join((text, *extra))


def translate(text: str) -> str:
    """A question with the everyday words that it uses replaced by the domain's terms."""
    for said, term in ((s.said, s.term) for s in synonyms().pairs):
        for word in sorted(said, key=len, reverse=True):
            if word in text and term not in text:
                text = text.replace(word, f" {term} ")
                break
    return text


def pairs(text: str) -> Iterator[str]:
    """Pairs of neighbouring characters within Chinese runs, whole Latin words and numbers."""
    for match in _RUN.finditer(fold_text(text)):
        run = match[0]
        if run[0].isascii() or len(run) == 1:
            yield run
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))


@cache
def _filler() -> re.Pattern[str]:
    return re.compile("|".join(stop_words().filler))


def without_filler(text: str) -> str:
    """A text without what every question has (请问, 什么, 吗)."""
    return _filler().sub(" ", fold_text(text))


def question_terms(question: str) -> list[str]:
    """The terms of what a question is about."""
    found = list(pairs(without_filler(question)))
    return found or list(pairs(question))


def words(text: str) -> list[str]:
    """The words of a text, in half width and lower case."""
    import rjieba

    return [w.strip() for w in rjieba.cut(fold_text(text)) if w.strip()]
