"""Jobs are rows that any process takes: each by one worker at a time, none lost with it, none tried for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from benchmarks.server import NIANBAO
from library.database import Database
from library.entries import Viewer
from library.job_kinds import Kind
from library.jobs import MOST_TRIES, Jobs, JobState
from library.roles import Role
from library.schema import JobRow
from library.store import Library
from tests.conftest import ROOT, SAMPLE
from tests.postgresql import PostgreSql

LI, WANG = Viewer("li", Role.REVIEWER), Viewer("wang", Role.REVIEWER)


@pytest.fixture
def jobs(database: Database) -> Jobs:
    return Jobs(database, pause=0)


def states(jobs: Jobs, owner: str = "li") -> list[JobState]:
    return [job.state for job in jobs.of(owner, Kind.INTAKE)]


def test_each_job_is_taken_by_one_worker_in_its_turn(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1"), ("b", b"2")])
    first, second = jobs.take("one", Kind), jobs.take("other", Kind)
    assert first is not None and second is not None
    assert (first.label, second.label) == ("a", "b") and jobs.take("third", Kind) is None
    assert jobs.content(first) == b"1" and first.viewer == LI


def test_a_short_batch_does_not_wait_for_the_end_of_a_long_one(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [(f"{n}", b"") for n in range(5)])
    jobs.add(Kind.INTAKE, WANG, [("hers", b"")])
    taken = [job.label for job in (jobs.take("one", Kind), jobs.take("one", Kind)) if job is not None]
    assert "hers" in taken


def test_what_ended_well_keeps_its_result_and_no_file(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    job = jobs.take("one", Kind)
    assert job is not None and jobs.end(job, "one", JobState.DONE, "stored")
    assert jobs.content(job) is None and [j.result for j in jobs.of("li", Kind.INTAKE)] == ["stored"]


def silenced(database: Database) -> None:
    """As if every worker had died long ago."""
    from datetime import datetime

    with database.session() as session:
        session.execute(update(JobRow).values(beat=datetime(2020, 1, 1)))


def test_the_job_of_a_worker_that_fell_silent_is_taken_by_another(jobs: Jobs, database: Database) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    lost = jobs.take("dead", Kind)
    assert lost is not None and jobs.take("other", Kind) is None
    silenced(database)
    again = jobs.take("other", Kind)
    assert again is not None and (again.id, again.tries) == (lost.id, 2)
    assert not jobs.end(lost, "dead", JobState.DONE, "late") and not jobs.beat(lost, "dead")
    assert jobs.end(again, "other", JobState.DONE, "stored")


def test_a_job_that_ends_its_worker_every_time_is_given_up(jobs: Jobs, database: Database) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    for _ in range(MOST_TRIES):
        assert jobs.take("dead", Kind) is not None
        silenced(database)
    assert jobs.take("other", Kind) is None and states(jobs) == [JobState.GIVEN_UP]


def test_a_job_put_back_is_tried_again_and_its_owner_can_ask_for_more(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    for _ in range(MOST_TRIES - 1):
        job = jobs.take("one", Kind)
        assert job is not None and jobs.put_back(job, "one", "no room")
    job = jobs.take("one", Kind)
    assert job is not None and job.tries == MOST_TRIES
    jobs.end(job, "one", JobState.GIVEN_UP, "no room")
    assert jobs.content(job) == b"1" and jobs.retry("li", Kind.INTAKE) == 1
    again = jobs.take("one", Kind)
    assert again is not None and again.tries == 1 and jobs.retry("li", Kind.INTAKE) == 0


def test_stopping_ends_what_waits_and_tells_who_works(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1"), ("b", b"2")])
    jobs.add(Kind.INTAKE, WANG, [("hers", b"3")])
    job = jobs.take("one", Kind)
    assert job is not None and jobs.beat(job, "one", 2, 9)
    assert next((j.page, j.pages) for j in jobs.of("li", Kind.INTAKE)) == (2, 9)
    jobs.stop("li", Kind.INTAKE)
    assert states(jobs) == [JobState.RUNNING, JobState.STOPPED] and states(jobs, "wang") == [JobState.WAITING]
    assert not jobs.beat(job, "one")


def test_a_new_batch_takes_the_place_of_the_last_one_and_joins_a_running_one(jobs: Jobs) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    jobs.add(Kind.INTAKE, LI, [("b", b"2")])
    assert [j.label for j in jobs.of("li", Kind.INTAKE)] == ["a", "b"]
    jobs.stop("li", Kind.INTAKE)
    jobs.add(Kind.INTAKE, LI, [("c", b"3")])
    assert [j.label for j in jobs.of("li", Kind.INTAKE)] == ["c"]


def test_two_windows_of_one_reviewer_hand_in_at_the_same_moment_and_lose_nothing(database: Database) -> None:
    names = [[f"{window}-{n}" for n in range(10)] for window in range(4)]

    def window(mine: list[str]) -> None:
        for name in mine:
            Jobs(database).add(Kind.INTAKE, LI, [(name, b"")])

    with ThreadPoolExecutor(len(names)) as windows:
        list(windows.map(window, names))
    assert sorted(job.label for job in Jobs(database).of("li", Kind.INTAKE)) == sorted(
        n for mine in names for n in mine
    )


_TAKE = """
import sys, time
from benchmarks.server import NIANBAO
from library.database import Database
from library.job_kinds import Kind
from library.jobs import Jobs
jobs = Jobs(Database(sys.argv[1]))
print(jobs.take("killed", list(Kind)).label, flush=True)
time.sleep(600)
"""


def test_nothing_is_lost_with_a_worker_that_is_killed(address: str, jobs: Jobs, database: Database) -> None:
    jobs.add(Kind.INTAKE, LI, [("a", b"1")])
    worker = subprocess.Popen(
        [sys.executable, "-c", _TAKE, address], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert worker.stdout is not None and worker.stdout.readline() == "a\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    silenced(database)
    again = jobs.take("other", Kind)
    assert again is not None and jobs.content(again) == b"1"


def test_a_worker_of_its_own_reads_what_was_handed_in(postgresql: PostgreSql, tmp_path: Path) -> None:
    address = postgresql.fresh()
    database = Database(address)
    jobs = Jobs(database)
    jobs.add(Kind.INTAKE, LI, [("a.txt", SAMPLE.read_bytes())])
    environment = {**os.environ, "NIANBAO_DATABASE_URL": address, "NIANBAO_DATA_DIR": str(tmp_path)}
    worker = subprocess.Popen([NIANBAO, "worker"], env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not all(job.ended for job in jobs.of("li", Kind.INTAKE)):
            assert worker.poll() is None
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait()
    assert states(jobs) == [JobState.DONE] and len(Library(database).entries(LI)) == 1
    assert worker.returncode == 0
    database.close()
