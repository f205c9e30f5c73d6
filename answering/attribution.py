"""Whether a number of a sentence counts what it counts in the source, and not what another number there counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.prose.comparison import measure
from reports.prose.quantities import counts
from retrieval.terms import pairs

_BREAK = re.compile(r"[，,。；;：:、（）()“”\"\n]")
_ALIKE = 0.6
_BETTER = 0.25
_AFTER = 8


@dataclass(frozen=True)
class Counted:
    """A number with its unit and what it counts: the pairs of characters of the words next to it."""

    value: Decimal
    unit: str
    words: str

    @property
    def terms(self) -> frozenset[str]:
        """What the words are compared by."""
        return frozenset(pairs(self.words))


def counted(text: str) -> Iterator[Counted]:
    """Every number of a text with the words before it in its clause, or where there are none those after it."""
    last = 0
    for quantity in counts(text):
        breaks = [m.end() for m in _BREAK.finditer(text, last, quantity.start)]
        before = text[max([last, *breaks]) : quantity.start].strip()
        after = _BREAK.split(text[quantity.end : quantity.end + _AFTER])[0]
        last = quantity.end
        yield Counted(measure(quantity).value, measure(quantity).unit, before if len(before) > 1 else after)


def _likeness(mine: Counted, theirs: Counted) -> float:
    return len(mine.terms & theirs.terms) / len(mine.terms) if mine.terms else 0.0


def misattributed(sentence: str, source: str) -> str | None:
    """The number that the source gives for something else, in words; None where every number is in its place."""
    there = list(counted(source))
    for mine in counted(sentence):
        same = [t for t in there if t.unit == mine.unit]
        own = max((_likeness(mine, t) for t in same if t.value == mine.value), default=None)
        other = max((_likeness(mine, t) for t in same if t.value != mine.value), default=0.0)
        if own is not None and other >= _ALIKE and other > own + _BETTER:
            return f"“{mine.words}”在材料中不是{mine.value}{mine.unit}"
    return None
