"""The workbench: the reports with how far the work on each is, what is not handed in, and what goes wrong most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from errors import NotVisibleError
from library.worklist import Counters, Page, State, Wanted
from office.desk import Desk
from office.one_review import rules_in_force
from office.roster import matched
from reports.errors import UnusableFileError
from review.finding import Finding

WORDS = {
    State.WAITING: "待审",
    State.REVIEWING: "审查中",
    State.ISSUED: "已出意见",
    State.RESUBMITTED: "待复审",
    State.DOUBTFUL: "读取待核",
}


def _rules(desk: Desk) -> str:
    return rules_in_force(desk.workspace.reviews.settings)


def work_page(desk: Desk, wanted: Wanted) -> Page:
    """Some of the last submissions of each agency and year, worst first unless another order is wanted."""
    return desk.workspace.worklist.page(desk.viewer, _rules(desk), wanted)


def work_counters(desk: Desk, hidden: Collection[str] = (), mine: bool = False) -> Counters:
    """How many reports, or of those that are her work, are in each state, and how many wait for their review."""
    return desk.workspace.worklist.counters(desk.viewer, _rules(desk), hidden, mine)


def not_handed_in(desk: Desk, expected: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The expected agencies of which there is no report, and those of which a person has to tell, each with why."""
    if not expected:
        return [], []
    roster = matched(
        expected, sorted({agency for agency, _ in desk.workspace.worklist.agencies(desk.viewer)})
    )
    return list(roster.missing), list(roster.to_verify)


@dataclass(frozen=True)
class Kind:
    """A kind of problem: on how many reports it was found, and which."""

    title: str
    severity: str
    reports: tuple[str, ...]
    count: int


def kinds_of_problems(desk: Desk, identifiers: Iterable[str]) -> list[Kind]:
    """What goes wrong on some reports, the most widespread first."""
    found: dict[tuple[str, str], list[str]] = {}
    for identifier in identifiers:
        for finding in _findings(desk, identifier):
            found.setdefault((finding.title, finding.severity.value), []).append(identifier)
    kinds = [Kind(t, s, tuple(dict.fromkeys(ids)), len(ids)) for (t, s), ids in found.items()]
    return sorted(kinds, key=lambda k: (-len(k.reports), k.title))


def _findings(desk: Desk, identifier: str) -> Sequence[Finding]:
    try:
        return desk.findings(identifier)
    except (NotVisibleError, UnusableFileError):
        return ()
