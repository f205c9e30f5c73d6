"""The trail as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

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
