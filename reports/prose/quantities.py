"""Quantities in Chinese prose: every number as written, with value, magnitude, unit, kind and bound.

This is the only reader of numbers in prose. Review, answers, the checking of a model's sentences and of polished letters
all use it, so that a number cannot be one thing to one of them and another to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from reports.dates import year_number
from reports.numerals import half_width, written_number
from reports.prose.numerals import numeral, scaled
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.units import load_units
from reports.prose.writings import writings


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order, none overlapping another; every digit of the text stands in one of them.

    Offsets refer to `text`; full-width digits keep their places.
    """
    return _read(text)


_COUNTED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE)


def counts(text: str) -> Iterator[Quantity]:
    """The quantities that can be added up or compared with a table; ordinals, dates and manners of speaking are left out."""
    return iter(_counting(text))


@lru_cache(maxsize=8192)
def _counting(text: str) -> tuple[Quantity, ...]:
    return tuple(q for q in _read(text) if q.kind in _COUNTED and not q.idiom)


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[Quantity, ...]:
    plain = half_width(text)
    found = [q for m in writings().finditer(plain) if (q := _quantity(plain, m)) is not None]
    return tuple(_joined(plain, found))


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if match["none"]:
        return None
    if match["plan"]:
        return _special(match, Kind.SPOKEN, Decimal(0), match[0])
    if match["document"]:
        return _special(
            match, Kind.DOCUMENT, Decimal(re.findall(r"\d+", match[0])[-1]), re.sub(r"\D", " ", match[0])
        )
    if match["item"]:
        return _special(match, Kind.NUMBER, Decimal(match[0]), "")
    if match["date"]:
        return _date(match)
    if match["part"]:
        return _fraction(match)
    if match["ordinal"]:
        read = numeral(match["ordinal"])
        return None if read is None else _special(match, Kind.ORDINAL, read[0], match["of"] or "")
    return _counted(text, match)


def _special(match: re.Match[str], kind: Kind, value: Decimal, unit: str) -> Quantity:
    return Quantity(match[0], value, unit, Bound.EXACT, match.start(), match.end(), kind)


def _date(match: re.Match[str]) -> Quantity:
    year, month, day = (
        match["y"] or match["y2"] or match["y3"], match["m"] or match["m3"], match["d"] or match["d3"],
    )  # fmt: skip
    parts = (year_number(year) if year else None, _small(month), _small(day))
    value = Decimal((parts[0] or 0) * 10_000 + (parts[1] or 0) * 100 + (parts[2] or 0))
    unit = "日" if parts[2] else "月" if parts[1] else "年"
    return Quantity(
        match[0], value, unit, Bound.EXACT, match.start(), match.end(), Kind.DATE, day=parts
    )  # fmt: skip


def _small(text: str | None) -> int | None:
    value = written_number(text) if text else None
    return None if value is None else int(value)


def _fraction(match: re.Match[str]) -> Quantity | None:
    whole, part = numeral(match["whole"]), numeral(match["part"])
    if whole is None or part is None or not whole[0]:
        return None
    bound = Bound.ABOVE if match["more"] else _bounds_before().get(match["bound"], Bound.EXACT)
    place = (bound, match.start("whole"), match.end())
    if whole[0] == 100:
        return Quantity(match[0], part[0], "%", *place, Kind.PERCENT)
    return Quantity(match[0], part[0] / whole[0], "", *place, Kind.FRACTION)


def _counted(text: str, match: re.Match[str]) -> Quantity | None:
    number, unit = match["number"], match["unit"] or ""
    read, spoken = numeral(number), not number[0].isdigit()
    if read is None or number in ("〇", "○", "亿", "万", "零"):
        return None
    kind = _kind(text, match, unit, spoken)
    if kind is None:
        return None
    scale = (match["scale"] or "") + (match["scale2"] or "")
    magnitude = scale or (number[-1] if number[-1] in "万亿" else "")
    if kind is Kind.MONEY and scale and scale[-1] in "万亿" and unit == "元":
        unit, scale = scale[-1] + unit, scale[:-1]
    end = (
        match.end("unit")
        if match["unit"]
        else max(match.end("number"), match.end("inside"), match.end("scale"), match.end("scale2"))
    )
    if not unit and kind is Kind.SPOKEN:
        unit, end = text[end : end + 1], end + 1
    times = scaled(scale)
    bound = Bound.RANGE if read[1] is not None else _bound(match, kind)
    return Quantity(
        text[match.start() : end], read[0] * times, "%" if unit == "％" else unit, bound, match.start("number"), end, kind, magnitude,
        None if read[1] is None else read[1] * times, _is_idiom(text, match, kind, end),
    )  # fmt: skip


@cache
def _kinds() -> dict[str, Kind]:
    units = load_units()
    named = {
        Kind.COUNT: (*units.count, *units.count_after_digits), Kind.MONEY: units.money, Kind.PERCENT: units.percent,
        Kind.POINTS: units.points, Kind.TENTHS: units.tenths, Kind.MULTIPLE: units.multiple, Kind.SCORE: units.score,
        Kind.DURATION: units.duration, Kind.ORDINAL: units.ordinal_alone,
    }  # fmt: skip
    return {word: kind for kind, words in named.items() for word in words}


_YEAR_NUMBER = re.compile(r"(?:19|20)\d\d")
_NO_TENTHS = re.compile("[立为效果员功本都长绩因品就]")


def _kind(text: str, match: re.Match[str], unit: str, spoken: bool) -> Kind | None:
    """What a number is by its unit; None for a numeral that is part of another word."""
    following = text[match.end("unit") : match.end("unit") + 1] if unit else ""
    if unit == "成" and _NO_TENTHS.match(following):
        return None
    if (
        unit
        and not (unit == "分" and re.match("[钟类别之级点]", following))
        and not (unit == "部" and following == "分")
    ):
        year = unit in ("版", "年") and _YEAR_NUMBER.fullmatch(match["number"])
        return Kind.DATE if year else _kinds()[unit]
    if not spoken:
        return Kind.NUMBER
    scaled_up = match["scale"] or match["inside"] or match["scale2"] or match["before"]
    if len(match["number"]) > 1 or scaled_up:
        return Kind.NUMBER
    after = text[match.end("number") : match.end("number") + 1]
    if after in ("至", "到"):
        return Kind.NUMBER
    return Kind.SPOKEN if match["number"] in "二两三四五六七八九十" and re.match("[一-鿿]", after) else None


def _bound(match: re.Match[str], kind: Kind) -> Bound:
    before, after = match["before"], match["after"]
    if before == "上":
        return Bound.ABOUT
    if before and (bound := _bounds_before().get(before)):
        return bound
    if match["inside"]:
        return Bound.ABOVE
    return _bounds_after(kind is Kind.DURATION).get(after, Bound.EXACT) if after else Bound.EXACT


@cache
def _bounds_before() -> dict[str, Bound]:
    """The bound that each word before a number sets."""
    bounds = load_units().bounds
    return _by_word(
        (bounds.about, Bound.ABOUT),
        (bounds.above, Bound.ABOVE),
        (bounds.below, Bound.BELOW),
        (bounds.at_most, Bound.AT_MOST),
    )


@cache
def _bounds_after(of_time: bool) -> dict[str, Bound]:
    """The bound that each word after a number sets; some only do after a time."""
    bounds = load_units().bounds
    return _by_word(
        (bounds.after_above + (bounds.time_above if of_time else ()), Bound.ABOVE),
        (bounds.after_below + (bounds.time_below if of_time else ()), Bound.AT_MOST),
        (bounds.after_about, Bound.ABOUT),
    )


def _by_word(*bounds: tuple[tuple[str, ...], Bound]) -> dict[str, Bound]:
    """The bound of each word, the first that has it."""
    return {word: bound for words, bound in reversed(bounds) for word in words}


def _is_idiom(text: str, match: re.Match[str], kind: Kind, end: int) -> bool:
    """Whether a Chinese numeral with a unit is only a manner of speaking: 一项重要工作, 两个方面, 三级审核."""
    number, unit = match["number"], match["unit"] or ""
    if number[0].isdigit() or kind is not Kind.COUNT:
        return False
    units, following = load_units(), text[end : end + 2]
    if unit in units.count_after_digits:
        return True
    if number in ("一", "两", "三") and unit in units.words.idiomatic:
        return not re.match(r"[，。；、）)]|$", following)
    bare = number in ("千", "百", "万", "亿", "十", "千万", "百万") and not match["before"]
    return bare or following.startswith(("工作", "月"))


_BETWEEN = re.compile(r"\s*(?:[—\-－~～]{1,2}|至|到)\s*")


def _joined(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with both ends of a range made one: 3—5件, 七至八成."""
    pending: Quantity | None = None
    for quantity in found:
        if pending is not None:
            if _is_range(text, pending, quantity):
                yield Quantity(
                    text[pending.start : quantity.end], pending.value, quantity.unit, Bound.RANGE, pending.start, quantity.end,
                    quantity.kind, quantity.magnitude, quantity.value, quantity.idiom,
                )  # fmt: skip
                pending = None
                continue
            yield pending
        pending = quantity
    if pending is not None:
        yield pending


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    if low.kind not in (Kind.NUMBER, Kind.SPOKEN) and low.kind is not high.kind:
        return False
    if high.kind in (Kind.NUMBER, Kind.DATE, Kind.DOCUMENT, Kind.SPOKEN, Kind.ORDINAL):
        return False
    between = _BETWEEN.fullmatch(text[low.end : high.start])
    return between is not None and (low.kind is Kind.NUMBER or between[0].strip() not in ("至", "到"))
