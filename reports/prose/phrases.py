"""Patterns with quantities in them: the words are a regular expression, the numbers are read by the reader of quantities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.numerals import half_width
from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Quantity

# Stands for a quantity in a pattern and in the text that it is looked for in; no text has it.
MARK = "\ufffc"


@dataclass(frozen=True)
class Phrase:
    """Where a pattern was found, verbatim, with the quantities at its marks; groups are texts without their numbers."""

    words: str
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    groups: dict[str, str | None]


def _all_that_count(quantity: Quantity) -> bool:
    return True


def find_phrase(
    pattern: re.Pattern[str],
    text: str,
    counted: Callable[[Quantity], bool] = _all_that_count,
    *,
    bare: bool = False,
) -> Phrase | None:
    """The first place of a pattern in a text, as find_phrases reads it; None where there is none."""
    return next(find_phrases(pattern, text, counted, bare=bare), None)


def find_phrases(
    pattern: re.Pattern[str],
    text: str,
    counted: Callable[[Quantity], bool] = _all_that_count,
    *,
    bare: bool = False,
) -> Iterator[Phrase]:
    """The places of a pattern in which each MARK is a quantity with its unit, in digits or in Chinese numerals.

    `counted` says which quantities may stand there; `bare` lets numbers without a unit be some (超过100的).
    """
    taken = [q for q in (quantities(text) if bare else counts(text)) if counted(q) and not q.idiom]
    marked, places, end = "", [], 0
    for quantity in taken:
        marked += half_width(text[end : quantity.start]) + MARK
        places.append(len(marked) - 1)
        end = quantity.end
    marked += half_width(text[end:])
    for match in pattern.finditer(marked):
        inside = [q for q, place in zip(taken, places, strict=True) if match.start() <= place < match.end()]
        start, stop = (_in_text(place, taken, places) for place in match.span())
        yield Phrase(text[start:stop], start, stop, tuple(inside), match.groupdict())


def without_numbers(text: str) -> str:
    """A text without the numbers that count something and their units."""
    out, end = "", 0
    for quantity in counts(text):
        out, end = out + text[end : quantity.start], quantity.end
    return out + text[end:]


def _in_text(place: int, taken: list[Quantity], places: list[int]) -> int:
    """A place of the marked text in the text itself."""
    before = [q for q, at in zip(taken, places, strict=True) if at < place]
    return place + sum(q.end - q.start - 1 for q in before)
