"""Patterns with quantities in them: the words are a regular expression, the numbers are read by the reader of quantities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Kind, Quantity

Counted = Callable[[Quantity], bool]

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


@cache
def of(*kinds: Kind) -> Counted:
    """Takes the quantities of some kinds."""
    return lambda quantity: quantity.kind in kinds


@cache
def in_unit(unit: str) -> Counted:
    """Takes the quantities in a unit."""
    return lambda quantity: quantity.unit == unit


@cache
def exact(*kinds: Kind) -> Counted:
    """Takes the exact quantities of some kinds."""
    return lambda quantity: quantity.kind in kinds and not quantity.approximate


@cache
def exact_in(*units: str) -> Counted:
    """Takes the exact quantities in some units."""
    return lambda quantity: quantity.unit in units and not quantity.approximate


def find_phrase(
    pattern: re.Pattern[str],
    text: str,
    counted: Counted = _all_that_count,
    *,
    bare: bool = False,
) -> Phrase | None:
    """The first place of a pattern in a text, as find_phrases reads it; None where there is none."""
    return next(find_phrases(pattern, text, counted, bare=bare), None)


def find_phrases(
    pattern: re.Pattern[str],
    text: str,
    counted: Counted = _all_that_count,
    *,
    bare: bool = False,
) -> Iterator[Phrase]:
    """The places of a pattern in which each MARK is a quantity with its unit, in digits or in Chinese numerals.

    `counted` says which quantities may stand there; `bare` lets numbers without a unit be some (超过100的).
    """
    marked, taken, places = _marked(text, counted, bare)
    for match in pattern.finditer(marked) if taken or not _needs_a_number(pattern) else ():
        inside = [q for q, place in zip(taken, places, strict=True) if match.start() <= place < match.end()]
        start, stop = (_in_text(place, taken, places) for place in match.span())
        yield Phrase(text[start:stop], start, stop, tuple(inside), match.groupdict())


_NO_SYNTAX = re.compile(r"\\.|\[[^\]]*\]")


@cache
def _needs_a_number(pattern: re.Pattern[str]) -> bool:
    """Whether no text without a MARK can match: a text without numbers need not be looked through for the pattern."""
    return _has_mark(_NO_SYNTAX.sub(" ", pattern.pattern), 0)[0]


def _has_mark(syntax: str, place: int) -> tuple[bool, int]:
    """Whether each alternative up to the end of a group holds a MARK that is not optional, and where the group ends."""
    alternatives = [False]
    while place < len(syntax) and syntax[place] != ")":
        if syntax[place] == "|":
            alternatives.append(False)
            place += 1
            continue
        if syntax[place] == "(":
            denied = syntax.startswith(("(?!", "(?<!"), place)
            inside, place = _has_mark(syntax, place + 1)
            held = inside and not denied
        else:
            held = syntax[place] == MARK
            place += 1
        optional = syntax.startswith(("?", "*", "{0", "{,"), place)
        alternatives[-1] = alternatives[-1] or (held and not optional)
    return all(alternatives), place + 1


# A sentence is gone through by many patterns one after the other.
@lru_cache(maxsize=1024)
def _marked(text: str, counted: Counted, bare: bool) -> tuple[str, tuple[Quantity, ...], tuple[int, ...]]:
    """A text with MARK for each quantity that counts, those quantities, and where their marks stand."""
    taken = tuple(q for q in (quantities(text) if bare else counts(text)) if counted(q) and not q.idiom)
    marked, places, end = "", [], 0
    for quantity in taken:
        marked += text[end : quantity.start] + MARK
        places.append(len(marked) - 1)
        end = quantity.end
    return marked + text[end:], taken, tuple(places)


def without_numbers(text: str) -> str:
    """A text without the numbers that count something and their units."""
    out, end = "", 0
    for quantity in counts(text):
        out, end = out + text[end : quantity.start], quantity.end
    return out + text[end:]


def _in_text(place: int, taken: tuple[Quantity, ...], places: tuple[int, ...]) -> int:
    """A place of the marked text in the text itself."""
    before = [q for q, at in zip(taken, places, strict=True) if at < place]
    return place + sum(q.end - q.start - 1 for q in before)
