"""Years as Chinese documents write them; whole dates are read by reports.prose.days."""

from __future__ import annotations

import unicodedata

from reports.numerals import chinese_integer

YEAR = r"(?:(?:19|20)\d{2}|二[〇○零Oo0][〇○零一二三四五六七八九Oo0]{2})"


def year_number(text: str) -> int | None:
    """2020 from 2020, ２０２０ or 二〇二〇."""
    folded = unicodedata.normalize("NFKC", text).replace("O", "〇").replace("o", "〇").replace("○", "〇")
    return int(folded) if folded.isdigit() else chinese_integer(folded.replace("0", "〇"))
