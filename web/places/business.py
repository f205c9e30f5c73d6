"""办理: the steps of a report outside this program, and the form that its agency sent back (整改回执)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import StringConstraints

from letters.receipt import read_receipt
from library.stages import Stage
from office.desk import Desk
from office.letters import receipt_file
from office.receipts import answered
from reports.reading.limits import usual_limits
from reports.reading.opened import read_file
from web.calls import OfReport, served
from web.face import Face
from web.places.intake import Uploaded
from web.views.business import receipt_html, stages_html

_NO_ROUND = "这是第一稿，没有可以对照的意见；请先收录修改后的报告，再读入整改回执。"


class OfStage(OfReport):
    """One of the steps."""

    stage: Literal["submitted", "returned", "resubmitted", "filed", "published"]


class Marked(OfStage):
    """A step with its day."""

    day: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Receipt(OfReport):
    """A form that came back."""

    file: Uploaded


def shown_stages(desk: Desk, identifier: str) -> str:
    """The steps of a report as they are shown."""
    return stages_html(desk.stages(identifier), date.today())


def mark_stage(desk: Desk, asked: Marked, request: Any) -> dict[str, Any]:
    """Notes that a step was taken."""
    try:
        day = date.fromisoformat(asked.day)
    except ValueError:
        return {"error": "没有这一天，请重新选择日期。"}
    desk.mark_stage(asked.report, Stage(asked.stage), day)
    return {"stages": shown_stages(desk, asked.report)}


def unmark_stage(desk: Desk, asked: OfStage, request: Any) -> dict[str, Any]:
    """Takes the note of a step back."""
    desk.unmark_stage(asked.report, Stage(asked.stage))
    return {"stages": shown_stages(desk, asked.report)}


def returned_receipt(desk: Desk, asked: Receipt, request: Any) -> dict[str, Any]:
    """What an agency says that it corrected, beside what was found."""
    rounds, before = desk.rounds(asked.report), desk.workspace.library.beside.earlier_version(asked.report)
    if rounds is None or before is None:
        return {"error": _NO_ROUND}
    answers = read_receipt(read_file(Path(asked.file.path), usual_limits()))
    return {"html": receipt_html(answered(answers, rounds, desk.report(before)))}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the business."""

    def receipt(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """The form for an agency to answer the letter on, item by item."""
        content = receipt_file(desk, asked.report)
        if content is None:
            return {"error": "这份意见没有要整改的问题，不需要回执。"}
        entry = desk.entry(asked.report)
        name = f"整改回执（{entry.agency or entry.file_name}{entry.year or ''}）.docx"
        return {"file": face.made_file(request, name, content, asked.report)}

    return [
        served(face, Marked, mark_stage),
        served(face, OfStage, unmark_stage),
        served(face, Receipt, returned_receipt),
        served(face, OfReport, receipt),
    ]
