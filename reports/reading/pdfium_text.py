"""A PDF's characters as pdfium extracts them: the second opinion where pdfminer loses some."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import islice
from typing import Any, Self, TypeVar

from reports.reading.limits import Limits
from reports.reading.page_layout import PAGE_NUMBER
from reports.reading.pdf_lines import Box, Char
from reports.reading.pdfium import Pdf
from reports.reading.running_heads import EDGE
from reports.reading.scan import ocr_installed
from reports.reading.text_layer import readable

T = TypeVar("T")
# So many pieces of text tell whether those of a page are shown.
_LOOKED_AT = 50


class PdfiumText:
    """The text of an open PDF, page by page (from 1); a file or page that pdfium cannot open has none."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._error: type[Exception] = pypdfium2.PdfiumError
        self._looked: dict[int, tuple[str, list[str]]] = {}
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
        return readable(self._look(page)[0])

    def whole_text(self) -> str:
        """The text of all pages without their numbers, to measure what readers lose."""
        count = len(self._pdf) if self._pdf is not None else 0
        lines = (line for n in range(1, count + 1) for line in self._look(n)[0].splitlines())
        return "\n".join(line for line in lines if not PAGE_NUMBER.match(line))

    def picture(self, page: int, box: Box, limits: Limits) -> bytes:
        """A part of a page as a picture file for OCR, its edges measured as those of characters; empty without OCR."""
        if not ocr_installed():
            return b""
        from reports.reading.scan.rendering import part_of_page

        return self._read(page, lambda found: part_of_page(found, box, limits), b"")

    def is_hidden(self, page: int) -> bool:
        """Whether no letter of a page is shown: they lie below the picture that they were recognised from."""
        return self._read(page, _is_hidden, False)

    def edges(self, page: int) -> list[str]:
        """The lines at the upper and the lower edge of a page, where running heads stand."""
        return self._look(page)[1]

    def chars(self, page: int) -> list[Char]:
        """The characters of a page with their places, measured from its upper left corner."""
        return self._read(page, _chars, [])

    def _look(self, number: int) -> tuple[str, list[str]]:
        """The text of a page and the lines at its edges, from one look at it: to open a page takes longest."""
        if number not in self._looked:
            nothing: tuple[str, list[str]] = ("", [])
            self._looked[number] = self._read(number, _text_and_edges, nothing)
        return self._looked[number]

    def _read(self, number: int, work: Callable[[Any], T], nothing: T) -> T:
        if self._pdf is None or number > len(self._pdf):
            return nothing
        try:
            with self._pdf.page(number) as page:
                return work(page)
        except self._error:
            return nothing


def _is_hidden(page: Any) -> bool:
    from pypdfium2 import raw

    texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    modes = {raw.FPDFTextObj_GetTextRenderMode(text) for text in islice(texts, _LOOKED_AT)}
    return modes == {raw.FPDF_TEXTRENDERMODE_INVISIBLE}


def _text_and_edges(page: Any) -> tuple[str, list[str]]:
    text_page = page.get_textpage()
    width, height = page.get_size()
    bands = ((0, height * (1 - EDGE), width, height), (0, 0, width, height * EDGE))
    edges = [line for band in bands for line in text_page.get_text_bounded(*band).splitlines()]
    return str(text_page.get_text_range()), edges


def _chars(page: Any) -> list[Char]:
    from pypdfium2 import raw

    text_page, height = page.get_textpage(), page.get_height()
    out: list[Char] = []
    for n in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, n)
        if code < 0x20 or code in (0xFFFE, 0xFFFF):
            continue
        left, bottom, right, top = text_page.get_charbox(n, loose=True)
        angle = raw.FPDFText_GetCharAngle(text_page, n)
        size = raw.FPDFText_GetFontSize(text_page, n)
        tall = top - bottom
        out.append(
            {
                "text": chr(code), "x0": left, "x1": right, "top": height - top, "bottom": height - bottom,
                "size": size if size > 1 else tall, "upright": True,
                "matrix": (math.cos(angle), math.sin(angle)),
            }
        )  # fmt: skip
    return out
