"""How sure the reading of a file is: what arrived of it, and what could not be read for certain.

What was not read is a matter of ours and not of the agency: whoever judges a report asks here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Below this share of the file's characters, too much of it did not arrive for the whole to be judged.
ENOUGH = 0.98


class Subject(StrEnum):
    """What a doubt is about."""

    WHOLE = "whole"
    PART = "part"
    TABLE = "table"
    TITLE = "title"
    AGENCY = "agency"
    PERIOD = "period"
    CONTACT = "contact"


_OF_THE_WHOLE = frozenset({Subject.WHOLE, Subject.PART, Subject.TABLE})


@dataclass(frozen=True)
class Doubt:
    """Something that stands in the file and could not be read for certain.

    `key` is the number of a part (一 to 六) or the kind of a table, `message` a short Chinese sentence with
    the place, `paragraph` the block where it stands and `quote` its words, where they are known.
    """

    subject: Subject
    message: str
    key: str | None = None
    paragraph: int | None = None
    quote: str = ""


@dataclass(frozen=True)
class TableReading:
    """How much of a table was read: the rows of its edition found, those that stand in the file but were not
    read, the numbers of its grids that belong to no row and column, the rows with too few cells, of which nothing
    tells where the blank is, and whether columns of it lie beyond the edge of the printed page."""

    kind: str
    found: int
    unread: tuple[str, ...] = ()
    left_over: int = 0
    uncertain: tuple[str, ...] = ()
    cut: bool = False

    @property
    def certain(self) -> bool:
        """Whether the table was read, and every row and number of it."""
        return self.found > 0 and not (self.unread or self.left_over or self.uncertain or self.cut)


@dataclass(frozen=True)
class Reading:
    """How sure a report's reading is.

    `share` is the share of the file's letters, digits and Chinese characters that arrived in a part, a cell, the
    title or what was left out by name; it is counted from the file itself and not from what the parser made of it.
    """

    doubts: tuple[Doubt, ...] = ()
    share: float = 1.0
    tables: tuple[TableReading, ...] = ()

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Every doubt as a sentence."""
        return tuple(d.message for d in self.doubts)

    @property
    def to_verify(self) -> bool:
        """Whether the report is 读取待核: a part, a table or too much of the text was not read for certain."""
        return self.share < ENOUGH or any(d.subject in _OF_THE_WHOLE for d in self.doubts)

    def about(self, subject: Subject, key: str | None = None) -> Doubt | None:
        """The first doubt about a subject; of parts and tables, about the one with this key."""
        return next((d for d in self.doubts if d.subject is subject and key in (None, d.key)), None)

    def unread_rows(self, kind: str) -> frozenset[str]:
        """The rows of a table that stand in the file and were not read."""
        return frozenset(r for t in self.tables if t.kind == kind for r in t.unread)
