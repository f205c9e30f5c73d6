"""The kind of number that a question asks for (money, people, a percentage, an age, a change), and the numbers of a clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from answering.plan.kinds import asks_frequency, asks_rank
from answering.plan.lexicon import same_measure
from answering.plan.number_asked import numbers_asked
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from retrieval.terms import fold_text

_ASKS_NUMBER = re.compile(
    r"多少(?!号|天|日|个?(?:工作日|月|小时|星期))|(?<![哪第好十])几(?![乎经时番近天号日月年周]|个?(?:工作日|月|小时|星期))[一-鿿]|数量|(?<=[一-鿿])数(?=[？?]?$|[是有])|人次(?=[？?]?$|[是有])|总数|条数|次数|件数|人数|金额|花了|幅度|增幅|增速|降幅|(?<![频效])率|几成|(?:比|较|跟|和|与).{1,8}(?:比|相比|比较)?.{0,2}(?:怎么样|如何|怎样|变化)|比例|占比(?=[？?]?$|[是有])|百分|权重|分值|分数|得分|多高|多大(?=年纪|岁数|[？?]?$)|年龄|岁数|(?<=[一-鿿]{2})量(?=[？?]?$|[是有])|比重"
)
_ASKS_PERCENT = re.compile(
    r"率|比例|百分|幅度|增幅|增速|降幅|占比|占.{0,8}(?:多少|几)(?![件条个次])|比重|几成|(?:增长|增加|减少|下降|提高)(?:了)?(?:多少|几)(?!件|条|次|个|篇)|权重|分值|多高|满意度|知晓度"
)
_ASKS_MONEY = re.compile(
    r"(?:资金|经费|费用|补贴|补助|预算|奖金|投资|款项)(?:一共|总共|共|总额|是|有|达)?多少(?![件条次个项笔户人家])|多少(?:钱|元|万元)|多少[一-鿿]{0,5}(?:费|款|资金|经费|费用|补贴|补助)(?![一-鿿])|几(?:万元|元|块)|金额|花了|罚款(?!决定).{0,4}多少(?![件起次个宗])|收费多少|收了多少(?=[钱费元？?]|$)"
)
_ASKS_PEOPLE = re.compile("人数|人次|人员(?:一共|总共|共|总计)?(?:有|是)?多少")
_MONEY, _PERCENT, _PEOPLE = (
    ("元", "万元", "亿元"),
    ("%", "个百分点", "倍", "分", "成"),
    ("人", "人次", "名", "位"),
)
_ASKS_AGE = re.compile("年龄|年纪|岁数|几岁")
_ASKS_COMPARED = re.compile(
    r"(?:跟|和|与|较|比|同).{0,6}(?:[上去前]一?年|20\d\d年).{0,3}(?:比|怎么样|如何|怎样|变化)|同比|环比|有(?:什么|哪些|没有)?变化|"
    r"(?:比|较)(?:[上去前]一?年|20\d\d年)(?:度)?.{0,3}(?:多|少|增|减|升|降|涨|高|低)|(?:升|涨|增加?|多)了?还是(?:降|跌|减|少)"
)
_COMPARED = re.compile("较|比|同比|增|减|升|降|持平|涨")
_ASKS_DURATION = re.compile(
    "多久(?!.{0,10}一[次条期篇回场版批])|多长时间|(?:多少|几)(?:天|个?工作日|个?小时|分钟|个月|周|日)"
)
_DURATIONS = ("天", "工作日", "个工作日", "小时", "分钟", "个月", "周", "日")
_ASKS_ASKS_GROWTH = re.compile(
    r"[大高长快]多少|(?:提高?|提升|增加?|降低?|压缩?|减少?|缩短|达|升|涨)到了?(?:多少|几)|(?:增长|增加|减少|下降|提高|上升|涨|多|少)了?(?:多少|几)(?!件|条|次|个|篇|人|家|份)"
)
_ASKS_POINTS = re.compile(r"分数|得分|(?:多少|几)分(?![之值])")
_ASKS_GROWTH = re.compile(
    r"[大高长快]多少|(?:提高?|提升|增加?|降低?|压缩?|减少?|缩短|达|升|涨)到了?(?:多少|几)|(?:增长|增加|减少|下降|提高|上升|涨|多|少)了?(?:多少|几)(?!件|条|次|个|篇|人|家|份)"
)
_ONLY_WHERE_ASKED = ("%", "个百分点", "倍", "成", "岁", *_DURATIONS)


def measure_asked(question: str) -> str | None:
    """The measure word of the number that a question asks for; None where it has none."""
    text = fold_text(question)
    return next((n.measure for n in numbers_asked(text) if n.measure and text[n.start] != "哪"), None)


# What is asked after tells in which unit it is given where no measure is said.
_UNITS_TOLD = (
    (re.compile("时间|时长|天数|[快慢]|工作日"), "用了多少天"),
    (re.compile("[一-龥]率|占比|比例|满意度"), "是百分之多少"),
    (re.compile("人(?:数|次)?(?:更|最|是|[多少])|多少人"), "有多少人"),
)


def asked_of(words: str, unit: str | None = None, question: str = "") -> str:
    """The question for the number of some words, in the unit that is said or that what is asked after is told in."""
    told = next((asked for said, asked in _UNITS_TOLD if said.search(question or words)), "有多少")
    return f"{words}有多少{unit}" if unit else f"{words}{told}"


def asks_number(question: str) -> bool:
    """Whether a question wants a number."""
    counts = bool(_ASKS_NUMBER.search(question)) or asks_compared(question)
    return counts and not asks_rank(question) and not asks_frequency(question)


def asks_compared(question: str) -> bool:
    """Whether a question wants to know how a figure has changed since another year."""
    return bool(_ASKS_COMPARED.search(question))


def asks_duration(question: str) -> bool:
    """Whether a question wants to know how long something took or takes."""
    return bool(_ASKS_DURATION.search(question))


def is_compared(clause: str) -> bool:
    """Whether a clause tells a change."""
    return bool(_COMPARED.search(clause))


_TOLD = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE, Kind.TENTHS)


def numbers_in(text: str) -> list[Quantity]:
    """The quantities of a clause that answer how many; where it has none, points (95.3分)."""
    read = quantities(text)
    found = [q for q in read if _tells(q, text)]
    return found or [q for q in read if q.kind is Kind.SCORE]


def _tells(quantity: Quantity, text: str) -> bool:
    if quantity.kind is Kind.DURATION:
        return text[quantity.start].isdigit()
    if quantity.kind is Kind.NUMBER:
        # 政务微信公开政府信息数170 and 增至3.6万 leave the measure out.
        return text[max(0, quantity.start - 1) : quantity.start] in ("数", "量") or bool(quantity.magnitude)
    return quantity.kind in _TOLD and not quantity.idiom


def kind_asked(question: str) -> Callable[[str], bool]:
    """Whether a quantity's unit is of the kind that a question asks for: money, a percentage, people, or what a measure counts."""
    measure = measure_asked(question)
    if _ASKS_POINTS.search(question):
        return ("分",).__contains__
    if asks_duration(question):
        return _DURATIONS.__contains__
    if _ASKS_AGE.search(question):
        return ("岁",).__contains__
    if _ASKS_GROWTH.search(question) or (measure is None and asks_compared(question)):
        return lambda _: True
    if measure in _PEOPLE or _ASKS_PEOPLE.search(question):
        return _PEOPLE.__contains__
    if measure:
        return lambda unit: not unit or same_measure(measure, unit)
    if _ASKS_MONEY.search(question):
        return _MONEY.__contains__
    if _ASKS_PERCENT.search(question):
        return _PERCENT.__contains__
    return lambda unit: unit not in _ONLY_WHERE_ASKED


def share_of_quantity(quantity: Quantity) -> Decimal | None:
    """A percentage, fraction or number of tenths in percent; None where it is none."""
    if quantity.kind is Kind.FRACTION:
        return quantity.value * 100
    if quantity.kind is Kind.TENTHS or quantity.unit == "成":
        return quantity.value * 10
    return quantity.value if quantity.unit == "%" else None
