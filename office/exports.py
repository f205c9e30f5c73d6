"""Files made of the chosen reports: letters, ledger, annotated copies. Each is a job, so that it outlives the process that
was asked, and is fetched from any."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel

from errors import NO_FAULT, NianbaoError, NotVisibleError
from library.database import LibraryError
from library.entries import Entry
from library.job_kinds import Kind
from library.jobs import Job, JobState
from office.desk import Desk
from office.hands import Outcome
from office.ledger import ledger_file
from office.letters import (
    NoLetterError,
    ToVerifyError,
    annotated_copy,
    letter_file,
    not_given_out,
    receipt_file,
)
from office.permissions import Act
from office.workspace import Workspace
from reports.errors import ReadingStoppedError, UnusableFileError
from reports.reading.progress import Progress

LOGGER = logging.getLogger(__name__)
_LONGEST_NAME = 60
_NONE_CHOSEN = "请先勾选报告。"
_GONE = "这次导出已不在，请重新开始。"
_FAILED = "文件没有做成，请再试一次。"
_CUT_OFF = "做这个文件时程序几次中断，没有做成；可以重试，或少选几份再做。"


class Form(StrEnum):
    """What is made."""

    LETTERS = "letters"
    LEDGER = "ledger"
    ANNOTATED = "annotated"

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return {Form.LETTERS: "审核意见.zip", Form.LEDGER: "问题台账.xlsx", Form.ANNOTATED: "批注稿.zip"}[
            self
        ]


class _Chosen(BaseModel):
    """What it is made of, as it is kept with the job."""

    reports: list[str]


class _Told(BaseModel):
    """What became of it, as it is kept with the job: how many reports are in it, how many had gone, are to be verified
    first or stand under another standard, whose letters were given out for the first time, or why there is no file."""

    made: int = 0
    gone: int = 0
    to_verify: int = 0
    elsewhere: int = 0
    fresh: list[str] = []
    error: str = ""


class ExportError(NianbaoError):
    """A file was not made; `again` where trying once more may help."""

    def __init__(self, sentence: str, again: bool = False) -> None:
        super().__init__(sentence)
        self.again = again


@dataclass(frozen=True)
class Export:
    """How far a file is: `done` of `total` reports; once it is `finished`, how many are in it and which are not."""

    name: str
    form: Form
    done: int
    total: int
    finished: bool = False
    stopped: bool = False
    told: _Told = field(default_factory=_Told)


class Exports:
    """The files that are made for the accounts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def begin(self, desk: Desk, form: Form, reports: Sequence[str]) -> str:
        """Begins to make a file; its name. Raises a NianbaoError where none of the reports is to be seen."""
        desk.permit(Act.SEE_REVIEWS)
        there = {e.id for e in desk.entries()}
        chosen = [i for i in reports if i in there]
        if not chosen:
            raise ExportError(_NONE_CHOSEN)
        content = _Chosen(reports=chosen).model_dump_json().encode()
        name = self._workspace.jobs.begin(Kind.EXPORT, desk.viewer, form.value, content, parts=len(chosen))
        self._workspace.go_on()
        return name

    def open(self, desk: Desk) -> Export | None:
        """The one of the viewer's that is being made, where there is one: a page that was opened anew goes on with it."""
        going_on = [j for j in self._workspace.jobs.of(desk.viewer.name, Kind.EXPORT) if not j.ended]
        return _export(going_on[-1]) if going_on else None

    def of(self, desk: Desk, name: str) -> Export:
        """How far one of the viewer's is. Raises an ExportError where it was not made, or is not there any more."""
        return _export(self._job(desk, name))

    def content(self, desk: Desk, name: str) -> bytes:
        """The file that was made; raises an ExportError where it is not there."""
        content = self._workspace.jobs.content(self._job(desk, name))
        if content is None:
            raise ExportError(_GONE)
        return content

    def stop(self, desk: Desk, name: str) -> None:
        """Ends the making."""
        self._workspace.jobs.stop(desk.viewer.name, Kind.EXPORT, name)

    def retry(self, desk: Desk, name: str) -> None:
        """Begins again with what was given up."""
        self._workspace.jobs.retry(desk.viewer.name, Kind.EXPORT, name)
        self._workspace.go_on()

    def _job(self, desk: Desk, name: str) -> Job:
        found = self._workspace.jobs.of(desk.viewer.name, Kind.EXPORT, name)
        if not name or not found:
            raise ExportError(_GONE)
        return found[0]


def _export(job: Job) -> Export:
    told = _Told.model_validate_json(job.result) if job.ended and job.result else _Told()
    if job.state is JobState.GIVEN_UP:
        raise ExportError(told.error or _CUT_OFF, again=True)
    if told.error:
        raise ExportError(told.error)
    return Export(
        job.name, Form(job.label), job.page, job.pages, job.state is JobState.DONE, job.state is JobState.STOPPED, told
    )  # fmt: skip


def make_file(workspace: Workspace, job: Job, content: bytes | None, progress: Progress) -> Outcome:
    """Makes the file of a job for its owner, of the reports that she sees by now. Done twice it is the same file."""
    desk, told = Desk(workspace, job.viewer), _Told()
    try:
        chosen = _Chosen.model_validate_json(content or b"").reports
        entries = {e.id: e for e in desk.entries()}
        there = [entries[i] for i in chosen if i in entries]
        told.gone, progress.pages = len(chosen) - len(there), len(chosen)
        made = _made(desk, there, Form(job.label), told, progress)
    except ReadingStoppedError:
        return Outcome("")
    except LibraryError as error:
        return Outcome(_Told(error=str(error)).model_dump_json(), again=True)
    except NianbaoError as error:
        return Outcome(_Told(error=str(error)).model_dump_json())
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.exception("an export failed")
        return Outcome(_Told(error=_FAILED).model_dump_json(), again=True)
    return Outcome(told.model_dump_json(), made=made)


def _made(desk: Desk, entries: list[Entry], form: Form, told: _Told, progress: Progress) -> bytes:
    total = progress.pages
    if form is Form.LEDGER:
        told.made = len(entries)
        return ledger_file(desk, entries, lambda done: progress(done, total))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _files(desk, entries, form, told, progress):
            # A Word file is packed already.
            packed = zipfile.ZIP_STORED if name.endswith(".docx") else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packed)
    return out.getvalue()


def _files(
    desk: Desk, entries: list[Entry], form: Form, told: _Told, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    for number, entry in enumerate(entries, start=1):
        progress(number, progress.pages)
        try:
            yield from _of_report(desk, entry, form, f"{number:03d}", told)
        except ToVerifyError:
            told.to_verify += 1
        except NoLetterError:
            told.elsewhere += 1
        except (NotVisibleError, UnusableFileError):
            told.gone += 1
        else:
            told.made += 1


def _of_report(desk: Desk, entry: Entry, form: Form, number: str, told: _Told) -> Iterator[tuple[str, bytes]]:
    """The files on one report, numbered: of a letter with items also the form on which they are answered."""
    if form is Form.ANNOTATED:
        name, content = annotated_copy(desk, entry.id)
        stem = _stem(f"{entry.agency}{entry.year or ''}")
        yield f"{number}-{stem}.{name.rpartition('.')[2]}", content
        return
    fresh = not_given_out(desk, [entry.id])
    title, content = letter_file(desk, entry.id)
    told.fresh += fresh
    yield f"{number}-{_stem(title)}.docx", content
    form_of_answers = receipt_file(desk, entry.id)
    if form_of_answers is not None:
        yield f"{number}-{_stem(title)}整改回执.docx", form_of_answers


def _stem(title: str) -> str:
    return "".join(c for c in title if c.isalnum() or c in "（）《》")[:_LONGEST_NAME]
