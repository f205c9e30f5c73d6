"""Ruled tables on the picture of a page: from the lines that are drawn to cells with rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

_SMALLEST_TABLE = (200, 60)
_SMALLEST_CELL = 10
_NEAR = 9
# Ink is darker by this much than the mean of its neighbourhood; the grain of a scan is not.
_NEIGHBOURHOOD, _DARKER = 41, 20
# In degrees; pages are made smaller for finding it.
_LARGEST_SKEW, _LEAST_SKEW = 5.0, 0.1
_SKEW_SIDE = 1200


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class RuledCell:
    """A cell: its rectangle, and the rows and columns that it covers (ends not included)."""

    box: Box
    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True)
class RuledTable:
    """A table: its rectangle, how many rows and columns it has, and its cells."""

    box: Box
    height: int
    width: int
    cells: tuple[RuledCell, ...]


def ink(page: Picture) -> Picture:
    """What is dark on a grey page: 255 where there is ink, 0 elsewhere; uneven light and grain do not matter."""
    import cv2

    smooth = cv2.GaussianBlur(page, (3, 3), 0)
    dark = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _NEIGHBOURHOOD, _DARKER
    )
    return np.asarray(dark, dtype=np.uint8)


def _rules(dark: Picture) -> tuple[Any, Any]:
    """The horizontal and the vertical lines."""
    import cv2

    across = cv2.getStructuringElement(cv2.MORPH_RECT, (max(40, dark.shape[1] // 30), 1))
    down = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 40))
    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, across), cv2.morphologyEx(dark, cv2.MORPH_OPEN, down)


def straighten(page: Picture) -> Picture:
    """The page turned so that its lines of text and its rules lie level; a straight page comes back as it is."""
    skew = _skew(page)
    if abs(skew) < _LEAST_SKEW:
        return page
    return _turned(page, skew, 255)


def _skew(page: Picture) -> float:
    """By how many degrees the page is to be turned: where its rows of pixels differ most from one another, lines of
    text and the gaps between them lie level."""
    import cv2

    shrunk = min(1.0, _SKEW_SIDE / max(page.shape))
    dark = cv2.resize(ink(page), None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    small = np.asarray(dark, dtype=np.uint8)

    def levelness(angle: float) -> float:
        return float(np.square(np.diff(_turned(small, angle, 0).sum(axis=1, dtype=np.float64))).sum())

    best = 0.0
    for step, reach in ((0.5, _LARGEST_SKEW), (0.1, 0.4), (0.05, 0.05)):
        tried = np.arange(-reach, reach + step / 2, step) + best
        best = max((float(a) for a in tried), key=levelness)
    return best


def _turned(page: Picture, angle: float, empty: int) -> Picture:
    import cv2

    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=empty)
    return np.asarray(turned, dtype=np.uint8)


def find_tables(page: Picture) -> list[RuledTable]:
    """The ruled tables of a straight grey page, from top to bottom."""
    import cv2

    across, down = _rules(ink(page))
    mask = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    tables = []
    for contour in contours:
        x, y, w, h = cv2.boundingRect(contour)
        if w >= _SMALLEST_TABLE[0] and h >= _SMALLEST_TABLE[1]:
            table = _table(mask[y : y + h, x : x + w], x, y)
            if table is not None:
                tables.append(table)
    return sorted(tables, key=lambda t: t.box.top)


def _table(mask: Any, x: int, y: int) -> RuledTable | None:
    """The table within a mask of its lines; None for a frame without cells."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(mask), connectivity=4)
    height, width = mask.shape
    boxes = []
    for left, top, w, h, area in stats[1:count]:
        touches = left == 0 or top == 0 or left + w == width or top + h == height
        if touches or w < _SMALLEST_CELL or h < _SMALLEST_CELL or area < 0.5 * w * h:
            continue
        boxes.append(Box(x + int(left), y + int(top), x + int(left + w), y + int(top + h)))
    if len(boxes) < 2:
        return None
    columns = _edges([b.left for b in boxes], [b.right for b in boxes])
    rows = _edges([b.top for b in boxes], [b.bottom for b in boxes])
    cells = tuple(RuledCell(b, _span(b.top, b.bottom, rows), _span(b.left, b.right, columns)) for b in boxes)
    return RuledTable(Box(x, y, x + width, y + height), len(rows) - 1, len(columns) - 1, cells)


def _edges(starts: Sequence[int], ends: Sequence[int]) -> list[float]:
    """The lines between rows or columns: edges of cells that are near each other are one line."""
    groups: list[list[int]] = []
    for value in sorted([*starts, *ends]):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _span(start: int, end: int, edges: Sequence[float]) -> tuple[int, int]:
    def nearest(value: int) -> int:
        return min(range(len(edges)), key=lambda n: abs(edges[n] - value))

    first = nearest(start)
    return first, max(first + 1, nearest(end))


def text_lines(dark: Picture, box: Box) -> list[Box]:
    """The lines of text within a cell of a page's ink, by the rows of pixels that have some; specks are not text."""
    margin = 2
    dark = dark[box.top + margin : box.bottom - margin, box.left + margin : box.right - margin]
    if dark.size == 0:
        return []
    found = []
    for top, bottom in _runs(dark.sum(axis=1) > 255 * 1, 3):
        if bottom - top < 6:
            continue
        inked = np.flatnonzero(dark[top:bottom].any(axis=0))
        if len(inked) and dark[top:bottom].sum() >= 255 * 12:
            found.append(
                Box(
                    box.left + margin + int(inked[0]), box.top + margin + top,
                    box.left + margin + int(inked[-1]) + 1, box.top + margin + bottom,
                )
            )  # fmt: skip
    return found


def _runs(flags: Any, gap: int) -> list[tuple[int, int]]:
    """The runs of true values; runs that are only a small gap apart are one."""
    out: list[tuple[int, int]] = []
    for n in np.flatnonzero(flags):
        if out and n - out[-1][1] <= gap:
            out[-1] = (out[-1][0], int(n) + 1)
        else:
            out.append((int(n), int(n) + 1))
    return out
