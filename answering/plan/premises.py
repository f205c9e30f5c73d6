"""Numbers that a question states: taken for granted (为什么只收到432件) or to be confirmed (是不是30件)."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.plan.figures import figure_asked
from answering.plan.numbers_said import amounts_said
from answering.plan.operations import Operand, Operation, Premise
from answering.plan.reading import Reading
from reports.prose.quantity import Bound, Quantity

_NONE = re.compile(
    r"(?:没有|没|未|零|0)(?:被)?(?:收到|受理|接到|人)?(?:过)?(?:任何|一件)?(?:政府信息公开|行政)?(?P<what>申请|复议|诉讼).{0,4}(?:对吗|对吧|是吧|是吗|吧)[？?]?$"
)
_NONE_GRANTED = re.compile(
    "申请[^，。？?]{0,6}(?:都|全部?|均|一件也|一个也|统统)(?:没有?|未|不)(?:给|予|被|能)?(?:以|予)?公开|(?:没有?|未)(?:给)?公开(?:过)?(?:任何|一件)"
)
_BESIDE = re.compile("[、和及与跟]|其中")
_OF_ALL = re.compile("(?:全部?|都|均|其中|[、和及与跟])")
# 比上年多了十几件: a difference is not the figure itself.
_SET_AGAINST = re.compile("(?<!同)(?:比|较)[^，,。；;]{1,10}(?:多|少|增加?|减少?|涨|降|升)(?:了|出)?$")
_ASKS_ELSE = re.compile(r"超过|多于|以上|以下|不足|少于|占|除以|等于|(?<!增)加")


def premise(reading: Reading) -> Operation | None:
    """The number that a question states of something; None where it states none."""
    text = reading.text
    if (
        reading.report is None
        or len({s.report.agency for s in reading.sources}) > 1
        or _ASKS_ELSE.search(text)
    ):
        return None
    none = _NONE.search(text)
    if none:
        words = f"{none['what']}多少件"
        return Premise(Operand(words, figure_asked(words, reading.report), "件"), Decimal(0), "件")
    if _NONE_GRANTED.search(text):
        granted = figure_asked("予以公开多少件", reading.report)
        return Premise(Operand("予以公开多少件", granted, "件"), Decimal(0), "件") if granted else None
    for quantity in amounts_said(text):
        if quantity.bound is Bound.RANGE or _is_difference(text, quantity):
            continue
        stated, percent = text[quantity.start : quantity.end], quantity.unit == "%"
        clause = _own_thing(_clause(text, quantity), stated)
        asked = clause.replace(stated, "百分之多少" if percent else f"多少{quantity.unit}", 1)
        figure = None if percent else figure_asked(asked, reading.report)
        return Premise(Operand(asked, figure, quantity.unit or None), quantity.value, quantity.unit)
    return None


def _is_difference(text: str, quantity: Quantity) -> bool:
    """Whether a number says by how much something differs from another year's."""
    return quantity.unit != "%" and _SET_AGAINST.search(text[: quantity.start]) is not None


def _own_thing(clause: str, stated: str) -> str:
    """Of several numbers of a clause the words of the one that is stated; what is said of all of it is another claim."""
    before, after = clause.split(stated, 1) if stated in clause else (clause, "")
    beside = _BESIDE.split(before)
    own = beside[-1] if amounts_said(before) else before
    return f"{own}{stated}{_OF_ALL.split(after, maxsplit=1)[0]}"


def _clause(text: str, quantity: Quantity) -> str:
    """The clause in which a number is stated, without what asks."""
    start = max((text.rfind(m, 0, quantity.start) for m in "，,；;。？?"), default=-1) + 1
    ends = [e for m in "，,；;。？?" if (e := text.find(m, quantity.end)) >= 0]
    clause = text[start : min(ends, default=len(text))]
    return re.sub(
        r"^(?:既然|听说|据说|不是说|都说|明明|据报告)|为(?:什么|何|啥)|怎么|咋|是不是|都是啥|是吗|对吗|吧$|吗$|(?<!多)只(?!有)",
        "",
        clause,
    )
