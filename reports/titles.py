"""The title of a report: on one to three lines, in the table of a site's catalogue, or as the page's own title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.dates import YEAR
from reports.editions import normalise_label
from reports.model import Block, Grid, Paragraph
from reports.names import is_name
from reports.numerals import fold

YEAR_OF = re.compile(rf"({YEAR})\s*(?:年|(?=政府信息|信息公开|政务公开))")
_SUBJECT = re.compile(r"政府信息公开|政务公开|信息公开|政府信息|年度报告|工作报告|年报")
_ENDS = re.compile(r"(?:报告|年报)(?:[(（].{0,14}[)）])?$")
_NO_TITLE = re.compile(r"[，。；>»›|]|根据|目录|附件|当前位置|您的位置|栏目|通知$")
# 附件1-3：云溪县…: an attachment is called what its report is called.
_ATTACHED = re.compile(
    r"^附(?:件|表)?(?:[一二三四五六七八九十]{1,2}|(?!\d{4}年)\d{1,2}(?:[-—–.]\d{1,2})?)?[：:.、\s]*(?=[《“\d一-鿿])"
)
_FILE_NAME = re.compile(r"[》”]?\.(?:docx?|wps|pdf|ofd)$", re.I)
# 标题：…, • 标 题：…: the label goes, the value may be a title.
_LABELLED = re.compile(r"^[•·●◆■\s]*(?:信息|文件|公文|文章)?(?:标\s*题|名\s*称|题\s*名)\s*[：:]\s*")
_LABELS = frozenset(("标题", "名称", "信息名称", "文件名称", "信息标题", "题名", "文件标题", "公文名称"))
_BULLETS = re.compile(r"^[•·●◆■◇□▪\s]+")
# What a page prints after the title on the same line.
_AFTER = re.compile(
    r"[\s　]+[【\[(（]?(?:发布|来源|信息来源|时间|日期|浏览|作者|字体|字号|索引|打印|阅读|点击|发文)"
    r".*$"
)
_AGENCY_TAIL = re.compile(r"(?:关于(?:报送|呈报|上报|印发|公布|发布|公开|编制)?|的|：|:|\s)+$")
# What a lost space, a mark or a picture leaves behind a title.
_DEBRIS_AFTER = re.compile(r"(?:[?？□■�]{2,}|[□■�])\s*$")
_SCHOOL_YEAR = re.compile(r"\d{4}[-—–~至]+\d{4}学?年度?$")
_HEAD = re.compile(r"^(?:关于|报送|印发|公布|发布|公开)+")
_BETWEEN_TITLE_AND_SITE = re.compile(r"\s*(?:[_|｜]|--+|——+|\s[-–—]\s|-(?=[^-\d]*$))\s*")
_LONGEST, _LINES = 70, 3


@dataclass(frozen=True)
class Title:
    """A title and the block where it stands; None where only the page's own title has it."""

    text: str
    paragraph: int | None = None

    @property
    def weight(self) -> int:
        """How much of a title it is: agency and year make it whole."""
        return 2 * bool(agency_in(self.text)) + bool(YEAR_OF.search(self.text))


def is_title(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    flat = fold(text)
    return (
        len(flat) <= _LONGEST
        and bool(_ENDS.search(flat))
        and ("公开" in flat or "年度" in flat or "年报" in flat)
        and not _NO_TITLE.search(flat)
    )


def agency_in(title: str) -> str:
    """The agency that a title names: what stands before the year, or between the year and the subject.

    Empty where that is no name: a label, a path through a site, 我局.
    """
    flat = _LABELLED.sub("", _BULLETS.sub("", fold(title)))
    year = YEAR_OF.search(flat)
    subject = _SUBJECT.search(flat)
    stop = subject.start() if subject else len(flat)
    if year is None:
        found = flat[:stop]
    elif year.start() > 1:
        found = flat[: min(year.start(), stop)]
    else:
        found = re.sub(r"^度", "", flat[year.end() : max(stop, year.end())])
    found = _HEAD.sub("", _SCHOOL_YEAR.sub("", found))
    if not found:
        closing = re.search(r"[(（]([^()（）]{3,20})[)）]$", flat)
        found = closing[1] if closing else ""
    found = _AGENCY_TAIL.sub("", found).strip('《》“”"_-— ')
    found = found if found.count("(") == found.count(")") else found.strip("()")
    return found if _may_be_named(found) else ""


def _may_be_named(found: str) -> bool:
    """A title's place for the name holds nearly any name; only what cannot be one is refused."""
    if not re.fullmatch(r"[一-鿿][一-鿿()·、\d]*", found):
        return False
    return is_name(found) or (len(found) >= 3 and not re.match(r"[我本该]|当前|首页|标题|索引", found))


def _lines_of(block: Block) -> Iterator[str]:
    """The lines of a block that may be a title: a paragraph, or the value beside a label 标题."""
    if isinstance(block, Paragraph):
        plain = _FILE_NAME.sub("", _ATTACHED.sub("", _BULLETS.sub("", block.text.strip())))
        yield _AFTER.sub("", _DEBRIS_AFTER.sub("", _LABELLED.sub("", plain)).strip("《》"))
    elif isinstance(block, Grid):
        for row in block.rows:
            own = [c.text.strip() for c in row if not c.merged and fold(c.text)]
            if len(own) == 1:
                yield own[0]
            for label, value in pairwise(own):
                if normalise_label(label) in _LABELS:
                    yield value


def _belongs(line: str) -> bool:
    """Whether a line can be one of the lines of a broken title."""
    flat = fold(line)
    if (
        not flat
        or len(flat) > 40
        or _NO_TITLE.search(flat)
        or re.search(r"[：:]|\d{4}-\d|月\d{1,2}日|日期|索引", flat)
    ):
        return False
    return bool(YEAR_OF.search(flat) or re.search(r"公开|年度|报告|年报", flat) or is_name(flat))


def _titles(lines: Sequence[tuple[str, int]]) -> Iterator[Title]:
    for start in range(len(lines)):
        for count in range(1, _LINES + 1):
            part = lines[start : start + count]
            joined = "".join(fold(text) for text, _ in part)
            if len(part) < count or (count > 1 and not all(_belongs(text) for text, _ in part)):
                break
            rest = Title("".join(fold(text) for text, _ in part[1:]))
            if count > 1 and is_title(rest.text) and rest.weight == Title(joined).weight:
                break  # the lines below are a title without this one
            if is_title(joined):
                yield Title(joined, part[-1][1])
                break


def title_of(blocks: Sequence[Block], pages: Sequence[str] = ()) -> Title:
    """The title that the first blocks have, else the one that the page says it has; empty where neither has one."""
    lines = [(line, b.index) for b in blocks for line in _lines_of(b) if line]
    found = list(_titles(lines))
    for page in pages:
        found += [Title(fold(p)) for p in _BETWEEN_TITLE_AND_SITE.split(page) if is_title(p)]
    return max(found, key=lambda t: t.weight, default=Title(""))
