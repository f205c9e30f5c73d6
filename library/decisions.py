"""What a reviewer decided on findings: accepted or dismissed, her own wording, a note; each change can be undone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from library.database import Database
from library.schema import DecisionChangeRow, DecisionRow, now
from library.trail import Deed, note_on_report

ACCEPTED, DISMISSED = "accepted", "dismissed"


@dataclass(frozen=True)
class Decision:
    """What the reviewer decided on a finding; `state` is accepted, dismissed or empty."""

    state: str = ""
    reason: str = ""
    wording: str = ""
    note: str = ""


_NONE = Decision()
_SHOWN = {"": "未决定", ACCEPTED: "采纳", DISMISSED: "不采纳"}


class Decisions:
    """The decisions on the findings of the library's reports, by the findings' ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> dict[str, Decision]:
        """The decisions on a report."""
        with self._database.session() as session:
            rows = session.scalars(select(DecisionRow).where(DecisionRow.report_id == report_id)).all()
            return {r.finding_id: _decision(r) for r in rows}

    def handled(self) -> dict[str, int]:
        """How many findings of each report were decided on."""
        query = select(DecisionRow.report_id, func.count().label("decided")).where(DecisionRow.state != "")
        with self._database.session() as session:
            rows = session.execute(query.group_by(DecisionRow.report_id)).all()
            return {row.report_id: row.decided for row in rows}

    def changed_since(self, report_id: str, at: datetime) -> int:
        """On how many findings of a report a decision was changed after a moment (UTC)."""
        finding = DecisionChangeRow.finding_id
        query = select(func.count(distinct(finding))).where(
            DecisionChangeRow.report_id == report_id, DecisionChangeRow.at > at
        )
        with self._database.session() as session:
            return session.scalar(query) or 0

    def change(self, report_id: str, finding_id: str, who: str = "", **fields: str) -> None:
        """Changes some fields of a decision and remembers what it was."""
        with self._database.session() as session:
            # Two reviewers decide on one finding at the same moment.
            self._database.one_at_a_time(session, f"decisions on {report_id}")
            row = session.get(DecisionRow, (report_id, finding_id))
            before = _decision(row) if row else _NONE
            after = replace(before, **fields)
            if after == before:
                return
            session.add(
                DecisionChangeRow(
                    report_id=report_id, finding_id=finding_id, before=json.dumps(asdict(before)), at=now()
                )
            )
            _put(session, report_id, finding_id, after)
            _note(session, who, report_id, finding_id, before, after)

    def undo(self, report_id: str, who: str = "") -> str | None:
        """Takes back the last change on a report; the id of its finding, or None where there is none left."""
        with self._database.session() as session:
            self._database.one_at_a_time(session, f"decisions on {report_id}")
            query = select(DecisionChangeRow).where(DecisionChangeRow.report_id == report_id)
            last = session.scalars(query.order_by(DecisionChangeRow.id.desc()).limit(1)).first()
            if last is None:
                return None
            row = session.get(DecisionRow, (report_id, last.finding_id))
            before, after = _decision(row) if row else _NONE, Decision(**json.loads(last.before or "{}"))
            _put(session, report_id, last.finding_id, after)
            _note(session, who, report_id, last.finding_id, before, after)
            session.delete(last)
            return last.finding_id


def _decision(row: DecisionRow) -> Decision:
    return Decision(row.state, row.reason, row.wording, row.note)


def _note(
    session: Session, who: str, report_id: str, finding_id: str, before: Decision, after: Decision
) -> None:
    """Notes the state of a decision in the trail; of what the reviewer wrote, only which of it she changed."""
    written = (("理由", "reason"), ("措辞", "wording"), ("备注", "note"))
    changed = [shown for shown, field in written if getattr(before, field) != getattr(after, field)]
    states = [_SHOWN.get(decision.state, decision.state) for decision in (before, after)]
    told = f"{states[1]}（改了{'、'.join(changed)}）" if changed else states[1]
    note_on_report(session, who, Deed.DECIDED, report_id, states[0], told, finding_id)


def _put(session: Session, report_id: str, finding_id: str, decision: Decision) -> None:
    row = session.get(DecisionRow, (report_id, finding_id))
    if decision == _NONE:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = DecisionRow(report_id=report_id, finding_id=finding_id)
        session.add(row)
    row.state, row.reason = decision.state, decision.reason
    row.wording, row.note, row.decided = decision.wording, decision.note, now()
