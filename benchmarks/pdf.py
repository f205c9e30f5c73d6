"""Text PDF files as offices print them: every cell and every character of prose is accounted for.

Each kind is printed by LibreOffice or Chromium from reports whose content is known. The kinds follow what published files
show (shading behind text, framed paragraphs, tables without rules, rows that go on over a page). Run: python -m benchmarks.pdf
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.browser import chromium
from benchmarks.generate import Content
from benchmarks.generate.converted import converted
from benchmarks.generate.pdf_kinds import (
    PAGE_KINDS,
    WORD_KINDS,
    lost_prose,
    printed_by_browser,
    word_file,
)
from benchmarks.generate.prose import prose_names, prose_report
from reports.model import Report
from reports.parse import parse_bytes


def printed(content: Content) -> Iterator[tuple[str, bytes]]:
    """Every kind of PDF of a report."""
    yield from converted({kind: word_file(content, s) for kind, s in WORD_KINDS.items()}, "pdf").items()
    with chromium() as browser:
        yield from printed_by_browser(browser, content, PAGE_KINDS).items()


def wrong_cells(content: Content, report: Report) -> list[str]:
    """The cells that were read as another number, or not at all."""
    return [
        f"{kind}.{row}.{column}"
        for kind, table in content.tables.items()
        for row, values in table.items()
        for column, value in values.items()
        if (report.tables[kind].value(row, column) if kind in report.tables else None) != value
    ]


def section_text(report: Report, number: str | None) -> str:
    """The prose of a part; before the parts for None."""
    if number is None:
        return "".join(p.text for p in report.preamble)
    section = report.section(number)
    return section.text if section else ""


def main() -> None:
    """Prints a line for each kind of each report."""
    for name in prose_names()[::12]:
        content = prose_report(name)
        for kind, data in printed(content):
            report = parse_bytes(data, "report.pdf")
            cells = wrong_cells(content, report)
            lost = lost_prose(content, lambda number, r=report: section_text(r, number))  # type: ignore[misc]
            print(
                f"{name} {kind:45s} wrong cells {len(cells)} {cells[:2]}  lost paragraphs {len(lost)} {lost[:1]}"
            )


if __name__ == "__main__":
    main()
