"""The searches that an assistant needs: of the Regulation, and of any report that is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from reports.model import Report
from retrieval.embeddings import Named, make_embeddings
from retrieval.passages import guide_passages, regulation_passages, report_passages
from retrieval.search import PassageSearch
from retrieval.vectors import Computed, Questions, Vector, shipped_for

if TYPE_CHECKING:
    from retrieval.chroma import ChromaVectors
    from retrieval.store import Store


class Searches:
    """Searches in process; once `store` is set its vectors are used.

    With `compute` a report's vectors are made when its passages are first searched: for a file that is asked about
    once. Without it nothing waits: until the store has them, words alone answer.
    """

    def __init__(self, named: Named | None = None, compute: bool = True) -> None:
        self.named = named or make_embeddings()
        self.store: Store | None = None
        self._compute = compute

    @cached_property
    def regulation(self) -> PassageSearch:
        """The search of the Regulation."""
        return PassageSearch(regulation_passages(), _AtHand(self, ruled=True))

    @cached_property
    def guided(self) -> PassageSearch:
        """The search of the Regulation and of what citizens want to get done by it."""
        return PassageSearch((*regulation_passages(), *guide_passages()), _AtHand(self, ruled=True))

    def of_report(self, report: Report, identifier: str) -> PassageSearch:
        """The search of one report; it never opens the store."""
        vectors = Computed(self.named) if self._compute else _AtHand(self, ruled=False)
        return PassageSearch(report_passages(report, identifier), vectors)


class _AtHand(Questions):
    """Vectors that cost nothing: shipped with the product, or in the store once it is open."""

    def __init__(self, searches: Searches, ruled: bool) -> None:
        super().__init__(searches.named)
        self._searches = searches
        self._ruled = ruled

    def known(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        """The vectors at hand."""
        texts = list(texts)
        found = dict(shipped_for(self._searches.named, texts))
        missing = [t for t in texts if t not in found]
        store = self._searches.store
        if store is not None and missing:
            kept: ChromaVectors = store.ruled if self._ruled else store.vectors
            found.update(kept.known(missing))
        return found
