"""What was copied from the agency's report on the year before: asked by several rules, of which one tells it."""

from __future__ import annotations

from review.identities import CellKey
from review.rule import Context
from review.similarity import Overlap, compare

_FEWEST_NUMBERS = 3
# What may well be the same in two years, and what follows from other cells.
_TELL_NOTHING = frozenset(("现行有效件数", "total"))


def like_before(context: Context) -> Overlap | None:
    """How the narrative overlaps with last year's, where it does so beyond what the settings allow."""
    return context.once("like before", _like_before)


def _like_before(context: Context) -> Overlap | None:
    if context.previous is None or context.previous.year == context.report.year:
        return None
    overlap = compare(context.report, context.previous)
    return overlap if overlap.ratio >= context.settings.similarity and overlap.shared else None


def copied_cells(context: Context, kind: str) -> list[CellKey]:
    """The cells that tell that a whole table is last year's, which are not 0; none where it is not."""
    before = context.previous
    mine = context.report.tables.get(kind)
    theirs = before.tables.get(kind) if before and before.edition == context.report.edition else None
    if mine is None or theirs is None:
        return []
    values, old = (
        {(r, c): cell.value for r, cells in table.cells.items() for c, cell in cells.items()}
        for table in (mine, theirs)
    )
    telling = [k for k, v in values.items() if v and k[1] not in _TELL_NOTHING]
    return telling if values == old and len(telling) >= _FEWEST_NUMBERS else []
