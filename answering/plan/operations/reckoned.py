"""Operations on numbers: values, what they make together, how several reports differ in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from answering.plan.listing import Condition
from answering.plan.operand import Figure, Operand
from answering.plan.thresholds import Threshold


class Way(StrEnum):
    """How figures are set against each other."""

    DIFFERENCE = "difference"
    SUM = "sum"
    SHARE = "share"
    AVERAGE = "average"
    MOST = "most"
    LEAST = "least"
    ORDER = "order"
    TIMES = "times"


@dataclass(frozen=True)
class Values:
    """cell: the value of each operand; several stand in a small table."""

    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Combined:
    """sum, share, compare, rank: operands of one report set against each other; a share is of `whole`.

    With `of_all` it is of all that the sentence counts beside the part (两类合计); `doubted` is what a share is said to pass,
    `decimals` how many it is to have.
    """

    way: Way
    operands: tuple[Operand, ...]
    whole: Operand | None = None
    rate: str = ""
    claimed: Decimal | None = None
    of_all: bool = False
    doubted: Threshold | None = None
    decimals: int = 1


@dataclass(frozen=True)
class Divided:
    """rank, list: the parts of a figure (reasons, applicants, outcomes), largest first; the first `top` alone where so many are asked for."""

    figure: Figure
    by: str
    way: Way = Way.MOST
    top: int = 0


@dataclass(frozen=True)
class Across:
    """compare, rank, sum over several reports of one operand."""

    operand: Operand
    way: Way


@dataclass(frozen=True)
class OverYears:
    """compare: what the words name, in two reports of one agency; `otherwise` is tried where nothing is bound."""

    words: str
    otherwise: Across | None = None


@dataclass(frozen=True)
class Which:
    """list: which of several reports meet a condition, all of `figures` or, where there are none, what their prose tells
    of one of `words`; `denied` where it must say that there was none, `money` where an amount is asked for too."""

    figures: tuple[Figure, ...]
    condition: Condition
    words: tuple[str, ...] = ()
    denied: bool = False
    money: bool = False


@dataclass(frozen=True)
class Derived:
    """A number that the prose need not state but that follows from it: what is left, changed, comes to altogether."""

    words: str


@dataclass(frozen=True)
class Listed:
    """Numbers that one sentence of the prose counts side by side: their sum, a share, an average, their order."""

    way: Way
    words: str
