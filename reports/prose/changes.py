"""“新收28件，比2023年的20件增加8件，增长40%”: this year's count, last year's, the difference and the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Quantity
from reports.prose.shares import rounded

_RISES = "增长|增加|上升|提高|提升|增幅|多"
_FALLS = "下降|减少|降低|下跌|回落|降幅|少"
_EARLIER = re.compile(
    r"(?:上年|去年|上一年|20\d\d年)(?:度|同期|全年|末)*(?:的|为|是|共|有|收到|受理|新收|办理|办结|发布|公开|申请|、|各类|政府|信息)*[（(]?$"
)
# Right after what it is compared with: 比年初7200人多1440人, 较改版前的30条增加6条.
_COMPARED_WITH = re.compile(
    rf"(?:比(?![例重率])|较)(?:(?!{_RISES}|{_FALLS})[^，。；、\d（）]){{1,10}}(?<!了)$"
)
_THIS_TIME = r"(?:(?:20\d\d年|今年|本年|本年度|目前|现在)的?)?"
_EARLIER_AFTER = re.compile(
    r"[（(，,](?:上年|去年|上一年|20\d\d年)度?(?:同期|全年)?(?:的|为|是|共|有|收到|受理|新收|仅)*"
)
_REACHED = re.compile(
    rf"(?:(?:{_RISES}|{_FALLS}|扩大|扩展|缩减|精简)(?:至|到|为)|[增升降减扩提]至){_THIS_TIME}$"
)
_AS_RATIO = re.compile(r"(?:是|为|相当于|达到?)[^，。；]{0,20}的$")
_FROM = re.compile(r"(?:由|从)(?:原来|原先|最初|此前|年初)?的?$")
_CHANGED = re.compile(rf"(?P<way>{_RISES}|{_FALLS})(?:了|约|为|达|率)?$")
# Right before what is said of the difference: 比2021年增加.
_SINCE_LAST_YEAR = re.compile(rf"(?:比|较)(?:上年|去年|上一年|20\d\d年)(?:度|同期)?(?:{_RISES}|{_FALLS})了?$")
# A mean is no count that goes on: 户均1.50人，总人数比上年末减少713人.
_MEAN = re.compile("(?:[户人亩场件期次份篇家]均|平均)[一-龥]{0,4}$")
_TOLERANCE = Decimal("0.1")
_LOOK_BACK = 24


@dataclass(frozen=True)
class Change:
    """What a text says of one count in two years; what it does not say is None."""

    now: Quantity
    before: Quantity | None
    difference: Quantity | None
    percent: Quantity | None
    rises: bool

    @property
    def base(self) -> Decimal | None:
        """Last year's count: as stated, or as the stated difference makes it."""
        if self.before is not None:
            return self.before.value
        if self.difference is None:
            return None
        return self.now.value - self.difference.value * (1 if self.rises else -1)

    @property
    def more_than_there_was(self) -> bool:
        """Whether it is said to have grown by more than it is: last year's would have been less than none."""
        return self.before is None and self.difference is not None and self.rises and (self.base or 0) < 0

    def wrong_difference(self) -> Decimal | None:
        """The right difference where the stated one is wrong."""
        if self.before is None or self.difference is None:
            return None
        right = self.now.value - self.before.value
        stated = self.difference.value * (1 if self.rises else -1)
        room = _half_step(self.now) + _half_step(self.before) + _half_step(self.difference)
        return None if abs(right - stated) <= room else right

    def wrong_percent(self) -> Decimal | None:
        """The right percentage (negative for a fall) where the stated one or its direction is wrong."""
        if self.percent is None or not self.base or self.base < 0:
            return None
        stated = self.percent.value * (1 if self.rises else -1)
        now, base = _half_step(self.now), _half_step(self.before) if self.before else Decimal(0)
        least, right, most = (
            rounded((n - b) * 100 / b, self.percent.raw)
            for n, b in (
                (self.now.value - now, self.base + base),
                (self.now.value, self.base),
                (self.now.value + now, max(self.base - base, _TOLERANCE)),
            )
        )
        return None if least - _TOLERANCE <= stated <= most + _TOLERANCE else right


def since_last_year(text: str) -> Iterator[Change]:
    """Counts of a text right after which it is said by how much they differ from last year's: 274条，比上年少11条."""
    read = quantities(text)
    for now, difference in pairwise(read):
        between = text[now.end : difference.start]
        since = _SINCE_LAST_YEAR.search(between)
        if since is not None and now.unit == difference.unit and not re.search("[。；;]", between):
            yield Change(now, None, difference, None, re.search(f"(?:{_RISES})了?$", between) is not None)


def _as_percent(growth: Quantity) -> Quantity:
    """A growth by a multiple as the percentage that it is: 增长2倍 is by 200%."""
    return growth if growth.unit == "%" else replace(growth, value=growth.value * 100)


def _half_step(quantity: Quantity) -> Decimal:
    """How far a count may be from what is written: 1.2万 may be any from 11,500 to 12,500; without 万 it is exact."""
    written = re.search(r"(\d+(?:\.(\d+))?)\s*([万亿])", quantity.raw)
    if not written:
        return Decimal(0)
    unit = {"万": 10_000, "亿": 100_000_000}[written[3]] if quantity.unit != "万元" else 1
    return Decimal(unit) / 2 / Decimal(10) ** len(written[2] or "")


def _depths(text: str) -> list[int]:
    """How many brackets are open at each character."""
    depth, out = 0, []
    for char in text:
        depth += (char in "（(") - (char in "）)")
        out.append(depth)
    return out


def listed(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two counts of a text are items of one list (网络1482件、信函897件): neither is what is compared."""
    between = text[one.end : other.start]
    return "、" in between and not re.search(r"[，,；;。]|共|总|合计", between)


def _whole_of(told: list[Quantity]) -> Quantity | None:
    """The count into which those after it add up: 信息133条，其中动态78条、公告55条，比上年……"""
    for n, quantity in enumerate(told[:-2]):
        if quantity.value == sum(q.value for q in told[n + 1 :]):
            return quantity
    return None


class _Reader:
    """Goes through a sentence's quantities and gathers what belongs to one comparison."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text, self.year, self.depths = text, year, _depths(text)
        self.plain: list[Quantity] = []
        self.now: Quantity | None = None
        self.start: Quantity | None = None
        self.before: Quantity | None = None
        self.difference: Quantity | None = None

    def _left(self, quantity: Quantity) -> str:
        return self.text[max(0, quantity.start - _LOOK_BACK) : quantity.start]

    def _is_earlier(self, quantity: Quantity) -> bool:
        left = self._left(quantity)
        match = _EARLIER.search(left) or _COMPARED_WITH.search(left)
        return match is not None and str(self.year) not in match[0]

    def _subject(self, place: Quantity, unit: str | None) -> Quantity | None:
        """The count that is compared: the last before, not within brackets that were closed since; none of a list."""
        depth = self.depths[place.start]
        fitting = [
            q for q in self.plain
            if self.depths[q.start] <= depth and (unit is None or q.unit == unit)
            and not q.approximate and not _MEAN.search(self._left(q))
        ]  # fmt: skip
        if len(fitting) > 1 and listed(self.text, fitting[-2], fitting[-1]):
            return _whole_of(fitting)
        return fitting[-1] if fitting else None

    def changes(self) -> Iterator[Change]:
        for quantity in counts(self.text):
            left = self._left(quantity)
            changed = _CHANGED.search(left)
            if quantity.unit == "倍" and _AS_RATIO.search(left) and not quantity.approximate:
                yield from self._ratio(quantity)
                self.start = self.before = self.difference = self.now = None
            elif quantity.unit in ("%", "倍", "个百分点"):
                told_as_growth = quantity.unit == "%" or (
                    quantity.unit == "倍" and changed and changed["way"] in _RISES
                )
                if told_as_growth and changed and not quantity.approximate:
                    yield from self._change(_as_percent(quantity), changed["way"])
                self.start = self.before = self.difference = self.now = None
            elif _REACHED.search(left) and (self.start or self.before):
                self.before, self.now, self.start = self.start or self.before, quantity, None
            elif _FROM.search(left):
                # A count “从100件……” is an earlier one only where “增至……” follows.
                self.start = quantity
            elif self._is_earlier(quantity):
                self.before, self.now = quantity, self._subject(quantity, quantity.unit)
            elif changed and self._compared(quantity):
                yield from self._with_difference(quantity, changed["way"])
            elif changed and self.before is not None and self.before.unit == quantity.unit:
                self._derive(self.before, quantity, changed["way"])
            else:
                self.plain.append(quantity)

    def _compared(self, difference: Quantity) -> Quantity | None:
        """The count that a difference belongs to."""
        if self.now is not None and self.now.unit == difference.unit:
            return self.now
        return self._subject(difference, difference.unit)

    def _as_told(self, difference: Quantity, way: str) -> Quantity | None:
        """The count told before that differs so much from the earlier one: 新收申请81件，办结82件。新收数比上年的69件多12件."""
        if self.before is None:
            return None
        value = self.before.value + difference.value * (1 if way in _RISES.split("|") else -1)
        told = reversed(self.plain)
        return next((q for q in told if q.value == value and q.unit == difference.unit), None)

    def _derive(self, before: Quantity, difference: Quantity, way: str) -> None:
        """Takes this year's count from the other two where it is not given (较2022年的168件减少43件)."""
        value = before.value + difference.value * (1 if way in _RISES.split("|") else -1)
        self.now, self.difference = replace(difference, value=value), difference

    def _with_difference(self, quantity: Quantity, way: str) -> Iterator[Change]:
        self.now = self._as_told(quantity, way) or self._compared(quantity)
        self.difference = quantity
        if self.now is None:
            return
        more_than_all = way in _RISES.split("|") and quantity.value > self.now.value
        if self.before is not None or (more_than_all and _SINCE_LAST_YEAR.search(self._left(quantity))):
            yield Change(self.now, self.before, quantity, None, way in _RISES.split("|"))

    def _change(self, percent: Quantity, way: str) -> Iterator[Change]:
        now = self.now or self._subject(percent, None)
        if now is not None and self._based_anew(now, percent):
            self.before = None
        if now is not None and self.before is None and self.difference is None:
            self.before = self._told_after(percent, now)
        known = (self.before or self.difference) is not None
        if now is not None and known and not (self.before and self.before.approximate):
            yield Change(now, self.before, self.difference, percent, way in _RISES.split("|"))

    def _ratio(self, times: Quantity) -> Iterator[Change]:
        """是2022年（64件）的1.25倍: told as the growth that it is, where the text's places leave no room for it."""
        if self.before is None or not self.before.value or self.before.approximate:
            return
        now = self.now or self._subject(times, self.before.unit)
        if now is None:
            return
        digits = times.raw.removesuffix("倍").partition(".")[2]
        room = Decimal(5).scaleb(-len(digits) - 1)
        if abs(now.value / self.before.value - times.value) > room:
            growth = replace(times, value=(times.value - 1) * 100)
            yield Change(now, self.before, None, growth, True)

    def _told_after(self, growth: Quantity, now: Quantity) -> Quantity | None:
        """Last year's count where it follows the percentage: 同比增长2倍（上年6件）."""
        after = next((q for q in counts(self.text) if q.start >= growth.end), None)
        if after is None or after.unit != now.unit or after.approximate:
            return None
        between = self.text[growth.end : after.start]
        return after if _EARLIER_AFTER.fullmatch(between) and str(self.year) not in between else None

    def _based_anew(self, now: Quantity, percent: Quantity) -> bool:
        """Whether the count before the percentage is compared with another one than that of the earlier year."""
        if self.before is None:
            return False
        between = self.text[now.end : percent.start]
        return now.unit != self.before.unit or (
            now.start > self.before.start and bool(re.search(r"上年|去年|上一年|20\d\d年", between))
        )


def changes(sentence: str, year: int | None) -> Iterator[Change]:
    """Every comparison of a count with an earlier year that a sentence states with enough figures to check it."""
    yield from _Reader(sentence, year).changes()
