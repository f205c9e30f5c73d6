"""TXT11: the labels and values of charts against the items that the text lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from reports.numerals import cell_value, fold, spoken
from reports.prose.quantities import counts
from review.finding import Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.stated_figures import divided


@rule("TXT11", "图表与正文不符", Severity.WARNING, accuracy)
def charts(context: Context) -> Iterator[Problem]:
    """检查：图表的标签和数值与正文列举的分项是否一致。

    为何：图表与正文不一致，多为更新正文后未更新图表。
    触发：图表标签“重大决策与公开”，正文为“重大决策预公开”。
    不触发：标签只是简称。
    例外：正文没有列举分项的不比；图表有、正文没有的标签只在数值相同或相近时提示。
    """
    told = {label: q.value for li in divided(context) for label, q in li.parts if label}
    if not told:
        return

    def drawn(label: str, value: Decimal) -> bool:
        """Whether any series draws a label with this value: beside it stands the year before."""
        every = (p for chart in context.report.charts for p in chart.points)
        return any(name == label and cell_value(raw) == value for name, raw in every)

    for chart in context.report.charts:
        shared = sum(1 for label, _ in chart.points if any(_same(label, t) for t in told))
        if shared < max(2, len(chart.points) // 2):
            continue
        for label, raw in chart.points:
            value = next(iter(counts(f"{raw}件")), None)
            exact = next((t for t in told if _same(label, t)), None)
            if exact is not None:
                if value is not None and told[exact] != value.value and not drawn(label, told[exact]):
                    yield Problem(
                        f"图表中“{label}”为{raw}，正文为{spoken(told[exact])}。",
                        "请核对并统一图表与正文的数值。",
                        _at_chart(context, chart.index),
                        quote=f"{label} {raw}",
                        expected=spoken(told[exact]),
                        actual=raw,
                    )
                continue
            close = max(told, key=lambda t: fuzz.ratio(fold(t), fold(label)))
            if fuzz.ratio(fold(close), fold(label)) >= 60:
                yield Problem(
                    f"图表标签“{label}”与正文“{close}”不一致。",
                    "请核对并统一图表标签与正文的名称。",
                    _at_chart(context, chart.index),
                    quote=label,
                    expected=close,
                    actual=label,
                )


def _same(label: str, told: str) -> bool:
    a, b = (re.sub(r"[“”\"'‘’《》\s]|信息$|情况$", "", fold(x)) for x in (label, told))
    return a == b or (len(a) >= 4 and len(b) >= 4 and (a in b or b in a))


def _at_chart(context: Context, index: int) -> Location:
    return Location(section=context.report.section_of(index), paragraph=index)


RULES: tuple[Rule, ...] = (charts,)
