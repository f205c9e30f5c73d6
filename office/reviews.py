"""The reviews of the library's reports: made when asked for, kept until something that they depend on changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from errors import NotVisibleError
from library.decisions import Decision, Decisions
from library.own_findings import OwnFinding, OwnFindings
from library.phrases import Phrase
from library.store import Library
from office.neighbours import Neighbours
from office.one_review import Review, review, rules_in_force, with_adopted
from office.wording import phrased, reworded
from reports.model import Report
from review.rounds import Outcome, Rounds, compare_rounds
from review.settings import ReviewSettings

_HELD = 512
# Whoever asks for a review that is being made waits; with as many locks, hardly ever for that of another report.
_LOCKS = 64


@dataclass(frozen=True)
class _Listed:
    """A report as it is listed now: what is read in it changes with its name alone."""

    identifier: str
    agency: str


@dataclass(frozen=True)
class _InForce:
    """The settings in force, told from others by their fingerprint with that of rules and reader."""

    rules: str
    settings: ReviewSettings = field(compare=False)


@dataclass(frozen=True)
class _Circumstances:
    """What a review is made of: where they are the same, the findings are."""

    report: _Listed
    previous: _Listed | None
    peers: tuple[_Listed, ...]
    in_force: _InForce


def _with(
    made: Review,
    decisions: Mapping[str, Decision],
    own: Mapping[str, OwnFinding],
    phrases: Sequence[Phrase] = (),
) -> Review:
    """A review with the decisions on its findings and the reviewers' own ones, in the reviewer's phrases."""
    findings = with_adopted(made.report, made.findings, decisions, own)
    return replace(made, findings=tuple(phrased(f, phrases) for f in findings), decisions=decisions)


def _as_asked(outcome: Outcome, earlier: Review) -> Outcome:
    before = outcome.before
    if before is None:
        return outcome
    return replace(outcome, before=reworded(before, earlier.decision_on(before).wording))


class Reviews:
    """Reviews of the library's reports, under the settings of the office."""

    def __init__(
        self, library: Library, decisions: Decisions, own: OwnFindings, settings: ReviewSettings
    ) -> None:
        self._library, self._decisions, self._own = library, decisions, own
        self._settled = lru_cache(maxsize=_HELD)(self._settle)
        self._kept = lru_cache(maxsize=_HELD)(self._made)
        self._making = [threading.Lock() for _ in range(_LOCKS)]
        # Set whenever a report may have to be reviewed anew.
        self.changed = threading.Event()
        self.use(settings)

    @property
    def settings(self) -> ReviewSettings:
        """The settings in force."""
        return self._in_force.settings

    def use(self, settings: ReviewSettings) -> None:
        """Puts other settings in force; what was found under the old ones counts no longer."""
        self._in_force = _InForce(rules_in_force(settings), settings)
        self.changed.set()

    def forget(self) -> None:
        """Keeps nothing in memory of reviews, since a report was removed."""
        self._settled.cache_clear()
        self._kept.cache_clear()
        self.changed.set()

    def neighbours(self, identifier: str) -> Neighbours:
        """What a report of the library is compared with."""
        return self._neighbours(self._circumstances(identifier, self._in_force))

    def _neighbours(self, now: _Circumstances) -> Neighbours:
        return Neighbours(
            self._report(now.previous) if now.previous else None, tuple(map(self._report, now.peers))
        )

    def _report(self, listed: _Listed) -> Report:
        return self._library.report(listed.identifier, listed.agency)

    def _circumstances(self, identifier: str, in_force: _InForce) -> _Circumstances:
        beside = self._library.beside
        before, alike = beside.year_before(identifier), beside.most_alike(identifier)
        agencies = beside.agencies([identifier, *alike, *([before] if before else [])])
        if identifier not in agencies:
            raise NotVisibleError
        listed = {i: _Listed(i, agency) for i, agency in agencies.items()}
        return _Circumstances(
            listed[identifier],
            listed.get(before) if before else None,
            tuple(listed[i] for i in alike if i in listed),
            in_force,
        )

    def of(self, identifier: str, phrases: Sequence[Phrase] = ()) -> Review:
        """The review of a report with the reviewer's decisions, in her phrases; raises NotVisibleError."""
        made = self._undecided(identifier)
        return _with(made, self._decisions.of(identifier), self._own.of(identifier), phrases)

    def _undecided(self, identifier: str) -> Review:
        """A review as the rules gave it; whoever asks while it is made waits for it and does not make it too."""
        with self._making[hash(identifier) % _LOCKS]:
            # Read anew after the reader changed, so that it is looked for by what it is.
            self._library.report(identifier)
            return self._settled(identifier, self._library.kept_counts.turn(identifier), self._in_force)

    def _settle(self, identifier: str, turn: int, in_force: _InForce) -> Review:
        """Once a turn: nearly always the circumstances are still the same, and so is the review that was made."""
        made = self._kept(self._circumstances(identifier, in_force))
        decided = _with(made, self._decisions.of(identifier), self._own.of(identifier))
        self._keep_counts(decided, identifier, turn, in_force)
        return made

    def _made(self, now: _Circumstances) -> Review:
        beside = self._neighbours(now)
        return review(
            self._report(now.report),
            settings=now.in_force.settings,
            previous=beside.previous,
            peers=beside.peers,
        )

    def _keep_counts(self, made: Review, identifier: str, turn: int, in_force: _InForce) -> None:
        found = {f.id for f in made.findings}
        counts = self._library.kept_counts
        counts.keep(identifier, made.counts, in_force.rules, made.to_verify, turn, found)

    def recount(self, identifier: str) -> None:
        """Something was decided on a report's reading, or an opinion adopted: other findings count now."""
        turn = self._library.kept_counts.turn(identifier)
        self._keep_counts(self.of(identifier), identifier, turn, self._in_force)

    def earlier(self, identifier: str) -> str | None:
        """The submission before this one; None where it is the first."""
        return self._library.beside.earlier_version(identifier)

    def rounds(
        self, identifier: str, shown: Callable[[Review], Review] = lambda review: review
    ) -> Rounds | None:
        """What became of what was asked for in the submission before this one, each review as it is `shown`; None where it
        is the first."""
        before = self.earlier(identifier)
        if before is None:
            return None
        earlier, now = shown(self.of(before)), shown(self.of(identifier))
        asked = [f for f in earlier.findings if earlier.is_kept(f)]
        passed = [f for f in earlier.findings if not earlier.is_kept(f)]
        rounds = compare_rounds(earlier.report, now.report, asked, now.findings, passed)
        # Compared as the rules say it, told as the letter said it: her words are not lost with the problem.
        return replace(rounds, outcomes=tuple(_as_asked(o, earlier) for o in rounds.outcomes))

    def count(self, identifier: str) -> None:
        """Reviews a report so that its counts are known."""
        self._undecided(identifier)

    def are_uncounted(self) -> bool:
        """Whether there is a report that the present rules and settings have not been applied to yet."""
        return self._library.kept_counts.are_missing(self._in_force.rules)

    def uncounted(self) -> list[str]:
        """The reports that the present rules and settings have not been applied to yet."""
        return self._library.kept_counts.missing(self._in_force.rules)
