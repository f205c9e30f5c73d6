"""Single edits of reports, written by a language model that saw only the reports: what the review says of each that it did not say before.

edits.jsonl (beside the sets of questions) holds for each the report, the words that stand in it once and what replaces
them, its kind, and the verdict written down before the first run: E must be mended, W is to be verified, N could be better,
“-” is a trap of which nothing may be said. A report of the same agency of the year before is given where there is one.

What is said of the unedited reports is printed too (--show): nothing that is wrong may stand there.

Run: python -m benchmarks.outside_edits [FILE] [--show]
The reports stand in folders beside the file.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Finding, Severity
from review.reviewer import review

EDITS = Path(__file__).parent / "outside" / "edits.jsonl"
_WEIGHTS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.NOTICE: "N"}


@dataclass(frozen=True)
class Edit:
    """An edit of a report, with its verdict and what the review newly says."""

    id: str
    kind: str
    weight: str
    said: tuple[Finding, ...]

    @property
    def outcome(self) -> str:
        """right, other weight, missed; for a trap quiet or accused."""
        if self.weight == "-":
            return "accused" if self.said else "quiet"
        if not self.said:
            return "missed"
        return "right" if any(_WEIGHTS[f.severity] == self.weight for f in self.said) else "other weight"


@dataclass(frozen=True)
class Reports:
    """The reports in the folders beside a file of edits; its own are in the folder of its letter (edits_u: u)."""

    file: Path

    def _named(self, name: str) -> list[Path]:
        own = self.file.stem.rsplit("_", 1)[-1]
        return sorted(self.file.parent.glob(f"*/{name}.txt"), key=lambda p: p.parent.name != own)

    def text(self, name: str) -> str:
        """A report as it was handed in."""
        return self._named(name)[0].read_text(encoding="utf-8")

    def reviewed(self, name: str, text: str) -> tuple[Finding, ...]:
        """What the review says of a text of this report, beside the same agency's of the year before where there is one."""
        earlier = re.sub(r"\d{4}", lambda m: str(int(m[0]) - 1), name)
        return review(_parsed(text), previous=_parsed(self.text(earlier)) if self._named(earlier) else None)


@cache
def _parsed(text: str) -> Report:
    return parse_bytes(text.encode(), "report.txt")


def unedited(file: Path) -> dict[str, tuple[Finding, ...]]:
    """What the review says of each report of a file of edits as it was handed in."""
    reports = Reports(file)
    names = {json.loads(line)["report"] for line in file.read_text(encoding="utf-8").splitlines()}
    return {name: reports.reviewed(name, reports.text(name)) for name in sorted(names)}


def edits(file: Path) -> Iterator[Edit]:
    """Every edit of a file with what the review newly says of it."""
    reports, known = Reports(file), unedited(file)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = row["report"]
        text = reports.text(name)
        assert text.count(row["old"]) == 1, row["id"]
        before = {(f.rule, f.matter) for f in known[name]}
        found = reports.reviewed(name, text.replace(row["old"], row["new"]))
        new = tuple(f for f in found if (f.rule, f.matter) not in before)
        yield Edit(row["id"], row["kind"], row["weight"], new)


def _told(findings: tuple[Finding, ...]) -> str:
    return "; ".join(f"{f.rule} {f.severity.value} {f.message}" for f in findings)


def main() -> None:
    """Prints the figures."""
    reader = argparse.ArgumentParser(prog="benchmarks.outside_edits")
    reader.add_argument("file", nargs="?", type=Path, default=EDITS)
    reader.add_argument("--show", action="store_true")
    asked = reader.parse_args()
    if asked.show:
        for name, findings in unedited(asked.file).items():
            print(f"{name}: {_told(findings) or 'nothing'}")
    every = list(edits(asked.file))
    for edit in every:
        if asked.show and edit.outcome not in ("right", "quiet"):
            print(f"{edit.id} {edit.outcome} {edit.weight} {edit.kind}: {_told(edit.said)}")
    counted = Counter(e.outcome for e in every)
    print("  ".join(f"{name} {number}" for name, number in counted.most_common()))


if __name__ == "__main__":
    main()
