"""Who speaks in a report: the agency that its title, its introduction or its signature names.

A contact phrase names whom to ask: that is the last resort, and only a full name counts there. What names
nobody (我办, 本单位, a path through a site, the file's name) is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.dates import YEAR
from reports.model import Level, Paragraph
from reports.names import is_name, level_of, whole_agency
from reports.numerals import fold
from reports.prose.days import all_dates

_WORDS = r"[一-鿿()·]{2,40}?"
_CALLED = r"(?:\((?:以下|下文)?(?:简称|称)[^)]*\))?"
_INTRODUCED = (
    # 编制云溪县民政局2023年…, 现将…2023年…, 结合…(以下简称…)2023年度…
    re.compile(
        rf"(?:编制|编写|公布|发布|形成|撰写|制作|起草|现将|现就|将|结合|是|为|对)(?:了|的)?({_WORDS}){_CALLED}(?:的)?(?={YEAR}年)"
    ),
    re.compile(
        rf"由({_WORDS})(?:负责|组织|牵头)?(?:编制|编写|编发|撰写|起草|(?:按照|根据|依据|依照|对照|结合|综合|汇总)[^。]*?编制)"
    ),
    re.compile(
        rf"(?:^|[。，,；])({_WORDS}){_CALLED}(?:编制|编写|撰写|起草|形成)了?(?:本|此|该)(?:年度)?报告"
    ),
    re.compile(
        rf"(?:^|[。，,；])({_WORDS}){_CALLED}(?:现|特|现特)?(?:向社会)?(?:公布|发布|公开|编制)了?(?:本(?:单位|机关|级))?(?={YEAR}年)"
    ),
    re.compile(rf"(?:^|[。，,；])({_WORDS}){_CALLED}(?:严格|现|认真)?(?:根据|按照|依据|对照|依照)"),
    re.compile(rf"(?:^|[。，,；]|结合|是|将)({_WORDS})\((?:以下|下文)(?:简称|称)"),
    re.compile(rf"(?:^|[。，,；：:])({_WORDS})(?={YEAR}年度?(?:政府信息公开|政务公开|信息公开))"),
)
_ASKED = re.compile(r"(?:请|可)?(?:直接)?(?:与|向|同|和|致电)([一-鿿()·]{3,40}?)(?:进行)?(?:联系|咨询|反映)")
_SELF = re.compile(
    r"我(局|委|办|厅|院|馆|中心|会|校|部|队|处|所|镇|乡|街道|社区|省|市|县|区|州|旗|盟)(?!们|国|党|家)"
)
_OF_PLACES = {
    **dict.fromkeys(("镇", "乡", "街道"), Level.TOWNSHIP),
    **dict.fromkeys(("省", "市", "县", "区", "州", "旗", "盟"), Level.GOVERNMENT),
    **dict.fromkeys(("校", "社区"), Level.ORGANISATION),
}


@dataclass(frozen=True)
class Named:
    """A name and where it was read."""

    name: str
    quote: str
    paragraph: int


# Words that lead up to a name within the same stretch.
_LEADS = re.compile(
    r"^(?:完成|并|现|特|由|向社会|公开|公布|发布|编制|形成|做好|开展|推进|加强|结合|汇总|综合|有关|关于|我单位|本报告)+"
)


def _name_in(text: str) -> str:
    """The name that stands in a stretch of words; empty where none does."""
    flat = _LEADS.sub("", text).strip("的之")
    return flat if is_name(flat) else ""


def introduced(paragraphs: Sequence[Paragraph]) -> Named | None:
    """The agency that an introduction names as the one whose report it is."""
    for paragraph in paragraphs:
        flat = fold(paragraph.text)
        for pattern in _INTRODUCED:
            for match in pattern.finditer(flat):
                name = _name_in(match[1])
                if name:
                    return Named(name, name, paragraph.index)
    return None


_SEAL = re.compile(r"\((?:盖章|公章|印章|章)\)$")
_PLACE = re.compile(r"[省市县区旗盟州镇乡]|街道")
_LEAST, _LINE = 3, 20


def signed(paragraphs: Sequence[Paragraph]) -> Named | None:
    """The agency that signs: a name by itself near the end, with the date beside or below it."""
    last = list(paragraphs[-6:])
    for place, paragraph in enumerate(last):
        flat = _SEAL.sub("", fold(paragraph.text))
        date_here = re.search(rf"{YEAR}年\d{{1,2}}月\d{{1,2}}日$", flat)
        name = flat[: date_here.start()] if date_here else flat
        below = last[place + 1].text if place + 1 < len(last) else ""
        dated = bool(date_here) or (bool(all_dates(below)) and len(fold(below)) <= 16)
        above = fold(last[place - 1].text) if place else ""
        if dated and is_name(above + name) and _LEAST < len(above) <= _LINE and not _PLACE.search(name):
            name = above + name  # a long name on two lines
        if dated and is_name(name) and len(name) >= 4:
            return Named(name, name, paragraph.index)
    return None


def asked(paragraphs: Sequence[Paragraph]) -> Named | None:
    """The agency that questions go to, where it is told by its full name."""
    for paragraph in paragraphs:
        for match in _ASKED.finditer(fold(paragraph.text)):
            name = _name_in(match[1])
            if name and not name.startswith(("我", "本")):
                return Named(whole_agency(name), match[0], paragraph.index)
    return None


def self_level(paragraphs: Sequence[Paragraph]) -> Level | None:
    """The level that an agency's words for itself tell: 我局 a department's, 我镇 a township's, 我县 a government's."""
    said = Counter(m[1] for p in paragraphs for m in _SELF.finditer(p.text))
    if not said:
        return None
    if any(word not in _OF_PLACES for word in said):
        return Level.DEPARTMENT
    return min((_OF_PLACES[w] for w in said), key=list(_ORDER).index)


_ORDER = (Level.TOWNSHIP, Level.ORGANISATION, Level.GOVERNMENT, Level.DEPARTMENT)


def level_told(agency: str | None, paragraphs: Sequence[Paragraph]) -> Level:
    """The level by the agency's name; where no name was read, by the words that it has for itself."""
    return level_of(agency) if agency else self_level(paragraphs) or Level.DEPARTMENT
