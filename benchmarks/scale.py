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
from library.backup import make_backup
from library.database import Database
from library.entries import CITIZEN, Viewer
from library.restore import restore_backup
from library.worklist import Column, Wanted
from office.desk import Desk
from office.one_review import rules_in_force
from office.overview import latest_versions
from office.questions import assistant_of, scope_of
from office.workbench import work_counters, work_page
from office.workspace import Workspace
from settings import Settings

_TIMES = 5
_BACKED_UP = 1000
_PAGES = {
    "worst first": Wanted(),
    "by agency, page 50": Wanted(sort=Column.AGENCY, offset=4900),
    "typed “77局”": Wanted(typed="77局"),
}
_QUESTIONS = (
    "哪个单位收到的申请最多",
    "所有单位一共收到多少件申请",
    "第77局收到多少件申请",
    "多久给答复",
    "有多少家单位没有收到申请",
)


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


def _ask(desk: Desk, question: str) -> str:
    return assistant_of(desk).ask(question, scope_of(desk, question)).text


def restored(folder: Path, count: int) -> None:
    """Backs a library up and restores it elsewhere; whether the two tell the same digest, and how long each takes."""
    settings = Settings(data_dir=folder / "data")
    database = Database(settings.database)
    fill(database, count)
    database.close()
    start = time.perf_counter()
    made = make_backup(settings.database, settings.data_dir, folder / "backup.zip")
    between = time.perf_counter()
    back = restore_backup(folder / "backup.zip", folder / "back")
    same = "identical" if made.digest == back.digest else "NOT THE SAME"
    print(
        f"{made.reports} reports backed up in {between - start:.1f} s, restored in {time.perf_counter() - between:.1f} s: "
        f"{same}"
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
        _print("rows and counters of the workbench", lambda: (work_page(desk, Wanted()), work_counters(desk)))
        rules = rules_in_force(workspace.reviews.settings)
        for name, wanted in _PAGES.items():
            _print(f"work list, {name}", partial(workspace.worklist.page, desk.viewer, rules, wanted))
        _print("work list, counters", partial(workspace.worklist.counters, desk.viewer, rules))
        _print("work list, neighbours", partial(workspace.worklist.neighbours, desk.viewer, some[0]))
        _print("latest versions", lambda: latest_versions(desk))
        _print("an agency by a part of its name", lambda: citizen.matching("77局", 30))
        _print("near-duplicates of a report", lambda: workspace.library.beside.most_alike(some[0]))
        _print("what is still to be reviewed", workspace.reviews.uncounted)
        _print(
            "one report taken in beside the others",
            lambda: workspace.library.kept_counts.drop_beside(some[0]),
        )
        for question in _QUESTIONS:
            _print(f"“{question}”, scope and answer", partial(_ask, citizen, question))
        print(f"memory {psutil.Process().memory_info().rss / 1024**2:.0f} MB", flush=True)
    finally:
        workspace.close()


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), count)
    with tempfile.TemporaryDirectory() as name:
        restored(Path(name), min(count, _BACKED_UP))


if __name__ == "__main__":
    main()
