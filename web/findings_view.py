"""Findings as cards: severity with icon and word, place, problem, basis, suggestion, and the reviewer's decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from library.decisions import Decision
from office.wording import reworded, wording_of
from review.finding import BrokenSum, Finding, Severity
from web.escape import safe
from web.table_view import cell_id

_ICONS = {Severity.ERROR: "✕", Severity.WARNING: "？", Severity.NOTICE: "✎"}
_STATES = {"accepted": "✓ 已采纳", "dismissed": "✗ 不采纳"}


def place_attributes(anchor: int | None, quote: str, cells: Sequence[tuple[str, str, str]]) -> str:
    """The data attributes by which the page's script finds and lights up a place of the report."""
    ids = " ".join(cell_id(*c) for c in cells)
    return f'data-anchor="{anchor or ""}" data-quote="{safe(quote)}" data-cells="{ids}"'


def _drawing(finding: Finding) -> str:
    """What the script draws on the table: both sides of the first broken sum, the wrong cell and its right value."""
    if not finding.sums:
        return ""
    first, where = finding.sums[0], finding.location
    located = where.table and where.row and where.column and finding.rule == "SUM06"
    wrong = cell_id(where.table or "", where.row or "", where.column or "") if located else ""
    plan = {
        "left": [cell_id(*c) for c in first.left],
        "right": [cell_id(*c) for c in first.right],
        "wrong": wrong,
        "value": finding.expected if located else "",
    }
    return f' data-sum="{safe(json.dumps(plan))}"'


def _sums(sums: Sequence[BrokenSum]) -> str:
    """The broken sums in figures: both sides and by how much they miss."""
    if not sums:
        return ""
    lines = "".join(
        f"<tr><td>{safe(s.name)}</td><td class='eq-left'>{safe(s.left_sum)}</td><td class='eq-right'>{safe(s.right_sum)}</td>"
        f"<td>{safe(s.difference)}</td></tr>"
        for s in sums[:6]
    )
    return (
        '<div class="overview"><table class="figures sums"><tr><th>不成立的勾稽关系</th><th>左边</th><th>右边</th>'
        f"<th>相差</th></tr>{lines}</table></div>"
    )


def _basis(finding: Finding) -> str:
    lines = []
    for basis in finding.basis:
        article = f"第{basis.article}条" if isinstance(basis.article, int) else basis.article or ""
        lines.append(f"<li><b>{safe(basis.document)}{safe(article)}</b>　{safe(basis.text)}</li>")
    return f"<details><summary>依据</summary><ul>{''.join(lines)}</ul></details>" if lines else ""


def _editor(finding: Finding, decision: Decision) -> str:
    """The reviewer's own wording, her note and her reason, folded away until they are wanted."""
    own = decision.wording or wording_of(finding)
    return (
        f'<details class="edit"><summary>改写、备注</summary>'
        f'<label>写入意见的文字<textarea name="wording" rows="5" maxlength="2000">{safe(own)}</textarea></label>'
        f'<label>备注（不写入意见）<textarea name="note" rows="2" maxlength="2000">{safe(decision.note)}</textarea></label>'
        f'<label>不采纳的理由（不写入意见）<input name="reason" maxlength="300" value="{safe(decision.reason)}"></label>'
        f'<button type="button" data-do="save" data-finding="{safe(finding.id)}">保存改写和备注</button></details>'
    )


def _place(finding: Finding) -> str:
    return f"第{finding.location.section}部分" if finding.location.section else "题名、引言"


def _quote(finding: Finding) -> str:
    if not finding.quote or finding.location.table:
        return ""
    return f"<blockquote>{safe(finding.quote[:160])}</blockquote>"


def _card(finding: Finding, decision: Decision) -> str:
    shown = reworded(finding, decision.wording)
    identity, state = safe(finding.id), decision.state
    buttons = "".join(
        f'<button type="button" data-do="{name}" data-finding="{identity}" aria-pressed="{str(state == name).lower()}">'
        f"{word}</button>"
        for name, word in (("accepted", "采纳"), ("dismissed", "不采纳"))
    )
    said = "　".join(
        safe(t)
        for t in (
            _STATES.get(state, ""),
            f"理由：{decision.reason}" if decision.reason else "",
            "文字已改写" if decision.wording else "",
            f"备注：{decision.note}" if decision.note else "",
        )
        if t
    )
    return (
        f'<article class="finding {finding.severity.value} {safe(state)}" id="f-{identity}">'
        f'<button type="button" class="locate" {place_attributes(finding.location.paragraph, finding.quote, finding.cells)}'
        f"{_drawing(finding)}>"
        f'<span class="badge">{_ICONS[finding.severity]} {finding.severity.chinese}</span>'
        f'<span class="where">{_place(finding)}·{safe(finding.title)}</span></button>'
        f"<p>{safe(shown.message)}</p>{_sums(finding.sums)}{_quote(finding)}<p class='advice'>{safe(shown.suggestion)}</p>"
        f"{_basis(finding)}{_editor(finding, decision)}"
        f'<div class="decide">{buttons}<span class="said">{said}</span></div></article>'
    )


def findings_html(
    report: str, findings: Sequence[Finding], decisions: Mapping[str, Decision], only: str = ""
) -> str:
    """The cards of a report (its identifier) in reading order; `only` keeps one severity."""
    if not findings:
        return '<p class="empty">没有发现问题。可以直接在“意见”里生成审核意见。</p>'
    nothing = Decision()
    shown = [f for f in findings if not only or f.severity.value == only]
    counts = "　".join(
        f"{_ICONS[s]} {s.chinese} {sum(1 for f in findings if f.severity is s)}" for s in Severity
    )
    decided = sum(1 for f in findings if decisions.get(f.id, nothing).state)
    cards = "".join(_card(f, decisions.get(f.id, nothing)) for f in shown)
    cards = cards or '<p class="empty">没有这一类问题。</p>'
    head = f'<p class="counts" role="status">{counts}　已处理 {decided}/{len(findings)}</p>'
    return f'<div class="findings" data-report="{safe(report)}">{head}{cards}</div>'


def opinions_html(findings: Sequence[Finding]) -> str:
    """What a model thinks, to be read beside the findings; it is not decided on and not part of the letter."""
    if not findings:
        return '<p class="empty">模型没有提出能以原文逐字佐证的看法。</p>'
    cards = "".join(
        f'<article class="finding notice"><button type="button" class="locate" '
        f'{place_attributes(f.location.paragraph, f.quote, f.cells)}><span class="badge">模型的看法</span>'
        f'<span class="where">{_place(f)}·{safe(f.title)}</span></button><p>{safe(f.message)}</p>{_quote(f)}'
        f"<p class='advice'>{safe(f.suggestion)}</p></article>"
        for f in findings
    )
    return f'<div class="findings">{cards}</div>'
