"""Findings as cards: severity with icon and word, place, problem, basis, suggestion, and the reviewer's decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from library.store import Decision
from review.finding import Finding, Severity
from web.escape import safe
from web.report_view import cell_id

_ICONS = {Severity.ERROR: "✕", Severity.WARNING: "？", Severity.NOTICE: "✎"}


def place_attributes(anchor: int | None, quote: str, cells: Sequence[tuple[str, str, str]]) -> str:
    """The data attributes by which the page's script finds and lights up a place of the report."""
    ids = " ".join(cell_id(*c) for c in cells)
    return f'data-anchor="{anchor or ""}" data-quote="{safe(quote)}" data-cells="{ids}"'


def _basis(finding: Finding) -> str:
    lines = []
    for basis in finding.basis:
        article = f"第{basis.article}条" if isinstance(basis.article, int) else basis.article or ""
        lines.append(f"<li><b>{safe(basis.document)}{safe(article)}</b>　{safe(basis.text)}</li>")
    return f"<details><summary>依据</summary><ul>{''.join(lines)}</ul></details>" if lines else ""


def _card(finding: Finding, decision: Decision | None) -> str:
    state = decision.state if decision else ""
    place = f"第{finding.location.section}部分" if finding.location.section else "题名、引言"
    identity = safe(finding.id)
    buttons = "".join(
        f'<button type="button" data-decide="{name}" data-finding="{identity}" aria-pressed="{str(state == name).lower()}">'
        f"{word}</button>"
        for name, word in (("accepted", "采纳"), ("dismissed", "不采纳"))
    )
    quote = (
        f"<blockquote>{safe(finding.quote[:160])}</blockquote>"
        if finding.quote and not finding.location.table
        else ""
    )
    return (
        f'<article class="finding {finding.severity.value} {safe(state)}" id="f-{identity}">'
        f'<button type="button" class="locate" {place_attributes(finding.location.paragraph, finding.quote, finding.cells)}>'
        f'<span class="badge">{_ICONS[finding.severity]} {finding.severity.chinese}</span>'
        f'<span class="where">{place}·{safe(finding.title)}</span></button>'
        f"<p>{safe(finding.message)}</p>{quote}<p class='advice'>{safe(finding.suggestion)}</p>{_basis(finding)}"
        f'<div class="decide">{buttons}</div></article>'
    )


def findings_html(findings: Sequence[Finding], decisions: Mapping[str, Decision], only: str = "") -> str:
    """The cards in reading order; `only` keeps one severity."""
    if not findings:
        return '<p class="empty">没有发现问题。可以直接在“意见”里生成审核意见。</p>'
    shown = [f for f in findings if not only or f.severity.value == only]
    counts = "　".join(
        f"{_ICONS[s]} {s.chinese} {sum(1 for f in findings if f.severity is s)}" for s in Severity
    )
    cards = "".join(_card(f, decisions.get(f.id)) for f in shown) or '<p class="empty">没有这一类问题。</p>'
    return f'<div class="findings"><p class="counts" role="status">{counts}</p>{cards}</div>'
