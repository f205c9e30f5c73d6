"""How exactly a question wants a number that is worked out: 保留两位小数, 精确到个位, 大概多少元."""

from __future__ import annotations

import re

from reports.numerals import chinese_integer

_ASKED = re.compile(
    "[，,（(]?(?:请|要|须)?(?:保留|精确|算|取|四舍五入)?(?:到|至|留)?(?:小数点?后?)?"
    "(?:(?P<n>[一二两三四]|[1-4])位(?:小数)?|(?P<whole>整数|个位))(?:即可|就行)?[）)]?"
)
_ROUGHLY = re.compile("大概|大约|差不多|约莫")


def decimals_asked(question: str, otherwise: int) -> int:
    """How many decimals the answer is to have; `otherwise` where the question does not say."""
    match = _match(question)
    if match is None:
        return otherwise
    said = (match["n"] or "零").replace("两", "二")
    return int(said) if said.isdigit() else chinese_integer(said) or 0


def asks_roughly(question: str) -> bool:
    """Whether a number about as large is enough."""
    return _ROUGHLY.search(question) is not None


def without_decimals(question: str) -> str:
    """A question without how exactly it wants its number."""
    match = _match(question)
    return question if match is None else question[: match.start()] + question[match.end() :]


def _match(question: str) -> re.Match[str] | None:
    """Where it is said; 第二位 and 两位小数点 aside, a number of 位 alone counts people."""
    found = (
        m for m in _ASKED.finditer(question) if "小数" in m[0] or m["whole"] or re.search("保留|精确", m[0])
    )
    return next(found, None)
