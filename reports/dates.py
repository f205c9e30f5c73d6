"""Dates and years as Chinese documents write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from reports.numerals import chinese_integer

YEAR = r"(?:(?:19|20)\d{2}|二[〇○零Oo0][〇○零一二三四五六七八九Oo0]{2})"
_DATE = re.compile(
    rf"({YEAR})\s*[年/.\-]\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*[月/.\-]\s*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
)


def year_number(text: str) -> int | None:
    """2020 from 2020, ２０２０ or 二〇二〇."""
    folded = unicodedata.normalize("NFKC", text).replace("O", "〇").replace("o", "〇").replace("○", "〇")
    return int(folded) if folded.isdigit() else chinese_integer(folded.replace("0", "〇"))


def all_dates(text: str) -> list[date]:
    """Every full date that a text states, in order; impossible ones are left out."""
    out = []
    for match in _DATE.finditer(unicodedata.normalize("NFKC", text)):
        numbers = [
            year_number(match[1]),
            *(int(g) if g.isdigit() else chinese_integer(g) for g in match.groups()[1:]),
        ]
        try:
            out.append(date(*(n or 0 for n in numbers)))
        except (ValueError, OverflowError):
            continue
    return out


def first_date(text: str) -> date | None:
    """The first full date that a text states, or None."""
    return next(iter(all_dates(text)), None)
