"""Which operations may be answered by quantities that the prose tells side by side, and by which words."""

from __future__ import annotations

import re

from answering.plan.grouped import Wants, asked_of_groups
from answering.plan.named import row_mentions
from answering.plan.operations import (
    Across,
    Checked,
    Combined,
    Derived,
    Figure,
    Find,
    Listed,
    Operation,
    OverYears,
    Values,
)

# Cases and their outcomes are counted by a table.
_OF_TABLES = re.compile("复议|诉讼|官司|维持|纠正")
_EVERYTHING = (("new_received",), ("total",))


def is_of_prose(operation: Operation, text: str) -> bool:
    """Whether an operation reads no figure of the tables, only all that was received or dealt with, or in a ranking one
    that no table divides."""
    if isinstance(operation, Values):
        figures = [o.figure for o in operation.operands]
        return all(f is None for f in figures) or (len(figures) == 1 and _is_ranked(figures[0], text))
    if isinstance(operation, Across | OverYears):
        ask = asked_of_groups(text)
        return ask is not None and ask.wants in (Wants.SHARE, Wants.REST)
    if isinstance(operation, Checked):
        ask = asked_of_groups(text) if operation.claimed is not None else None
        doubted = operation.claimed is None or (ask is not None and ask.wants is Wants.AGREES)
        return not operation.tables and doubted and len(operation.operands) == 1
    if not isinstance(operation, Combined):
        return isinstance(operation, Listed | Find | Derived)
    if any(_OF_TABLES.search(o.words) for o in operation.operands):
        return False
    figures = [o.figure for o in operation.operands]
    return (
        any(f is None or (f.rows in _EVERYTHING and not f.column_name) for f in figures)
        and not operation.rate
    )


def _is_ranked(figure: Figure | None, text: str) -> bool:
    """Whether the parts of a figure are ranked that only the prose can tell (罚单哪一类最少)."""
    ask = asked_of_groups(text)
    if figure is None or ask is None or ask.wants is not Wants.RANK:
        return False
    return figure.table == "active_disclosure" or (figure.rows in _EVERYTHING and not figure.column_name)


def with_named(operation: Operation, text: str) -> str:
    """A question with what the question before it named, where it goes on from that (占比呢), and with the name by which
    the report itself calls what is ranked (行政处罚 for 罚单)."""
    if isinstance(operation, Values) and operation.operands[0].figure is not None:
        (start, end), row = row_mentions(text)[0] if row_mentions(text) else ((0, 0), None)
        disclosed = row is not None and row.table == "active_disclosure"
        return f"{text[:start]}{row.name}{text[end:]}" if row is not None and disclosed else text
    if not isinstance(operation, Combined) or operation.rate or operation.operands[0].words in text:
        return text
    return f"{operation.operands[0].words.rstrip('?？')}，{text}"
