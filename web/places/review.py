"""审阅: one report with its findings; what the reviewer decides on them, and what her other window decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import Field

from library.decisions import DISMISSED, Decision
from library.entries import Entry
from library.own_findings import OwnFinding
from office.desk import Desk
from office.own_findings import add_own, change_own
from office.resting import beside
from review.agencies import same_agency
from review.finding import Finding, Severity
from web.calls import Identifier, Line, OfReport, Words, served
from web.face import Face
from web.places.business import shown_stages
from web.places.same_agencies import offered
from web.views.finding_rows import filters_html, rows_html
from web.views.reading_card import reading_card
from web.views.report_text import parts_html, report_html
from web.views.rounds_view import rounds_html

_NOTHING = Decision()
_WRITTEN = "已添加，按采纳写入意见。"
_NOT_WRITTEN = "已添加；意见手工改过，到“意见”里点“更新”才会写入。"
# Agencies whose names hold a name that a finding gives.
_MOST_ALIKE_NAMES = 10


class Showing(OfReport):
    """A call that says how the page shows the findings: by their ids, the marks of their rows."""

    has: Annotated[dict[Identifier, Line], Field(max_length=2000)] = Field(default_factory=dict)


class OnFinding(Showing):
    """A decision on one finding; "" takes it back."""

    finding: Identifier
    state: Literal["accepted", "dismissed", ""]
    reason: Line = ""


Degree = Literal["error", "warning", "notice"]
Part = Literal["", "一", "二", "三", "四", "五", "六"]


class OwnWritten(Showing):
    """A finding of her own: what is wrong, what to do, the part, the words that she selected and their block."""

    severity: Degree
    message: Annotated[str, Field(max_length=1000)]
    suggestion: Annotated[str, Field(max_length=1000)]
    section: Part
    quote: Annotated[str, Field(max_length=500)]
    paragraph: Annotated[int, Field(ge=0, le=1_000_000)] | None


class OnKind(Showing):
    """A decision on every finding of one rule."""

    finding: Identifier
    state: Literal["accepted", "dismissed"]


class Reworded(Showing):
    """The reviewer's words and note; of a finding of her own also its severity and part."""

    finding: Identifier
    wording: Words
    note: Words
    severity: Degree | None = None
    section: Part = ""


class Verified(Showing):
    """Whether the reading was found right."""

    right: bool


class NameTyped(Showing):
    """The name of a report's agency as she typed it."""

    name: Line


class Undone(Showing):
    """How many changes are taken back."""

    times: int


def _mark(row: str) -> str:
    """By what the page tells whether a row is as it shows it."""
    return hashlib.sha256(row.encode()).hexdigest()[:12]


def _beside(desk: Desk, identifier: str, findings: tuple[Finding, ...]) -> dict[str, str]:
    """What findings depend on besides their report, by their ids."""
    resting = beside(desk, identifier)
    on = {f.id: resting.of(f) for f in findings}
    return {
        i: f"这一条对照{w}得出；那份报告补交、发布或删除后，这一条会随之变化。" for i, w in on.items() if w
    }


def _peers(desk: Desk, identifier: str, findings: tuple[Finding, ...]) -> dict[str, str]:
    """The reports that findings name, by the agency's name: those of the same year that the viewer may open."""
    named = {f.peer for f in findings if f.peer}
    year = desk.entry(identifier).year if named else None
    return {
        name: entry.id
        for name in named
        for entry in reversed(desk.matching(name, _MOST_ALIKE_NAMES))
        if entry.year == year and entry.id != identifier and same_agency(entry.agency, name)
    }


def shown_findings(desk: Desk, asked: Showing) -> dict[str, Any]:
    """A report's findings in their order, with those rows that the page does not show so, and their counts."""
    review = desk.review(asked.report)
    findings, decisions = review.findings, review.decisions
    depends, peers = _beside(desk, asked.report, findings), _peers(desk, asked.report, findings)
    rows = rows_html(findings, decisions, depends, peers)
    order = [(identifier, _mark(row)) for identifier, row in rows.items()]
    return {
        "order": order,
        "rows": {
            identifier: rows[identifier] for identifier, mark in order if asked.has.get(identifier) != mark
        },
        "verify": reading_card(review),
        "filters": filters_html(findings, decisions),
        "left": sum(1 for f in findings if not review.decision_on(f).state),
    }


def _neighbours(desk: Desk, entry: Entry) -> dict[str, str]:
    """The reports before and after this one in the order of the library."""
    before, after = desk.workspace.worklist.neighbours(desk.viewer, entry.id)
    return {"before": before or "", "after": after or ""}


def _beside_ids(desk: Desk, identifier: str) -> dict[str, str]:
    library = desk.workspace.library
    year, version = library.beside.year_before(identifier), library.beside.earlier_version(identifier)
    return {
        "year": year if year and library.visible(year, desk.viewer) else "",
        "version": version if version and library.visible(version, desk.viewer) else "",
    }


def open_report(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """Everything that the place shows of a report at once."""
    entry, report = desk.entry(asked.report), desk.report(asked.report)
    numbered = next((e for e in desk.versions(entry) if e.id == entry.id), entry)
    findings = desk.findings(asked.report)
    return {
        "id": entry.id,
        "title": numbered.label,
        "published": entry.published,
        "text": report_html(report),
        "parts": parts_html(report, findings),
        "beside": _beside_ids(desk, entry.id),
        "same_agency": offered(desk, entry.id),
        "neighbours": _neighbours(desk, entry),
        "stages": shown_stages(desk, entry.id),
        "others": desk.others_at(entry.id),
        **shown_findings(desk, Showing(report=entry.id)),
    }


def decide(desk: Desk, asked: OnFinding, request: Any) -> dict[str, Any]:
    """Keeps a decision."""
    reason = asked.reason if asked.state == DISMISSED else ""
    desk.decide(asked.report, asked.finding, state=asked.state, reason=reason)
    return shown_findings(desk, asked)


def add_finding(desk: Desk, asked: OwnWritten, request: Any) -> dict[str, Any]:
    """Keeps a finding of the reviewer's own."""
    own = OwnFinding(
        Severity(asked.severity), asked.message, asked.suggestion, asked.section, asked.quote, asked.paragraph
    )
    added, letter = add_own(desk, asked.report, own), desk.saved_letter(asked.report)
    said = _NOT_WRITTEN if letter is not None and letter.edited else _WRITTEN
    return {**shown_findings(desk, asked), "added": added, "said": said}


def decide_kind(desk: Desk, asked: OnKind, request: Any) -> dict[str, Any]:
    """Keeps one decision on all findings of a kind that have another one."""
    findings, decisions = desk.findings(asked.report), desk.decisions(asked.report)
    rule = next((f.rule for f in findings if f.id == asked.finding), None)
    changed = [
        f.id for f in findings if f.rule == rule and decisions.get(f.id, _NOTHING).state != asked.state
    ]
    for finding in changed:
        desk.decide(asked.report, finding, state=asked.state, reason="")
    return {**shown_findings(desk, asked), "changed": len(changed)}


def reword(desk: Desk, asked: Reworded, request: Any) -> dict[str, Any]:
    """Keeps the reviewer's words and her note, and how severe a finding of her own is and of which part."""
    if asked.severity is not None:
        change_own(desk, asked.report, asked.finding, Severity(asked.severity), asked.section)
    before = desk.decisions(asked.report).get(asked.finding, _NOTHING)
    desk.reword(asked.report, asked.finding, asked.wording)
    desk.decide(asked.report, asked.finding, note=asked.note.strip())
    after = desk.decisions(asked.report).get(asked.finding, _NOTHING)
    changed = (before.wording != after.wording) + (before.note != after.note)
    return {**shown_findings(desk, asked), "changed": changed}


def verify_reading(desk: Desk, asked: Verified, request: Any) -> dict[str, Any]:
    """Keeps that the reading was compared with the original, and whether it was right."""
    changed = desk.verify_reading(asked.report, asked.right)
    return {**shown_findings(desk, asked), "changed": changed}


def name_agency(desk: Desk, asked: NameTyped, request: Any) -> dict[str, Any]:
    """Keeps the name that she typed for an agency that was not read."""
    desk.name_agency(asked.report, asked.name)
    return shown_findings(desk, asked)


def undo(desk: Desk, asked: Undone, request: Any) -> dict[str, Any]:
    """Takes the last changes back."""
    undone = ""
    for _ in range(max(1, min(asked.times, 500))):
        undone = desk.undo(asked.report) or undone
    return {**shown_findings(desk, asked), "undone": undone}


def pulse(desk: Desk, asked: Showing, request: Any) -> dict[str, Any]:
    """Who else has the report open, and the findings anew where another window changed them."""
    desk.entry(asked.report)
    others = {"others": desk.others_at(asked.report)}
    shown = shown_findings(desk, asked)
    return {**shown, **others} if shown["rows"] or len(shown["order"]) != len(asked.has) else others


def leave(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """The page shows the report no more."""
    desk.leave(asked.report)
    return {}


def compared(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """What became of the last submission's problems."""
    rounds = desk.rounds(asked.report)
    if rounds is None:
        return {
            "html": '<p class="empty">这是第一稿，没有上一稿可以对照。单位交来修改稿和整改回执后，先添加修改稿，再打开它，在这里读入回执。</p>'
        }
    return {"html": rounds_html(rounds, desk.report(asked.report)), "rounds": True}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the place."""
    return [
        served(face, OfReport, open_report),
        served(face, OnFinding, decide),
        served(face, OwnWritten, add_finding),
        served(face, OnKind, decide_kind),
        served(face, Reworded, reword),
        served(face, Verified, verify_reading),
        served(face, NameTyped, name_agency),
        served(face, Undone, undo),
        served(face, Showing, pulse),
        served(face, OfReport, leave),
        served(face, OfReport, compared),
    ]
