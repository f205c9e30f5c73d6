"""Reviews of the files of one call: each beside the others, and beside the library where it is one of its reports.

A file that is in the library has one review wherever it is asked for: with the library's neighbours and with what the
reviewer decided on its findings. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from library.decisions import Decision
from library.own_findings import OwnFinding
from office.desk import Desk
from office.neighbours import Call, Neighbours
from office.one_review import Review, review
from reports.model import Level, Report
from reports.numerals import fold
from reports.read_file import ReadFile
from review.rounds import Rounds, compare_rounds, is_revision
from review.settings import ReviewSettings


@dataclass(frozen=True)
class Circumstances:
    """What a call says of its files: the settings in force, an earlier report to compare with, date and level."""

    settings: ReviewSettings = field(default_factory=ReviewSettings)
    earlier: Report | None = None
    published: date | None = None
    level: Level | None = None


@dataclass(frozen=True)
class FileReview:
    """The review of a file, and its comparison with an earlier submission; or why there is none."""

    file: ReadFile
    review: Review | None = None
    rounds: Rounds | None = None
    remark: str = ""


def review_files(
    files: Iterable[ReadFile], circumstances: Circumstances, desk: Desk | None = None
) -> Iterator[FileReview]:
    """The reviews of some files in their order; those of one call are each other's year before and peers."""
    every = list(files)
    call = Call([f.report for f in every if f.report is not None])
    for file in every:
        if file.report is None:
            yield FileReview(file)
        else:
            yield _reviewed(file, file.report, call, circumstances, desk)


def _reviewed(
    file: ReadFile, report: Report, call: Call, circumstances: Circumstances, desk: Desk | None
) -> FileReview:
    identifier = desk.known(file.content) if desk is not None else None
    beside = call.neighbours(report)
    decisions: dict[str, Decision] = {}
    own: dict[str, OwnFinding] = {}
    if desk is not None and identifier is not None:
        beside = _together(desk.workspace.reviews.neighbours(identifier), beside)
        decisions = desk.decisions(identifier)
        own = desk.workspace.own_findings.of(identifier)
    earlier, settings = circumstances.earlier, circumstances.settings
    revision = earlier is not None and is_revision(report, earlier)
    made = review(
        report,
        settings=settings,
        previous=earlier if earlier is not None and not revision else beside.previous,
        peers=beside.peers,
        decisions=decisions,
        own=own,
        phrases=desk.phrases_adopted() if desk is not None else (),
        published=circumstances.published,
        level=circumstances.level,
    )
    if desk is not None:
        made = desk.shown(made)
    if earlier is not None and revision:
        asked = review(earlier, settings=settings, level=circumstances.level).findings
        return FileReview(file, made, compare_rounds(earlier, report, asked, made.findings))
    rounds = desk.rounds(identifier) if desk is not None and identifier is not None else None
    return FileReview(file, made, rounds, _remark(report, earlier))


def _together(kept: Neighbours, called: Neighbours) -> Neighbours:
    """The library's neighbours first; a report that is in both is one."""
    known = {(fold(p.agency_words), p.year) for p in kept.peers}
    more = tuple(p for p in called.peers if (fold(p.agency_words), p.year) not in known)
    return Neighbours(kept.previous or called.previous, (*kept.peers, *more))


def _remark(report: Report, earlier: Report | None) -> str:
    """What is odd about the report that was given for comparison; empty where nothing is."""
    if earlier is None or (
        earlier.agency is not None
        and earlier.agency == report.agency
        and earlier.year == (report.year or 0) - 1
    ):
        return ""
    return (
        f"对照件是“{earlier.shown_agency}”{earlier.year or ''}年的报告，与“{report.shown_agency}”{report.year or ''}年的报告"
        "不是同一单位的同年或上一年度报告；请确认是否选对。"
    )
