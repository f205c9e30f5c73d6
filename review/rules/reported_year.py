"""IDN: the year that a report is on, and the period of its data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.certainty import Subject
from reports.dates import YEAR, year_number
from reports.model import Paragraph
from reports.numerals import fold, half_width
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import report_duty

_OPENING = re.compile(
    rf"^\s*(?:[（(]?[一1][)）、.．][^。，,]{{0,15}}?[。：:]?)?(?:一年来|本年度|过去一年|在|回顾)?[（(]?(?P<year>{YEAR})年(?:度|来)?[)）]?"
    r"(?:[，,、]|以来|里|中|期间|(?=我|全|本|[一-龥]{2,10}(?:局|委|办|政府|镇|乡|街道|会)))"
)


def opening_year(context: Context) -> tuple[int, Paragraph, str] | None:
    """The year with which the general part begins, where it is the subject of the first sentence."""
    section = context.report.section("一")
    if section is None:
        return None
    for paragraph in section.paragraphs[:3]:
        match = _OPENING.match(half_width(paragraph.text))
        if match:
            year = year_number(match["year"])
            since = match[0].endswith("以来") and year != context.report.year
            return (year, paragraph, paragraph.text[: match.end()]) if year and not since else None
    return None


_THIS_REPORT = re.compile(
    rf"(?:编制|公布|发布|形成|撰写|起草|现将|兹将)(?:完成)?(?:了|并(?:公布|发布))?(?:本单位|本机关|本局|[一-龥]{{3,20}}?)?({YEAR})年(?:度)?(?:政府信息公开|信息公开)(?:工作)?(?:年度)?(?:报告|年报|情况(?!的?通报|统计|检查))(?!.{{0,12}}(?:通知|要求|意见))"
)


def _announced_year(context: Context) -> tuple[int, Paragraph, str] | None:
    """The year of the report that the introduction says it is."""
    for paragraph in context.report.preamble:
        if paragraph.index == context.report.title_paragraph:
            continue
        match = _THIS_REPORT.search(fold(paragraph.text))
        year = year_number(match[1]) if match else None
        if match and year:
            return year, paragraph, match[0]
    return None


@rule("IDN02", "题名、统计期限、正文年度不一致", Severity.ERROR, report_duty)
def year_conflict(context: Context) -> Iterator[Problem]:
    """检查：题名的年度、引言所称报告的年度、数据统计期限的年度和总体情况开头的年度是否一致。

    为何：年度不一致，读者无法判断数据属于哪一年，多为沿用上年文稿所致。
    触发：题名为2021年，统计期限写“2020年1月1日至2020年12月31日”。
    不触发：正文中与上年比较时提到上一年度。
    例外：只看总体情况首句的年度，其他位置提到的年份不作为依据。
    """
    report = context.report
    if report.year is None:
        return
    period = report.evidence.get("period")
    if report.period and report.period[1].year != report.year and period:
        paragraph = next((p for p in report.paragraphs() if p.index == period.paragraph), None)
        yield Problem(
            f"题名年度为{report.year}年，统计期限却为{report.period[0].year}年"
            + (f"至{report.period[1].year}年。" if report.period[0].year != report.period[1].year else "。"),
            "请核实报告年度，将题名、统计期限和正文年度改为一致，并核对数据是否属于该年度。",
            context.at_paragraph(paragraph),
            quote=period.quote,
            expected=str(report.year),
            actual=str(report.period[1].year),
        )
    for stated, where, place in (
        (_announced_year(context), "引言却写编制的是{}年的报告", "引言的年份"),
        (opening_year(context), "总体情况开头却写“{}年”", "正文内容属于哪一年度，并改正年份"),
    ):
        if stated is None or stated[0] == report.year:
            continue
        year, paragraph, words = stated
        yield Problem(
            f"题名年度为{report.year}年，{where.format(year)}。",
            f"请核实{place}。",
            context.at_paragraph(paragraph),
            quote=words,
            expected=str(report.year),
            actual=str(year),
        )


# A new agency may report on a part of the year; what is some days off is a slip.
_NEARLY_A_YEAR = 350


@rule("IDN03", "统计期限缺失或不完整", Severity.WARNING, report_duty)
def statistical_period(context: Context) -> Iterator[Problem]:
    """检查：是否写明数据统计期限，期限是否为当年1月1日至12月31日。

    为何：年度报告应反映完整的一个年度。
    触发：“数据统计期限为2020年1月1日至2020年11月30日”。
    不触发：“自2020年1月1日起至12月31日止”。
    例外：期限年度与题名不符的，由年度不一致规则报告；写了期限而缺字、未能读出的，提示核对，不说没有写。
    """
    report = context.report
    if report.period is None:
        doubt = report.reading.about(Subject.PERIOD)
        if doubt is not None:
            paragraph = next((p for p in report.paragraphs() if p.index == doubt.paragraph), None)
            yield Problem(
                doubt.message,
                "请对照原件核对统计期限是否写为当年1月1日至12月31日；原文缺字的，请补正。",
                context.at_paragraph(paragraph),
                quote=doubt.quote,
                expected="1月1日至12月31日",
            )
            return
        place = report.preamble[-1] if report.preamble else None
        yield Problem(
            "没有写明报告所列数据的统计期限。",
            f"请在引言中写明“所列数据的统计期限自{report.year or '××××'}年1月1日起至12月31日止”。".replace(
                "××××", "本"
            ),
            context.at_paragraph(place),
            expected="1月1日至12月31日",
        )
        return
    start, end = report.period
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) or start.year != end.year:
        evidence = report.evidence["period"]
        paragraph = next((p for p in report.paragraphs() if p.index == evidence.paragraph), None)
        yield Problem(
            f"统计期限为{start:%Y年%m月%d日}至{end:%Y年%m月%d日}，不是一个完整年度。",
            "请将统计期限改为当年1月1日至12月31日，并按完整年度重新核对数据。",
            context.at_paragraph(paragraph),
            quote=evidence.quote,
            expected="1月1日至12月31日",
            actual=f"{start:%m-%d}至{end:%m-%d}",
            severity=Severity.ERROR if (end - start).days >= _NEARLY_A_YEAR else None,
        )


RULES: tuple[Rule, ...] = (year_conflict, statistical_period)
