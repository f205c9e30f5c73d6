"""Word files (.docx): paragraphs with their automatic numbers, tables with merged cells, charts, pictures.

The body is walked as XML because merged cells, text boxes, automatic numbers and content
controls lie below what a document model shows. External relationships are never followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from reports.errors import DamagedFileError, UnusableFileError
from reports.model import Block, Chart, Document, Grid, GridCell, Paragraph, Picture
from reports.reading.docx_numbering import Numbering
from reports.reading.docx_package import MC as _MC
from reports.reading.docx_package import A as _A
from reports.reading.docx_package import C as _C
from reports.reading.docx_package import R as _R
from reports.reading.docx_package import W as _W
from reports.reading.docx_package import WordPackage, packed, tree
from reports.reading.docx_shown import make_plain
from reports.reading.file_type import FileType, detect
from reports.reading.html import read_html
from reports.reading.limits import usual_limits
from reports.reading.mail import read_message

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_BROKEN = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RecursionError,
    NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip
_STRUCK = "原文有划掉的文字（如“{:.20}”），已略去后审查，请对照原件。"
_DAMAGED = "Word 文档不完整或已损坏，无法打开；请用 Word 或 WPS 打开并另存后重新提供。"
_SKIPPED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}instrText", f"{_W}rt"}
)
_TEXTS = (f"{_W}t", f"{_MATH}t")
_SIGNS = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Columns of the widest table that Word allows are 63.
_WIDEST = 200
_NOTES = ("footnote", "endnote")
# What stands around a report and not in it.
_AROUND = ("header", "footer", "comments")


def _inline_text(node: Any) -> str:
    """The text of a paragraph; deleted revisions, reading aids and text boxes are left out."""
    parts: list[str] = []
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag in _TEXTS:
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif isinstance(child.tag, str):
            parts.append(_inline_text(child))
    return "".join(parts)


def _cell_text(cell: Any) -> str:
    shown = (p for p in cell.iter(f"{_W}p") if _owner(p, f"{_MC}Fallback") is None)
    return "\n".join(t for t in (_inline_text(p).strip() for p in shown) if t)


def _span(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return max(1, min(_WIDEST, int(span.get(f"{_W}val", "1")))) if span is not None else 1


def _deleted(row: Any) -> bool:
    """Whether a tracked change took the row out."""
    return row.find(f"{_W}trPr/{_W}del") is not None


def _table_rows(table: Any) -> Iterator[Any]:
    for row in table.iterchildren(f"{_W}tr", f"{_W}sdt"):
        for tr in [row] if row.tag == f"{_W}tr" else list(row.iter(f"{_W}tr")):
            if not _deleted(tr):
                yield tr


def _row_cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row, each with its first column and its width."""
    skip = row.find(f"{_W}trPr/{_W}gridBefore")
    column = max(0, min(_WIDEST, int(skip.get(f"{_W}val", "0")))) if skip is not None else 0
    for tc in (c for c in row.iter(f"{_W}tc") if _owner(c, f"{_W}tr") is row):
        yield column, (width := _span(tc)), tc
        column += width


def grid_of(table: Any) -> Grid:
    """The grid that a w:tbl element is read as."""
    rows: list[tuple[GridCell, ...]] = []
    above: dict[int, str] = {}
    for row in _table_rows(table):
        cells: list[GridCell] = []
        for column, width, tc in _row_cells(row):
            cells.extend(GridCell("") for _ in range(column - len(cells)))
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            continued = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            text = above.get(column, "") if continued else _cell_text(tc)
            cells.append(GridCell(text, merged=continued))
            cells.extend(GridCell(text, merged=True) for _ in range(width - 1))
            above.update(dict.fromkeys(range(column, column + width), text))
        rows.append(tuple(cells))
    return Grid(tuple(rows))


def cell_at(table: Any, row: int, column: int) -> Any:
    """The w:tc element that covers a place of a w:tbl element's grid, or None."""
    for number, tr in enumerate(_table_rows(table)):
        if number == row:
            return next((tc for at, width, tc in _row_cells(tr) if at <= column < at + width), None)
    return None


def _owner(node: Any, tag: str) -> Any:
    parent = node.getparent()
    while parent is not None and parent.tag != tag:
        parent = parent.getparent()
    return parent


@dataclass(frozen=True)
class _Linked:
    """What a document's body refers to by a link: charts, pictures, diagrams, other files and notes."""

    charts: dict[str, tuple[Chart, ...]]
    pictures: dict[str, bytes]
    diagrams: dict[str, tuple[str, ...]]
    files: dict[str, bytes]
    notes: dict[tuple[str, str], Any]

    @classmethod
    def of(cls, package: WordPackage) -> _Linked:
        return cls(
            charts={link: _series(xml) for link, xml in package.linked("/chart")},
            pictures=dict(package.linked("/image")),
            diagrams={link: _diagram(xml) for link, xml in package.linked("/diagramData")},
            files=dict(package.linked("/aFChunk")),
            notes={
                (kind, note.get(f"{_W}id", "")): note
                for kind in _NOTES
                for _, xml in package.linked(f"/{kind}s")
                for note in tree(xml)
            },
        )


class _Walker:
    def __init__(self, linked: _Linked) -> None:
        self.linked = linked

    def blocks(self, container: Any) -> Iterator[Block]:
        for node in container:
            if node.tag == f"{_W}p":
                yield from self._paragraph(node)
                yield from self._notes(node)
            elif node.tag == f"{_W}tbl":
                grid = grid_of(node)
                yield from self._layout(node) if _is_layout(grid, node) else [grid, *self._notes(node)]
            elif node.tag == f"{_W}altChunk":
                yield from _other_file(self.linked.files.get(node.get(f"{_R}id", ""), b""))
            elif isinstance(node.tag, str) and node.tag not in _SKIPPED:
                yield from self.blocks(node)

    def _notes(self, node: Any) -> Iterator[Block]:
        """The notes that a paragraph or table refers to stand after it; each once, whatever refers to it."""
        for kind in _NOTES:
            for reference in node.iter(f"{_W}{kind}Reference"):
                note = self.linked.notes.pop((kind, reference.get(f"{_W}id", "")), None)
                if note is not None:
                    yield from self.blocks(note)

    def _layout(self, table: Any) -> Iterator[Block]:
        """A table that only frames its content: the content is what counts."""
        for cell in table.iter(f"{_W}tc"):
            if _owner(cell, f"{_W}tbl") is table:
                yield from self.blocks(cell)

    def _paragraph(self, node: Any) -> Iterator[Block]:
        properties = node.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        heading = style is not None and bool(re.match(r"(?i)heading|标题|[1-3]$", style.get(f"{_W}val", "")))
        yield from _lines(_inline_text(node), heading=heading)
        for box in node.iter(f"{_W}txbxContent"):
            if _owner(box, f"{_MC}Fallback") is None:
                yield from self.blocks(box)
        yield from self._drawn(node)

    def _drawn(self, node: Any) -> Iterator[Block]:
        """The words of word art and diagrams, the charts and the pictures of a paragraph."""
        for art in node.iter(_WORD_ART):
            yield from _lines(art.get("string", ""))
        for drawing in node.iter(f"{_DIAGRAM}relIds"):
            yield from (Paragraph(t) for t in self.linked.diagrams.get(drawing.get(f"{_R}dm", ""), ()))
        for drawing in node.iter(f"{_C}chart"):
            yield from self.linked.charts.get(drawing.get(f"{_R}id", ""), ())
        links = [i.get(f"{_R}embed") or i.get(f"{_R}id") or "" for i in node.iter(f"{_A}blip", _VML_IMAGE)]
        for link in dict.fromkeys(links):
            yield Picture(content=self.linked.pictures.get(link, b""))


def _is_layout(grid: Grid, table: Any) -> bool:
    """Whether a table has a single column, of one or two rows or with another table in it."""
    single = all(sum(not c.merged for c in row) <= 1 for row in grid.rows)
    return single and (len(grid.rows) <= 2 or table.find(f".//{_W}tbl") is not None)


def _lines(text: str, *, heading: bool = False) -> Iterator[Block]:
    yield from (Paragraph(line.strip(), heading=heading) for line in text.splitlines() if line.strip())


def _series(xml: bytes) -> tuple[Chart, ...]:
    """A chart's data, one Chart for each of its series."""
    root = tree(xml)
    title = "".join(t.text or "" for t in root.iterfind(f".//{_C}title//{_A}t"))
    out = []
    for series in root.iterfind(f".//{_C}ser"):
        name = series.find(f"{_C}tx//{_C}v")
        labels = [v.text or "" for v in series.iterfind(f"{_C}cat//{_C}pt/{_C}v")]
        values = [v.text or "" for v in series.iterfind(f"{_C}val//{_C}pt/{_C}v")]
        said = name.text or "" if name is not None else ""
        out.append(Chart(title, said, tuple(zip(labels, values, strict=False))))
    return tuple(out)


def _diagram(xml: bytes) -> tuple[str, ...]:
    """The words of a diagram (SmartArt), point by point."""
    points = (
        "".join(t.text or "" for t in p.iter(f"{_A}t")).strip() for p in tree(xml).iter(f"{_DIAGRAM}pt")
    )
    return tuple(p for p in points if p)


def _other_file(data: bytes) -> tuple[Block, ...]:
    """The blocks of a page that a Word file holds instead of text, as exports of office systems do."""
    limits = usual_limits()
    try:
        match detect(data, limits):
            case FileType.MHT:
                return read_message(data, limits).blocks
            case FileType.HTML:
                return read_html(data, limits).blocks
            case _:
                return (Picture(),)
    except UnusableFileError:
        return (Picture(),)


def _around(package: WordPackage) -> tuple[str, ...]:
    """What running heads, page feet and comments say."""
    parts = (tree(xml) for kind in _AROUND for _, xml in package.linked(f"/{kind}"))
    said = ("".join(t.text or "" for t in part.iter(*_TEXTS)) for part in parts)
    return tuple(dict.fromkeys(t for t in said if t.strip()))


def read_docx(data: bytes) -> Document:
    """The blocks of a .docx; raises DamagedFileError where the package or its XML is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = WordPackage(archive)
            body = package.body()
            usual_limits().require_cells(sum(_span(cell) for cell in body.iter(f"{_W}tc")))
            styles = package.part("styles")
            struck = make_plain(body, styles, Numbering.of(package.part("numbering"), styles))
            linked, around = _Linked.of(package), _around(package)
        return Document(
            tuple(_Walker(linked).blocks(body)),
            reader="Word 文档",
            warnings=(_STRUCK.format(struck[0]),) if struck else (),
            left_out=(*around, *struck),
        )
    except _BROKEN as error:
        raise DamagedFileError(_DAMAGED) from error


def read_flat_docx(data: bytes) -> Document:
    """The blocks of a .docx that Word saved as one XML file; raises DamagedFileError as read_docx does."""
    try:
        package = packed(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(_DAMAGED) from error
    return read_docx(package)
