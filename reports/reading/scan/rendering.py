"""Pages of a PDF and picture files as grey pictures in memory, of bounded size."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from reports.errors import DamagedFileError, FileTooLargeError
from reports.reading.limits import Limits
from reports.reading.pdfium import Pdf
from reports.reading.progress import reading
from reports.reading.scan.ruled_tables import Picture

_DOTS_PER_INCH = 200


def pdf_pages(data: bytes, limits: Limits, only: Collection[int] = ()) -> Iterator[tuple[int, Picture]]:
    """Number (from 1) and picture of the pages of a PDF, or of those named; raises an UnusableFileError."""
    import pypdfium2

    try:
        pdf = Pdf(data)
    except pypdfium2.PdfiumError as error:
        raise DamagedFileError("PDF 不完整或已损坏，无法打开；请重新提供。") from error
    with pdf:
        wanted = [n for n in range(1, len(pdf) + 1) if not only or n in only]
        count = len(wanted)
        if count > limits.scan_pages:
            raise FileTooLargeError(
                f"扫描件有 {count} 页，超过 {limits.scan_pages} 页的上限，不像一份年度报告；请只提供报告部分。"
            )
        for place, number in enumerate(wanted, start=1):
            reading(place, count)
            try:
                picture = _picture(pdf, number, limits)
            except pypdfium2.PdfiumError as error:
                raise DamagedFileError("PDF 有已损坏的页面，无法读取；请重新提供。") from error
            yield number, picture


def _picture(pdf: Pdf, number: int, limits: Limits) -> Picture:
    with pdf.page(number) as page:
        largest = max(page.get_size())
        scale = min(_DOTS_PER_INCH / 72, limits.page_pixels / max(largest, 1.0))
        bitmap = page.render(scale=scale, grayscale=True)
        grey = np.array(bitmap.to_numpy(), dtype=np.uint8)
        bitmap.close()
    return grey.squeeze()


def part_of_page(page: Any, box: tuple[float, float, float, float], limits: Limits) -> bytes:
    """A part of a pdfium page (left, top, right, bottom in points from its upper left corner) as a PNG file; empty where
    it lies outside the page."""
    width, height = page.get_size()
    scale = min(_DOTS_PER_INCH / 72, limits.page_pixels / max(width, height, 1.0))
    # What is to be cut off on each side: left, bottom, right, top.
    sides = tuple(max(0.0, side) for side in (box[0], height - box[3], width - box[2], box[1]))
    if sides[0] + sides[2] >= width - 1 or sides[1] + sides[3] >= height - 1:
        return b""
    bitmap = page.render(scale=scale, grayscale=True, crop=sides)
    out = io.BytesIO()
    bitmap.to_pil().save(out, "PNG")
    bitmap.close()
    return out.getvalue()


def decoded(image: bytes, limits: Limits) -> Picture:
    """The picture in a file's bytes, made smaller where it is over the limit; raises an UnusableFileError."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(image)) as opened:
            if opened.width * opened.height > limits.picture_pixels:
                raise FileTooLargeError("图片的尺寸过大，未予读取；请缩小后重新提供。")
            plain, coloured = Image.new("RGB", opened.size, "white"), opened.convert("RGBA")
            plain.paste(coloured, mask=coloured.getchannel("A"))
            grey = plain.convert("L")
            grey.thumbnail((limits.page_pixels, limits.page_pixels))
            return np.asarray(grey, dtype=np.uint8)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise DamagedFileError("图片不完整或已损坏，无法打开；请重新提供。") from error
