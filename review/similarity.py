"""How much of one narrative stands word for word in another; statutory phrases and tables do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from regulation import load_regulation
from reports.model import Paragraph, Report
from review.sketches import sketch_of

_SHINGLE = 8
_SHARED_RUN = 12
_FEWEST = 40
_FEWEST_OF_PART = 150
_QUOTED = 60
_VOLATILE = re.compile(r"[\s\d０-９，。、；：“”《》（）()!！?？,.;:\"'—\-]|年|月|日")


@dataclass(frozen=True)
class Overlap:
    """The share of a narrative's shingles that the other has, and the paragraphs that are most alike.

    `where` is what the share is of: the whole text, or 总体情况 alone where more of that was taken over.
    """

    ratio: float
    shared: tuple[tuple[Paragraph, Paragraph, str], ...]
    where: str = "正文"


# 我局, 全县 and the agency's own place differ between copies from region to region.
_WHOSE = re.compile(
    r"[我本全各](?:局|县|区|市|镇|乡|街道|委|办|会|厅|州|旗|省|单位|机关)|人民政府|街道办事处"
)
_PLACE = re.compile(r"[一-鿿]{2,4}?(?:省|自治州|自治县|市|县|区|旗|镇|乡|街道)")


def _flat(report: Report, text: str) -> str:
    """The text without what differs between copies: names of agency and place, numbers, punctuation."""
    if report.agency:
        text = text.replace(report.agency, "")
        for place in _PLACE.findall(report.agency):
            text = (
                text.replace(place, "").replace(place[:-1], "") if len(place) > 2 else text.replace(place, "")
            )
    return _VOLATILE.sub("", _WHOSE.sub("", text))


def _shingles(text: str) -> set[str]:
    return {text[i : i + _SHINGLE] for i in range(len(text) - _SHINGLE + 1)}


@cache
def _statutory() -> frozenset[str]:
    """The shingles of the Regulation, which every report may repeat."""
    return frozenset(s for a in load_regulation().articles for s in _shingles(_VOLATILE.sub("", a.text)))


def identical(one: str, other: str) -> str:
    """The longest stretch that stands word for word in both texts, cut to what can be quoted."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return one[match.a : match.a + match.size].strip("，。；、： ")[:_QUOTED]


def compare(report: Report, other: Report) -> Overlap:
    """How much of `report`'s sections stands in `other`, from 0 to 1, with the paragraphs that show it."""
    mine = [
        (p, _shingles(_flat(report, p.text)) - _statutory()) for s in report.sections for p in s.paragraphs
    ]
    theirs = [
        (p, _shingles(_flat(other, p.text)) - _statutory()) for s in other.sections for p in s.paragraphs
    ]
    there = set().union(*(s for _, s in theirs)) if theirs else set()
    all_mine = set().union(*(s for _, s in mine)) if mine else set()
    if len(all_mine) < _FEWEST:
        return Overlap(0.0, ())
    ratio, where = len(all_mine & there) / len(all_mine), "正文"
    general = report.section("一")
    own = {p.index for p in general.paragraphs} if general else set()
    part = set().union(*(s for p, s in mine if p.index in own)) if own else set()
    if len(part) >= _FEWEST_OF_PART and len(part & there) / len(part) > ratio:
        ratio, where = len(part & there) / len(part), "总体情况"
    pairs = []
    for paragraph, shingles in mine:
        if len(shingles) < _SHARED_RUN:
            continue
        twin = max(theirs, key=lambda t: len(shingles & t[1]), default=None)
        if twin is not None and len(shingles & twin[1]) >= 0.6 * len(shingles):
            pairs.append((paragraph, twin[0], identical(paragraph.text, twin[0].text)))
    return Overlap(ratio, tuple(pairs), where)


def sketch(report: Report) -> bytes:
    """A sketch of a report's narrative, 512 bytes: enough to find its near-duplicates among many thousand."""
    texts = (_flat(report, p.text) for s in report.sections for p in s.paragraphs)
    return sketch_of(set().union(*(_shingles(t) for t in texts)) - _statutory())
