"""What can be done with one file, each verb a function that gives a record: for the page's endpoints and for agents.

Nothing is kept. A file that cannot be used raises an UnusableFileError with one Chinese sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from letters.lines import to_markdown
from office.desk import Desk
from office.file_reviews import Circumstances, FileReview, review_files
from office.letters import letter_on
from office.one_review import Review
from office.records import report_record, review_record
from reports.parse import parse_file
from reports.read_file import ReadFile, read
from reports.reading.opened import open_file


def parse_verb(path: Path) -> dict[str, Any]:
    """Agency, year, sections and tables of a report."""
    return report_record(path.name, parse_file(path))


def review_verb(path: Path, desk: Desk) -> dict[str, Any]:
    """The findings on a report; of an archive those of its first report."""
    done, review = _reviewed(path, desk)
    return review_record(path.name, review, done.rounds)


def draft_verb(path: Path, desk: Desk) -> dict[str, Any]:
    """The draft letter on a report, as Markdown."""
    done, review = _reviewed(path, desk)
    settings = desk.workspace.letter_settings(date.today())
    return {
        "file": path.name,
        "letter": to_markdown(letter_on(review, settings, done.rounds)),
    }


def _reviewed(path: Path, desk: Desk) -> tuple[FileReview, Review]:
    circumstances = Circumstances(desk.workspace.reviews.settings)
    done = next(iter(review_files(_read_all(path), circumstances, desk)))
    if done.review is None:
        assert done.file.error is not None
        raise done.file.error
    return done, done.review


def _read_all(path: Path) -> Iterator[ReadFile]:
    for opened in open_file(path):
        yield read(opened)
