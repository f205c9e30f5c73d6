"""Hands that do the jobs of the library's database, in the process of the page or in one of their own."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.database import LibraryError
from library.job_kinds import Kind
from library.jobs import MOST_TRIES, Job, Jobs, JobState
from reports.reading.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGGER = logging.getLogger(__name__)
# How long a hand that found nothing waits before it looks again, and how often one says that it still works.
_LOOK_AGAIN = 1.0
_BEAT = 1.0


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its result, whether trying again may help, and the file that was made."""

    result: str
    again: bool = False
    made: bytes | None = None


Handler = Callable[[Job, "bytes | None", Progress], Outcome]
# How each kind of job is done that a hand takes.
Handlers = Mapping[Kind, Handler]


def process_name(number: int | None = None) -> str:
    """How the hands of a process of this machine are called, this one where no number is given; they add to it."""
    return f"{socket.gethostname()[:40]}-{os.getpid() if number is None else number}-"


class Hands:
    """One hand of this process: it does one job after the other until `closing` is set."""

    def __init__(self, jobs: Jobs, closing: threading.Event) -> None:
        self._jobs, self._closing = jobs, closing
        self._wake, self._guard = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self.name = f"{process_name()}{id(self) % 10000}"
        # Whether it has a job now.
        self.busy = False

    def start(self, handlers: Handlers) -> None:
        """Sees to it that a hand is at work, and looks for a job now."""
        self._wake.set()
        with self._guard:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self.work, args=(handlers,), daemon=True, name="hand")
                self._thread.start()

    def join(self) -> None:
        """Waits until the hand has stopped, which it does once the process is closed."""
        if self._thread is not None:
            self._wake.set()
            self._thread.join()

    def work(self, handlers: Handlers) -> None:
        """Does jobs until the process is closed; a database that is away is waited for."""
        while not self._closing.is_set():
            try:
                found = self.do_one(handlers)
            except LibraryError:
                LOGGER.warning("the jobs cannot be looked for now", exc_info=True)
                found = False
            if not found:
                self._wake.wait(_LOOK_AGAIN)
                self._wake.clear()

    def do_one(self, handlers: Handlers) -> bool:
        """Does the next job; False where there is none."""
        job = self._jobs.take(self.name, list(handlers))
        if job is None:
            return False
        progress, self.busy = Progress(), True
        try:
            with self._heard(job, progress):
                outcome = handlers[job.kind](job, self._jobs.content(job), progress)
            self._settle(job, progress, outcome)
        finally:
            self.busy = False
        return True

    def _settle(self, job: Job, progress: Progress, outcome: Outcome) -> None:
        if progress.stopped and self._closing.is_set():
            self._jobs.put_back(job, self.name, counted=False)
        elif progress.stopped:
            self._jobs.end(job, self.name, JobState.STOPPED, outcome.result)
        elif outcome.again and job.tries < MOST_TRIES:
            self._jobs.put_back(job, self.name, outcome.result)
        else:
            state = JobState.GIVEN_UP if outcome.again else JobState.DONE
            self._jobs.end(job, self.name, state, outcome.result, outcome.made)

    @contextmanager
    def _heard(self, job: Job, progress: Progress) -> Iterator[None]:
        """While a job is done its owner is told how far it is, and the hand whether it is to stop."""
        over = threading.Event()

        def say() -> None:
            while not over.wait(_BEAT):
                try:
                    going_on = self._jobs.beat(job, self.name, progress.page, progress.pages)
                except LibraryError:
                    continue  # the lease is long enough for a database that is away for a moment
                if not going_on or self._closing.is_set():
                    progress.stopped = True

        thread = threading.Thread(target=say, daemon=True, name="beat")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
