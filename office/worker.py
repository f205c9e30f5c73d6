"""What a worker does, beside the page or on a machine of its own: it reads what was handed in, makes files of many reports,
and while nothing is to be read reviews the reports that have no counts."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from multiprocessing.connection import Connection

from office.counting import keep_counted
from office.logs import WORKER_LOG_FILE, write_logs
from office.opening import quiet_environment
from office.told_page import Stored, TellingFaults, Told
from office.work import making, reading
from office.workspace import Workspace
from settings import Settings

# The page goes first; on a machine with more to do the worker still gets on.
_BEHIND = 3
# A worker of the page that had nothing to do for so long ends, and what it holds of the memory with it.
_IDLE_SECONDS = 600.0


def work(workspace: Workspace, longest_rest: float | None = None) -> None:
    """Works until it is told to end or the workspace closes, or until nothing was to be done for so many seconds; what is
    begun then is left to others."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: _end(workspace))
    write_logs(workspace.settings.data_dir, WORKER_LOG_FILE)
    workspace.hands.start(reading(workspace))
    workspace.other_hands.start(making(workspace))
    keep_counted(workspace, longest_rest)
    workspace.closing.set()
    workspace.hands.join()
    workspace.other_hands.join()


def _end(workspace: Workspace) -> None:
    workspace.closing.set()
    workspace.reviews.changed.set()


def beside_page(settings: Settings, lease: float, pause: float, page: Connection) -> None:
    """The whole life of the page's own worker, at the other end of the page's connection: it tells what it has stored, and
    ends when the page does."""
    if sys.platform != "win32":
        os.nice(_BEHIND)
    quiet_environment()
    workspace = Workspace(settings)
    workspace.jobs.lease, workspace.jobs.pause = lease, pause

    def tell(told: Told) -> None:
        with contextlib.suppress(OSError):  # a page that has gone finds it at its next start
            page.send(told)

    def end_with_page() -> None:
        with contextlib.suppress(EOFError, OSError):
            page.recv()  # the page says nothing until it goes
        _end(workspace)

    workspace.stored_elsewhere = lambda identifier: tell(Stored(identifier))
    logging.getLogger().addHandler(TellingFaults(tell))
    threading.Thread(target=end_with_page, daemon=True, name="page").start()
    try:
        work(workspace, _IDLE_SECONDS)
    finally:
        workspace.close()
