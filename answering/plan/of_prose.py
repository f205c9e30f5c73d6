"""Which operations may be answered by quantities that the prose tells side by side, and by which words."""

from __future__ import annotations

from answering.plan.operations import Combined, Derived, Find, Listed, Operation

_EVERYTHING = (("new_received",), ("total",))


def is_of_prose(operation: Operation) -> bool:
    """Whether an operation reads no figure of the tables, or only all that was received or dealt with."""
    if not isinstance(operation, Combined):
        return isinstance(operation, Listed | Derived | Find)
    figures = [o.figure for o in operation.operands]
    return (
        any(f is None or (f.rows in _EVERYTHING and not f.column_name) for f in figures)
        and not operation.rate
    )


def with_named(operation: Operation, text: str) -> str:
    """A question with what the question before it named, where it goes on from that (占比呢)."""
    if not isinstance(operation, Combined) or operation.operands[0].words in text:
        return text
    return f"{operation.operands[0].words.rstrip('?？')}，{text}"
