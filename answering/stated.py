"""What a report says of itself: contact data, period, date of publication, agency, structure."""

from __future__ import annotations

import re
from collections.abc import Callable

from answering.answer import Answer, Citation, Evidence
from answering.draft.contacts import contacts_told
from answering.hostile import poses_as_instruction
from answering.joined import joined
from answering.plan.contacts import contacts_asked
from answering.plan.lexicon import YEARS
from answering.plan.words import content_words
from answering.source import Source, cite_paragraph
from reports.model import Level
from retrieval.passages import report_title
from retrieval.terms import fold_text

_LEVEL_NAMES = {
    Level.GOVERNMENT: "人民政府", Level.DEPARTMENT: "政府部门", Level.TOWNSHIP: "乡镇、街道", Level.ORGANISATION: "法律、法规授权的组织或群团组织",
}  # fmt: skip

_ABOUT_RULES = re.compile(
    r"指南|条例|规定|应当|应该|必须|最晚|最迟|几号前|期限.{0,4}多|目录|申请.{0,4}(?:写|填|提交)"
)


def _period(source: Source) -> tuple[str, str] | None:
    if source.report.period is None:
        return None
    start, end = source.report.period
    said = f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
    return f"{source.name}报告所列数据的统计期限是{said}。", "period"


def _published(source: Source) -> tuple[str, str] | None:
    day = source.report.published
    if day is None:
        return None
    return f"{source.name}报告的发布日期是{day.year}年{day.month}月{day.day}日。", "published"


def _agency(source: Source) -> tuple[str, str] | None:
    return (f"这是{source.name}的报告。", "agency") if source.report.agency else None


def _year(source: Source) -> tuple[str, str] | None:
    return (f"报告年度是{source.report.year}年。", "year") if source.report.year else None


def _level(source: Source) -> tuple[str, str] | None:
    if source.report.agency is None:
        return None
    return f"从名称看，{source.report.agency}属于{_LEVEL_NAMES[source.report.level]}。", "level"


_WHEN_PUBLISHED = "发布日期"
_ASKED: tuple[tuple[re.Pattern[str], tuple[Callable[[Source], tuple[str, str] | None], ...], str], ...] = (
    (re.compile(r"统计.{0,4}(?:期限|时间|期间|时段)|统计到|截(?:止|至)到?哪|数据.{0,6}(?:从|哪段|什么时候|起止)|报告期(?!末|内|间|满)"), (_period,), "统计期限"),
    (re.compile(r"(?:什么时候|何时|哪一?天|几月几号?|日期).{0,6}(?:发布|公布|公开的)|(?:发布|公布|落款)(?:的)?(?:日期|时间)|落款(?:是)?(?:哪|几)|(?:报告|年报).{0,6}(?:什么时候|何时|哪天).{0,4}(?:发布|公布|发的)"),
     (_published,), _WHEN_PUBLISHED),
    (re.compile(r"(?:哪个|什么|哪家)(?:单位|机关|部门|机构)(?:的|发布|编制|公布)?.{0,4}(?:报告|年报)|(?:报告|年报).{0,6}(?:哪个|什么)(?:单位|机关|部门)|(?:报告|年报).{0,4}(?:谁|由谁).{0,2}(?:编制|编写|发布|写)|^(?:谁|由谁|是谁|什么单位|哪个单位)(?:编制|编写|发布|写)的?(?:[？?]?$|这?份?(?:报告|年报))"),
     (_agency,), "编制单位"),
    (re.compile(r"(?:哪一?|什么)年(?:度)?的?(?:(?:报告|年报|数据)|[？?]?$)|报告年度"), (_year,), "报告年度"),
    (re.compile(r"(?:属于|是)(?:什么|哪)(?:级|类)(?:(?:单位|机关|组织|部门)|[？?]?$)|单位(?:级别|性质|类型)"), (_level,), "单位性质"),
)  # fmt: skip


# 明年是哪年: a word for a year, by the report's own.
_WHICH_YEAR = re.compile(
    rf"[“\"]?(?P<word>{'|'.join(YEARS)})[”\"]?(?:指的?)?(?:是)?(?:指)?(?:哪(?:一)?年|几几年|什么年份)"
)


def _year_meant(question: str, sources: list[Source]) -> Answer | None:
    """The year that a report's 上年 or 明年 stands for; None where that is not asked."""
    asked = _WHICH_YEAR.search(question)
    year = sources[0].report.year
    if asked is None or year is None or len(sources) > 1:
        return None
    evidence = Evidence()
    text = f"报告年度是{year}年，“{asked['word']}”指{year + YEARS[asked['word']]}年。{_cite(evidence, sources[0], 'year')}"
    return Answer(question, text, tuple(evidence.citations))


_OF_THE_REPORT = ("日期", "时间", "年度报告", "报告")

_NUMBERED = ("统计期限", "发布日期", "报告年度")
_COUNTS = re.compile("(?:多少|几)(?:[件次个人通条份处]|[一-鿿]{0,4}(?:电话|来电|邮件|传真))")
_ASKS_SITE = re.compile("网址|官网地址|网站地址")
_SITE = re.compile(r"(?:[一-龥]{0,12}(?:网站|网址|网)[（(：:]?)?(?:https?://)?www\.[\w./-]+\w")


# Where the report itself can be had, which its introduction says.
_WHERE_PUBLISHED = re.compile(
    r"(?:报告|年报|电子版)(?:电子版)?(?:可以|能|要|是)?(?:在|从|到|去)?(?:哪里?|哪儿|什么(?:网站|地方)|怎么|如何)(?:能|可以)?(?:下载|看|查|找|公布|发布|公开)|(?:报告|年报)(?:公布|发布|公开|刊登)(?:在|到)(?:哪|什么)|报告.{0,4}(?:网址|下载地址)|(?:下载|查看|查阅)(?:本|这份|该)?(?:报告|年报)"
)
_PUBLISHED_AT = re.compile(
    r"[^。；\n]{0,20}(?:电子版|报告|年报)[^。；\n]{0,100}(?:下载|查阅|查询|浏览|公布|刊载)[^。；，,\n]{0,40}"
)


def _of_something_else(question: str, source: Source) -> bool:
    """Whether a question asks when something else than the report came out: 疫苗接种信息什么时候公布."""
    words = content_words(question, fold_text(source.report.agency_words), source.report.year)
    return any(w.is_telling and not w.is_light and w.text not in _OF_THE_REPORT for w in words)


def answer_from_metadata(question: str, sources: list[Source]) -> Answer | None:
    """The answer from what the reports say of themselves; None where the question asks for nothing of it."""
    if not sources or _ABOUT_RULES.search(question):
        return None
    meant = _year_meant(question, sources)
    if meant is not None:
        return meant
    told = [
        a for asked, said in _IN_PROSE
        if asked.search(question) and (a := _found_in_prose(question, said, sources)) is not None
    ]  # fmt: skip
    contacts = contacts_asked(question)
    reached = contacts_told(question, contacts, sources) if contacts is not None else None
    for answer in (_of_labels(question, sources), reached):
        if answer is not None and not (told and answer.abstained):
            told.append(answer)
    return joined(question, told) if told else None


def _found_in_prose(question: str, pattern: re.Pattern[str], sources: list[Source]) -> Answer | None:
    """The first words of each report's prose that fit a pattern; None where none do."""
    evidence, said = Evidence(), []
    for source in sources:
        found = ((p, pattern.search(p.text)) for p in source.report.paragraphs())
        paragraph, match = next(((p, m) for p, m in found if m), (None, None))
        if paragraph is not None and match is not None and not poses_as_instruction(match[0]):
            words = match[0].strip()
            said.append(
                f"{source.name}的报告写明：{words}。{cite_paragraph(evidence, source, paragraph, words)}"
            )
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


# What is asked for in words, and the words of the prose that tell it, in the order in which they are told.
_IN_PROSE = ((_ASKS_SITE, _SITE), (_WHERE_PUBLISHED, _PUBLISHED_AT))


def _of_labels(question: str, sources: list[Source]) -> Answer | None:
    """The contact data, dates and names that the question asks for, each on a line; None where it asks for none."""
    evidence, said, silent = Evidence(), [], []
    for pattern, readers, name in _ASKED:
        if not pattern.search(question) or (name not in _NUMBERED and _COUNTS.search(question)):
            continue
        if name in (_WHEN_PUBLISHED, "报告年度") and _of_something_else(question, sources[0]):
            continue
        told = [(s, f) for s in sources for f in (read(s) for read in readers) if f]
        said += [f"{text}{_cite(evidence, source, key)}" for source, (text, key) in told]
        silent += [] if told else [name]
    if said:
        return Answer(question, "\n".join(dict.fromkeys(said)), tuple(evidence.citations))
    if not silent:
        return None
    names = "、".join(s.name for s in sources)
    what = "、".join(silent)
    return Answer(question, f"报告未载明：{names}的报告没有写{what}。", abstained=True)


def _cite(evidence: Evidence, source: Source, key: str) -> str:
    place = source.report.evidence.get(key)
    if place is None:
        return ""
    return evidence.cite(
        Citation(
            n=0,
            source="report",
            title=report_title(source.report),
            quote=place.quote,
            section=source.report.section_of(place.paragraph) if place.paragraph else None,
            report=source.id,
            anchor=place.paragraph,
        )
    )
