"""The plan of a question: its operations over the names that it gives, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from answering.plan.operations.reckoned import (
    Across,
    Combined,
    Derived,
    Divided,
    Listed,
    OverYears,
    Values,
    Which,
)
from answering.plan.operations.services import Application, Fee, HowTo, OutOfScope, Reports
from answering.plan.operations.texts import Contacts, Find, FindingsAsked, Locate, Remedy, Where, Written
from answering.plan.operations.verified import (
    Agreement,
    AllOf,
    Checked,
    Happened,
    Premise,
    RankClaimed,
    Turned,
    Verified,
)
from answering.plan.shapes import Complete, Overview

Operation = (
    Values | Combined | Verified | Divided | Across | OverYears | Checked | Agreement | Premise | AllOf | Happened | RankClaimed | Turned | Find | Locate | Where | Overview
    | Written | Complete | Contacts | Derived | Listed | Remedy | FindingsAsked | Fee | Application | Reports | Which | HowTo | OutOfScope
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
