"""STR: what the parts have to tell: the topics of the overview, the results that a government reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Level, Report
from reports.numerals import fold
from review.basis import regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule


def _overview_basis(context: Context) -> tuple[Basis, ...]:
    names = "、".join(t.name for t in context.due_edition.topics)
    return (uniform_format(context.due_edition, "一、总体情况", f"总体情况一般写明{names}等方面的情况。"),)


@rule("STR09", "总体情况缺少应写的方面", Severity.WARNING, _overview_basis)
def overview_topics(context: Context) -> Iterator[Problem]:
    """检查：总体情况是否写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。

    为何：2021 版统一格式要求总体情况写明这五个方面；2019 版只要求综述，故只作建议。
    触发：总体情况全文没有提到依申请公开。
    不触发：“（四）平台建设”“（五）政府信息公开监督保障情况”。
    例外：没有总体情况部分的不判；缺少的方面合并为一条。
    """
    section = context.report.section("一")
    if section is None or not section.text.strip():
        return
    text = fold("\n".join(s.text for s in context.report.sections if s.number == "一"))
    missing = [
        t.name for t in context.due_edition.topics if not any(re.search(sign, text) for sign in t.signs)
    ]
    if missing:
        yield Problem(
            f"总体情况没有写到{'、'.join(missing)}方面的情况。",
            f"请在总体情况中补充{'、'.join(missing)}方面本年度开展的具体工作；没有开展的，也请如实说明。",
            context.at_section("一"),
            quote=section.heading.text,
            severity=Severity(context.due_edition.topics_severity),
            expected="、".join(t.name for t in context.due_edition.topics),
        )


# The results that a government has to report (article 50), each with the words that tell it, the surest first.
RESULTS = {
    "工作考核": "考核|考评|绩效",
    "社会评议": "评议|满意[度率]|测评|问卷",
    "责任追究": "责任追究|追责|问责|追究[^。；]{0,10}责任|约谈|批评教育|处分",
}


def owes_results(report: Report) -> bool:
    """Whether a report is that of a government, which has to tell them; a 街道办事处 is none (Organic Law, article 85)."""
    governs = report.level in (Level.GOVERNMENT, Level.TOWNSHIP)
    return governs and "街道" not in report.agency_words


def _government_duty(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "各级人民政府的政府信息公开工作年度报告还应当包括"), regulation(46))


@rule("STR10", "缺少工作考核、社会评议、责任追究结果", Severity.ERROR, _government_duty,
      levels=(Level.GOVERNMENT, Level.TOWNSHIP))  # fmt: skip
def government_results(context: Context) -> Iterator[Problem]:
    """检查：各级人民政府（含乡镇）的报告是否写明工作考核、社会评议和责任追究结果情况。

    为何：条例第五十条第一款第（四）项对各级人民政府的明确要求。
    触发：镇人民政府的报告没有提到社会评议。
    不触发：写“未发生责任追究情形”。
    例外：部门和其他组织不适用；街道办事处是派出机关，不属于一级人民政府，不适用。
    """
    if not owes_results(context.report):
        return
    text = fold("\n".join(p.text for p in context.report.paragraphs()))
    missing = [name for name, words in RESULTS.items() if not re.search(words, text)]
    if missing:
        yield Problem(
            f"没有报告{'、'.join(missing)}结果情况。",
            f"请补充{'、'.join(missing)}的结果情况；没有发生的，应写明“未发生”等情况。",
            context.at_section(context.due_edition.results_section),
            expected="工作考核、社会评议、责任追究结果情况",
        )


RULES: tuple[Rule, ...] = (overview_topics, government_results)
