"""What the page and the command line work with: the library, its index and the assistant, opened and closed together."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from answering.assistant import Assistant
from answering.facts import Source
from answering.model import Model, ModelSettings
from answering.scope import Named, asks_for_year_before, compared, mentioned
from library.store import Entry, Library
from reports.errors import FileMissingError, UnusableFileError
from reports.model import Report
from reports.reading.archive import unpack
from reports.reading.file_type import FileType, detect
from reports.reading.limits import Limits
from retrieval.passages import report_passages
from retrieval.search import Hit
from review.finding import Finding
from review.reviewer import review
from review.settings import load_review_settings
from settings import Settings

_KEYLESS = "not-needed"
_READER_VERSION = "1"
_MOST_PEERS = 60


def _key(settings: Settings) -> str:
    """The endpoint's key; local servers need none, but the client does not start without one."""
    return settings.openai_api_key.get_secret_value() if settings.openai_api_key else _KEYLESS


def make_model(settings: Settings) -> Model | None:
    """The model of the settings; None where no endpoint or no model's name is set."""
    if not settings.endpoint_configured:
        return None
    key = _key(settings)
    name = settings.model or "gpt-4o-mini"
    return Model(ModelSettings(name, settings.openai_base_url, key, settings.model_timeout))


class Workspace:
    """Library, index and assistant over one data folder. The index is opened later: the page does not wait for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.review_settings = load_review_settings(settings.review_settings)
        self.library = Library(settings.database)
        self.assistant = Assistant(make_model(settings), self._search_library)
        self._index: object | None = None
        self._writing = threading.Lock()
        self._reviewed = lru_cache(maxsize=256)(self._review)

    def open_index(self) -> None:
        """Opens the vector store and repairs it: what the library holds and the store lacks is indexed.

        Raises a StoreError where another process holds the store or the server does not answer.
        """
        from retrieval.embeddings import Endpoint, make_embeddings
        from retrieval.index import ReportIndex

        endpoint = None
        if self.settings.embedding_model and self.settings.endpoint_configured:
            key = _key(self.settings)
            endpoint = Endpoint(self.settings.embedding_model, self.settings.openai_base_url, key)
        embeddings, identity = make_embeddings(endpoint)
        index = ReportIndex(self.settings.data_dir, embeddings, identity, self.settings.chroma_url)
        self._index = index
        known = index.indexed()
        wanted = {e.id for e in self.library.entries()}
        for stale in set(known) - wanted:
            index.remove(stale)
        for missing in (i for i in wanted if known.get(i) != _READER_VERSION):
            self._add_to_index(missing)

    def _add_to_index(self, identifier: str) -> None:
        from retrieval.index import ReportIndex

        if isinstance(self._index, ReportIndex):
            report = self.library.report(identifier)
            with self._writing:
                self._index.add(identifier, _READER_VERSION, report_passages(report, identifier))

    def _search_library(self, question: str, k: int) -> list[Hit]:
        from retrieval.index import EmbeddingUnreachableError, ReportIndex

        try:
            return self._index.search(question, k) if isinstance(self._index, ReportIndex) else []
        except EmbeddingUnreachableError:
            return []  # the Regulation and named reports are answered without vectors

    def add(self, content: bytes, name: str) -> Entry:
        """Keeps a report and indexes it; raises an UnusableFileError before anything is kept.

        Where the embedding endpoint fails the report is kept all the same; the next start indexes it.
        """
        from retrieval.index import EmbeddingUnreachableError

        entry = self.library.add(content, name)
        with contextlib.suppress(EmbeddingUnreachableError):
            self._add_to_index(entry.id)
        return entry

    def add_file(self, path: Path) -> Iterator[Entry]:
        """Keeps the report in a file, or each of those in an archive; raises an UnusableFileError."""
        limits = Limits()
        try:
            data = path.read_bytes() if path.stat().st_size <= limits.file_bytes else b"PK"
        except OSError as error:
            raise FileMissingError("文件不存在或无法打开；请检查路径和权限。") from error
        if data == b"PK":
            raise UnusableFileError(
                f"文件超过 {limits.file_bytes // 1024 // 1024} MB 的上限，未予读取；请确认文件。"
            )
        if detect(data, limits) is FileType.ARCHIVE:
            for name, content in unpack(data, limits):
                yield self.add(content, name)
            return
        yield self.add(data, path.name)

    def remove(self, identifier: str) -> None:
        """Takes a report out of the library and the index."""
        from retrieval.index import ReportIndex

        self.library.remove(identifier)
        self._reviewed.cache_clear()
        if isinstance(self._index, ReportIndex):
            with self._writing:
                self._index.remove(identifier)

    def findings(self, identifier: str) -> tuple[Finding, ...]:
        """The findings on a report of the library, compared with the year before where that is there."""
        return self._reviewed(identifier, len(self.library.entries()))

    def _review(self, identifier: str, _: int) -> tuple[Finding, ...]:
        report = self.library.report(identifier)
        return review(
            report,
            settings=self.review_settings,
            previous=self.library.previous(report),
            peers=self._peers(identifier, report),
        )

    def _peers(self, identifier: str, report: Report) -> list[Report]:
        """Other agencies' reports on the same year, up to a number that is compared in a moment."""
        others = [
            e for e in self.library.entries()
            if e.year == report.year and e.agency != report.agency and e.id != identifier
        ]  # fmt: skip
        return [self.library.report(e.id) for e in others[:_MOST_PEERS]]

    def report(self, identifier: str) -> Report:
        """A report of the library."""
        return self.library.report(identifier)

    def scope_of(self, question: str, chosen: str = "") -> list[Source]:
        """The reports that a question is about: the chosen one, else those it names or compares.

        The agency's report on the year before is added where the question compares with it.
        """
        if chosen:
            sources = [Source(chosen, self.library.report(chosen))]
        else:
            entries = [Named(e.id, e.agency, e.year) for e in self.library.entries()]
            named = mentioned(question, entries) or compared(question, entries)
            sources = [Source(n.id, self.library.report(n.id)) for n in named]
        if len(sources) == 1 and asks_for_year_before(question):
            before = self.library.previous_id(sources[0].report)
            if before is not None:
                sources.append(Source(before, self.library.report(before)))
        return sources

    def close(self) -> None:
        """Closes the index and the library."""
        from retrieval.index import ReportIndex

        if isinstance(self._index, ReportIndex):
            self._index.close()
        self.library.close()
