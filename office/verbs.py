"""What can be done with one file, each verb a function that gives a record: for the page's endpoints and for agents.

Nothing is kept. A file that cannot be used raises an UnusableFileError with one Chinese sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from letters.letter import LetterSettings, compose
from letters.lines import to_markdown
from office.records import report_record, review_record
from reports.parse import parse_file
from review.reviewer import review
from review.settings import ReviewSettings


def parse_verb(path: Path) -> dict[str, Any]:
    """Agency, year, sections and tables of a report."""
    return report_record(path.name, parse_file(path))


def review_verb(path: Path, settings: ReviewSettings) -> dict[str, Any]:
    """The findings on a report."""
    report = parse_file(path)
    return review_record(path.name, report, review(report, settings=settings))


def draft_verb(path: Path, settings: ReviewSettings, letter: LetterSettings) -> dict[str, Any]:
    """The draft letter on a report, as Markdown."""
    report = parse_file(path)
    found = review(report, settings=settings)
    return {"file": path.name, "letter": to_markdown(compose(report, found, letter))}
