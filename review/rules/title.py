"""IDN: the title: whose report, on which year, by its full name, and not a draft or a covering letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.dates import YEAR
from reports.model import Paragraph
from reports.numerals import fold
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import report_duty

_LONGEST = 70
_FIRST_LINES = 8
_TITLE_LIKE = re.compile(r"(?:信息公开|政务公开)[^。；]{0,20}(?:报告|年报|总结|函|模板|范本|稿)")
_LETTER = re.compile(r"^关于(?:报送|上报|呈报|提交|印发|公布|发布)|(?:的函|的请示|的通知)$")
_LETTER_BODY = re.compile(
    r"^(?:[^：:。，]{2,20}[：:])?(?:现|兹)将[^。]{0,60}(?:年度报告|年报)[^。]{0,10}(?:随函|报送|呈报|上报|提交|报上)[^。]{0,20}(?:请(?:予)?(?:审核|审阅|查收|审示|审定|备案|批示)|给你们|你(?:办|局|单位))"
)
_OTHER_WORDS = re.compile(r"[:：]$|您|^好的")
_DRAFT = re.compile(
    r"[(（](?:送审|征求意见|讨论|修改|审议|报批|报审|待审|定|终|初|草|上报|报送|正式|代拟|模板|范本|范文|样本|样稿|未定|审核|第[一二三四]|内部|最终)[^）)]{0,4}[稿版]?[)）]"
    r"|[(（][^()（）]{0,8}稿[)）]"
    r"|(?:草稿|初稿|终稿|定稿|送审稿|征求意见稿|修改稿|讨论稿|最终版|最终稿|代拟稿|模板|范本|范文|样本|副本|[Vv]\d)$"
)
_ATTACHMENT = re.compile(r"^附(?:[件表录]|(?=\s*[:：]))\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*")
_FULL_NAME = re.compile(
    r"(?:政府信息公开|政务公开和政府信息公开)(?:工作)?年度(?:工作)?报告|年度[^。]{0,12}政府信息公开(?:工作)?(?:年度)?报告(?!总结)|政府信息公开(?:工作)?[（(]?20\d\d年?[)）]?年?度?(?:工作)?报告"
)
_SHORT_AGENCY = re.compile(
    r"^(?:省|市|区|县|州|旗|镇|乡)(?!直|属)[一-鿿]{2,}(?:局|委员会|委|厅|办公室|办|中心|会|队)$"
)


def _stated_title(context: Context) -> tuple[str, Paragraph | None]:
    """The title as it stands; where none was recognised, the first line that looks like one."""
    report = context.report
    opening = report.preamble[:_FIRST_LINES]
    if report.title:
        place = next((p for p in opening if p.index == report.title_paragraph), None)
        return fold(report.title), place
    for paragraph in opening:
        text = fold(paragraph.text)
        if _LETTER_BODY.search(text) or (
            len(text) <= _LONGEST and "。" not in text and _TITLE_LIKE.search(text)
        ):
            return text, paragraph
    return "", None


def _missing(title: str) -> list[str]:
    """Which of the three elements a title lacks."""
    missing = []
    if not re.search(rf"{YEAR}(?:年|-)", title):
        missing.append("年度")
    rest = re.sub(
        rf"关于|{YEAR}年度?|(?:政府信息|政务|信息)公开|工作|年度|报告|的|[(（].*?[)）]|附件|\d|[:：]|模板|总结|年报",
        "",
        title,
    )
    if len(rest) < 2:
        missing.append("单位名称")
    if not _FULL_NAME.search(title):
        missing.append("“政府信息公开工作年度报告”的名称")
    return missing


@rule("IDN01", "题名不完整或不规范", Severity.WARNING, report_duty)
def title_parts(context: Context) -> Iterator[Problem]:
    """检查：题名是否写明单位、年度，并称“政府信息公开工作年度报告”，是否带有草稿、附件的字样。

    为何：年度报告向社会公布，题名应能独立说明是谁、哪一年的报告。
    触发：题名为“2024年政府信息公开工作报告”“……年度报告（送审稿）”“附件1：……”“关于报送……的函”。
    不触发：“××区民政局2023年政府信息公开工作年度报告”“2023年度××局政府信息公开工作报告”。
    例外：语序不同而要素齐全的不报；把报送函当作报告的为必须修改；单位只写“区××局”的作为建议。
    """
    report = context.report
    title, paragraph = _stated_title(context)
    full = f"{report.agency or '单位名称'}{report.year or ''}年政府信息公开工作年度报告"
    place = context.at_paragraph(paragraph or (report.preamble[0] if report.preamble else None))
    if not title:
        yield Problem(
            "正文没有题名。",
            "请将题名写为“单位名称＋年度＋政府信息公开工作年度报告”。",
            place,
            expected=full,
            actual="",
        )
        return
    quote = paragraph.text if paragraph else report.title
    letter = next((p for p in report.preamble if _LETTER_BODY.search(fold(p.text))), None)
    if letter is not None and letter is not paragraph:
        yield Problem(
            "题名之后有报送函件的文字，公布的应是报告本身。", "请删去报送函件的文字，公布报告正文。",
            context.at_paragraph(letter), quote=letter.text, actual=letter.text[:40], severity=Severity.ERROR,
        )  # fmt: skip
    if _LETTER.search(title) or _LETTER_BODY.search(title):
        yield Problem(
            f"“{title[:40]}”是报送函件的文字，公布的应是报告本身。", "请公布报告正文，题名写为“单位名称＋年度＋政府信息公开工作年度报告”。",
            place, quote=quote, expected=full, actual=title, severity=Severity.ERROR,
        )  # fmt: skip
        return
    said = []
    # An attachment is called what its report is called: its number stands in the line only.
    draft, attachment = _DRAFT.search(title), _ATTACHMENT.match(fold(paragraph.text) if paragraph else title)
    if missing := _missing(_DRAFT.sub("", title)):
        said.append(f"题名缺少{'、'.join(missing)}")
    if draft:
        said.append(f"题名带有“{draft[0].strip('()（）')}”，不是定稿的题名")
    if attachment and attachment[0]:
        said.append(f"题名前有“{attachment[0].rstrip(':：')}”")
    if _OTHER_WORDS.search(title):
        said.append("题名夹有其他文字，不是单独一行的题名")
    short = (
        not said and _SHORT_AGENCY.match(fold(report.agency_words)) and title.startswith(report.agency_words)
    )
    if short:
        said.append(f"题名的单位“{report.agency}”没有写明所在地区，不是全称")
    if said:
        yield Problem(
            "；".join(said) + "。", "请将题名写为“单位名称＋年度＋政府信息公开工作年度报告”。",
            place, quote=quote, expected=full, actual=title, severity=Severity.NOTICE if short else None,
        )  # fmt: skip


_OWN_NAME = re.compile(
    rf"(?:编制|制定|编写|形成|撰写|制作|公布|发布)(?:完成)?(?:了|本单位|本局|我[局镇乡县市区])?(?P<name>(?:{YEAR}年度?)?(?:年度)?(?:政务公开|(?<!政府)信息公开|政府公开)(?:工作)?(?:年度)?(?:报告|总结|年报))(?!》|格式)"
)


@rule("IDN16", "引言所称报告名称与统一格式不符", Severity.NOTICE, report_duty)
def own_name(context: Context) -> Iterator[Problem]:
    """检查：引言里称呼本报告的名称是否为“政府信息公开工作年度报告”。

    为何：名称应与题名和统一格式一致。
    触发：“制定2024年度信息公开工作报告”“编制政务公开年度报告”。
    不触发：“编制本报告”“编制2024年度政府信息公开工作报告”。
    例外：书名号内的文件名不判。
    """
    for paragraph in context.report.preamble:
        match = _OWN_NAME.search(paragraph.text)
        if match and paragraph.index != context.report.title_paragraph:
            yield Problem(
                f"引言称本报告为“{match['name']}”，与“政府信息公开工作年度报告”的名称不符。",
                "请改称“政府信息公开工作年度报告”或“本报告”。",
                context.at_paragraph(paragraph),
                quote=match[0],
                expected="政府信息公开工作年度报告",
                actual=match["name"],
            )
            return


RULES: tuple[Rule, ...] = (title_parts, own_name)
