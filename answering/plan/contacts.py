"""What of an agency's contact data a question asks for: kinds, what a telephone is to be for, when it is answered."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from answering.plan.operations import Contacts, Operation
from answering.plan.parts import parts_of
from answering.plan.reading import Reading
from answering.plan.wordings import Said
from data_files import Data, either, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "contacts.toml"


class ContactKind(Said):
    """A kind of contact data (corpus/lexicon/contacts.toml) and how questions ask for it."""

    key: str
    word: str


class Purpose(Data):
    """What a telephone is for: how a question says it and how the words before a number do."""

    name: str
    general: bool = False
    asked: tuple[str, ...]
    told: tuple[str, ...]
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")
    names: tuple[str, ...]
    passes: tuple[str, ...]

    @cached_property
    def _asked(self) -> re.Pattern[str]:
        return either(self.asked, re.I)

    @cached_property
    def _told(self) -> re.Pattern[str]:
        return either(self.told, re.I)

    def read(self, question: str) -> bool:
        """Whether a question wants a telephone for it."""
        return bool(self._asked.search(question))

    def leads_to(self, label: str) -> bool:
        """Whether the words before a number say that it is for this."""
        return bool(self._told.search(label))


class ContactWordings(Data):
    """corpus/lexicon/contacts.toml."""

    kinds: tuple[ContactKind, ...]
    purposes: tuple[Purpose, ...]
    other: tuple[str, ...]
    other_reads: tuple[str, ...]
    other_not: tuple[str, ...]
    person: tuple[str, ...]
    person_reads: tuple[str, ...]
    person_not: tuple[str, ...]
    not_wanted: tuple[str, ...]
    hours: tuple[str, ...]
    hours_reads: tuple[str, ...]
    hours_not: tuple[str, ...]
    beside: tuple[str, ...]
    beside_reads: tuple[str, ...]
    beside_not: tuple[str, ...]
    compared: tuple[str, ...]
    compared_reads: tuple[str, ...]
    compared_not: tuple[str, ...]

    def says(self, name: str, text: str) -> bool:
        """Whether a text has one of the wordings of a list."""
        return bool(either(getattr(self, name), re.I).search(text))


@cache
def contact_wordings() -> ContactWordings:
    """The wordings of the file."""
    return load_data(_FILE, ContactWordings)


_REACHED_BY = ("phone", "address", "email")


def contacts_asked(question: str) -> Contacts | None:
    """The contact data that a question or a part of one asks for; None where it asks for none."""
    words = contact_wordings()
    if words.says("other", question):
        return None
    wanted = either(words.not_wanted, re.I).sub("", question)
    kinds = [k.key for k in words.kinds if k.read(wanted)]
    hours = words.says("hours", wanted)
    if not kinds and not hours:
        return None
    if "all" in kinds:
        kinds = [*(k for k in kinds if k != "all"), *(k for k in _REACHED_BY if k not in kinds)]
    purposes = tuple(p.name for p in words.purposes if p.read(wanted))
    return Contacts(tuple(kinds), purposes, hours, words.says("compared", wanted), wanted)


def contacts(reading: Reading) -> Operation | None:
    """The contact data that every part of a question is about; None where another thing is asked beside them."""
    if not reading.sources:
        return None
    asked = contacts_asked(reading.text)
    if asked is None or not asked.kinds:
        return None
    about = all(
        contacts_asked(p) is not None or contact_wordings().says("beside", p) for p in parts_of(reading.text)
    )
    return asked if about else None
