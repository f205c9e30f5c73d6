"""The period that the data of a report cover, as introductions state it: 自2023年1月1日起至12月31日止, 2023.1.1—2023.12.31."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import PositiveInt

from data_files import Data, load_data
from reports.dates import YEAR, year_number
from reports.numerals import chinese_integer, half_width
from reports.prose.days import all_dates

_FILE = Path(__file__).resolve().parents[1] / "corpus" / "reading" / "period.toml"
_MONTH = r"(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CLOCK = r"(?:\s*\d{1,2}\s*[:：时点]\s*\d{0,2})?"
_BETWEEN = rf"{_CLOCK}[^。；\d一二三四五六七八九十]{{0,8}}?(?:至|到|—+|-+|－+|~|～)\s*"
_LAST_DAY = rf"(?:年底|年末|年终|(?P<month2>{_MONTH})\s*[月/.\-]\s*(?:(?P<day2>{_DAY})\s*日?|[底末]))"


def _of_year(name: str) -> str:
    """The year before a month, which may be missing; 20231月 has lost something and is none."""
    return rf"(?:(?P<{name}>{YEAR}\s*(?:年度?\s*[（(]?|[/.\-])|[本该当同]年?度?)\s*|(?<!\d))"


def _span(first: str, last: str) -> re.Pattern[str]:
    """From a point in time to another; years may be missing or said in words."""
    return re.compile(f"{_of_year('year1')}{first}{_BETWEEN}{_of_year('year2')}{last}")


# From day to day, from month to month, and 20230101-20231231.
_SPANS = (
    _span(rf"(?P<month1>{_MONTH})\s*[月/.\-]\s*(?P<day1>{_DAY})\s*日?", _LAST_DAY),
    _span(rf"(?P<month1>{_MONTH})\s*月?份?", rf"(?P<month2>{_MONTH})\s*月份?[底末]?(?!\s*\d)"),
    re.compile(
        rf"(?P<year1>{YEAR})[./](?P<month1>\d\d?)\s*[至到—\-~～]+\s*(?P<year2>{YEAR})[./](?P<month2>\d\d?)(?![\d.])"
    ),
    re.compile(
        r"(?P<year1>20\d\d)(?P<month1>\d\d)(?P<day1>\d\d)\s*[至到—\-~～]+\s*(?P<year2>20\d\d)(?P<month2>\d\d)(?P<day2>\d\d)"
    ),
)
# Spans that have a name: 2023年上半年, 2023年度, 2022—2023学年; only just after the word for the period.
_NAMED_SPAN = re.compile(
    rf"^[^。；，,\d]{{0,9}}?(?P<year>{YEAR})\s*(?:[年—\-－~～至]+\s*(?P<next>{YEAR})?\s*)?"
    r"(?P<name>年?度?全年|学年|上半年|下半年|第?一季度[至到—\-~～]+第?四季度|年?度(?=$|[。，,；（(]))"
)
_NAMED_MONTHS = {"上": (1, 6), "下": (7, 12), "学": (9, 8)}
_WINDOW, _BEFORE = 90, 40


class Cues(Data):
    """Words that say that a period follows, with examples that hold one of them and that hold none."""

    statistics: tuple[str, ...]
    data: tuple[str, ...]
    data_within: PositiveInt
    alone: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]


class PeriodWords(Data):
    """corpus/reading/period.toml."""

    all: Cues
    named: Cues


@cache
def period_wordings() -> PeriodWords:
    """How a period is led up to."""
    return load_data(_FILE, PeriodWords)


@cache
def period_cues() -> dict[str, re.Pattern[str]]:
    """The expressions that find what leads up to a period: of all, and of those that name one for certain."""
    words = period_wordings()
    found = {name: _expression(cues) for name, cues in (("all", words.all), ("named", words.named))}
    return {**found, "all": re.compile(f"{found['all'].pattern}|统计数据(?!显示)")}


def _expression(cues: Cues) -> re.Pattern[str]:
    alone, statistics, data = ("|".join(w) for w in (cues.alone, cues.statistics, cues.data))
    return re.compile(f"统计(?:{statistics})|数据.{{0,{cues.data_within}}}(?:{data})|{alone}")


@dataclass(frozen=True)
class StatedPeriod:
    """The first and the last day, and where the words stand in the text."""

    first: date
    last: date
    start: int
    end: int


def period_in(text: str, year: int | None = None) -> StatedPeriod | None:
    """The period that a paragraph states for its data; None where it states none.

    `year` is the one that the report is on, for what is said without one (本年度1月1日至12月31日). Offsets refer to `text`;
    full-width digits keep their places.
    """
    plain = half_width(text)
    cue = period_cues()["all"].search(plain)
    if cue is None:
        return None
    end = cue.start() + _WINDOW
    for span in _SPANS:
        for start in (cue.start(), max(0, cue.start() - _BEFORE)):
            for match in span.finditer(plain, start, end):
                stated = _stated(match, year)
                if stated is not None:
                    return stated
    days = sorted(all_dates(plain[cue.start() : end]))
    if len(days) == 2:  # 截止2023年12月31日（起始2023年1月1日）
        return StatedPeriod(days[0], days[1], cue.start(), min(len(plain), end))
    return _named(plain, cue.end())


def _stated(match: re.Match[str], year: int | None) -> StatedPeriod | None:
    """The period of a match; None where no year is told or the days are none of the calendar."""
    said = match.groupdict()
    first_year, last_year = (_year(said[name]) for name in ("year1", "year2"))
    first_year = first_year or (last_year if said["year1"] is None else None) or year
    last_year = last_year or first_year
    if first_year is None or last_year is None:
        return None
    try:
        month2 = _number(said["month2"]) or 12
        first = date(first_year, _number(said["month1"]) or 0, _number(said.get("day1")) or 1)
        end_of_month = monthrange(last_year, month2)[1] if 1 <= month2 <= 12 else 0
        last = date(last_year, month2, _number(said.get("day2")) or end_of_month)
    except ValueError:
        return None
    return StatedPeriod(first, last, *match.span())


def _year(said: str | None) -> int | None:
    found = re.match(YEAR, said) if said else None
    return year_number(found[0]) if found else None


def _number(said: str | None) -> int | None:
    if said is None:
        return None
    return int(said) if said.isdigit() else 1 if said == "元" else chinese_integer(said)


def _named(plain: str, after: int) -> StatedPeriod | None:
    """A period that has a name, just after the word for it."""
    match = _NAMED_SPAN.match(plain[after : after + _WINDOW])
    first = year_number(match["year"]) if match else None
    if match is None or first is None:
        return None
    begins, ends = _NAMED_MONTHS.get(match["name"][0], (1, 12))
    last = first + 1 if ends < begins else first
    if (match["next"] is not None) != (ends < begins):
        return None
    days = date(first, begins, 1), date(last, ends, monthrange(last, ends)[1])
    return StatedPeriod(*days, after + match.start("year"), after + match.end())


_SOME_DAY = re.compile(
    r"[为是自从：:][^。；]{0,12}\d{2,6}\s*年?[^。；，,]{0,4}\d{1,2}\s*[月日.\-][^。；，,）)]*"
)
# Squares and question marks where a font or an encoding lost the digits.
_LOST_DIGITS = re.compile(r"[□■◻�?？*＊]+(?=\s*[年月日])")


def period_words(text: str) -> str:
    """The words of a period that a text states though it cannot be read as one; empty where it states none."""
    plain = _LOST_DIGITS.sub(lambda m: "0" * len(m[0]), half_width(text))
    named = period_cues()["named"].search(plain)
    if named is None or period_in(text) is not None:
        return ""
    days = _SOME_DAY.search(plain, named.end(), named.end() + _WINDOW)
    return text[days.start() + 1 : days.end()].strip() if days and days.start() - named.end() <= 12 else ""
