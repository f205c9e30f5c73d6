"""QLT: part five: the problems of the year, and what is done about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data_files import Data, load_data
from reports.model import Paragraph, Report, Section
from reports.numerals import fold
from reports.prose.sentences import clip, whole_sentences
from reports.sections import NUMBERS
from review.basis import regulation
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.wordings import FOLDER

_COUNTED = re.compile(r"(?<![第之])([一二三四五六七八九])(?:是|、是|要(?!求))")
_SHORTEST_PROBLEM = 12
_NOW = re.compile(r"\s*(?:但|同时|而)?(?:目前|当前|现在|本年|今年|仍)")


class Words(Data):
    """The patterns of corpus/review/part_five.toml."""

    measures: re.Pattern[str]
    still_wanting: re.Pattern[str]
    deficiency: re.Pattern[str]
    empty: re.Pattern[str]
    general: re.Pattern[str]
    none: re.Pattern[str]
    last_year: re.Pattern[str]
    heading: re.Pattern[str]
    vague: re.Pattern[str]
    empty_measure: re.Pattern[str]


@cache
def words() -> Words:
    """The patterns, compiled once."""
    return load_data(FOLDER / "part_five.toml", Words)


def _problems_basis(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "主要问题及改进情况"),)


def _measures_begin(text: str, year: int | None) -> int | None:
    """Where the measures begin: with a word for them or with the next year; None where there are none."""
    found = [m.start() for m in (words().measures.search(text),) if m]
    if year is not None and (ahead := re.search(rf"{year + 1}年", text)):
        found.append(ahead.start())
    return min(found, default=None)


def _clauses(text: str) -> list[str]:
    return re.findall(r"[^，,。；;！\n]+", text)


def _says_something(text: str) -> bool:
    """Whether a text says of anything particular what is wanting: an item of a list, or a clause that is no general one."""
    text = "\n".join(words().heading.sub("", line) for line in text.split("\n"))
    if _COUNTED.search(text) or re.search(r"[（(][一二三四五六七八九1-9][)）]|[1-9][.、．]", text):
        return not words().none.search(text) and not _all_vague(text)
    clauses = (re.sub(r"^.*[：:]", "", c).strip() for c in _clauses(text))
    return any(
        len(c) > 5
        and (words().deficiency.search(c) or not words().empty.search(c))
        and not words().general.search(c)
        for c in clauses
    )


_ITEM_MARK = re.compile(r"^.*?[一二三四五六七八九]是|^\s*(?:[（(][一二三四五六七八九1-9][)）]|[1-9][.、．])")


def _all_vague(text: str) -> bool:
    """Whether what is counted off as problems is nothing but what anybody could say: 业务能力有待进一步提高."""
    items = [_ITEM_MARK.sub("", c).strip() for c in _clauses(text)]
    return all(words().vague.search(item) for item in items if len(item) > 1)


def _all_empty(text: str) -> bool:
    """Whether what is said of measures could be said of anything: 今后将提高认识，加强学习."""
    items = [_ITEM_MARK.sub("", re.sub(r"^.*[：:]", "", c)).strip() for c in _clauses(text)]
    return any(items) and all(words().empty_measure.search(item) for item in items if len(item) > 1)


def _without_last_year(text: str) -> str:
    """The text without the sentences that tell how last year's problems were solved."""
    parts = re.findall(r"[^。\n]+[。\n]?", text)
    return "".join(_of_this_year(p) if words().last_year.search(p) else p for p in parts)


def _of_this_year(sentence: str) -> str:
    """What a sentence on last year's problems goes on to say of the present: …已解决；目前不足主要有三点……"""
    pieces = re.split("[；;]", sentence)
    start = next((n for n, piece in enumerate(pieces) if n and _NOW.match(piece)), len(pieces))
    return "；".join(pieces[start:])


def _what_is_wanting(context: Context, section: Section) -> tuple[str, str] | None:
    """What part five lacks and how to mend it; None where it names a problem of this year."""
    text = section.text
    begin = _measures_begin(text, context.report.year)
    problems = text if begin is None else text[:begin]
    last_year = words().last_year.search(text) is not None
    own = _without_last_year(text)
    begin_own = _measures_begin(own, context.report.year)
    if _says_something(own[:begin_own] if last_year else problems):
        return None
    if last_year:
        return "只写了上年问题的整改情况，没有写本年度存在的问题", "请写明本年度存在的主要问题和改进措施。"
    if words().none.search(problems):
        return "写的是不存在问题", "请如实查找并写明本年度存在的主要问题、原因和改进措施。"
    if re.search(r"问题|不足|差距|短板|薄弱", problems):
        return (
            "只说有差距和不足，没有一条具体问题",
            "请写明具体问题（哪一方面、什么表现）、原因和相应的改进措施。",
        )
    if begin is not None and len(fold(problems)) < _SHORTEST_PROBLEM:
        return "只写了改进措施，没有写存在的问题", "请先写明本年度存在的主要问题，再逐条写改进措施。"
    return "没有写本年度存在的问题", "请写明本年度存在的主要问题、原因和改进措施。"


@rule("QLT01", "存在的问题写得空泛", Severity.WARNING, _problems_basis)
def thin_problems(context: Context) -> Iterator[Problem]:
    """检查：问题与改进部分是否只写“无”、过短（默认少于50字，可设置）、没有一条具体问题、只写措施或只写上年问题的整改。

    为何：条例第五十条要求报告主要问题及改进情况。
    触发：“无。”“与上级要求还有差距”“改进措施：一是……”之前没有问题；“2023年存在的问题改进情况：……”之后没有本年的问题。
    不触发：写明哪一方面有什么不足，如“政策解读形式比较单一”。
    例外：没有该部分或没有任何内容的，由结构规则报告。
    """
    section = context.report.section("五")
    if section is None or not section.text.strip():
        return
    text = fold(section.text)
    place = context.at_paragraph(section.paragraphs[0])
    nothing = re.fullmatch(r"(?:本单位|我局|目前|暂)?(?:无|没有|暂无|不存在)[^。]{0,20}。?", text)
    if nothing or len(text) < context.settings.problems_length:
        yield Problem(
            f"存在的主要问题及改进情况仅{len(text)}字，没有写明具体问题和改进措施。",
            "请结合本年度工作实际，写明存在的主要问题、原因和改进措施。",
            place,
            quote=section.text[:80],
            expected=f"不少于{context.settings.problems_length}字",
            actual=f"{len(text)}字",
        )
        return
    wanting = _what_is_wanting(context, section)
    if wanting is None:
        begin = _measures_begin(section.text, context.report.year)
        yield from _general_items(context, section, 0, begin or len(section.text))
    if wanting is not None:
        first = next(whole_sentences(section.paragraphs), None)
        yield Problem(f"{wanting[0]}。", wanting[1], place, quote=first.text if first else "")


_ITEM = re.compile(
    r"(?:[一二三四五六七八九]是|(?<![^\n])\s*(?:[（(]?[一二三四五六七八九1-9][)）.．、]))(?P<words>[^。；;\n]+)"
)


def _general_items(context: Context, section: Section, start: int, stop: int) -> Iterator[Problem]:
    """The first of what is counted off that could be said of anything: 三是提高政治站位，切实加强组织领导."""
    about, general = ("改进措施", _all_empty) if start else ("问题", _all_vague)
    for match in _ITEM.finditer(section.text, start, stop):
        if general(match[0]):
            yield Problem(
                f"有一条{about}只是一般的话：“{match[0]}”。",
                "建议写明具体的做法、责任单位和时间。" if start else "建议写明具体是哪一方面、有什么表现。",
                context.at_paragraph(_paragraph_at(section, match.start())),
                quote=match[0],
                severity=Severity.NOTICE,
            )
            return


def _enumerated(text: str) -> int:
    """How many items a text counts off as 一是、二是……; 0 where it does not."""
    count = 0
    for mark in (m[1] for m in _COUNTED.finditer(text)):
        if count < len(NUMBERS) and mark == NUMBERS[count]:
            count += 1
    return count


_NUMBERED = re.compile(r"(?<![\d.])([1-9])[.．、](?!\d)")


def problems_counted_off(report: Report) -> int:
    """How many problems part five of a report counts off, as 一是、二是 or 1. 2.; 0 where it does not."""
    section = report.section("五")
    text = section.text if section else ""
    begin = _measures_begin(text, report.year)
    problems = _without_last_year(text if begin is None else text[:begin])
    numbered = 0
    for mark in _NUMBERED.findall(problems):
        numbered += int(mark) == numbered + 1
    count = _enumerated(problems) or numbered
    return count if count > 1 else 0


@rule("QLT02", "问题与措施不对应", Severity.NOTICE, _problems_basis)
def problems_and_measures(context: Context) -> Iterator[Problem]:
    """检查：写了问题是否写了改进措施，“一是、二是”的条数是否对应。

    为何：每个问题都应有相应的改进措施。
    触发：列四个问题，只列两条措施；“今后将进一步提高认识，加强学习，完善制度”就是全部措施。
    不触发：问题与措施条数相同，或没有用序号列举；“2025年，一是……”“一要……”“下步工作”都是措施。
    例外：措施条数多于问题的不报；只有措施没有问题的由另一规则报告。
    """
    section = context.report.section("五")
    if section is None or len(fold(section.text)) < context.settings.problems_length:
        return
    text = section.text
    begin = _measures_begin(text, context.report.year)
    if begin is None:
        if not re.search(
            r"改进|整改|措施|加强|完善|提升|强化|优化|落实", words().still_wanting.sub("", text)
        ):
            yield Problem(
                "写了存在的问题，没有写改进措施或改进情况。",
                "请逐条写明改进措施或改进情况。",
                context.at_paragraph(section.paragraphs[0]),
                quote=section.paragraphs[0].text[:60],
            )
        return
    if _all_empty(text[begin:]):
        yield Problem(
            "改进措施都是一般的话，没有一条具体做法。",
            "建议针对每个问题写明做什么、何时做到。",
            context.at_paragraph(_paragraph_at(section, begin)),
            quote=clip(text, begin, begin + 4, 30),
        )
        return
    yield from _general_items(context, section, begin, len(text))
    problems, measures = _enumerated(text[:begin]), _enumerated(text[begin:])
    if problems >= 2 and 0 < measures < problems:
        yield Problem(
            f"列出{problems}个问题，改进措施只有{measures}条，未能一一对应。",
            "建议针对每个问题分别写明改进措施。",
            context.at_paragraph(_paragraph_at(section, begin)),
            quote=clip(text, begin, begin + 4, 30),
            expected=str(problems),
            actual=str(measures),
        )


def _paragraph_at(section: Section, place: int) -> Paragraph:
    """The paragraph in which a place of the section's text stands."""
    for paragraph in section.paragraphs:
        if place <= len(paragraph.text):
            return paragraph
        place -= len(paragraph.text) + 1
    return section.paragraphs[-1]


RULES: tuple[Rule, ...] = (thin_problems, problems_and_measures)
