"""What a configured model adds for reviewers: the letter polished line by line, and its opinions on a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr
from pydantic import ValidationError

from answering.model import ModelError
from errors import NotVisibleError
from letters.lines import Kind
from letters.lines import Line as LetterLine
from letters.polish import Polished, polish
from reports.errors import UnusableFileError
from review.opinions import opinions
from web.calls import OfReport
from web.face import GONE, Face
from web.places.letter import Sheet
from web.views.model_opinions import opinions_html

_NO_MODEL = "没有配置模型；模板文字可以直接使用。"
Handler = Callable[[gr.Request, gr.EventData], Iterator[str]]


def _lines(lines: list[LetterLine]) -> list[dict[str, str]]:
    return [{"kind": line.kind.value, "text": line.text} for line in lines]


def _said(done: list[Polished]) -> str:
    """Which lines were changed and which wordings were not taken."""
    changed = sum(1 for p in done if p.changed)
    refused = [p for p in done if p.refused]
    said = f"已润色 {changed} 段，可以撤销。"
    if refused:
        reasons = "、".join(dict.fromkeys(p.refused for p in refused))
        said += f"{len(refused)} 段的改写未通过核对（{reasons}），保留原文。"
    return said


def polished(face: Face) -> Handler:
    """The handler that polishes a letter; what is refused keeps its words, and all of it can be taken back."""

    def smooth(request: gr.Request, event: gr.EventData) -> Iterator[str]:
        try:
            asked = Sheet.model_validate(event._data)
            face.desk(request).entry(asked.report)
        except (ValidationError, NotVisibleError):
            yield json.dumps({"polish": GONE, "bad": True, "done": True})
            return
        yield from _smoothed(face, asked)

    return smooth


def _smoothed(face: Face, asked: Sheet) -> Iterator[str]:
    model = face.workspace.model
    before = [LetterLine(Kind(t.kind), t.text) for t in asked.lines]
    told: dict[str, Any] = {"report": asked.report, "before": _lines(before)}
    if model is None:
        yield json.dumps({**told, "polish": _NO_MODEL, "bad": True, "done": True})
        return
    done: list[Polished] = []
    try:
        for step in polish(before, model.complete):
            done.append(step)
            now = _lines([p.after for p in done] + before[len(done) :])
            yield json.dumps(
                {**told, "polish": f"正在润色 {len(done)}/{len(before)}……", "lines": now, "done": False}
            )
    except ModelError as error:
        now = _lines([p.after for p in done] + before[len(done) :])
        yield json.dumps(
            {**told, "polish": f"{error}，其余文字未润色。", "lines": now, "bad": True, "done": True}
        )
        return
    yield json.dumps({**told, "polish": _said(done), "lines": _lines([p.after for p in done]), "done": True})


def opinions_shown(face: Face) -> Handler:
    """The handler that asks the model for its opinions on a report."""

    def consult(request: gr.Request, event: gr.EventData) -> Iterator[str]:
        try:
            asked = OfReport.model_validate(event._data)
            review = face.desk(request).review(asked.report)
        except (ValidationError, NotVisibleError, UnusableFileError):
            yield json.dumps({"opinions": GONE, "report": ""})
            return
        model = face.workspace.model
        if model is None:
            yield json.dumps({"opinions": _NO_MODEL, "report": asked.report})
            return
        try:
            shown = opinions_html(opinions(review.report, review.kept, model.complete))
        except ModelError as error:
            shown = f"{error}，未请模型提意见。"
        yield json.dumps({"opinions": shown, "report": asked.report})

    return consult
