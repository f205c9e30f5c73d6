"""Which reports meet a condition on a figure: 哪些单位收到的申请超过100件, 几个街道没有收到申请."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import fold, spoken
from reports.prose.phrases import MARK, Phrase, find_phrase, of
from reports.prose.quantity import Bound, Kind

_KIND = "单位|部门|街道|乡镇|镇|乡|局|机关|区|县|地方|政府|报告"
# What a report tells that its agency did or has (谁收过费, 哪份讲到了预警): those that do are then asked for.
_TELLS = "(?:真的?|还|曾经?|都|里面?|中)*(?:写|讲|提|说|反映|用|有|没|未|无|被|请|出现|发生|存在|建[了成]|[收发办开做交花打受公][过了]|(?:收取|公开|发生|开展|组织|聘请|处罚|追究|制定|发布)[过了])"
_ASKS_WHICH = re.compile(
    rf"(?:哪(?:一)?(?:个|家|份)|谁(?:家)?)(?:{_KIND})?(?:的(?:报告|年报)?)?(?={_TELLS}|.{{0,8}}(?:没|未|无)|.{{0,12}}(?:超过|多于|少于|不足|不到|达到)|.{{0,8}}过(?:[，,？?]|$))"
    rf"|哪(?:些|几个|几家|几份|几)(?:{_KIND})?(?=.{{2}})|(?<![这那哪的])(?:几|多少)(?:家|(?:个|份)(?:{_KIND}))"
    rf"|(?:{_KIND})(?:都|分别)?(?:有|是)(?:哪些|哪几)|有谁|(?:有没有|有无|是否有)(?:(?:哪个|哪家|哪份)(?:{_KIND})?|(?:{_KIND}))|的(?:都)?(?:有|是)(?:哪些|哪几[个家份]?|谁)(?:{_KIND})?|(?<=(?:零|0)的)(?:{_KIND})[？?]?$"
)
# 各几件 asks what each has, and gives no bound.
_EACH = re.compile(
    r"(?:各|分别|都|各自)?(?:是|有|为|收)?(?:了)?(?:多少|几)[一-龥]?(?=$|[，,。？?]|件|份|次|人)[件份次人]?"
)
# One of them is asked for, or all together, and not those that meet a condition.
_ONE = re.compile(
    r"最|一共|总共|合计|加起来|平均|排名|第一|倒数|前[一二三四五六七八九十\d]|更|(?:高|低|大|小|(?<!多)少|多)(?:些|一点)?(?=$|[，,？?])"
)
_BOUNDS: tuple[tuple[re.Pattern[str], str, Callable[[Decimal, Decimal], bool]], ...] = (
    (re.compile(rf"(?:不少于|不低于|至少|达到|达)(?:了)?{MARK}"), "不少于", lambda v, b: v >= b),
    (re.compile(rf"(?:不超过|不多于|至多|最多)(?:了)?{MARK}"), "不超过", lambda v, b: v <= b),
    (re.compile(rf"(?:超过|多于|大于|高于|逾|>)(?:了)?{MARK}"), "超过", lambda v, b: v > b),
    (re.compile(rf"(?:不足|不到|少于|低于|小于|<)(?:了)?{MARK}"), "不足", lambda v, b: v < b),
    (re.compile(rf"{MARK}(?:及|或|或者)?以上"), "不少于", lambda v, b: v >= b),
    (re.compile(rf"{MARK}(?:及|或|或者)?以下"), "不超过", lambda v, b: v <= b),
    (re.compile(rf"(?:等于|正好|刚好|恰好|为|是|有){MARK}(?!.{{0,3}}以)"), "为", lambda v, b: v == b),
)
_BETWEEN = re.compile(rf"{MARK}\s*(?:到|至|—|－|-|~|～)\s*{MARK}")
_RANGE = re.compile(MARK)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NONE = re.compile(
    r"(?<![不非])[是为][零0]|没有(?!办[完结]|审结|结案)|没(?!有|办[完结]|审结|结)|未(?!审结|结|办[结完])|零申请|一件也|都是0|无(?!法|效|关)"
)
# 结果纠正不为零, 不是没有: a denial of none is some.
_NOT_NONE = re.compile(
    r"(?:不|非)(?:是|为|等于)?[零0](?!\d)|大于[零0](?!\d)|不是(?:没有?|零|0)|不止[零0](?!\d)"
)
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
    if not asked or (_ONE.search(question) and not _phrase(_AT_MOST, question)):
        return None
    # 几个单位 asks for a number, it gives none.
    rest = question[: asked.start()] + "，" + question[asked.end() :]
    text = _YEAR.sub("，", fold(_EACH.sub("，", rest)))
    if _NOT_NONE.search(text):
        return Condition("多于0", lambda value: value > 0)
    between = _between(text)
    if between is not None:
        low, high = between
        return Condition(f"在{spoken(low)}至{spoken(high)}", lambda value: low <= value <= high)
    for pattern, said, compare in _BOUNDS:
        found = _phrase(pattern, text)
        if found is not None:
            bound = found.quantities[0].value
            return Condition(f"{said}{spoken(bound)}", lambda value, b=bound, c=compare: c(value, b))  # type: ignore[misc]
    if re.search(r"\d", text):
        return None
    if _NONE.search(text):
        return Condition("为0", lambda value: value == 0)
    return Condition("多于0", lambda value: value > 0)


def without_which(question: str) -> str:
    """A question without its words for which reports it asks and for how much each of them has."""
    return _EACH.sub("", _ASKS_WHICH.sub("", question, count=1))


_AT_MOST = re.compile(f"最多{MARK}")
_COUNTED = (Kind.COUNT, Kind.MONEY, Kind.NUMBER, Kind.SPOKEN)


def _phrase(pattern: re.Pattern[str], text: str) -> Phrase | None:
    """Where a pattern stands with numbers that a figure may be compared with; they may lack a unit."""
    return find_phrase(pattern, text, of(*_COUNTED), bare=True)


def _between(text: str) -> tuple[Decimal, Decimal] | None:
    """The two ends of a range, told as one (10—20件) or as two (10件到20件)."""
    one = find_phrase(_RANGE, text, lambda q: q.bound is Bound.RANGE)
    if one is not None and one.quantities[0].upto is not None:
        return one.quantities[0].value, one.quantities[0].upto
    two = _phrase(_BETWEEN, text)
    return None if two is None else (two.quantities[0].value, two.quantities[1].value)


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
            f"{'、'.join(blank[:_MOST_NAMED])}{'等' if len(blank) > _MOST_NAMED else ''}没有读到这一数字。"
        )
    return text, met
