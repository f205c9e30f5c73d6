"""The reviewer's own texts of the letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from errors import NianbaoError
from library.database import Database
from library.schema import LetterRow, now
from library.trail import Deed, note_on_report

# How the trail calls the text of a letter.
COMPOSED, OWN = "自动起草", "审查人员的文本"
# The version of a letter that nobody saved.
UNSAVED = ""


class SavedSinceError(NianbaoError):
    """A letter is to be saved by someone who began from an older version than the one that stands."""

    def __init__(self) -> None:
        super().__init__(
            "这份意见在别处另外保存过，您这里的文字没有保存，还在框里；请对照已存的文字，选用一份。"
        )


@dataclass(frozen=True)
class SavedLetter:
    """The reviewer's text, the composed text that she started from, and when it was kept (UTC)."""

    text: str
    composed: str
    at: datetime = field(default_factory=now, compare=False)

    @property
    def version(self) -> str:
        """What tells this save from every other save of the letter."""
        return self.at.isoformat()


class SavedLetters:
    """The letters that reviewers wrote on, by report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, report_id: str, letter: SavedLetter, who: str = "", over: str | None = None) -> str:
        """Keeps the reviewer's text in the place of the version `over` (None: whatever stands); its own version.

        Raises a SavedSinceError, and keeps nothing, where another version stands by then.
        """
        with self._database.session() as session:
            stands = _stands(session, report_id, over)
            # Later than the save before in any case, so that no two saves are one version.
            saved = max(now(), stands + timedelta(microseconds=1)) if stands else now()
            values = {"text": letter.text, "composed": letter.composed, "saved": saved}
            if stands is None:
                _insert(session, report_id, values)
            else:
                this = _version(report_id, stands, over)
                changed = update(LetterRow).where(*this).values(values).returning(LetterRow.report_id)
                if not session.execute(changed).first():
                    raise SavedSinceError
            note_on_report(session, who, Deed.EDITED_LETTER, report_id, OWN if stands else COMPOSED, OWN)
        return saved.isoformat()

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

    def forget(self, report_id: str, who: str = "", over: str | None = None) -> None:
        """Drops the reviewer's text: the composed letter is shown again; `over` as in `save`."""
        with self._database.session() as session:
            stands = _stands(session, report_id, over)
            if stands is None:
                return
            note_on_report(session, who, Deed.EDITED_LETTER, report_id, OWN, COMPOSED)
            this = _version(report_id, stands, over)
            gone = session.execute(delete(LetterRow).where(*this).returning(LetterRow.report_id)).first()
            if not gone and over is not None:
                raise SavedSinceError


def _version(report_id: str, stands: datetime, over: str | None) -> list[ColumnElement[bool]]:
    """The condition that it is still the version that was found to stand, where that matters."""
    same = LetterRow.report_id == report_id
    return [same] if over is None else [same, LetterRow.saved == stands]


def _insert(session: Session, report_id: str, values: dict[str, Any]) -> None:
    try:
        session.execute(insert(LetterRow).values(report_id=report_id, **values))
    except IntegrityError as error:
        raise SavedSinceError from error


def _stands(session: Session, report_id: str, over: str | None) -> datetime | None:
    """When the letter was saved last; raises a SavedSinceError where that is not the version named."""
    saved = session.scalar(select(LetterRow.saved).where(LetterRow.report_id == report_id))
    if over is not None and over != (saved.isoformat() if saved else UNSAVED):
        raise SavedSinceError
    return saved
