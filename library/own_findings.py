"""Findings that reviewers added themselves; one counts as long as it is accepted (`decisions`)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from library.database import Database
from library.schema import OwnFindingRow, now
from library.trail import Deed, note_on_report
from review.finding import Severity


@dataclass(frozen=True)
class OwnFinding:
    """What a reviewer wrote; `section` is the number of a part or empty, `paragraph` the index of the block that she
    quoted from."""

    severity: Severity
    message: str
    suggestion: str
    section: str = ""
    quote: str = ""
    paragraph: int | None = None


class OwnFindings:
    """The findings of the reviewers, by their reports and ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> dict[str, OwnFinding]:
        """What was added to a report, in that order, also what was taken back."""
        query = select(OwnFindingRow).where(OwnFindingRow.report_id == report_id)
        with self._database.session() as session:
            rows = session.scalars(query.order_by(OwnFindingRow.added, OwnFindingRow.finding_id)).all()
            return {r.finding_id: _own(r) for r in rows}

    def add(self, report_id: str, own: OwnFinding, who: str = "") -> str:
        """Keeps a finding; its id. It counts once it is accepted."""
        # Unlike in length to the ids of the rules' findings and of opinions.
        identifier = secrets.token_hex(8)
        with self._database.session() as session:
            session.add(
                OwnFindingRow(
                    report_id=report_id, finding_id=identifier, severity=own.severity.value,
                    section=own.section, paragraph=own.paragraph, quote=own.quote,
                    message=own.message, suggestion=own.suggestion, added=now(),
                )
            )  # fmt: skip
            note_on_report(session, who, Deed.ADDED, report_id, "", own.severity.chinese, identifier)
        return identifier

    def change(
        self, report_id: str, finding_id: str, severity: Severity, section: str, who: str = ""
    ) -> None:
        """Gives a finding another severity and part."""
        with self._database.session() as session:
            row = session.get(OwnFindingRow, (report_id, finding_id))
            if row is None or (row.severity, row.section) == (severity.value, section):
                return
            told = [
                f"{Severity(s).chinese} {part}".strip()
                for s, part in ((row.severity, row.section), (severity, section))
            ]
            row.severity, row.section = severity.value, section
            note_on_report(session, who, Deed.ADDED, report_id, told[0], told[1], finding_id)


def _own(row: OwnFindingRow) -> OwnFinding:
    return OwnFinding(
        Severity(row.severity), row.message, row.suggestion, row.section, row.quote, row.paragraph
    )
