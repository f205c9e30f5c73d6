"""Operations on what the reports say in words, and on what the review found in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Find:
    """find: what the prose says of the question's words, within a part where one is named."""

    words: str
    part: str | None = None


@dataclass(frozen=True)
class Locate:
    """locate: the text or the cell at a place. Ordinals count from 1, -1 is the last; `clause` is the item of article 20
    (第二十条第（九）项) whose table is asked for, `group` the one of table three whose item is asked for (（四）里第2小项),
    `listed` the list of part five that the item is counted in (problems, measures)."""

    part: str | None = None
    item: int | None = None
    paragraph: int | None = None
    sentence: int | None = None
    page: int | None = None
    aspect: str = ""
    table: str | None = None
    row: int | str | None = None
    column: int | str | None = None
    number: int | None = None
    clause: str = ""
    group: str = ""
    listed: str = ""


@dataclass(frozen=True)
class Where:
    """locate, the other way round: in which part, paragraph, row or page something stands. `either` are two
    places of which one is asked for (直接起诉还是复议后起诉); `every` where all its places are asked for, `row` and
    `column` where it is asked to which row, or to which column from the left, it belongs."""

    words: str
    either: tuple[str, ...] = ()
    every: bool = False
    row: bool = False
    column: bool = False


@dataclass(frozen=True)
class Remedy:
    """What is done about a problem that the report tells of itself."""

    words: str


@dataclass(frozen=True)
class Written:
    """How a part or a narrower thing (`about`) is written: how much, how concretely, measure beside problem."""

    part: str | None
    doubt: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingsAsked:
    """findings: what the review found, of a part or a family of rules; `about` is what the question doubts."""

    families: tuple[str, ...] = ()
    part: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Contacts:
    """Contact data of the agencies: kinds (phone, address, …), what a telephone is to be for, when it is answered (`hours`),
    whether two reports give the same (`compared`); `words` is the question without what it does not want."""

    kinds: tuple[str, ...]
    purposes: tuple[str, ...] = ()
    hours: bool = False
    compared: bool = False
    words: str = ""
