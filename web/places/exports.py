"""Files made of the chosen reports, behind the page; how far they are is told, and they can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import gradio as gr

from office.desk import Desk
from office.doubts import doubts_on_all
from office.exports import Export, ExportError, Exports, Form
from web.calls import Asked, Identifiers, Line, Nothing, served
from web.face import Face


class Making(Asked):
    """What is to be made of which reports; `sure` where she was asked whether letters are to be given out so."""

    reports: Identifiers
    form: Literal[*(f.value for f in Form)]  # type: ignore[valid-type]
    sure: bool = False


class Ticket(Asked):
    """One that was begun."""

    ticket: Line


def _over(export: Export) -> str:
    """Which of the chosen reports are not in it."""
    told = export.told
    over = f"，{told.gone}份已不在，没有包括" if told.gone else ""
    over += f"，{told.to_verify}份读取待核，核对后再出意见" if told.to_verify else ""
    return over + (f"，{told.elsewhere}份不适用现行统一格式，不出意见" if told.elsewhere else "")


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for files of many reports."""
    exports = Exports(face.workspace)

    def make(desk: Desk, asked: Making, request: Any) -> dict[str, Any]:
        """Begins to make a file; it is asked for with the ticket."""
        if Form(asked.form) is Form.LETTERS and not asked.sure:
            question = doubts_on_all(desk, asked.reports).question
            if question:
                return {"ask": question}
        return {"ticket": exports.begin(desk, Form(asked.form), asked.reports)}

    def made(desk: Desk, asked: Ticket, request: Any) -> dict[str, Any]:
        """How far it is."""
        try:
            export = exports.of(desk, asked.ticket)
        except ExportError as error:
            return {"error": str(error), "again": error.again}
        file = ""
        if export.finished:
            file = face.made_file(request, export.form.file_name, exports.content(desk, asked.ticket))
        return {
            "done": export.done,
            "total": export.total,
            "made": export.told.made,
            "fresh": export.told.fresh,
            "file": file,
            "stopped": export.stopped,
            "over": _over(export),
        }

    def being_made(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """The ticket of what is being made for her, where something is."""
        going_on = exports.open(desk)
        return {"ticket": going_on.name if going_on else ""}

    def stop_making(desk: Desk, asked: Ticket, request: Any) -> dict[str, Any]:
        """Ends it."""
        exports.stop(desk, asked.ticket)
        return {}

    def make_again(desk: Desk, asked: Ticket, request: Any) -> dict[str, Any]:
        """Begins again with what could not be made."""
        exports.retry(desk, asked.ticket)
        return {}

    return [
        served(face, Making, make),
        served(face, Ticket, made),
        served(face, Nothing, being_made),
        served(face, Ticket, stop_making),
        served(face, Ticket, make_again),
    ]
