"""TIM: when a report has to be out, and plans that are dated in the past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.dates import YEAR, year_number
from reports.model import Level
from reports.sentences import clip, sentences
from review.basis import local_sheet, regulation
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule


def _deadline_basis(context: Context) -> tuple[Basis, ...]:
    sign = "3月31日" if context.level is Level.GOVERNMENT else "1月31日"
    return (regulation(49, sign),)


_LEGAL_DEADLINES = {Level.DEPARTMENT: (1, 31), Level.GOVERNMENT: (3, 31)}


@rule("TIM01", "公布时间晚于规定", Severity.ERROR, _deadline_basis)
def late(context: Context) -> Iterator[Problem]:
    """检查：部门是否在次年1月31日前、县级以上地方人民政府是否在次年3月31日前公布。

    为何：条例第四十九条规定了公布期限。
    触发：部门2020年度报告于2021年2月5日发布。
    不触发：没有读到发布日期。
    例外：乡镇、街道和其他组织条例没有规定日期；设置了当地期限的，晚于当地期限而不晚于条例期限的按需要核实提示。
    """
    report, published = context.report, context.published
    if report.year is None or published is None or published.year <= report.year:
        return
    legal, local = _LEGAL_DEADLINES.get(context.level), context.settings.deadline(context.level)
    for limit, severity, whose in (
        (legal, Severity.ERROR, "条例规定的"),
        (local, Severity.WARNING, "当地规定的"),
    ):
        if limit is None or published <= date(report.year + 1, *limit):
            continue
        evidence = report.evidence.get("published")
        paragraph = next((p for p in report.preamble if evidence and p.index == evidence.paragraph), None)
        yield Problem(
            f"发布日期为{published.year}年{published.month}月{published.day}日，"
            f"晚于{whose}{report.year + 1}年{limit[0]}月{limit[1]}日的期限。",
            "请说明未按期公布的原因，并在今后按期报送和公布。",
            context.at_paragraph(paragraph),
            quote=evidence.quote if evidence else "",
            expected=date(report.year + 1, *limit).isoformat(),
            actual=published.isoformat(),
            severity=severity,
            basis=()
            if severity is Severity.ERROR
            else (local_sheet(f"公布期限：{limit[0]}月{limit[1]}日前。"),),
        )
        return


_PLAN = re.compile(
    rf"({YEAR})年(?:度)?[，,、]?[^。；，,]{{0,14}}?[，,]?[^。；，,]{{0,8}}?(?:将(?:会|要)?(?:严格|进一步|继续|按照|加强|重点|着力|从|认真|以|持续|不断|切实|"
    r"健全|建立|推行|增加|优化|强化|细化|落实|组织|开展|拓宽|拓展|规范|改进|丰富|创新|提升|提高|探索|聚焦|立足|通过|根据|对(?!外)|定期|及时|逐步|统筹|抓|扩大|举办|压实|加快|推动|主动|严把|每[月季年周]|"
    r"采取|做好|全面|积极|加大|努力|深入|完善|结合|围绕|坚持|着重|大力|主要|突出|推进|在)|拟(?!批准|任|录|聘|审批|稿|定|推荐|建|征|公示)|(?<![专项招生规划工作年度建设发展])计划(?!政策|招生|书|表|类|、)|打算|力争|准备)"
)
_HABIT = re.compile(r"年度?计划|规划|计划生育|工作计划|计划任务")


@rule("TIM02", "改进措施的年份已经过去", Severity.WARNING, lambda c: (regulation(50, "主要问题及改进情况"),))
def past_plan(context: Context) -> Iterator[Problem]:
    """检查：下一步打算、改进措施写的年份是否晚于报告年度。

    为何：改进措施是对下一年度的安排，年份写成本年度或更早多为沿用旧稿。
    触发：2020年度报告写“2020年，我会将严格按照……”。
    不触发：“2021年，我会将……”；“2020年，我局将政务公开纳入考核”（叙述已做的工作）。
    例外：“规划”“计划”作名词使用的不报。
    """
    year = context.report.year
    if year is None:
        return
    numbers = {s.number for s in context.report.sections}
    for section in context.report.sections:
        if section.number != "五" and "五" in numbers:
            continue
        for sentence in sentences(section.paragraphs):
            match = _PLAN.search(sentence.text)
            stated = year_number(match[1]) if match else None
            if match is None or stated is None or stated > year or _HABIT.search(match[0]):
                continue
            yield Problem(
                f"{year}年度报告的改进措施写的是“{stated}年”，应为对下一年度的安排。",
                f"请核实并改为{year + 1}年的改进措施，同时检查内容是否沿用往年文稿。",
                context.at_paragraph(sentence.paragraph),
                quote=clip(sentence.text, match.start(), match.end()),
                expected=f"{year + 1}年",
                actual=f"{stated}年",
            )


@rule("TIM03", "报告年度晚于发布年份", Severity.ERROR, lambda c: (regulation(49),))
def year_after_publication(context: Context) -> Iterator[Problem]:
    """检查：报告年度是否晚于发布日期所在的年份。

    为何：报告反映上一年度的情况，不可能早于该年度发布。
    触发：题名为2022年度，发布日期是2021年1月。
    不触发：2021年度报告于2022年1月发布。
    例外：没有发布日期或年度的不判。
    """
    report, published = context.report, context.published
    if report.year is not None and published is not None and report.year > published.year:
        yield Problem(
            f"报告年度为{report.year}年，发布日期却是{published.isoformat()}。",
            "请核实题名中的年度或发布日期。",
            context.at_paragraph(report.preamble[0] if report.preamble else None),
            quote=report.title,
            expected=f"{published.year - 1}年",
            actual=f"{report.year}年",
        )


RULES: tuple[Rule, ...] = (late, past_plan, year_after_publication)
