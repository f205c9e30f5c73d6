"""What rests on a doubtful reading is no error: it is dropped, or held back until someone verified the reading."""

from __future__ import annotations

from dataclasses import replace

from reports.certainty import Subject
from reports.model import Report
from review.finding import Finding, Severity

# The rule that tells what could not be read: what is decided on its findings is decided on the reading.
UNREAD_RULE = "RDG01"
_OF_ABSENCE = ("STR",)
_VERIFY = "（该处读取待核，请先对照原件。）"


def _tables_of(finding: Finding) -> set[str]:
    told = {finding.location.table} | {table for table, _, _ in finding.cells}
    return {t for t in told if t}


def _rests_on_doubt(finding: Finding, report: Report) -> bool:
    """Whether a finding is about a table that was not read for certain, or about what is missing from a text
    that did not arrive whole."""
    reading = report.reading
    if any(reading.about(Subject.TABLE, kind) for kind in _tables_of(finding)):
        return True
    parts = reading.about(Subject.PART) or reading.about(Subject.WHOLE)
    return parts is not None and finding.rule.startswith(_OF_ABSENCE)


def within_certainty(finding: Finding, report: Report) -> Finding | None:
    """The finding as the reading allows it: None about a row that was not read; on a doubtful reading it is no error, and
    held whatever it is, for it may tell of us and not of the agency."""
    table, row = finding.location.table, finding.location.row
    if table and row and row in report.reading.unread_rows(table):
        return None
    if finding.rule == UNREAD_RULE or not _rests_on_doubt(finding, report):
        return finding
    least = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return replace(finding, severity=least, message=finding.message + _VERIFY, held=finding.severity)


def as_verified(finding: Finding) -> Finding:
    """The finding as it is where the reading that it rests on turned out to be right."""
    if finding.held is None:
        return finding
    message = finding.message.removesuffix(_VERIFY)
    return replace(finding, severity=finding.held, message=message, held=None)
