"""Whole files that are pictures become Documents: scanned PDFs and picture files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from reports.errors import UnusableFileError
from reports.model import Block, Document
from reports.reading.limits import Limits
from reports.reading.page_layout import Tail, over_pages
from reports.reading.scan.installed import require_ocr

if TYPE_CHECKING:
    from reports.reading.scan.page_reader import ScannedPage

_MOST_WARNINGS = 30
# A page that is legible has more, however small it was scanned.
_LEAST_PIXELS = 60
CHECK_NUMBERS = "本报告由 OCR 从图片识别，数字请对照原件核对。"


def read_scanned_pdf(data: bytes, limits: Limits) -> Document:
    """The blocks of a PDF whose pages are pictures; raises an UnusableFileError, also where OCR is not installed."""
    require_ocr("PDF 是扫描件或文字层无法识别")
    return _document(read_scanned_pages(data, limits).values(), "OCR（扫描件）")


def read_picture_file(image: bytes, limits: Limits) -> Document:
    """The blocks of a picture of a page; raises an UnusableFileError, also where OCR is not installed."""
    require_ocr("文件是图片")
    from reports.reading.scan.page_reader import PageReader
    from reports.reading.scan.rendering import decoded

    page = decoded(image, limits)
    if min(page.shape) < _LEAST_PIXELS:
        raise UnusableFileError("图片太小，看不清文字；请提供清晰的原图或原文件。")
    return _document([PageReader().read(page, 1)], "OCR（图片）")


def read_scanned_pages(data: bytes, limits: Limits, only: Collection[int] = ()) -> dict[int, ScannedPage]:
    """What stands on the pages of a PDF (or on those named, from 1) that are pictures; OCR must be installed."""
    from reports.reading.scan.page_reader import PageReader
    from reports.reading.scan.rendering import pdf_pages

    reader = PageReader()
    return {number: reader.read(page, number) for number, page in pdf_pages(data, limits, only)}


def _document(pages: Iterable[ScannedPage], reader: str) -> Document:
    blocks: list[Block] = []
    doubts: list[str] = []
    tail: Tail | None = None
    for page in pages:
        over_pages(blocks, list(page.blocks), tail)
        tail = page.tail
        doubts += page.doubts
    return Document(tuple(blocks), reader=reader, warnings=(CHECK_NUMBERS, *shortened(doubts)), ocr=True)


def shortened(doubts: list[str]) -> list[str]:
    """The doubts, with a line that counts the rest where there are too many to read."""
    left = len(doubts) - _MOST_WARNINGS
    return (
        doubts if left <= 0 else [*doubts[:_MOST_WARNINGS], f"另有 {left} 处识别把握不高，请对照原件核对。"]
    )
