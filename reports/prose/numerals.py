"""The numbers that numerals in prose stand for, with ranges: 三四十 is 30 to 40, 几十 20 to 90, 十五六 15 or 16."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from reports.numerals import CHINESE_NUMERAL, written_number

DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
HANZI = rf"(?:[几数]{CHINESE_NUMERAL}+|{CHINESE_NUMERAL}+几(?![何乎])|{CHINESE_NUMERAL}+|几(?=[个件次家人条项名天年种类份百千万]))"
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SEVERAL = re.compile("[几数]")
_NEIGHBOURS = re.compile("([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿]|$)")
_NEXT = {
    "一": "二",
    "二": "三",
    "两": "三",
    "三": "四",
    "四": "五",
    "五": "六",
    "六": "七",
    "七": "八",
    "八": "九",
}


# A clause is read by itself, in its sentence and in its paragraph.
@lru_cache(maxsize=4096)
def numeral(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The value of a numeral, and the other end where it is a range; None where it is no number."""
    if several := _SEVERAL.search(text):
        low = "一" if text[: several.start()] else "二"
        ends = [written_number(text.replace(several[0], digit)) for digit in (low, "九")]
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
    near = _NEIGHBOURS.search(text)
    if (
        near
        and _NEXT[near[1]] == near[2]
        and not re.search(f"[{''.join(_NEXT)}九〇零]", text[: near.start()][-1:])
    ):
        first, second = (
            written_number(text[: near.start()] + digit + text[near.end() :]) for digit in near.groups()
        )
        return None if first is None or second is None else (first, second)
    value = written_number(text)
    return None if value is None else (value, None)


def scaled(scale: str | None) -> int:
    """What a scale multiplies by: 千万 by ten million."""
    product = 1
    for char in scale or "":
        product *= SCALES[char]
    return product
