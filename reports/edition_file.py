"""What a file of corpus/formats may hold: the schema of one edition of the uniform format."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from data_files import Data

TableKind = Literal["active_disclosure", "applications", "disputes"]


class Line(Data):
    """A row or column: its key, printed label (the key itself where none is given) and equivalent wordings.

    `means` is the key by which the house knows what this edition has under another key.
    """

    key: str
    label: str | None = None
    aliases: tuple[str, ...] = ()
    group: str | None = None
    kind: Literal["count", "signed", "amount"] = "count"
    means: str | None = None

    @property
    def house_key(self) -> str:
        """The key by which the house knows the line."""
        return self.means or self.key


class Table(Data):
    """The rows and columns of a table."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]


class Clause(Table):
    """The part of table two that belongs to one item of article 20 of the Regulation."""

    clause: str


class Part(Data):
    """One of the six parts."""

    number: str = Field(pattern="^[一二三四五六]$")
    title: str
    aliases: tuple[str, ...]
    table: TableKind | None = None


class Aspect(Data):
    """What the general part should cover, and words that show it does."""

    name: str
    signs: tuple[str, ...]


class Sum(Data):
    """An identity, in the keys of the file."""

    rule: str
    name: str
    table: TableKind
    across: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    only: tuple[str, ...] = ()


class EditionFile(Data):
    """One file."""

    edition: str
    document: str
    number: str
    first_year: int
    last_year: int | None = None
    topics_severity: Literal["error", "warning", "notice"]
    requires_processing_fee: bool
    results_section: str = Field(pattern="^[一二三四五六]$")
    sections: tuple[Part, ...]
    topics: tuple[Aspect, ...]
    active_disclosure: tuple[Clause, ...]
    applications: Table
    disputes: Table
    identities: tuple[Sum, ...]

    def tables(self, kind: TableKind) -> tuple[Table, ...]:
        """The parts of a table: table two has one for each clause."""
        return self.active_disclosure if kind == "active_disclosure" else (getattr(self, kind),)
