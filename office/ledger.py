"""The ledger from the library: every finding with what the reviewer decided, and in which round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from letters.ledger import LedgerEntry, to_xlsx
from library.decisions import Decision
from library.store import Entry
from office.desk import Desk
from office.wording import reworded
from reports.errors import UnusableFileError

_STATES = {"accepted": "已采纳", "dismissed": "不采纳", "": "待处理"}
_NOTHING = Decision()


def ledger_entries(desk: Desk, entries: Sequence[Entry]) -> list[LedgerEntry]:
    """One entry for each finding; reports that are gone meanwhile are passed over."""
    rows = []
    for entry in entries:
        try:
            report, found, decisions = (
                desk.report(entry.id),
                desk.findings(entry.id),
                desk.decisions(entry.id),
            )
        except (KeyError, UnusableFileError):
            continue
        for finding in found:
            decision = decisions.get(finding.id, _NOTHING)
            remark = "；".join(t for t in (decision.reason, decision.note) if t)
            rows.append(
                LedgerEntry(
                    report, reworded(finding, decision.wording), _STATES.get(decision.state, ""), remark,
                    entry.version, entry.added.date(),
                )
            )  # fmt: skip
    return rows


def ledger_file(desk: Desk, entries: Sequence[Entry]) -> bytes:
    """The ledger of some reports as an Excel file."""
    return to_xlsx(ledger_entries(desk, entries), date.today())
