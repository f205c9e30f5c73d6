"""Numbers that count nothing of the report: the order of the answer's own list, how many are added up, how many it names."""

from __future__ import annotations

import re

from answering.verification import quotations
from answering.with_model.settled.claim import Claim, each
from answering.with_model.settled.wordings import wording
from answering.with_model.slots import slots_in
from reports.prose.comparison import strange
from reports.prose.numerals import numeral
from reports.prose.quantity import Kind

_MOST = 12
_YEARS = "年"
_NAMED = re.compile(r"[^，,。；;：:（）()]+")
_LISTED = (
    re.compile(r"(?<![一-龥])?[一二三四五六七八九十]是"),
    re.compile(r"[（(][\d一二三四五六七八九十]+[）)]"),
    re.compile(r"(?<![\d.])\d[.、](?!\d)"),
    re.compile('[“"][^”"]+[”"]'),
)


def settle_list(claim: Claim) -> Claim:
    """Takes out the number that an item of the answer's own list begins with."""
    lead = wording("list_lead").match(claim.text)
    return claim.without(lead.span()) if lead else claim


def settle_added(claim: Claim) -> Claim:
    """Takes out how many are said to be added up, where as many are."""
    sums = [len(f.found.operands) for f in claim.fills if f.found.sides]
    sums += [len(f.found.sides[0].operands) for f in claim.fills if f.found.sides]

    def as_many(match: re.Match[str]) -> bool | None:
        if f"{match['number']}{match['of']}" in claim.source:
            return None
        told = numeral(match["number"])
        after = [n for at, n in slots_in(claim.text) if at >= match.end() and claim.fills[n].found.sides]
        terms = [len(claim.fills[n].found.operands) for n in after[:1]] or sums
        given = [len(list(slots_in(claim.text))), len(claim.numbers), len(claim.cited("T"))]
        return told is not None and int(told[0]) in (terms or given)

    return each(claim, wording("added_up"), as_many, "相加的不是“{}”")


def settle_places_found(claim: Claim) -> Claim:
    """Takes out in how many places a quoted word stands, where the reports have it in as many."""
    words = quotations(claim.text)
    paragraphs = [p.text for held in claim.helds for p in held.report.paragraphs()]

    def as_often(match: re.Match[str]) -> bool | None:
        told = numeral(match["number"])
        if told is None or len(words) != 1 or not paragraphs:
            return None
        times = [sum(words[0] in p for p in paragraphs), sum(p.count(words[0]) for p in paragraphs)]
        return int(told[0]) in times

    return each(claim, wording("places_found"), as_often, "这个词不是“{}”")


def settle_number_of_named(claim: Claim) -> Claim:
    """Takes out 两个, 三项 where the sentence names as many, the source lists as many, or the question asks for as many."""
    unknown = [
        q for q in strange(claim.text, claim.source)
        if (q.kind in (Kind.COUNT, Kind.SPOKEN) or q.unit == _YEARS)
        and q.value <= _MOST and not q.raw[0].isdigit()
    ]  # fmt: skip
    gone = [(q.start, q.end) for q in unknown if int(q.value) in _numbers_of(claim) or _asked(claim, q.raw)]
    return claim.without(*gone)


def _asked(claim: Claim, raw: str) -> bool:
    return f"哪{raw}" in claim.question


def _numbers_of(claim: Claim) -> set[int]:
    """How many the sentence names or the source lists."""
    found = {1 + len(re.findall("[、和与及]", c[0])) for c in _NAMED.finditer(claim.text)}
    found |= {1 + claim.text.count("；")}
    # 两家、两年 are of the reports that are cited, 两笔 of the terms of a sum.
    found |= {len({p.source.id for p in claim.rests if p.source is not None})}
    found |= {len(f.found.operands) for f in claim.fills}
    for piece in claim.rests:
        found |= {len(set(listed.findall(piece.text))) for listed in _LISTED}
    return found - {0, 1}
