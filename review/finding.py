"""What the review says: a Finding with severity, place, quotation, basis and suggestion."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from reports.numerals import fold


class Severity(StrEnum):
    """error: against the Regulation, the format or arithmetic; warning: to be judged; notice: advice."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def chinese(self) -> str:
        """The word that the page and the letter use."""
        return {"error": "必须修改", "warning": "需要核实", "notice": "建议完善"}[self.value]


@dataclass(frozen=True)
class Basis:
    """The provision that a finding rests on; `article` is a number for the Regulation, else a heading."""

    document: str
    article: int | str | None
    text: str


@dataclass(frozen=True)
class Location:
    """The place of a finding; `paragraph` is the index of the block, the rest are keys of the format."""

    section: str | None = None
    paragraph: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class BrokenSum:
    """An identity of the format that does not hold: the cells (table, row, column) on both sides and their sums."""

    name: str
    left: tuple[tuple[str, str, str], ...]
    right: tuple[tuple[str, str, str], ...]
    left_sum: str
    right_sum: str
    difference: str


@dataclass(frozen=True)
class Problem:
    """What a rule function yields: a finding before the rule's own code, severity and basis are put to it.

    `measured` is a figure of the message that is measured on the text as a whole (1187字): any edit may change it.
    """

    message: str
    suggestion: str
    location: Location = Location()
    quote: str = ""
    expected: str | None = None
    actual: str | None = None
    severity: Severity | None = None
    basis: tuple[Basis, ...] = ()
    cells: tuple[tuple[str, str, str], ...] = ()
    sums: tuple[BrokenSum, ...] = ()
    peer: str | None = None
    measured: str = ""


@dataclass(frozen=True)
class Finding:
    """One deviation; `peer` is the other agency that it names, `measured` a figure of the message measured on the whole text.

    `id` stays the same across runs and machines and through edits elsewhere in the file. `held` is the severity that it
    has once the reading that it rests on was verified; None where nothing is in doubt.
    """

    id: str
    rule: str
    title: str
    severity: Severity
    message: str
    quote: str
    location: Location
    basis: tuple[Basis, ...]
    expected: str | None
    actual: str | None
    suggestion: str
    cells: tuple[tuple[str, str, str], ...] = ()
    sums: tuple[BrokenSum, ...] = ()
    opinion: bool = False
    peer: str | None = None
    held: Severity | None = None
    measured: str = ""

    @property
    def matter(self) -> str:
        """What the finding says, without the figure that it happens to measure: the same after edits elsewhere."""
        return self.message.replace(self.measured, "", 1) if self.measured else self.message


def finding_id(rule: str, location: Location, quote: str, occurrence: int) -> str:
    """A stable name: the rule, the place by its keys (never by position) and the words that were quoted."""
    parts = (
        rule,
        location.section,
        location.table,
        location.row,
        location.column,
        fold(quote),
        str(occurrence),
    )
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode()).hexdigest()[:12]
