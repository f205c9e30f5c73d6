"""The model's opinion on what only a reader can judge: bounded by verbatim quotations, never of severity error.

An opinion is a kind and a place of the report: no word of the model's own is shown, so no reason is that was not
verified. The model sees what the rules found and may dispute it with words of the report; that is shown beside the
finding and changes nothing. An opinion that a reviewer adopts is a finding from then on; its id tells kind and place, so
that it is made again from the report alone. Without a model the heuristic rules of the family QLT stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.model import Paragraph, Report
from reports.numerals import fold
from review.basis import regulation
from review.finding import Finding, Location, Severity
from review.quoted import words_in

Ask = Callable[[str, dict[str, str]], str]
_KINDS = {
    "空泛": ("QLT01", "存在的问题写得空泛", "请写明具体问题、原因和改进措施。"),
    "全区": ("QLT04", "内容以上级或全区工作为主", "请改写为本单位本年度的实际工作。"),
    "无关": ("QLT05", "内容与本单位职能无关", "请核实该内容是否属于本单位职责，必要时删去。"),
    "不对应": ("QLT02", "问题与措施不对应", "请针对该问题写明改进措施。"),
}
_DISPUTED = "异议"
# Rule, paragraph, beginning and end, in the alphabet and unlike in length to the ids of findings.
_ID = re.compile(r"0b1e(\d\d)([0-9a-f]{5})([0-9a-f]{5})([0-9a-f]{5})")
_SHORTEST_QUOTE = 6
_LONGEST_TEXT = 9000
_MOST = 5
_MOST_FINDINGS = 25


@dataclass(frozen=True)
class Dispute:
    """A finding that the model doubts, with the words of the report that speak against it and their place."""

    finding: Finding
    quote: str
    location: Location


@dataclass(frozen=True)
class Opinions:
    """What the model thinks of a report, and which findings it disputes."""

    on_text: tuple[Finding, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def _place_of(report: Report, quote: str) -> tuple[Paragraph, int, int] | None:
    """The paragraph in which folded words stand, and where; None where no paragraph has them."""
    words = fold(quote.strip('“”" 　'))
    if len(words) < _SHORTEST_QUOTE:
        return None
    for paragraph in report.paragraphs():
        span = words_in(paragraph.text, words)
        if span is not None:
            return paragraph, *span
    return None


def _finding(report: Report, rule: str, place: tuple[Paragraph, int, int]) -> Finding:
    paragraph, start, end = place
    title, suggestion = next((t, s) for r, t, s in _KINDS.values() if r == rule)
    return Finding(
        id=f"0b1e{rule[-2:]}{paragraph.index:05x}{start:05x}{end:05x}",
        rule=rule,
        title=title,
        severity=Severity.WARNING,
        message=f"模型意见，供参考：{title}。",
        quote=paragraph.text[start:end],
        location=Location(report.section_of(paragraph.index), paragraph.index, page=paragraph.page),
        basis=(regulation(50, "主要问题及改进情况"),),
        expected=None,
        actual=None,
        suggestion=suggestion,
        opinion=True,
    )


def adopted_opinion(report: Report, identifier: str) -> Finding | None:
    """The finding that an opinion is once a reviewer has adopted it; None for ids of none on this report."""
    match = _ID.fullmatch(identifier)
    rule = f"QLT{match[1]}" if match else ""
    if match is None or rule not in {known for known, _, _ in _KINDS.values()}:
        return None
    index, start, end = (int(match[n], 16) for n in (2, 3, 4))
    paragraph = next((p for p in report.paragraphs() if p.index == index), None)
    if paragraph is None or not start < end <= len(paragraph.text):
        return None
    found = _finding(report, rule, (paragraph, start, end))
    return replace(found, message=f"{found.title}。")


def _read(report: Report, findings: Sequence[Finding], line: str) -> Finding | Dispute | None:
    """What a line of the answer says; None where it is not bounded by the report."""
    parts = [p.strip() for p in re.split(r"[|｜]", line.strip(" -*　"))]
    if len(parts) > 2 and parts[0] == _DISPUTED:
        number = re.fullmatch(r"\[?F?\s?(\d{1,2})\]?", parts[1])
        place = _place_of(report, parts[2])
        if number is None or place is None or not 1 <= int(number[1]) <= len(findings):
            return None
        paragraph, start, end = place
        where = Location(report.section_of(paragraph.index), paragraph.index, page=paragraph.page)
        return Dispute(findings[int(number[1]) - 1], paragraph.text[start:end], where)
    if len(parts) < 2 or parts[0] not in _KINDS:
        return None
    place = _place_of(report, parts[1])
    return _finding(report, _KINDS[parts[0]][0], place) if place is not None else None


def opinions(report: Report, findings: Sequence[Finding], ask: Ask) -> Opinions:
    """The model's opinions on a report and its review; `ask` renders a prompt by name and returns the answer."""
    text = "\n".join(
        f"{s.heading.text}\n{s.text}" for s in report.sections if s.number in ("一", "五", "六")
    )[:_LONGEST_TEXT]
    shown = [f for f in findings if not f.opinion][:_MOST_FINDINGS]
    told = "\n".join(f"[F{n}] {f.message}" for n, f in enumerate(shown, start=1)) or "无"
    year = str(report.year or "")
    answer = ask("judge", {"agency": report.shown_agency, "year": year, "findings": told, "text": text})
    known = {f.id for f in findings}
    every = list(_each(report, shown, answer))
    own = {f.id: f for f in every if isinstance(f, Finding) and f.id not in known}
    disputed = {d.finding.id: d for d in every if isinstance(d, Dispute)}
    return Opinions(tuple(own.values())[:_MOST], tuple(disputed.values())[:_MOST])


def _each(report: Report, findings: Sequence[Finding], answer: str) -> Iterator[Finding | Dispute]:
    for line in answer.splitlines():
        read = _read(report, findings, line)
        if read is not None:
            yield read
