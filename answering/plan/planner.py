"""The planner by rules: one table holds the order in which a question is tried; the first that reads it decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answering.help import help_on
from answering.plan.across import across, over_years, reports_asked
from answering.plan.all_of import all_of
from answering.plan.application import application
from answering.plan.checks import (
    agreement,
    checked,
    correctness,
    misfit,
    problems_and_measures,
    remedy,
    written,
)
from answering.plan.combined import average, derivable, difference, one, order, several, share, total
from answering.plan.complete import complete
from answering.plan.contacts import contacts
from answering.plan.divided import divided
from answering.plan.follow_up import edited, follow_up
from answering.plan.naming import contrasted, names_in, with_carried
from answering.plan.operations import (
    Application,
    Complete,
    Contacts,
    Fee,
    Find,
    HowTo,
    Locate,
    Name,
    Operation,
    OutOfScope,
    Overview,
    Plan,
    Step,
    Values,
    Where,
)
from answering.plan.overviews import continued, deeds, draft, overview
from answering.plan.parts import parts_of
from answering.plan.places import locate, where
from answering.plan.premises import premise
from answering.plan.reading import Reading
from answering.plan.spelling import read_as
from answering.plan.taken_for_granted import happened, rank_claimed, turned
from answering.plan.verified import verified
from answering.plan.which import which
from answering.plan.wordings import asks
from answering.source import Source
from reports.prose.quantities import quantities

NOT_FOR_THIS_TOOL = "这件事不在本工具的范围内：这里只能查阅政府信息公开工作年度报告和《政府信息公开条例》，不能提供其他文件或代办别的事。"
_CHARGED = ("件", "个", "份", "页", "张")


def _fee(reading: Reading) -> Operation | None:
    """What a number of applications or pages costs; of 一个月提31件 the larger number is counted."""
    if reading.asks("fee") is None:
        return None
    counted = [(int(q.value), q.unit) for q in quantities(reading.text) if q.unit in _CHARGED]
    if not counted:
        return None
    value, unit = max(counted)
    return Fee(pages=value) if unit in ("页", "张") else Fee(applications=value)


def _how_to(reading: Reading) -> Operation | None:
    """How to use this tool."""
    text = help_on(reading.text)
    return HowTo(text) if text is not None else None


def _handing_over(reading: Reading) -> Operation | None:
    """Every part of the question wants what this tool does not give; else the other parts are answered."""
    parts = parts_of(reading.text)
    return OutOfScope(NOT_FOR_THIS_TOOL) if all(asks("handing_over", p) for p in parts) else None


def _own_case(reading: Reading) -> Operation | None:
    """What a citizen may do in a case of their own is the Regulation's to say, and no fault of the report's."""
    return Find(reading.text) if reading.asks("own_case") else None


@dataclass(frozen=True)
class Decision:
    """A rule of the table: its name for the trace, and what it reads."""

    name: str
    read: Callable[[Reading], Operation | None]


DECISIONS: tuple[Decision, ...] = (
    Decision("怎样使用本工具", _how_to),
    Decision("写信息公开申请", application),
    Decision("要办的事不在范围", _handing_over),
    Decision("自己的事怎么办", _own_case),
    Decision("代写", draft),
    Decision("按标准算信息处理费", _fee),
    Decision("接着上一问", follow_up),
    Decision("怎样联系单位", contacts),
    Decision("哪里对不上", misfit),
    Decision("问在什么位置", where),
    Decision("问某个位置写了什么", locate),
    Decision("两年的数是否衔接", continued),
    Decision("问题与措施是否对应", problems_and_measures),
    Decision("核对正文与表格", agreement),
    Decision("验算比率", verified),
    Decision("核对合计与勾稽", checked),
    Decision("应写的写齐没有", complete),
    Decision("写得怎样", written),
    Decision("一个方面做了哪些事", deeds),
    Decision("概括、评价或代写", overview),
    Decision("两年相比", over_years),
    Decision("问报告的正误", correctness),
    Decision("有哪些报告", reports_asked),
    Decision("哪些报告合条件", which),
    Decision("几份报告相比", across),
    Decision("构成与排名", divided),
    Decision("比率和占比", share),
    Decision("相差多少", difference),
    Decision("几个数相加", total),
    Decision("正文里的次序", order),
    Decision("平均多少", average),
    Decision("几个数分别多少", several),
    Decision("由正文推算", derivable),
    Decision("问题怎么解决", remedy),
)
# Beside these a number that the question states is looked at first.
_WITH_PREMISE = (Overview, Values, Find)
# What these want is no fact that a question could take for granted.
_NOT_OF_FACTS = (HowTo, OutOfScope, Fee, Locate, Where, Complete, Contacts, Application)
FOUND_BY_WORDS = "按词语查找表格、正文和条例"


def read_plan(question: str, sources: Sequence[Source], before: Sequence[Plan] = (), prose: str = "") -> Plan:
    """The plan of a question about some reports, after the plans before it; `prose` is all that the reports say."""
    spelt = read_as(question)
    first = Reading(question, spelt, tuple(sources), tuple(before))
    trace = [Step("读作", spelt)] if spelt != question else []
    text = with_carried(contrasted(edited(first)), first)
    if text != spelt:
        trace.append(Step("接着上一问", text))
    reading = replace(first, text=text)
    names: tuple[Name, ...] = names_in(text, sources, prose)
    trace += [Step("点名", f"{n.text}（{'所选报告' if n.bound else n.why}）") for n in names]
    operation = _decided(reading, trace)
    limited = isinstance(operation, Overview) and (operation.characters or operation.each or operation.points)
    # The number of a limit is none that the report could tell.
    stated = premise(reading) if isinstance(operation, _WITH_PREMISE) and not limited else None
    if stated is not None:
        trace.append(Step("提问中的数是否属实", reading.text))
    granted = _granted(reading, stated is not None) if not isinstance(operation, _NOT_OF_FACTS) else None
    if granted is not None:
        trace.append(Step("提问所认定的事是否属实", reading.text))
    operations = tuple(o for o in (granted, stated if granted is None else None, operation) if o is not None)
    return Plan(question, text, operations, names, tuple(trace))


def _granted(reading: Reading, with_number: bool) -> Operation | None:
    """What a question takes for granted; a case only where no number of cases is stated, which is looked at itself."""
    case = None if with_number else happened(reading)
    return all_of(reading) or case or (None if with_number else turned(reading)) or rank_claimed(reading)


def _decided(reading: Reading, trace: list[Step]) -> Operation:
    """The operation of the first decision that reads the question; what is found by words where none does."""
    for decision in DECISIONS:
        operation = decision.read(reading)
        if operation is not None:
            trace.append(Step(decision.name, type(operation).__name__))
            return operation
    trace.append(Step(FOUND_BY_WORDS, reading.text))
    return one(reading) or Find(reading.text)
