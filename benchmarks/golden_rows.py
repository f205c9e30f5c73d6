"""Golden rows: every finding on every benchmark report and sample, every benchmark question with its answer's facts.

A change of behaviour shows as a changed row, so that somebody looks at it and means it. The rows stand in
benchmarks/golden; a row that a change is meant to alter is written anew with `python -m benchmarks.golden_rows --write`
and committed with the change. Without --write the differences are printed.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from answering.answer import Answer
from benchmarks.answers import answer_all, load, prose_source, source_of
from benchmarks.generate.prose import prose_defects, prose_names, prose_report, with_words_changed
from reports.model import Report
from reports.parse import parse_file
from review.finding import Finding
from review.reviewer import review

FOLDER = Path(__file__).resolve().parent / "golden"
SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "reports"
QUESTION_SETS = ("reports_heldout", "reports_tuned", "reports_unseen")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def reports() -> Iterator[tuple[str, Report]]:
    """Every prose report of the benchmarks and every sample, by name."""
    for name in prose_names():
        yield name, prose_source(name).report
    for path in sorted(SAMPLES.glob("*.txt")):
        yield path.stem, parse_file(path)


@cache
def findings() -> dict[str, tuple[Finding, ...]]:
    """The findings on each of them."""
    return {name: review(report) for name, report in reports()}


def _row(*fields: str) -> str:
    return "\t".join(" ".join(field.split()) for field in fields)


def finding_row(name: str, finding: Finding) -> str:
    """A finding as a row: report, rule, severity, part, what is said."""
    return _row(name, finding.rule, finding.severity.value, finding.location.section or "", finding.message)


def answer_row(report: str, question: str, answer: Answer) -> str:
    """An answer as a row: report, question, silent or not, its numbers, the places that it cites."""
    places = sorted({str(c.article or c.section or c.source) for c in answer.citations})
    numbers = list(dict.fromkeys(_NUMBER.findall(answer.text)))
    kind = "silent" if answer.abstained else "answered"
    return _row(report, question, kind, " ".join(numbers), " ".join(places))


def finding_rows() -> list[str]:
    """The rows of all findings, in the order of the reports."""
    return [finding_row(name, f) for name, found in findings().items() for f in found]


def defect_rows() -> list[str]:
    """What each planted defect of prose adds to its report's findings; a row without a rule where it adds none."""
    clean = {name: {finding_row("", f) for f in found} for name, found in findings().items()}
    rows = []
    for name, old, new, _ in prose_defects():
        report = source_of(with_words_changed(prose_report(name), old, new), name).report
        found = [row for f in review(report) if (row := finding_row("", f)) not in clean[name]]
        rows += [_row(name, new) + row for row in found] or [_row(name, new)]
    return rows


def answer_rows(question_set: str) -> list[str]:
    """The rows of a set's questions, in the order of its file."""
    return [answer_row(a.report, a.question, answer) for a, answer, _ in answer_all(load(question_set))]


def all_rows() -> dict[str, list[str]]:
    """The rows by the name of their file."""
    return {"findings": finding_rows(), "defects": defect_rows()} | {
        name: answer_rows(name) for name in QUESTION_SETS
    }


def kept(name: str) -> list[str]:
    """The rows as somebody last meant them."""
    path = FOLDER / f"{name}.tsv"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def changes(name: str, rows: list[str]) -> list[str]:
    """The rows that went (-) and came (+)."""
    compared = difflib.unified_diff(kept(name), rows, lineterm="", n=0)
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]


def main() -> None:
    """Prints what differs, or writes the rows anew with --write."""
    for name, rows in all_rows().items():
        if "--write" in sys.argv[1:]:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        else:
            different = changes(name, rows)
            print(f"{name}: {len(rows)} rows, {len(different)} lines differ")
            print("\n".join(different))


if __name__ == "__main__":
    main()
