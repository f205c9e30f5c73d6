"""The model's opinion on what only a reader can judge: bounded by verbatim quotations, never of severity error.

Without a model the heuristic rules of the family QLT stand alone; these opinions only come on top of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reports.model import Paragraph, Report
from reports.numerals import fold
from review.basis import regulation
from review.finding import Finding, Location, Severity, finding_id

Ask = Callable[[str, dict[str, str]], str]
_KINDS = {
    "空泛": ("QLT01", "存在的问题写得空泛", "请写明具体问题、原因和改进措施。"),
    "全区": ("QLT04", "内容以上级或全区工作为主", "请改写为本单位本年度的实际工作。"),
    "无关": ("QLT05", "内容与本单位职能无关", "请核实该内容是否属于本单位职责，必要时删去。"),
    "不对应": ("QLT02", "问题与措施不对应", "请针对该问题写明改进措施。"),
}
_SHORTEST_QUOTE = 6
_LONGEST_TEXT = 9000
_MOST = 5


def _paragraph_with(report: Report, quote: str) -> Paragraph | None:
    return next((p for p in report.paragraphs() if quote in fold(p.text)), None)


def _verbatim(paragraph: Paragraph, quote: str) -> str:
    """The words of the paragraph that a folded quotation stands for."""
    pattern = r"\s*".join(re.escape(c) for c in quote)
    match = re.search(pattern, paragraph.text)
    return match[0] if match else paragraph.text


def _read(report: Report, line: str) -> Finding | None:
    """The finding that a line of the answer makes; None where it is not bounded by the report."""
    parts = [p.strip() for p in re.split(r"[|｜]", line)]
    if len(parts) != 3 or parts[0] not in _KINDS:
        return None
    rule, title, suggestion = _KINDS[parts[0]]
    quote, reason = fold(parts[1].strip('“”"')), parts[2]
    paragraph = _paragraph_with(report, quote) if len(quote) >= _SHORTEST_QUOTE else None
    if paragraph is None or set(re.findall(r"\d+", reason)) - set(re.findall(r"\d+", quote)):
        return None
    words = _verbatim(paragraph, quote)
    place = Location(report.section_of(paragraph.index), paragraph.index, page=paragraph.page)
    return Finding(
        id=finding_id(f"{rule}-opinion", place, words, 0),
        rule=rule,
        title=title,
        severity=Severity.WARNING,
        message=f"模型意见，供参考：{title}。{reason[:60].rstrip('。')}。",
        quote=words,
        location=place,
        basis=(regulation(50, "主要问题及改进情况"),),
        expected=None,
        actual=None,
        suggestion=suggestion,
        opinion=True,
    )


def opinions(report: Report, ask: Ask) -> Iterator[Finding]:
    """The model's opinions on a report; `ask` renders a prompt by name and returns the answer."""
    text = "\n".join(
        f"{s.heading.text}\n{s.text}" for s in report.sections if s.number in ("一", "五", "六")
    )[:_LONGEST_TEXT]
    answer = ask("judge", {"agency": report.shown_agency, "year": str(report.year or ""), "text": text})
    seen: set[str] = set()
    for line in answer.splitlines():
        finding = _read(report, line)
        if finding is not None and finding.id not in seen and len(seen) < _MOST:
            seen.add(finding.id)
            yield finding
