"""Cells read exactly from generated files, for each format and layout; misread cells are counted by themselves.

Beside them: the smallest share of a file's characters that arrived in its report, and the misread cells of tables
that the report does not call doubtful.

Run: python -m benchmarks.reading; with markitdown installed beside it, it is compared too.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import psutil

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.formats import FORMATS, TEXT_EXPORTS
from benchmarks.generate.layouts import LAYOUTS, to_pdf
from benchmarks.generate.scans import to_scan
from reports.certainty import Subject
from reports.errors import UnusableFileError
from reports.parse import parse_bytes

Writer = Callable[[Content, Layout], bytes | None]


@dataclass
class Measured:
    """Cells, those read exactly and those misread (a number, but another one), those misread in silence, the smallest
    share of a file's characters that arrived, and the seconds of each file."""

    cells: int = 0
    exact: int = 0
    misread: int = 0
    unannounced: int = 0
    share: float = 1.0
    taken: list[float] = field(default_factory=list)


def measure(write: Writer, layout: Layout, count: int) -> Measured:
    """What becomes of so many generated files."""
    out = Measured()
    for seed in range(count):
        content = make_content(seed)
        data = write(content, layout)
        if data is None:
            continue
        start = time.perf_counter()
        report = parse_bytes(data, "report")
        out.taken.append(time.perf_counter() - start)
        out.share = min(out.share, report.reading.share)
        for kind, table in content.tables.items():
            for row, values in table.items():
                for column, value in values.items():
                    got = report.tables[kind].value(row, column) if kind in report.tables else None
                    wrong = got is not None and got != value
                    out.cells += 1
                    out.exact += got == value
                    out.misread += wrong
                    out.unannounced += wrong and report.reading.about(Subject.TABLE, kind) is None
    return out


def _scanned(content: Content, layout: Layout) -> bytes | None:
    pdf = to_pdf(content, layout)
    return None if pdf is None else to_scan(pdf)


def pdfplumber_alone(data: bytes) -> None:
    """What the kept library itself does with a PDF: the text and the tables of every page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def long_pdf(data: bytes, pages: int) -> bytes:
    """A PDF repeated until it has so many pages."""
    import pypdfium2

    source, target = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    while len(target) < pages:
        target.import_pages(source, list(range(min(len(source), pages - len(target)))))
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def _against_pdfplumber() -> None:
    """Prints the time of a text PDF as a ratio to pdfplumber alone in the same run, and a long one's memory."""
    pdf = to_pdf(make_content(1), LAYOUTS["plain"])
    if pdf is None:
        return
    ours = median_seconds(lambda: parse_bytes(pdf, "report.pdf"))
    alone = median_seconds(lambda: pdfplumber_alone(pdf))
    print(f"text PDF: {ours * 1000:.0f} ms, pdfplumber alone {alone * 1000:.0f} ms, ratio {ours / alone:.2f}")
    before = psutil.Process().memory_info().rss
    start = time.perf_counter()
    with contextlib.suppress(UnusableFileError):
        parse_bytes(long_pdf(pdf, 300), "report.pdf")
    grown = (psutil.Process().memory_info().rss - before) / 1024**2
    print(f"PDF of 300 pages: {time.perf_counter() - start:.0f} s, memory grown by {grown:.0f} MB")


def _against_markitdown() -> None:
    """Prints the time of a Word file and a web page as ratios to markitdown in the same run, where it is installed."""
    try:
        module = importlib.import_module("markitdown")
    except ImportError:
        print("markitdown is not installed (pip install 'markitdown[docx]'): not compared")
        return
    converter = module.MarkItDown(enable_plugins=False)
    for extension in ("docx", "html"):
        data = FORMATS[extension](make_content(1), LAYOUTS["plain"])
        assert data is not None
        info = module.StreamInfo(extension=f".{extension}")
        convert = partial(_convert, converter, data, info)
        convert()
        ours, theirs = median_seconds(partial(parse_bytes, data, "report")), median_seconds(convert)
        print(
            f"{extension}: {ours * 1000:.0f} ms, markitdown {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}"
        )


def _convert(converter: Any, data: bytes, info: Any) -> None:
    converter.convert_stream(io.BytesIO(data), stream_info=info)


def median_seconds(action: Callable[[], object]) -> float:
    """The median duration of five runs."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main(count: int = 20) -> None:
    """Prints the ratios to other readers, then a line for each format and layout."""
    _against_pdfplumber()
    _against_markitdown()
    writers: dict[str, Writer] = {**FORMATS, **TEXT_EXPORTS, "pdf": to_pdf, "scan": _scanned}
    for form, write in writers.items():
        for name, layout in LAYOUTS.items():
            gridless = form in TEXT_EXPORTS and name in ("transposed", "empty columns")
            slow = form in ("pdf", "scan")
            if gridless or (slow and name not in ("plain", "split", "labels broken")):
                continue
            m = measure(write, layout, 3 if slow else count)
            if m.cells:
                milliseconds = statistics.median(m.taken) * 1000
                print(
                    f"{form:17s} {name:24s} {m.exact}/{m.cells} {m.exact / m.cells:7.2%}  misread {m.misread} "
                    f"(unannounced {m.unannounced})  share {m.share:.2%}  {milliseconds:6.1f} ms a file"
                )


if __name__ == "__main__":
    main()
