"""Files made of the chosen reports, behind the page: letters, ledger, annotated copies; how far they are is told."""

from __future__ import annotations

import io
import logging
import secrets
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import gradio as gr

from errors import NO_FAULT, NianbaoError, NotVisibleError
from library.entries import Entry
from office.desk import Desk
from office.ledger import ledger_file
from office.letters import ToVerifyError, annotated_copy, letter_file
from office.permissions import Act
from reports.errors import UnusableFileError
from web.calls import Asked, Identifiers, Line, served
from web.face import Face
from web.places.letter import unset_said

LOGGER = logging.getLogger(__name__)
_NAMES = {"letters": "审核意见.zip", "ledger": "问题台账.xlsx", "annotated": "批注稿.zip"}
_LONGEST_NAME = 60


class Making(Asked):
    """What is to be made of which reports."""

    reports: Identifiers
    form: Literal["letters", "ledger", "annotated"]


class Ticket(Asked):
    """One that was begun."""

    ticket: Line


@dataclass
class Job:
    """How far it is; `file` is there once it is done, `error` where it was not to be done."""

    owner: str
    total: int
    done: int = 0
    file: str = ""
    error: str = ""
    letters: bool = False
    passed_over: int = 0
    to_verify: int = 0


def _zipped(desk: Desk, entries: list[Entry], form: str, job: Job) -> Iterator[tuple[str, bytes]]:
    for number, entry in enumerate(entries, start=1):
        try:
            if form == "letters":
                title, content = letter_file(desk, entry.id)
                suffix = "docx"
            else:
                name, content = annotated_copy(desk, entry.id)
                title, suffix = f"{entry.agency}{entry.year or ''}", name.rpartition(".")[2]
        except ToVerifyError:
            job.to_verify += 1
            continue
        except (NotVisibleError, UnusableFileError):
            job.passed_over += 1
            continue
        finally:
            job.done = number
        stem = "".join(c for c in title if c.isalnum() or c in "（）《》")[:_LONGEST_NAME]
        yield f"{number:03d}-{stem}.{suffix}", content


def _made(desk: Desk, entries: list[Entry], form: str, job: Job) -> bytes:
    if form == "ledger":
        return ledger_file(desk, entries, lambda done: setattr(job, "done", done))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _zipped(desk, entries, form, job):
            # A Word file is packed already.
            packed = zipfile.ZIP_STORED if name.endswith(".docx") else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packed)
    return out.getvalue()


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for files of many reports."""
    jobs: dict[str, Job] = {}

    def make(desk: Desk, asked: Making, request: Any) -> dict[str, Any]:
        """Begins to make a file; it is asked for with the ticket."""
        desk.permit(Act.SEE_REVIEWS)
        entries = {e.id: e for e in desk.entries()}
        chosen = [entries[i] for i in asked.reports if i in entries]
        if not chosen:
            return {"error": "请先勾选报告。"}
        ticket, job = (
            secrets.token_hex(8),
            Job(desk.viewer.name, len(chosen), letters=asked.form == "letters"),
        )
        jobs[ticket] = job
        for old in list(jobs)[:-50]:
            del jobs[old]

        def work() -> None:
            try:
                content = _made(desk, chosen, asked.form, job)
                job.file = face.made_file(request, _NAMES[asked.form], content)
            except NianbaoError as error:
                job.error = str(error)
            except NO_FAULT:
                raise
            except BaseException:
                LOGGER.exception("an export failed")
                job.error = "文件没有做成，请再试一次。"

        threading.Thread(target=work, daemon=True, name="export").start()
        return {"ticket": ticket}

    def made(desk: Desk, asked: Ticket, request: Any) -> dict[str, Any]:
        """How far it is."""
        job = jobs.get(asked.ticket)
        if job is None or job.owner != desk.viewer.name:
            return {"error": "这次导出已不在，请重新开始。"}
        if job.error:
            return {"error": job.error}
        over = f"，{job.passed_over}份已不在，没有包括" if job.passed_over else ""
        over += f"，{job.to_verify}份读取待核，核对后再出意见" if job.to_verify else ""
        blank = unset_said(desk) if job.file and job.letters else ""
        made = job.total - job.passed_over - job.to_verify
        return {
            "done": job.done,
            "total": job.total,
            "made": made,
            "file": job.file,
            "over": over,
            "blank": blank,
        }

    return [served(face, Making, make), served(face, Ticket, made)]
