"""What a question says that a share is above or below: 过了三成, 不到一半, 超过90%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import chinese_integer


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
    r"(?P<way>没(?:有)?(?:超)?过|未(?:超)?过|不到|不足|没到|低于|少于|超过|超出|高于|多于|大于|过)了?"
    r"(?:(?P<half>半(?!年)|一半|半数)|(?P<tenths>[一二三四五六七八九])成(?P<more>半)?|(?P<percent>\d+(?:\.\d+)?)[%％]|百分之(?P<spoken>[一二三四五六七八九十]+))"
)
_BELOW = re.compile("没|未|不|低|少")
_HALF, _TENTH, _MORE = Decimal(50), Decimal(10), Decimal(5)


def threshold_claimed(question: str) -> Threshold | None:
    """What a question says, or was told, that a share is above or below; None where it says nothing of the kind."""
    match = _THRESHOLD.search(question)
    if match is None:
        return None
    value = _HALF
    if match["tenths"]:
        value = Decimal(chinese_integer(match["tenths"]) or 0) * _TENTH + (_MORE if match["more"] else 0)
    elif match["percent"]:
        value = Decimal(match["percent"])
    elif match["spoken"]:
        value = Decimal(chinese_integer(match["spoken"]) or 0)
    return Threshold(match[0], value, not _BELOW.search(match["way"]))
