"""IDN: five-year plans, congresses and anniversaries that do not belong to the reported year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from data_files import Data, load_data
from reports.dates import YEAR, year_number
from reports.numerals import half_width
from reports.prose.sentences import Sentence, clip, sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import FOLDER, also_at


class _Entry(Data):
    name: str


class Plan(_Entry):
    """A five-year plan and its years."""

    first: int
    last: int


class Congress(_Entry):
    """A congress or plenum: when it was held, and when another took its place."""

    held: date
    superseded: date | None = None


class Event(_Entry):
    """What can only be said of one year."""

    year: int


class Campaign(_Entry):
    """A campaign of education: the day it began."""

    begun: date


class Times(Data):
    """corpus/review/times.toml."""

    plans: tuple[Plan, ...]
    congresses: tuple[Congress, ...]
    events: tuple[Event, ...]
    campaigns: tuple[Campaign, ...]


@cache
def times() -> Times:
    """The plans, congresses and events with their years."""
    return load_data(FOLDER / "times.toml", Times)


_AS_BASIS = r"(?:围绕|按照|落实|贯彻|根据|聚焦|对照|推进|实施|依据|结合|对标|紧扣|服务|学习|宣传|以)(?:了|好)?[^,。;]{0,16}"
_LOOKING_BACK = re.compile(
    r"总结|评估|终期|收官|以来|期间|相比|原|回顾|历次|历年|编制|规划纲要|完成情况|实施情况|整理|归集|历史"
)
_STAGE = re.compile(r"(?P<stage>开局|起步|收官)之年")
_COMING = re.compile(r"明年|次年|下一年|来年|下一步|今后|即将")


def _year_of(sentence: Sentence, before: int, context: Context) -> int | None:
    """The year that a sentence speaks of at a place: one that it names, else the reported one; None where it is open."""
    named = re.findall(rf"({YEAR})年(?!度?计划)", sentence.text[:before])
    if named:
        return year_number(named[-1])
    if _COMING.search(sentence.text) or context.report.section_of(sentence.paragraph.index) == "五":
        return None
    return context.report.year


def _looks_back(text: str, place: int) -> bool:
    """Whether the clause at a place tells of what was done in an earlier time."""
    start = max(text.rfind(mark, 0, place) for mark in "，,；;。") + 1
    return bool(_LOOKING_BACK.search(re.split("[，,；;。]", text[start:], maxsplit=1)[0]))


@cache
def _any_name() -> re.Pattern[str]:
    """What stands in every sentence that tells of a plan, a congress or an event."""
    return re.compile(
        "|".join(
            f"(?:{t.name})"
            for t in (*times().plans, *times().congresses, *times().events, *times().campaigns)
        )
    )


@cache
def _plan_stages() -> tuple[tuple[Plan, re.Pattern[str]], ...]:
    """Each plan with a pattern for its first and last year."""
    words = r"[“\"]?{}[”\"]?(?:规划|时期)?的?" + _STAGE.pattern
    return tuple((plan, re.compile(words.replace("{}", plan.name))) for plan in times().plans)


@cache
def _plans_as_basis() -> tuple[tuple[Plan, re.Pattern[str]], ...]:
    """Each plan with a pattern for work that is based on it."""
    return tuple((p, re.compile(rf"{_AS_BASIS}[“\"]?{p.name}[”\"]?")) for p in times().plans)


@cache
def _congresses_as_basis() -> tuple[tuple[Congress, re.Pattern[str]], ...]:
    """Each congress with a pattern for work that is based on it."""
    return tuple((c, re.compile(rf"{_AS_BASIS}(?P<name>{c.name})(?!以来)")) for c in times().congresses)


def _stages(sentence: Sentence, text: str, context: Context) -> Iterator[tuple[str, str, int]]:
    """开局之年 and 收官之年 of a plan in another year: the words, what is wrong, where."""
    for plan, pattern in _plan_stages():
        for match in pattern.finditer(text):
            right = plan.last if match["stage"] == "收官" else plan.first
            year = _year_of(sentence, match.start(), context)
            if year is not None and year != right:
                yield match[0], f"“{plan.name}”{match['stage']}之年是{right}年，不是{year}年", match.start()
    for event in times().events:
        for match in re.finditer(event.name, text):
            year = _year_of(sentence, match.start(), context)
            if year is not None and year != event.year:
                yield match[0], f"“{match[0]}”是{event.year}年的说法，不是{year}年", match.start()


def _outdated(text: str, year: int) -> Iterator[tuple[str, str, int]]:
    """A plan or congress of the past as the basis of this year's work."""
    for plan, pattern in _plans_as_basis():
        match = pattern.search(text)
        if match and year > plan.last + 1:
            yield (
                plan.name,
                f"“{plan.name}”为{plan.first}—{plan.last}年，{year}年度的工作仍以其为依据，提法已过时",
                match.start(),
            )
    for congress, pattern in _congresses_as_basis():
        match = pattern.search(text)
        ended = congress.superseded and congress.superseded < date(year, 1, 1)
        if match and ended:
            yield match["name"], f"{year}年度的工作仍以“{match['name']}”精神为依据，提法已过时", match.start()


def _not_yet(text: str, year: int) -> Iterator[tuple[str, str, int]]:
    """A congress that had not been held, or a campaign that had not begun, when the year ended."""
    for congress in times().congresses:
        match = re.search(congress.name, text)
        if match and congress.held.year > year:
            held = f"{congress.held.year}年{congress.held.month}月"
            yield match[0], f"“{match[0]}”于{held}召开，{year}年度尚未召开", match.start()
    for campaign in times().campaigns:
        match = re.search(campaign.name, text)
        if match and campaign.begun.year > year:
            begun = f"{campaign.begun.year}年{campaign.begun.month}月"
            yield match[0], f"“{match[0]}”自{begun}起开展，{year}年度还没有", match.start()


@rule("IDN15", "规划、会议的提法与报告年度不符", Severity.WARNING, accuracy)
def out_of_time(context: Context) -> Iterator[Problem]:
    """检查：五年规划、党的代表大会和中央全会、纪念年份是否与报告年度相符。

    为何：时间对不上的提法多为沿用旧稿或照搬其他文稿所致。
    触发：2024年度报告写“围绕‘十三五’规划目标”“今年是‘十四五’开局之年”；2022年度报告写“二十届三中全会精神”；2021年度报告写2023年才有的主题教育。
    不触发：“十三五以来”“‘十三五’规划实施情况总结”；第五部分写下一年是“十四五”收官之年。
    例外：规划结束后的第一年不判；提法已过时的只作建议；书名号内的不判。
    """
    year = context.report.year
    if year is None:
        return
    old: list[tuple[Sentence, str, str, int]] = []
    for sentence in sentences(context.report.paragraphs()):
        text = re.sub(r"《[^《》]*》", lambda m: " " * len(m[0]), half_width(sentence.text))
        if not _any_name().search(text):
            continue
        plans_ahead = context.report.section_of(sentence.paragraph.index) == "五"
        wrong = [*_stages(sentence, text, context), *(() if plans_ahead else _not_yet(text, year))]
        for found, why, start in wrong:
            yield Problem(
                f"{why}。",
                "请核实时间，按报告年度的实际改写，并检查内容是否沿用旧稿。",
                context.at_paragraph(sentence.paragraph),
                quote=clip(sentence.text, start, start + len(found)),
                actual=found,
            )
        if not wrong:
            old += [(sentence, *o) for o in _outdated(text, year) if not _looks_back(text, o[2])]
    if old:
        sentence, found, why, start = old[0]
        yield Problem(
            f"{why}{also_at([o[1] for o in old])}。",
            "请改为报告年度适用的规划和会议精神，并检查内容是否沿用旧稿。",
            context.at_paragraph(sentence.paragraph),
            quote=clip(sentence.text, start, start + len(found)),
            actual=found,
            severity=Severity.NOTICE,
        )


RULES: tuple[Rule, ...] = (out_of_time,)
