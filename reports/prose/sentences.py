"""Sentences with the paragraph they stand in, and quotations cut out of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reports.model import Paragraph

SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?[”』」）]?")
_WHOLE = re.compile(r"[^。！？\n]+[。！？]?[”』」）]?")

# The comma of 1,204 parts nothing.
_THOUSANDS = r"(?<=\d)[,，](?=\d{3}(?!\d))"


def pieces_between(marks: str) -> re.Pattern[str]:
    """A pattern for the longest pieces of a text without any of the marks; a comma within a number is none."""
    return re.compile(rf"(?:[^{marks}]|{_THOUSANDS})+")


# What stands between any two marks, one item of a list by itself.
SMALLEST_PIECE = pieces_between("，,；;。：:（）()、")


@dataclass(frozen=True)
class Sentence:
    """A sentence (or a part ended by a semicolon) and where it begins in its paragraph."""

    text: str
    paragraph: Paragraph
    start: int


def sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """Every sentence of the paragraphs, in order."""
    return _cut(paragraphs, SENTENCE)


def whole_sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """Every sentence of the paragraphs with all its parts, which semicolons do not divide."""
    return _cut(paragraphs, _WHOLE)


def _cut(paragraphs: Iterable[Paragraph], pattern: re.Pattern[str]) -> Iterator[Sentence]:
    for paragraph in paragraphs:
        yield from _cut_one(paragraph, pattern)


# Two dozen rules ask for the sentences of the same report, one after the other.
@lru_cache(maxsize=2048)
def _cut_one(paragraph: Paragraph, pattern: re.Pattern[str]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(text, paragraph, match.start() + len(match[0]) - len(match[0].lstrip()))
        for match in pattern.finditer(paragraph.text)
        if (text := match[0].strip())
    )


def clip(text: str, start: int, end: int, around: int = 18) -> str:
    """The words around a place, verbatim; cut at sentence ends where they are near."""
    left = max(0, start - around)
    right = min(len(text), end + around)
    for mark in "。；！？\n":
        cut = text.rfind(mark, left, start)
        left = max(left, cut + 1)
        stop = text.find(mark, end, right)
        right = stop if stop >= 0 else right
    return text[left:right].strip()
