"""Notes under a table that say what its numbers count: 注：行政复议数据含上年度尚未审结1件."""

from __future__ import annotations

import re
from decimal import Decimal

from reports.model import Report
from reports.prose.quantities import counts

_NOTE = re.compile(r"^\s*(?:[（(*※]\s*)?(?:备?注|说明|统计说明|填报说明)\s*\d*\s*[：:．.、）)]")
_EXPLAINS = re.compile(
    r"含|包括|上年|以前年度|历年|结转|尚未审结|口径|清理|核定|调整|为准|统计范围|不计入|未计入|重新"
)


def notes_on(report: Report, table: str) -> list[str]:
    """The notes in the part where a table stands that explain its numbers, in reading order."""
    found = report.tables.get(table)
    part = found.section if found else None
    section = report.section(part) if part else None
    if section is None:
        return []
    return [p.text for p in section.paragraphs if _NOTE.match(p.text) and _EXPLAINS.search(p.text)]


# What else a table includes makes it more than the text, never less.
_INCLUDES = re.compile("含|包括|计入")
_COUNTS_OTHERWISE = re.compile("口径|清理|核定|调整|为准|统计范围|不计入|未计入|重新|不含|不包括")


def explains(report: Report, table: str, difference: Decimal) -> bool:
    """Whether a note explains by how much a number exceeds a table: by the number that it gives, or without one."""
    for note in notes_on(report, table):
        given = [q.value for q in counts(note)]
        only_more = _INCLUDES.search(note) and not _COUNTS_OTHERWISE.search(note)
        if abs(difference) in given or not (given or (only_more and difference > 0)):
            return True
    return False
