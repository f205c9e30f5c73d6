"""IDN: whose report it is, on which year, and how to reach the agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.dates import YEAR, year_number
from reports.model import Paragraph
from reports.numerals import fold
from review.basis import regulation
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


def _report_duty(context: Context) -> tuple[Basis, ...]:
    return (regulation(49), regulation(50, "统一格式"))


@rule("IDN01", "题名不完整", Severity.WARNING, _report_duty)
def title_parts(context: Context) -> Iterator[Problem]:
    """检查：题名是否写明单位、年度，并称“政府信息公开工作年度报告”。

    为何：年度报告向社会公布，题名应能独立说明是谁、哪一年的报告。
    触发：题名为“政府信息公开工作报告”。
    不触发：“××区民政局2023年政府信息公开工作年度报告”。
    例外：“××年度政府信息公开工作报告”这类语序不同而要素齐全的不报。
    """
    title = fold(context.report.title)
    missing = []
    if not title or context.report.title_paragraph is None:
        missing = ["题名"]
    else:
        if not re.search(rf"{YEAR}年", title):
            missing.append("年度")
        if (
            len(
                re.sub(
                    rf"关于|{YEAR}年度?|(?:政府信息|政务|信息)公开|工作|年度|报告|的|[(（].*?[)）]|\d",
                    "",
                    title,
                )
            )
            < 2
        ):
            missing.append("单位名称")
        if not (
            "信息公开" in title and "报告" in title and ("年度" in title or re.search(r"年.*报告", title))
        ):
            missing.append("“政府信息公开工作年度报告”的名称")
    if missing:
        first = context.report.preamble[0] if context.report.preamble else None
        yield Problem(
            f"题名缺少{'、'.join(missing)}。" if missing != ["题名"] else "正文没有题名。",
            "请将题名写为“单位名称＋年度＋政府信息公开工作年度报告”。",
            context.at_paragraph(first),
            quote=context.report.title,
            expected=f"{context.report.agency or '单位名称'}{context.report.year or ''}年政府信息公开工作年度报告",
            actual=context.report.title,
        )


def _opening_year(context: Context) -> tuple[int, Paragraph, str] | None:
    """The year with which the general part begins, where it is the subject of the first sentence."""
    section = context.report.section("一")
    if section is None:
        return None
    for paragraph in section.paragraphs[:3]:
        match = re.match(rf"^\s*(?:（一）[^。]{{0,15}})?({YEAR})年(?:度)?[，,以来]", fold(paragraph.text))
        if match:
            year = year_number(match[1])
            return (year, paragraph, match[0]) if year else None
    return None


_THIS_REPORT = re.compile(
    rf"(?:编制|公布|发布|形成|撰写|起草)(?:完成)?(?:了|并(?:公布|发布))?(?:本单位|本机关|本局)?({YEAR})年(?:度)?(?:政府信息公开|信息公开)(?:工作)?(?:年度)?(?:报告|年报)(?!.{{0,12}}(?:通知|要求|意见))"
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


@rule("IDN02", "题名、统计期限、正文年度不一致", Severity.ERROR, _report_duty)
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
        (_opening_year(context), "总体情况开头却写“{}年”", "正文内容属于哪一年度，并改正年份"),
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


@rule("IDN03", "统计期限缺失或不完整", Severity.WARNING, _report_duty)
def statistical_period(context: Context) -> Iterator[Problem]:
    """检查：是否写明数据统计期限，期限是否为当年1月1日至12月31日。

    为何：年度报告应反映完整的一个年度。
    触发：“数据统计期限为2020年1月1日至2020年11月30日”。
    不触发：“自2020年1月1日起至12月31日止”。
    例外：期限年度与题名不符的，由年度不一致规则报告。
    """
    report = context.report
    if report.period is None:
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
        )


@rule("IDN07", "联系方式缺失或有误", Severity.NOTICE, accuracy)
def contact_data(context: Context) -> Iterator[Problem]:
    """检查：引言是否有联系方式，邮政编码是否6位，电话位数是否正确。

    为何：公众对报告有疑问时需要能够联系到单位。
    触发：邮编写成“23500”。
    不触发：区号加8位座机、400电话、12345热线。
    例外：没有引言的文件只提示缺少联系方式。
    """
    contact, evidence = context.report.contact, context.report.evidence
    by_index = {p.index: p for p in context.report.paragraphs()}
    if not contact.get("phone") and not contact.get("address") and not contact.get("email"):
        yield Problem(
            "没有联系地址、电话等联系方式。",
            "建议在引言中写明联系地址、邮政编码和联系电话。",
            context.at_paragraph(context.report.preamble[-1] if context.report.preamble else None),
        )
        return
    code = contact.get("postcode", "").replace(" ", "")
    if code and len(code) != 6:
        place = evidence["postcode"]
        yield Problem(
            f"邮政编码“{code}”不是6位。",
            "请更正邮政编码。",
            context.at_paragraph(by_index.get(place.paragraph or 0)),
            quote=place.quote,
            expected="6位",
            actual=f"{len(code)}位",
        )
    phone = contact.get("phone", "")
    if phone and not _phone_ok(phone):
        place = evidence["phone"]
        yield Problem(
            f"联系电话“{phone}”的位数不正确。",
            "请核对并更正联系电话。",
            context.at_paragraph(by_index.get(place.paragraph or 0)),
            quote=place.quote,
            actual=phone,
        )


def _phone_ok(phone: str) -> bool:
    digits = re.sub(r"\D", "", phone)
    if digits.startswith(("400", "800")) and len(digits) == 10:
        return True
    if re.fullmatch(r"1[3-9]\d{9}", digits) or len(digits) == 5:
        return True
    if digits.startswith("0"):
        area = 3 if digits[:2] in ("01", "02") else 4
        rest = digits[area:]
        return len(rest) in (7, 8) or (len(rest) > 8 and bool(re.search(r"[-—－转]\s*\d{1,4}$", phone)))
    return len(digits) in (7, 8)


RULES: tuple[Rule, ...] = (title_parts, year_conflict, statistical_period, contact_data)
