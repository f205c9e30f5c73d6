"""A library of ten thousand reports: what a start, a page action and a question over all of it cost, and the memory.

Run: python -m benchmarks.scale [reports]. The reports are a few generated ones, copied under other names as rows.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil

from benchmarks.load import fill
from library.database import Database
from library.entries import CITIZEN, Viewer
from office.desk import Desk
from office.overview import latest_versions
from office.questions import assistant_of, scope_of
from office.workbench import work_rows
from office.workspace import Workspace
from settings import Settings

_TIMES = 5
_QUESTIONS = ("哪个单位收到的申请最多", "第77局收到多少件申请", "多久给答复", "有多少家单位没有收到申请")


def _print(name: str, action: Callable[[], object], times: int = _TIMES) -> None:
    """Milliseconds of the first time, of the later ones (median), and of the processor, which others cannot slow down."""
    taken, worked = [], []
    for _ in range(times):
        start, cpu = time.perf_counter(), time.process_time()
        action()
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    after, busy = statistics.median(taken[1:]), statistics.median(worked[1:])
    print(
        f"{name}: first {taken[0]:.0f} ms, then {after:.0f} ms ({busy:.0f} ms of the processor)", flush=True
    )


def measure(folder: Path, count: int) -> None:
    """Fills a library and prints the figures."""
    database = Database(Settings(data_dir=folder).database)
    start = time.perf_counter()
    some = fill(database, count)
    database.close()
    print(f"{count} reports filled in {time.perf_counter() - start:.1f} s", flush=True)
    start = time.perf_counter()
    workspace = Workspace(Settings(data_dir=folder))
    workspace.database.check()
    desk, citizen = Desk(workspace, Viewer("")), Desk(workspace, CITIZEN)
    print(f"opened and checked in {time.perf_counter() - start:.2f} s", flush=True)
    try:
        _print("list of reports", desk.entries)
        _print("rows of the workbench", lambda: work_rows(desk))
        _print("latest versions", lambda: latest_versions(desk))
        _print("an agency by a part of its name", lambda: citizen.matching("77局", 30))
        _print("near-duplicates of a report", lambda: workspace.library.beside.most_alike(some[0]))
        _print("what is still to be reviewed", workspace.reviews.uncounted)
        _print(
            "one report taken in beside the others",
            lambda: workspace.library.kept_counts.drop_beside(some[0]),
        )
        for question in _QUESTIONS:
            sources = scope_of(citizen, question)
            _print(f"scope of “{question}” ({len(sources)} reports)", partial(scope_of, citizen, question), 3)
            _print(f"answer to “{question}”", partial(assistant_of(citizen).ask, question, sources), 3)
        print(f"memory {psutil.Process().memory_info().rss / 1024**2:.0f} MB", flush=True)
    finally:
        workspace.close()


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), count)


if __name__ == "__main__":
    main()
