"""A PDF's characters as pdfium extracts them: the second opinion where pdfminer loses some."""

from __future__ import annotations

import ctypes
import io
from typing import Any, Self

from reports.reading.pdf_lines import Char
from reports.reading.running_heads import EDGE
from reports.reading.text_layer import readable


class PdfiumText:
    """The text of an open PDF, page by page (from 1); a file or page that pdfium cannot open has none."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._error: type[Exception] = pypdfium2.PdfiumError
        try:
            self._pdf: Any = pypdfium2.PdfDocument(io.BytesIO(data))
        except pypdfium2.PdfiumError:
            self._pdf = None
        # The page that was asked last, and its text.
        self._opened: tuple[int, Any] = (0, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def readable(self, page: int) -> int:
        """How many characters with a meaning stand on a page."""
        text_page = self._text_page(page)
        return readable(text_page.get_text_range()) if text_page is not None else 0

    def edges(self, page: int) -> list[str]:
        """The lines at the upper and the lower edge of a page, where running heads stand."""
        text_page = self._text_page(page)
        if text_page is None:
            return []
        width, height = self._pdf[page - 1].get_size()
        bands = ((0, height * (1 - EDGE), width, height), (0, 0, width, height * EDGE))
        return [line for band in bands for line in text_page.get_text_bounded(*band).splitlines()]

    def chars(self, page: int) -> list[Char]:
        """The characters of a page with their places, measured from its upper left corner."""
        from pypdfium2 import raw

        text_page = self._text_page(page)
        if text_page is None:
            return []
        height = self._pdf[page - 1].get_height()
        size = ctypes.c_double()
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

    def _text_page(self, page: int) -> Any:
        if self._pdf is None or page > len(self._pdf):
            return None
        if page != self._opened[0]:
            try:
                self._opened = page, self._pdf[page - 1].get_textpage()
            except self._error:
                self._opened = page, None
        return self._opened[1]
