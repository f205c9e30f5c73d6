"""A figure over several reports: its sum, who has the most, how it changed between years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from answering.answer import Evidence
from answering.figure_values import marks_of, percent, statement_of
from answering.plan.figures import figure_asked
from answering.plan.operations import Figure
from answering.plan.together import TOGETHER
from answering.source import Source
from reports.numerals import spoken

_RANK = re.compile(
    r"哪(?:一)?年|从[多高]到[少低]|从[少低]到[多高]|排(?:序|一下|列|个?名|个?队)|(?<!在)谁|哪(?:一)?份(?:报告|年报)?|哪(?:个|家|一个|一家|些)(?:单位|部门|街道|乡镇|镇|局|机关|地方|区|县)?|排名|最多的(?:单位|部门|街道|镇|局)"
)
_APART = re.compile("比.*[多少]|(?:和|与|跟).*(?:差|相差|差距)|相差|差(?:了)?(?:多少|几)")
_TOGETHER = re.compile(f"{TOGETHER}|总数|总量|平均|(?:分别|各|都)(?:是)?在(?:哪|谁)")
_AVERAGE = re.compile("平均")


_LEAST = re.compile("最少|最低|更少|更低|从[少低]到|垫底|末位|最后一名")


def asks_order(question: str) -> bool:
    """Whether a question asks which of several reports comes first."""
    return bool(_RANK.search(question))


def asks_least(question: str) -> bool:
    """Whether the smallest number is to come first."""
    return bool(_LEAST.search(question))


def asks_sum(question: str) -> bool:
    """Whether a question asks for several reports' numbers together."""
    return bool(_TOGETHER.search(question))


def asks_average(question: str) -> bool:
    """Whether it asks what they have on average."""
    return bool(_AVERAGE.search(question))


@dataclass(frozen=True)
class _Told:
    """The sentence that gives a figure of one report, and its value."""

    source: Source
    text: str
    value: Decimal


def _told(
    question: str, figure: Figure, sources: Sequence[Source], evidence: Evidence
) -> tuple[list[_Told], list[str]]:
    """The reports that give a figure, and the sentences of all that have its cells, blank ones too."""
    # A row's columns have other names in another edition of the format.
    own = [figure_asked(question, s.report) or figure for s in sources]
    said = [(s, statement_of(question, evidence, s, f)) for s, f in zip(sources, own, strict=True)]
    known = [_Told(s, t[0], t[1]) for s, t in said if t is not None and t[1] is not None]
    return known, [t[0] for _, t in said if t is not None]


def _table(figure: Figure, values: Iterable[tuple[str, Decimal]]) -> tuple[tuple[str, ...], ...]:
    """A row for each report with its number, under a heading."""
    rows = ((name, f"{spoken(value)}{figure.unit}") for name, value in values)
    return ("单位", figure.said()), *rows


def compared_years(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The change between the two latest of several reports of one agency."""
    dated = sorted((s for s in sources if s.report.year), key=lambda s: s.report.year or 0)
    if len(dated) < 2 or len({s.report.agency for s in dated}) != 1:
        return None
    known, _ = _told(question, figure, dated, evidence)
    if len(known) < 2:
        return None
    before, now = known[-2:]
    difference = now.value - before.value
    word = "增加" if difference > 0 else "减少"
    change = "持平" if difference == 0 else f"{word}{spoken(abs(difference))}{figure.unit}"
    if before.value and difference:
        change += f"（{'增长' if difference > 0 else '下降'}{percent(abs(difference), before.value)}）"
    head = f"{figure.said()}{now.source.report.year}年比{before.source.report.year}年{change}。"
    marks = marks_of(k.text for k in (before, now))
    return "\n".join((f"{head}{marks}", *(k.text for k in known)))


def ranked(
    question: str, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """Who has the most or the least of a figure, with a table of all."""
    if len(sources) < 2:
        return None
    if not asks_order(question):
        return None
    least = asks_least(question)
    known, _ = _told(question, figure, sources, evidence)
    known.sort(key=lambda k: (k.value if least else -k.value, k.source.name))
    if not known:
        return None
    best = [k for k in known if k.value == known[0].value]
    first = f"{spoken(known[0].value)}{figure.unit}。{marks_of(k.text for k in known)}"
    if len(best) == len(known) > 1:
        return f"{len(known)}份报告的{figure.said()}都是{first}", ()
    names = "、".join(k.source.name for k in best)
    way, other = ("最少", "最多") if least else ("最多", "最少")
    text = f"{len(known)}份报告中，{figure.said()}{way}的是{names}，{first}"
    if other in question and known[-1].value != known[0].value:
        last = [k for k in known if k.value == known[-1].value]
        names = "、".join(k.source.name for k in last)
        text += f"{other}的是{names}，{spoken(last[0].value)}{figure.unit}。"
    if _AND_SECOND.search(question):
        text += _second(figure, known, len(best))
    return text, _table(figure, ((k.source.name, k.value) for k in known))


# 比第二多几件: how far the first is ahead.
_AND_SECOND = re.compile("第二|次[多少之]|后一名")


def _second(figure: Figure, known: Sequence[_Told], first: int) -> str:
    """Who comes after the first so many, and by how much."""
    second = known[first]
    far = abs(known[0].value - second.value)
    return (
        f"第二是{second.source.name}，{spoken(second.value)}{figure.unit}，相差{spoken(far)}{figure.unit}。"
    )


def apart(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """By how much two agencies differ in a figure (锦屏街道比南湖街道多几件)."""
    if (
        len(sources) != 2
        or sources[0].report.agency == sources[1].report.agency
        or not _APART.search(question)
    ):
        return None
    known, _ = _told(question, figure, sources, evidence)
    if len(known) < 2:
        return None
    first, second = sorted(known, key=lambda k: -k.value)
    far = first.value - second.value
    verdict = f"多{spoken(far)}{figure.unit}" if far else "一样多"
    head = (
        f"{first.source.name}的{figure.said()}比{second.source.name}{verdict}"
        if far
        else f"两份报告的{figure.said()}{verdict}"
    )
    return "\n".join((f"{head}。{marks_of(k.text for k in known)}", *(k.text for k in known)))


def together(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The sum of a figure over several reports, or what each has on average, with each report's number."""
    if len(sources) < 2 or not asks_sum(question):
        return None
    known, said = _told(question, figure, sources, evidence)
    if len(known) < 2:
        return None
    total = sum((k.value for k in known), Decimal(0))
    head = f"{len(known)}份报告的{figure.said()}合计{spoken(total)}{figure.unit}"
    if asks_average(question):
        mean = (total / len(known)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        head += f"，平均{spoken(mean)}{figure.unit}"
    return "\n".join((f"{head}。{marks_of(k.text for k in known)}", *said))
