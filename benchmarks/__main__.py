"""Prints the project's figures with the machine's description. Run: make bench"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import numpy as np
import psutil

from answering.assistant import Assistant
from answering.source import Source
from benchmarks import answers, letters, planted, questions, reading, verification
from benchmarks.server import bare_page_seconds, served
from reports.model import Report
from reports.parse import parse_file
from retrieval.passages import report_passages
from retrieval.searches import Searches
from retrieval.store import Store
from retrieval.vectors import Computed, unit
from review.reviewer import review

SAMPLE = next((Path(__file__).resolve().parent.parent / "corpus" / "reports").glob("*.txt"))


def median_ms(action: Callable[[], object], times: int = 25) -> float:
    """The median duration of an action in milliseconds, after one call to warm up."""
    action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def machine() -> str:
    """What the figures were measured on."""
    memory = psutil.virtual_memory().total / 1024**3
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
    )


def starts(times: int = 3) -> tuple[float, float]:
    """Seconds until the page answers, and until a bare page of Gradio does: medians of starts that take turns."""
    ours, bare = [], []
    for _ in range(times):
        bare.append(bare_page_seconds())
        with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
            ours.append(server.seconds)
    return statistics.median(ours), statistics.median(bare)


def loaded() -> float:
    """The resident memory in MB once everything is loaded."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        time.sleep(8)
        return server.megabytes


def crowded(count: int) -> tuple[float, float, float]:
    """Milliseconds with `count` passages of other reports in the store.

    A question about one report, median alone and among the others; and the 95th percentile of answers from the library,
    the embedding of the question included.
    """
    report = parse_file(SAMPLE)
    questions_asked = cycle(f"重点领域信息公开做了什么工作（{n}）" for n in range(200))
    with tempfile.TemporaryDirectory() as folder:
        searches = Searches(compute=False)
        store = searches.store = Store(Path(folder), searches.named)
        try:
            store.make_vectors()
            ask = lambda: searches.of_report(report, "sample").find(next(questions_asked), 5)  # noqa: E731
            alone = median_ms(ask)
            _fill(store, searches, report, count)
            visible = {f"other{n}" for n in range(count // 50)}
            assistant = Assistant(library=store.library(visible).find, searches=searches)
            return alone, median_ms(ask), _slowest(assistant)
        finally:
            store.close()


def _slowest(assistant: Assistant, times: int = 60) -> float:
    """The 95th percentile in milliseconds of answers for which no report was chosen."""
    asked = ("助残政策有哪些宣传", "多久给答复", "平台建设有什么措施", "重点领域信息公开做了什么")
    assistant.ask(asked[0])
    taken = []
    for n in range(times):
        start = time.perf_counter()
        assistant.ask(asked[n % len(asked)])
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[int(0.95 * times)]


def _fill(store: Store, searches: Searches, report: Report, count: int) -> None:
    """Puts look-alike passages of other reports into the store, each with a vector near that of its original."""
    chance = np.random.default_rng(1)
    own = [p for p in report_passages(report, "x") if p.embedded]
    near = Computed(searches.named).known([p.text for p in own])
    for name in range(count // 50):
        chosen = [own[i] for i in chance.integers(len(own), size=50)]
        passages = [
            replace(p, id=f"other{name}:{n}", report=f"other{name}", text=f"{p.text}（{name}-{n}）")
            for n, p in enumerate(chosen)
        ]
        store.add(f"other{name}", "1", passages)
        store.vectors.keep(
            {
                new.text: unit(list(near[old.text] + chance.normal(0, 0.01, 384)))
                for old, new in zip(chosen, passages, strict=True)
            }
        )


def main() -> None:
    """Prints every figure as a line of a table."""
    print(machine())
    report = parse_file(SAMPLE)
    seconds, bare = starts()
    print(f"page answers HTTP 200 after                   {seconds:7.1f} s")
    print(f"a bare page of Gradio, in the same run        {bare:7.1f} s ({seconds / bare:.2f} times)")
    print(f"resident memory of the running app            {loaded():7.0f} MB")
    print(
        f"parse + review of the sample, median          {median_ms(lambda: review(parse_file(SAMPLE))):7.1f} ms"
    )
    assistant, source = Assistant(), Source("sample", report)
    print(
        f"question answered from the tables, median     {median_ms(lambda: assistant.ask('收到多少件申请', [source])):7.1f} ms"
    )
    print(
        f"question answered from passages, median       {median_ms(lambda: assistant.ask('政策解读怎么做的', [source])):7.1f} ms"
    )
    alone, with_others, library = crowded(100_000)
    print(
        f"one report's question through the store       {alone:7.1f} ms; with 100,000 other passages {with_others:.1f} ms, ratio {with_others / alone:.2f}; "
        f"from the whole library p95 {library:.1f} ms"
    )
    print("\nRegulation, next to plain methods")
    questions.main()
    print("\nQuestions on reports")
    answers.main()
    print("\nSentences of a model, true and corrupted")
    verification.main()
    print("\nLetters and second submissions")
    letters.main()
    print("\nCells read from generated files")
    reading.main()
    print("\nPlanted defects")
    planted.main()


if __name__ == "__main__":
    main()
