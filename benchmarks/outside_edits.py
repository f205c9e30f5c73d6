"""Single edits of reports, written by somebody who saw only the reports: what the review says of each that it did not say before.

edits.jsonl (beside the sets of questions) holds for each the report, the words that stand in it once and what replaces
them, its kind, and the verdict written down before the first run: E must be mended, W is to be verified, N could be better,
“-” is a trap of which nothing may be said. A report of the same agency of the year before is given where there is one.

Run: python -m benchmarks.outside_edits [--show]
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Finding, Severity
from review.reviewer import review

FOLDER = Path(__file__).parent / "outside"
_WEIGHTS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.NOTICE: "N"}
# How long a part is changes with every edit.
_LENGTH = "QLT03"


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


@cache
def _text(name: str) -> str:
    return next(FOLDER.glob(f"*/{name}.txt")).read_text(encoding="utf-8")


def _before(name: str) -> Report | None:
    """The report of the same agency of the year before."""
    earlier = re.sub(r"\d{4}", lambda m: str(int(m[0]) - 1), name)
    return _parsed(_text(earlier)) if any(FOLDER.glob(f"*/{earlier}.txt")) else None


def _parsed(text: str) -> Report:
    return parse_bytes(text.encode(), "report.txt")


@cache
def _known(name: str) -> frozenset[tuple[str, str]]:
    return frozenset(_said(f) for f in review(_parsed(_text(name)), previous=_before(name)))


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, "" if finding.rule == _LENGTH else finding.message


def edits() -> Iterator[Edit]:
    """Every edit with what the review newly says of it."""
    for line in (FOLDER / "edits.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name, text = row["report"], _text(row["report"])
        assert text.count(row["old"]) == 1, row["id"]
        found = review(_parsed(text.replace(row["old"], row["new"])), previous=_before(name))
        new = tuple(f for f in found if _said(f) not in _known(name))
        yield Edit(row["id"], row["kind"], row["weight"], new)


def main() -> None:
    """Prints the figures."""
    every = list(edits())
    for edit in every:
        if "--show" in sys.argv and edit.outcome not in ("right", "quiet"):
            said = "; ".join(f"{f.rule} {f.severity.value} {f.message}" for f in edit.said)
            print(f"{edit.id} {edit.outcome} {edit.weight} {edit.kind}: {said}")
    counted = Counter(e.outcome for e in every)
    print("  ".join(f"{name} {number}" for name, number in counted.most_common()))


if __name__ == "__main__":
    main()
