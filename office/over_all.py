"""Questions over all the reports that a viewer may see: put to the database, and answered from those it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from answering.over_all import OverAll, figure_over_all, over_all
from answering.plan.scope import Named, comparable, mentioned
from library.figures import cell_name

if TYPE_CHECKING:
    from answering.answer import Answer
    from answering.plan.operations import CellPath
    from answering.source import Source
    from office.workspace import Workspace

# Of more reports than this a figure is asked of the database; as many are read otherwise.
_MOST_OPENED = 30


def across(workspace: Workspace, question: str, entries: Sequence[Named]) -> OverAll | None:
    """What is asked of a figure of more reports than are opened for one answer; None where it is not that."""
    if not figure_over_all(question):
        return None
    reports = comparable(question, entries)
    if len(reports) <= _MOST_OPENED:
        return None

    def sums(cells: Iterable[tuple[str, CellPath]]) -> dict[str, Decimal]:
        return workspace.figures.sums(cell_name(edition, *path) for edition, path in cells)

    return over_all(question, reports, sums)


def answer_across(
    workspace: Workspace,
    shelf: Callable[[], Sequence[Named]],
    question: str,
    sources: Sequence[Source],
    known: OverAll | None = None,
) -> Answer | None:
    """The answer over all reports, where the sources are those that it cites; `known` is what was found when they were
    looked for, so that it is not asked of the database again."""
    if not 0 < len(sources) <= _MOST_OPENED or not figure_over_all(question):
        return None
    found = known if known is not None and known.question == question else None
    if found is None:
        entries = shelf()
        found = None if mentioned(question, entries) else across(workspace, question, entries)
    if found is None or {n.id for n in found.telling} != {s.id for s in sources}:
        return None
    return found.answer(sources)
