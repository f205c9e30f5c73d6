"""The picture of a page becomes blocks: ruled tables cell by cell, the rest line by line.

Each cell of a table is read twice, at two sizes. Where the readings differ or the engine is not sure, the place is
told in a doubt: a number that was misread silently would be worse than one that was not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.model import Block, Grid, GridCell
from reports.reading.page_layout import Placed, Tail, page_blocks
from reports.reading.scan.recognition import Recogniser, Words
from reports.reading.scan.ruled_tables import (
    Picture,
    RuledCell,
    RuledTable,
    find_tables,
    ink,
    straighten,
    text_lines,
)

_SURE = 0.75
_SECOND_SIZE = 1.6


@dataclass(frozen=True)
class ScannedPage:
    """What was read on a page, where its text ends, and the places that were not read surely."""

    blocks: tuple[Block, ...]
    tail: Tail | None
    doubts: tuple[str, ...]


class PageReader:
    """Reads pages with one OCR engine; it is made for one document and used in one thread."""

    def __init__(self) -> None:
        self._recogniser = Recogniser()

    def read(self, page: Picture, number: int) -> ScannedPage:
        """The blocks of a grey page as it was scanned."""
        page = straighten(page)
        return self.read_straight(page, find_tables(page), number, f"第 {number} 页")

    def read_straight(
        self, page: Picture, tables: Sequence[RuledTable], number: int, place: str
    ) -> ScannedPage:
        """The blocks of a straight page whose tables were found; `place` names it in doubts."""
        placed: list[Placed] = []
        doubts: list[str] = []
        rest = page.copy()
        for table in tables:
            grid, unsure = self._grid(page, table, number)
            placed.append(Placed(table.box.top, grid))
            doubts += [f"{place}{doubt}" for doubt in unsure]
            box = table.box
            rest[box.top : box.bottom, box.left : box.right] = 255
        lines = self._recogniser.lines(rest)
        doubts += [f"{place}“{line.text[:20]}”识别把握不高，请核对。" for line, s in lines if s < _SURE]
        blocks, tail = page_blocks([line for line, _ in lines], placed, number)
        return ScannedPage(tuple(blocks), tail, tuple(doubts))

    def _grid(self, page: Picture, table: RuledTable, number: int) -> tuple[Grid, list[str]]:
        """A table's cells with their texts, and the cells that were not read surely."""
        dark = ink(page)
        found = [(n, box) for n, cell in enumerate(table.cells) for box in text_lines(dark, cell.box)]
        boxes = [box for _, box in found]
        first = self._recogniser.words(page, boxes)
        second = self._recogniser.words(page, boxes, _SECOND_SIZE)
        texts = ["" for _ in table.cells]
        doubts: dict[int, str] = {}
        for (n, _), one, two in zip(found, first, second, strict=True):
            better = one if one.score >= two.score else two
            texts[n] += better.text
            differs = one.text != two.text and any(c.isdigit() for c in one.text + two.text)
            if better.score < _SURE or differs:
                doubts[n] = _doubt(table.cells[n], one, two)
        return Grid(_rows(table, texts), page=number), list(doubts.values())


def _rows(table: RuledTable, texts: list[str]) -> tuple[tuple[GridCell, ...], ...]:
    rows = [[GridCell("", merged=True)] * table.width for _ in range(table.height)]
    for cell, text in zip(table.cells, texts, strict=True):
        for r in range(*cell.rows):
            for c in range(*cell.columns):
                begins = (r, c) == (cell.rows[0], cell.columns[0])
                rows[r][c] = GridCell(text, merged=not begins)
    return tuple(tuple(r) for r in rows)


def _doubt(cell: RuledCell, one: Words, two: Words) -> str:
    place = f"表格第 {cell.rows[0] + 1} 行第 {cell.columns[0] + 1} 列"
    if one.text != two.text:
        return f"{place}识别不一致（“{one.text[:12]}”或“{two.text[:12]}”），请核对。"
    return f"{place}（读作“{one.text[:12]}”）识别把握不高，请核对。"
