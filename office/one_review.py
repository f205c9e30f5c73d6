"""The one review of a report: what every door shows, whoever asks and however.

A Review is made of everything that a finding may depend on: the report, the office's settings, the year before, the
reports of others, and what the reviewer decided and how she words it. Page, command line, letter, ledger, annotation,
conversation, endpoints and tools for agents show the same Review, each in its form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from library.counts import Counts
from library.decisions import ACCEPTED, DISMISSED, Decision
from library.fingerprint import rules_fingerprint
from library.own_findings import OwnFinding
from library.phrases import Phrase
from office.wording import phrased, reworded
from reports.model import Level, Report
from review.doubtful import UNREAD_RULE, as_verified
from review.finding import Finding, Severity
from review.opinions import adopted_opinion
from review.own import own_finding
from review.reviewer import review as apply_rules
from review.settings import ReviewSettings

_UNDECIDED = Decision()


@dataclass(frozen=True)
class Review:
    """The findings on a report with what the reviewer made of each, and everything that they depend on."""

    report: Report
    findings: tuple[Finding, ...]
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def decision_on(self, finding: Finding) -> Decision:
        """What the reviewer decided on a finding."""
        return self.decisions.get(finding.id, _UNDECIDED)

    def is_kept(self, finding: Finding) -> bool:
        """Whether a finding was not dismissed."""
        return self.decision_on(finding).state != DISMISSED

    @cached_property
    def kept(self) -> tuple[Finding, ...]:
        """The findings that were not dismissed, in the reviewer's words: what leaves the house.

        What rests on words or numbers that were confirmed to be misread does not.
        """
        misread = any(self.decision_on(f).state == ACCEPTED for f in self.doubts)
        return tuple(
            reworded(f, self.decision_on(f).wording)
            for f in self.findings
            if self.is_kept(f) and not (misread and f.held is not None)
        )

    @cached_property
    def doubts(self) -> tuple[Finding, ...]:
        """What could not be read for certain. Who accepts it found the reading wrong, who dismisses it found it right."""
        return tuple(f for f in self.findings if f.rule == UNREAD_RULE)

    @property
    def read_right(self) -> bool:
        """Whether somebody compared every doubt with the original and found that it was read right."""
        return bool(self.doubts) and not any(self.is_kept(f) for f in self.doubts)

    @property
    def to_verify(self) -> bool:
        """Whether the report is 读取待核: its reading is in doubt, and nobody compared it with the original yet."""
        return self.report.reading.to_verify and any(not self.decision_on(f).state for f in self.doubts)

    def verified(self) -> Review:
        """The review as it is where whoever asks found the reading right; nothing is kept of that."""
        right = {f.id: replace(self.decision_on(f), state=DISMISSED) for f in self.doubts}
        decisions = {**self.decisions, **right}
        return replace(self, findings=as_decided(self.findings, decisions), decisions=decisions)

    @property
    def counts(self) -> Counts:
        """How many findings of each severity there are, decided or not."""
        return Counts(*(sum(1 for f in self.findings if f.severity is s) for s in Severity))


def _plain(value: object) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(str(v) for v in value)
    return str(value)


def rules_in_force(settings: ReviewSettings) -> str:
    """The identity of the rules, the reader and the settings: the same ones find the same on the same reports."""
    data = json.dumps(settings.model_dump(), sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(f"{rules_fingerprint()}\x1f{data}".encode()).hexdigest()[:16]


def as_decided(findings: Sequence[Finding], decisions: Mapping[str, Decision]) -> tuple[Finding, ...]:
    """The findings after what was decided on the reading: where it was found right, nothing is held back any more."""
    doubts = [f for f in findings if f.rule == UNREAD_RULE]
    if doubts and all(decisions.get(f.id, _UNDECIDED).state == DISMISSED for f in doubts):
        return tuple(as_verified(f) for f in findings)
    return tuple(findings)


def with_adopted(
    report: Report,
    findings: Sequence[Finding],
    decisions: Mapping[str, Decision],
    own: Mapping[str, OwnFinding] | None = None,
) -> tuple[Finding, ...]:
    """The findings after what was decided, with the model's opinions that a reviewer made her own and with those that
    she added (`own`) and did not take back."""
    adopted = (
        adopted_opinion(report, i) for i, decision in sorted(decisions.items()) if decision.state == ACCEPTED
    )
    added = (
        own_finding(
            report,
            i,
            o.severity,
            o.message,
            o.suggestion,
            section=o.section,
            quote=o.quote,
            paragraph=o.paragraph,
        )
        for i, o in (own or {}).items()
        if decisions.get(i, _UNDECIDED).state == ACCEPTED
    )
    return (*as_decided(findings, decisions), *(f for f in adopted if f is not None), *added)


def review(
    report: Report,
    *,
    settings: ReviewSettings,
    previous: Report | None = None,
    peers: Sequence[Report] = (),
    decisions: Mapping[str, Decision] | None = None,
    own: Mapping[str, OwnFinding] | None = None,
    phrases: Sequence[Phrase] = (),
    published: date | None = None,
    level: Level | None = None,
) -> Review:
    """The review of a report beside the year before and others' reports on the same year.

    `published` and `level` override what the report says of itself.
    """
    found = apply_rules(
        report, settings=settings, previous=previous, peers=peers, published=published, level=level
    )
    return Review(
        report=report,
        findings=tuple(phrased(f, phrases) for f in with_adopted(report, found, decisions or {}, own)),
        decisions=dict(decisions or {}),
    )
