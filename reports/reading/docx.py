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
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from reports.errors import DamagedFileError
from reports.model import Block, Chart, Document, Grid, GridCell, Paragraph, Picture
from reports.reading.docx_package import A as _A
from reports.reading.docx_package import C as _C
from reports.reading.docx_package import R as _R
from reports.reading.docx_package import W as _W
from reports.reading.docx_package import WordPackage, tree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_BROKEN = (
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RecursionError,
    NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip
_CHINESE_DIGITS = "〇一二三四五六七八九"


def chinese_ordinal(number: int) -> str:
    """1 to 99 as 一 to 九十九, as Word's chineseCounting formats print it."""
    if number < 10:
        return _CHINESE_DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _CHINESE_DIGITS[tens]) + "十" + (_CHINESE_DIGITS[ones] if ones else "")


@dataclass
class _Numbering:
    """Word's automatic numbering, which is not in the text: (list, level) → format and running count."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any, styles: Any) -> _Numbering:
        out = cls()
        if numbering is None:
            return out
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for node in numbering.iter(f"{_W}abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in node.iter(f"{_W}lvl"):
                start = level.find(f"{_W}start")
                form, text = level.find(f"{_W}numFmt"), level.find(f"{_W}lvlText")
                levels[int(level.get(f"{_W}ilvl", "0"))] = (
                    form.get(f"{_W}val", "") if form is not None else "decimal",
                    text.get(f"{_W}val", "") if text is not None else "",
                    int(start.get(f"{_W}val", "1")) if start is not None else 1,
                )
            abstract[node.get(f"{_W}abstractNumId", "")] = levels
        for node in numbering.iter(f"{_W}num"):
            link = node.find(f"{_W}abstractNumId")
            source = abstract.get(link.get(f"{_W}val", "") if link is not None else "", {})
            for level_number, level_format in source.items():
                out.levels[(node.get(f"{_W}numId", ""), level_number)] = level_format
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            found = style.find(f".//{_W}numPr")
            if found is not None:
                out.styles[style.get(f"{_W}styleId", "")] = _list_level(found, ("", 0))
        return out

    def label(self, properties: Any) -> str:
        """The number that Word prints before the paragraph with these properties, or nothing."""
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        key = self.styles.get(style.get(f"{_W}val", ""), ("", 0)) if style is not None else ("", 0)
        direct = properties.find(f"{_W}numPr")
        if direct is not None:
            key = _list_level(direct, key)
        if key[0] in ("", "0") or key not in self.levels:
            return ""
        _, text, start = self.levels[key]
        self.counts[key] = self.counts.get(key, start - 1) + 1
        for other in [k for k in self.counts if k[0] == key[0] and k[1] > key[1]]:
            del self.counts[other]
        return re.sub(r"%(\d)", lambda m: self._print(key[0], int(m[1]) - 1), text)

    def _print(self, list_id: str, level: int) -> str:
        form, _, start = self.levels.get((list_id, level), ("decimal", "", 1))
        count = self.counts.get((list_id, level), start)
        if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                    "taiwaneseCountingThousand", "ideographTraditional"):  # fmt: skip
            return chinese_ordinal(count) if 0 < count < 100 else str(count)
        return "" if form in ("bullet", "none") else str(count)


def _list_level(properties: Any, default: tuple[str, int]) -> tuple[str, int]:
    list_id, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    return (
        list_id.get(f"{_W}val", "") if list_id is not None else default[0],
        int(level.get(f"{_W}val", "0")) if level is not None else default[1],
    )


_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}instrText"})


def _inline_text(node: Any) -> str:
    """The visible text of a paragraph; deleted revisions, hidden runs and text boxes are left out."""
    parts: list[str] = []
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}r" and _hidden(child):
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            parts.append(" " if child.tag == f"{_W}tab" else "\n")
        elif isinstance(child.tag, str):
            parts.append(_inline_text(child))
    return "".join(parts)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _cell_text(cell: Any) -> str:
    return "\n".join(t for t in (_inline_text(p).strip() for p in cell.iter(f"{_W}p")) if t)


def _span(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return max(1, min(200, int(span.get(f"{_W}val", "1")))) if span is not None else 1


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
    column = int(skip.get(f"{_W}val", "0")) if skip is not None else 0
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


class _Walker:
    def __init__(self, numbering: _Numbering, charts: dict[str, Chart], pictures: dict[str, bytes]) -> None:
        self.numbering = numbering
        self.charts = charts
        self.pictures = pictures

    def blocks(self, container: Any) -> Iterator[Block]:
        for node in container:
            if node.tag == f"{_W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{_W}tbl":
                grid = grid_of(node)
                yield from self._layout(node) if _is_layout(grid, node) else [grid]
            elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.blocks(node)

    def _layout(self, table: Any) -> Iterator[Block]:
        """A table that only frames its content: the content is what counts."""
        for cell in table.iter(f"{_W}tc"):
            if _owner(cell, f"{_W}tbl") is table:
                yield from self.blocks(cell)

    def _paragraph(self, node: Any) -> Iterator[Block]:
        properties = node.find(f"{_W}pPr")
        label = self.numbering.label(properties)
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        heading = style is not None and bool(re.match(r"(?i)heading|标题|[1-3]$", style.get(f"{_W}val", "")))
        for index, line in enumerate(_inline_text(node).split("\n")):
            text = line.strip()
            if text:
                yield Paragraph((label if index == 0 else "") + text, heading=heading)
        for box in node.iter(f"{_W}txbxContent"):
            if _owner(box, f"{_MC}Fallback") is None:
                yield from self.blocks(box)
        for drawing in node.iter(f"{_C}chart"):
            chart = self.charts.get(drawing.get(f"{_R}id", ""))
            if chart:
                yield chart
        links = [i.get(f"{_R}embed") or i.get(f"{_R}id") or "" for i in node.iter(f"{_A}blip", _VML_IMAGE)]
        for link in dict.fromkeys(links):
            yield Picture(content=self.pictures.get(link, b""))


def _is_layout(grid: Grid, table: Any) -> bool:
    """Whether a table has a single column, of one or two rows or with another table in it."""
    single = all(sum(not c.merged for c in row) <= 1 for row in grid.rows)
    return single and (len(grid.rows) <= 2 or table.find(f".//{_W}tbl") is not None)


def _chart(xml: bytes) -> Chart | None:
    root = tree(xml)
    title = "".join(t.text or "" for t in root.iterfind(f".//{_C}title//{_A}t"))
    series = root.find(f".//{_C}ser")
    if series is None:
        return None
    name = series.find(f"{_C}tx//{_C}v")
    labels = [v.text or "" for v in series.iterfind(f"{_C}cat//{_C}pt/{_C}v")]
    values = [v.text or "" for v in series.iterfind(f"{_C}val//{_C}pt/{_C}v")]
    return Chart(title, name.text or "" if name is not None else "", tuple(zip(labels, values, strict=False)))


def _charts(package: WordPackage) -> dict[str, Chart]:
    found = ((link, _chart(xml)) for link, xml in package.linked("/chart"))
    return {link: chart for link, chart in found if chart}


def read_docx(data: bytes) -> Document:
    """The blocks of a .docx; raises DamagedFileError where the package or its XML is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = WordPackage(archive)
            body = package.body()
            rules = _Numbering.of(package.part("numbering"), package.part("styles"))
            charts, pictures = _charts(package), dict(package.linked("/image"))
        return Document(tuple(_Walker(rules, charts, pictures).blocks(body)), reader="Word 文档")
    except _BROKEN as error:
        raise DamagedFileError(
            "Word 文档不完整或已损坏，无法打开；请用 Word 或 WPS 打开并另存后重新提供。"
        ) from error
