"""Many files at once, in the background: the work goes on when the page is reloaded, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from office.desk import Desk
from office.workspace import Taken
from reports.reading.opened import open_file
from reports.reading.progress import Progress, watched


@dataclass
class Batch:
    """The files of one upload and what became of them so far."""

    files: Sequence[Path]
    done: int = 0
    current: str = ""
    progress: Progress = field(default_factory=Progress)
    taken: list[Taken] = field(default_factory=list)
    finished: bool = False

    @property
    def failures(self) -> list[Taken]:
        """What could not be read, each with its error."""
        return [t for t in self.taken if t.error is not None]

    @property
    def kept(self) -> int:
        """How many reports were taken in."""
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

    def stop(self, name: str) -> None:
        """Ends a reviewer's batch, also in the middle of a file; what was taken in stays."""
        batch = self._batches.get(name)
        if batch is not None:
            batch.progress.stopped = True


def _work(desk: Desk, batch: Batch) -> None:
    try:
        with watched(batch.progress):
            _take_all(desk, batch)
    finally:
        batch.finished = True


def _take_all(desk: Desk, batch: Batch) -> None:
    for path in batch.files:
        for opened in open_file(path):
            if batch.progress.stopped:
                return
            batch.current, batch.progress.pages = opened.name, 0
            taken = desk.add(opened)
            if taken.entry is not None:
                desk.findings(taken.entry.id)
            batch.taken.append(taken)
        batch.done += 1
        desk.workspace.files.discard(path)
