"""What the program itself takes before a model's first word: from the question to the request that reaches its server.

A server on the loopback answers at once, so that nothing but our own work is measured: the plan, the rules' answer, the
pieces of the report, the prompt and the client. Run: python -m benchmarks.model_overhead [COUNT]
"""

from __future__ import annotations

import statistics
import sys
import time

from answering.assistant import Assistant
from answering.model import Model, ModelSettings
from answering.with_model.material import tokens
from benchmarks.conversations import recorded, report_of
from tests.model_server import ModelServer


def measure(count: int) -> tuple[list[float], list[float], int]:
    """Milliseconds for each question after warming up, the processor's of them for the question to its end, and the
    tokens of the longest prompt by the bound."""
    server = ModelServer()
    try:
        assistant = Assistant(Model(ModelSettings("local", server.url, "not-needed")))
        assistant.warm()
        honest = [s for s in recorded() if s.row["voice"] == "honest"]
        taken: list[float] = []
        worked: list[float] = []
        for said in (honest * 3)[: count + 1]:
            before = len(server.heard)
            start, work = time.perf_counter(), time.process_time()
            assistant.ask(said.row["question"], [report_of(r) for r in said.row["reports"]])
            if len(server.heard) > before:
                taken.append((server.heard[before] - start) * 1000)
                worked.append((time.process_time() - work) * 1000)
        longest = max(tokens("".join(str(m["content"]) for m in r["messages"])) for r in server.requests)
        return taken, worked, longest
    finally:
        server.close()


def main() -> None:
    """Prints the first question, the median and the 95th of a hundred, and the longest prompt."""
    taken, worked, longest = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    first, *rest = taken
    slow = statistics.quantiles(rest, n=20)[-1]
    print(
        f"before the first word: first {first:.0f} ms, median {statistics.median(rest):.0f} ms, p95 {slow:.0f} ms"
    )
    print(f"processor's time for the whole question: median {statistics.median(worked[1:]):.0f} ms")
    print(f"longest prompt: {longest} tokens at most")


if __name__ == "__main__":
    main()
