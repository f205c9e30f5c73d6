"""What a question says that a share is above or below: 过了三成, 不到一半, 超过90%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.prose.comparison import measure
from reports.prose.phrases import MARK, find_phrase, of
from reports.prose.quantity import Kind


@dataclass(frozen=True)
class Threshold:
    """The words of a claim on a share, and the percentage that it is said to be above, or not above, or below."""

    said: str
    percent: Decimal
    above: bool

    def holds(self, share: Decimal) -> bool:
        """Whether a share is as said; 没过半 holds for half, 不到一半 does not."""
        if self.above:
            return share > self.percent
        return share <= self.percent if "过" in self.said else share < self.percent


_THRESHOLD = re.compile(
    r"(?P<way>(?<!有)没(?:有)?(?:超)?过|未(?:超)?过|不到|不足|没到|低于|少于|超过|超出|高于|多于|大于|过)了?"
    rf"(?:(?P<half>半(?!年)|一半|半数)|{MARK}(?P<more>半)?)"
)
_BELOW = re.compile("没|未|不|低|少")
_HALF, _MORE = Decimal(50), Decimal(5)


def threshold_claimed(question: str) -> Threshold | None:
    """What a question says, or was told, that a share is above or below; None where it says nothing of the kind."""
    found = find_phrase(_THRESHOLD, question, of(Kind.PERCENT, Kind.TENTHS), bare=True)
    if found is None:
        return None
    percent = _HALF if found.groups["half"] else measure(found.quantities[0]).value
    if found.groups["more"]:
        percent += _MORE
    return Threshold(found.words, percent, not _BELOW.search(found.groups["way"] or ""))
