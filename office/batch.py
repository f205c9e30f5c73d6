"""Many files at once, in the background: the work goes on when the page is reloaded, can be stopped, and what failed
can be tried again. Every file ends as stored, refused or failed, the last two with a sentence."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from errors import NO_FAULT
from library.faults import sentence_of
from office.desk import Desk
from office.taken import Taken, failed
from reports.reading.opened import open_file
from reports.reading.progress import Progress, watched

LOGGER = logging.getLogger(__name__)


@dataclass
class Batch:
    """The files of one upload and what became of them so far; `again` are those worth another try."""

    files: Sequence[Path]
    done: int = 0
    current: str = ""
    progress: Progress = field(default_factory=Progress)
    taken: list[Taken] = field(default_factory=list)
    again: list[Path] = field(default_factory=list)
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

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._guard = threading.Lock()

    def of(self, name: str) -> Batch | None:
        """A reviewer's running or last batch."""
        return self._batches.get(name)

    def start(self, desk: Desk, files: Sequence[Path]) -> bool:
        """Begins with some files; False where the reviewer's last batch is still running."""
        with self._guard:
            running = self._batches.get(desk.viewer.name)
            if running is not None and not running.finished:
                return False
            batch = self._batches[desk.viewer.name] = Batch(tuple(files))
        threading.Thread(target=_work, args=(desk, batch), daemon=True, name="batch").start()
        return True

    def retry(self, desk: Desk) -> bool:
        """Begins again with what failed in the reviewer's last batch; False where there is nothing, or it still runs."""
        last = self.of(desk.viewer.name)
        return last is not None and bool(last.again) and self.start(desk, last.again)

    def stop(self, name: str) -> None:
        """Ends a reviewer's batch, also in the middle of a file; what was taken in stays."""
        batch = self._batches.get(name)
        if batch is not None:
            batch.progress.stopped = True


def _work(desk: Desk, batch: Batch) -> None:
    try:
        with watched(batch.progress):
            for path in batch.files:
                if batch.progress.stopped:
                    return
                _take(desk, batch, path)
                batch.done += 1
    except Exception:
        LOGGER.exception("a batch of %d files ended by a fault", len(batch.files))
    finally:
        batch.finished = True


def _take(desk: Desk, batch: Batch, path: Path) -> None:
    before = len(batch.taken)
    try:
        for taken in _each(desk, batch, path):
            batch.taken.append(taken)
    except BaseException as error:  # whatever it is, the other files are still to be done
        batch.taken.append(failed(path.name, error))
    if any(t.failed for t in batch.taken[before:]):
        batch.again.append(path)
    elif not batch.progress.stopped:
        desk.workspace.files.discard(path)


def _each(desk: Desk, batch: Batch, path: Path) -> Iterator[Taken]:
    for opened in open_file(path):
        if batch.progress.stopped:
            return
        batch.current, batch.progress.pages = opened.name, 0
        yield _reviewed(desk, desk.add(opened))


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
