"""CON: what a report says of the problems of last year against last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import chinese_integer
from reports.prose.sentences import Sentence, sentences
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.part_five import problems_counted_off

_OF_LAST_YEAR = r"(?:上年度?|上一年度?|去年|(?P<year>20\d\d)年度?)(?:工作|年度)*(?:报告)?中?"
_TOLD = "(?:指出|提出|反映|查摆|存在|列出|列举|梳理|提到|查找)(?:出)?的"
_QUOTED = "“[^“”]{3,24}”(?:[、和及]?“[^“”]{3,24}”)*"
_NAMED = re.compile(
    rf"{_OF_LAST_YEAR}(?:{_TOLD})?(?:主要)?(?P<names>{_QUOTED}|(?<=的)[^，。；：“”、]{{4,16}}(?:[、和及][^，。；：“”、]{{4,16}})+?)(?:等|这|的|共)*"
    r"(?P<number>[两二三四五六七八九\d])?[个项]?(?:方面)?的?(?:主要)?(?:问题|不足|短板)"
)
_COUNTED = re.compile(
    rf"{_OF_LAST_YEAR}{_TOLD}(?:主要)?(?P<number>[两二三四五六七八九\d])[个项](?:方面)?的?(?:主要)?(?:问题|不足|短板)"
)
# What anybody's problems are made of.
_GENERAL = re.compile(
    "政务公开|政府信息公开|信息公开|政府信息|政务|公开|信息|工作|问题|不够|不足|不强|不高|不严|不多|不实|有待|提高|加强|个别|部分|存在|情况|单位|部门|偏少|较少|不规范|规范|管理|"
    "人员|内容|质量|水平|能力|意识|方面|方式|形式|进一步|需要|仍|的|较|还"
)


def _content(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text that tell what it is about."""
    return {
        piece[n : n + 2] for piece in re.split(r"\W+", _GENERAL.sub(" ", text)) for n in range(len(piece) - 1)
    }


def _names(match: re.Match[str]) -> list[str]:
    said = match["names"]
    return re.findall("“([^“”]+)”", said) or re.split("[、和及]", said)


@rule(
    "CON09", "所称上年问题与上年报告不符", Severity.WARNING, lambda c: (regulation(50, "主要问题及改进情况"),)
)
def last_years_problems(context: Context) -> Iterator[Problem]:
    """检查：整改情况所称的上年问题，上年报告第五部分是否写过，个数是否相同。

    为何：说的不是上年报告提出的问题，上年的问题就没有交代；多为套用其他单位的文稿。
    触发：“上年指出的档案管理不规范、经费不足2个问题均已整改”，上年报告写的是答复文书不规范、栏目更新不及时。
    不触发：所称的问题换了说法而谈的是同一件事。
    例外：没有上年报告的不判；几个问题中有一个对得上的不报；上年没有逐条列举的不比个数；来自考核、督查、评估通报的问题不判。
    """
    section = context.previous.section("五") if context.previous else None
    if context.previous is None or section is None or not section.paragraphs:
        return
    theirs = _content(section.text)
    for sentence in sentences(context.report.paragraphs()):
        if re.search("考核|督查|评估|巡察|通报|检查|测评", sentence.text):
            continue
        match = _NAMED.search(sentence.text)
        if match and match["year"] in (None, str(context.previous.year)):
            names = [n for n in _names(match) if _content(n)]
            if names and not any(_content(n) & theirs for n in names):
                named = "”“".join(_names(match))
                yield Problem(
                    f"所称上年问题“{named}”，上年报告第五部分没有写过。",
                    "请对照上年报告核实，写明上年报告所列问题的整改情况。",
                    context.at_paragraph(sentence.paragraph),
                    quote=match[0],
                    actual="、".join(_names(match)),
                )
                continue
        yield from _another_number(context, sentence)


def _another_number(context: Context, sentence: Sentence) -> Iterator[Problem]:
    """上年提出的三个问题, of which last year's report had counted off four."""
    match = _COUNTED.search(sentence.text)
    if match is None or context.previous is None or match["year"] not in (None, str(context.previous.year)):
        return
    said = int(match["number"]) if match["number"].isdigit() else chinese_integer(match["number"])
    theirs = problems_counted_off(context.previous)
    if said and theirs and said != theirs:
        yield Problem(
            f"写上年报告提出{said}个问题，上年报告第五部分列了{theirs}个。",
            "请对照上年报告核实，逐条写明整改情况。",
            context.at_paragraph(sentence.paragraph),
            quote=match[0],
            expected=str(theirs),
            actual=str(said),
        )


RULES: tuple[Rule, ...] = (last_years_problems,)
