"""The letters of the library's reports: composed, the reviewer's own text carried over, as files, all in one archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from errors import NianbaoError, NotVisibleError
from letters.annotated import annotate
from letters.docx import to_docx
from letters.letter import Letter, LetterSettings, compose, report_name
from letters.lines import Kind, lines_of_markdown, to_markdown
from letters.receipt import items_of, receipt_docx
from letters.revision import Renewed, carry_over
from letters.side_by_side import side_by_side
from library.letters import UNSAVED, SavedLetter, SavedSinceError
from library.schema import now
from office.desk import Desk
from office.one_review import Review
from office.permissions import Act
from reports.errors import UnusableFileError
from reports.prose.days import first_date
from reports.reading.file_type import FileType, detect
from reports.reading.limits import usual_limits
from review.finding import Finding
from review.reviewer import stands_elsewhere
from review.rounds import Rounds

# Until when a letter asks for the mended report.
_UNTIL = re.compile("请于(.{4,20}?)前")


class NoLetterError(NianbaoError):
    """There is no letter on this report; the message says why."""


class ToVerifyError(NoLetterError):
    """A letter is asked for on a report of which the reading has to be verified first (读取待核)."""

    def __init__(self, doubts: Sequence[str]) -> None:
        super().__init__(f"读取待核，暂不出意见：{''.join(doubts)}核对之后才能起草。")


class OtherStandardError(NoLetterError):
    """A letter is asked for on a report that stands under another standard and was not reviewed."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"不出审核意见：{finding.message}")


@dataclass(frozen=True)
class Began:
    """The composed text that somebody began to write from, and the moment at which it stood (UTC)."""

    composed: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """The letter on a report as it stands, and as it would be composed now; `saved` is what was kept of it.

    What nobody wrote into follows the decisions and the settings: its text is the composed one.
    """

    text: str
    composed: str
    saved: SavedLetter | None

    @property
    def version(self) -> str:
        """What tells it from what others save; UNSAVED where nothing is kept."""
        return self.saved.version if self.saved else UNSAVED

    @property
    def edited(self) -> bool:
        """Whether somebody wrote into it."""
        return self.saved is not None and self.saved.edited

    @property
    def base(self) -> str:
        """The composed text that it was made from."""
        return self.saved.composed if self.saved and self.edited and self.saved.composed else self.composed

    @property
    def behind(self) -> bool:
        """Whether somebody wrote into it and it would be composed otherwise now."""
        return self.edited and self.base.strip() != self.composed.strip()

    @property
    def issued(self) -> bool:
        """Whether it was given out as it stands."""
        out = self.saved if self.saved is not None and self.saved.issued else None
        return out is not None and same_words(out.given_out or out.text, self.text)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same; a page does not keep every space."""
    return "".join(one.split()) == "".join(other.split())


def title_of(body: str) -> str:
    """The title of a letter in Markdown."""
    return next((line.text for line in lines_of_markdown(body) if line.kind is Kind.TITLE), "审核意见")


def letter_on(review: Review, settings: LetterSettings, rounds: Rounds | None = None) -> Letter:
    """The letter on a review, for every door; raises a NoLetterError where `require_letter` does."""
    require_letter(review)
    return compose(review.report, review.kept, settings, rounds)


def require_letter(review: Review) -> None:
    """Raises a NoLetterError while nobody verified a doubtful reading, and where the report stands under another standard:
    nothing that tells of its findings leaves the house then."""
    if review.to_verify:
        raise ToVerifyError(review.report.reading.doubtful)
    outside = next((f for f in review.findings if stands_elsewhere(f)), None)
    if outside is not None:
        raise OtherStandardError(outside)


def _composed(desk: Desk, identifier: str, day: date | None = None) -> Letter:
    settings = desk.workspace.letter_settings(day or date.today())
    return letter_on(desk.review(identifier), settings, _rounds(desk, identifier))


def _rounds(desk: Desk, identifier: str) -> Rounds | None:
    """What became of the last letter's points; None where no letter was given out on the submission before this one: its
    agency was told of nothing."""
    before = desk.workspace.reviews.earlier(identifier)
    told = before is not None and desk.workspace.letters.issued([before])
    return desk.rounds(identifier) if told else None


def standing(desk: Desk, identifier: str) -> Standing:
    """The letter on a report; raises a NotVisibleError, an UnusableFileError or a NoLetterError."""
    saved = desk.saved_letter(identifier)
    if saved is not None:
        # That a day has passed is no change: the letter keeps the day that it was composed on.
        day = first_date(saved.composed.strip().rpartition("\n")[2])
        then = to_markdown(_composed(desk, identifier, day))
        if same_words(then, saved.composed):
            return Standing(saved.text, saved.composed, saved)
    composed = to_markdown(_composed(desk, identifier))
    return Standing(saved.text if saved is not None and saved.edited else composed, composed, saved)


def _standing(desk: Desk, identifier: str) -> Standing | None:
    """The same; None where the report is not there."""
    if not identifier:
        return None
    try:
        return standing(desk, identifier)
    except (NotVisibleError, UnusableFileError):
        return None


def composed_text(desk: Desk, identifier: str) -> str:
    """The letter on a report as it would be composed now, as Markdown; empty where the report is not there."""
    stands = _standing(desk, identifier)
    return stands.composed if stands is not None else ""


def text_of(desk: Desk, identifier: str) -> str:
    """What somebody wrote where she did, else the composed letter; empty where the report is not there."""
    stands = _standing(desk, identifier)
    return stands.text if stands is not None else ""


def points_of(desk: Desk, identifier: str) -> list[tuple[str, tuple[str, ...]]]:
    """The items of the composed letter, each with the ids of the findings that it is about."""
    points = (p for group in _composed(desk, identifier).groups for p in group.points)
    return [(point.text, point.findings) for point in points]


def version_of(desk: Desk, identifier: str) -> str:
    """The version of the letter that stands; UNSAVED where it is composed."""
    saved = desk.saved_letter(identifier)
    return saved.version if saved else UNSAVED


def save_text(
    desk: Desk, identifier: str, text: str, over: str, given_out: bool = False, began: Began | None = None
) -> bool:
    """Keeps what the reviewer wrote from the version `over` on; False where nothing is to be changed or the report is
    not there. Raises a SavedSinceError where another text was saved since.

    `began` is the composed text that she saw where nobody had written into it: her window may be older than what was
    decided since. A letter that is `given_out` is kept as it left the house, also where nobody wrote into it.
    """
    stands = _standing(desk, identifier)
    if stands is None:
        return False
    if stands.edited or began is None or not began.composed.strip():
        began = None
    text = stands.base if same_words(text, began.composed if began else stands.base) else text
    if same_words(text, stands.text) and (stands.issued or not given_out):
        return False
    older = began if began and not same_words(began.composed, stands.base) and text != stands.base else None
    kept = _kept(stands, text)
    kept = replace(kept, composed=older.composed, based=older.at) if older else kept
    desk.save_letter(identifier, kept, over, issued=given_out)
    return True


def _kept(stands: Standing, text: str) -> SavedLetter:
    """A text to be kept in the place of the one that stands, with the moment that the composed one is of."""
    until = _UNTIL.search(text)
    due = first_date(until[1]) if until else None
    return SavedLetter(text, stands.base, based=None if stands.behind else now(), due=due)


def given_out(desk: Desk, identifier: str) -> str:
    """The text of the letter as it was given out last; "" where it was not. What was written since is no part of it."""
    saved = desk.saved_letter(identifier)
    return (saved.given_out or saved.text) if saved is not None and saved.issued else ""


def renewed_text(desk: Desk, identifier: str, edited: str | None, over: str) -> Renewed | None:
    """The letter composed anew with what the reviewer wrote into it; None where the report is not there.

    `edited` is what stands in her box, None where the box does not show this letter. Raises a SavedSinceError where
    another version than `over` stands.
    """
    stands = _standing(desk, identifier)
    if stands is None:
        return None
    merged = carry_over(stands.base, edited if edited and edited.strip() else stands.text, stands.composed)
    desk.save_letter(identifier, SavedLetter(merged.text, stands.composed, based=now()), over)
    return merged


def restarted_text(desk: Desk, identifier: str, over: str) -> str | None:
    """The composed letter, the reviewer's own text forgotten; None where the report is not there. Raises a
    SavedSinceError where another version than `over` stands."""
    text = composed_text(desk, identifier)
    if not text:
        return None
    desk.forget_letter(identifier, over)
    return text


def annotated_copy(desk: Desk, identifier: str) -> tuple[str, bytes]:
    """Name and content: the original with comments where it is a .docx, else report and findings side by side."""
    content, review = desk.content(identifier), desk.review(identifier)
    require_letter(review)
    name = f"{report_name(review.report)}批注稿"
    if detect(content, usual_limits()) is FileType.DOCX:
        return f"{name}.docx", annotate(content, review.report, review.kept)
    return f"{name}.html", side_by_side(review.report, review.kept)


def receipt_file(desk: Desk, identifier: str) -> bytes | None:
    """The form on which the agency answers the letter that stands, item by item (整改回执), as a Word file; None where
    the letter asks for nothing."""
    desk.permit(Act.WRITE, identifier)
    stands = standing(desk, identifier)
    items = items_of(lines_of_markdown(stands.text), _composed(desk, identifier))
    return receipt_docx(items, title_of(stands.text)) if items else None


def letter_file(desk: Desk, identifier: str) -> tuple[str, bytes]:
    """Title and Word file of the letter on a report, given out with that; her own text before the composed.

    Raises NotVisibleError where the report is not there, NoLetterError where there is no letter on it.
    """
    desk.entry(identifier)
    stands = standing(desk, identifier)
    if not stands.issued:
        try:
            desk.save_letter(identifier, _kept(stands, stands.text), stands.version, issued=True)
        except SavedSinceError:  # somebody wrote into it just now: hers is the letter
            return letter_file(desk, identifier)
    title = title_of(stands.text)
    return title, to_docx(lines_of_markdown(stands.text), title)


def not_given_out(desk: Desk, identifiers: Sequence[str]) -> list[str]:
    """Of some reports those on which no letter was given out yet."""
    desk.permit(Act.SEE_REVIEWS)
    out = desk.workspace.letters.issued(identifiers)
    return [i for i in identifiers if i not in out]
