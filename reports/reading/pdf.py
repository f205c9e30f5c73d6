"""PDF files with a text layer: lines put together to paragraphs, tables to grids, page after page.

Each page is extracted twice, by pdfminer and by pdfium, and the extraction with more readable characters is taken. A
page that is a picture, or whose letters have no meaning, is recognised and goes the way of scans.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from reports.errors import (
    DamagedFileError,
    FileTooLargeError,
    NotAReportError,
    ProtectedFileError,
    UnusableFileError,
)
from reports.model import Block, Document, Picture
from reports.reading.characters import fold_radicals
from reports.reading.limits import Limits
from reports.reading.page_layout import Placed, Tail, over_pages
from reports.reading.pdf_bounds import lay_out, require_unpacked
from reports.reading.pdf_lines import Char
from reports.reading.pdf_page import read_page, upright
from reports.reading.pdf_pictures import picture_boxes
from reports.reading.pdfium_text import PdfiumText
from reports.reading.progress import looking, reading
from reports.reading.running_heads import likeness, running_heads
from reports.reading.scan import ocr_installed, read_scanned_pages, read_scanned_pdf, shortened
from reports.reading.text_layer import TextLayer, kind_of, readable

_Page = tuple[list[Block], Tail | None]
_DAMAGED = "PDF 不完整或已损坏，无法打开；请重新下载或请报送单位重新提供。"
_GARBLED = "PDF 的文字层是乱码，本报告由 OCR 从页面图像识别，请对照原件核对。"
# pdfium is taken where it gives at least so many more readable characters than pdfminer.
_CLEARLY_MORE = 1.02
# So many pages after one are looked at for running heads.
_AHEAD = 2


def _open(data: bytes) -> Any:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        pdf = pdfplumber.open(io.BytesIO(data))
        # Found now and kept: a file whose pages cannot be found could not even be closed later.
        _ = pdf.pages
        return pdf
    except (PdfminerException, PDFPasswordIncorrect, PDFEncryptionError) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) or "ncrypt" in repr(cause):
            raise ProtectedFileError("PDF 设有密码，无法读取；请解除密码后重新提供。") from error
        raise DamagedFileError(_DAMAGED) from error
    except Exception as error:
        raise DamagedFileError(_DAMAGED) from error


def _text(chars: Iterable[Char]) -> str:
    return "".join(c["text"] for c in chars)


def _better(ours: list[Char], page: int, second: PdfiumText) -> list[Char]:
    """The characters of the extraction that gives clearly more readable ones; pdfminer's where they are alike."""
    enough = readable(_text(ours)) * _CLEARLY_MORE >= second.readable(page)
    # Folded at once: the numbers of headings are told by them.
    return [{**c, "text": fold_radicals(c["text"])} for c in (ours if enough else second.chars(page))]


class _Pages:
    """The pages of an open PDF as they were read, and those that have no text of use."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.edges: list[list[str]] = []
        self.left_out: list[str] = []
        self.read: dict[int, _Page] = {}
        self.pictures: list[int] = []
        self.hidden: list[int] = []
        self.garbled: list[int] = []
        self.text = ""

    def look_ahead(self, every: Sequence[Any], number: int, second: PdfiumText) -> None:
        """Lays out a page and those after it whose running heads tell its own; pdfium, which knows no bounds, comes after
        pdfminer, which was given some."""
        for n in range(len(self.edges) + 1, min(len(every), number + _AHEAD) + 1):
            lay_out(every[n - 1], n, self.limits)
            self.edges.append(second.edges(n))

    def take(self, page: Any, number: int, count: int, second: PdfiumText) -> None:
        """Reads a page; one that is to be recognised is told of then, and not twice."""
        chars, across = upright(_better(page.chars, number, second))
        if across:
            self.left_out.append(across)
        text = _text(chars)
        kind = kind_of(text)
        hidden = bool(page.images) and second.is_hidden(number)
        if kind is TextLayer.CHINESE and not hidden:
            reading(number, count)
        self.text += text
        pictures = [
            Placed(box[1], Picture(page=number, content=second.picture(number, box, self.limits)))
            for box in (picture_boxes(page, chars) if chars else ())
        ]
        self.read[number] = read_page(page, chars, number, self._at_edge, pictures)
        if kind is TextLayer.GARBLED:
            self.garbled.append(number)
        elif page.images and self._is_blank(number):
            self.pictures.append(number)
        elif hidden:
            self.hidden.append(number)

    def _is_blank(self, number: int) -> bool:
        """Whether nothing but pictures was read on a page."""
        return all(isinstance(block, Picture) for block in self.read[number][0])

    def _at_edge(self, line: str) -> bool:
        """Whether a line at the edge of a page is a running head; it is left out by name."""
        if likeness(line) not in running_heads(self.edges):
            return False
        self.left_out.append(line)
        return True


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The blocks of a PDF with text; raises an UnusableFileError for a damaged, locked or scanned one."""
    require_unpacked(data, limits)
    with _open(data) as pdf, PdfiumText(data) as second:
        count = len(pdf.pages)
        if count > limits.pdf_pages:
            raise FileTooLargeError(
                f"PDF 有 {count} 页，超过 {limits.pdf_pages} 页的上限，不像一份年度报告；请只提供报告部分。"
            )
        pages = _Pages(limits)
        for number, page in enumerate(pdf.pages, start=1):
            looking()
            try:
                pages.look_ahead(pdf.pages, number, second)
                pages.take(page, number, count, second)
            except UnusableFileError:
                raise
            except Exception as error:
                raise DamagedFileError(f"PDF 第 {number} 页已损坏，无法读取；请重新提供。") from error
            page.close()
        source = second.whole_text()
    kind = kind_of(pages.text)
    if kind is TextLayer.FOREIGN:
        raise NotAReportError("文件的文字几乎都不是中文，看起来不是年度报告；请确认文件是否选对。")
    if kind is not TextLayer.CHINESE:
        return _recognised(data, limits, kind)
    unread = sorted({*pages.pictures, *pages.hidden, *pages.garbled})
    if unread and ocr_installed():
        return _with_scanned_pages(pages, data, limits, unread)
    told = dict.fromkeys(pages.pictures, "是图片，未能读出文字")
    told |= dict.fromkeys(pages.hidden, "是扫描的图片，所读的是扫描程序写入的文字，可能有误")
    told |= dict.fromkeys(pages.garbled, "的文字层是乱码，未能读出文字")
    kept = (p for n, p in pages.read.items() if n not in pages.garbled)
    warnings = tuple(f"第 {n} 页{told[n]}，请对照原件核对。" for n in unread)
    return Document(
        _joined(kept),
        reader="PDF 文字层",
        warnings=warnings,
        left_out=tuple(pages.left_out),
        source=source,
    )


def _recognised(data: bytes, limits: Limits, kind: TextLayer) -> Document:
    """The whole file by OCR, said to be garbled where it has a text layer that nobody can read."""
    document = read_scanned_pdf(data, limits)
    if kind is not TextLayer.GARBLED:
        return document
    return Document(
        document.blocks, reader="OCR（文字层乱码）", warnings=(_GARBLED, *document.warnings[1:]), ocr=True
    )


def _with_scanned_pages(pages: _Pages, data: bytes, limits: Limits, unread: list[int]) -> Document:
    """The pages with text, and by OCR those without."""
    scanned = read_scanned_pages(data, limits, unread)
    by_ocr = {n: (list(p.blocks), p.tail) for n, p in scanned.items()}
    why = {n: "文字层是乱码" if n in pages.garbled else "是图片" for n in scanned}
    told = (f"第 {n} 页{why[n]}，由 OCR 识别，数字请对照原件核对。" for n in unread)
    doubts = shortened([d for p in scanned.values() for d in p.doubts])
    return Document(
        _joined((pages.read | by_ocr).values()),
        reader="PDF 文字层，部分页由 OCR 识别",
        warnings=(*told, *doubts),
        ocr=True,
        left_out=tuple(pages.left_out),
    )


def _joined(pages: Iterable[_Page]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    tail: Tail | None = None
    for new, next_tail in pages:
        over_pages(blocks, new, tail)
        tail = next_tail
    return tuple(blocks)
