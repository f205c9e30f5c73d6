"""TIM: when a report has to be out, and plans that are dated in the past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from reports.dates import YEAR, year_number
from reports.model import Level, Paragraph
from reports.numerals import half_width
from reports.prose.sentences import clip, sentences
from review.basis import local_sheet, regulation
from review.closing import closing_of
from review.finding import Basis, Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


def _deadline_basis(context: Context) -> tuple[Basis, ...]:
    sign = "3月31日" if context.level is Level.GOVERNMENT else "1月31日"
    return (regulation(49, sign),)


LEGAL_DEADLINES = {Level.DEPARTMENT: (1, 31), Level.GOVERNMENT: (3, 31)}


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
    legal, local = LEGAL_DEADLINES.get(context.level), context.settings.deadline(context.level)
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
    rf"({YEAR})年(?:度)?[，,、]?[^。；，,]{{0,14}}?[，,]?[^。；，,]{{0,8}}?(?:将(?:会|要)?(?:为(?!了)|把|给|请|邀请|依托|严格|进一步|继续|按照|加强|重点|着力|从|认真|以|持续|不断|切实|"
    r"健全|建立|推行|增加|优化|强化|细化|落实|组织|开展|拓宽|拓展|规范|改进|丰富|创新|提升|提高|探索|聚焦|立足|通过|根据|对(?!外)|定期|及时|逐步|统筹|抓|扩大|举办|压实|加快|推动|主动|严把|每[月季年周]|"
    r"采取|做好|全面|积极|加大|努力|深入|完善|结合|围绕|坚持|着重|大力|主要|突出|推进|在)|拟(?!批准|任|录|聘|审批|稿|定|推荐|建|征|公示)|(?<![专项招生规划工作年度建设发展])计划(?!政策|招生|书|表|类|、)|打算|力争|准备)"
)
# 改进措施：2024年，一是……; what was done already is told as done (改进情况, 已, 了).
_PLANNED = re.compile(
    rf"(?:改进(?:措施|举措|方向|思路|计划)|下一?步|(?:工作)?打算|今后|工作(?:计划|安排|思路)|努力方向|整改措施)[^。；]{{0,10}}[：:，,。]\s*(?:一是|一、|1[.．、]|[（(][一1][)）])?(?:在|针对)?({YEAR})年"
)
# （三）2024年改进措施
_HEADED = re.compile(
    rf"^(?:[（(]?[一二三四五六\d][)）、.．])?\s*({YEAR})年度?的?(?:主要)?(?:改进|整改)(?:措施|举措|计划|打算|思路|方向)[：:。]"
)
# 2026年将采取以下措施：第一，2025年6月底前完成……
_DEADLINE = re.compile(
    rf"({YEAR})年(?:\d{{1,2}}月|第?[一二三四]季度|[上下]半年|年)?(?:[底末初]|[上中下]旬|\d{{1,2}}日)?之?前[^，。；]{{0,4}}(?:完成|实现|建成|开通|上线|配齐|全部|全面|达到)"
)
# 剩下的1个预计2025年3月办结, in the report on 2025
_EXPECTED = re.compile(
    rf"(?<!原)(?<!曾)(?:定于|预计|计划(?:于|在)?|拟(?:于|在)?|力争(?:于|在)?|争取(?:于|在)?|将(?:于|在))[^，。；\d]{{0,4}}({YEAR})年\d{{1,2}}月[^，。；]{{0,10}}(?:前|完成|办结|上线|销号|建成|开通|整改|到位)"
)
# 针对其一，2024年5月底前改造网上申请页面
_MEASURE_BY = re.compile(
    rf"({YEAR})年(?:\d{{1,2}}月|第?[一二三四]季度|[上下]半年)(?:[底末初]|[上中下]旬|\d{{1,2}}日)?之?前(?P<rest>[^。；]*)"
)
_MEASURES = re.compile(
    "改进措施|整改措施|下一?步|今后|打算|针对(?:其[一二三]|以上|上述|这些|第[一二三])|(?:措施|举措)[：:]"
)
_DONE = re.compile(r"已|了(?!解)|完成|得到|取得")
_HABIT = re.compile(r"年度?计划|规划|计划生育|工作计划|计划任务")


@rule("TIM02", "改进措施的年份已经过去", Severity.WARNING, lambda c: (regulation(50, "主要问题及改进情况"),))
def past_plan(context: Context) -> Iterator[Problem]:
    """检查：下一步打算、改进措施写的年份是否晚于报告年度。

    为何：改进措施是对下一年度的安排，年份写成本年度或更早多为沿用旧稿。
    触发：2020年度报告写“2020年，我会将严格按照……”；“改进措施：2020年，一是加强培训……”；2025年度报告写2026年的措施“2025年6月底前完成”，或写没有办完的事“预计2025年3月办结”。
    不触发：“2021年，我会将……”；“2020年，我局将政务公开纳入考核”（叙述已做的工作）。
    例外：“规划”“计划”作名词使用的不报。
    """
    year = context.report.year
    if year is None:
        return
    numbers = {s.number for s in context.report.sections}
    for section in context.report.sections:
        expected = [(p, m) for p in section.paragraphs for m in _EXPECTED.finditer(p.text)]
        if section.number == "五" or "五" not in numbers:
            expected += [*_plans(section.paragraphs), *_deadlines(section.paragraphs, year)]
        for paragraph, match in expected:
            stated = year_number(match[1])
            deadline = match.re in (_DEADLINE, _EXPECTED, _MEASURE_BY)
            if stated is None or stated > year or (not deadline and _HABIT.search(match[0])):
                continue
            yield Problem(
                f"{year}年度报告{'预计的时间' if match.re is _EXPECTED else '的改进措施'}写的是“{stated}年”，应为对下一年度的安排。",
                f"请核实并改为{year + 1}年的改进措施，同时检查内容是否沿用往年文稿。",
                context.at_paragraph(paragraph),
                quote=clip(paragraph.text, match.start(), match.end()),
                expected=f"{year + 1}年",
                actual=f"{stated}年",
                severity=Severity.ERROR if deadline else None,
            )


def _plans(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """What the paragraphs plan for a year that they name: by a verb of planning, or under a heading for measures."""
    for paragraph in paragraphs:
        for sentence in sentences([paragraph]):
            match = _PLAN.search(paragraph.text, sentence.start, sentence.start + len(sentence.text))
            if match:
                yield paragraph, match
        for match in (*_PLANNED.finditer(paragraph.text), *_HEADED.finditer(paragraph.text)):
            rest = re.split("。", paragraph.text[match.end() :], maxsplit=1)[0]
            if not _DONE.search(rest) and not _PLAN.search(paragraph.text[match.start() :]):
                yield paragraph, match


def _deadlines(paragraphs: Sequence[Paragraph], year: int) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """The deadlines of what is planned for the next year that had passed before it began."""
    ahead = re.compile(rf"{year + 1}年度?[^。；]{{0,16}}(?:将|措施|打算|计划|改进)")
    for paragraph in paragraphs:
        planned = ahead.search(paragraph.text)
        measures = _MEASURES.search(paragraph.text)
        found = [
            *(_DEADLINE.finditer(paragraph.text, planned.end()) if planned else ()),
            *(_MEASURE_BY.finditer(paragraph.text, measures.end()) if measures and not planned else ()),
        ]
        for match in found:
            rest = match.groupdict().get("rest") or ""
            if not re.search(
                "已|原定|未能|没有|上年|去年", re.split("[，。；]", paragraph.text[: match.start()])[-1]
            ) and not _DONE.search(rest):
                yield paragraph, match


def _written_days(context: Context) -> Iterator[tuple[str, date, str, Location]]:
    """The days on which the report says that it was published and signed: what, day, quotation, place."""
    report, signed = context.report, closing_of(context.report)
    if context.published is not None:
        evidence = report.evidence.get("published")
        paragraph = next((p for p in report.preamble if evidence and p.index == evidence.paragraph), None)
        place = context.at_paragraph(paragraph or (report.preamble[0] if report.preamble else None))
        yield "发布日期", context.published, evidence.quote if paragraph and evidence else "", place
    if signed.day is not None:
        yield "落款日期", signed.day, signed.day_text or "", context.at_paragraph(signed.day_paragraph)


@rule("TIM03", "发布或落款日期早于年度结束", Severity.ERROR, lambda c: (regulation(49),))
def before_the_year_ended(context: Context) -> Iterator[Problem]:
    """检查：发布日期、落款日期是否早于报告年度的结束。

    为何：报告反映上一年度的全年情况，年度没有结束就不可能有全年的数据；多为题名或日期的年份没有更新。
    触发：题名为2022年度，发布日期是2021年1月；2024年度报告落款“2024年1月20日”。
    不触发：2021年度报告于2022年1月发布。
    例外：没有发布日期、落款日期或年度的不判；12月31日当天的不判。
    """
    year = context.report.year
    for what, day, quote, place in _written_days(context):
        if year is not None and day < date(year, 12, 31):
            yield Problem(
                f"报告年度为{year}年，{what}却是{day.year}年{day.month}月{day.day}日，年度尚未结束。",
                f"请核实题名中的年度和{what}。",
                place,
                quote=quote,
                expected=f"{year + 1}年",
                actual=day.isoformat(),
            )


@rule("TIM04", "落款日期晚于公布期限", Severity.WARNING, _deadline_basis)
def signed_late(context: Context) -> Iterator[Problem]:
    """检查：落款日期是否晚于条例或当地规定的公布期限。

    为何：报告在落款之后才会公布，落款晚于期限就不可能按期公布。
    触发：部门2023年度报告落款“2024年3月5日”。
    不触发：落款在期限之内；没有落款日期。
    例外：已按发布日期报告逾期的不重复；乡镇、街道和其他组织没有设置当地期限的不判。
    """
    year, signed = context.report.year, closing_of(context.report)
    limits = [LEGAL_DEADLINES.get(context.level), context.settings.deadline(context.level)]
    known = [limit for limit in limits if limit is not None]
    if year is None or signed.day is None or not known:
        return
    limit = date(year + 1, *min(known))
    if context.published is not None and context.published > limit:
        return
    if limit < signed.day < date(year + 2, 1, 1):
        yield Problem(
            f"落款日期为{signed.day.year}年{signed.day.month}月{signed.day.day}日，"
            f"晚于{limit.year}年{limit.month}月{limit.day}日的公布期限。",
            "请核实落款日期；确实逾期的，请说明原因，并在今后按期报送和公布。",
            context.at_paragraph(signed.day_paragraph),
            quote=signed.day_text or "",
            expected=limit.isoformat(),
            actual=signed.day.isoformat(),
        )


_MONTH_DAY = re.compile(rf"(?:(?P<year>{YEAR})年)?(?<!\d)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]")


@rule("TIM05", "日期不存在", Severity.ERROR, accuracy)
def impossible_date(context: Context) -> Iterator[Problem]:
    """检查：正文写的日期是否存在。

    为何：不存在的日期是笔误或编造。
    触发：“2024年2月30日”“11月31日”“13月5日”。
    不触发：“2024年2月29日”。
    例外：没有写年份的2月29日不判。
    """
    for paragraph in context.report.paragraphs():
        for match in _MONTH_DAY.finditer(half_width(paragraph.text)):
            stated = year_number(match["year"]) if match["year"] else None
            try:
                date(stated or 2024, int(match["month"]), int(match["day"]))
            except ValueError:
                words = paragraph.text[match.start() : match.end()]
                yield Problem(
                    f"“{words}”这一天不存在。",
                    "请核实并改正日期。",
                    context.at_paragraph(paragraph),
                    quote=clip(paragraph.text, match.start(), match.end()),
                    actual=words,
                )


RULES: tuple[Rule, ...] = (late, past_plan, before_the_year_ended, signed_late, impossible_date)
