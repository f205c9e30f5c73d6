"""PDF files with a text layer: lines put together to paragraphs, ruled tables to grids.

A scan, or a text layer whose letters have no meaning, is recognised and refused with a sentence: a page that
was misread silently would be worse than one that was not read.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from reports.errors import ConverterMissingError, DamagedFileError, FileTooLargeError, ProtectedFileError
from reports.model import Block, Document, Grid, GridCell, Paragraph
from reports.reading.limits import Limits

_CHINESE = re.compile("[一-鿿]")
_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–\s]*$")
_STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|\d+[.、．])"
)
_SCAN = "PDF 是扫描件或文字层无法识别，未能读出文字；请提供 Word 原件或可复制文字的 PDF。"


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


def _lines(page: Any, tables: list[Any]) -> list[dict[str, Any]]:
    def outside(obj: dict[str, Any]) -> bool:
        middle = (obj["top"] + obj["bottom"]) / 2
        return not any(
            t.bbox[1] <= middle <= t.bbox[3] and t.bbox[0] <= obj["x0"] <= t.bbox[2] for t in tables
        )

    kept = page.filter(lambda obj: obj["object_type"] != "char" or outside(obj))
    found: list[dict[str, Any]] = kept.extract_text_lines(return_chars=True, keep_blank_chars=False)
    return [line for line in found if line["text"].strip() and not _PAGE_NUMBER.match(line["text"].strip())]


def _joins(before: dict[str, Any], line: dict[str, Any], left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    size = line["chars"][0]["size"] if line["chars"] else 12
    full = before["x1"] > right - 2.2 * size
    indented = line["x0"] > left + 1.2 * size
    return bool(full and not indented and not _STARTS.match(line["text"].strip()))


def _margins(lines: list[dict[str, Any]]) -> tuple[float, float]:
    left = Counter(round(line["x0"]) for line in lines).most_common(1)[0][0] if lines else 0
    return min(left, min((line["x0"] for line in lines), default=0) + 40), max(
        (li["x1"] for li in lines), default=0
    )


def _page_blocks(page: Any, number: int) -> tuple[list[Block], dict[str, Any] | None]:
    tables = [t for t in page.find_tables() if len(t.cells) >= 2]
    placed: list[tuple[float, Block]] = [(t.bbox[1], _grid(t, number)) for t in tables]
    lines = _lines(page, tables)
    left, right = _margins(lines)
    text, top, before = "", 0.0, None
    for line in lines:
        between = before is not None and any(before["top"] < t.bbox[1] < line["top"] for t in tables)
        if before is not None and not between and _joins(before, line, left, right):
            text += _glue(text, line["text"].strip())
        else:
            if text:
                placed.append((top, Paragraph(text, page=number)))
            text, top = line["text"].strip(), line["top"]
        before = line
    if text:
        placed.append((top, Paragraph(text, page=number)))
    placed.sort(key=lambda p: p[0])
    last_is_text = bool(placed) and isinstance(placed[-1][1], Paragraph)
    tail = {"line": before, "right": right} if last_is_text and before is not None else None
    return [b for _, b in placed], tail


def _glue(text: str, addition: str) -> str:
    both_latin = (
        text[-1:].isascii() and text[-1:].isalnum() and addition[:1].isascii() and addition[:1].isalpha()
    )
    return (" " if both_latin else "") + addition


def _over_pages(blocks: list[Block], new: list[Block], tail: dict[str, Any] | None) -> None:
    """Appends a page's blocks; a paragraph cut by the page break goes on in the one before."""
    first = new[0] if new else None
    last = blocks[-1] if blocks else None
    if isinstance(first, Paragraph) and isinstance(last, Paragraph) and tail is not None:
        size = tail["line"]["chars"][0]["size"]
        full = tail["line"]["x1"] > tail["right"] - 2.2 * size
        if full and not last.text.endswith(("。", "！", "？", "：")) and not _STARTS.match(first.text):
            blocks[-1] = Paragraph(last.text + first.text, page=last.page)
            new = new[1:]
    blocks.extend(new)


def _readable(text: str) -> bool:
    letters = [c for c in text if not c.isspace()]
    return len(_CHINESE.findall(text)) > 0.25 * len(letters) if letters else False


def _open(data: bytes) -> Any:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.open(io.BytesIO(data))
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
        try:
            pages = len(pdf.pages)
        except Exception as error:
            raise DamagedFileError("PDF 不完整或已损坏，没有可读的页面；请重新提供。") from error
        if pages > limits.pdf_pages:
            raise FileTooLargeError(
                f"PDF 有 {pages} 页，超过 {limits.pdf_pages} 页的上限，不像一份年度报告；请只提供报告部分。"
            )
        blocks: list[Block] = []
        tail: dict[str, Any] | None = None
        unread: list[int] = []
        for number, page in enumerate(pdf.pages, start=1):
            try:
                new, next_tail = _page_blocks(page, number)
            except Exception as error:
                raise DamagedFileError(f"PDF 第 {number} 页已损坏，无法读取；请重新提供。") from error
            if page.images and not new:
                unread.append(number)
            _over_pages(blocks, new, tail)
            tail = next_tail
            page.close()
    text = "".join(_words(b) for b in blocks)
    if not _readable(text):
        raise ConverterMissingError(_SCAN)
    warnings = tuple(f"第 {n} 页是图片，未能读出文字，请对照原件核对。" for n in unread)
    return Document(tuple(blocks), reader="PDF 文字层", warnings=warnings)


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "".join(c.text for r in block.rows for c in r) if isinstance(block, Grid) else ""
