"""A draft: sentences whose numbers are slots, whose quotations are spans, whose kind says what may be claimed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Slot:
    """A place that code fills from a fact: its value with the unit, its name, its arithmetic or its verdict."""

    fact: str
    form: str = "value"


@dataclass(frozen=True)
class Span:
    """Words of a passage, article or finding, verbatim; the whole where `end` is None."""

    fact: str
    start: int = 0
    end: int | None = None


Piece = str | Slot | Span


class Kind(StrEnum):
    """What a sentence claims: a fact, that something is not there (confirmed by a search), an opinion, or nothing."""

    FACT = "fact"
    ABSENCE = "absence"
    OPINION = "opinion"
    NOTE = "note"


@dataclass(frozen=True)
class Sentence:
    """Pieces in order; `cites` are facts beside those in slots and spans that the sentence rests on."""

    pieces: tuple[Piece, ...]
    kind: Kind = Kind.FACT
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """An answer before it is rendered; `table` has a heading and rows of pieces, `abstained` where nothing was found.

    `paragraph` where the sentences follow each other on one line.
    """

    sentences: tuple[Sentence, ...]
    table: tuple[tuple[Piece, ...], ...] = ()
    abstained: bool = False
    paragraph: bool = False
