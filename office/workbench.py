"""The workbench: every report with how far the work on it is, the counters of the states, and what is not handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from errors import NotVisibleError
from library.counts import Counts
from library.entries import Entry
from office.desk import Desk
from office.one_review import rules_in_force
from office.overview import latest_versions
from office.reviews import Glance
from reports.errors import UnusableFileError
from reports.model import Level
from reports.numerals import fold
from review.finding import Finding


class Progress(StrEnum):
    """How far the work on a report is."""

    WAITING = "waiting"
    REVIEWING = "reviewing"
    ISSUED = "issued"
    RESUBMITTED = "resubmitted"
    DOUBTFUL = "doubtful"

    @property
    def chinese(self) -> str:
        """The office's word."""
        return _WORDS[self]


_WORDS = {
    Progress.WAITING: "待审",
    Progress.REVIEWING: "审查中",
    Progress.ISSUED: "已出意见",
    Progress.RESUBMITTED: "待复审",
    Progress.DOUBTFUL: "读取待核",
}


# How many reports are opened for one look at the table; what the others are is known a look later.
_MOST_OPENED = 60


@dataclass(frozen=True)
class WorkRow:
    """A report on the workbench; `counts` is None until it is reviewed, `issued` when its letter was kept last.

    Until it was `opened`, it is not known whose kind of report it is and whether its reading is doubtful.
    """

    entry: Entry
    counts: Counts | None
    handled: int
    issued: datetime | None
    doubtful: bool = False
    level: Level | None = None
    opened: bool = True

    @property
    def total(self) -> int:
        """How many findings it has."""
        c = self.counts
        return c.errors + c.warnings + c.notices if c else 0

    @property
    def progress(self) -> Progress:
        """How far the work on it is."""
        if self.doubtful:
            return Progress.DOUBTFUL
        if self.issued is not None:
            return Progress.ISSUED
        if self.handled:
            return Progress.REVIEWING
        return Progress.RESUBMITTED if self.entry.version > 1 else Progress.WAITING

    @property
    def updated(self) -> datetime:
        """When something happened to it last."""
        return max(self.entry.added, self.issued or self.entry.added)


def work_rows(desk: Desk) -> list[WorkRow]:
    """The last submission of each agency and year, worst first; those with doubts about their reading come last."""
    entries = latest_versions(desk)
    workspace = desk.workspace
    counts = workspace.library.kept_counts.of(
        [e.id for e in entries], rules_in_force(workspace.reviews.settings)
    )
    handled, saved = workspace.decisions.handled(), workspace.letters.saved()
    known = workspace.reviews.glances([e.id for e in entries], _MOST_OPENED)
    rows = [_row(desk, e, counts.get(e.id), handled.get(e.id, 0), saved.get(e.id), known) for e in entries]
    return sorted(rows, key=_worst_first)


def _row(
    desk: Desk, entry: Entry, counts: Counts | None, handled: int, issued: datetime | None,
    known: Mapping[str, Glance],
) -> WorkRow:  # fmt: skip
    glance = known.get(entry.id)
    if glance is None:
        return WorkRow(entry, counts, handled, issued, opened=False)
    doubtful = glance.to_verify and _unverified(desk, entry.id)
    return WorkRow(entry, counts, handled, issued, doubtful, glance.level)


def _unverified(desk: Desk, identifier: str) -> bool:
    """Whether nobody compared a doubtful reading with the original yet (读取待核)."""
    try:
        return desk.review(identifier).to_verify
    except (NotVisibleError, UnusableFileError):
        return False


def _worst_first(row: WorkRow) -> tuple[bool, list[int]]:
    c = row.counts
    return row.doubtful, [-n for n in (c.errors, c.warnings, c.notices)] if c else [1, 1, 1]


def counters(rows: Iterable[WorkRow]) -> dict[Progress, int]:
    """How many reports are in each state."""
    found = Counter(row.progress for row in rows)
    return {progress: found[progress] for progress in Progress}


def same_agency(one: str, other: str) -> bool:
    """Whether two names are of one agency: the same, or one with the names of higher places before it."""
    a, b = fold(one), fold(other)
    return bool(a and b) and (a == b or a.endswith(b) or b.endswith(a))


def not_handed_in(rows: Sequence[WorkRow], expected: Iterable[str], year: int | None) -> list[str]:
    """The expected agencies of which there is no report on a year (None: on any)."""
    there = [r.entry.agency for r in rows if year is None or r.entry.year == year]
    return [name for name in expected if not any(same_agency(name, agency) for agency in there)]


@dataclass(frozen=True)
class Kind:
    """A kind of problem: on how many reports it was found, and which."""

    title: str
    severity: str
    reports: tuple[str, ...]
    count: int


def kinds_of_problems(desk: Desk, rows: Iterable[WorkRow]) -> list[Kind]:
    """What goes wrong over all the reports, the most widespread first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for finding in _findings(desk, row.entry.id):
            found.setdefault((finding.title, finding.severity.value), []).append(row.entry.id)
    kinds = [Kind(t, s, tuple(dict.fromkeys(ids)), len(ids)) for (t, s), ids in found.items()]
    return sorted(kinds, key=lambda k: (-len(k.reports), k.title))


def _findings(desk: Desk, identifier: str) -> Sequence[Finding]:
    try:
        return desk.findings(identifier)
    except (NotVisibleError, UnusableFileError):
        return ()
