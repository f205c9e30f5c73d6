"""All reports at a glance: each with its counts of findings, the worst first."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from errors import NotVisibleError
from library.counts import Counts
from library.entries import Entry
from office.desk import Desk
from office.one_review import rules_in_force
from reports.errors import UnusableFileError

_MOST_REVIEWED_NOW = 20


@dataclass(frozen=True)
class OverviewRow:
    """A report with its counts; None where it is not reviewed yet."""

    entry: Entry
    counts: Counts | None


def latest_versions(desk: Desk) -> list[Entry]:
    """The last submission of each agency and year."""
    return [e for e in desk.entries() if e.version == e.versions]


def overview(desk: Desk) -> list[OverviewRow]:
    """The reports with their counts, the worst first; what little is not reviewed yet is reviewed now."""
    entries = latest_versions(desk)
    library, identifiers = desk.workspace.library, [e.id for e in entries]
    rules = rules_in_force(desk.workspace.reviews.settings)
    kept = library.kept_counts.of(identifiers, rules)
    left = [i for i in identifiers if i not in kept]
    if 0 < len(left) <= _MOST_REVIEWED_NOW:
        for identifier in left:
            with contextlib.suppress(NotVisibleError, UnusableFileError):
                desk.findings(identifier)
        kept = library.kept_counts.of(identifiers, rules)
    return sorted((OverviewRow(e, kept.get(e.id)) for e in entries), key=_worst_first)


def _worst_first(row: OverviewRow) -> list[int]:
    c = row.counts
    return [-n for n in (c.errors, c.warnings, c.notices)] if c else [1, 1, 1]
