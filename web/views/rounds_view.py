"""复审: what became of each problem of the submission before, figures changed unasked, and the changed text side by side."""

from __future__ import annotations

from collections.abc import Iterable

from reports.model import Report
from review.changed_text import ChangedParagraph, Span, marked, part_name
from review.finding import Finding
from review.rounds import Rounds, State, Unasked
from web.escape import safe

_CLASSES = {
    State.FIXED: "fixed",
    State.PARTLY: "warning",
    State.UNCHANGED: "error",
    State.NEW: "error",
    State.COMPARE: "warning",
}
_LONGEST_QUOTE = 200


def _words(finding: Finding | None, otherwise: str) -> str:
    if finding is None:
        return f'<span class="quiet">{otherwise}</span>'
    quote = f"<blockquote>{safe(finding.quote[:_LONGEST_QUOTE])}</blockquote>" if finding.quote else ""
    return f'{safe(finding.message)}{quote}<p class="advice">{safe(finding.suggestion)}</p>'


def _change(change: Unasked, report: Report) -> str:
    return (
        f"<tr><td>{safe(change.place(report))}</td>"
        f"<td>{safe(change.before or '空白')} → {safe(change.after or '空白')}</td></tr>"
    )


def _version(spans: Iterable[Span], element: str, otherwise: str) -> str:
    words = "".join(f"<{element}>{safe(s.text)}</{element}>" if s.differs else safe(s.text) for s in spans)
    return words or f'<span class="quiet">{otherwise}</span>'


def _paragraph(changed: ChangedParagraph) -> str:
    before, after = marked(changed.before, changed.after)
    return (
        f"<tr><td>{safe(part_name(changed.section))}</td><td>{_version(before, 'del', '上一稿没有')}</td>"
        f"<td>{_version(after, 'ins', '本稿已没有')}</td></tr>"
    )


def _text(paragraphs: Iterable[ChangedParagraph]) -> str:
    """The changed paragraphs, the differing words struck out and underlined; whatever is not shown is the same."""
    rows = "".join(_paragraph(p) for p in paragraphs)
    if not rows:
        return '<h3>改动的段落</h3><p class="quiet">（正文未改）</p>'
    head = '<tr><th scope="col">位置</th><th scope="col">上一稿</th><th scope="col">本稿</th></tr>'
    return f'<h3>改动的段落</h3><table class="figures texts">{head}{rows}</table><p class="quiet">（其余未改）</p>'


def rounds_html(rounds: Rounds, report: Report) -> str:
    """The comparison as a table, then the changes of numbers that nobody asked for, then the changed text."""
    counts = "　".join(
        f"{s.chinese} {rounds.count(s)}" for s in State if s is not State.COMPARE or rounds.count(s)
    )
    rows = "".join(
        f'<tr class="{_CLASSES[o.state]}"><td>{o.state.chinese}</td><td>{_words(o.before, "上一稿没有")}</td>'
        f"<td>{_words(o.after, '请打开本稿核对' if o.state is State.COMPARE else '本稿已没有')}</td></tr>"
        for o in rounds.outcomes
    )
    head = '<tr><th scope="col">状态</th><th scope="col">上一稿</th><th scope="col">本稿</th></tr>'
    changes = "".join(_change(c, report) for c in rounds.unasked)
    asked = f'<h3>意见之外改动的数据 {len(rounds.unasked)} 处</h3><table class="figures">{changes}</table>'
    return (
        f'<div class="rounds"><p class="quiet">{counts}</p><table class="figures">{head}{rows}</table>'
        f"{asked if changes else ''}{_text(rounds.paragraphs)}</div>"
    )
