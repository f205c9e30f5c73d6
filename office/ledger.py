"""The ledger of a call or of the library: every finding with what the reviewer decided, and the circular."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from errors import NotVisibleError
from letters.ledger import LedgerEntry, to_xlsx, workbook
from library.entries import Entry
from library.stages import StageMark
from office.circular import Circular, Submission, circulars
from office.circular_sheets import add_circular
from office.desk import Desk
from office.file_reviews import FileReview
from office.one_review import Review
from office.roll_up import add_roll_up, roll_up
from office.wording import reworded
from reports.errors import UnusableFileError
from reports.numerals import fold
from reports.read_file import ReadFile
from review.doubtful import UNREAD_RULE
from review.rounds import State
from review.settings import ReviewSettings

_STATES = {"accepted": "已采纳", "dismissed": "不采纳", "": "待处理"}
_ISSUED, _CORRECTED, _COMPARE, _UNREAD = "已出意见", "已整改", "对照修改稿核对", "读取待核"


def ledger_rows(
    review: Review,
    version: int = 1,
    day: date | None = None,
    stages: Sequence[StageMark] = (),
    issued: bool = False,
) -> list[LedgerEntry]:
    """One entry for each finding of a review, dismissed ones among them; `stages` is what became of the report, `issued`
    whether its letter was given out: with it what nobody had decided on."""
    stage = stages[-1].shown if stages else ""
    rows = []
    for finding in review.findings:
        decision = review.decision_on(finding)
        remark = "；".join(t for t in (decision.reason, decision.note) if t)
        shown = reworded(finding, decision.wording)
        state = _ISSUED if issued and not decision.state else _STATES.get(decision.state, "")
        state = _UNREAD if finding.held is not None and not decision.state else state
        rows.append(LedgerEntry(review.report, shown, state, remark, version, day, stage))
    return rows


@dataclass(frozen=True)
class Ledger:
    """Every finding of some reports with what became of it, and the circulars: that on the year of most of them first."""

    rows: tuple[LedgerEntry, ...]
    circulars: tuple[Circular, ...]

    def to_xlsx(self, day: date) -> bytes:
        """The ledger as an Excel file: 问题台账, 汇总, and of each year 通报, 扣分 where the rule sheet gives points, and
        汇总核对 where a government and its departments are among the reports."""
        book = workbook(self.rows, day)
        for number, circular in enumerate(self.circulars):
            of_year = f"（{circular.year}）" if number else ""
            add_circular(book, circular, of_year, self._note(number))
            rolled = roll_up(circular)
            if rolled is not None:
                add_roll_up(book, rolled, of_year)
        return to_xlsx(book)

    def _note(self, number: int) -> str:
        """What a circular says of those on other years."""
        first, *others = self.circulars
        if number:
            return f"应报单位只与{first.year}年度的报告核对。" if first.expected else ""
        return f"{'、'.join(str(c.year) for c in others)}年度的报告各有一张通报。" if others else ""


def ledger_of_files(
    reviews: Iterable[tuple[FileReview, Review]], settings: ReviewSettings, refused: Sequence[ReadFile] = ()
) -> Ledger:
    """The ledger of the files of a call; `refused` fills while the reviews are made. Two files of one agency and year
    are its submissions, in their order."""
    rows: list[LedgerEntry] = []
    submissions = []
    rounds: Counter[tuple[str, int | None]] = Counter()
    for done, review in reviews:
        key = (fold(review.report.agency or done.file.name), review.report.year)
        rounds[key] += 1
        rows += ledger_rows(review, rounds[key])
        submissions.append(Submission(done.file.name, review))
    unread = [file.name for file in refused]
    return Ledger(tuple(rows), circulars(submissions, settings, unread))


def ledger_of_library(
    desk: Desk, entries: Sequence[Entry], told: Callable[[int], None] = lambda _: None
) -> Ledger:
    """The ledger of some reports of the library; the circular counts every submission of theirs that is there.

    Reports that are gone meanwhile are passed over; `told` hears how many are done.
    """
    rows: list[LedgerEntry] = []
    submissions: dict[str, Submission] = {}
    stages = desk.stage_marks()
    issued = desk.workspace.letters.issued(e.id for e in entries)
    for number, entry in enumerate(entries, start=1):
        told(number)
        for version in reversed(desk.versions(entry)):
            try:
                review = desk.review(version.id)
            except (NotVisibleError, UnusableFileError):
                continue
            out = bool(desk.workspace.letters.issued([version.id]))
            submissions[version.id] = Submission(
                version.file_name, review, version.added.date(), stages.get(version.id, ()), out
            )
            if version.id == entry.id:
                marks = stages.get(entry.id, ())
                rows += ledger_rows(review, entry.version, entry.added.date(), marks, entry.id in issued)
                rows += _asked_before(desk, entry, review, marks)
    return Ledger(tuple(rows), circulars(list(submissions.values()), _settings(desk)))


def _asked_before(desk: Desk, entry: Entry, review: Review, stages: Sequence[StageMark]) -> list[LedgerEntry]:
    """One entry for each problem of the submission before that this one has no more, and for each that a reviewer found
    herself; what was not read for certain there was no problem of the agency's to correct."""
    rounds, stage = desk.rounds(entry.id), stages[-1].shown if stages else ""
    states = {State.FIXED: _CORRECTED, State.COMPARE: _COMPARE}
    told = (
        [(o.before, states[o.state]) for o in rounds.outcomes if o.before and o.state in states]
        if rounds
        else []
    )
    return [
        LedgerEntry(review.report, f, state, "", entry.version - 1, entry.added.date(), stage)
        for f, state in told
        if f.held is None and f.rule != UNREAD_RULE
    ]


def _settings(desk: Desk) -> ReviewSettings:
    """The settings in force, with those of the expected agencies that the viewer may have to do with."""
    settings = desk.workspace.reviews.settings
    return settings.model_copy(update={"expected_agencies": desk.expected()})


def ledger_file(desk: Desk, entries: Sequence[Entry], told: Callable[[int], None] = lambda _: None) -> bytes:
    """The ledger of some reports as an Excel file; `told` hears how many are done."""
    return ledger_of_library(desk, entries, told).to_xlsx(date.today())
