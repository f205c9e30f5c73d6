"""The core clause of an item: the first of its clauses that fits a length and says something by itself."""

from __future__ import annotations

import re

from answering.draft.sentence import Span
from answering.evidence.part_five import Item
from answering.overview.material import Pieces, item_pieces

_CLAUSE = re.compile("[^，,；;。：:]+")
_LEADS = re.compile("^(?:个别|部分|一些|少数|目前|当前|仍然?|还|但|在[^，]{2,8}[上中方面里]|对|存在)")
_SHORTEST = 4


def core(item: Item, most: int | None) -> Pieces:
    """The words of an item in at most so many characters, never cut within a clause."""
    if most is None:
        return item_pieces(item)
    text = item.fact.text
    clauses = [(m.start() + item.start, m.end() + item.start) for m in _CLAUSE.finditer(text[item.start :])]
    clauses = [c for c in clauses if c[1] - c[0] >= _SHORTEST]
    fits = [c for c in clauses if c[1] - c[0] <= most]
    if not fits and clauses:
        shorter = [(a + m.end(), b) for a, b in clauses if (m := _LEADS.match(text[a:b]))]
        fits = [c for c in shorter if _SHORTEST <= c[1] - c[0] <= most]
    if not clauses:
        return item_pieces(item, head=True)
    start, end = fits[0] if fits else min(clauses, key=lambda c: c[1] - c[0])
    return (Span(item.fact.id, start, end),)
