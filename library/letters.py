"""The letters that somebody wrote on or gave out; what was only looked at is not kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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
_TAKEN_BACK: dict[str, Any] = {"issued": None, "given_out": "", "due": None}
_OUT, _NOT_OUT = "已出意见", "未出意见"
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
    """The text of a letter, the composed text that it started from, when it was kept, when it was given out last (None
    where it was not), when the composed text was made (UTC), the text as it was given out ("" where that is not known)
    and the day until which it asked for the mended report."""

    text: str
    composed: str
    at: datetime = field(default_factory=now, compare=False)
    issued: datetime | None = field(default=None, compare=False)
    based: datetime | None = field(default=None, compare=False)
    given_out: str = field(default="", compare=False)
    due: date | None = field(default=None, compare=False)

    @property
    def version(self) -> str:
        """What tells this save from every other save of the letter."""
        return self.at.isoformat()

    @property
    def edited(self) -> bool:
        """Whether somebody wrote into it: what nobody wrote into follows the decisions."""
        return self.text.strip() != self.composed.strip()


class SavedLetters:
    """The letters that reviewers wrote on or gave out, by report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        report_id: str,
        letter: SavedLetter,
        who: str = "",
        over: str | None = None,
        issued: bool = False,
    ) -> str:
        """Keeps a text in the place of the version `over` (None: whatever stands), where it is `issued` as given out just
        now; its own version.

        Raises a SavedSinceError, and keeps nothing, where another version stands by then.
        """
        with self._database.session() as session:
            before = self._row(session, report_id)
            stands = _stands(before, over)
            # Later than the save before in any case, so that no two saves are one version.
            saved = max(now(), stands + timedelta(microseconds=1)) if stands else now()
            values: dict[str, Any] = {"text": letter.text, "composed": letter.composed, "saved": saved}
            if letter.based or before is None or before.composed != letter.composed:
                values["based"] = letter.based or saved
            if issued:
                values |= {"issued": saved, "given_out": letter.text, "due": letter.due}
            if stands is None:
                _insert(session, report_id, values)
            else:
                this = _version(report_id, stands, over)
                changed = update(LetterRow).where(*this).values(values).returning(LetterRow.report_id)
                if not session.execute(changed).first():
                    raise SavedSinceError
            if letter.edited and (before is None or before.text != letter.text):
                note_on_report(session, who, Deed.EDITED_LETTER, report_id, OWN if stands else COMPOSED, OWN)
            if issued:
                was = _OUT if before is not None and before.issued else _NOT_OUT
                note_on_report(session, who, Deed.ISSUED_LETTER, report_id, was, _OUT)
        return saved.isoformat()

    def take_back(self, report_id: str, who: str = "") -> None:
        """The letter was not given out after all; what was written into it stays."""
        with self._database.session() as session:
            row = self._row(session, report_id)
            if row is None or row.issued is None:
                return
            note_on_report(session, who, Deed.ISSUED_LETTER, report_id, _OUT, _NOT_OUT)
            if row.edited:
                session.execute(update(LetterRow).where(LetterRow.report_id == report_id).values(_TAKEN_BACK))
            else:
                session.execute(delete(LetterRow).where(LetterRow.report_id == report_id))

    def of(self, report_id: str) -> SavedLetter | None:
        """The letter that is kept, or None."""
        with self._database.session() as session:
            return self._row(session, report_id)

    def _row(self, session: Session, report_id: str) -> SavedLetter | None:
        row = session.scalar(select(LetterRow).where(LetterRow.report_id == report_id))
        if row is None:
            return None
        return SavedLetter(
            row.text, row.composed, row.saved, row.issued, row.based, row.given_out, row.due
        )  # fmt: skip

    def issued(self, report_ids: Iterable[str]) -> set[str]:
        """Of some reports those whose letter was given out."""
        wanted = set(report_ids)
        with self._database.session() as session:
            out = session.scalars(select(LetterRow.report_id).where(LetterRow.issued.is_not(None)))
            return {i for i in out if i in wanted}

    def edited(self, report_ids: Iterable[str]) -> set[str]:
        """Of some reports those whose letter somebody wrote into."""
        wanted = set(report_ids)
        with self._database.session() as session:
            hers = session.scalars(select(LetterRow.report_id).where(LetterRow.text != LetterRow.composed))
            return {i for i in hers if i in wanted}

    def forget(self, report_id: str, who: str = "", over: str | None = None) -> None:
        """Drops what was written into a letter: the composed one stands again; `over` as in `save`."""
        with self._database.session() as session:
            row = self._row(session, report_id)
            stands = _stands(row, over)
            if row is None or stands is None:
                return
            if row.edited:
                note_on_report(session, who, Deed.EDITED_LETTER, report_id, OWN, COMPOSED)
            this = _version(report_id, stands, over)
            # That it was given out stays known.
            plain = {"text": row.composed, "saved": max(now(), stands + timedelta(microseconds=1))}
            gone = (
                session.execute(update(LetterRow).where(*this).values(plain).returning(LetterRow.report_id))
                if row.issued
                else session.execute(delete(LetterRow).where(*this).returning(LetterRow.report_id))
            ).first()
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


def _stands(saved: SavedLetter | None, over: str | None) -> datetime | None:
    """When the letter was saved last; raises a SavedSinceError where that is not the version named."""
    if over is not None and over != (saved.version if saved else UNSAVED):
        raise SavedSinceError
    return saved.at if saved else None
