"""The letters of the library's reports: composed, the reviewer's own text carried over, as files, all in one archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from errors import NianbaoError, NotVisibleError
from letters.annotated import annotate
from letters.docx import to_docx
from letters.letter import Letter, LetterSettings, compose
from letters.lines import Kind, Line, lines_of, lines_of_markdown, markdown_of, to_markdown
from letters.receipt import receipt_docx
from letters.revision import carry_over
from letters.side_by_side import side_by_side
from library.entries import Entry
from library.letters import UNSAVED, SavedLetter, SavedSinceError
from office.desk import Desk
from office.one_review import Review
from office.permissions import Act
from reports.errors import UnusableFileError
from reports.reading.file_type import FileType, detect
from reports.reading.limits import usual_limits
from review.rounds import Rounds


class ToVerifyError(NianbaoError):
    """A letter is asked for on a report of which the reading has to be verified first (读取待核)."""

    def __init__(self, doubts: Sequence[str]) -> None:
        super().__init__(f"读取待核，暂不出意见：{''.join(doubts)}核对之后才能起草。")


def title_of(body: str) -> str:
    """The title of a letter in Markdown."""
    return next((line.text for line in lines_of_markdown(body) if line.kind is Kind.TITLE), "审核意见")


def letter_on(review: Review, settings: LetterSettings, rounds: Rounds | None = None) -> Letter:
    """The letter on a review, for every door; raises ToVerifyError while nobody verified a doubtful reading."""
    if review.to_verify:
        raise ToVerifyError(review.report.reading.doubtful)
    return compose(review.report, review.kept, settings, rounds, verified=True)


def _composed(desk: Desk, identifier: str) -> Letter:
    settings = desk.workspace.letter_settings(date.today())
    return letter_on(desk.review(identifier), settings, desk.rounds(identifier))


def composed_text(desk: Desk, identifier: str) -> str:
    """The composed letter on a report, as Markdown; empty where the report is not there."""
    if not identifier:
        return ""
    try:
        return to_markdown(_composed(desk, identifier))
    except (NotVisibleError, UnusableFileError):
        return ""


def text_of(desk: Desk, identifier: str) -> str:
    """The reviewer's own text where she saved one, else the composed letter."""
    if not identifier:
        return ""
    try:
        desk.entry(identifier)
    except NotVisibleError:
        return ""
    saved = desk.saved_letter(identifier)
    return saved.text if saved is not None else composed_text(desk, identifier)


def points_of(desk: Desk, identifier: str) -> list[tuple[str, tuple[str, ...]]]:
    """The items of the composed letter, each with the ids of the findings that it is about."""
    points = (p for group in _composed(desk, identifier).groups for p in group.points)
    return [(point.text, point.findings) for point in points]


def version_of(desk: Desk, identifier: str) -> str:
    """The version of the letter that stands; UNSAVED where it is composed."""
    saved = desk.saved_letter(identifier)
    return saved.version if saved else UNSAVED


def save_text(desk: Desk, identifier: str, text: str, over: str, given_out: bool = False) -> bool:
    """Keeps what the reviewer wrote from the version `over` on; False where nothing is to be changed or the report is
    not there. Raises a SavedSinceError where another text was saved since.

    A letter that is given out is kept as it left the house, also where nobody wrote into it.
    """
    composed = composed_text(desk, identifier)
    if not composed:
        return False
    saved = desk.saved_letter(identifier)
    if text.strip() == (saved.text if saved else composed).strip() and (saved or not given_out):
        return False
    base = saved.composed if saved and saved.composed else composed
    desk.save_letter(identifier, SavedLetter(text, base), over)
    return True


def renewed_text(desk: Desk, identifier: str, edited: str | None, over: str) -> str | None:
    """The letter composed anew with what the reviewer wrote into it; None where the report is not there.

    `edited` is what stands in her box, None where the box does not show this letter. Raises a SavedSinceError where
    another version than `over` stands.
    """
    composed = composed_text(desk, identifier)
    if not composed:
        return None
    text = edited if edited and edited.strip() else text_of(desk, identifier)
    saved = desk.saved_letter(identifier)
    base = saved.composed if saved and saved.composed else composed
    merged = carry_over(base, text, composed)
    desk.save_letter(identifier, SavedLetter(merged, composed), over)
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
    if detect(content, usual_limits()) is FileType.DOCX:
        return "批注稿.docx", annotate(content, review.report, review.kept)
    return "批注稿.html", side_by_side(review.report, review.kept)


def _titled(desk: Desk, entry: Entry) -> tuple[str, Iterable[Line]]:
    letter, saved = _composed(desk, entry.id), desk.saved_letter(entry.id)
    if saved is not None:
        return title_of(saved.text), lines_of_markdown(saved.text)
    return letter.title, lines_of(letter)


def receipt_file(desk: Desk, identifier: str) -> bytes:
    """The form on which the agency answers the letter item by item (整改回执), as a Word file."""
    desk.permit(Act.WRITE, identifier)
    return receipt_docx(_composed(desk, identifier))


def letter_file(desk: Desk, identifier: str) -> tuple[str, bytes]:
    """Title and Word file of the letter on a report, kept as it leaves the house; her saved text before the composed.

    Raises NotVisibleError where the report is not there, ToVerifyError where its reading has to be verified first.
    """
    title, lines = _titled(desk, desk.entry(identifier))
    kept = list(lines)
    if desk.saved_letter(identifier) is None:
        text = markdown_of(kept)
        try:
            desk.save_letter(identifier, SavedLetter(text, text), UNSAVED)
        except SavedSinceError:  # somebody wrote into it just now: hers is the letter
            return letter_file(desk, identifier)
    return title, to_docx(kept, title)
