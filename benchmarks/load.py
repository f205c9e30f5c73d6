"""Sixty reports at once, a crowd of askers meanwhile, and a library of ten thousand reports.

Run: python -m benchmarks.load [seconds of the crowd]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from sqlalchemy import insert, literal, select

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html
from benchmarks.generate.text_exports import to_txt
from benchmarks.server import NIANBAO, Server, served
from library.database import Database
from library.entries import Viewer
from library.schema import FigureRow, ReportRow, now
from library.store import Library
from library.worklist import Wanted
from office.batch import Batches
from office.desk import Desk
from office.workbench import work_counters, work_page
from office.workspace import Workspace
from settings import Settings

ASKERS = 20
QUESTIONS = (
    "收到多少件申请？",
    "存在的主要问题是什么",
    "不予公开最多的理由",
    "多久给答复",
    "新增主动公开信息多少条",
)


def write_reports(folder: Path, count: int) -> list[Path]:
    """Generated reports, two Word files to each web page."""
    paths = []
    for seed in range(count):
        content, page = make_content(seed), seed % 3 == 2
        paths.append(folder / f"{seed}.{'html' if page else 'docx'}")
        paths[-1].write_bytes(to_html(content, Layout()) if page else to_docx(content, Layout()))
    return paths


def batch_seconds(paths: list[Path], folder: Path) -> float:
    """How long the batch of the page takes, with every report kept, indexed and reviewed."""
    workspace = Workspace(Settings(data_dir=folder))
    try:
        workspace.open_index()
        batches, desk = Batches(workspace), Desk(workspace, Viewer(""))
        start = time.perf_counter()
        batches.start(desk, paths)
        while (batch := batches.of(desk.viewer.name)) is not None and not batch.finished:
            time.sleep(0.2)
        return time.perf_counter() - start
    finally:
        workspace.close()


def command_seconds(paths: list[Path]) -> float:
    """The sum of single runs of the command line over the files."""
    start = time.perf_counter()
    for path in paths:
        subprocess.run(
            [str(NIANBAO), "review", str(path), "--format", "json"], capture_output=True, check=False
        )
    return time.perf_counter() - start


def crowd(seconds: float, paths: list[Path], server: Server) -> tuple[list[float], int, list[float]]:
    """Seconds of each answer, errors, and the server's memory in MB over time, while files are reviewed too."""
    from gradio_client import Client, handle_file

    until, taken, errors = time.monotonic() + seconds, [], []
    address = f"{server.url}review/"
    report = Client(address, verbose=False).predict(api_name="/reports")["reports"][0]["id"]

    def ask(number: int) -> None:
        client, random = Client(address, verbose=False), Random(number)
        while time.monotonic() < until:
            start = time.perf_counter()
            try:
                answer = client.predict(random.choice(QUESTIONS), report, api_name="/ask")
                if "error" in answer:
                    errors.append(answer["error"])
            except Exception as error:  # counted, whatever it is
                errors.append(str(error))
            taken.append(time.perf_counter() - start)
            time.sleep(random.uniform(0.5, 1.5))

    def hand_in() -> None:
        client = Client(address, verbose=False)
        for path in paths:
            if time.monotonic() >= until:
                return
            client.predict(handle_file(str(path)), api_name="/review")

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(ASKERS)] + [
        threading.Thread(target=hand_in)
    ]
    for thread in threads:
        thread.start()
    memory = []
    while time.monotonic() < until:
        memory.append(server.megabytes)
        time.sleep(min(5.0, seconds / 5))
    for thread in threads:
        thread.join(60)
    return taken, len(errors), memory


def fill(database: Database, count: int) -> list[str]:
    """Puts so many reports of as many agencies into a library; their ids."""
    library = Library(database)
    models = [library.add(to_txt(make_content(n, year=2023), Layout()), f"{n}.txt") for n in range(20)]
    with database.session() as session:
        rows = [session.get(ReportRow, m.id) for m in models]
        kept = [
            (r.content, r.parsed, r.sketch, r.reader, r.level, r.doubtful, r.id)
            for r in rows
            if r is not None
        ]
        for n in range(count):
            content, parsed, sketch, reader, level, doubtful, _ = kept[n % len(kept)]
            session.add(
                ReportRow(
                    id=f"copy{n:08d}", file_name=f"{n}.txt", content=content[:10], agency=f"第{n}局", year=2015 + n % 10,
                    added=now(), owner="", published=True, parsed=parsed, sketch=sketch, reader=reader,
                    level=level, doubtful=doubtful, told=reader,
                )
            )  # fmt: skip
        session.flush()
        for n in range(count):
            own = literal(f"copy{n:08d}"), FigureRow.cell, FigureRow.value
            figures = select(*own).where(FigureRow.report_id == kept[n % len(kept)][-1])
            session.execute(insert(FigureRow).from_select(["report_id", "cell", "value"], figures))
    return [m.id for m in models] + [f"copy{n:08d}" for n in range(count)]


def large_library(folder: Path, count: int) -> tuple[float, float]:
    """Milliseconds of the workbench's rows and of the look-up of near-duplicates with so many reports."""
    database = Database(f"sqlite:///{folder / 'large.db'}")
    first = fill(database, count)[0]
    workspace = Workspace(Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'large.db'}"))
    try:
        desk = Desk(workspace, Viewer(""))
        return _median(lambda: (work_page(desk, Wanted()), work_counters(desk))), _median(
            lambda: workspace.library.beside.most_alike(first)
        )
    finally:
        workspace.close()
        database.close()


def _median(action: Callable[[], object]) -> float:
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        action()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Prints the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_reports(folder, 60)
        together, singly = batch_seconds(paths, folder / "batch"), command_seconds(paths[:12]) * 5
        print(
            f"60 reports in one batch {together:.1f} s, {together / 60 * 1000:.0f} ms a file; single runs {singly:.0f} s "
            f"(12 of them, times 5); ratio {together / singly:.2f}",
            flush=True,
        )
        with served(folder / "served") as server:
            taken, errors, memory = crowd(seconds, paths, server)
        print(
            f"{ASKERS} askers for {seconds:.0f} s beside reviews: {len(taken)} answers, p95 {sorted(taken)[int(0.95 * len(taken))]:.2f} s, "
            f"errors {errors}, memory {memory[0]:.0f} MB at first, {memory[len(memory) // 5]:.0f} after a fifth of the time, "
            f"{memory[-1]:.0f} at the end",
            flush=True,
        )
        rows, alike = large_library(folder, 10_000)
        print(
            f"library of 10,000: rows of the workbench {rows:.0f} ms, near-duplicates of one report {alike:.0f} ms"
        )


if __name__ == "__main__":
    main()
