"""What is looked up for a question over many reports: the model says it in plain questions, the rules carry them out.

More than two reports do not fit into a prompt, so the model would see only what the rules made of the question in the
user's own words. It plans over the same closed list of operations as they do: each line that it writes is read by the
one planner, and what the planner does not understand finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from answering.answer import Answer
from answering.hostile import poses_as_instruction
from answering.model import Model
from answering.plan.named import asked_rows
from answering.plan.scope import Named
from answering.with_model.protocol import folded, undressed

_MOST_LINES = 4
_LONGEST_LINE = 80
_MOST_NAMED = 60
_LINE = re.compile(r"[一-鿿]{4,}")


def looked_up(
    model: Model, question: str, history: str, shelf: Sequence[Named], run: Callable[[str], Answer]
) -> tuple[Answer, ...]:
    """The answers to the plain questions that the model makes of one about the reports of a shelf, those that found
    something; `run` answers by rules. Raises ModelError."""
    reply = model.complete(
        "plan",
        {
            "figures": "、".join(_figure_names()),
            "shelf": _told(shelf),
            "history": history,
            "question": question,
        },
    )
    found = (run(line) for line in lines_of(reply))
    return tuple(answer for answer in found if not answer.abstained)


def lines_of(reply: str) -> list[str]:
    """The plain questions of a reply, four at most: without bullets and numbers, each once."""
    lines = (undressed(line) for line in folded(reply).splitlines())
    usable = (
        line
        for line in lines
        if _LINE.search(line) and len(line) <= _LONGEST_LINE and not poses_as_instruction(line)
    )
    return list(dict.fromkeys(usable))[:_MOST_LINES]


@cache
def _figure_names() -> tuple[str, ...]:
    """What the cells of the tables are called in answers."""
    return tuple(dict.fromkeys(row.name for row in asked_rows()))


def _told(shelf: Sequence[Named]) -> str:
    """The reports by name, or of a large library how many there are and from which years."""
    if len(shelf) <= _MOST_NAMED:
        return "、".join(f"{n.agency}{n.year or ''}年" for n in shelf)
    years = sorted({n.year for n in shelf if n.year})
    agencies = {n.agency for n in shelf}
    return (
        f"{len(agencies)}个单位的{len(shelf)}份报告，{years[0]}年至{years[-1]}年"
        if years
        else f"{len(shelf)}份报告"
    )
