"""TIM: what is told as done after the report was signed, and applications that were dealt with beyond the legal period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.dates import YEAR, year_number
from reports.prose.phrases import MARK, find_phrase
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import clip, sentences
from review.basis import regulation
from review.closing import closing_of
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_DONE_ON = re.compile(
    rf"(?:已(?:经)?(?:于|在)|(?<![将拟划定])于|(?<![将拟划定])在)(?P<year>{YEAR})年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?(?P<rest>[^，。；]{{0,30}})"
)
_DONE = re.compile("已|完成|增加|上线|印发|召开|建成|举办|开通|整改|更新|公布|公开")
_AHEAD = re.compile("将|拟|计划|预计|争取|力争|之?前|底前|打算|起[，施执]|起$")


@rule("TIM06", "已完成事项的时间晚于报告的日期", Severity.ERROR, accuracy)
def done_after_the_report(context: Context) -> Iterator[Problem]:
    """检查：写明已经完成的事项，其时间是否晚于报告的发布或落款日期。

    为何：报告写成时还没有到的日子，不会有已经完成的事；多为年份写错。
    触发：2026年1月27日落款的报告写“已于2026年4月增加检索功能”。
    不触发：“将于2026年4月上线”“2026年4月底前完成”。
    例外：没有发布日期和落款日期的不判。
    """
    days = [d for d in (context.published, closing_of(context.report).day) if d is not None]
    if not days or context.report.year is None or max(days).year <= context.report.year:
        return
    last = max(days)
    for sentence in sentences(context.report.paragraphs()):
        for match in _DONE_ON.finditer(sentence.text):
            clause = re.split("[，。；]", sentence.text[: match.start()])[-1] + match[0]
            year = year_number(match["year"])
            if year is None or not 1 <= int(match["month"]) <= 12 or _AHEAD.search(clause):
                continue
            if date(year, int(match["month"]), 1) > last and _DONE.search(match[0]):
                yield Problem(
                    f"正文写“{match[0]}”，报告的日期却是{last.year}年{last.month}月{last.day}日，那时还没有到。",
                    "请核实时间，改正年份或者改写为今后的安排。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    expected=f"不晚于{last.isoformat()}",
                    actual=match[0],
                )


_LONGEST = re.compile(rf"最长(?:的)?[^，,。；;{MARK}]{{0,10}}{MARK}")
_LONGER_FOR_A_REASON = re.compile(
    "延期|延长|征求|第三方|补正|鉴定|检验|检测|评审|专家|听证|不计(?:算)?(?:在)?"
)
_NOT_EXTENDED = re.compile(
    "(?:无|没有|未|均未|从未|不存在)[^，。；]{0,4}(?:延期|延长)|(?:延期|延长)[^，。；]{0,6}(?:0件|为零)"
)
_PERIOD, _EXTENDED = 20, 40


def _in_working_days(quantity: Quantity) -> bool:
    return quantity.kind is Kind.DURATION and "工作日" in quantity.raw and not quantity.approximate


@rule("TIM07", "申请的办理时间与法定期限不符", Severity.WARNING, lambda c: (regulation(33),))
def beyond_the_period(context: Context) -> Iterator[Problem]:
    """检查：正文写的办理时间是否超出法定期限：没有延期而超过20个工作日，延期也超过40个工作日。

    为何：条例第三十三条规定20个工作日内答复，经同意可以延长20个工作日。
    触发：“最长的一件37个工作日，无延期”。
    不触发：“最长的一件38个工作日，系经负责人同意延期”。
    例外：写明征求第三方意见、补正、检验鉴定等不计入期限的不判；只提示核实。
    """
    for sentence in sentences(context.report.paragraphs()):
        text = sentence.text
        if "办" not in text and "申请" not in text and "收到" not in text:
            continue
        longest = find_phrase(_LONGEST, text, _in_working_days, bare=True)
        said = None
        if longest is not None:
            days = longest.quantities[0].value
            rest = _NOT_EXTENDED.sub("", text)
            denied = rest != text
            if (denied and days > _PERIOD) or (days > _EXTENDED and not _LONGER_FOR_A_REASON.search(rest)):
                limit = "没有延期的应在20个工作日内答复" if denied else "经同意延长的也不超过40个工作日"
                said = (longest.words, f"“{longest.words}”超出法定期限，{limit}")
        if said:
            yield Problem(
                f"{said[1]}。",
                "请核实收到日期、答复日期和是否延期；确实超期的，请如实说明。",
                context.at_paragraph(sentence.paragraph),
                quote=said[0],
                actual=said[0],
            )


RULES: tuple[Rule, ...] = (done_after_the_report, beyond_the_period)
