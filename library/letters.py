"""The reviewer's own texts of the letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from library.database import Database
from library.schema import LetterRow, now
from library.trail import Deed, note_on_report

# How the trail calls the text of a letter.
COMPOSED, OWN = "自动起草", "审查人员的文本"


@dataclass(frozen=True)
class SavedLetter:
    """The reviewer's text, the composed text that she started from, and when it was kept (UTC)."""

    text: str
    composed: str
    at: datetime = field(default_factory=now, compare=False)


class SavedLetters:
    """The letters that reviewers wrote on, by report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, report_id: str, letter: SavedLetter, who: str = "") -> None:
        """Keeps the reviewer's text."""
        with self._database.session() as session:
            row = session.get(LetterRow, report_id)
            states = (COMPOSED if row is None else OWN, OWN)
            note_on_report(session, who, Deed.EDITED_LETTER, report_id, *states)
            if row is None:
                row = LetterRow(report_id=report_id)
                session.add(row)
            row.text, row.composed, row.saved = letter.text, letter.composed, now()

    def of(self, report_id: str) -> SavedLetter | None:
        """The letter that the reviewer saved, or None."""
        with self._database.session() as session:
            row = session.get(LetterRow, report_id)
            return SavedLetter(row.text, row.composed, row.saved) if row else None

    def saved(self) -> dict[str, datetime]:
        """When each of the letters was kept last (UTC), by report."""
        with self._database.session() as session:
            rows = session.execute(select(LetterRow.report_id, LetterRow.saved)).all()
            return {row.report_id: row.saved for row in rows}

    def forget(self, report_id: str, who: str = "") -> None:
        """Drops the reviewer's text: the composed letter is shown again."""
        with self._database.session() as session:
            row = session.get(LetterRow, report_id)
            if row is not None:
                note_on_report(session, who, Deed.EDITED_LETTER, report_id, OWN, COMPOSED)
                session.delete(row)
