"""Single edits of clean reports, each with the right verdict: found with the right weight at the right place, traps quiet.

A folder holds cases.jsonl and one .html for each case's id; a case names its group, its severity (E, W, N; - for a trap), the
part where the finding belongs, and last year's report where it has one. Run: python -m benchmarks.field FOLDER [GROUP …]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.parse import parse_file
from review.finding import Finding
from review.reviewer import review

_SEVERITIES = {"E": "error", "W": "warning", "N": "notice"}
_PARTS = frozenset("一二三四五六")


@dataclass(frozen=True)
class Case:
    """An edited report and what the review has to say of it; `severity` is empty for a trap."""

    id: str
    group: str
    kind: str
    severity: str
    places: frozenset[str]
    previous: str = ""

    @classmethod
    def of(cls, id: str, group: str, kind: str, verdict: str, place: str, previous: str = "") -> Case:
        """A case as a file writes it: its verdict a letter, its parts with / between them."""
        return cls(id, group, kind, _SEVERITIES.get(verdict, ""), frozenset(place.split("/")), previous)

    def told_by(self, findings: Sequence[Finding]) -> bool:
        """Whether a finding has the weight and stands in the part; a trap is told by none at all."""
        if not self.severity:
            return not findings
        # What stands before part one or after part six has no part of its own.
        anywhere = not self.places <= _PARTS
        return any(
            f.severity == self.severity and (anywhere or f.location.section in self.places) for f in findings
        )


def load(folder: Path) -> Iterator[Case]:
    """The cases of a folder, in the order of their file."""
    for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        yield Case.of(
            raw["id"], raw["group"], raw["kind"], raw["severity"], raw["place"], raw.get("previous", "")
        )


def findings_of(folder: Path, case: Case) -> list[Finding]:
    """What the review says of a case."""
    previous = parse_file(folder / case.previous) if case.previous else None
    return list(review(parse_file(folder / f"{case.id}.html"), previous=previous))


def told(findings: Sequence[Finding]) -> str:
    """What the review says, in one line."""
    return "; ".join(f"{f.rule} {f.severity} {f.location.section} {f.message}" for f in findings) or "nothing"


def main() -> None:
    """Prints a line for each case that is not as it should be, then how many are right of each group."""
    folder, groups = Path(sys.argv[1]), sys.argv[2:]
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for case in load(folder):
        if not (folder / f"{case.id}.html").exists() or (groups and case.group not in groups):
            continue
        findings = findings_of(folder, case)
        fine = case.told_by(findings)
        right[case.group] += fine
        every[case.group] += 1
        if not fine:
            print(f"{case.id}\t{case.group}\t{case.kind}\t{case.severity or 'quiet'}\t{told(findings)}")
    for group, count in every.items():
        print(f"{group:24s} {right[group]}/{count}")
    print(f"all {right.total()}/{every.total()}")


if __name__ == "__main__":
    main()
