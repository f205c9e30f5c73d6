"""The one door to what is kept to be searched: the library's passages and the Regulation, over SQLite and Chroma.

A report is found by its words as soon as it is taken in; its vectors follow in a thread of their own. Whatever
becomes of one report stops no other.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from errors import NO_FAULT
from retrieval.catalogue import Catalogue
from retrieval.chroma import ChromaVectors, connect
from retrieval.embeddings import EmbeddingUnreachableError, Named
from retrieval.locking import StoreError, StoreLock, StoreLockedError, StoreUnreachableError
from retrieval.passages import Passage, guide_passages, regulation_passages
from retrieval.search import Hit, PassageSearch, Search
from retrieval.vectors import digest

__all__ = ["LibrarySearch", "Store", "StoreError", "StoreLockedError", "StoreUnreachableError"]

LOGGER = logging.getLogger("nianbao")
_CANDIDATES = 100
_MOST_CANDIDATES = 1000
# So many reports are scored whole; more are searched through the nearest vectors and the most telling words.
_FEW = 20
_AGAIN_AFTER, _SERVER_AGAIN_AFTER = 300.0, 10.0


class Store:
    """The passages of the library's reports and of the Regulation, with their words and vectors."""

    def __init__(
        self,
        folder: Path,
        named: Named,
        server: str | None = None,
        ruled: Sequence[Passage] | None = None,
    ) -> None:
        """Opens or makes the store; raises a StoreError where another process holds it or no server answers.

        `ruled` are the passages of the Regulation, all of them where nothing is said.
        """
        self._rules = (*regulation_passages(), *guide_passages()) if ruled is None else ruled
        self._lock = None if server else StoreLock(folder)
        if self._lock:
            self._lock.acquire()
        try:
            self._catalogue = Catalogue(folder / "passages.sqlite3")
            client = connect(folder / "chroma", server)
            self.vectors = ChromaVectors(client, "reports", named, bool(server))
            self.ruled = ChromaVectors(client, "regulation", named, bool(server))
        except BaseException:
            if self._lock:
                self._lock.release()
            raise
        self._closing = threading.Event()
        self._waiting = threading.Event()
        self._guard = threading.Lock()
        # What is to get vectors; None: whatever is found without.
        self._pending: list[str] | None = None
        self._thread: threading.Thread | None = None

    def indexed(self) -> dict[str, str]:
        """The reports that can be found, each with the version of the reading that was taken in."""
        return self._catalogue.reports()

    def add(self, report: str, version: str, passages: Sequence[Passage]) -> None:
        """Takes a report in, or anew; it is found by its words at once, by its meaning a little later."""
        self.vectors.remove(self._catalogue.add(report, version, passages))
        with self._guard:
            if self._pending is not None:
                self._pending += [t for p in passages for t in p.embedded]
        self._waiting.set()

    def remove(self, report: str) -> None:
        """Takes a report out, with the vectors that no other report needs."""
        # Again afterwards: the thread that makes vectors may have made some of it meanwhile.
        self.vectors.remove(self._catalogue.remove(report, self.vectors.remove))

    def forget_removed(self) -> None:
        """Leaves nothing of what was removed in the free pages of the catalogue."""
        self._catalogue.compact()

    def count(self) -> int:
        """How many passages there are."""
        return self._catalogue.count()

    @property
    def answers(self) -> bool:
        """Whether the meaning of a question is searched too, and not its words alone for want of an answer."""
        return self.vectors.answers and self.ruled.answers

    def look(self) -> None:
        """Looks whether the server of the vectors is there, and has what was lost on it made again."""
        # Both are looked at, whatever the first one lacks.
        if True in [self.ruled.lacks(), self.vectors.lacks()]:
            LOGGER.warning("the Chroma server has lost vectors; they are made again")
            with self._guard:
                self._pending = None
            self._waiting.set()

    def make_vectors(self) -> None:
        """Makes what vectors are missing, of the Regulation first; raises EmbeddingUnreachableError."""
        with self._guard:
            texts, self._pending = self._pending, []
        try:
            if texts is None:
                ruled = [t for p in self._rules for t in p.embedded]
                self.ruled.add(ruled, self._closing.is_set)
                self.ruled.keep_only([digest(t) for t in ruled])
                texts = list(self._catalogue.texts().values())
            self.vectors.add(texts, self._closing.is_set)
            # What was taken out while its vectors were being made leaves none behind.
            self.vectors.remove(self._catalogue.unknown(digest(t) for t in texts))
        except BaseException:
            with self._guard:
                self._pending = None
            raise

    def start(self) -> None:
        """Makes vectors in a thread of its own until the store is closed."""
        if self._thread is None:
            self._waiting.set()
            self._thread = threading.Thread(target=self._keep_making, daemon=True, name="vectors")
            self._thread.start()

    def _keep_making(self) -> None:
        while not self._closing.is_set():
            self._waiting.wait()
            self._waiting.clear()
            try:
                self.make_vectors()
            except (EmbeddingUnreachableError, StoreUnreachableError) as error:
                LOGGER.warning("%s words are searched meanwhile", error, exc_info=True)
                again = _AGAIN_AFTER if isinstance(error, EmbeddingUnreachableError) else _SERVER_AGAIN_AFTER
                self._waiting.wait(again)
                self._waiting.set()
            except NO_FAULT:
                raise
            except BaseException:
                LOGGER.exception("making vectors failed; words are searched meanwhile")

    def library(self, visible: Collection[str] | None = None) -> LibrarySearch:
        """The search of the whole library, or of the reports that may be seen."""
        return LibrarySearch(self._catalogue, self.vectors, visible)

    def close(self) -> None:
        """Ends the thread and gives the lock back."""
        self._closing.set()
        self._waiting.set()
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._catalogue.close()
        if self._lock:
            self._lock.release()


class LibrarySearch(Search):
    """Searches the library: the nearest and those with the most telling words are gathered, then scored like any other.

    What may not be seen is passed over here and not in Chroma's query, whose cost with a filter grows with the library.
    """

    def __init__(self, catalogue: Catalogue, vectors: ChromaVectors, visible: Collection[str] | None) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._visible = visible

    def find(self, question: str, k: int = 5) -> list[Hit]:
        """The k best passages of the reports that may be seen, best first."""
        return PassageSearch(self._candidates(question, k), self._vectors).find(question, k)

    def _candidates(self, question: str, k: int) -> list[Passage]:
        if self._visible is not None and len(self._visible) <= _FEW:
            return self._catalogue.passages_of(self._visible)
        most, found = _CANDIDATES, dict[str, Passage]()
        while not len(found) >= k and most <= _MOST_CANDIDATES:
            found = {p.id: p for p in self._catalogue.with_words(question, self._visible, most)}
            asked = self._vectors.question(question)
            if asked is not None:
                near = self._vectors.nearest(asked, most)
                found.update((p.id, p) for p in self._catalogue.with_texts(near, self._visible))
            most *= 10
        return list(found.values())
