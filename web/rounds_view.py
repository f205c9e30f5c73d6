"""复审: what became of each problem of the submission before, with both versions' words side by side."""

from __future__ import annotations

from reports.tables import TABLE_NAMES
from review.finding import Finding
from review.rounds import Rounds, State
from web.escape import safe

_CLASSES = {State.FIXED: "fixed", State.PARTLY: "warning", State.UNCHANGED: "error", State.NEW: "error"}


def _words(finding: Finding | None, otherwise: str) -> str:
    if finding is None:
        return f'<span class="counts">{otherwise}</span>'
    quote = f"<blockquote>{safe(finding.quote[:200])}</blockquote>" if finding.quote else ""
    return f"{safe(finding.message)}{quote}"


def rounds_html(rounds: Rounds) -> str:
    """The comparison as a table, then the changes of numbers that nobody asked for."""
    counts = "　".join(f"{s.chinese} {rounds.count(s)}" for s in State)
    rows = "".join(
        f'<tr class="{_CLASSES[o.state]}"><td>{o.state.chinese}</td><td>{_words(o.before, "上一稿没有")}</td>'
        f"<td>{_words(o.after, '本稿已没有')}</td></tr>"
        for o in rounds.outcomes
    )
    changes = "".join(
        f"<tr><td>{safe(TABLE_NAMES.get(c.table, c.table))}</td><td>{safe(c.row)}·{safe(c.column)}</td>"
        f"<td>{safe(c.before)} → {safe(c.after)}</td></tr>"
        for c in rounds.unasked
    )
    asked = (
        f'<p>意见之外的数据改动 {len(rounds.unasked)} 处：</p><table class="figures">{changes}</table>'
        if changes
        else ""
    )
    return (
        f'<details class="rounds" open><summary>复审：与上一稿比较　{counts}</summary><div class="overview">'
        f'<table class="figures"><tr><th>状态</th><th>上一稿</th><th>本稿</th></tr>{rows}</table>{asked}</div></details>'
    )
