"""A quantity of Chinese prose: a number as written with what it counts, and how it bounds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a number is: it counts, is money, an ordinal, a part of a whole …"""

    COUNT = "count"
    MONEY = "money"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINTS = "points"
    TENTHS = "tenths"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    SCORE = "score"
    DURATION = "duration"
    DATE = "date"
    DOCUMENT = "document"
    NUMBER = "number"
    SPOKEN = "spoken"


class Bound(StrEnum):
    """How a number bounds what it tells: exactly, about, at least, just below, at most, between two."""

    EXACT = "exact"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"
    AT_MOST = "at most"
    RANGE = "range"


@dataclass(frozen=True)
class Quantity:
    """A number as written, with its unit; `start` is where the number begins (约 before it is in `raw` only).

    `value` counts in the unit (3.6万件 is 36,000 件; 万元 stays the unit), `magnitude` is 万, 亿 … as written. `upto` is the
    other end of a range. `idiom` marks a manner of speaking (一项重要任务). `day` is year, month and day of a date, each
    None where it is not said.
    """

    raw: str
    value: Decimal
    unit: str
    bound: Bound
    start: int
    end: int
    kind: Kind = Kind.COUNT
    magnitude: str = ""
    upto: Decimal | None = None
    idiom: bool = False
    day: tuple[int | None, int | None, int | None] | None = field(default=None)

    @property
    def approximate(self) -> bool:
        """Whether the number is not exact: it takes no part in sums."""
        return self.bound is not Bound.EXACT
