"""The reports beside which a report is reviewed: the agency's year before, and other agencies' on the same year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.model import Report
from reports.numerals import fold
from review.similarity import sketch
from review.sketches import likeness

# As many as the library gives for a report of its own.
MOST_PEERS = 12
# From here on two narratives are one text with other names: the sketch puts aside names of places and numbers.
_ONE_TEXT = 0.9


@dataclass(frozen=True)
class Neighbours:
    """What a report is compared with."""

    previous: Report | None = None
    peers: tuple[Report, ...] = ()


class Call:
    """The reports that came in one call: each other's neighbours."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = list(reports)
        self._agencies = [fold(r.agency_words) for r in self._reports]

    @cached_property
    def _sketches(self) -> list[bytes]:
        return [sketch(r) for r in self._reports]

    def neighbours(self, report: Report) -> Neighbours:
        """The neighbours of one of the reports among the others."""
        agency = fold(report.agency_words)
        previous = [
            o
            for o, name in zip(self._reports, self._agencies, strict=True)
            if report.year and o.year == report.year - 1 and agency and name == agency
        ]
        return Neighbours(previous[-1] if previous else None, self._peers(report, agency))

    def _peers(self, report: Report, agency: str) -> tuple[Report, ...]:
        """Other agencies' reports on the same year whose narratives have most in common with it.

        An agency that could not be read is not another one: it may be the same.
        """
        of_year = [i for i, o in enumerate(self._reports) if o.year == report.year and self._agencies[i]]
        if not agency or all(self._agencies[i] == agency for i in of_year):
            return ()
        scores = dict(zip(of_year, self._likeness(report, of_year), strict=True))
        copies = Counter(self._agencies[i] for i in of_year if scores[i] >= _ONE_TEXT)
        peers = [i for i in of_year if self._agencies[i] != agency and scores[i] > 0]
        # Where most files with this text are this agency's, it is the others that have it from there.
        others = max((n for name, n in copies.items() if name != agency), default=0)
        if copies[agency] > others:
            peers = [i for i in peers if scores[i] < _ONE_TEXT]
        ranked = sorted(peers, key=lambda i: -scores[i])
        return tuple(self._reports[i] for i in ranked[:MOST_PEERS])

    def _likeness(self, report: Report, of_year: Sequence[int]) -> list[float]:
        at = next(i for i, o in enumerate(self._reports) if o is report)
        return likeness(self._sketches[at], [self._sketches[i] for i in of_year])
