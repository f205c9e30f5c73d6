"""Whether the quantities of one text are those of another: whole quantities, value, magnitude, unit, kind and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.prose.numerals import SCALES
from reports.prose.quantities import quantities
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.units import load_units

_NUMBERED_ITEM = re.compile(r"\s*[.．、)）](?!\d)")
_MAY_LACK_A_UNIT = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.SCORE, Kind.DATE)
# 20个工作日内 may be told as 20个工作日.
_BOUND_IS_WORDING = (Kind.DURATION, Kind.DATE, Kind.DOCUMENT)


@dataclass(frozen=True)
class Measure:
    """A quantity as it is compared: 2.87亿元 and 28700万元 are one, 八成 and 80% too; 3.6万 and 3.6亿 are not."""

    kind: Kind
    value: Decimal
    unit: str
    bound: Bound
    upto: Decimal | None


def measure(quantity: Quantity) -> Measure:
    """What a quantity is compared by."""
    kind, unit, times = quantity.kind, load_units().canonical(quantity.unit), Decimal(1)
    if kind is Kind.MONEY and len(unit) > 1 and unit[0] in "万亿":
        unit, times = load_units().canonical(unit[1:]), Decimal(SCALES[unit[0]])
    if kind is Kind.TENTHS:
        kind, unit, times = Kind.PERCENT, "%", Decimal(10)
    bound = Bound.EXACT if kind in _BOUND_IS_WORDING else quantity.bound
    upto = None if quantity.upto is None else quantity.upto * times
    return Measure(kind, quantity.value * times, unit, bound, upto)


def strange(text: str, source: str) -> list[Quantity]:
    """The quantities of a text that no quantity of the source bears out; the number of a list's item is none."""
    theirs = quantities(source)
    known = {measure(q) for q in theirs}
    bare = {q.value for q in theirs if q.kind is Kind.NUMBER}
    values = {v for q in theirs for v in (q.value, *(Decimal(n) for n in q.day or () if n is not None))}
    out = []
    for mine in quantities(text):
        if mine.kind is Kind.DATE:
            fine = _dated(mine, theirs, bare)
        elif mine.kind is Kind.NUMBER:
            item = mine.start == 0 and bool(_NUMBERED_ITEM.match(text, mine.end))
            fine = item or mine.value in values
        else:
            fine = measure(mine) in known or (mine.kind in _MAY_LACK_A_UNIT and _without_unit(mine, bare))
        if not fine and not _says_a(mine, text, theirs, source):
            out.append(mine)
    return out


def _without_unit(mine: Quantity, bare: set[Decimal]) -> bool:
    """Whether the source gives the number alone, as a table does whose heading has the unit."""
    return mine.bound is Bound.EXACT and mine.value in bare


def _dated(mine: Quantity, theirs: tuple[Quantity, ...], bare: set[Decimal]) -> bool:
    """Whether the source has the day; the year may stand apart from it, as in a title."""
    year, month, day = mine.day or (int(mine.value), None, None)
    days = [t.day for t in theirs if t.day]
    if year is not None and Decimal(year) not in bare and all(year != d[0] for d in days):
        return False
    if month is None:
        return True
    return any(
        d[1] == month and (day is None or d[2] == day) and (year is None or d[0] in (None, year))
        for d in days
    )


def _says_a(mine: Quantity, text: str, theirs: tuple[Quantity, ...], source: str) -> bool:
    """Whether 一 before a noun only says “a” (一项任务), and the source has of the same neither more nor one in another unit."""
    if not (mine.idiom and mine.value == 1):
        return False
    noun = text[mine.end : mine.end + 2]
    same = [t for t in theirs if source[t.end : t.end + 2] == noun]
    return not any((t.unit == mine.unit) is (t.value != 1) for t in same)
