"""Which reports meet a condition on a figure: 哪些单位收到的申请超过100件, 几个街道没有收到申请."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import CHINESE_NUMERAL, fold, spoken, written_number

_KIND = "单位|部门|街道|乡镇|镇|乡|局|机关|区|县|地方|政府|报告"
_ASKS_WHICH = re.compile(
    rf"哪(?:一)?(?:个|家)(?:{_KIND})?(?=.{{0,4}}(?:没|未|无)|.{{0,8}}过(?:[？?]|$))|哪(?:些|几个|几家|几)(?:{_KIND})|(?:几|多少)(?:个|家)(?:{_KIND})|(?:{_KIND})(?:都|分别)?(?:有|是)(?:哪些|哪几)|有谁|(?:有没有|有无|是否有)(?:哪个|哪家)?(?:{_KIND})|的(?:都)?(?:有|是)(?:哪些|哪几[个家]?|谁)"
)
_ONE = re.compile(r"最|排名|第一|倒数|前[一二三四五六七八九十\d]")
_NUMBER = rf"(?P<number>\d+(?:\.\d+)?|{CHINESE_NUMERAL}+)\s*(?P<scale>万)?\s*(?:件|起|宗|个|项|条|万元)?"
_BOUNDS: tuple[tuple[re.Pattern[str], str, Callable[[Decimal, Decimal], bool]], ...] = (
    (re.compile(rf"(?:不少于|不低于|至少|达到|达)(?:了)?{_NUMBER}"), "不少于", lambda v, b: v >= b),
    (re.compile(rf"(?:不超过|不多于|至多|最多)(?:了)?{_NUMBER}"), "不超过", lambda v, b: v <= b),
    (re.compile(rf"(?:超过|多于|大于|高于|逾|>)(?:了)?{_NUMBER}"), "超过", lambda v, b: v > b),
    (re.compile(rf"(?:不足|不到|少于|低于|小于|<)(?:了)?{_NUMBER}"), "不足", lambda v, b: v < b),
    (re.compile(rf"{_NUMBER}(?:及|或|或者)?以上"), "不少于", lambda v, b: v >= b),
    (re.compile(rf"{_NUMBER}(?:及|或|或者)?以下"), "不超过", lambda v, b: v <= b),
    (re.compile(rf"(?:等于|正好|刚好|恰好|为|是|有){_NUMBER}(?!.{{0,3}}以)"), "为", lambda v, b: v == b),
)
_BETWEEN = re.compile(
    rf"(?P<low>\d+|{CHINESE_NUMERAL}+)\s*(?:件|起|宗|个|项|条)?\s*(?:到|至|—|－|-|~|～)\s*(?P<high>\d+|{CHINESE_NUMERAL}+)\s*(?:件|起|宗|个|项|条)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NONE = re.compile(r"没有|没|未(?!审结|结)|零申请|一件也|都是0|无(?!法|效|关)")
_MOST_NAMED = 12


@dataclass(frozen=True)
class Condition:
    """What a figure must be for a report to be listed, with its wording in the answer."""

    said: str
    holds: Callable[[Decimal], bool]


def condition_asked(question: str) -> Condition | None:
    """The condition of a question for all the reports that meet it.

    None where it asks for one report, for none, or for a number that is not understood.
    """
    asked = _ASKS_WHICH.search(question)
    if not asked or (_ONE.search(question) and not re.search(rf"最多{_NUMBER}", question)):
        return None
    # 几个单位 asks for a number, it gives none.
    text = _YEAR.sub("，", fold(question[: asked.start()] + "，" + question[asked.end() :]))
    between = _BETWEEN.search(text)
    if between:
        low, high = written_number(between["low"]), written_number(between["high"])
        if low is None or high is None:
            return None
        return Condition(f"在{spoken(low)}至{spoken(high)}", lambda value: low <= value <= high)
    for pattern, said, compare in _BOUNDS:
        match = pattern.search(text)
        bound = _value(match) if match else None
        if bound is not None:
            return Condition(f"{said}{spoken(bound)}", lambda value, b=bound, c=compare: c(value, b))  # type: ignore[misc]
    if re.search(r"\d", text):
        return None
    if _NONE.search(text):
        return Condition("为0", lambda value: value == 0)
    return Condition("多于0", lambda value: value > 0)


def _value(match: re.Match[str]) -> Decimal | None:
    value = written_number(match["number"])
    return value * 10_000 if value is not None and match["scale"] else value


def listed(
    condition: Condition, figure: str, unit: str, known: Sequence[tuple[str, Decimal]], blank: Sequence[str]
) -> tuple[str, list[tuple[str, Decimal]]]:
    """The sentence that names the reports which meet a condition, and these with their values, largest first.

    `known` are names with values, `blank` the names of reports that do not give the figure.
    """
    met = sorted((k for k in known if condition.holds(k[1])), key=lambda k: (-k[1], k[0]))
    head = f"{len(known) + len(blank)}份报告中，{figure}{condition.said}{unit}的"
    if met:
        same = len({value for _, value in met}) == 1
        names = "、".join(
            name if same and condition.said.startswith("为") else f"{name}（{spoken(value)}{unit}）"
            for name, value in met[:_MOST_NAMED]
        )
        text = f"{head}有{len(met)}个：{names}{'等' if len(met) > _MOST_NAMED else ''}。"
    else:
        text = f"{head}一个也没有。"
    if blank:
        text += (
            f"{'、'.join(blank[:_MOST_NAMED])}{'等' if len(blank) > _MOST_NAMED else ''}没有填报这一数字。"
        )
    return text, met
