"""The period that the data of a report cover, as introductions state it: 自2023年1月1日起至12月31日止, 2023.1.1—2023.12.31."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reports.dates import YEAR, all_dates
from reports.numerals import half_width

_CUE = re.compile(
    r"统计(?:期|时限|时间|区间|周期|时段|范围|日期|数据(?!显示)|起始)|报告期|数据.{0,12}(?:时间|期限|期间|截至|截止|时限|时段|区间|周期|范围|跨度)|所列数据|数据期限|年度数据"
)
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"{_NUMBER}\s*[月/.\-]\s*{_NUMBER}\s*日?"
_BETWEEN = r"[^。；\d一二三四五六七八九十]{0,8}?(?:至|到|—+|-+|－+|~|～)\s*(?:同年|当年)?\s*"
_RANGE = re.compile(
    rf"(?P<year>{YEAR})\s*(?:年度?\s*[（(]?|[/.\-])\s*(?P<first>{_DAY}){_BETWEEN}(?P<last>(?:{YEAR}\s*[年/.\-]\s*)?{_DAY})"
)
_WINDOW, _BEFORE = 90, 40


@dataclass(frozen=True)
class StatedPeriod:
    """The first and the last day, and where the words stand in the text."""

    first: date
    last: date
    start: int
    end: int


def period_in(text: str) -> StatedPeriod | None:
    """The period that a paragraph states for its data; None where it states none.

    Offsets refer to `text`; full-width digits keep their places.
    """
    plain = half_width(text)
    cue = _CUE.search(plain)
    if cue is None:
        return None
    match = _RANGE.search(plain, cue.start(), cue.start() + _WINDOW)
    match = match or _RANGE.search(plain, max(0, cue.start() - _BEFORE), cue.start() + _WINDOW)
    if match:
        ends = [_dated(match[name], match["year"]) for name in ("first", "last")]
        if ends[0] and ends[1]:
            return StatedPeriod(ends[0], ends[1], *match.span())
    window = plain[cue.start() : cue.start() + _WINDOW]
    days = sorted(all_dates(window))
    if len(days) != 2:  # 截止2023年12月31日（起始2023年1月1日）
        return None
    return StatedPeriod(days[0], days[1], cue.start(), min(len(plain), cue.start() + _WINDOW))


_NAMED = re.compile(
    r"统计(?:期限?|时限|时间|区间|周期|时段|起止)|报告期|数据.{0,8}(?:期限|时限|时段|区间|周期)"
)
_SOME_DAY = re.compile(
    r"[为是自从：:][^。；]{0,12}\d{2,6}\s*年?[^。；，,]{0,4}\d{1,2}\s*[月日.\-][^。；，,）)]*"
)


def period_words(text: str) -> str:
    """The words of a period that a text states though it cannot be read as one; empty where it states none."""
    plain = half_width(text)
    named = _NAMED.search(plain)
    if named is None or period_in(text) is not None:
        return ""
    days = _SOME_DAY.search(plain, named.end(), named.end() + _WINDOW)
    return text[days.start() + 1 : days.end()].strip() if days and days.start() - named.end() <= 12 else ""


def _dated(day: str, year: str) -> date | None:
    """A day, in the given year where it states none itself."""
    full = day if re.match(YEAR, day) else f"{year}年{day}"
    return next(iter(all_dates(full)), None)
