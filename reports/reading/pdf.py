"""PDF files with a text layer: lines put together to paragraphs, ruled tables to grids.

A scan, or a text layer whose letters have no meaning, is recognised and goes the way of scans.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from reports.errors import DamagedFileError, FileTooLargeError, ProtectedFileError
from reports.model import Block, Document, Grid, GridCell, Paragraph
from reports.reading.limits import Limits
from reports.reading.page_layout import Placed, Tail, TextLine, over_pages, page_blocks
from reports.reading.progress import reading
from reports.reading.scan import ocr_installed, read_scanned_pages, read_scanned_pdf, shortened

_USUAL_SIZE = 12.0
_CHINESE = re.compile("[一-鿿]")
_Page = tuple[list[Block], Tail | None]


def _grid(table: Any, page: int) -> Grid:
    """A grid with one position for each line of rules: where no cell begins, the cell that covers it goes on."""
    rows, texts = table.rows, table.extract()
    width = max((len(r.cells) for r in rows), default=0)
    columns = [
        next((float(r.cells[c][0]) for r in rows if c < len(r.cells) and r.cells[c]), 0.0)
        for c in range(width)
    ]
    boxes = {cell: (r, c) for r, row in enumerate(rows) for c, cell in enumerate(row.cells) if cell}
    out: list[tuple[GridCell, ...]] = []
    for r, row in enumerate(rows):
        # Just below the row's upper rule: tall merged cells that begin here would shift the middle.
        line = min((cell[1] for cell in row.cells if cell), default=row.bbox[1]) + 1
        cells: list[GridCell] = []
        for c, cell in enumerate(row.cells):
            if cell:
                cells.append(GridCell(texts[r][c] or ""))
                continue
            at = (columns[c] + 1, line)
            owner = next((place for box, place in boxes.items() if _covers(box, at)), None)
            cells.append(GridCell((texts[owner[0]][owner[1]] or "") if owner else "", merged=True))
        out.append(tuple(cells))
    return Grid(tuple(out), page=page)


def _covers(box: tuple[float, float, float, float], at: tuple[float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _lines(page: Any, tables: list[Any]) -> list[TextLine]:
    def outside(obj: dict[str, Any]) -> bool:
        middle = (obj["top"] + obj["bottom"]) / 2
        return not any(
            t.bbox[1] <= middle <= t.bbox[3] and t.bbox[0] <= obj["x0"] <= t.bbox[2] for t in tables
        )

    kept = page.filter(lambda obj: obj["object_type"] != "char" or outside(obj))
    return [
        TextLine(
            line["text"].strip(), line["x0"], line["x1"], line["top"],
            line["chars"][0]["size"] if line["chars"] else _USUAL_SIZE,
        )
        for line in kept.extract_text_lines(return_chars=True, keep_blank_chars=False)
    ]  # fmt: skip


def _page_blocks(page: Any, number: int) -> _Page:
    tables = [t for t in page.find_tables() if len(t.cells) >= 2]
    placed = [Placed(t.bbox[1], _grid(t, number)) for t in tables]
    return page_blocks(_lines(page, tables), placed, number)


def _readable(text: str) -> bool:
    letters = [c for c in text if not c.isspace()]
    return len(_CHINESE.findall(text)) > 0.25 * len(letters) if letters else False


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
        raise DamagedFileError("PDF 不完整或已损坏，无法打开；请重新下载或请报送单位重新提供。") from error
    except Exception as error:
        raise DamagedFileError("PDF 不完整或已损坏，无法打开；请重新下载或请报送单位重新提供。") from error


def read_pdf(data: bytes, limits: Limits) -> Document:
    """The blocks of a PDF with text; raises an UnusableFileError for a damaged, locked or scanned one."""
    with _open(data) as pdf:
        pages = len(pdf.pages)
        if pages > limits.pdf_pages:
            raise FileTooLargeError(
                f"PDF 有 {pages} 页，超过 {limits.pdf_pages} 页的上限，不像一份年度报告；请只提供报告部分。"
            )
        read: dict[int, _Page] = {}
        unread: list[int] = []
        for number, page in enumerate(pdf.pages, start=1):
            reading(number, pages)
            try:
                read[number] = _page_blocks(page, number)
            except Exception as error:
                raise DamagedFileError(f"PDF 第 {number} 页已损坏，无法读取；请重新提供。") from error
            if page.images and not read[number][0]:
                unread.append(number)
            page.close()
    if not _readable("".join(_words(b) for blocks, _ in read.values() for b in blocks)):
        return read_scanned_pdf(data, limits)
    if unread and ocr_installed():
        return _with_scanned_pages(read, data, limits, unread)
    warnings = tuple(f"第 {n} 页是图片，未能读出文字，请对照原件核对。" for n in unread)
    return Document(_joined(read.values()), reader="PDF 文字层", warnings=warnings)


def _with_scanned_pages(read: dict[int, _Page], data: bytes, limits: Limits, unread: list[int]) -> Document:
    """The pages with text, and by OCR those without."""
    scanned = read_scanned_pages(data, limits, unread)
    pages = {n: (list(p.blocks), p.tail) for n, p in scanned.items()}
    told = (f"第 {n} 页是图片，由 OCR 识别，数字请对照原件核对。" for n in unread)
    doubts = shortened([d for p in scanned.values() for d in p.doubts])
    return Document(
        _joined((read | pages).values()),
        reader="PDF 文字层，部分页由 OCR 识别",
        warnings=(*told, *doubts),
        ocr=True,
    )


def _joined(pages: Iterable[_Page]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    tail: Tail | None = None
    for new, next_tail in pages:
        over_pages(blocks, new, tail)
        tail = next_tail
    return tuple(blocks)


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "".join(c.text for r in block.rows for c in r) if isinstance(block, Grid) else ""
