"""TXT29: what is told of last year beside this year's figures, against the tables of both years."""

from __future__ import annotations

from collections.abc import Iterator

from reports.numerals import spoken
from review.figures_of_two_years import unlike_figures
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


@rule("TXT29", "所写的上年数、结转数与表格不符", Severity.ERROR, accuracy)
def told_of_two_years(context: Context) -> Iterator[Problem]:
    """检查：只写上年数和增减数的，推算出的本年数与本年表格、上年数与上年报告是否相符；上年结转的申请、上年尚未审结的案件与两年的表格是否相符；事项由几项变为几项与2019版的表格是否相符。

    为何：同一数据两处不同，其中必有一处写错。
    触发：“行政处罚比上年的73件减少12件”，表中为73件；2023年度报告写“加上2022年结转的5件”，表中上年结转4件；“含上年尚未审结转入的2件”，上年报告尚未审结1件。
    不触发：推算出的数与表格相符；热线、信访、建议提案的结转。
    例外：约数不比；写“上年结转”的由正文办理结果的规则比较；不含、只写本级的不比；没有上年报告的不与上年比；表下说明能解释的不报。
    """
    told: set[str] = set()
    for found in unlike_figures(context.report, context.previous):
        if found.said in told:
            continue
        told.add(found.said)
        yield Problem(
            f"{found.said}。",
            "请对照两年的报告和台账核实，更正正文或表格。",
            context.at_paragraph(found.paragraph),
            quote=found.words,
            expected=spoken(found.right),
            actual=spoken(found.actual.value),
            cells=found.cells,
        )


RULES: tuple[Rule, ...] = (told_of_two_years,)
