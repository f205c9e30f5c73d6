"""Numbers that a question states: taken for granted (为什么只收到432件) or to be confirmed (是不是30件)."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.plan.figures import figure_asked
from answering.plan.operations import Operand, Operation, Premise
from answering.plan.reading import Reading
from reports.numerals import written_number

_STATED = re.compile(
    r"(?<![\d.第表〔—\-])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>[万亿])?(?:余|多)?(?P<unit>件次|人次|万元|元|个百分点|%|％|[件条个次篇人期块份项部家户名位场台张页起宗分])?(?![\d年月日号])"
)
_NONE = re.compile(
    r"(?:没有|没|未|零|0)(?:被)?(?:收到|受理|接到|人)?(?:过)?(?:任何|一件)?(?P<what>申请|复议|诉讼).{0,4}(?:对吗|对吧|是吧|是吗|吧)[？?]?$"
)
_BESIDE = re.compile("[、和及与跟]|其中")
_OF_ALL = re.compile("(?:全部?|都|均|其中|[、和及与跟])")
_ASKS_ELSE = re.compile(r"超过|多于|以上|以下|不足|少于|占|除以|等于|加")


def premise(reading: Reading) -> Operation | None:
    """The number that a question states of something; None where it states none."""
    text = reading.text
    if reading.report is None or len(reading.sources) > 1 or _ASKS_ELSE.search(text):
        return None
    none = _NONE.search(text)
    if none:
        words = f"{none['what']}多少件"
        return Premise(Operand(words, figure_asked(words, reading.report), "件"), Decimal(0), "件")
    for match in _STATED.finditer(text):
        value = written_number(match["number"])
        unit = match["unit"] or ""
        if value is None or (not unit and not match["scale"]):
            continue
        value *= {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
        clause = _own_thing(_clause(text, match), match[0])
        asked = clause.replace(
            match[0], f"多少{unit.replace('％', '%')}" if unit not in ("%", "％") else "百分之多少", 1
        )
        figure = figure_asked(asked, reading.report) if unit not in ("%", "％") else None
        return Premise(Operand(asked, figure, unit or None), value, unit)
    return None


def _own_thing(clause: str, stated: str) -> str:
    """Of several numbers of a clause the words of the one that is stated; what is said of all of it is another claim."""
    before, after = clause.split(stated, 1) if stated in clause else (clause, "")
    beside = _BESIDE.split(before)
    own = beside[-1] if _STATED.search(before) else before
    return f"{own}{stated}{_OF_ALL.split(after, maxsplit=1)[0]}"


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause in which a number is stated, without what asks."""
    start = max((text.rfind(m, 0, match.start()) for m in "，,；;。？?"), default=-1) + 1
    ends = [e for m in "，,；;。？?" if (e := text.find(m, match.end())) >= 0]
    clause = text[start : min(ends, default=len(text))]
    return re.sub(r"为(?:什么|何|啥)|怎么|咋|是不是|都是啥|是吗|对吗|吧$|吗$|(?<!多)只(?!有)", "", clause)
