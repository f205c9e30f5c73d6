"""Cells read exactly from generated files, for each format and layout; misread cells are counted by themselves.

Run: python -m benchmarks.reading
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.formats import FORMATS, TEXT_EXPORTS
from benchmarks.generate.layouts import LAYOUTS, to_pdf
from benchmarks.generate.scans import to_scan
from reports.parse import parse_bytes

Writer = Callable[[Content, Layout], bytes | None]


def measure(write: Writer, layout: Layout, count: int) -> tuple[int, int, int, list[float]]:
    """Cells, cells read exactly, cells misread (a number, but another one), seconds of each file."""
    cells = exact = misread = 0
    taken = []
    for seed in range(count):
        content = make_content(seed)
        data = write(content, layout)
        if data is None:
            continue
        start = time.perf_counter()
        report = parse_bytes(data, "report")
        taken.append(time.perf_counter() - start)
        for kind, table in content.tables.items():
            for row, values in table.items():
                for column, value in values.items():
                    got = report.tables[kind].value(row, column) if kind in report.tables else None
                    cells += 1
                    exact += got == value
                    misread += got is not None and got != value
    return cells, exact, misread, taken


def _scanned(content: Content, layout: Layout) -> bytes | None:
    pdf = to_pdf(content, layout)
    return None if pdf is None else to_scan(pdf)


def main(count: int = 20) -> None:
    """Prints a line for each format and layout."""
    writers: dict[str, Writer] = {**FORMATS, **TEXT_EXPORTS, "pdf": to_pdf, "scan": _scanned}
    for form, write in writers.items():
        for name, layout in LAYOUTS.items():
            gridless = form in TEXT_EXPORTS and name in ("transposed", "empty columns")
            slow = form in ("pdf", "scan")
            if gridless or (slow and name not in ("plain", "split", "labels broken")):
                continue
            cells, exact, misread, taken = measure(write, layout, 3 if slow else count)
            if cells:
                milliseconds = statistics.median(taken) * 1000
                print(
                    f"{form:17s} {name:24s} {exact}/{cells} {exact / cells:7.2%}  misread {misread}  {milliseconds:6.1f} ms a file"
                )


if __name__ == "__main__":
    main()
