"""Prints the project's figures with the machine's description. Run: make bench"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from answering.assistant import Assistant
from answering.source import Source
from benchmarks import answers, letters, planted, questions, reading, verification
from benchmarks.server import served
from reports.parse import parse_file
from retrieval.embeddings import HashedEmbeddings
from retrieval.index import ReportIndex
from retrieval.passages import Passage, report_passages
from retrieval.search import PassageSearch
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


def started() -> tuple[float, float]:
    """Seconds until the page answers, and the resident memory in MB once everything is loaded."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        time.sleep(8)
        return server.seconds, server.megabytes


def crowded(count: int) -> tuple[float, float, float]:
    """Milliseconds with `count` passages of other reports in the store.

    A question about one report, median alone and among the others; and the 95th percentile of answers from the library.
    """
    report = parse_file(SAMPLE)
    question = "重点领域信息公开做了什么"
    with tempfile.TemporaryDirectory() as folder:
        index = ReportIndex(Path(folder), HashedEmbeddings(), HashedEmbeddings.identity)
        try:
            index.add("sample", "1", report_passages(report, "sample"))
            ask = lambda: PassageSearch(index.passages_of("sample")).search(question, 5)  # noqa: E731
            alone = median_ms(ask)
            own = report_passages(report, "x")
            vectors = HashedEmbeddings().embed_documents([p.indexed for p in own])
            _fill(index, own, vectors, count)
            visible = {"sample", *(f"other{n}" for n in range(0, count // 50))}
            assistant = Assistant(library=lambda q, k: index.search(q, k, visible))
            return alone, median_ms(ask), _slowest(assistant)
        finally:
            index.close()


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


def _fill(index: ReportIndex, own: tuple[Passage, ...], vectors: list[list[float]], count: int) -> None:
    """Puts look-alike passages of other reports into the store, with ready-made vectors."""
    for start in range(0, count, 2000):
        ids = [f"other{n // 50}:{n % 50}" for n in range(start, min(count, start + 2000))]
        index._passages.upsert(
            ids=ids,
            embeddings=[vectors[n % len(own)] for n in range(len(ids))],
            documents=[own[n % len(own)].text for n in range(len(ids))],
            metadatas=[{"source": "report", "title": "t", "report": i.split(":")[0]} for i in ids],
        )


def main() -> None:
    """Prints every figure as a line of a table."""
    print(machine())
    report = parse_file(SAMPLE)
    seconds, memory = started()
    print(f"page answers HTTP 200 after                   {seconds:7.1f} s")
    print(f"resident memory of the running app            {memory:7.0f} MB")
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
