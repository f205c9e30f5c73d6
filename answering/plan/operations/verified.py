"""Operations that hold what is told, by the report or by the question, against the numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from answering.plan.operand import Figure, Operand
from answering.plan.operations.reckoned import Combined, Divided


@dataclass(frozen=True)
class Verified:
    """check: whether a rate or share is worked out right; `claimed` is what the question says it is, else the report's own."""

    words: str
    share: Combined | None
    claimed: Decimal | None = None


@dataclass(frozen=True)
class Checked:
    """identity check: the sums of a table, of some `columns` or `rows` (keys or ordinals) of it, or two numbers that the
    question sets equal."""

    tables: tuple[str, ...] = ()
    operands: tuple[Operand, ...] = ()
    whole: Operand | None = None
    claimed: Decimal | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """Whether prose and table say the same of a figure (文表一致), and of others that are named beside it."""

    operand: Operand
    others: tuple[Operand, ...] = ()


@dataclass(frozen=True)
class Premise:
    """A number that the question takes for granted or asks to confirm, of an operand."""

    operand: Operand
    claimed: Decimal
    unit: str = ""


@dataclass(frozen=True)
class AllOf:
    """A claim that all of a figure are `part` (全维持了), or that nothing is left of it where `parts` is None and it is not
    of cases; `stated` is how many the question says that there are."""

    whole: Figure
    part: Figure
    parts: Divided | None = None
    stated: Decimal | None = None


@dataclass(frozen=True)
class Happened:
    """A case that the question takes for granted (告到法院还赢了): `cases` are the rows that count it, `outcome` the cells
    that count those which ended as it says (打输的那场官司)."""

    cases: Figure
    words: str
    outcome: Figure | None = None


@dataclass(frozen=True)
class Turned:
    """A rise, or a fall, that the question takes for granted without a number (为什么大幅增加)."""

    words: str
    said: str
    rises: bool


@dataclass(frozen=True)
class RankClaimed:
    """A place in a ranking that the question takes for granted."""

    place: int
    words: str
