"""Conversations: questions and answers as they were shown, and what the asker thought of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update

from library.database import Database
from library.schema import ExchangeRow, now

_LONGEST_COMMENT = 1000
_LONGEST_NAME = 40


@dataclass(frozen=True)
class KeptExchange:
    """A question with its answer as JSON; `vote` is 1, -1 or 0."""

    id: int
    question: str
    answer: str
    vote: int = 0
    comment: str = ""


class Conversations:
    """The kept conversations, each of one owner: the name alone, which stays in the browser when somebody else logs in
    there, opens none. Citizens, who have no names, are all ""; theirs are kept apart by the long random name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, conversation: str, question: str, answer: str, owner: str = "", report_id: str | None = None
    ) -> int:
        """Keeps an exchange and returns its number."""
        row = ExchangeRow(
            conversation=_column(conversation), owner=owner, report_id=report_id, question=question, answer=answer,
            asked=now(), vote=0, comment="",
        )  # fmt: skip
        with self._database.session() as session:
            session.add(row)
            session.flush()
            return row.id

    def of(self, conversation: str, owner: str = "", last: int = 40) -> list[KeptExchange]:
        """The last exchanges of a conversation, oldest first."""
        query = select(ExchangeRow).where(_in(conversation, owner))
        with self._database.session() as session:
            rows = session.scalars(query.order_by(ExchangeRow.id.desc()).limit(last)).all()
            return [KeptExchange(r.id, r.question, r.answer, r.vote, r.comment) for r in reversed(rows)]

    def judge(self, conversation: str, number: int, vote: int, comment: str = "", owner: str = "") -> None:
        """Keeps what the asker thought of an answer of this conversation; others are left alone."""
        query = select(ExchangeRow).where(ExchangeRow.id == number, _in(conversation, owner))
        with self._database.session() as session:
            row = session.scalar(query)
            if row is not None:
                row.vote = max(-1, min(1, vote))
                row.comment = comment[:_LONGEST_COMMENT]

    def rename(self, conversation: str, name: str, owner: str = "") -> None:
        """Puts the exchanges of a conversation under another name."""
        moved = update(ExchangeRow).where(_in(conversation, owner)).values(conversation=_column(name))
        with self._database.session() as session:
            session.execute(moved)

    def clear(self, conversation: str, owner: str = "") -> None:
        """Forgets a conversation."""
        with self._database.session() as session:
            session.execute(delete(ExchangeRow).where(_in(conversation, owner)))

    def sweep(self, days: float, of_accounts: bool) -> int:
        """Deletes the exchanges of accounts, or those of nobody, that are older than this; how many those are."""
        whose = ExchangeRow.owner != "" if of_accounts else ExchangeRow.owner == ""
        old = delete(ExchangeRow).where(whose, ExchangeRow.asked < now() - timedelta(days=days))
        with self._database.session() as session:
            return len(session.execute(old.returning(ExchangeRow.id)).all())


def _in(conversation: str, owner: str) -> ColumnElement[bool]:
    return and_(ExchangeRow.conversation == _column(conversation), ExchangeRow.owner == owner)


def _column(name: str) -> str:
    """A conversation's name as its column holds it: one that is too long, which no page of ours gives, by its digest."""
    return name if len(name) <= _LONGEST_NAME else hashlib.sha256(name.encode()).hexdigest()[:_LONGEST_NAME]
