"""Scans of printed reports: seconds a page, characters that arrive, cells read, and misread cells that nobody is told of.

The pages are those of reports printed by LibreOffice, turned and grainy as a scanner leaves them. Seconds are those of
the processor, which a busy machine does not change; two cores share them. Run: python -m benchmarks.scans [reports]
"""

from __future__ import annotations

import sys
import time

import pypdfium2

from benchmarks.arrival import in_report, written
from benchmarks.generate import Layout
from benchmarks.generate.layouts import to_pdf
from benchmarks.generate.prose import prose_names, prose_report
from benchmarks.generate.scans import to_scan
from benchmarks.pdf import wrong_cells
from reports.assessment import characters
from reports.certainty import Subject
from reports.model import Report
from reports.parse import parse_bytes

# How far a page is turned (degrees) and how grainy it is (of 255): a good office scanner, and a poor one.
KINDS = {"straight": (0.0, 2.0), "usual": (0.4, 6.0), "poor": (1.2, 14.0)}


def _silent(report: Report, wrong: list[str]) -> int:
    """How many of the wrongly read cells have a number of their own and stand in a table that is not in doubt."""
    told = [cell.split(".", 2) for cell in wrong]
    return sum(
        report.tables[kind].value(row, column) is not None
        and report.reading.about(Subject.TABLE, kind) is None
        for kind, row, column in told
        if kind in report.tables
    )


def main() -> None:
    """Prints a line for each report and kind of scan."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for number, name in enumerate(prose_names()[:: max(1, len(prose_names()) // count)][:count]):
        content = prose_report(name)
        pdf = to_pdf(content, Layout())
        if pdf is None:
            raise SystemExit("LibreOffice is not installed")
        kind = list(KINDS)[number % len(KINDS)]
        skew, grain = KINDS[kind]
        scan = to_scan(pdf, skew=skew, grain=grain)
        pages = len(pypdfium2.PdfDocument(scan))
        start, clock = time.process_time(), time.perf_counter()
        report = parse_bytes(scan, "scan.pdf")
        seconds, waited = time.process_time() - start, time.perf_counter() - clock
        stated = characters(written(content, Layout()))
        arrived = (stated & characters(in_report(report))).total() / stated.total()
        wrong = wrong_cells(content, report)
        cells = sum(len(row) for table in content.tables.values() for row in table.values())
        print(
            f"{kind:9s} {name} {pages} pages  {seconds / pages:.1f} s of processor a page ({waited / pages:.1f} s by the clock)  "
            f"characters {arrived:.2%}  cells {cells - len(wrong)}/{cells}, misread in silence {_silent(report, wrong)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
