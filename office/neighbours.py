"""The reports beside which a report is reviewed: the agency's year before, and other agencies' on the same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.model import Report
from reports.numerals import fold
from review.similarity import likeness, sketch

# As many as the library gives for a report of its own.
MOST_PEERS = 12


@dataclass(frozen=True)
class Neighbours:
    """What a report is compared with."""

    previous: Report | None = None
    peers: tuple[Report, ...] = ()


def neighbours_among(report: Report, others: Sequence[Report]) -> Neighbours:
    """The neighbours of a report among others that came with it: those of one call are each other's."""
    agency = fold(report.agency_words)
    previous = [
        o
        for o in others
        if report.year and o.year == report.year - 1 and agency and fold(o.agency_words) == agency
    ]
    # An agency that could not be read is not another one: it may be the same.
    same_year = [
        o
        for o in others
        if o.year == report.year and agency and o.agency_words and fold(o.agency_words) != agency
    ]
    return Neighbours(previous[-1] if previous else None, _most_alike(report, same_year))


def _most_alike(report: Report, others: list[Report]) -> tuple[Report, ...]:
    """Those whose narratives have most in common with it; of a few it is all of them."""
    if len(others) <= MOST_PEERS:
        return tuple(others)
    scores = likeness(sketch(report), [sketch(o) for o in others])
    ranked = sorted(range(len(others)), key=lambda i: -scores[i])
    return tuple(others[i] for i in ranked[:MOST_PEERS] if scores[i] > 0)
