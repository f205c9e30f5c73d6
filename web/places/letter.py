"""意见: the letter beside its report, edited where it stands, saved while typing, made into files when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import wraps
from typing import Annotated, Any, Literal, TypeVar

import gradio as gr
from pydantic import Field, StringConstraints

from letters.docx import to_docx
from letters.lines import Kind, lines_of_markdown, markdown_of, text_of_lines
from letters.lines import Line as LetterLine
from letters.revision import Renewed
from library.letters import SavedSinceError
from library.schema import now
from office.desk import Desk
from office.doubts import doubts_on
from office.letters import (
    Began,
    NoLetterError,
    Standing,
    annotated_copy,
    given_out,
    points_of,
    renewed_text,
    restarted_text,
    same_words,
    save_text,
    standing,
    text_of,
    title_of,
    version_of,
)
from office.permissions import MAY, Act
from web.calls import Asked, Identifiers, Line, OfReport, served
from web.face import Face
from web.views.letter_sheet import sheet_html

_EMPTY = "文字是空的，没有保存；点“恢复模板文字”可以取回。"
_NOT_OUT = "意见还没有出具，下面是现在的草稿。"
_FOLLOWED = "处理结果或设置有变化，意见已随之更新，没有下载；请看过再下载。"
_ALIKE = 0.6
# Of words that went this much is shown, without the marks that they were kept with.
_MOST_SHOWN = 30
_MARKUP = re.compile(r"^(?:#{1,2}\s|• )|\\(?=[\\`*_<>|#~])")
A = TypeVar("A", bound=OfReport)
Work = Callable[[Desk, A, Any], dict[str, Any]]


class Typed(Asked):
    """One paragraph of the sheet."""

    kind: Literal["title", "salutation", "body", "heading", "point", "signature"]
    text: Annotated[str, StringConstraints(max_length=20_000)]


class Sheet(OfReport):
    """The letter as it stands on the page."""

    lines: Annotated[list[Typed], Field(max_length=2000)]


class BegunFrom(Asked):
    """The composed text that a sheet showed or was made from, and since when that stood."""

    composed: Annotated[str, StringConstraints(max_length=500_000)]
    at: Line


class Edited(Sheet):
    """The letter as somebody wrote it, and the version and the composed text that she began from."""

    version: Line
    began: BegunFrom | None = None

    @property
    def base(self) -> Began | None:
        """The composed text; None where the page does not say."""
        return Began(self.began.composed, datetime.fromisoformat(self.began.at)) if self.began else None


class OfVersion(OfReport):
    """A version of the letter."""

    version: Line


class SheetFile(Edited):
    """The letter as a file; `sure` where she was asked whether it is to be given out so."""

    form: Literal["docx", "txt"]
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
    """What changed since somebody wrote into the letter or gave it out, as a sentence; "" where nothing did. Whoever only
    reads letters is told whether she reads one that left the house."""
    saved = stands.saved
    if Act.WRITE not in MAY[desk.viewer.role]:
        return f"意见{_day(saved.issued)}已出，下面是出具的文字。" if saved and saved.issued else _NOT_OUT
    if saved is None:
        return ""
    changed = desk.workspace.decisions.changed_since(report, saved.based or saved.at)
    what = f"{changed}处决定" if changed else "审查结果或设置"
    if stands.behind:
        return f"{what}在这份文字之后有改动，改过的文字没有随之更新。"
    if saved.issued and not stands.issued:
        return f"意见{_day(saved.issued)}已出，之后{what}有改动，下面是更新后的文字。"
    return ""


def _day(moment: datetime) -> str:
    day = moment.replace(tzinfo=UTC).astimezone()
    return f"{day.month}月{day.day}日"


def letter(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """The letter as a sheet, with what is stale about it; or why there is none."""
    desk.entry(asked.report)
    try:
        stands = standing(desk, asked.report)
    except NoLetterError as error:
        return {"refused": str(error), "verify": desk.review(asked.report).to_verify}
    writes = Act.WRITE in MAY[desk.viewer.role]
    shown = stands.text if writes else given_out(desk, asked.report) or stands.text
    lines, composed = lines_of_markdown(shown), lines_of_markdown(stands.composed)
    hers = {
        n
        for n, line in enumerate(lines)
        if writes and stands.edited and line.text not in {c.text for c in composed}
    }
    return {
        "html": sheet_html(lines, _linked(desk, asked.report, lines), hers),
        "since": _since(desk, asked.report, stands),
        "behind": stands.behind and writes,
        "own": stands.edited,
        "version": stands.version,
        "began": {"composed": stands.base, "at": now().isoformat()},
        "offers": [f"“{p.old}” 改为 “{p.new}”" for p in desk.phrases_offered()],
        "model": desk.workspace.model is not None,
        "unset": unset_said(desk),
    }


def unset_said(desk: Desk) -> str:
    """What of the letter is still blank because the office has not set it, as a sentence; "" where all is set."""
    missing = "、".join(desk.workspace.office.letters().missing)
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
    kept = save_text(desk, asked.report, text, asked.version, began=asked.base)
    return {"kept": kept, "version": version_of(desk, asked.report)}


@_not_over_others
def renew_letter(desk: Desk, asked: Edited, request: Any) -> dict[str, Any]:
    """Composes the letter anew with what the reviewer wrote into it and says what became of that; `before` takes it
    back."""
    desk.entry(asked.report)
    before = text_of(desk, asked.report)
    renewed = renewed_text(desk, asked.report, _markdown(asked.lines) or None, asked.version)
    said = renewed_said(renewed) if renewed else ""
    return {**letter(desk, OfReport(report=asked.report), request), "before": _typed(before), "said": said}


def renewed_said(renewed: Renewed) -> str:
    """What became of her words in the letter composed anew, as a sentence."""
    said = "已按现在的处理结果更新，"
    said += f"有{renewed.both}段您和新的文字改了同一处，两段都在，请选用。" if renewed.both else ""
    lost = "”“".join(_MARKUP.sub("", words)[:_MOST_SHOWN] for words in renewed.gone)
    said += f"您改过的{len(renewed.gone)}段所说的问题不再写入，已随之去掉：“{lost}”。" if lost else ""
    return said if renewed.both or lost else said + "您改过的文字保留。"


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
        kept = save_text(desk, asked.report, text, asked.version, began=asked.base)
        version = version_of(desk, asked.report) if kept else asked.version
        stands = standing(desk, asked.report)
        if not (stands.edited or same_words(stands.text, text)):
            return {"shown": letter(desk, OfReport(report=asked.report), request), "said": _FOLLOWED}
        doubts = doubts_on(desk, asked.report)
        if doubts.question and not asked.sure:
            return {"ask": doubts.question, "behind": bool(doubts.behind), "version": version}
        before = desk.saved_letter(asked.report)
        save_text(desk, asked.report, text, version, given_out=True)
        title = title_of(text)
        lines = lines_of_markdown(text)
        content = text_of_lines(lines).encode() if asked.form == "txt" else to_docx(lines, title)
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
