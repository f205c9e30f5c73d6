"""The page's own worker: what is handed in is read in a process behind the page, and the page finds it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from library.entries import Viewer
from library.job_kinds import Kind
from library.jobs import JobState
from library.roles import Role
from office.batch import Batches
from office.desk import Desk
from office.helper import Helper
from office.workspace import Workspace
from tests.conftest import SAMPLE

LI = Viewer("li", Role.REVIEWER)
_LONGEST = 60.0


@pytest.fixture
def page(workspace: Workspace) -> Iterator[Workspace]:
    """A workspace as the page has it."""
    workspace.open_index()
    workspace.helper = Helper(workspace)
    workspace.helper.start()
    yield workspace


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + _LONGEST
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers() -> list[psutil.Process]:
    """The page's workers, and not the process that multiprocessing itself keeps."""
    return [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]


def hand_in(page: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(SAMPLE.read_bytes())
    Batches(page).start(Desk(page, LI), [file])


def read(page: Workspace) -> bool:
    return [j.state for j in page.jobs.of("li", Kind.INTAKE)] == [JobState.DONE]


def test_what_is_handed_in_is_read_behind_the_page_and_found_on_it(page: Workspace, tmp_path: Path) -> None:
    hand_in(page, tmp_path)
    until(workers)
    until(lambda: workers()[0].nice() > psutil.Process().nice())
    until(lambda: read(page))
    (entry,) = Desk(page, LI).entries()
    until(lambda: page.search("政府信息公开", 3, {entry.id}))
    until(lambda: not page.reviews.are_uncounted())


def test_no_worker_runs_where_there_is_nothing_to_do(page: Workspace) -> None:
    page.go_on()
    time.sleep(0.3)
    assert workers() == []


def test_the_job_of_a_worker_that_dies_is_taken_by_the_next_one(page: Workspace, tmp_path: Path) -> None:
    hand_in(page, tmp_path)
    until(lambda: any(j.state is JobState.RUNNING for j in page.jobs.of("li", Kind.INTAKE)) or read(page))
    for worker in workers():
        os.kill(worker.pid, signal.SIGKILL)
    until(lambda: read(page))
    assert len(Desk(page, LI).entries()) == 1


def test_the_worker_ends_with_the_page(page: Workspace, tmp_path: Path) -> None:
    hand_in(page, tmp_path)
    until(workers)
    mine = workers()
    page.close()
    assert not any(worker.is_running() for worker in mine)
