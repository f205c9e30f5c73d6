"""The page's own worker: a process behind the page, so that reading a batch does not keep the page from answering.

Threads of one Python process take turns, however many cores there are. The worker is begun when there is something to
do, and ends when there has been nothing for a while. One that dies takes no page with it: another one goes on.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from multiprocessing import connection
from typing import TYPE_CHECKING

from errors import NO_FAULT, NianbaoError, NotVisibleError
from office.hands import process_name
from office.told_page import Faulted, Stored, Told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from office.workspace import Workspace

LOGGER = logging.getLogger(__name__)
# How often the page looks for work that another process has left.
_LOOK_SECONDS = 5.0
_HEAR_SECONDS = 0.5
_END_SECONDS = 4.0


class Helper:
    """Sees to it that a worker runs as long as there is something to do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._wanted = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="helper")

    def start(self) -> None:
        """Begins to look for something to do."""
        self._thread.start()

    def go_on(self) -> None:
        """Looks at once."""
        self._wanted.set()

    def end(self) -> None:
        """Ends the worker with the page; it leaves what it has not finished to the next one."""
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        """Begins one worker after the other until the workspace closes."""
        while True:
            self._wanted.wait(_LOOK_SECONDS)
            self._wanted.clear()
            if self._workspace.closing.is_set():
                return
            try:
                if self._something_to_do():
                    self._one()
            except NianbaoError:
                continue  # a database that is away is waited for
            except OSError:
                LOGGER.exception("no worker could be begun")

    def _something_to_do(self) -> bool:
        from office.work import OF_WORKERS

        return self._workspace.jobs.are_ready(OF_WORKERS) or self._workspace.reviews.are_uncounted()

    def _one(self) -> None:
        """The life of one worker."""
        from office.worker import beside_page

        jobs, spawn = self._workspace.jobs, multiprocessing.get_context("spawn")
        mine, its = spawn.Pipe()
        arguments = (self._workspace.settings, jobs.lease, jobs.pause, its)
        process = spawn.Process(target=beside_page, args=arguments, daemon=True, name="nianbao-worker")
        process.start()
        its.close()
        with mine:
            self._hear(mine)
        process.join(_END_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        jobs.let_go(process_name(process.pid))
        if process.exitcode and not self._workspace.closing.is_set():
            LOGGER.error("the worker ended by a fault (%s)", process.exitcode)

    def _hear(self, worker: Connection) -> None:
        """Makes findable what the worker has stored, until it ends or the page does."""
        while not self._workspace.closing.is_set():
            if connection.wait([worker], _HEAR_SECONDS):
                try:
                    told = worker.recv()
                except (EOFError, OSError):
                    return
                self.take(told)

    def take(self, told: Told) -> None:
        """Makes findable what was stored, and has a fault counted."""
        match told:
            case Stored(identifier):
                self._index(identifier)
            case Faulted(logger) if self._workspace.faulted_elsewhere is not None:
                self._workspace.faulted_elsewhere(logger)

    def _index(self, stored: str) -> None:
        try:
            self._workspace.index_report(stored)
        except NotVisibleError:
            pass  # it was taken out meanwhile
        except NO_FAULT:
            raise
        except BaseException:
            LOGGER.exception("%s was kept but not indexed", stored)
