"""A figure over several reports: its sum, who has the most, who meets a condition, how it changed between years."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from answering.answer import Evidence
from answering.figure_values import marks_of, percent, statement_of, sum_of
from answering.figures import Figure
from answering.listing import Condition, condition_asked, listed
from answering.source import Source
from reports.numerals import spoken

_RANK = re.compile(
    r"哪(?:一)?年|从[多高]到[少低]|从[少低]到[多高]|排(?:序|一下|列)|谁|哪(?:个|家|一个|一家|些)(?:单位|部门|街道|乡镇|镇|局|机关|地方|区|县)?|排名|最多的(?:单位|部门|街道|镇|局)"
)
_TOGETHER = re.compile("合计|加起来|总和|一共|总共|共计|总计|平均")
_AVERAGE = re.compile("平均")


def compared_years(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The change between the two latest of several reports of one agency."""
    dated = sorted((s for s in sources if s.report.year), key=lambda s: s.report.year or 0)
    if len(dated) < 2 or len({s.report.agency for s in dated}) != 1:
        return None
    told = [(s, statement_of(question, evidence, s, figure)) for s in dated]
    known = [(s, t[0], t[1]) for s, t in told if t is not None and t[1] is not None]
    if len(known) < 2:
        return None
    (old, _, before), (new, _, now) = known[-2], known[-1]
    difference = (now or Decimal(0)) - (before or Decimal(0))
    word = "增加" if difference > 0 else "减少"
    change = "持平" if difference == 0 else f"{word}{spoken(abs(difference))}{figure.unit}"
    if before and difference:
        change += f"（{'增长' if difference > 0 else '下降'}{percent(abs(difference), before)}）"
    head = f"{figure.said()}{new.report.year}年比{old.report.year}年{change}。"
    marks = marks_of(t for _, t, _ in known[-2:])
    return f"{head}{marks}\n" + "\n".join(t for _, t, _ in known)


def ranked(
    question: str, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """Who has the most or the least of a figure, or who meets the condition asked for, with a table of all."""
    if len(sources) < 2:
        return None
    condition = condition_asked(question)
    if condition is not None:
        return _meeting(question, condition, figure, sources, evidence)
    if not _RANK.search(question):
        return None
    least = bool(re.search(r"最少|最低|更少|更低|从[少低]到", question))
    told = [(s, statement_of(question, evidence, s, figure)) for s in sources]
    known = sorted(
        ((s, t[0], t[1]) for s, t in told if t is not None and t[1] is not None),
        key=lambda x: (x[2] if least else -x[2], x[0].name),
    )
    if not known:
        return None
    best = [k for k in known if k[2] == known[0][2]]
    if len(best) == len(known) > 1:
        marks = marks_of(k[1] for k in known)
        return f"{len(known)}份报告的{figure.said()}都是{spoken(known[0][2])}{figure.unit}。{marks}", ()
    names = "、".join(k[0].name for k in best)
    marks = marks_of(k[1] for k in known)
    text = f"{len(known)}份报告中，{figure.said()}{'最少' if least else '最多'}的是{names}，{spoken(known[0][2])}{figure.unit}。{marks}"
    rows = (("单位", figure.said()), *((k[0].name, f"{spoken(k[2])}{figure.unit}") for k in known))
    return text, rows


def _meeting(
    question: str, condition: Condition, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """All the reports that meet a condition, with the cells that say so; where none does, the cells of all."""
    values, blank = [], []
    for source in sources:
        value, _ = sum_of(source.report, figure.cells(source.report))
        if value is None:
            blank.append(source.name)
        else:
            values.append((source.name, value))
    if not values:
        return None
    text, met = listed(condition, figure.said(), figure.unit, values, blank)
    shown = {name for name, _ in met or values}
    said = (statement_of(question, evidence, s, figure) for s in sources if s.name in shown)
    marks = marks_of(t[0] for t in said if t)
    rows = (("单位", figure.said()), *((name, f"{spoken(value)}{figure.unit}") for name, value in met))
    return f"{text}{marks}", rows if met else ()


def together(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The sum of a figure over several reports, or what each has on average, with each report's number."""
    if len(sources) < 2 or not _TOGETHER.search(question):
        return None
    told = [statement_of(question, evidence, s, figure) for s in sources]
    known = [(text, value) for text, value in (t for t in told if t is not None) if value is not None]
    if len(known) < 2:
        return None
    total = sum((value for _, value in known), Decimal(0))
    head = f"{len(known)}份报告的{figure.said()}合计{spoken(total)}{figure.unit}"
    if _AVERAGE.search(question):
        mean = (total / len(known)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        head += f"，平均{spoken(mean)}{figure.unit}"
    marks = marks_of(text for text, _ in known)
    return "\n".join((f"{head}。{marks}", *(t[0] for t in told if t)))
