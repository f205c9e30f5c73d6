"""The findings of a report as rows of two lines, the worst first; the chosen one opens in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from library.decisions import ACCEPTED, DISMISSED, Decision
from office.wording import reworded, wording_of
from regulation.articles import article_name
from review.doubtful import UNREAD_RULE
from review.finding import BrokenSum, Finding, Severity
from review.own import OWN_RULE, is_of_whole
from web.escape import safe
from web.table_view import cell_id

ICONS = {Severity.ERROR: "✕", Severity.WARNING: "？", Severity.NOTICE: "✎"}
_SIGNS = {ACCEPTED: "✓", DISMISSED: "✗"}
# What is decided on our own reading is not asked of the agency.
_ON_READING = {ACCEPTED: "没有读对", DISMISSED: "读取无误"}
_ON_REPORT = {ACCEPTED: "采纳", DISMISSED: "不采纳"}
# Hers is accepted by itself; dismissed, it is gone.
_ON_OWN = {ACCEPTED: "采纳", DISMISSED: "删除"}
_ORDER = {severity: n for n, severity in enumerate(Severity)}
REASONS = ("口径不同", "读取有误", "当地要求", "其他")
_MOST_SUMS = 3
_LONGEST_QUOTE = 160
_NOTHING = Decision()


def place_attributes(anchor: int | None, quote: str, cells: Sequence[tuple[str, str, str]]) -> str:
    """The data attributes by which the page's script finds and lights up a place of the report."""
    ids = " ".join(cell_id(*c) for c in cells)
    return f'data-anchor="{anchor or ""}" data-quote="{safe(quote)}" data-cells="{ids}"'


def _drawing(finding: Finding) -> str:
    """What is drawn on the table: both sides of the first broken sum, the wrong cell and its right value."""
    if not finding.sums:
        return ""
    first, where = finding.sums[0], finding.location
    located = bool(where.table and where.row and where.column and finding.expected)
    plan = {
        "left": [cell_id(*c) for c in first.left],
        "right": [cell_id(*c) for c in first.right],
        "sums": [first.left_sum, first.right_sum],
        "wrong": cell_id(where.table or "", where.row or "", where.column or "") if located else "",
        "value": finding.expected if located else "",
    }
    return f' data-sum="{safe(json.dumps(plan))}"'


def _sums(sums: Sequence[BrokenSum]) -> str:
    """The broken sums in figures: both sides and by how much they miss."""
    if not sums:
        return ""
    lines = "".join(
        f'<tr><td>{safe(s.name)}</td><td class="eq-left">{safe(s.left_sum)}</td>'
        f'<td class="eq-right">{safe(s.right_sum)}</td><td>{safe(s.difference)}</td></tr>'
        for s in sums[:_MOST_SUMS]
    )
    more = len(sums) - _MOST_SUMS
    rest = f'<p class="quiet">另有{more}个等式因同一格不成立。</p>' if more > 0 else ""
    head = '<tr><th scope="col">等式</th><th scope="col">左边</th><th scope="col">右边</th><th scope="col">相差</th></tr>'
    return f'<table class="figures sums">{head}{lines}</table>{rest}'


def basis_html(finding: Finding) -> str:
    """The provisions that a finding rests on, with their words."""
    lines = []
    for basis in finding.basis:
        article = article_name(basis.article) if isinstance(basis.article, int) else basis.article or ""
        lines.append(f"<li><b>{safe(basis.document)}{safe(article)}</b>　{safe(basis.text)}</li>")
    return f'<ul class="basis">{"".join(lines)}</ul>' if lines else ""


def place_of(finding: Finding) -> str:
    """The part of the report in which a finding stands."""
    if is_of_whole(finding):
        return "全文"
    return f"第{finding.location.section}部分" if finding.location.section else "题名、引言"


def _quote(finding: Finding) -> str:
    if not finding.quote or finding.location.table:
        return ""
    return f"<blockquote>{safe(finding.quote[:_LONGEST_QUOTE])}</blockquote>"


def _editor(finding: Finding, decision: Decision) -> str:
    """The reviewer's own wording and her note, folded away until they are wanted."""
    own = decision.wording or wording_of(finding)
    return (
        f'<details class="edit" data-act="decide"><summary>改写、备注（E）</summary>{_choices(finding)}'
        f'<label>写入意见的文字<textarea name="wording" rows="4" maxlength="2000">{safe(own)}</textarea></label>'
        f'<label>备注（不写入意见）<textarea name="note" rows="2" maxlength="2000">{safe(decision.note)}</textarea>'
        '</label><button type="button" data-do="save">保存</button></details>'
    )


def _choices(finding: Finding) -> str:
    """How severe a finding of her own is, and of which part where no quotation says so."""
    if finding.rule != OWN_RULE:
        return ""
    degrees = _options(((s.value, s.chinese) for s in Severity), finding.severity.value)
    chosen = f'<label>程度<select name="severity">{degrees}</select></label>'
    if finding.quote:
        return chosen
    parts = _options((("", "不指明"), *((p, p) for p in "一二三四五六")), finding.location.section or "")
    return f'{chosen}<label>部分<select name="section">{parts}</select></label>'


def _options(offered: Iterable[tuple[str, str]], chosen: str) -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{shown}</option>'
        for value, shown in offered
    )


def _words(finding: Finding) -> dict[str, str]:
    """What can be decided on a finding, in words."""
    return {UNREAD_RULE: _ON_READING, OWN_RULE: _ON_OWN}.get(finding.rule, _ON_REPORT)


def _buttons(finding: Finding, decision: Decision, alike: int) -> str:
    pressed = {s: str(decision.state == s).lower() for s in (ACCEPTED, DISMISSED)}
    reasons = "".join(
        f'<option value="{r}"{" selected" if decision.reason == r else ""}>{r or "不填"}</option>'
        for r in ("", *REASONS)
    )
    why = f'<label class="why">理由<select name="reason" aria-label="不采纳的理由">{reasons}</select></label>'
    why = "" if finding.rule == OWN_RULE else why
    kind = ""
    if alike > 1 and finding.rule != OWN_RULE:
        kind = (
            f'<span class="alike">同类{alike}条：<button type="button" data-kind="accepted">全部采纳</button>'
            '<button type="button" data-kind="dismissed">全部不采纳</button></span>'
        )
    words = _words(finding)
    return (
        '<div class="decide" data-act="decide">'
        f'<button type="button" data-do="accepted" aria-pressed="{pressed[ACCEPTED]}">{words[ACCEPTED]} A</button>'
        f'<button type="button" data-do="dismissed" aria-pressed="{pressed[DISMISSED]}">{words[DISMISSED]} D</button>'
        f"{why}{kind}</div>"
    )


def _peer(finding: Finding, peer: str) -> str:
    """The way to the other agency's report that a finding names."""
    if not finding.peer or not peer:
        return ""
    return f'<button type="button" data-report-of="{safe(peer)}">打开“{safe(finding.peer)}”的报告</button>'


def _body(finding: Finding, decision: Decision, alike: int, why: str, peer: str) -> str:
    shown = reworded(finding, decision.wording)
    note = f'<p class="quiet">备注：{safe(decision.note)}</p>' if decision.note else ""
    beside = f'<p class="quiet">{safe(why)}</p>' if why else ""
    return (
        f'<div class="body"><p>{safe(shown.message)}</p>{_sums(finding.sums)}{_quote(finding)}'
        f'<p class="advice">{safe(shown.suggestion)}</p>{note}{beside}{_peer(finding, peer)}{_buttons(finding, decision, alike)}'
        f"{_editor(finding, decision)}{basis_html(finding)}</div>"
    )


def row_html(finding: Finding, decision: Decision, alike: int = 1, why: str = "", peer: str = "") -> str:
    """One finding; `alike` says how many of its kind there are, `why` what it depends on besides its report, `peer` is
    the id of the other report that it names."""
    shown = reworded(finding, decision.wording)
    words = _words(finding)
    said = f"{_SIGNS[decision.state]} {words[decision.state]}" if decision.state in words else ""
    said += "·已改写" if decision.wording else ""
    reason = f"（{decision.reason}）" if decision.state == DISMISSED and decision.reason else ""
    held = '<span class="chip doubtful">待核</span>' if finding.held is not None else ""
    return (
        f'<li class="finding {finding.severity.value} {safe(decision.state or "open")}" id="f-{safe(finding.id)}" '
        f'data-finding="{safe(finding.id)}" data-severity="{finding.severity.value}" data-rule="{safe(finding.rule)}" '
        f'data-part="{safe(finding.location.section or "引言")}" '
        f"{place_attributes(finding.location.paragraph, finding.quote, finding.cells)}{_drawing(finding)}>"
        f'<button type="button" class="head" aria-expanded="false"><span class="one"><span class="badge">'
        f"{ICONS[finding.severity]}<span class='sr'>{finding.severity.chinese}</span></span>"
        f'<span class="where">{place_of(finding)}·{safe(finding.title)}</span>'
        f'{held}<span class="state">{safe(said)}{safe(reason)}</span></span>'
        f'<span class="two">{safe(shown.message)}</span></button>'
        f"{_body(finding, decision, alike, why, peer)}</li>"
    )


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """The findings by severity, within it as they stand in the report."""
    return sorted(findings, key=lambda f: _ORDER[f.severity])


def rows_html(
    findings: Sequence[Finding],
    decisions: Mapping[str, Decision],
    beside: Mapping[str, str],
    peers: Mapping[str, str],
) -> dict[str, str]:
    """Each finding's row by its id, the worst first."""
    kinds: dict[str, int] = {}
    for finding in findings:
        kinds[finding.rule] = kinds.get(finding.rule, 0) + 1
    return {
        f.id: row_html(
            f,
            decisions.get(f.id, _NOTHING),
            kinds[f.rule],
            beside.get(f.id, ""),
            peers.get(f.peer or "", ""),
        )
        for f in worst_first(findings)
    }


def filters_html(findings: Sequence[Finding], decisions: Mapping[str, Decision]) -> str:
    """The counts, each a filter."""
    decided = sum(1 for f in findings if decisions.get(f.id, _NOTHING).state)
    counts = [("", "全部", len(findings))]
    counts += [(s.value, s.chinese, sum(1 for f in findings if f.severity is s)) for s in Severity]
    counts.append(("open", "未处理", len(findings) - decided))
    return "".join(
        f'<button type="button" data-filter="{key}" aria-pressed="{str(not key).lower()}">{word} <b>{n}</b></button>'
        for key, word, n in counts
    )
