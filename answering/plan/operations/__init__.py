"""What a question asks, as data: a closed list of typed operations over names that the question gives.

Two planners make the same Plan: one by rules (answering.plan.read_plan), one by a model. Everything after it is shared.
"""

from __future__ import annotations

from answering.plan.operand import CellPath, Figure, Operand
from answering.plan.operations.plan import Name, NameKind, Operation, Plan, Step
from answering.plan.operations.reckoned import (
    Across,
    Combined,
    Derived,
    Divided,
    Listed,
    OverYears,
    Values,
    Way,
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
from answering.plan.shapes import Complete, Overview, Shape

__all__ = [
    "Across",
    "Agreement",
    "AllOf",
    "Application",
    "CellPath",
    "Checked",
    "Combined",
    "Complete",
    "Contacts",
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
    "Turned",
    "Values",
    "Verified",
    "Way",
    "Where",
    "Which",
    "Written",
]
