"""由2021年的21篇变为2022年的27篇: each number held against what the report of its year says, and the way against both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answering.attribution import counted
from answering.with_model.material import Piece
from answering.with_model.settled.claim import Claim, Said
from answering.with_model.settled.wordings import wording
from reports.prose.comparison import measure
from retrieval.terms import pairs

_CLAUSE_BEGINS = re.compile("[，,。；;：:]")


def settle_became(claim: Claim) -> Claim:
    """Takes out what something was and became, where the reports of the two years give these numbers for it."""
    gone: list[tuple[int, int]] = []
    for match in wording("became").finditer(claim.text):
        first, second = _number_at(claim, match, "first"), _number_at(claim, match, "second")
        if first is None or second is None:
            continue
        label = _CLAUSE_BEGINS.split(claim.text[: match.start()])[-1] or claim.text[: match.start()]
        of_years = [
            (n, list(_of_year(claim, match[year]))) for n, year in ((first, "year"), (second, "then"))
        ]
        if (match["up"] and second.value <= first.value) or (match["down"] and second.value >= first.value):
            claim = claim.wrong(f"“{match['way']}”与前后两个数相反")
        elif not all(pieces for _, pieces in of_years):
            continue
        elif all(any(_gives(p, label, n) for p in pieces) for n, pieces in of_years):
            gone.append(match.span())
        else:
            claim = claim.wrong(f"“{match[0]}”与两个年度的材料不符")
    return claim.without(*gone)


def _number_at(claim: Claim, match: re.Match[str], group: str) -> Said | None:
    """The number that the sentence itself writes at that place; code has read those of slots from their cells."""
    start, end = match.span(group)
    found = [n for n in claim.numbers if n.fill is None and start <= n.start and n.end <= end]
    return found[0] if len(found) == 1 else None


def _of_year(claim: Claim, year: str) -> Iterator[Piece]:
    for piece in claim.cited("P"):
        if piece.source is not None and piece.source.report.year == int(year):
            yield piece


def _gives(piece: Piece, label: str, number: Said) -> bool:
    """Whether a piece gives a number for something that a label says."""
    own, words = number.quantity, set(pairs(label))
    return own is not None and any(
        c.value == measure(own).value and c.unit == measure(own).unit and words & c.terms
        for c in counted(piece.text)
    )
