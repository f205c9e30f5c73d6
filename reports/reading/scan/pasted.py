"""Tables pasted into a text as pictures: read where OCR is installed, else left as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.errors import UnusableFileError
from reports.model import Block, Document, Grid, Picture, text_of
from reports.reading.limits import Limits
from reports.reading.progress import reading
from reports.reading.scan.documents import shortened
from reports.reading.scan.installed import ocr_installed

if TYPE_CHECKING:
    from reports.reading.scan.page_reader import PageReader
    from reports.reading.scan.ruled_tables import Picture as GreyPicture
    from reports.reading.scan.ruled_tables import RuledTable

# Spacers, rules and emblems: no table stands in fewer.
_LEAST_PIXELS = 60
_LEAST_ROWS = 3
_READ = "一处表格是贴上的图片，由 OCR 识别，数字请对照原件核对。"


def with_pictures_read(document: Document, limits: Limits) -> Document:
    """The document with the tables that stand in its pictures; of a picture without one only its place is kept."""
    if any(isinstance(b, Picture) and b.content for b in document.blocks) and ocr_installed():
        document = _read_pictures(document, limits)
    places = (replace(b, content=b"") if isinstance(b, Picture) else b for b in document.blocks)
    return replace(document, blocks=tuple(places))


def _read_pictures(document: Document, limits: Limits) -> Document:
    from reports.reading.scan.page_reader import PageReader

    reader: PageReader | None = None
    blocks: list[Block] = []
    warnings: list[str] = []
    pictures = sum(1 for b in document.blocks if isinstance(b, Picture) and b.content)
    count, number = min(pictures, limits.pasted_pictures), 0
    for block in document.blocks:
        found = None
        if isinstance(block, Picture) and block.content and number < count:
            number += 1
            reading(number, count)
            found = _with_tables(block.content, limits)
        if found is None:
            blocks.append(block)
            continue
        reader = reader or PageReader()
        read = reader.read_straight(*found, 1, "贴图")
        blocks += [] if _is_table(read.blocks) else [block]
        blocks += [replace(b, page=block.page) for b in read.blocks]
        warnings += [_READ, *read.doubts]
    if not warnings:
        return document
    reader_name = f"{document.reader}，部分由 OCR 识别"
    return replace(
        document, blocks=tuple(blocks), reader=reader_name, ocr=True,
        warnings=(*document.warnings, *shortened(warnings)),
    )  # fmt: skip


def _is_table(read: Sequence[Block]) -> bool:
    """Whether most of what was read in a picture stands in cells; else its table was not read, and it stays a picture."""
    in_cells = sum(len(text_of(b)) for b in read if isinstance(b, Grid) and len(b.rows) >= _LEAST_ROWS)
    return in_cells * 2 >= sum(len(text_of(b)) for b in read)


def _with_tables(content: bytes, limits: Limits) -> tuple[GreyPicture, list[RuledTable]] | None:
    """A picture made straight, with the tables on it; None where it has none or cannot be opened."""
    from reports.reading.scan.rendering import decoded
    from reports.reading.scan.ruled_tables import find_tables, straighten

    try:
        picture = decoded(content, limits)
    except UnusableFileError:
        return None
    if min(picture.shape) < _LEAST_PIXELS:
        return None
    page = straighten(picture)
    tables = find_tables(page)
    return (page, tables) if tables else None
