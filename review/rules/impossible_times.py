"""TIM: years and days that cannot be: what is told as done at a time that had not come, periods that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from data_files import Data, load_data
from reports.dates import YEAR, year_number
from reports.numerals import half_width
from reports.prose.sentences import clip, sentences
from review.closing import closing_of
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.part_five import words
from review.wordings import FOLDER

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
    yield from _mended_after(context, last)
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


_MENDED_BY = re.compile(
    rf"(?P<year>{YEAR})年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日|[底末初]|[上中下]旬)?之?前(?:已)?(?:全部|均)?(?:完成|建成|补齐|整改|解决)[^，。；]*"
)


def _mended_after(context: Context, last: date) -> Iterator[Problem]:
    """What was done about last year's problems by a day that had not come when the report was made."""
    section = context.report.section("五")
    for paragraph in section.paragraphs if section else ():
        told = words().last_year.search(paragraph.text)
        for match in _MENDED_BY.finditer(paragraph.text, told.end()) if told else ():
            year, month = year_number(match["year"]), int(match["month"])
            clause = re.split("[。；]", paragraph.text[: match.start()])[-1]
            if not year or not 1 <= month <= 12 or date(year, month, 1) <= last:
                continue
            if not re.search("将|拟|计划|预计|争取|力争|打算|下一?步|今后", clause):
                yield Problem(
                    f"整改情况写“{match[0]}”，报告的日期却是{last.year}年{last.month}月{last.day}日，那时还没有到。",
                    "请核实时间，改正年份或者改写为今后的安排。",
                    context.at_paragraph(paragraph),
                    quote=clip(paragraph.text, match.start(), match.end()),
                    expected=f"不晚于{last.isoformat()}",
                    actual=match[0],
                )


_SINCE = re.compile(rf"(?P<year>{YEAR})年(?:\d{{1,2}}月)?(?:度)?(?:以来|以前|之前)")
_REPEALED = re.compile(
    rf"(?:废止|失效|清理|撤下|整理|复核)(?:了)?(?P<year>{YEAR})年(?:度)?(?:印发|制发|制定|出台|公布|发布)?的"
)


@rule("TIM09", "叙述已做的工作用了尚未到来的年份", Severity.ERROR, accuracy)
def years_to_come(context: Context) -> Iterator[Problem]:
    """检查：“某年以来”“废止某年的文件”里的年份是否晚于报告年度。

    为何：报告年度里做的工作不可能涉及以后年份的信息和文件，多为年份写错。
    触发：2024年度报告写“对2028年以来的1506条信息逐条复核”“同时废止2025年的《××办法》”。
    不触发：“对2020年以来的信息逐条复核”；第五部分写下一年的打算。
    例外：第五部分不判。
    """
    year = context.report.year
    for section in context.report.sections:
        if year is None or section.number == "五":
            continue
        for sentence in sentences(section.paragraphs):
            for pattern in (_SINCE, _REPEALED):
                match = pattern.search(half_width(sentence.text))
                stated = year_number(match["year"]) if match else None
                if match and stated and stated > year:
                    yield Problem(
                        f"{year}年度的报告写“{match[0]}”，{stated}年尚未到来。",
                        "请核实并改正年份。",
                        context.at_paragraph(sentence.paragraph),
                        quote=clip(sentence.text, match.start(), match.end()),
                        actual=f"{stated}年",
                    )


_RANGE = re.compile(rf"(?P<first>{YEAR})年?\s*(?:[—－–~～-]{{1,2}}|至)\s*(?P<last>{YEAR})年")


class Days(Data):
    """corpus/review/days.toml: days that are kept on a day of their own, as month and day."""

    days: dict[str, tuple[int, int]]


@cache
def kept_days() -> dict[str, tuple[int, int]]:
    """The days by their names."""
    return load_data(FOLDER / "days.toml", Days).days


@cache
def _named_days() -> re.Pattern[str]:
    return re.compile(
        f"(?P<m>\\d{{1,2}})月(?P<d>\\d{{1,2}})日(?:是|为|的|第\\d+个)?[“《]?(?P<name>{'|'.join(kept_days())})"
    )


@rule("TIM10", "起止年份、纪念日的日期写错", Severity.ERROR, accuracy)
def wrong_days(context: Context) -> Iterator[Problem]:
    """检查：起止年份是否颠倒，日期固定的纪念日、宣传日是否写对。

    为何：这样的差错一看便知，影响报告的可信。
    触发：“《国土空间总体规划（2035—2021年）》”“6月5日全国土地日”。
    不触发：“（2021—2035年）”“6月25日全国土地日”；日期与节日之间隔着别的话的。
    例外：只看日期紧接名称的；每年日期不定的日子不判。
    """
    for sentence in sentences(context.report.paragraphs()):
        text = half_width(sentence.text)
        for match in _RANGE.finditer(text):
            first, last = year_number(match["first"]), year_number(match["last"])
            if first and last and first > last:
                yield Problem(
                    f"“{match[0]}”的起止年份颠倒。",
                    "请核实并改正起止年份。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    actual=match[0],
                )
        for match in _named_days().finditer(text):
            month, day = kept_days()[match["name"]]
            if (int(match["m"]), int(match["d"])) != (month, day):
                yield Problem(
                    f"{match['name']}是{month}月{day}日，正文写的是{match['m']}月{match['d']}日。",
                    "请核实并改正日期。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    expected=f"{month}月{day}日",
                    actual=f"{match['m']}月{match['d']}日",
                )


RULES: tuple[Rule, ...] = (done_after_the_report, years_to_come, wrong_days)
