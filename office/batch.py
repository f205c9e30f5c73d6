"""Many files at once, as jobs: the work goes on when the page is reloaded or its process dies, can be stopped, and what
failed is tried again. Every file ends as stored, refused or failed, the last two with a sentence."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from errors import NO_FAULT, NianbaoError
from library.faults import sentence_of
from library.job_kinds import Kind
from library.jobs import Job, JobState
from office.desk import Desk
from office.hands import Outcome
from office.taken import FailedError, Taken, failed
from office.workspace import Workspace
from reports.reading.opened import open_file
from reports.reading.progress import Progress, watched

LOGGER = logging.getLogger(__name__)
_CUT_OFF = "读取这个文件时程序几次中断，没有收录；可以重试，或换一种格式再交。"


class _Told(BaseModel):
    """What became of one file, as it is kept with its job."""

    name: str
    report: str = ""
    refused: str = ""
    failed: bool = False
    note: str = ""


_TOLD = TypeAdapter(list[_Told])


@dataclass(frozen=True)
class Batch:
    """The files of a reviewer and what became of them so far; `again` are the names of those worth another try."""

    files: Sequence[str]
    done: int = 0
    current: str = ""
    progress: Progress = field(default_factory=Progress)
    taken: Sequence[Taken] = ()
    again: Sequence[str] = ()
    finished: bool = False

    @property
    def failures(self) -> list[Taken]:
        """What was not stored, each with its error: refused, or failed."""
        return [t for t in self.taken if t.error is not None]

    @property
    def kept(self) -> int:
        """How many reports were stored."""
        return len(self.taken) - len(self.failures)


class Batches:
    """The running or last batch of each reviewer."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, name: str) -> Batch | None:
        """A reviewer's running or last batch."""
        jobs = self._workspace.jobs.of(name, Kind.INTAKE)
        if not jobs:
            return None
        running = [j for j in jobs if j.state is JobState.RUNNING]
        now = (running or [j for j in jobs if not j.ended] or jobs)[0]
        return Batch(
            files=[j.label for j in jobs],
            done=sum(1 for j in jobs if j.ended),
            current=now.label,
            progress=Progress(now.page, now.pages),
            taken=[t for j in jobs if j.ended for t in self._taken(j)],
            again=[j.label for j in jobs if j.state is JobState.GIVEN_UP],
            finished=all(j.ended for j in jobs),
        )

    def _taken(self, job: Job) -> Iterator[Taken]:
        if not job.result:
            if job.state is JobState.GIVEN_UP:
                yield Taken(job.label, error=FailedError(_CUT_OFF))
            return
        for told in _TOLD.validate_json(job.result):
            if told.refused:
                error = (FailedError if told.failed else NianbaoError)(told.refused)
                yield Taken(told.name, error=error, note=told.note)
            elif self._workspace.library.visible(told.report, job.viewer):
                yield Taken(told.name, self._workspace.library.entry(told.report), note=told.note)

    def start(self, desk: Desk, files: Sequence[Path]) -> None:
        """Takes in some files, after those of the reviewer that are still to be read."""
        contents = [(path.name, _content(path)) for path in files]
        self._workspace.jobs.add(Kind.INTAKE, desk.viewer, contents)
        for path in files:
            self._workspace.files.discard(path)
        self._workspace.go_on()

    def retry(self, desk: Desk) -> bool:
        """Begins again with what failed in the reviewer's last batch; False where there is nothing."""
        found = self._workspace.jobs.retry(desk.viewer.name, Kind.INTAKE)
        self._workspace.go_on()
        return found > 0

    def stop(self, name: str) -> None:
        """Ends a reviewer's batch, also in the middle of a file; what was taken in stays."""
        self._workspace.jobs.stop(name, Kind.INTAKE)

    def drop(self, name: str, file: str) -> None:
        """Takes a file that was not stored off a reviewer's list."""
        self._workspace.jobs.forget(name, Kind.INTAKE, file)


def _content(path: Path) -> bytes | None:
    """The uploaded file; None where it has gone."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def read_in(workspace: Workspace, job: Job, content: bytes | None, progress: Progress) -> Outcome:
    """Takes in the file of a job for its owner. Done twice it keeps the same reports once."""
    desk, taken = Desk(workspace, job.viewer), list[Taken]()
    if content is None:
        gone = NianbaoError("上传的文件已经不在了，没有收录；请重新上传。")
        return _outcome([Taken(job.label, error=gone)])
    try:
        with tempfile.TemporaryDirectory(prefix="nianbao-job-") as folder, watched(progress):
            path = Path(folder) / Path(job.label).name
            path.write_bytes(content)
            for opened in open_file(path):
                if progress.stopped:
                    break
                taken.append(_reviewed(desk, desk.add(opened)))
    except BaseException as error:  # whatever it is, the other files are still to be done
        taken.append(failed(job.label, error))
    return _outcome(taken)


def _outcome(taken: Sequence[Taken]) -> Outcome:
    told = [
        _Told(
            name=t.name, report=t.entry.id if t.entry else "", refused=str(t.error) if t.error else "",
            failed=t.failed, note=t.note,
        )
        for t in taken
    ]  # fmt: skip
    return Outcome(_TOLD.dump_json(told).decode(), any(t.failed for t in taken))


def _reviewed(desk: Desk, taken: Taken) -> Taken:
    """What was stored is reviewed at once; where that fails it stays stored, and its note says so."""
    if taken.entry is None:
        return taken
    try:
        desk.findings(taken.entry.id)
    except NO_FAULT:
        raise
    except BaseException as error:
        LOGGER.exception("%s was stored but not reviewed", taken.entry.id)
        return replace(taken, note=f"{taken.note}已收录，但审查没有完成：{sentence_of(error)}")
    return taken
