"""STR: the parts that the introduction announces against those that the report has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.editions import normalise_label
from reports.names import shortens
from reports.numerals import chinese_integer
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import form_of_report

_NUMERAL = r"[一二三四五六七八九十]{1,2}|\d{1,2}"
_CUE = re.compile(
    r"(?:本?报告|全文|本?年报|本文)(?:的)?(?:主要|具体|全文|正文)*(?:内容)?(?:由(?![^，。、；]{2,40}(?:依据|根据|按照|编制|编写|负责))|包括|包含|共分为|共分|分为|分|涵盖|从|共)|(?:^|[。；])(?:主要)?内容(?:包括|包含|为|有)|(?:编制|编写|形成)(?:本报告|而成)?[，,](?:由|包括|包含|共?分为?)(?=总体|概述|概况|主动公开)"
)
_END = re.compile(
    rf"(?P<open>等)?(?:共|这)?(?P<count>{_NUMERAL}|几)?个?大?(?:部分|方面|章节|板块)(?:的?内容)?(?:组成|构成|进行)?|等?[，,]其中|等内容|组成|构成|。|$"
)
_LEADING_COUNT = re.compile(
    rf"^[\s：:]*(?:以下|如下)?(?P<count>{_NUMERAL})个?大?(?:部分|方面)(?:内容)?[：:，,，]?"
)
_WITHIN_A_PART = re.compile(r"其中|总体情况(?:部分)?$")
_LONGEST = 320
_SHORTEST_NAME = 4


@dataclass(frozen=True)
class Composition:
    """What an introduction lists: the parts, how many it says that there are, whether it goes on (等)."""

    items: tuple[str, ...]
    counted: int | None
    open_end: bool
    quote: str


def _number(text: str | None) -> int | None:
    if not text or text == "几":
        return None
    return int(text) if text.isdigit() else chinese_integer(text)


def compositions(text: str) -> Iterator[Composition]:
    """Each list of parts in an introduction: 由甲、乙、丙等部分组成; 全文包括甲、乙、丙。"""
    for cue in _CUE.finditer(text):
        if _WITHIN_A_PART.search(text[max(0, cue.start() - 8) : cue.start()]):
            continue
        start = cue.end()
        leading = _LEADING_COUNT.match(text[start:])
        start += leading.end() if leading else 0
        end = _END.search(text, start + 4, start + _LONGEST)
        if end is None:
            continue
        listing = re.sub(r"^[\s：:]*(?:以下|如下)?[：:]?", "", text[start : end.start()])
        listing = re.sub(r"(行政复议)、((?:提起)?行政诉讼)", r"\1和\2", listing)
        items = (
            re.sub(r"^(?:和|及|以及)", "", i.strip('“”"（）() ')) for i in re.split(r"[、，；;]", listing)
        )
        groups = end.groupdict()
        yield Composition(
            tuple(i for i in items if len(i) >= 3),
            _number(leading["count"] if leading else groups["count"]),
            bool(groups["open"]) or end[0].startswith("等"),
            text[cue.start() : end.end()].lstrip("。；"),
        )


@rule("STR05", "引言所列组成与正文不一致", Severity.WARNING, form_of_report)
def announced_parts(context: Context) -> Iterator[Problem]:
    """检查：引言中“由……等部分组成”“全文包括……”列举的部分与正文实际的部分是否一致。

    为何：引言与正文不一致多为沿用旧稿所致。
    触发：引言列举七个部分，其中“推进情况”在正文中没有；写“由总体情况等五部分组成”，正文有六个部分。
    不触发：列举的题名与正文题名是等价写法；“其中总体情况包括……”。
    例外：引言没有列举组成的不判；写明几个部分的，还与列举的个数核对；只列举部分内容并用“等”结尾的，只报正文没有的项。
    """
    titles = [(s.number, s.title) for s in context.report.sections]
    wordings = {w for n, t in titles for w in _accepted(context, n, t)}
    form = {w for s in context.due_edition.sections for w in s.wordings()}
    for paragraph in context.report.preamble:
        for listed in compositions(paragraph.text):
            known = sum(_same_part(i, form) for i in listed.items)
            said = (
                _differences(context, listed, wordings) if known >= min(3, max(1, len(listed.items))) else []
            )
            if said:
                yield Problem(
                    f"引言说明的报告组成与正文不一致：引言{'；'.join(said)}。",
                    "请按正文实际的六个部分修改引言的列举。",
                    context.at_paragraph(paragraph),
                    quote=listed.quote,
                    expected=str(len(titles)),
                    actual=str(listed.counted if len(listed.items) < 3 else len(listed.items)),
                )
                return


def _differences(context: Context, listed: Composition, wordings: set[str]) -> list[str]:
    titles = [(s.number, s.title) for s in context.report.sections]
    if len(listed.items) < 3:
        if listed.open_end and listed.counted and titles and listed.counted != len(titles):
            return [f"写的是{listed.counted}个部分，正文有{len(titles)}个部分"]
        return []
    strange = [i for i in listed.items if not _same_part(i, wordings)]
    absent = [
        f"{n}、{t}" for n, t in titles
        if not listed.open_end and not any(_same_part(i, _accepted(context, n, t)) for i in listed.items)
    ]  # fmt: skip
    said = [f"列有“{'”“'.join(strange)}”，正文没有对应的部分"] if strange else []
    said += [f"没有列出正文的“{'”“'.join(absent)}”"] if absent else []
    more = listed.counted is not None and listed.counted < len(listed.items)
    if more or (listed.counted is not None and not listed.open_end and listed.counted != len(listed.items)):
        said.append(f"写的是{listed.counted}个部分，列举的是{len(listed.items)}个")
    return said


def _accepted(context: Context, number: str | None, title: str) -> set[str]:
    part = next((s for s in context.due_edition.sections if s.number == number), None)
    return {normalise_label(title)} | (set(part.wordings()) if part else set())


def _same_part(item: str, wordings: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    name = normalise_label(item)
    return any(
        fuzz.ratio(name, w) >= 75 or (len(name) >= _SHORTEST_NAME and (shortens(name, w) or w in name))
        for w in wordings
    )


RULES: tuple[Rule, ...] = (announced_parts,)
