"""The numbers that a question itself states (是不是30件, 27加3), read by the one reader of quantities."""

from __future__ import annotations

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


def first_number(text: str) -> Decimal | None:
    """The first number of a question; None where it states none."""
    return next((q.value for q in numbers_said(text)), None)
