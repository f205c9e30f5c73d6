"""How a report is signed: the agency and the day on the lines below its last part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reports.dates import YEAR
from reports.model import Paragraph, Report
from reports.numerals import fold
from reports.prose.days import first_date

_LAST_LINES = 6
_DAY = rf"{YEAR}年(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
_LINE = re.compile(
    rf"(?P<agency>[一-鿿（）()]{{3,30}}?(?:政府|局|委员会|委|办事处|办公室|厅|中心|会|院|部|馆|队|社|处|校))?(?P<day>{_DAY})?"
)


@dataclass(frozen=True)
class Closing:
    """The signature: what was found of it, with the paragraphs in which it stands."""

    agency: str | None = None
    agency_paragraph: Paragraph | None = None
    day: date | None = None
    day_text: str | None = None
    day_paragraph: Paragraph | None = None


def closing_of(report: Report) -> Closing:
    """The agency and the day with which a report is signed; empty where it is not signed."""
    lines = report.sections[-1].paragraphs[-_LAST_LINES:] if report.sections else ()
    agency = day = None
    for paragraph in lines:
        match = _LINE.fullmatch(fold(paragraph.text))
        if match is None:
            continue
        if match["agency"]:
            agency = (match["agency"], paragraph)
        if match["day"]:
            day = (match["day"], paragraph)
    if day is None:  # A line that ends in an agency's word alone is a signature only above a day.
        return Closing()
    return Closing(
        agency[0] if agency else None,
        agency[1] if agency else None,
        first_date(day[0]),
        day[0],
        day[1],
    )
