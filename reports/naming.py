"""A report whose agency could not be read, with the name that a person typed for it."""

from __future__ import annotations

from dataclasses import replace

from reports.certainty import Subject
from reports.errors import UnusableFileError
from reports.model import Evidence, Report
from reports.names import is_name, level_of

_TYPED = "手工填写"


def typed_name(text: str) -> str:
    """A name as it was typed, without blanks; an UnusableFileError where it cannot be the name of an agency."""
    name = "".join(text.split())
    if not is_name(name):
        raise UnusableFileError(f"“{text}”不像单位名称；请填写全称，如“云溪县民政局”。")
    return name


def names_itself(report: Report) -> bool:
    """Whether the agency of a report was read in it, so that a typed name changes nothing in the report."""
    return report.agency is not None and report.evidence.get("agency") != Evidence(_TYPED)


def named(report: Report, name: str | None) -> Report:
    """The report with this name where none was read; one that names its agency itself comes back as it is."""
    if report.agency is not None or not name:
        return report
    doubts = tuple(d for d in report.reading.doubts if d.subject is not Subject.AGENCY)
    evidence = {**report.evidence, "agency": Evidence(_TYPED), "level": Evidence(_TYPED)}
    return replace(
        report,
        agency=name,
        level=level_of(name),
        evidence=evidence,
        reading=replace(report.reading, doubts=doubts),
    )
