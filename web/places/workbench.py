"""工作台: all reports and how far the work on them is; files taken in; what is done to the chosen ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field

from office.batch import Batch, Batches
from office.desk import Desk
from office.permissions import Act
from office.questions import assistant_of
from office.workbench import counters, kinds_of_problems, not_handed_in, work_rows
from web.calls import Asked, Identifiers, Line, served
from web.face import Face
from web.pending import Removals
from web.views.work_table import (
    COLUMNS,
    counters_html,
    failed_html,
    fitting,
    kinds_html,
    missing_html,
    reading_html,
    row_html,
    sorted_rows,
)

_MOST_SHOWN = 400
_MOST_HITS = 40
_BUSY = "上一批还在读取，请等它完成或先停止。"


class Wanted(Asked):
    """Which rows, in which order."""

    typed: Line = ""
    state: Line = ""
    problem: Line = ""
    sort: Literal["", *COLUMNS] = ""  # type: ignore[valid-type]
    descending: bool = False
    among: Identifiers = Field(default_factory=list)


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


class Chosen(Asked):
    """The chosen reports."""

    reports: Identifiers


class Publishing(Chosen):
    """Whether they are to be shown to everyone."""

    published: bool


class Named(Asked):
    """One file by its name."""

    name: Line


class Nothing(Asked):
    """A call that brings nothing along."""


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


def _batch_of(batches: Batches, pace: Pace, desk: Desk) -> dict[str, Any]:
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
        said = f"收录 {batch.kept} 份{_known(batch)}{_again(batch)}" + (
            f"，{len(shown)} 个文件没有读出。" if shown else "。"
        )
        said += "".join(dict.fromkeys(t.note for t in batch.taken if t.note))
    return {"reading": reading, "failed": failed, "busy": not batch.finished, "done": said}


def _again(batch: Batch) -> str:
    """How many of them are further submissions of an agency and year of the same batch: they share a row."""
    entries = {t.entry.id: t.entry for t in batch.taken if t.entry is not None}
    rows = {(e.agency or e.id, e.year) for e in entries.values()}
    more = len(entries) - len(rows)
    return f"（其中 {more} 份与同批另一份的单位、年度相同，按先后列为各稿）" if more else ""


def _known(batch: Batch) -> str:
    """Which files were there already, word for word."""
    first: dict[str, str] = {}
    same = []
    for name, entry in ((t.name, t.entry) for t in batch.taken):
        if entry is None:
            continue
        if entry.id in first or entry.file_name != name:
            same.append(f"{name}与{first.get(entry.id, entry.file_name)}")
        first.setdefault(entry.id, name)
    return f"（{'、'.join(same[:3])}{'等' if len(same) > 3 else ''}内容相同，只收一份）" if same else ""


def calls(face: Face, removals: Removals) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the place."""
    batches, pace = Batches(face.workspace), Pace()

    def rows(desk: Desk, asked: Wanted, request: Any) -> dict[str, Any]:
        """The table as it is now, with the counters and what is being read."""
        intake = face.workspace.office.intake()
        days = face.workspace.office.letters().deadline_days or 0
        every = [r for r in work_rows(desk) if r.entry.id not in removals.hidden()]
        also = set()
        if len(asked.typed.strip()) > 1:
            hits = assistant_of(desk).search(asked.typed, (), _MOST_HITS)
            also = {h.passage.report for h in hits if h.passage.report and asked.typed in h.passage.text}
        fit = fitting(every, asked.typed, also)
        if asked.problem:
            fit = [r for r in fit if r.entry.id in set(asked.among)]
        if asked.sort:
            fit = sorted_rows(fit, asked.sort, asked.descending)
        missing = not_handed_in(every, intake.expected, None)
        listed = [r for r in fit if asked.state in ("", r.progress.value)]
        table = "".join(row_html(r, desk.may_change(r.entry), days) for r in listed[:_MOST_SHOWN])
        if asked.state == "missing":
            table = "".join(missing_html(name) for name in missing)
        batch = _batch_of(batches, pace, desk)
        more = len(listed) - _MOST_SHOWN
        left = sum(1 for r in every if r.counts is None or not r.opened)
        return {
            **batch,
            "table": table,
            "counters": counters_html(counters(every), len(missing), asked.state, len(every)),
            "more": f"还有 {more} 份没有列出，请用上面的搜索或计数缩小范围。" if more > 0 else "",
            "left": left,
            "deadline": intake.days_left(date.today()),
        }

    def take(desk: Desk, asked: Files, request: Any) -> dict[str, Any]:
        """Begins to read files."""
        desk.permit(Act.HAND_IN)
        if not batches.start(desk, [Path(f.path) for f in asked.files]):
            return {"error": _BUSY}
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

    def publish(desk: Desk, asked: Publishing, request: Any) -> dict[str, Any]:
        """Publishes the chosen reports or takes that back, and says which findings came or went with it."""
        before = {i: _titles(desk, i) for i in _around(desk, asked.reports)}
        for identifier in asked.reports:
            desk.publish(identifier, asked.published)
        changes = [_changed(desk, i, titles) for i, titles in before.items()]
        return {"changes": [c for c in changes if c][:5]}

    def remove(desk: Desk, asked: Chosen, request: Any) -> dict[str, Any]:
        """Deletes the chosen reports, after a while in which that can be taken back."""
        return {"pending": removals.begin(desk, asked.reports), "seconds": removals.seconds}

    def take_back(desk: Desk, asked: Named, request: Any) -> dict[str, Any]:
        """Takes a deletion back."""
        return {"back": removals.take_back(desk.viewer.name, asked.name)}

    def problems(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """The kinds of problems over all reports."""
        every = [r for r in work_rows(desk) if r.entry.id not in removals.hidden()]
        kinds = kinds_of_problems(desk, every)
        return {"html": kinds_html(kinds, len(every)), "reports": {k.title: list(k.reports) for k in kinds}}

    return [
        served(face, Wanted, rows),
        served(face, Files, take),
        served(face, Nothing, again),
        served(face, Nothing, halt),
        served(face, Named, drop),
        served(face, Publishing, publish),
        served(face, Chosen, remove),
        served(face, Named, take_back),
        served(face, Nothing, problems),
    ]


def _titles(desk: Desk, identifier: str) -> list[str]:
    return [f.title for f in desk.findings(identifier)]


def _around(desk: Desk, identifiers: list[str]) -> list[str]:
    """The reports and those of the same agencies: what is found on one may depend on the others."""
    agencies = {desk.entry(i).agency for i in identifiers}
    return [e.id for e in desk.entries() if e.agency in agencies][:60]


def _changed(desk: Desk, identifier: str, before: list[str]) -> str:
    """What came and went among a report's findings; "" where nothing did."""
    after = _titles(desk, identifier)
    came = [t for t in after if t not in before]
    went = [t for t in before if t not in after]
    if not came and not went:
        return ""
    said = [f"新增“{'”“'.join(came)}”"] if came else []
    said += [f"不再有“{'”“'.join(went)}”"] if went else []
    return f"{desk.entry(identifier).label}：{'，'.join(said)}（对照的报告变了）。"
