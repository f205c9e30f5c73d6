"""Ends workers at random moments (kill -9) while they read what was handed in, on a real PostgreSQL: every file is to be
there in the end, once.

Run: python -m benchmarks.job_kills [kills]
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.database import Database
from library.entries import Viewer
from library.jobs import Jobs, JobState
from library.roles import Role
from library.store import Library
from library.trail import Deed, Trail
from tests.postgresql import programs, running

_LI = Viewer("li", Role.REVIEWER)
_LEASE = 2.0
_LONGEST = 4.0
_AT_ONCE = 4
_WORKER = f"""
import sys
from functools import partial
from office.batch import read_in
from office.workspace import Workspace
from settings import Settings
workspace = Workspace(Settings(database_url=sys.argv[1], data_dir=sys.argv[2]))
workspace.jobs.lease, workspace.jobs.pause = {_LEASE}, 0.1
print("ready", flush=True)
workspace.hands.work(partial(read_in, workspace))
"""


def _worker(address: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WORKER, address, str(folder)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert worker.stdout is not None
    worker.stdout.readline()
    return worker


def _kill(worker: subprocess.Popen[str]) -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


def faults(database: Database, names: set[str]) -> list[str]:
    """What was lost, and what was done twice so that it shows."""
    jobs, entries = Jobs(database).of("li"), Library(database).entries(_LI)
    stored = Counter(e.file_name for e in entries)
    uploads = Counter(t.target for t in Trail(database).since() if t.deed is Deed.UPLOADED)
    # A file whose every worker was killed is given up after its tries, and its owner is told.
    told = {j.label for j in jobs if j.state is JobState.GIVEN_UP}
    found = [f"lost {n}" for n in names if not stored[n] and n not in told]
    found += [f"stored twice {n}" for n, times in stored.items() if times > 1]
    found += [f"noted twice {t}" for t, times in uploads.items() if times > 1]
    return found + [f"never ended {j.label}" for j in jobs if not j.ended]


def main() -> None:
    """Prints the figures."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    server_programs = programs()
    if server_programs is None:
        raise SystemExit("PostgreSQL is not installed")
    random, handed, done = Random(1), set[str](), 0
    with running(server_programs) as server, tempfile.TemporaryDirectory() as folder:
        address = server.fresh()
        database = Database(address)
        jobs = Jobs(database)
        for kill in range(kills):
            files = {
                f"{kill}-{n}.txt": to_txt(make_content(kill * 10 + n), Layout()) for n in range(_AT_ONCE)
            }
            jobs.add("intake", _LI, list(files.items()))
            handed |= set(files)
            worker = _worker(address, Path(folder))
            time.sleep(random.uniform(0.01, _LONGEST))
            _kill(worker)
            done += 1
        last = _worker(address, Path(folder))
        while not all(j.ended for j in jobs.of("li")):
            time.sleep(0.5)
        _kill(last)
        found = faults(database, handed)
        given_up = sum(1 for j in jobs.of("li") if j.state is JobState.GIVEN_UP)
        database.close()
    for line in found:
        print(f"  {line}")
    print(
        f"{done} kills, {len(handed)} files handed in, {given_up} given up, {len(found)} lost or done twice"
    )


if __name__ == "__main__":
    main()
