"""The picture of a page becomes blocks: ruled tables cell by cell, the rest line by line.

What is or may be a number in a table is read twice, at two sizes. Where the readings differ or the engine is not sure,
the place is told in a doubt: a number that was misread silently would be worse than one that was not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
# Words of a label that the engine is this sure of are not read again.
_CERTAIN, _LABEL = 0.9, 4
# A page that is read less surely may lie on its head or its side; in quarter turns.
_LEGIBLE = 0.7
_OTHER_WAYS = (2, 1, 3)


@dataclass(frozen=True)
class ScannedPage:
    """What was read on a page, where its text ends, the places that were not read surely, and how sure the engine was
    of its letters, from 0 to 1."""

    blocks: tuple[Block, ...]
    tail: Tail | None
    doubts: tuple[str, ...]
    sureness: float = 1.0


class PageReader:
    """Reads pages with one OCR engine; it is made for one document and used in one thread."""

    def __init__(self) -> None:
        self._recogniser = Recogniser()
        self._turns = 0
        self._turned = False

    def read(self, page: Picture, number: int) -> ScannedPage:
        """The blocks of a grey page as it was scanned; which way up its document lies is found out once."""
        read = self._read(page, self._turns, number)
        if read.sureness >= _LEGIBLE or self._turned:
            return read
        self._turned = True
        for turns in _OTHER_WAYS:
            other = self._read(page, turns, number)
            if other.sureness >= _LEGIBLE:
                self._turns = turns
                return other
        return read

    def _read(self, page: Picture, turns: int, number: int) -> ScannedPage:
        page = straighten(np.rot90(page, turns).copy() if turns else page)
        return self.read_straight(page, find_tables(page), number, f"第 {number} 页")

    def read_straight(
        self, page: Picture, tables: Sequence[RuledTable], number: int, place: str
    ) -> ScannedPage:
        """The blocks of a straight page whose tables were found; `place` names it in doubts."""
        placed: list[Placed] = []
        doubts: list[str] = []
        read: list[Words] = []
        rest = page.copy()
        for table in tables:
            grid, unsure, words = self._grid(page, table, number)
            read += words
            placed.append(Placed(table.box.top, grid))
            doubts += [f"{place}{doubt}" for doubt in unsure]
            box = table.box
            rest[box.top : box.bottom, box.left : box.right] = 255
        lines = self._recogniser.lines(rest)
        doubts += [f"{place}“{line.text[:20]}”识别把握不高，请核对。" for line, s in lines if s < _SURE]
        blocks, tail = page_blocks([line for line, _ in lines], placed, number)
        read += [Words(line.text, score) for line, score in lines]
        return ScannedPage(tuple(blocks), tail, tuple(doubts), _sureness(read))

    def _grid(self, page: Picture, table: RuledTable, number: int) -> tuple[Grid, list[str], list[Words]]:
        """A table's cells with their texts, the cells that were not read surely, and all that was read."""
        dark = ink(page)
        found = [(n, box) for n, cell in enumerate(table.cells) for box in text_lines(dark, cell.box)]
        boxes = [box for _, box in found]
        first = self._recogniser.words(page, boxes)
        again = [n for n, words in enumerate(first) if not _is_label(words)]
        second = list(first)
        for n, words in zip(
            again, self._recogniser.words(page, [boxes[n] for n in again], _SECOND_SIZE), strict=True
        ):
            second[n] = words
        texts = ["" for _ in table.cells]
        doubts: dict[int, str] = {}
        for (n, _), one, two in zip(found, first, second, strict=True):
            better = one if one.score >= two.score else two
            texts[n] += better.text
            differs = one.text != two.text and any(c.isdigit() for c in one.text + two.text)
            if better.score < _SURE or differs:
                doubts[n] = _doubt(table.cells[n], one, two)
        return Grid(_rows(table, texts), page=number), list(doubts.values()), first


def _sureness(read: Sequence[Words]) -> float:
    """How sure the engine was of the letters of a page; of an empty page it is."""
    letters = sum(len(w.text) for w in read)
    return sum(w.score * len(w.text) for w in read) / letters if letters else 1.0


def _is_label(words: Words) -> bool:
    """Whether what was read is surely words of a label, not a number or something taken for one."""
    known = len(words.text) >= _LABEL and not any(c.isdigit() for c in words.text)
    return known and words.score >= _CERTAIN


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
