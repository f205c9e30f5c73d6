"""A sentence while code settles its parts: what is found to be so goes out of it, what is found not to be so is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from answering.evidence.held import Held
from answering.with_model.material import Piece
from answering.with_model.slots import Filled, slots_in
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity

_COUNTED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.DURATION, Kind.NUMBER, Kind.TENTHS)


@dataclass(frozen=True)
class Said:
    """A number of a sentence in its place: one of its slots, or one that it writes itself."""

    start: int
    end: int
    value: Decimal
    unit: str
    fill: Filled | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True)
class Claim:
    """What is left of a sentence to be borne out, with a sign for each slot, and why it may not be said."""

    text: str
    fills: tuple[Filled, ...]
    rests: tuple[Piece, ...]
    question: str
    helds: tuple[Held, ...] = ()
    failures: tuple[str, ...] = ()

    def without(self, *places: tuple[int, int]) -> Claim:
        """The claim less some of its words."""
        text = self.text
        for start, end in sorted(places, reverse=True):
            text = text[:start] + text[end:]
        return replace(self, text=text)

    def wrong(self, why: str) -> Claim:
        """The claim with a reason why it may not be said."""
        return replace(self, failures=(*self.failures, why))

    @property
    def numbers(self) -> list[Said]:
        """Its numbers in order; manners of speaking, dates and ordinals are none."""
        own = [
            Said(q.start, q.end, q.value, q.unit, quantity=q)
            for q in quantities(self.text)
            if q.kind in _COUNTED and not q.idiom
        ]
        slots = [
            Said(at, at + 1, self.fills[n].found.number, self.fills[n].unit, self.fills[n])
            for at, n in slots_in(self.text)
        ]
        return sorted([*own, *slots], key=lambda s: s.start)

    def cited(self, letter: str) -> tuple[Piece, ...]:
        """The pieces of a kind that it rests on."""
        return tuple(p for p in self.rests if p.id[0] == letter)

    @property
    def source(self) -> str:
        """The texts that it rests on."""
        return "\n".join(p.text for p in self.rests)


Settler = Callable[[Claim], Claim]


def settled(claim: Claim, settlers: Iterable[Settler]) -> Claim:
    """The claim after each of them."""
    for settle in settlers:
        claim = settle(claim)
    return claim


def each(
    claim: Claim, pattern: re.Pattern[str], holds: Callable[[re.Match[str]], bool | None], why: str
) -> Claim:
    """What a pattern finds goes where it holds, is told where it does not, and stays where that is not known."""
    gone: list[tuple[int, int]] = []
    for match in pattern.finditer(claim.text):
        true = holds(match)
        if true is False:
            claim = claim.wrong(why.format(match[0]))
        elif true:
            gone.append(match.span())
    return claim.without(*gone)
