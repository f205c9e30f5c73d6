"""What is made of one report to answer questions about it, each part when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from answering.evidence.groups import Group, groups_of
from answering.evidence.narrative_index import NarrativeIndex
from answering.matching.told import ToldIndex
from answering.source import Source
from retrieval.search import PassageSearch
from retrieval.searches import Searches
from review.finding import Finding
from review.reviewer import review


class Held:
    """A report with its prose clause by clause, its passages and the findings of its review."""

    def __init__(self, source: Source, searches: Searches) -> None:
        self._searches = searches
        self.source = source
        self.report = source.report

    @cached_property
    def passages(self) -> PassageSearch:
        """The searcher of its passages."""
        return self._searches.of_report(self.report, self.source.id)

    @cached_property
    def narrative(self) -> NarrativeIndex:
        """Its prose, clause by clause."""
        return NarrativeIndex(self.report)

    @cached_property
    def told(self) -> ToldIndex:
        """The sentences of its prose with all that they are read with."""
        return ToldIndex(self.narrative)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The like quantities that its prose tells side by side."""
        return groups_of(self.report)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the review found."""
        return review(self.report)
