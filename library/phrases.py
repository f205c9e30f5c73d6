"""Wordings that a reviewer puts in the place of a rule's own; after three times they are offered as her default."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from library.database import Database
from library.schema import PhraseRow

_OFTEN = 3
_LONGEST = 300


@dataclass(frozen=True)
class Phrase:
    """Where a rule says `old`, the reviewer writes `new`."""

    rule: str
    old: str
    new: str


class Phrases:
    """The wordings of the reviewers, each reviewer's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, owner: str, phrase: Phrase, finding: str) -> None:
        """Remembers that a finding was reworded in this way; the same finding counts once."""
        if max(len(phrase.old), len(phrase.new)) > _LONGEST or not phrase.old:
            return
        with self._database.session() as session:
            key = (owner, phrase.rule, phrase.old, phrase.new)
            row = session.get(PhraseRow, key)
            if row is None:
                row = PhraseRow(
                    owner=owner, rule=phrase.rule, old=phrase.old, new=phrase.new, findings="", adopted=False
                )
                session.add(row)
            row.findings = " ".join(sorted({*row.findings.split(), finding}))

    def offered(self, owner: str) -> list[Phrase]:
        """Wordings used often enough to be offered, that are not her default yet."""
        return [_phrase(r) for r in self._rows(owner) if not r.adopted and len(r.findings.split()) >= _OFTEN]

    def adopted(self, owner: str) -> list[Phrase]:
        """The wordings that are her default."""
        return [_phrase(r) for r in self._rows(owner) if r.adopted]

    def adopt(self, owner: str, phrase: Phrase) -> None:
        """Makes a wording her default from now on."""
        with self._database.session() as session:
            row = session.get(PhraseRow, (owner, phrase.rule, phrase.old, phrase.new))
            if row is not None:
                row.adopted = True

    def forget(self, owner: str, phrase: Phrase) -> None:
        """Drops a wording, adopted or only offered; it can be adopted again, and is offered once it was used often anew."""
        same = (
            PhraseRow.owner == owner,
            PhraseRow.rule == phrase.rule,
            PhraseRow.old == phrase.old,
            PhraseRow.new == phrase.new,
        )
        with self._database.session() as session:
            session.execute(update(PhraseRow).where(*same).values(adopted=False, findings=""))

    def _rows(self, owner: str) -> list[PhraseRow]:
        query = select(PhraseRow).where(PhraseRow.owner == owner).order_by(PhraseRow.rule, PhraseRow.old)
        with self._database.session() as session:
            rows = list(session.scalars(query).all())
            session.expunge_all()
            return rows


def _phrase(row: PhraseRow) -> Phrase:
    return Phrase(row.rule, row.old, row.new)
