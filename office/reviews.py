"""The reviews of the library's reports: made when asked for, kept until something that they depend on changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from library.decisions import Decision, Decisions
from library.own_findings import OwnFinding, OwnFindings
from library.phrases import Phrase
from library.store import Library
from office.neighbours import Neighbours
from office.one_review import Review, review, rules_in_force, with_adopted
from office.wording import phrased
from review.rounds import Rounds, compare_rounds
from review.settings import ReviewSettings

_HELD = 512


def _with(
    made: Review,
    decisions: Mapping[str, Decision],
    own: Mapping[str, OwnFinding],
    phrases: Sequence[Phrase] = (),
) -> Review:
    """A review with the decisions on its findings and the reviewers' own ones, in the reviewer's phrases."""
    findings = with_adopted(made.report, made.findings, decisions, own)
    return replace(made, findings=tuple(phrased(f, phrases) for f in findings), decisions=decisions)


class Reviews:
    """Reviews of the library's reports, under the settings of the office."""

    def __init__(
        self, library: Library, decisions: Decisions, own: OwnFindings, settings: ReviewSettings
    ) -> None:
        self._library, self._decisions, self._own, self._settings = library, decisions, own, settings
        self._kept = lru_cache(maxsize=_HELD)(self._made)
        self._making: dict[str, threading.Lock] = {}
        # Set whenever a report may have to be reviewed anew.
        self.changed = threading.Event()
        self.changed.set()

    @property
    def settings(self) -> ReviewSettings:
        """The settings in force."""
        return self._settings

    def use(self, settings: ReviewSettings) -> None:
        """Puts other settings in force; what was found under the old ones counts no longer."""
        self._settings = settings
        self.forget()

    def forget(self) -> None:
        """A report came, went or was published: what is found on a report depends on those beside it."""
        self._kept.cache_clear()
        self.changed.set()

    def neighbours(self, identifier: str) -> Neighbours:
        """What a report of the library is compared with."""
        self._library.report(
            identifier
        )  # read anew after the reader changed, so that it is looked for by what it is
        before = self._library.beside.year_before(identifier)
        return Neighbours(
            self._library.report(before) if before else None,
            tuple(self._library.report(i) for i in self._library.beside.most_alike(identifier)),
        )

    def of(self, identifier: str, phrases: Sequence[Phrase] = ()) -> Review:
        """The review of a report with the reviewer's decisions, in her phrases; raises NotVisibleError."""
        made = self._undecided(identifier)
        return _with(made, self._decisions.of(identifier), self._own.of(identifier), phrases)

    def _undecided(self, identifier: str) -> Review:
        """A review as the rules gave it; whoever asks while it is made waits for it and does not make it too."""
        with self._making.setdefault(identifier, threading.Lock()):
            return self._kept(identifier)

    def _made(self, identifier: str) -> Review:
        beside = self.neighbours(identifier)
        made = review(
            self._library.report(identifier),
            settings=self._settings, previous=beside.previous, peers=beside.peers,
        )  # fmt: skip
        own = self._own.of(identifier)
        self._keep_counts(identifier, _with(made, self._decisions.of(identifier), own))
        return made

    def _keep_counts(self, identifier: str, made: Review) -> None:
        self._library.kept_counts.keep(
            identifier, made.counts, rules_in_force(self._settings), made.to_verify
        )

    def recount(self, identifier: str) -> None:
        """Something was decided on a report's reading, or an opinion adopted: other findings count now."""
        self._keep_counts(identifier, self.of(identifier))

    def rounds(
        self, identifier: str, shown: Callable[[Review], Review] = lambda review: review
    ) -> Rounds | None:
        """What became of what was asked for in the submission before this one, each review as it is `shown`; None where it
        is the first."""
        before = self._library.beside.earlier_version(identifier)
        if before is None:
            return None
        earlier, now = shown(self.of(before)), shown(self.of(identifier))
        asked = [f for f in earlier.findings if earlier.is_kept(f)]
        return compare_rounds(earlier.report, now.report, asked, now.findings)

    def count(self, identifier: str) -> None:
        """Reviews a report so that its counts are known."""
        self._undecided(identifier)

    def uncounted(self) -> list[str]:
        """The reports that the present rules and settings have not been applied to yet."""
        return self._library.kept_counts.missing(rules_in_force(self._settings))
