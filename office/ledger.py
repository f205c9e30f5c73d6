"""The ledger from the library: every finding with what the reviewer decided, and in which round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from errors import NotVisibleError
from letters.ledger import LedgerEntry, to_xlsx
from library.store import Entry
from office.desk import Desk
from office.one_review import Review
from office.wording import reworded
from reports.errors import UnusableFileError

_STATES = {"accepted": "已采纳", "dismissed": "不采纳", "": "待处理"}


def ledger_rows(review: Review, version: int = 1, day: date | None = None) -> list[LedgerEntry]:
    """One entry for each finding of a review, dismissed ones among them."""
    rows = []
    for finding in review.findings:
        decision = review.decision_on(finding)
        remark = "；".join(t for t in (decision.reason, decision.note) if t)
        shown = reworded(finding, decision.wording)
        rows.append(LedgerEntry(review.report, shown, _STATES.get(decision.state, ""), remark, version, day))
    return rows


def ledger_entries(desk: Desk, entries: Sequence[Entry]) -> list[LedgerEntry]:
    """The rows of some reports of the library; reports that are gone meanwhile are passed over."""
    rows = []
    for entry in entries:
        try:
            rows += ledger_rows(desk.review(entry.id), entry.version, entry.added.date())
        except (NotVisibleError, UnusableFileError):
            continue
    return rows


def ledger_file(desk: Desk, entries: Sequence[Entry]) -> bytes:
    """The ledger of some reports as an Excel file."""
    return to_xlsx(ledger_entries(desk, entries), date.today())
