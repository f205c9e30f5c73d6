"""Typed facts that the operations of a plan gather: each with an id and a place that can be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from answering.plan.operations import CellPath
from review.finding import Finding


@dataclass(frozen=True)
class CellFact:
    """A number of a table: the sum of its cells; `value` is None where every cell is blank."""

    id: str
    report: str
    name: str
    value: Decimal | None
    unit: str
    cells: tuple[CellPath, ...]
    blank: tuple[CellPath, ...] = ()


@dataclass(frozen=True)
class ProseFact:
    """A number that a clause of the prose gives, with the clause as a span of its paragraph."""

    id: str
    report: str
    name: str
    value: Decimal | None
    unit: str
    section: str | None
    paragraph: int
    start: int
    text: str


@dataclass(frozen=True)
class Computed:
    """What code made of other facts (`of` are their ids), with its arithmetic and, where asked, a verdict."""

    id: str
    name: str
    value: Decimal | None
    unit: str
    arithmetic: str
    of: tuple[str, ...]
    verdict: str = ""


@dataclass(frozen=True)
class PassageFact:
    """Words of a report: a span of a paragraph; `surely` where they say what was asked and not only something near."""

    id: str
    report: str
    section: str | None
    paragraph: int
    start: int
    text: str
    surely: bool = True
    page: int | None = None


@dataclass(frozen=True)
class FindingFact:
    """A finding of the review."""

    id: str
    report: str
    finding: Finding


@dataclass(frozen=True)
class ArticleFact:
    """An article of the Regulation, or a section of the fee standard (number None), with the words that answer."""

    id: str
    number: int | None
    title: str
    chapter: str | None
    text: str
    gloss: str = ""


@dataclass(frozen=True)
class StatedFact:
    """What a report says of itself."""

    id: str
    report: str
    name: str
    value: str
    quote: str
    paragraph: int | None


@dataclass(frozen=True)
class Silence:
    """A confirmed absence: what was looked for, in which report, and where it was looked for."""

    id: str
    report: str
    what: str
    searched: str


Fact = CellFact | ProseFact | Computed | PassageFact | FindingFact | ArticleFact | StatedFact | Silence
Valued = CellFact | ProseFact | Computed


def number_of(fact: Valued) -> Decimal:
    """The number of a fact that is known; raises a ValueError where it is not: an unknown is no zero."""
    if fact.value is None:
        raise ValueError(f"{fact.name} is not known")
    return fact.value


F = TypeVar("F", CellFact, ProseFact, Computed, PassageFact, FindingFact, ArticleFact, StatedFact, Silence)


class Facts:
    """The facts of one answer by id, in the order in which they were found; the same fact twice is one."""

    def __init__(self) -> None:
        self._by_id: dict[str, Fact] = {}

    def add(self, fact: F) -> F:
        """The fact with its id (f1, f2, …); the known one where it was there already."""
        for known in self._by_id.values():
            if type(known) is type(fact) and replace(fact, id=known.id) == known:
                return known
        numbered = replace(fact, id=f"f{len(self._by_id) + 1}")
        self._by_id[numbered.id] = numbered
        return numbered

    def __getitem__(self, key: str) -> Fact:
        return self._by_id[key]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)
