"""A finding that a reviewer adds to those of the rules: her words, at the place that she quotes."""

from __future__ import annotations

from reports.model import Paragraph, Report
from review.finding import Finding, Location, Severity
from review.quoted import words_in

OWN_RULE, OWN_TITLE = "OWN01", "审查人员提出"


def is_of_whole(finding: Finding) -> bool:
    """Whether a reviewer's own finding names neither a part nor words: it is of the report as a whole."""
    where = finding.location
    return finding.rule == OWN_RULE and where.section is None and where.paragraph is None


def quoted(report: Report, quote: str, index: int | None) -> tuple[Paragraph, str] | None:
    """The paragraph that holds a quotation, that of the index first, and the words as they stand in it."""
    for paragraph in sorted(report.paragraphs(), key=lambda p: p.index != index):
        span = words_in(paragraph.text, quote)
        if span is not None:
            return paragraph, paragraph.text[slice(*span)]
    return None


def own_finding(
    report: Report, identifier: str, severity: Severity, message: str, suggestion: str,
    *, section: str = "", quote: str = "", paragraph: int | None = None,
) -> Finding:  # fmt: skip
    """The finding at the place of its quotation (`paragraph` is the index that it was taken from), else in its section."""
    found = quoted(report, quote, paragraph) if quote else None
    place, words = found if found is not None else (None, "")
    number = report.section_of(place.index) if place is not None else None
    where = Location(
        number or section or None, place.index if place else None, page=place.page if place else None
    )
    return Finding(
        id=identifier,
        rule=OWN_RULE,
        title=OWN_TITLE,
        severity=severity,
        message=message,
        quote=words,
        location=where,
        basis=(),
        expected=None,
        actual=None,
        suggestion=suggestion,
    )
