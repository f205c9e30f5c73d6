"""Suites for the check of a model's sentences: false and true ones, built by code from any report and the Regulation.

A false sentence is one of the source with one thing changed, in the source's own words; a true one is the same sentence
as a faithful hand may word it. The checker was mended on the reports of TUNED and the odd articles; the figures that
count are those of all the others, of which only numbers were looked at. Made on 25 November 2026.

Run: python -m benchmarks.checker_suites [--tuned] [FILE …] (FILE: any report; with --tuned what went wrong is printed).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from answering.verification import verify
from benchmarks import false_wordings, true_wordings
from benchmarks.sourced import Sourced, of_regulation, of_report

TUNED = (
    "望海市2024", "竹溪镇2022", "梅岭市司法局2023", "玉屏市红十字会2022", "东川县信访局2024", "古渡镇2022", "沙河县水利局2020",
    "青州市教育局2020",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A sentence with its mark, the source it cites, what was done to it, and whether it is true."""

    kind: str
    sentence: str
    source: str
    true: bool

    @property
    def right(self) -> bool:
        """Whether the checker passes it just where it is true."""
        return verify(self.sentence, [self.source]).passed is self.true


def cases(sourced: Iterable[Sourced], seed: int = 18) -> Iterator[Case]:
    """Every wording of every sentence; the choice among several places is the seed's."""
    random = Random(seed)
    for one in sourced:
        for true, kinds in ((False, false_wordings.KINDS), (True, true_wordings.KINDS)):
            for kind, reword in kinds.items():
                for wording in reword(one, random):
                    if true or wording != one.sentence:
                        yield Case(kind, f"{wording}[1]。", one.source, true)


def tuned() -> Iterator[Sourced]:
    """The sentences that the checker was mended on."""
    for name in TUNED:
        yield from of_report(_prose(name))
    yield from (s for s in of_regulation() if s.number % 2)


def held_out(every: int = 1) -> Iterator[Sourced]:
    """The sentences of all the other reports, or of every so many of them, and of the even articles."""
    from benchmarks.generate.prose import prose_names

    for name in [n for n in prose_names() if n not in TUNED][::every]:
        yield from of_report(_prose(name))
    yield from (s for s in of_regulation() if not s.number % 2)


def _prose(name: str) -> bytes:
    from benchmarks.generate import Layout
    from benchmarks.generate.prose import prose_report
    from benchmarks.generate.text_exports import to_txt

    return to_txt(prose_report(name), Layout())


@dataclass(frozen=True)
class Figures:
    """How many of each kind were tried and passed, and which were judged wrongly."""

    tried: Counter[tuple[bool, str]]
    passed: Counter[tuple[bool, str]]
    wrong: dict[str, list[Case]]

    def share(self, true: bool) -> float:
        """The share of true (or of false) sentences that passed."""
        tried, passed = (sum(n for (t, _), n in c.items() if t is true) for c in (self.tried, self.passed))
        return passed / tried if tried else 0.0


def measure(sourced: Iterable[Sourced]) -> Figures:
    """Runs the checker on every case."""
    tried: Counter[tuple[bool, str]] = Counter()
    passed: Counter[tuple[bool, str]] = Counter()
    wrong: dict[str, list[Case]] = defaultdict(list)
    for case in cases(sourced):
        right, key = case.right, (case.true, case.kind)
        tried[key] += 1
        passed[key] += right is case.true
        if not right:
            wrong[case.kind].append(case)
    return Figures(tried, passed, wrong)


def main() -> None:
    """Prints a line for each kind and the two shares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    if given.files:
        sourced = [s for f in given.files for s in of_report(f.read_bytes(), f.name)]
    else:
        sourced = list(tuned() if given.tuned else held_out())
    figures = measure(sourced)
    for (true, kind), tried in sorted(figures.tried.items()):
        passed = figures.passed[true, kind]
        print(f"{'true' if true else 'false'} {kind:24s} passed {passed}/{tried} {passed / tried:.1%}")
        for case in figures.wrong[kind][: 5 if given.tuned else 0]:
            why = "；".join(verify(case.sentence, [case.source]).failures)
            print(f"    {case.sentence[:110]} {why}")
    print(
        f"false sentences passed {figures.share(False):.1%}, true sentences passed {figures.share(True):.1%}"
    )


if __name__ == "__main__":
    main()
