"""Questions that a language model wrote from reports alone: right, wrong and confident, or silent without a reason, for each kind.

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
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from answering.answer import Answer
from answering.source import Source
from library.entries import Viewer
from office.desk import Desk
from office.questions import assistant_of, scope_of, sources_about, turns_of
from office.workspace import Workspace
from reports.model import Report
from reports.parse import parse_bytes
from settings import Settings


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


def parse_report(letter: str, name: str) -> Report:
    """One of the reports that a set's questions are about."""
    file = Path(__file__).resolve().parent / "outside" / letter / f"{name}.txt"
    return parse_bytes(file.read_bytes(), file.name)


def _stored(folder: Path, data: Path) -> tuple[Desk, dict[str, str]]:
    """A library of the reports of a folder, indexed, with the desk of its one viewer; and the id of each by its name."""
    workspace = Workspace(Settings(data_dir=data))
    workspace.files.begin()
    workspace.open_index()
    names = {p.stem: workspace.add(p.read_bytes(), p.name).id for p in sorted(folder.glob("*.txt"))}
    workspace.make_vectors(behind=False)
    return Desk(workspace, Viewer("")), names


def _sources(desk: Desk, names: dict[str, str], row: dict[str, Any]) -> list[Source]:
    """The reports that a question is about, found as the page finds them: beside one report, beside none."""
    chosen = [names[n] for n in row["reports"]]
    if len(chosen) > 1:
        return scope_of(desk, row["question"], chosen)
    return sources_about(desk, chosen[0] if chosen else "", row["question"], row["history"])


def answer_all(file: Path) -> list[Outcome]:
    """Every question of a set with the answer that the page gives to a viewer of a library of the set's reports."""
    out = []
    with TemporaryDirectory() as data:
        desk, names = _stored(file.parent / file.stem.rsplit("_", 1)[-1], Path(data))
        assistant = assistant_of(desk)
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            start = time.perf_counter()
            answer = assistant.ask(row["question"], _sources(desk, names, row), turns_of(row["history"]))
            took = (time.perf_counter() - start) * 1000
            out.append(Outcome(row, answer, verdict(row["right"], answer), took))
        desk.workspace.close()
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
                f"  wants {o.row['right']['all']} {[g[:4] for g in o.row['right']['any']]} ({o.row.get('note', '')})"
            )
            print("  " + o.answer.text.replace("\n", "\n  ")[:400])


if __name__ == "__main__":
    main()
