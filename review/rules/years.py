"""IDN: years of an earlier report that were left in sentences about this year's work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.dates import YEAR, year_number
from reports.model import Paragraph
from reports.numerals import half_width
from reports.prose.sentences import Sentence, clip, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import report_duty
from review.rules.reported_year import opening_year
from review.wordings import also_at

_TITLE = re.compile(r"《[^《》]*》|〔\d{4}〕")
# A sentence with one of these sets the year beside this one, or tells when something came about.
_OTHER_YEAR_MEANT = re.compile(
    r"比|较|同比|环比|相较|上年|上一年|去年|往年|历年|近年|近[两三二四五]年|以来|以前|之前|以后|至今|截至目前|起[,施执至]|始于|成立|建成|建立于|启用|上线|"
    r"结转|遗留|跨年|考核结果|评估|通报|排名|决算|预算|年报|年度报告|被评|获评|考核中|考评|评查|测评|考核获|考核排|评比|测评中|检查中|优秀等次|先进单位|名列|位列|荣获|获得|授予|表彰|连续|开通于|修订|第三方|问题整改|整改|存在的?问题|两年|三年|"
    r"年底前|印发的|制定的|出台的|发布的|公布的|施行|实施的|任期|前期|同期|届|(?:增|减)(?:加|长|少)|上升|下降|持平|为基数|一样|相同|不变|延续|巩固|在此基础上|基础上"
)
_ITEMS = re.compile(r"(?<=\d[条件篇次个])[，,]?其中")
_COMPARED = re.compile("比|较|上年|去年|上一年")
_OPENS = re.compile(
    rf"^(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．])?(?:[^，,。：:\s]{{0,14}}?[。：:\s])?\s*"
    rf"(?:(?:围绕|按照|根据|聚焦|结合|立足|紧扣|为了?|依托|坚持)[^，,。；]{{2,40}}[，,])?(?:一年来|过去一年|在|回顾|截[至止](?:到)?)?[（(]?(?P<year>{YEAR})年(?:度)?(?!底|末)(?:\d{{1,2}}月(?:\d{{1,2}}日)?|全年|里|中|期间)?[)）]?\s*(?:[，,]|(?=我|本[局委办镇乡]|全[县市区镇乡年]|共|累计|[^，。；]{{0,8}}?(?:召开|开展|举办|组织|听取|接受|公开|发布|制发|受理|收到|新收|办理|新增|更新|回应)[^，。；]{{0,20}}?\d))"
)
# How many years back a text may come from that was taken over.
_FAR_BACK = 3
_UNTIL = re.compile(rf"截[至止](?:到)?\s*(?P<year>{YEAR})年(?:12月(?:31日)?|年?底|年?末)")
_CARRIED = re.compile(
    rf"(?<!结转)(?:由|从)?(?P<year>{YEAR})年(?:度)?结转(?!至|到|下|入|20)(?:的|过来的)?(?:政府信息公开)?(?:申请)?\s*(?:\d|[一二三四五六七八九十])"
)
_FORWARD = re.compile(
    rf"结转(?:至|到|入)?(?:下年度)?[（(]?(?P<year>{YEAR})年(?:度)?[)）]?(?:继续)?(?:办理|处理|答复)"
)
_FEE = re.compile(
    rf"(?P<year>{YEAR})年(?:度)?[，,]?(?![^，。；]{{0,4}}[日月])[^，。；《]{{0,24}}(?:信息公开|信息)处理费"
)


@dataclass(frozen=True)
class _Left:
    """A year that was left over, with its words."""

    paragraph: Paragraph
    year: int
    quote: str
    words: str
    start: int


def _plain(sentence: Sentence) -> str:
    return _TITLE.sub(lambda m: " " * len(m[0]), half_width(sentence.text))


def _years(text: str) -> set[int]:
    return {n for y in re.findall(rf"({YEAR})年", text) if (n := year_number(y))}


def _told_as(text: str, pattern: re.Pattern[str], sentence: Sentence) -> _Left | None:
    match = pattern.search(text)
    year = year_number(match["year"]) if match else None
    if match is None or year is None:
        return None
    start, stop = match.start("year"), match.end()
    return _Left(
        sentence.paragraph, year, clip(sentence.text, start, stop, 24), match[0], sentence.start + start
    )


def _pieces(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """The sentences, cut where a semicolon begins something else."""
    for sentence in whole_sentences(paragraphs):
        start = sentence.start
        for text in re.findall("[^；;]+[；;]?", sentence.text):
            yield replace(sentence, text=text, start=start)
            start += len(text)


def _of_last_year(context: Context, year: int) -> Iterator[_Left]:
    """Sentences on this year's work that open with an earlier year: 2023年，我局召开专题会议2次."""
    for section in context.report.sections:
        if section.number not in ("一", "六"):
            continue
        told = list(_pieces(section.paragraphs))
        for position, sentence in enumerate(told):
            text = _plain(sentence)
            left = _told_as(text, _OPENS, sentence) or _told_as(text, _UNTIL, sentence)
            if left is None or not year - _FAR_BACK <= left.year < year or _years(text) - {left.year}:
                continue
            # Last year's number may stand in a sentence of its own before this year's.
            beside = told[position + 1 : position + 2]
            compared = any(year in _years(_plain(b)) or re.search(r"同比|今年|本年", b.text) for b in beside)
            told_of = _ITEMS.split(text, maxsplit=1)[
                0
            ]  # 年度报告5条 in a list of what was published means no year
            meant = _OTHER_YEAR_MEANT.search(told_of) or _COMPARED.search(text)
            if not compared and not meant and not _FEE.search(text):
                yield left


@rule("IDN14", "正文年份疑为沿用旧稿", Severity.WARNING, report_duty)
def left_over_year(context: Context) -> Iterator[Problem]:
    """检查：叙述本年工作的句子、截止日期、结转和信息处理费所写的年份是否为报告年度。

    为何：年份没有更新，内容和数据可能是上一年度的。
    触发：2024年度报告写“2023年，我局召开专题会议2次”“2023年度未收取信息处理费”“2022年结转1件”。
    不触发：与上年比较；文件名称和文号；“自2023年起”“2023年建成”；上年问题的整改情况；荣誉和考核结果。
    例外：总体情况首句的年份由年度不一致规则报告；信息处理费的年份不符为必须修改；其余只提示核实，合并为一条。
    """
    year = context.report.year
    if year is None:
        return
    opening = opening_year(context)
    left = [
        x for x in _of_last_year(context, year) if not (opening and _same_place(x, opening[1], opening[2]))
    ]
    if left:
        yield Problem(
            f"{year}年度的报告叙述工作时写的是“{left[0].year}年”{also_at([x.words for x in left])}，疑为沿用上年文稿。",
            f"请核实；如为{year}年的工作和数据，请改正年份，并核对内容是否已经更新。",
            context.at_paragraph(left[0].paragraph),
            quote=left[0].quote,
            expected=f"{year}年",
            actual=f"{left[0].year}年",
        )
    yield from _carried(context, year)
    yield from _fees(context, year)
    yield from _attached(context, year)


def _same_place(left: _Left, paragraph: Paragraph, words: str) -> bool:
    """Whether a year is the one with which the general part opens, which another rule tells."""
    return left.paragraph == paragraph and str(left.year) in half_width(words) and left.start < len(words)


def _carried(context: Context, year: int) -> Iterator[Problem]:
    """上年结转 of another year than the last, and what goes on in another year than the next."""
    for sentence in whole_sentences(context.report.paragraphs()):
        text = _plain(sentence)
        for pattern, right, what in ((_CARRIED, year - 1, "上年结转"), (_FORWARD, year + 1, "结转下年度")):
            left = _told_as(text, pattern, sentence)
            if left is None or left.year in (right, year if pattern is _CARRIED else right):
                continue
            yield Problem(
                f"{year}年度报告的{what}写的是“{left.year}年”，应为{right}年。",
                f"请核实并改为“{right}年”，同时核对件数。",
                context.at_paragraph(left.paragraph),
                quote=left.quote,
                expected=f"{right}年",
                actual=f"{left.year}年",
            )


_ATTACHED = re.compile(
    rf"^\s*附[件表]\d*[:：.、]?\s*[^。；\n]{{0,24}}?(?P<year>{YEAR})年(?:度)?[^。；\n]{{0,16}}$"
)


def _attached(context: Context, year: int) -> Iterator[Problem]:
    """附件：……2020年主动公开目录, in the report on 2021."""
    for sentence in whole_sentences(context.report.paragraphs()):
        left = _told_as(half_width(sentence.text), _ATTACHED, sentence)
        if left is not None and left.year < year and year not in _years(sentence.text):
            yield Problem(
                f"{year}年度报告的附件写的是“{left.year}年”。",
                f"请核实附件是否应为{year}年的，并改正年份。",
                context.at_paragraph(left.paragraph),
                quote=left.quote,
                expected=f"{year}年",
                actual=f"{left.year}年",
            )


def _fees(context: Context, year: int) -> Iterator[Problem]:
    for sentence in whole_sentences(context.report.paragraphs()):
        text = _plain(sentence)
        left = _told_as(text, _FEE, sentence)
        if (
            left is None
            or left.year >= year
            or year in _years(text)
            or re.search(r"自|起|以来|施行|印发|规定|比|上年", text)
        ):
            continue
        yield Problem(
            f"信息处理费写的是{left.year}年度的情况，应为{year}年度。",
            f"请改为{year}年度收取信息处理费的情况。",
            context.at_paragraph(left.paragraph),
            quote=left.quote,
            expected=f"{year}年",
            actual=f"{left.year}年",
            severity=Severity.ERROR,
        )


RULES: tuple[Rule, ...] = (left_over_year,)
