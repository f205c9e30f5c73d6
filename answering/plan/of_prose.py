"""Which operations may be answered by quantities that the prose tells side by side, and by which words."""

from __future__ import annotations

import re

from answering.plan.operations import Combined, Find, Listed, Operation, Values

# Cases and their outcomes are counted by a table.
_OF_TABLES = re.compile("复议|诉讼|官司|维持|纠正")
_EVERYTHING = (("new_received",), ("total",))


def is_of_prose(operation: Operation) -> bool:
    """Whether an operation reads no figure of the tables, or only all that was received or dealt with."""
    if isinstance(operation, Values):
        return all(o.figure is None for o in operation.operands)
    if not isinstance(operation, Combined):
        return isinstance(operation, Listed | Find)
    if any(_OF_TABLES.search(o.words) for o in operation.operands):
        return False
    figures = [o.figure for o in operation.operands]
    return (
        any(f is None or (f.rows in _EVERYTHING and not f.column_name) for f in figures)
        and not operation.rate
    )


def with_named(operation: Operation, text: str) -> str:
    """A question with what the question before it named, where it goes on from that (占比呢)."""
    if not isinstance(operation, Combined) or operation.rate or operation.operands[0].words in text:
        return text
    return f"{operation.operands[0].words.rstrip('?？')}，{text}"
