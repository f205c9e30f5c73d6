"""A PDF's characters as pdfium extracts them: the second opinion where pdfminer loses some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

from reports.reading.pdf_lines import Char
from reports.reading.pdfium import Pdf
from reports.reading.running_heads import EDGE
from reports.reading.text_layer import readable

T = TypeVar("T")


class PdfiumText:
    """The text of an open PDF, page by page (from 1); a file or page that pdfium cannot open has none."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._error: type[Exception] = pypdfium2.PdfiumError
        try:
            self._pdf: Pdf | None = Pdf(data)
        except pypdfium2.PdfiumError:
            self._pdf = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def readable(self, page: int) -> int:
        """How many characters with a meaning stand on a page."""
        return self._read(page, lambda found: readable(found.get_textpage().get_text_range()), 0)

    def edges(self, page: int) -> list[str]:
        """The lines at the upper and the lower edge of a page, where running heads stand."""
        return self._read(page, _edges, [])

    def chars(self, page: int) -> list[Char]:
        """The characters of a page with their places, measured from its upper left corner."""
        return self._read(page, _chars, [])

    def _read(self, number: int, work: Callable[[Any], T], nothing: T) -> T:
        if self._pdf is None or number > len(self._pdf):
            return nothing
        try:
            with self._pdf.page(number) as page:
                return work(page)
        except self._error:
            return nothing


def _edges(page: Any) -> list[str]:
    text_page = page.get_textpage()
    width, height = page.get_size()
    bands = ((0, height * (1 - EDGE), width, height), (0, 0, width, height * EDGE))
    return [line for band in bands for line in text_page.get_text_bounded(*band).splitlines()]


def _chars(page: Any) -> list[Char]:
    from pypdfium2 import raw

    text_page, height = page.get_textpage(), page.get_height()
    out: list[Char] = []
    for n in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, n)
        if code < 0x20 or code in (0xFFFE, 0xFFFF):
            continue
        left, bottom, right, top = text_page.get_charbox(n, loose=True)
        size = raw.FPDFText_GetFontSize(text_page, n)
        tall = top - bottom
        out.append(
            {
                "text": chr(code), "x0": left, "x1": right, "top": height - top, "bottom": height - bottom,
                "size": size if size > 1 else tall, "upright": True,
            }
        )  # fmt: skip
    return out
