"""Title, agency, year, period, level, publication date and contact data, each with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from reports.dates import year_number
from reports.model import Block, Document, Evidence, Grid, Level, Paragraph
from reports.numerals import fold, half_width
from reports.period import period_in
from reports.prose.days import all_dates
from reports.prose.sentences import whole_sentences
from reports.speaker import asked, introduced, level_told, self_level, signed
from reports.titles import YEAR_OF, agency_in, is_title, title_of

_SHORTEST_INTRODUCTION = 20
_LONGEST_DATE = 24
_CLOSING = 4
_PUBLISHED = re.compile(
    r"(?:发布|公开|发文|生成|成文|印发|公布)(?:日期|时间|于)\s*[：:]?\s*|^(?:日\s*期|时\s*间)\s*(?:[：:]\s*|$)"
)
_CONTACT = {
    "address": re.compile(r"(?:(?:通信|通讯|联系|办公|单位)?地\s*址|(?:来函|来信|信函|邮件)?(?:可)?寄(?:至|往|到|送至))\s*(?:为|是|在)?\s*[：:]?\s*((?=[^，,。；;）)\n]*[省市区县镇乡村路街道巷弄号楼厦座室])(?![未没已不])(?:(?![（(](?:邮|电|传|联))[^，,。；;：:）)\n]){4,60})"),
    "postcode": re.compile(r"邮\s*(?:政\s*)?编\s*码?\s*(?:为|是)?\s*[：:]?\s*(\d[\d ]{3,9})"),
    "fax": re.compile(r"(?<!电话)传\s*真(?:号码)?\s*(?:为|是)?\s*[：:]?\s*([\d（(][\d\-－—–()（） ]{5,20}\d)"),
    "phone": re.compile(r"(?:(?:电\s*话|致电|拨打|热线|联系方式|(?<![A-Za-z])[Tt][Ee][Ll]\.?)(?:[（(/、及和]?传\s*真[）)]?)?)(?:号码)?\s*(?:为|是)?\s*[：:]?\s*(12\d{3}(?![\d\-－—–])|[\d（([\d\-－—–()（） ]{5,20}\d(?:\s*(?:转|分机)\s*\d{1,6})?)"),
    "email": re.compile(r"(?<![A-Za-z0-9_@#.+-])([A-Za-z0-9][\w.+-]*[@#][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"),
}  # fmt: skip


@dataclass
class Metadata:
    """What a report says about itself."""

    title: str = ""
    title_paragraph: int | None = None
    agency: str | None = None
    year: int | None = None
    period: tuple[date, date] | None = None
    published: date | None = None
    level: Level = Level.DEPARTMENT
    contact: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)


def _agency(meta: Metadata, opening: Sequence[Paragraph], every: Sequence[Paragraph]) -> None:
    """Who speaks: by the title, the introduction, the signature, and last by whom questions go to."""
    from_title = agency_in(meta.title)
    signature = signed(every)
    if signature:
        meta.evidence["signature"] = Evidence(signature.name, signature.paragraph)
    if from_title:
        meta.agency, meta.evidence["agency"] = from_title, Evidence(meta.title, meta.title_paragraph)
        return
    named = introduced(opening) or signature or asked(opening)
    if named is None:
        return
    meta.agency = named.name
    if named.name.endswith("政府办公室") and self_level(every) is Level.GOVERNMENT:
        meta.agency = named.name.removesuffix("办公室")  # its office is asked, the government reports
    meta.evidence["agency"] = Evidence(named.quote, named.paragraph)


def _year(meta: Metadata, paragraphs: Sequence[Paragraph], name: str) -> None:
    for text, place in ((meta.title, meta.title_paragraph), (fold(name), None)):
        match = YEAR_OF.search(text)
        if match:
            meta.year = year_number(match[1])
            meta.evidence["year"] = Evidence(match[0], place)
            return
    if meta.period:
        meta.year = meta.period[0].year
        meta.evidence["year"] = meta.evidence["period"]
        return
    counts = Counter(year_number(y) for p in paragraphs for y in YEAR_OF.findall(p.text))
    if counts:
        meta.year = counts.most_common(1)[0][0]
        meta.evidence["year"] = Evidence(f"{meta.year}年")


def _period(meta: Metadata, paragraphs: Sequence[Paragraph]) -> None:
    for paragraph in paragraphs:
        stated = period_in(paragraph.text, meta.year)
        if stated is not None:
            meta.period = (stated.first, stated.last)
            meta.evidence["period"] = Evidence(paragraph.text[stated.start : stated.end], paragraph.index)
            return


def _last_lines(blocks: Sequence[Block]) -> list[Block]:
    """The lines below a report that say when it was published, and nothing else."""
    last = [b for b in blocks[-_CLOSING:] if isinstance(b, Paragraph)]
    return [b for b in last if _PUBLISHED.match(b.text) and len(b.text) < _LONGEST_DATE]


def _published(meta: Metadata, blocks: Sequence[Block]) -> None:
    for block, below in zip_longest(blocks[:40], blocks[1:40]):
        cells = [c.text for r in block.rows for c in r] if isinstance(block, Grid) else []
        for text in cells or ([block.text] if isinstance(block, Paragraph) else []):
            match = _PUBLISHED.search(text)
            following = text[match.end() : match.end() + 24] if match and match.start() < 80 else ""
            dates = all_dates(following)
            if not dates and match and cells:
                after = cells[cells.index(text) + 1 : cells.index(text) + 3]
                dates = [d for t in after for d in all_dates(t)]
            elif not dates and match and match.end() == len(text) and isinstance(below, Paragraph):
                dates = all_dates(below.text) if len(below.text) < _LONGEST_DATE else []
            if dates:
                meta.published = dates[0]
                meta.evidence["published"] = Evidence(text[:60], block.index)
                return


_CONTACT_LABEL = re.compile(
    r"(?:联系)?(?:电\s*话|地\s*址|邮\s*箱|热线|邮\s*编)(?:号码)?\s*(?:为|是)?\s*[：:]?\s*(?=\d{3}|[（(])"
)


# 公众如需咨询，请与某某局办公室联系（地址：……） may stand in any part.
_TURN_TO = re.compile("(?:如需|如有|疑问|咨询|问题).{0,40}联系")


def contact_label(text: str) -> bool:
    """Whether a label of a contact stands in a text with something after it."""
    return bool(_CONTACT_LABEL.search(half_width(text)))


# An address without a label stands beside a postcode or a telephone: 或到洗墨巷15号街道办事处201室当面问.
_BARE_ADDRESS = re.compile(
    r"(?:或者?|也?可以?|请|欢迎)*(?:直接)?(?:[到去来寄送]+[至往]?)?(?P<address>[^，,。；;：:（()）\n\d]{2,24}?(?:[路街巷道弄里段村]|胡同)\d+号(?:[^，,。；;：:（()）\n]{0,23}[室楼层厦院座间厅处会办局心])?)"
)


def _bare_address(meta: Metadata, paragraphs: Sequence[Paragraph]) -> None:
    """The address that a sentence with a postcode or a telephone gives without calling it one."""
    for sentence in whole_sentences(paragraphs):
        beside = any(meta.contact[k] in sentence.text for k in ("postcode", "phone") if k in meta.contact)
        match = _BARE_ADDRESS.search(sentence.text) if beside and "address" not in meta.contact else None
        if match:
            meta.contact["address"] = match["address"]
            meta.evidence["address"] = Evidence(match["address"], sentence.paragraph.index)


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
    _bare_address(meta, paragraphs)


def _introduction(opening: Sequence[Paragraph], every: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that introduce the report; they may stand within its first part."""
    if sum(len(p.text) for p in opening if not is_title(p.text)) >= _SHORTEST_INTRODUCTION:
        return list(opening)
    return [*opening, *[p for p in every if p not in opening][:4]]


def read_metadata(document: Document, preamble: Sequence[Block], name: str) -> Metadata:
    """What a document says about its report; what it does not say stays empty.

    The file's name tells the year where the title does not, and nothing else.
    """
    meta = Metadata()
    paragraphs = [b for b in document.blocks if isinstance(b, Paragraph)]
    opening = [b for b in preamble if isinstance(b, Paragraph)]
    title = title_of(preamble[:30], document.titles)
    meta.title, meta.title_paragraph = title.text, title.paragraph
    _year(meta, [], name)
    _period(meta, paragraphs)
    if meta.year is None:
        _year(meta, paragraphs, name)
    introduction = _introduction(opening, paragraphs)
    _agency(meta, introduction, paragraphs)
    _published(meta, preamble)
    if meta.published is None:
        _published(meta, _last_lines(document.blocks))
    if document.published is not None and meta.published is None:
        meta.published, meta.evidence["published"] = document.published, Evidence("网页发布日期")
    meta.level = level_told(meta.agency, paragraphs)
    if "agency" in meta.evidence:
        meta.evidence["level"] = meta.evidence["agency"]
    last = [p for p in paragraphs[-6:] if p not in introduction]
    _contact(meta, [*introduction, *last])
    if not meta.contact:
        _contact(meta, [p for p in paragraphs if _TURN_TO.search(p.text)])
    return meta
