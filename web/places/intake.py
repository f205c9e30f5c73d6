"""添加报告: files taken in, how far their reading is, and what could not be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field

from office.batch import Batch, Batches
from office.desk import Desk
from office.permissions import Act
from web.calls import Asked, Line, Nothing, served
from web.face import Face
from web.views.work_table import failed_html, reading_html


class Meta(BaseModel):
    """Marks an object as an uploaded file, for whoever checks whose it is."""

    model_config = ConfigDict(strict=True, extra="ignore")
    kind: Literal["gradio.FileData"] = Field(alias="_type")


class Uploaded(BaseModel):
    """A file that this page uploaded."""

    model_config = ConfigDict(strict=True, extra="ignore")
    path: Annotated[str, Field(max_length=4000)]
    meta: Meta


class Files(Asked):
    """Files to take in."""

    files: Annotated[list[Uploaded], Field(min_length=1, max_length=1000)]


class Named(Asked):
    """One file by its name."""

    name: Line


class Pace:
    """How long a page takes to read, from what was seen of the running batch."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, int, float]] = {}
        self._seconds = 0.0

    def of(self, whose: str, batch: Batch) -> float:
        """The seconds a page takes in somebody's batch; 0 where no page was finished yet."""
        now, before = time.monotonic(), self._seen.get(whose)
        page = batch.progress.page
        if before is None or before[0] != batch.current or page < before[1]:
            self._seen[whose] = (batch.current, page, now)
        elif page > before[1]:
            self._seconds = (now - before[2]) / (page - before[1])
        return self._seconds


def batch_of(batches: Batches, pace: Pace, desk: Desk) -> dict[str, Any]:
    """What is being read, and the rows of what could not be."""
    batch = batches.of(desk.viewer.name)
    if batch is None:
        return {"reading": "", "failed": "", "busy": False, "done": ""}
    shown = batch.failures
    failed = "".join(failed_html(t.name, str(t.error), t.failed and batch.finished) for t in shown)
    reading, said = "", ""
    if not batch.finished:
        reading = reading_html(
            batch.current, batch.done, len(batch.files), batch.progress, pace.of(desk.viewer.name, batch)
        )
    else:
        said = _told_of(batch, len(shown))
        said += "".join(dict.fromkeys(t.note for t in batch.taken if t.note))
    return {"reading": reading, "failed": failed, "busy": not batch.finished, "done": said}


def _again(batch: Batch) -> str:
    """How many of them are further submissions of an agency and year of the same batch: they share a row."""
    entries = {t.entry.id: t.entry for t in batch.taken if t.entry is not None}
    rows = {(e.agency or e.id, e.year) for e in entries.values()}
    more = len(entries) - len(rows)
    return f"（其中 {more} 份与同批另一份的单位、年度相同，按先后列为各稿）" if more else ""


def _known(batch: Batch) -> list[str]:
    """The files that were there already, word for word, each with the file that it is the same as."""
    first: dict[str, str] = {}
    same = []
    for name, entry in ((t.name, t.entry) for t in batch.taken):
        if entry is None:
            continue
        if entry.id in first or entry.file_name != name:
            same.append(f"{name}与{first.get(entry.id, entry.file_name)}")
        first.setdefault(entry.id, name)
    return same


def _told_of(batch: Batch, failures: int) -> str:
    """How many reports a batch brought, how many were there already, and how many could not be read."""
    same = _known(batch)
    said = [f"收录 {batch.kept - len(same)} 份{_again(batch)}"]
    if same:
        files = "、".join(same[:3]) + ("等" if len(same) > 3 else "")
        said.append(f"{len(same)} 份与已有的内容相同，没有再收（{files}）")
    said += [f"{failures} 个文件没有读出"] if failures else []
    return "，".join(said) + "。"


def calls(face: Face, batches: Batches) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for files."""

    def take(desk: Desk, asked: Files, request: Any) -> dict[str, Any]:
        """Begins to read files."""
        desk.permit(Act.HAND_IN)
        batches.start(desk, [Path(f.path) for f in asked.files])
        return {}

    def again(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """Reads once more what failed by no fault of its own."""
        return {} if batches.retry(desk) else {"error": "现在没有可以重试的文件。"}

    def halt(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """Ends the reading; what was taken in stays."""
        batches.stop(desk.viewer.name)
        return {}

    def drop(desk: Desk, asked: Named, request: Any) -> dict[str, Any]:
        """Takes the row of a failed file away."""
        batches.drop(desk.viewer.name, asked.name)
        return {}

    return [
        served(face, Files, take),
        served(face, Nothing, again),
        served(face, Nothing, halt),
        served(face, Named, drop),
    ]
