"""What a question asks, as data: a closed list of typed operations over names that the question gives.

Two planners make the same Plan: one by rules (answering.plan.read_plan), one by a model. Everything after it is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from answering.plan.listing import Condition
from answering.plan.operand import CellPath, Figure, Operand
from answering.plan.shapes import Complete, Overview, Shape
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


@dataclass(frozen=True)
class Values:
    """cell: the value of each operand; several stand in a small table."""

    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Combined:
    """sum, share, compare, rank: operands of one report set against each other; a share is of `whole`.

    With `of_all` it is of all that the sentence counts beside the part (两类合计); `doubted` is what a share is said to pass.
    """

    way: Way
    operands: tuple[Operand, ...]
    whole: Operand | None = None
    rate: str = ""
    claimed: Decimal | None = None
    of_all: bool = False
    doubted: Threshold | None = None


@dataclass(frozen=True)
class Verified:
    """check: whether a rate or share is worked out right; `claimed` is what the question says it is, else the report's own."""

    words: str
    share: Combined | None
    claimed: Decimal | None = None


@dataclass(frozen=True)
class Divided:
    """rank, list: the parts of a figure (reasons, applicants, outcomes), largest first."""

    figure: Figure
    by: str
    way: Way = Way.MOST


@dataclass(frozen=True)
class Across:
    """compare, rank, sum over several reports of one operand."""

    operand: Operand
    way: Way


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
    """A case that the question takes for granted (告到法院还赢了): `cases` are the rows that count it."""

    cases: Figure
    words: str


@dataclass(frozen=True)
class RankClaimed:
    """A place in a ranking that the question takes for granted."""

    place: int
    words: str


@dataclass(frozen=True)
class Find:
    """find: what the prose says of the question's words, within a part where one is named."""

    words: str
    part: str | None = None


@dataclass(frozen=True)
class Locate:
    """locate: the text or the cell at a place. Ordinals count from 1, -1 is the last."""

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


@dataclass(frozen=True)
class Where:
    """locate, the other way round: in which part, paragraph, row or page something stands."""

    words: str


@dataclass(frozen=True)
class Derived:
    """A number that the prose need not state but that follows from it: what is left, changed, comes to altogether."""

    words: str


@dataclass(frozen=True)
class Listed:
    """Numbers that one sentence of the prose counts side by side: their sum, a share, an average, their order."""

    way: Way
    words: str


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
class Fee:
    """fee: what the processing fee comes to by the standard (国办函〔2020〕109号)."""

    applications: int | None = None
    pages: int | None = None


@dataclass(frozen=True)
class Application:
    """application: a citizen's request for information, to be written to an agency."""

    subject: str
    agency: str


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
class Reports:
    """Which reports the library has: of a year, in an edition of the format, or that (do not) give something."""

    year: int | None = None
    lacking: str = ""
    edition: str = ""


@dataclass(frozen=True)
class OverYears:
    """compare: what the words name, in two reports of one agency; `otherwise` is tried where nothing is bound."""

    words: str
    otherwise: Across | None = None


@dataclass(frozen=True)
class HowTo:
    """How to use this tool: the answer stands in corpus/help."""

    text: str


@dataclass(frozen=True)
class OutOfScope:
    """Not for this tool; why, in words for the person who asked."""

    reason: str


Operation = (
    Values | Combined | Verified | Divided | Across | OverYears | Checked | Agreement | Premise | AllOf | Happened | RankClaimed | Find | Locate | Where | Overview
    | Written | Complete | Derived | Listed | Remedy | FindingsAsked | Fee | Application | Reports | Which | HowTo | OutOfScope
)  # fmt: skip


class NameKind(StrEnum):
    """What a question names beside figures."""

    YEAR = "year"
    AGENCY = "agency"
    PART = "part"


@dataclass(frozen=True)
class Name:
    """Something that a question names; where it is not `bound` to a report, `why` says so to the person who asked."""

    kind: NameKind
    text: str
    bound: bool = True
    why: str = ""


@dataclass(frozen=True)
class Step:
    """A decision of the planner: the name of the rule in the table of decisions and what it read."""

    rule: str
    read: str = ""


@dataclass(frozen=True)
class Plan:
    """What a question asks. `read_as` is the question after spelling."""

    question: str
    read_as: str
    operations: tuple[Operation, ...] = ()
    names: tuple[Name, ...] = ()
    trace: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def unbound(self) -> tuple[Name, ...]:
        """The names that no chosen report stands for: never ignored."""
        return tuple(n for n in self.names if not n.bound)


__all__ = [
    "Across",
    "Agreement",
    "AllOf",
    "CellPath",
    "Checked",
    "Combined",
    "Complete",
    "Derived",
    "Divided",
    "Fee",
    "Figure",
    "Find",
    "FindingsAsked",
    "Happened",
    "HowTo",
    "Listed",
    "Locate",
    "Name",
    "NameKind",
    "Operand",
    "Operation",
    "OutOfScope",
    "OverYears",
    "Overview",
    "Plan",
    "Premise",
    "RankClaimed",
    "Remedy",
    "Reports",
    "Shape",
    "Step",
    "Values",
    "Verified",
    "Way",
    "Where",
    "Which",
    "Written",
]
