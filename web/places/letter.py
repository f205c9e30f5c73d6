"""意见: the letter beside its report, edited where it stands, saved while typing, made into files when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from difflib import SequenceMatcher
from functools import wraps
from typing import Annotated, Any, Literal, TypeVar

import gradio as gr
from pydantic import Field, StringConstraints

from letters.docx import to_docx
from letters.lines import Kind, lines_of_markdown, markdown_of
from letters.lines import Line as LetterLine
from library.letters import SavedSinceError
from office.desk import Desk
from office.letters import (
    NoLetterError,
    Standing,
    annotated_copy,
    doubts_on,
    points_of,
    renewed_text,
    restarted_text,
    save_text,
    standing,
    text_of,
    title_of,
    version_of,
)
from web.calls import Asked, Identifiers, Line, OfReport, served
from web.face import Face
from web.views.letter_sheet import sheet_html

_EMPTY = "文字是空的，没有保存；点“恢复模板文字”可以取回。"
_ALIKE = 0.6
A = TypeVar("A", bound=OfReport)
Work = Callable[[Desk, A, Any], dict[str, Any]]


class Typed(Asked):
    """One paragraph of the sheet."""

    kind: Literal["title", "salutation", "body", "heading", "point", "signature"]
    text: Annotated[str, StringConstraints(max_length=20_000)]


class Sheet(OfReport):
    """The letter as it stands on the page."""

    lines: Annotated[list[Typed], Field(max_length=2000)]


class Edited(Sheet):
    """The letter as somebody wrote it, and the version that she began from."""

    version: Line


class OfVersion(OfReport):
    """A version of the letter."""

    version: Line


class SheetFile(Edited):
    """The letter as a file; `sure` where she was asked whether it is to be given out so."""

    form: Literal["docx", "md"]
    sure: bool = False


class GivenOut(Asked):
    """Letters that were given out."""

    reports: Identifiers


def _markdown(lines: list[Typed]) -> str:
    typed = (LetterLine(Kind(t.kind), part) for t in lines for part in t.text.split("\n") if part.strip())
    return markdown_of(typed)


def _linked(desk: Desk, report: str, lines: list[LetterLine]) -> dict[int, tuple[str, ...]]:
    """The findings that each item is about, also where its words were changed."""
    points = points_of(desk, report)
    linked: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(lines):
        if line.kind is Kind.POINT:
            scored = [(SequenceMatcher(None, line.text, t, autojunk=False).ratio(), f) for t, f in points]
            score, findings = max(scored, default=(0.0, ()))
            if score >= _ALIKE:
                linked[number] = findings
    return linked


def _since(desk: Desk, report: str, stands: Standing) -> str:
    """What changed since somebody wrote into the letter or gave it out, as a sentence; "" where nothing did."""
    saved = stands.saved
    if saved is None:
        return ""
    changed = desk.workspace.decisions.changed_since(report, saved.based or saved.at)
    what = f"{changed}处决定" if changed else "审查结果或设置"
    if stands.behind:
        return f"{what}在这份文字之后有改动，改过的文字没有随之更新。"
    if saved.issued and not stands.issued:
        day = saved.issued.replace(tzinfo=UTC).astimezone()
        return f"意见{day.month}月{day.day}日已出，之后{what}有改动，下面是更新后的文字。"
    return ""


def letter(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """The letter as a sheet, with what is stale about it; or why there is none."""
    desk.entry(asked.report)
    try:
        stands = standing(desk, asked.report)
    except NoLetterError as error:
        return {"refused": str(error), "verify": desk.review(asked.report).to_verify}
    lines, composed = lines_of_markdown(stands.text), lines_of_markdown(stands.composed)
    hers = {
        n for n, line in enumerate(lines) if stands.edited and line.text not in {c.text for c in composed}
    }
    return {
        "html": sheet_html(lines, _linked(desk, asked.report, lines), hers),
        "since": _since(desk, asked.report, stands),
        "behind": stands.behind,
        "own": stands.edited,
        "version": stands.version,
        "offers": [f"“{p.old}” 改为 “{p.new}”" for p in desk.phrases_offered()],
        "model": desk.workspace.model is not None,
        "unset": unset_said(desk),
    }


def unset_said(desk: Desk) -> str:
    """What of the letter is still blank because the office has not set it, as a sentence; "" where all is set."""
    form = desk.workspace.office.letters()
    named = (("审核单位", form.office), ("联系人和电话", form.contact), ("退改期限", form.deadline_days))
    missing = "、".join(name for name, value in named if not value)
    return f"设置里还没有填{missing}，意见里这些地方是空的。" if missing else ""


def _not_over_others(work: Work[A]) -> Work[A]:
    """The same work; where somebody saved the letter since, nothing is done and the letter that stands is `stored`."""

    @wraps(work)
    def careful(desk: Desk, asked: A, request: Any) -> dict[str, Any]:
        try:
            return work(desk, asked, request)
        except SavedSinceError as error:
            return {"error": str(error), "stored": letter(desk, OfReport(report=asked.report), request)}

    return careful


@_not_over_others
def keep_letter(desk: Desk, asked: Edited, request: Any) -> dict[str, Any]:
    """Keeps the text while it is typed."""
    desk.entry(asked.report)
    text = _markdown(asked.lines)
    if not text.strip():
        return {"error": _EMPTY}
    kept = save_text(desk, asked.report, text, asked.version)
    return {"kept": kept, "version": version_of(desk, asked.report)}


@_not_over_others
def renew_letter(desk: Desk, asked: Edited, request: Any) -> dict[str, Any]:
    """Composes the letter anew with what the reviewer wrote into it; `before` takes it back."""
    desk.entry(asked.report)
    before = text_of(desk, asked.report)
    renewed_text(desk, asked.report, _markdown(asked.lines) or None, asked.version)
    return {**letter(desk, OfReport(report=asked.report), request), "before": _typed(before)}


@_not_over_others
def restart_letter(desk: Desk, asked: OfVersion, request: Any) -> dict[str, Any]:
    """The template's text again; `before` is what it takes to have hers back."""
    before = text_of(desk, asked.report)
    desk.entry(asked.report)
    restarted_text(desk, asked.report, asked.version)
    return {**letter(desk, OfReport(report=asked.report), request), "before": _typed(before)}


def take_back_letters(desk: Desk, asked: GivenOut, request: Any) -> dict[str, Any]:
    """Letters that were not given out after all; what was written into them stays."""
    desk.take_back_letters(asked.reports)
    return {}


def _typed(text: str) -> list[dict[str, str]]:
    return [{"kind": line.kind.value, "text": line.text} for line in lines_of_markdown(text)]


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the letter."""

    @_not_over_others
    def letter_file(desk: Desk, asked: SheetFile, request: Any) -> dict[str, Any]:
        """The letter as it stands on the page, as a file; that it was given out is remembered, and told where it was not
        before."""
        desk.entry(asked.report)
        text = _markdown(asked.lines)
        if not text.strip():
            return {"error": _EMPTY}
        kept = save_text(desk, asked.report, text, asked.version)
        version = version_of(desk, asked.report) if kept else asked.version
        question = "" if asked.sure else doubts_on(desk, asked.report).question
        if question:
            return {"ask": question, "version": version}
        before = desk.saved_letter(asked.report)
        save_text(desk, asked.report, text, version, given_out=True)
        title = title_of(text)
        content = text.encode() if asked.form == "md" else to_docx(lines_of_markdown(text), title)
        made = face.made_file(request, f"{title}.{asked.form}", content, asked.report)
        first = before is None or before.issued is None
        return {"file": made, "first": first, "version": version_of(desk, asked.report)}

    def annotated(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """The original with comments, or report and findings side by side."""
        name, content = annotated_copy(desk, asked.report)
        return {"file": face.made_file(request, name, content, asked.report)}

    def settle_phrases(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """Makes what she wrote three times her default."""
        for phrase in desk.phrases_offered():
            desk.settle_phrase(phrase, adopted=True)
        return letter(desk, asked, request)

    return [
        served(face, OfReport, letter),
        served(face, Edited, keep_letter),
        served(face, Edited, renew_letter),
        served(face, OfVersion, restart_letter),
        served(face, SheetFile, letter_file),
        served(face, GivenOut, take_back_letters),
        served(face, OfReport, annotated),
        served(face, OfReport, settle_phrases),
    ]
