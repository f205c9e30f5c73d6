"""通报: who handed in the report on a year, in time and how often, what was wrong with it, and what that costs.

Whoever is named in a circular is accused in public: an agency counts as 未交 only where no report can be its own, a day
counts as late only where the report itself tells it, and what could not be read counts against nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from library.stages import Stage, StageMark
from office.one_review import Review
from office.roster import matched
from reports.model import Level
from reports.numerals import fold
from review.closing import closing_of
from review.doubtful import UNREAD_RULE
from review.finding import Finding, Severity
from review.rounds import compare_rounds
from review.rules.deadlines import LEGAL_DEADLINES
from review.settings import ReviewSettings


@dataclass(frozen=True)
class Submission:
    """A report as it was handed in: its file, its review, the day on which the library received it, what became of it
    outside this program, and whether its letter was given out."""

    file_name: str
    review: Review
    day: date | None = None
    stages: tuple[StageMark, ...] = ()
    issued: bool = False

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What was found and not dismissed; what we could not read for certain is no problem of the agency's."""
        return tuple(f for f in self.review.kept if f.rule != UNREAD_RULE and f.held is None)

    @property
    def is_returned(self) -> bool:
        """Whether it went back to be corrected: by a letter that asks for that, or as somebody noted."""
        noted = any(mark.stage is Stage.RETURNED for mark in self.stages)
        return noted or (self.issued and any(f.severity is Severity.ERROR for f in self.problems))


class InTime(StrEnum):
    """Whether a report kept its deadline."""

    YES = "按时"
    NO = "逾期"
    UNKNOWN = "日期待核"
    NO_DEADLINE = "没有期限"


class Standing(StrEnum):
    """How the last submission stands."""

    CLEAN = "无问题"
    PROBLEMS = "有问题"
    UNREAD = "读取待核"


@dataclass(frozen=True)
class AgencyLine:
    """What an agency handed in, the first submission first; `expected` is its name in the list of expected agencies."""

    agency: str
    expected: str | None
    submissions: tuple[Submission, ...]
    in_time: InTime
    remark: str = ""

    @property
    def returned(self) -> int:
        """How many submissions went back to be corrected."""
        return sum(s.is_returned for s in self.submissions)

    @property
    def again(self) -> int:
        """How often it was handed in again."""
        return len(self.submissions) - 1

    @property
    def stages(self) -> tuple[StageMark, ...]:
        """The steps noted on any of its submissions; of a step noted twice, the later note."""
        noted = {mark.stage: mark for submission in self.submissions for mark in submission.stages}
        return tuple(sorted(noted.values(), key=lambda mark: mark.stage.order))

    @property
    def standing(self) -> Standing:
        """Unread as long as the last submission's reading was not compared; clean where it has nothing to correct or verify."""
        last = self.submissions[-1]
        review = last.review
        doubted = any(f.rule == UNREAD_RULE for f in review.kept)
        if doubted or (review.report.reading.to_verify and not review.read_right):
            return Standing.UNREAD
        found = any(f.severity is not Severity.NOTICE for f in last.problems)
        return Standing.PROBLEMS if found else Standing.CLEAN


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem in the first submissions: how many agencies have it, how often, and one example."""

    title: str
    severity: Severity
    agencies: int
    count: int
    example: str


@dataclass(frozen=True)
class Deduction:
    """The points that a problem of a first submission costs, why, and what became of it."""

    agency: str
    rule: str
    reason: str
    points: float
    mended: str


@dataclass(frozen=True)
class Circular:
    """The reports on one year."""

    year: int | None
    expected: int
    lines: tuple[AgencyLine, ...]
    missing: tuple[str, ...]
    to_verify: tuple[tuple[str, str], ...]
    kinds: tuple[ProblemKind, ...]
    deductions: tuple[Deduction, ...] = field(default=())


def circulars(
    submissions: Sequence[Submission], settings: ReviewSettings, unread: Sequence[str] = ()
) -> tuple[Circular, ...]:
    """A circular on each year: first on that of most submissions and on those whose year was not read, then the latest.

    Only with the first one the list of expected agencies is compared: of a year of which a few reports are looked up, the
    others are not missing.
    """
    years = Counter(s.review.report.year for s in submissions if s.review.report.year)
    first = max(years, key=lambda y: (years[y], y), default=None)
    others = sorted((y for y in years if y != first), reverse=True)
    unlisted = settings.model_copy(update={"expected_agencies": ()})
    return (
        circular([s for s in submissions if s.review.report.year in (first, None)], settings, unread),
        *(circular([s for s in submissions if s.review.report.year == y], unlisted) for y in others),
    )


def circular(
    submissions: Sequence[Submission], settings: ReviewSettings, unread: Sequence[str] = ()
) -> Circular:
    """The circular on submissions of one year, which stand in the order in which they were handed in.

    `unread` are the names of files that were handed in and could not be read.
    """
    year = next((s.review.report.year for s in submissions if s.review.report.year), None)
    groups = _grouped(submissions)
    names = [group[0].review.report.agency or "" for group in groups]
    files = [group[0].file_name for group in groups if not group[0].review.report.agency]
    roster = matched(settings.expected_agencies, names, (*unread, *files))
    lines = tuple(
        _line(group, expected, settings) for group, expected in zip(groups, roster.expected, strict=True)
    )
    return Circular(
        year=year,
        expected=len(settings.expected_agencies),
        lines=lines,
        missing=roster.missing,
        to_verify=roster.to_verify,
        kinds=_kinds(lines),
        deductions=tuple(d for line in lines for d in _deductions(line, settings)),
    )


def _grouped(submissions: Sequence[Submission]) -> list[list[Submission]]:
    """The submissions of each agency; a report whose agency was not read stands alone."""
    groups: dict[str, list[Submission]] = {}
    for number, submission in enumerate(submissions):
        agency = submission.review.report.agency
        groups.setdefault(fold(agency) if agency else f"\x1f{number}", []).append(submission)
    return list(groups.values())


def _line(group: list[Submission], expected: str | None, settings: ReviewSettings) -> AgencyLine:
    agency = group[0].review.report.agency
    in_time, remark = _in_time(group, settings)
    return AgencyLine(
        agency or f"（未读出单位名称）{group[0].file_name}", expected, tuple(group), in_time, remark
    )


def _limit(level: Level, year: int, settings: ReviewSettings) -> date | None:
    """The day by which a report has to be out: the local one, else the Regulation's (article 49)."""
    day = settings.deadline(level) or LEGAL_DEADLINES.get(level)
    return date(year + 1, *day) if day else None


def _in_time(group: list[Submission], settings: ReviewSettings) -> tuple[InTime, str]:
    """By the day of publication; without one a report received in time is in time, one signed too late is late."""
    first, last = group[0], group[-1].review.report
    report = first.review.report
    limit = _limit(report.level, report.year, settings) if report.year else None
    if limit is None:
        return (InTime.NO_DEADLINE, "") if report.year else (InTime.UNKNOWN, "年度不明")
    published, signed = last.published or report.published, closing_of(report).day
    until = f"期限{limit.month}月{limit.day}日"
    if published is not None:
        return (InTime.YES if published <= limit else InTime.NO), f"{published.isoformat()}发布，{until}"
    if first.day is not None and first.day <= limit:
        return InTime.YES, f"{first.day.isoformat()}收到，{until}"
    if signed is not None and limit < signed < date(limit.year + 1, 1, 1):
        return InTime.NO, f"落款{signed.isoformat()}，{until}"
    received = f"{first.day.isoformat()}收录，" if first.day else ""
    return InTime.UNKNOWN, f"{received}没有读到发布日期，{until}"


def _kinds(lines: Sequence[AgencyLine]) -> tuple[ProblemKind, ...]:
    found: dict[tuple[str, Severity], list[tuple[AgencyLine, Finding]]] = {}
    for line in lines:
        for problem in line.submissions[0].problems:
            found.setdefault((problem.title, problem.severity), []).append((line, problem))
    kinds = [
        ProblemKind(
            title, severity, len({line.agency for line, _ in places}), len(places),
            f"{places[0][0].agency}：{places[0][1].message}",
        )
        for (title, severity), places in found.items()
    ]  # fmt: skip
    return tuple(sorted(kinds, key=lambda k: (-k.agencies, -k.count, k.title)))


_NOT_YET = "尚未收到修改稿"


def _mended(line: AgencyLine) -> dict[str, str]:
    """What became of each problem of the first submission, by the id that it had then."""
    states = {f.id: _NOT_YET for f in line.submissions[0].problems}
    now = {f.id: f.id for f in line.submissions[0].problems}
    for before, after in pairwise(line.submissions):
        old, new = before.review, after.review
        rounds = compare_rounds(old.report, new.report, before.problems, after.problems)
        came = {o.before.id: o for o in rounds.outcomes if o.before is not None}
        for first, current in list(now.items()):
            outcome = came[current]
            states[first] = outcome.state.chinese
            if outcome.after is None:
                del now[first]
            else:
                now[first] = outcome.after.id
    return states


def _deductions(line: AgencyLine, settings: ReviewSettings) -> list[Deduction]:
    if not settings.points:
        return []
    mended = _mended(line)
    return [
        Deduction(line.agency, f.rule, f.message, settings.points[f.rule], mended[f.id])
        for f in line.submissions[0].problems
        if settings.points.get(f.rule)
    ]
