"""The rows of the administrator's tables: the trail, and the drafts of others."""

from __future__ import annotations

from collections.abc import Sequence

from library.assignments import Draft
from library.trail import Trace
from office.trail_rows import trail_row
from web.escape import safe


def trail_html(traces: Sequence[Trace]) -> str:
    """The rows; a report that was acted on is a way to it."""
    return "".join(_row(trace) for trace in traces)


def _row(trace: Trace) -> str:
    at, who, deed, target, label, before, after = map(safe, trail_row(trace))
    on = label or target
    report = trace.target.partition("/")[0]
    if trace.label:
        on = f'<button type="button" data-trail-about="{safe(report)}" title="只看这份报告">{on}</button>'
    change = f"{before} → {after}" if before else after
    return f"<tr><td>{at}</td><td>{who}</td><td>{deed}</td><td>{on}</td><td>{change}</td></tr>"


def drafts_html(drafts: Sequence[Draft]) -> str:
    """Whose drafts there are, and who works on each."""
    return "".join(
        f'<tr><td><input type="checkbox" data-draft="{safe(d.id)}" aria-label="选中 {safe(d.agency or d.id)}"></td>'
        f"<td>{safe(d.agency or '单位名称未读出')}</td><td>{d.year or '不明'}</td><td>{safe(d.owner)}</td>"
        f"<td>{safe(d.assignee)}</td></tr>"
        for d in drafts
    )
