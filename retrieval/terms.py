"""Text reduced to what it is compared by: characters pairs and numbers, with everyday words translated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data_files import Data, load_data

_SYNONYMS = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "synonyms.toml"
_RUN = re.compile(r"[一-鿿]+|[a-z]+|\d+(?:\.\d+)?")
_FILLER = re.compile(
    r"请问|请告诉我|我想知道|我想问|想了解一下|想问一下|能不能告诉我|告诉我|麻烦|一下|到底|究竟|其实|一般|通常|的话|"
    r"是不是|有没有|是什么|是多少|什么|哪些|哪个|哪里|怎么样|怎么|怎样|如何|吗|呢|吧|啊|呀|么|的|了|是|在|会|能|我|你|他|要|这|那|个"
)


class Synonym(Data):
    """Everyday words, and the domain's term for them."""

    said: tuple[str, ...]
    term: str


class Synonyms(Data):
    """corpus/lexicon/synonyms.toml."""

    pairs: tuple[Synonym, ...]


@cache
def synonyms() -> tuple[Synonym, ...]:
    """Every pair, in the order of the file."""
    return load_data(_SYNONYMS, Synonyms).pairs


def fold_text(text: str) -> str:
    """The text in half width and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def expand(text: str) -> str:
    """A question with the domain's terms for the everyday words that it uses added at the end."""
    extra = [s.term for s in synonyms() if any(word in text for word in s.said)]
    return " ".join((text, *extra))


def translate(text: str) -> str:
    """A question with the everyday words that it uses replaced by the domain's terms."""
    for said, term in ((s.said, s.term) for s in synonyms()):
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


def without_filler(text: str) -> str:
    """A text without what every question has (请问, 什么, 吗)."""
    return _FILLER.sub(" ", fold_text(text))


def question_terms(question: str) -> list[str]:
    """The terms of what a question is about."""
    found = list(pairs(without_filler(question)))
    return found or list(pairs(question))


def words(text: str) -> list[str]:
    """The words of a text, in half width and lower case."""
    import rjieba

    return [w.strip() for w in rjieba.cut(fold_text(text)) if w.strip()]
