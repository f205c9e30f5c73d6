"""The numbers that a question itself states (是不是30件, 27加3), read by the one reader of quantities."""

from __future__ import annotations

import re
from decimal import Decimal

from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.units import load_units

_NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.SCORE, Kind.NUMBER)
# 一件 and 两类 are mostly manners of speaking, 三十件 is a number.
_MOST_SPOKEN = Decimal(10)


def numbers_said(text: str) -> list[Quantity]:
    """The numbers of a question, with or without a unit; dates, ordinals and manners of speaking are none."""
    return [
        q
        for q in quantities(text)
        if q.kind in _NUMBERS and not q.idiom and (text[q.start].isdigit() or q.value > _MOST_SPOKEN)
    ]


def amounts_said(text: str) -> list[Quantity]:
    """Those with a unit or a magnitude that a report may state: 30件, 3.6万; not 200字, 20天."""
    return [
        q
        for q in numbers_said(text)
        if (q.unit or q.magnitude) and q.unit not in load_units().count_after_digits
    ]


_YEAR = re.compile(r"(?<![\d〔—\-])((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d〔—\-.])([12]\d)年(?!以|内|来)")
_MAY_BE_YEAR = (Kind.DATE, Kind.NUMBER, Kind.ORDINAL, Kind.DOCUMENT, Kind.SPOKEN)


def is_amount(text: str, place: int) -> bool:
    """Whether the digits at a place are those of a number that counts or measures (2043.7万), and no year."""
    return any(
        q.start <= place < q.end and (q.kind not in _MAY_BE_YEAR or bool(q.magnitude) or "." in q.raw)
        for q in quantities(text)
    )


def years_said(text: str) -> set[int]:
    """The years that a question names, in four digits or as 22年."""
    long = {int(m[1]) for m in _YEAR.finditer(text) if not is_amount(text, m.start())}
    return long | {2000 + int(m[1]) for m in _SHORT_YEAR.finditer(text)}


def first_number(text: str) -> Decimal | None:
    """The first number of a question; None where it states none."""
    return next((q.value for q in numbers_said(text)), None)
