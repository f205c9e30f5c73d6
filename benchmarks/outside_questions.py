"""Questions that somebody wrote from reports alone: right, wrong and confident, or silent without a reason, for each kind.

A set is a file NAME.jsonl beside a folder of the reports that it names (the last letter of NAME: set_a.jsonl, a/REPORT.txt).
A line holds id, reports (none: the whole folder is the library), history (the questions before), question, kind and
right: `all` and one of each group of `any` must stand in the answer, none of `not` may; `silent` wants no answer.

Run: python -m benchmarks.outside_questions FILE.jsonl [--show] [--kind KIND]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answering.answer import Answer
from answering.assistant import Assistant, Turn
from answering.plan.scope import Named, compared, mentioned
from answering.source import Source
from reports.parse import parse_file


@dataclass(frozen=True)
class Outcome:
    """A question with its answer; `verdict` is right, wrong (and confident) or silent (without a reason)."""

    row: dict[str, Any]
    answer: Answer
    verdict: str
    milliseconds: float


def says(key: str, text: str) -> bool:
    """Whether a key stands in a text; a number stands for itself and not within a longer one."""
    if re.fullmatch(r"[\d.,]+%?", key):
        return bool(re.search(rf"(?<![\d.,]){re.escape(key)}(?![\d])(?![.,]\d)", text))
    return key in text


def verdict(right: dict[str, Any], answer: Answer) -> str:
    """How an answer is judged."""
    if right["silent"]:
        return "right" if answer.abstained else "wrong"
    text = answer.text + "\n".join(" ".join(r) for r in answer.table)
    text = re.sub(r"\[\d+\]", "", text)
    told = all(says(k, text) for k in right["all"]) and all(
        any(says(k, text) for k in group) for group in right["any"]
    )
    if told and not any(n in text for n in right["not"]):
        return "right"
    return "silent" if answer.abstained else "wrong"


def _in_scope(question: str, sources: Sequence[Source]) -> list[Source]:
    """The reports of a library that a question names or compares."""
    entries = [Named(s.id, s.report.agency, s.report.year) for s in sources]
    chosen = {n.id for n in mentioned(question, entries) or compared(question, entries)}
    return [s for s in sources if s.id in chosen]


def answer_all(file: Path) -> list[Outcome]:
    """Every question of a set with its answer."""
    folder = file.parent / file.stem.rsplit("_", 1)[-1]
    reports = {p.stem: Source(p.stem, parse_file(p)) for p in sorted(folder.glob("*.txt"))}
    assistant = Assistant()
    assistant.warm()
    out = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sources = [reports[r] for r in row["reports"]] or _in_scope(row["question"], list(reports.values()))
        start = time.perf_counter()
        answer = assistant.ask(row["question"], sources, [Turn(q) for q in row["history"]])
        took = (time.perf_counter() - start) * 1000
        out.append(Outcome(row, answer, verdict(row["right"], answer), took))
    return out


def main() -> None:
    """Prints the figures for each kind, and with --show the answers that are not right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--kind")
    options = parser.parse_args()
    told = [o for o in answer_all(options.file) if options.kind in (None, o.row["kind"])]
    for kind in dict.fromkeys(o.row["kind"] for o in told):
        own = [o.verdict for o in told if o.row["kind"] == kind]
        print(
            f"{kind}  {own.count('right')}/{len(own)}  wrong {own.count('wrong')}  silent {own.count('silent')}"
        )
    verdicts = [o.verdict for o in told]
    slow = statistics.quantiles([o.milliseconds for o in told], n=20)[-1] if len(told) > 1 else 0.0
    print(
        f"n={len(told)}  "
        + "  ".join(f"{v} {verdicts.count(v) / len(told):.1%}" for v in ("right", "wrong", "silent"))
    )
    print(f"p95 {slow:.0f} ms")
    if options.show:
        for o in (o for o in told if o.verdict != "right"):
            print(
                f"\n{o.row['id']} {o.row['kind']} {'/'.join(o.row['reports'])} {o.verdict}: {o.row['history']} {o.row['question']}"
            )
            print(
                f"  wants {o.row['right']['all']} {[g[:4] for g in o.row['right']['any']]} ({o.row['note']})"
            )
            print("  " + o.answer.text.replace("\n", "\n  ")[:400])


if __name__ == "__main__":
    main()
