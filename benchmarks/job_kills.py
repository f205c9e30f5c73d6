"""Ends processes at random moments (kill -9) while they read what was handed in and make files of it, on a real
PostgreSQL: every file is to be there in the end, once.

Run: python -m benchmarks.job_kills [kills] [--app]: of processes of the page, and not of workers alone.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from benchmarks.server import free_port
from library.database import Database
from library.entries import Viewer
from library.job_kinds import Kind
from library.jobs import Jobs, JobState
from library.roles import Role
from library.store import Library
from library.trail import Deed, Trail
from tests.postgresql import programs, running

_LI = Viewer("li", Role.REVIEWER)
_LEASE = 2.0
# Seconds until a process is ended at the latest; a page begins a worker first.
_LONGEST, _LONGEST_OF_PAGE = 4.0, 12.0
_AT_ONCE = 4
_BEGIN = f"""
import sys
import library.jobs
library.jobs.Jobs.__init__.__defaults__ = {_LEASE}, 0.1
"""
# The process says that it has begun as soon as it looks for jobs.
_WORKER = f"""{_BEGIN}
import os
from office.work import making, reading
from office.workspace import Workspace
from settings import Settings
workspace = Workspace(Settings())
os.write(3, b"ready\\n")
workspace.other_hands.start(making(workspace))
workspace.hands.work(reading(workspace))
"""
_APP = f"""{_BEGIN}
import os
from office.workspace import Workspace
go_on = Workspace.go_on
def told(self):
    os.write(3, b"ready\\n")
    go_on(self)
Workspace.go_on = told
from cli import main
sys.argv = ["nianbao", "serve", "--port", sys.argv[1]]
main()
"""


class _Process:
    """A worker or a process of the page."""

    def __init__(self, program: str, address: str, folder: Path) -> None:
        heard, said = os.pipe()
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
        settings = {"NIANBAO_DATABASE_URL": address, "NIANBAO_DATA_DIR": str(folder)}
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" -c "$1" "$2" 3>&{said} >/dev/null', sys.executable, program, str(free_port())],
            env={**clean, **settings}, stderr=subprocess.DEVNULL, pass_fds=[said],
        )  # fmt: skip
        os.close(said)
        with os.fdopen(heard, "rb") as stream:
            if not stream.readline():
                raise RuntimeError("the process ended before it looked for jobs")

    def kill(self) -> None:
        """Ends it at once."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()


def faults(database: Database, names: set[str], exports: list[str]) -> list[str]:
    """What was lost, and what was done twice so that it shows."""
    jobs, entries = Jobs(database), Library(database).entries(_LI)
    read = jobs.of("li", Kind.INTAKE)
    stored = Counter(e.file_name for e in entries)
    uploads = Counter(t.target for t in Trail(database).since() if t.deed is Deed.UPLOADED)
    # A file whose every worker was killed is given up after its tries, and its owner is told.
    told = {j.label for j in read if j.state is JobState.GIVEN_UP}
    found = [f"lost {n}" for n in names if not stored[n] and n not in told]
    found += [f"stored twice {n}" for n, times in stored.items() if times > 1]
    found += [f"noted twice {t}" for t, times in uploads.items() if times > 1]
    made = {j.name: j for j in jobs.of("li", Kind.EXPORT)}
    found += [f"export lost {name}" for name in exports if name not in made]
    for job in made.values():
        content = jobs.content(job) or b""
        if job.state is JobState.DONE and not zipfile.is_zipfile(io.BytesIO(content)):
            found.append(f"export damaged {job.name}")
    return found + [f"never ended {j.label}" for j in [*read, *made.values()] if not j.ended]


def main() -> None:
    """Prints the figures."""
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    kills, program = (numbers or [100])[0], _APP if "--app" in sys.argv else _WORKER
    longest = _LONGEST_OF_PAGE if program is _APP else _LONGEST
    server_programs = programs()
    if server_programs is None:
        raise SystemExit("PostgreSQL is not installed")
    random, handed, exports = Random(1), set[str](), list[str]()
    with running(server_programs) as server, tempfile.TemporaryDirectory() as folder:
        address = server.fresh()
        database = Database(address)
        jobs, library = Jobs(database), Library(database)
        for kill in range(kills):
            files = {
                f"{kill}-{n}.txt": to_txt(make_content(kill * 10 + n), Layout()) for n in range(_AT_ONCE)
            }
            jobs.add(Kind.INTAKE, _LI, list(files.items()))
            handed |= set(files)
            chosen = [e.id for e in library.entries(_LI)][:_AT_ONCE]
            content = json.dumps({"reports": chosen}).encode()
            exports.append(jobs.begin(Kind.EXPORT, _LI, "ledger", content, parts=len(chosen)))
            process = _Process(program, address, Path(folder))
            time.sleep(random.uniform(0.01, longest))
            process.kill()
        last = _Process(program, address, Path(folder))
        while not all(j.ended for kind in (Kind.INTAKE, Kind.EXPORT) for j in jobs.of("li", kind)):
            time.sleep(0.5)
        last.kill()
        found = faults(database, handed, exports)
        given_up = Counter(j.kind for k in Kind for j in jobs.of("li", k) if j.state is JobState.GIVEN_UP)
        database.close()
    for line in found:
        print(f"  {line}")
    print(
        f"{kills} kills of {'the page' if program is _APP else 'workers'}, {len(handed)} files handed in "
        f"({given_up[Kind.INTAKE]} given up), {len(exports)} exports ({given_up[Kind.EXPORT]} given up), "
        f"{len(found)} lost or done twice"
    )


if __name__ == "__main__":
    main()
