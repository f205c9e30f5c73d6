"""The leading sentence of a judgement, with the facts that it is derived from."""

from __future__ import annotations

import re

from answering.draft.sentence import Slot
from answering.overview.material import Material, Pieces
from answering.plan.operations import Overview

_CONCRETE = re.compile("\\d|《|“")
_ON_PROBLEMS = re.compile("问题|不足|措施|整改")


def publish(m: Material) -> Pieces:
    """Whether a report can be made public as it is."""
    errors, doubts = len(m.errors), len(m.doubts)
    if errors:
        more = f"，另有{doubts}处需要核实" if doubts else ""
        return (f"建议退回{m.agency}修改后再公布：审查发现必须修改的问题{errors}处{more}。",)
    if doubts:
        return (f"没有必须修改的问题；核实下列{doubts}处之后可以公布。",)
    return ("可以公布：按现有规则审查，没有发现必须修改或需要核实的问题。",)


def balance(m: Material, worse: bool = False) -> Pieces:
    """How many figures are better and worse than last year's."""
    good = sum(1 for c in m.changes if c.better)
    bad = sum(1 for c in m.changes if c.better is False)
    if not m.changes:
        return ()
    if worse:
        return (
            f"与上年相比，变差的有{bad}项，变好的有{good}项。"
            if bad
            else f"与上年相比没有发现变差的数，变好的有{good}项。",
        )
    head = "总的看有进步" if good > bad else "总的看有退步" if bad > good else "总的看互有进退"
    return (f"{head}：与上年相比，变好的有{good}项，变差的有{bad}项。",)


def verdict(m: Material, asked: Overview) -> Pieces:
    """What the facts amount to, in one sentence that names them."""
    if _ON_PROBLEMS.search(asked.topic) and re.search("实|空|具体|笼统|认真|到位", asked.topic):
        return of_part_five(m)
    errors = len(m.errors)
    problems = len(m.five.problems)
    told = sum(1 for i in m.five.problems if _CONCRETE.search(i.text))
    good = len(m.deeds.good)
    pieces = [f"{m.name}的报告写了{good}项有数据或名称的具体工作，自述{problems}个问题"]
    if problems:
        pieces.append(f"（其中{told}个有数据或事例）")
    opinion = (
        f"，但报告本身有{errors}处必须修改，先改后用" if errors
        else "，工作有内容，短板也说得清楚" if told and good > 2
        else "，具体内容偏少" if good <= 2 else "，工作有内容，问题说得不够具体"
    )  # fmt: skip
    corrected = m.seen.figures.get("行政复议结果纠正")
    if corrected is not None and corrected.value:
        return (*pieces, "，行政复议被纠正", Slot(corrected.id), opinion, "。")
    return (*pieces, opinion, "。")


def of_part_five(m: Material) -> Pieces:
    """Whether problems and measures are told concretely."""
    problems, measures = m.five.problems, m.five.measures
    told = [sum(1 for i in items if _CONCRETE.search(i.text)) for items in (problems, measures)]
    opinion = (
        "写得比较实"
        if sum(told) * 2 > len(problems) + len(measures)
        else "有的写得实，多数偏笼统"
        if sum(told)
        else "写得偏空"
    )
    return (
        f"{opinion}：{len(problems)}个问题中{told[0]}个有数据或事例，{len(measures)}条措施中{told[1]}条有数据、时限或载体。",
    )
