"""What a question names and no report at hand stands for: said, with what the reports and the library have instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.answer import Answer
from answering.evidence.held import Held
from answering.matching.judged import told_of_year
from answering.plan.measures import asks_number
from answering.plan.operations import (
    Application,
    Fee,
    Find,
    HowTo,
    Name,
    NameKind,
    Operation,
    OutOfScope,
    Plan,
    Values,
)
from answering.plan.places_said import unknown_places
from answering.plan.routing import asks_for_rules
from answering.plan.scope import Named, mentioned

# What these ask is not of a year or an agency.
_WITHOUT_NAMES = (Fee, HowTo, OutOfScope, Application)
_SETS_AGAINST = re.compile("比|较|同比|增|减|升|降|变化")
_YEAR_SAID = re.compile(r"(?:19|20)\d\d年?(?:度)?")

Shelf = Callable[[], Sequence[Named]]


def without_report(plan: Plan, helds: Sequence[Held], shelf: Shelf | None) -> Answer | None:
    """That the library has no report of the year, or that a name is of no chosen report; None where neither is so."""
    if isinstance(plan.operations[0], _WITHOUT_NAMES):
        return None
    absent = _not_in_library(plan, shelf) if not helds else ""
    if absent:
        return Answer(plan.question, absent, abstained=True)
    return _refused(plan, plan.unbound, helds, shelf) if plan.unbound else None


def of_another_year(
    operation: Operation, plan: Plan, helds: Sequence[Held], shelf: Shelf | None
) -> Answer | None:
    """What is said where a number of the year of another report is wanted, without setting it against the report's own;
    None where it is not."""
    years = [n for n in plan.names if n.kind is NameKind.YEAR]
    beside = any(n.bound and not n.why for n in years) or _SETS_AGAINST.search(plan.read_as) is not None
    other = next((n for n in years if n.why and asks_number(plan.read_as)), None)
    if other is None or beside or not isinstance(operation, Values | Find):
        return None
    return _refused(plan, (other,), helds, shelf)


def with_full_agency(operation: Operation, plan: Plan, shelf: Shelf | None) -> Operation:
    """A request with the agency's full name, where the library knows it."""
    if not isinstance(operation, Application) or shelf is None:
        return operation
    every = shelf()
    names = {n.agency for n in mentioned(operation.agency or plan.read_as, every) if n.agency}
    # 交通局 is short for 交通运输局.
    spread = re.compile(".{0,4}".join(map(re.escape, operation.agency)) + "$") if operation.agency else None
    names = names or {n.agency for n in every if spread is not None and spread.search(n.agency)}
    return replace(operation, agency=names.pop()) if len(names) == 1 else operation


def _refused(plan: Plan, names: Sequence[Name], helds: Sequence[Held], shelf: Shelf | None) -> Answer:
    """What the reports at hand say themselves of the other year, else that they do not stand for some names."""
    told = _of_named_year(plan, helds)
    if told is not None:
        return told
    why = f"{'；'.join(n.why for n in names)}。{_offered(plan, helds, shelf)}"
    return Answer(plan.question, why, abstained=True)


def _of_named_year(plan: Plan, helds: Sequence[Held]) -> Answer | None:
    """What the reports at hand say of the one year of another report that a question names; a report tells of others too."""
    years = [n.text for n in plan.names if n.kind is NameKind.YEAR and n.why]
    others = [n for n in plan.unbound if n.kind is not NameKind.YEAR]
    if len(years) != 1 or others:
        return None
    return told_of_year(plan.read_as, plan.question, years[0], helds)


def _not_in_library(plan: Plan, shelf: Shelf | None) -> str:
    """That the library has an agency that a question names, and no report of the year; empty where that is not so."""
    if shelf is not None and not asks_for_rules(plan.read_as):
        unknown = unknown_places(plan.read_as, (n.agency for n in shelf()))
        if unknown:
            return f"资料库里没有{'、'.join(unknown)}的报告。"
    every = shelf() if shelf is not None and _YEAR_SAID.search(plan.read_as) else ()
    of_agency = mentioned(_YEAR_SAID.sub("", plan.read_as), every) if every else []
    if not of_agency or mentioned(plan.read_as, every):
        return ""
    agencies = {n.agency for n in of_agency}
    years = sorted({n.year for n in every if n.agency in agencies and n.year})
    said = "、".join(sorted(agencies))
    return f"资料库里没有{said}这一年度的报告，只有{'、'.join(f'{y}年' for y in years)}的，可以改问这些年度。"


def _offered(plan: Plan, helds: Sequence[Held], shelf: Shelf | None) -> str:
    """Which reports of the library are on the agency or the year that a question names and the chosen ones lack."""
    years = {int(n.text[:4]) for n in plan.names if n.kind is NameKind.YEAR and n.why}
    every = shelf() if shelf is not None else ()
    own = {h.report.agency for h in helds}
    found = mentioned(plan.read_as, every) or [n for n in every if n.year in years and n.agency in own]
    held = {h.source.id for h in helds}
    names = [f"{n.agency}{n.year}年" for n in found if n.id not in held and (not years or n.year in years)]
    return f"资料库里有{'、'.join(dict.fromkeys(names))}的报告，可以选它再问。" if names else ""
