"""What the page and the command line work with: the library, its index and the assistant, opened and closed together."""

from __future__ import annotations

import contextlib
import logging
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

from errors import NO_FAULT, NianbaoError
from letters.letter import LetterSettings
from library.accounts import Accounts
from library.assignments import Assignments
from library.conversations import Conversations
from library.database import Database
from library.decisions import Decisions
from library.entries import Entry
from library.figures import Figures
from library.files import Files, files_folder
from library.fingerprint import reader_fingerprint
from library.index_outcomes import IndexOutcomes
from library.jobs import Jobs
from library.kept_settings import KeptSettings
from library.letters import SavedLetters
from library.limits import Limits
from library.own_findings import OwnFindings
from library.phrases import Phrases
from library.presences import Presences
from library.removals import Removals
from library.shared_files import SharedFiles
from library.stages import Stages
from library.store import Library
from library.told import Told
from library.trail import Trail
from library.worklist import Worklist
from office.endpoints import embedding_endpoint, make_model
from office.hands import Hands
from office.office_settings import OfficeSettings
from office.reviews import Reviews
from office.search_state import SearchState
from retrieval.locking import StoreError
from retrieval.passages import report_passages
from retrieval.purge import PurgeError, clear_unused, drop_damaged, purge
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from answering.assistant import Assistant
    from office.helper import Helper
    from retrieval.search import Hit
    from retrieval.searches import Searches
    from retrieval.store import Store

LOGGER = logging.getLogger(__name__)


class Workspace:
    """Library, index and assistant over one data folder. The index is opened later: the page does not wait for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database(settings.database)
        self.library = Library(self.database)
        self.decisions = Decisions(self.database)
        self.own_findings = OwnFindings(self.database)
        self.letters = SavedLetters(self.database)
        self.assignments = Assignments(self.database)
        self.accounts = Accounts(self.database)
        self.limits = Limits(self.database)
        self.presences = Presences(self.database)
        self.conversations = Conversations(self.database)
        self.phrases = Phrases(self.database)
        self.stages = Stages(self.database)
        self.figures = Figures(self.database)
        self.worklist = Worklist(self.database)
        self.told = Told(self.library)
        self.removals = Removals(self.database)
        self.trail = Trail(self.database)
        shared = SharedFiles(settings.files, self.database) if settings.files else None
        self.files = Files(files_folder(settings.data_dir), shared=shared)
        self.model = make_model(settings)
        self._embedding = embedding_endpoint(settings)
        self._asking = threading.Lock()
        self._asked: tuple[Assistant, Searches] | None = None
        self._index: Store | None = None
        self._unopened = False
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self.closing = threading.Event()
        self.jobs = Jobs(self.database)
        self.hands = Hands(self.jobs, self.closing)
        self.other_hands = Hands(self.jobs, self.closing)
        # A process of its own beside the page; where there is none this one reads and makes files itself.
        self.helper: Helper | None = None
        # Told of what is stored by a process that does not index it.
        self.stored_elsewhere: Callable[[str], None] | None = None
        # Told of the faults that the page's own worker writes into its log, by the loggers' names.
        self.faulted_elsewhere: Callable[[str], None] | None = None
        self.outcomes = IndexOutcomes(self.database)
        self.office = OfficeSettings(settings, KeptSettings(self.database))
        self.reviews = Reviews(self.library, self.decisions, self.own_findings, self.office.rules())

    @property
    def assistant(self) -> Assistant:
        """Who answers questions."""
        return self._assistant_and_searches()[0]

    @property
    def searches(self) -> Searches:
        """The searches of the assistant."""
        return self._assistant_and_searches()[1]

    def _assistant_and_searches(self) -> tuple[Assistant, Searches]:
        """Made when first asked for, behind the page: LangChain and all that answers take long to import."""
        with self._asking:
            if self._asked is None:
                from answering.assistant import Assistant
                from retrieval.embeddings import make_embeddings
                from retrieval.searches import Searches

                searches = Searches(make_embeddings(self._embedding), compute=False)
                self._asked = Assistant(self.model, searches=searches), searches
            return self._asked

    def go_on(self) -> None:
        """Has this process work on whatever is to be done."""
        from office.work import making, putting_away, reading

        if self.helper is not None:
            self.other_hands.start(putting_away(self))
            self.helper.go_on()
            return
        self.hands.start(reading(self))
        self.other_hands.start({**making(self), **putting_away(self)})

    def open_index(self) -> None:
        """Opens the vector store and repairs it: what the library holds and the store lacks is indexed.

        Raises a StoreError where another process holds the store or the server does not answer. Once it is open nothing
        happens.
        """
        with self._opening:
            if self._index is None:
                try:
                    self._open_index()
                except StoreError:
                    self._unopened = True
                    raise
        self.catch_up()

    def _open_index(self) -> None:
        from retrieval.store import Store

        chroma = self.settings.data_dir / "chroma"
        if not self.settings.chroma_url:
            clear_unused(chroma)
            if drop_damaged(chroma):
                LOGGER.warning("向量库的文件已损坏，已从资料库重新建立索引。")
        index = Store(self.settings.data_dir, self.searches.named, self.settings.chroma_url)
        self._index = self.searches.store = index

    def catch_up(self) -> None:
        """Indexes what the library holds and the store lacks, since it was put in by another process or before, and looks
        whether the server of the vectors has what it had."""
        if self._index is None:
            return
        self._index.look()
        known, wanted = self._index.indexed(), self.library.ids()
        for stale in set(known) - wanted:
            self.removals.begin(stale)
        self.finish_removals()
        for missing in (i for i in wanted if known.get(i) != reader_fingerprint()):
            self.index_report(missing)

    def make_vectors(self, behind: bool) -> None:
        """Makes the vectors that the store lacks, behind the page or at once (EmbeddingUnreachableError)."""
        if self._index is not None and behind:
            self._index.start()
        elif self._index is not None:
            self._index.make_vectors()

    @property
    def search_state(self) -> SearchState:
        """How far the full text of the library can be searched now."""
        if self._index is None:
            return SearchState.WORDS if self._unopened else SearchState.PREPARING
        return SearchState.OK if self._index.answers else SearchState.WORDS

    @property
    def index_ready(self) -> bool:
        """Whether the full text of the library can be searched."""
        return self._index is not None

    def index_report(self, identifier: str) -> None:
        """Indexes a report anew; nothing happens while the index is not open: opening it repairs it."""
        if self._index is None:
            if self.stored_elsewhere is not None:
                self.stored_elsewhere(identifier)
            return
        with self.outcomes.watched(identifier):
            report = self.library.report(identifier)
            with self._writing:
                if self.library.entry(identifier) is not None:  # it may have been removed meanwhile
                    self._index.add(identifier, reader_fingerprint(), report_passages(report, identifier))

    def search(self, question: str, k: int, visible: set[str]) -> list[Hit]:
        """The best passages of the reports with these ids."""
        return self._index.library(visible).find(question, k) if self._index is not None else []

    def add(self, content: bytes, name: str, owner: str = "", published: bool = False) -> Entry:
        """Keeps a report and indexes it; raises an UnusableFileError or a LibraryError before anything is kept.

        Where it cannot be indexed it is kept all the same; the next start indexes it.
        """
        return self.keep(content, name, owner, published)[0]

    def keep(
        self, content: bytes, name: str, owner: str, published: bool, within: tuple[str, ...] = ()
    ) -> tuple[Entry, str]:
        """Keeps a report as `add` does, within the agencies that its owner is limited to, and says what could not be done yet."""
        entry = self.library.add(content, name, owner, published, within)
        self._drop_beside(entry.id)
        try:
            self.index_report(entry.id)
        except NO_FAULT:
            raise
        except BaseException as error:
            LOGGER.exception("%s was kept but not indexed", entry.id)
            why = str(error) if isinstance(error, NianbaoError) else ""
            return entry, f"已收录，但全文检索暂时没有建立，下次启动时自动补上。{why}"
        return entry, ""

    def publish(self, identifier: str, published: bool, who: str = "") -> None:
        """Shows a report to every reviewer and to citizens, or takes that back."""
        self.library.publish(identifier, published, who)
        self._drop_beside(identifier)

    def list_under(self, identifier: str, agency: str, who: str = "") -> None:
        """Lists a report under another name of its agency, "" for the one that was read in it."""
        self._drop_beside(identifier)
        self.library.name_agency(identifier, agency, who)
        self._drop_beside(identifier)

    def remove(self, identifier: str, who: str = "") -> None:
        """Takes a report out of the library, the index and the files made of it, so that no text of it is left."""
        self.library.kept_counts.drop_beside(identifier)
        self.removals.begin(identifier, who)
        self.library.forget()
        self.reviews.forget()
        self._finish_removal(identifier)

    def finish_removals(self) -> None:
        """Ends the removals that were cut off."""
        for identifier in self.removals.unfinished():
            self._finish_removal(identifier)

    def _finish_removal(self, identifier: str) -> None:
        """What cannot be cleaned now stays noted, and is tried again at the next start."""
        self.files.forget_report(identifier)
        if self._index is None:
            return
        with self._writing, contextlib.suppress(PurgeError, StoreError):
            if self.library.entry(identifier) is None:  # else it was handed in again meanwhile
                self._index.remove(identifier)
                self._index.forget_removed()
                if not self.settings.chroma_url:
                    purge(self.settings.data_dir / "chroma")
            self.removals.finish(identifier)

    def _drop_beside(self, identifier: str) -> None:
        """What is found on a report depends on those beside it."""
        self.library.kept_counts.drop_beside(identifier)
        self.reviews.changed.set()

    def letter_settings(self, day: date) -> LetterSettings:
        """What the office set for its letters: its name, whom to ask, and the deadline counted from a day."""
        return self.office.letters().on(day)

    def use_rules(self, sheet: dict[str, Any] | None, who: str = "") -> None:
        """Puts a sheet of rules in force and keeps it; None goes back to the file of the environment.

        Raises a ValidationError or a ReviewSettingsError where it cannot be used.
        """
        self.reviews.use(self.office.keep_rules(sheet, who))

    def take_up_rules(self) -> None:
        """Puts the rules in force here that another process has kept; raises a ReviewSettingsError where they cannot be
        used."""
        rules = self.office.rules()
        if rules != self.reviews.settings:
            self.reviews.use(rules)

    def take_back_rules(self, who: str = "") -> None:
        """Puts the sheet of rules in force again that was before the last one."""
        self.reviews.use(self.office.take_back_rules(who))

    def close(self) -> None:
        """Closes the index and the library."""
        self.closing.set()
        self.reviews.changed.set()
        if self.helper is not None:
            self.helper.end()
        if self._index is not None:
            self._index.close()
        self.files.end()
        self.database.close()
