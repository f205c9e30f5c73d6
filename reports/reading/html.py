"""Web pages saved from government sites (.html): the article, without what surrounds it.

Nothing is fetched and nothing is executed: scripts, styles, comments, frames and hidden elements are dropped.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from reports.errors import DamagedFileError, FileTooLargeError
from reports.model import Block, Document, Grid, GridCell, Paragraph, Picture
from reports.reading.encoding import decode
from reports.reading.limits import Limits
from reports.reading.page_shown import make_plain
from reports.reading.source_text import page_text
from reports.reading.web_article import article_of, published_on, titles_of

_BLOCK = frozenset([
    "p", "div", "section", "article", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table",
    "blockquote", "pre", "center", "main", "body", "tr", "td", "th", "tbody", "thead", "figure", "form", "fieldset",
])  # fmt: skip


def _cell_text(cell: Any) -> str:
    parts = [t.strip() for t in cell.itertext()]
    return "\n".join(t for t in parts if t)


def _size(cell: Any, name: str) -> int:
    raw = re.sub(r"\D", "", cell.get(name, "") or "")
    return max(1, min(100, int(raw[:4]))) if raw else 1


def _rows_of(table: Any) -> list[Any]:
    return [r for r in table.iter("tr") if next(r.iterancestors("table")) is table]


def _grid(table: Any) -> Grid:
    grid: list[list[GridCell | None]] = []
    rows = _rows_of(table)
    for number, tr in enumerate(rows):
        while len(grid) <= number:
            grid.append([])
        column = 0
        for cell in tr.iterchildren("td", "th"):
            while column < len(grid[number]) and grid[number][column] is not None:
                column += 1
            text = _cell_text(cell)
            height = min(_size(cell, "rowspan"), len(rows) - number)
            for down in range(height):
                while len(grid) <= number + down:
                    grid.append([])
                for across in range(_size(cell, "colspan")):
                    line = grid[number + down]
                    line.extend([None] * (column + across + 1 - len(line)))
                    line[column + across] = GridCell(text, merged=bool(down or across))
    return Grid(tuple(tuple(c or GridCell("") for c in row) for row in grid if row))


def _is_layout(table: Any) -> bool:
    """Whether a table only arranges the page: it holds another table, or long text in a single cell."""
    if table.find(".//table") is not None:
        return True
    cells = [c for r in _rows_of(table) for c in r.iterchildren("td", "th")]
    return len(cells) <= 1 or any(len(c.findall(".//p")) > 4 for c in cells)


def _beside_cells(table: Any) -> Iterator[str]:
    """A table's caption and the text that stands in it outside its cells; browsers show both above it."""
    for node in table.iter("table", "caption", "thead", "tbody", "tfoot", "tr"):
        if node.tag == "caption":
            yield node.text_content()
        else:
            yield node.text or ""
            yield from (child.tail or "" for child in node)


def _text_blocks(text: str) -> Iterator[Block]:
    for line in text.split("\n"):
        flat = re.sub(r"[ \t\r\xa0]+", " ", line).strip(" 　")
        if flat:
            yield Paragraph(flat)


def _walk(node: Any) -> Iterator[Block]:
    """Blocks in reading order: inline content is gathered until a block element begins or ends."""
    pending = [node.text or ""]
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table" and not _is_layout(child):
            yield from _text_blocks("".join(pending))
            pending = []
            for text in _beside_cells(child):
                yield from _text_blocks(text)
            grid = _grid(child)
            if grid.rows:
                yield grid
        elif tag in _BLOCK:
            yield from _text_blocks("".join(pending))
            pending = []
            for block in _walk(child):
                heading = tag in ("h1", "h2", "h3", "h4") and isinstance(block, Paragraph)
                yield (
                    Paragraph(block.text, heading=True) if heading and isinstance(block, Paragraph) else block
                )
        elif tag == "br":
            pending.append("\n")
        elif tag == "img":
            if _pictures_count(child):
                yield from _text_blocks("".join(pending))
                pending = []
                yield Picture(content=_inlined(child))
        elif tag:
            inner = list(_walk(child))
            if len(inner) == 1 and isinstance(inner[0], Paragraph):
                pending.append(_join(child))
            elif inner:
                yield from _text_blocks("".join(pending))
                pending = []
                yield from inner
        pending.append(child.tail or "")
    yield from _text_blocks("".join(pending))


def _join(node: Any) -> str:
    return "".join(node.itertext()).replace("\n", " ") if node.find(".//br") is None else _with_breaks(node)


def _with_breaks(node: Any) -> str:
    parts = [node.text or ""]
    for child in node.iter():
        if child is node:
            continue
        parts.append("\n" if child.tag == "br" else child.text or "")
        parts.append(child.tail or "")
    return "".join(parts)


def _pictures_count(image: Any) -> bool:
    """Whether a picture may hold content: icons and buttons of the page do not."""
    size = [int(s[:5]) for s in re.findall(r"\d+", image.get("width", "") + " " + image.get("height", ""))]
    return min(size) >= 120 if size else len(image.get("src", "")) > 20_000


def _inlined(image: Any) -> bytes:
    """The picture file where the page carries it within itself; nothing is fetched."""
    match = re.match(r"data:image/[\w.+-]+;base64,", image.get("src", ""))
    try:
        return base64.b64decode(image.get("src", "")[match.end() :]) if match else b""
    except ValueError:
        return b""


# What lxml reads but does not let anyone write back into the tree, and any character that is written as its number.
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:(?P<decimal>\d+)|[xX](?P<hexadecimal>[0-9a-fA-F]+));?")


def _allowed(reference: re.Match[str]) -> str:
    """The reference to a character as it stands; nothing where a tree cannot hold that character."""
    digits = (reference["decimal"] or reference["hexadecimal"]).lstrip("0")
    number = int(digits[:8] or "0", 10 if reference["decimal"] else 16)
    return "" if number > sys.maxunicode or _NOT_XML.match(chr(number)) else reference[0]


def read_html(data: bytes, limits: Limits) -> Document:
    """The article of a web page; raises FileTooLargeError or DamagedFileError."""
    if len(data) > limits.html_bytes:
        raise FileTooLargeError(
            f"网页文件超过 {limits.html_bytes // 1024 // 1024} MB，未予读取；请只保存报告正文后重新提供。"
        )
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data))
    text = _REFERENCE.sub(_allowed, _NOT_XML.sub("", text))
    if text.count("<") > limits.html_tags:
        raise FileTooLargeError("网页的标签过多，不像一份年度报告，未予读取；请只保存报告正文后重新提供。")
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError("网页文件没有可读的内容；请重新保存网页后提供。") from error
    source = page_text(text)
    shown = make_plain(root)
    body = root.find("body")
    limits.require_cells(sum(_size(c, "rowspan") * _size(c, "colspan") for c in root.iter("td", "th")))
    try:
        blocks = list(_walk(body if body is not None else root))
    except RecursionError as error:
        raise DamagedFileError(
            "网页文件的标签嵌套过深，无法读取；请把正文另存为 docx 或 txt 后提供。"
        ) from error
    article, around = article_of(blocks)
    return Document(
        tuple(article),
        reader="网页",
        published=published_on(root, blocks),
        titles=titles_of(root),
        source=source,
        left_out=(*shown.left_out, *around),
        warnings=shown.warnings,
    )
