"""Title, agency, year, period, level, publication date and contact data, each with its evidence."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from reports.dates import YEAR, all_dates, year_number
from reports.model import Block, Evidence, Grid, Level, Paragraph
from reports.numerals import fold, half_width
from reports.period import period_in

_LEVELS = Path(__file__).resolve().parent.parent / "corpus" / "agencies" / "levels.toml"
_SUBJECT = r"(?:政府)?信息公开"
_TITLE_END = re.compile(
    r"年度?\s*(?:政府信息公开(?:工作)?|政务公开(?:工作)?|信息公开(?:工作)?)?\s*(?:工作)?\s*(?:年度)?\s*(?:工作)?\s*报告"
)
_YEAR = re.compile(rf"({YEAR})\s*(?:年|(?=政府信息|信息公开|政务公开))")
_PUBLISHED = re.compile(r"(?:发布|公开|发文|生成|成文|印发|公布)(?:日期|时间|于)\s*[：:]?\s*")
_AGENCY_TAIL = re.compile(r"(?:关于|的|：|:|\s)+$")
_CONTACT = {
    "address": re.compile(r"(?:(?:通信|通讯|联系|办公|单位)?地\s*址|(?:来函|来信|信函|邮件)?(?:可)?寄(?:至|往|到|送至))\s*(?:为|是|在)?\s*[：:]?\s*((?=[^，,。；;）)\n]*[省市区县镇乡村路街道巷弄号楼厦座室])(?![未没已不])(?:(?![（(](?:邮|电|传|联))[^，,。；;：:）)\n]){4,60})"),
    "postcode": re.compile(r"邮\s*(?:政\s*)?编\s*码?\s*(?:为|是)?\s*[：:]?\s*(\d[\d ]{3,9})"),
    "fax": re.compile(r"(?<!电话)传\s*真(?:号码)?\s*(?:为|是)?\s*[：:]?\s*([\d（(][\d\-－—–()（） ]{5,20}\d)"),
    "phone": re.compile(r"(?:(?:电\s*话|致电|拨打|热线|联系方式|(?<![A-Za-z])[Tt][Ee][Ll]\.?)(?:[（(/、及和]?传\s*真[）)]?)?)(?:号码)?\s*(?:为|是)?\s*[：:]?\s*(12\d{3}(?![\d\-－—–])|[\d（([\d\-－—–()（） ]{5,20}\d)"),
    "email": re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
}  # fmt: skip


@dataclass
class Metadata:
    """What a report says about itself."""

    title: str = ""
    title_paragraph: int | None = None
    agency: str = ""
    year: int | None = None
    period: tuple[date, date] | None = None
    published: date | None = None
    level: Level = Level.DEPARTMENT
    contact: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)


@cache
def _level_words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = tomllib.loads(_LEVELS.read_text(encoding="utf-8"))
    return data


def level_of(agency: str) -> Level:
    """The level that an agency's name tells: authorised organisations and townships first, then governments.

    An office of a government (人民政府办公室) is a department in the sense of article 49.
    """
    name, words = fold(agency), _level_words()
    if any(name.endswith(w) for w in words["department_endings"]):
        return Level.DEPARTMENT
    if any(w in name for w in words["organisation"]):
        return Level.ORGANISATION
    if re.search(r"(?:乡|镇|街道|苏木)(?:人民政府|办事处|政府)?$", name) and not name.endswith("城镇"):
        return Level.TOWNSHIP
    if any(name.endswith(w) for w in words["organisation_endings"]):
        return Level.ORGANISATION
    if any(name.endswith(w) for w in words["government_endings"]):
        return Level.GOVERNMENT
    if re.search(r"(?:省|自治区|市|县|区|旗|州|盟)$", name):
        return Level.GOVERNMENT
    return Level.DEPARTMENT


def is_title(text: str) -> bool:
    """Whether a line reads like the title of a report."""
    flat = fold(text)
    return len(flat) <= 70 and bool(re.search(r"报告$|报告[(（].{0,12}[)）]$", flat)) and (
        "公开" in flat or "年度" in flat or "年报" in flat
    )  # fmt: skip


def _title(paragraphs: Sequence[Paragraph], name: str) -> tuple[str, int | None]:
    """The title and its paragraph: one line, or up to three short lines put together."""
    head = list(paragraphs[:30])
    for i, paragraph in enumerate(head):
        text = paragraph.text.strip()
        if is_title(text) and not re.search(r"[，。；]|根据|目录|附件", text):
            start = i
            while start > 0 and i - start < 2 and _continues(head[start - 1].text, head[i].text):
                start -= 1
            return "".join(fold(p.text) for p in head[start : i + 1]), head[i].index
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    return (stem, None) if "报告" in stem or "年报" in stem else ("", None)


def _continues(before: str, title: str) -> bool:
    """Whether the line above belongs to the title: a bare agency or year that the title itself lacks."""
    flat = fold(before)
    if not 2 <= len(flat) <= 30 or re.search(r"[。，；：:>|]|\d{4}-\d|报告|目录|日期|索引", flat):
        return False
    return not _YEAR.search(fold(title)) or not agency_in(fold(title))


def agency_in(title: str) -> str:
    """The agency that a title names: what stands before the year, or between the year and the subject."""
    flat = fold(title)
    year = _YEAR.search(flat)
    subject = re.search(r"(?:政府信息公开|政务公开|信息公开|政府信息|年度报告|工作报告|年报)", flat)
    stop = subject.start() if subject else len(flat)
    if year is None:
        found = flat[:stop]
    elif year.start() > 1:
        found = flat[: min(year.start(), stop)]
    else:
        found = re.sub(r"^度", "", flat[year.end() : max(stop, year.end())])
    found = re.sub(r"^(?:关于|附件\d*[:：]?|报送|印发|公布|发布|公开)+", "", found)
    if not found:
        closing = re.search(r"[(（]([^()（）]{3,20})[)）]$", flat)
        found = closing[1] if closing else ""
    return _AGENCY_TAIL.sub("", found).strip('《》“”"（）()_-— ')


_MADE_BY = re.compile(
    r"由\s*([^，。；：\s]{4,30}?)\s*(?:组织)?(?:编制|编写|编发|负责编制)|(?:请)?与\s*([^，。；：\s]{4,30}?)(?:办公室)?联系"
)


def _agency(meta: Metadata, paragraphs: Sequence[Paragraph], name: str) -> None:
    from_title = agency_in(meta.title) if meta.title else ""
    if len(from_title) >= 3:
        meta.agency, meta.evidence["agency"] = from_title, Evidence(meta.title, meta.title_paragraph)
        return
    for paragraph in paragraphs[:12]:
        match = _MADE_BY.search(paragraph.text)
        if match and "条例" not in (match[1] or match[2]):
            meta.agency = fold(match[1] or match[2])
            meta.evidence["agency"] = Evidence(match[0], paragraph.index)
            return
    meta.agency = agency_in(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name))
    meta.evidence["agency"] = Evidence(name)


def _year(meta: Metadata, paragraphs: Sequence[Paragraph], name: str) -> None:
    for text, place in ((meta.title, meta.title_paragraph), (fold(name), None)):
        match = _YEAR.search(text)
        if match:
            meta.year = year_number(match[1])
            meta.evidence["year"] = Evidence(match[0], place)
            return
    if meta.period:
        meta.year = meta.period[0].year
        meta.evidence["year"] = meta.evidence["period"]
        return
    counts = Counter(year_number(y) for p in paragraphs for y in _YEAR.findall(p.text))
    if counts:
        meta.year = counts.most_common(1)[0][0]
        meta.evidence["year"] = Evidence(f"{meta.year}年")


def _period(meta: Metadata, paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs:
        stated = period_in(paragraph.text)
        if stated is not None:
            meta.period = (stated.first, stated.last)
            meta.evidence["period"] = Evidence(paragraph.text[stated.start : stated.end], paragraph.index)
            return


def _published(meta: Metadata, blocks: Sequence[Block]) -> None:
    for block in blocks[:40]:
        cells = [c.text for r in block.rows for c in r] if isinstance(block, Grid) else []
        for text in cells or ([block.text] if isinstance(block, Paragraph) else []):
            match = _PUBLISHED.search(text)
            following = text[match.end() : match.end() + 24] if match and match.start() < 80 else ""
            dates = all_dates(following)
            if not dates and match and cells:
                after = cells[cells.index(text) + 1 : cells.index(text) + 3]
                dates = [d for t in after for d in all_dates(t)]
            if dates:
                meta.published = dates[0]
                meta.evidence["published"] = Evidence(text[:60], block.index)
                return


def _contact(meta: Metadata, paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs:
        text = half_width(paragraph.text)
        for name, pattern in _CONTACT.items():
            match = pattern.search(text)
            if match and name not in meta.contact:
                meta.contact[name] = match[1].strip().rstrip("（(")
                meta.evidence[name] = Evidence(
                    paragraph.text[match.start() : match.end()].strip(), paragraph.index
                )


def read_metadata(
    blocks: Sequence[Block], preamble: Sequence[Block], name: str, published: date | None
) -> Metadata:
    """What the blocks and the file's name say about the report; what they do not say stays empty."""
    meta = Metadata()
    paragraphs = [b for b in blocks if isinstance(b, Paragraph)]
    opening = [b for b in preamble if isinstance(b, Paragraph)]
    meta.title, meta.title_paragraph = _title(paragraphs, name)
    _period(meta, paragraphs)
    _year(meta, paragraphs, name)
    _agency(meta, opening or paragraphs, name)
    _published(meta, preamble)
    if published is not None and meta.published is None:
        meta.published, meta.evidence["published"] = published, Evidence("网页发布日期")
    meta.level = level_of(meta.agency)
    meta.evidence["level"] = Evidence(meta.agency, meta.evidence["agency"].paragraph)
    last = [p for p in paragraphs[-6:] if p not in opening]
    _contact(meta, [*opening, *last])
    return meta
