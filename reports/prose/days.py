"""The days that a text states, by the reader of quantities: 2021年1月28日, 二〇二一年一月二十八日, 2021-01-28, 2021年1月28."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity


def all_dates(text: str) -> list[date]:
    """Every full date that a text states, in order; impossible ones are left out."""
    return list(_days(unicodedata.normalize("NFKC", text)))


def first_date(text: str) -> date | None:
    """The first full date that a text states, or None."""
    return next(iter(all_dates(text)), None)


def _days(text: str) -> Iterator[date]:
    found = quantities(text)
    for quantity, following in zip_longest(found, found[1:]):
        year, month, day = quantity.day or (None, None, None)
        if day is None and following is not None and not text[quantity.end : following.start].strip():
            day = _bare_day(following)
        if year is None or month is None or day is None:
            continue
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _bare_day(quantity: Quantity) -> int | None:
    """A day whose 日 was left out: a number without a unit."""
    return int(quantity.value) if quantity.kind is Kind.NUMBER and quantity.value < 32 else None
