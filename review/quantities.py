"""Quantities in Chinese prose: the number as written, its value, unit, and whether it is only approximate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import CHINESE_NUMERAL, written_number

UNIT = "万余?元|亿元|元|件次|人次|场次|篇次|条次|个百分点|件|条|次|篇|项|个|份|起|宗|人|场|期|部|部门|家|册|批|例|类|户|页|辆|种|名|幅|处|张|台|%|％|倍|"
# Measures that stand in many a phrase after a Chinese numeral (一套制度, 一支队伍) count only after digits.
_AFTER_DIGITS = "批次|轮次|班次|轮|所|座|间|亩|套|本|位|支|栋|公里|平方米|吨"
_NUMBER = re.compile(
    rf"(?P<before>约|近|逾|超过|超|将近|大约|不足|至少|多达|达)?"
    rf"(?P<number>(?:\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?:\.\d+)?|{CHINESE_NUMERAL}+)"
    rf"(?P<scale>万|亿)?(?P<after>余|多|几|来)?(?P<scale2>万)?\s*(?P<unit>(?<=[\d万余])(?:{_AFTER_DIGITS})|{UNIT})"
)
_APPROXIMATE = frozenset({"约", "近", "逾", "超过", "超", "将近", "大约", "不足", "至少"})
_ORDINAL = re.compile(r"第$|[—\-－/]$|〔$|\d$|令$")


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `value` counts in the unit (万 is multiplied out, 万元 stays the unit)."""

    raw: str
    value: Decimal
    unit: str
    approximate: bool
    start: int
    end: int


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity with a unit in a text, in order; years, ordinals and document numbers are left out.

    Offsets refer to `text`; full-width digits count as one character like half-width ones.
    """
    folded = "".join(
        unicodedata.normalize("NFKC", c) if c in "０１２３４５６７８９．，％" else c for c in text
    )
    for match in _NUMBER.finditer(folded):
        unit = match["unit"]
        if not unit or _ORDINAL.search(folded[: match.start()]):
            continue
        value = written_number(match["number"])
        if value is None or (len(match["number"]) == 1 and match["number"] in "〇○"):
            continue
        if _is_phrase(folded, match):
            continue
        scale = match["scale"] or match["scale2"]
        if scale == "万" and unit == "元":
            unit = "万元"
        elif scale:
            value *= 10_000 if scale == "万" else 100_000_000
        approximate = match["before"] in _APPROXIMATE or bool(match["after"])
        yield Quantity(
            match[0], value, unit.replace("％", "%"), approximate, match.start("number"), match.end()
        )


def _is_phrase(text: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral with a unit is only a manner of speaking: 一项重要工作, 两个方面, 一是."""
    number, following = match["number"], text[match.end() : match.end() + 2]
    if number in ("一", "两", "三") and match["unit"] in (
        "个",
        "种",
        "类",
        "项",
        "批",
        "次",
        "名",
        "部",
        "条",
    ):
        return not re.match(r"[，。；、）)]|$", following)
    bare = number in ("千", "百", "万", "亿", "十", "千万", "百万") and not match["before"]
    return bare or following.startswith(("工作", "月"))
