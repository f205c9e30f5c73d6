"""How published reports begin: agency, level, year and date as read, against verdicts written beforehand.

The openings (openings.toml) are those of real pages as they look when copied, with other names. The rest of each report
is generated and without a fault, so that every error found rests on the opening. Run: python -m benchmarks.openings
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_separated_cells, to_trailing_bars
from data_files import Data, load_data
from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Severity
from review.reviewer import review

_FIRST = "一、总体情况"


class Opening(Data):
    """An opening with what is right; `we` is what the agency calls itself, None of a verdict leaves it open."""

    kind: str
    head: str
    first: str = ""
    we: str
    agency: tuple[str, ...]
    level: str | None = None
    published: str | None = None


class _Openings(Data):
    openings: tuple[Opening, ...]


@cache
def openings() -> tuple[Opening, ...]:
    """All of them."""
    return load_data(Path(__file__).with_suffix(".toml"), _Openings).openings


def as_text(opening: Opening) -> bytes:
    """A report that begins so, as text whose tables have one cell a line or bars."""
    place = openings().index(opening)
    content = make_content(place, level="department", year=2023)
    write = to_separated_cells if place % 2 else to_trailing_bars
    rest = write(content, Layout()).decode().partition(_FIRST)[2]
    first = opening.first or f"2023年，{opening.we}认真做好政府信息公开工作。"
    rest = rest.replace(content.agency, opening.we).replace("本单位", opening.we)
    return f"{opening.head}\n{_FIRST}\n{first}{rest}".encode()


def wrong(opening: Opening, report: Report) -> list[str]:
    """What was read otherwise than the verdict says."""
    found = []
    if (report.agency or "") not in opening.agency:
        found.append(f"agency {report.agency}")
    if opening.level and report.level.value != opening.level:
        found.append(f"level {report.level.value}")
    if report.year != 2023:
        found.append(f"year {report.year}")
    if opening.published and str(report.published) != opening.published:
        found.append(f"published {report.published}")
    return found


def main() -> None:
    """Prints each opening that is read wrongly, the errors of its review, and how many are right."""
    right = 0
    for opening in openings():
        report = parse_bytes(as_text(opening), "report.txt")
        bad = wrong(opening, report)
        errors = [f"{f.rule} {f.message[:40]}" for f in review(report) if f.severity is Severity.ERROR]
        right += not bad
        if bad or errors:
            print(opening.kind, bad, errors[:3], sep="  ")
    print(f"{right} of {len(openings())} openings read right")


if __name__ == "__main__":
    main()
