"""TIM: periods that are longer than the Regulation allows, and years and days that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from data_files import Data, load_data
from reports.dates import YEAR, year_number
from reports.numerals import half_width
from reports.prose.phrases import MARK, find_phrase
from reports.prose.sentences import clip, sentences
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import FOLDER


@dataclass(frozen=True)
class _Period:
    """What a text may say of a period, how many working days it may be, and the article that says so."""

    pattern: re.Pattern[str]
    most: int
    what: str
    article: int


_OTHERS = re.compile("第三方|补正|征求|信访|投诉|热线|工单|复议|诉讼|许可|审批|建议|提案")
_PERIODS = (
    _Period(
        re.compile(rf"(?:补正[^。；{MARK}]{{0,24}}{MARK}内?[^，。；{MARK}]{{0,4}}一次性告知|{MARK}内[^，。；{MARK}]{{0,6}}(?:一次性)?告知[^，。；{MARK}]{{0,6}}补正)"),
        7, "一次性告知补正的期限", 30,
    ),
    _Period(re.compile(rf"(?:征求|给予)[^。；{MARK}]{{0,16}}第三方[^。；{MARK}]{{0,12}}{MARK}(?:内)?[^，。；{MARK}]{{0,4}}(?:提出|反馈|答复|回复)?意见"), 15, "第三方提出意见的期限", 32),
    _Period(re.compile(rf"延长(?:的)?(?:答复|办理)?(?:的)?(?:期限|时限|时间)?(?:均|都|最长|最多|最短)*(?:未|没有|不)?(?:超过|为)?{MARK}(?!内)"), 20, "延长答复的期限", 33),
)  # fmt: skip
# The day on which an application was answered: twenty working days and twenty more.
_LATEST_DAY = 40
_ORDINAL_DAYS = re.compile(r"第(?P<days>\d{1,3})个工作日")
# Twenty working days, twenty more, and the holidays among them.
_LONGEST_IN_DAYS = 75
_DUE = re.compile(
    rf"(?:(?P<y>{YEAR})年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日收到[^。；]{{0,10}}?(?:答复|办理)(?:的)?(?:期限|时限|截止(?:日期|时间)?)(?:为|是|到|至)?(?P<y2>{YEAR})年(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}})日"
)


@rule("TIM08", "办理时限超过条例规定", Severity.ERROR, lambda c: (regulation(33),))
def too_long(context: Context) -> Iterator[Problem]:
    """检查：正文写的补正告知、征求第三方意见、延长答复、实际答复的时间是否超过条例的规定。

    为何：补正应在7个工作日内一次性告知，第三方应在15个工作日内提出意见，答复期限为20个工作日，延长不超过20个工作日。
    触发：“均在收到申请之日起15个工作日内一次性告知补正”；“延长30个工作日”；“于第46个工作日答复”；“12月21日收到，答复期限为2024年3月29日”。
    不触发：“7个工作日内一次性告知”“延长20个工作日”“于第36个工作日答复”。
    例外：征求第三方意见、补正的时间不计入答复期限，写到的不判实际答复的时间；其他业务的时限不判。
    """
    for sentence in sentences(context.report.paragraphs()):
        for said, article, quote in _beyond(sentence.text, context.report.year):
            yield Problem(
                said,
                "请核实是否写错；确实超过规定时限的，请说明原因并改进。",
                context.at_paragraph(sentence.paragraph),
                quote=quote,
                basis=(regulation(article),),
            )


def _beyond(text: str, year: int | None) -> Iterator[tuple[str, int, str]]:
    for period in _PERIODS if "工作日" in text else ():
        found = find_phrase(period.pattern, text, lambda q: q.unit == "个工作日" or q.unit == "工作日")
        found = found or find_phrase(period.pattern, text, lambda q: "工作日" in q.raw, bare=True)
        days = [q for q in found.quantities if "工作日" in q.raw] if found else []
        if found and days and days[-1].value > period.most:
            yield (
                f"{period.what}写的是{days[-1].raw}，条例规定为{period.most}个工作日。",
                period.article,
                found.words,
            )
    late = [m for m in _ORDINAL_DAYS.finditer(half_width(text)) if int(m["days"]) > _LATEST_DAY]
    if late and re.search("答复|办结", text) and not _OTHERS.search(text):
        said = f"写到“{late[0][0]}”答复，超过20个工作日和延长的20个工作日。"
        yield said, 33, clip(text, late[0].start(), late[0].end())
    match = _DUE.search(half_width(text))
    if match is None or _OTHERS.search(text):
        return
    received_in = year_number(match["y"]) if match["y"] else year
    due_in = year_number(match["y2"])
    try:
        gap = date(due_in or 0, int(match["m2"]), int(match["d2"])) - date(
            received_in or 0, int(match["m"]), int(match["d"])
        )
    except ValueError:
        return
    if gap.days > _LONGEST_IN_DAYS:
        yield (
            f"收到日期与答复期限相距{gap.days}天，超过20个工作日和延长的20个工作日。",
            33,
            text[match.start() : match.end()],
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


RULES: tuple[Rule, ...] = (too_long, years_to_come, wrong_days)
