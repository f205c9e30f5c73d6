"""Pictures on a PDF page with text: a table may stand in one, pasted or printed as it was on a page.

A picture behind the letters is a watermark or a sheet's ground, and a small one an emblem or a seal: they are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.reading.pdf_lines import Box, Char, inside

# In parts of the page's width, and in points: a table of three rows is no smaller.
_LEAST_WIDTH, _LEAST_HEIGHT = 0.4, 50.0
# Word and Chromium cut large pictures into strips.
_TOUCHING = 2.0
_FEW = 5


def picture_boxes(page: Any, chars: Sequence[Char]) -> list[Box]:
    """Where pictures stand on a pdfplumber page that may hold a table, strips of one put together."""
    boxes: list[Box] = []
    for image in sorted(page.images, key=lambda i: (i["x0"], i["top"])):
        box = _on_page((image["x0"], image["top"], image["x1"], image["bottom"]), page)
        if boxes and _goes_on(boxes[-1], box):
            boxes[-1] = (*boxes[-1][:3], max(boxes[-1][3], box[3]))
        else:
            boxes.append(box)
    return [b for b in boxes if _is_large(b, page) and sum(inside(c, b) for c in chars) <= _FEW]


def _on_page(box: Box, page: Any) -> Box:
    """The part of a picture that is on the page."""
    left, top = (max(0.0, float(edge)) for edge in box[:2])
    return left, top, min(float(box[2]), float(page.width)), min(float(box[3]), float(page.height))


def _goes_on(upper: Box, lower: Box) -> bool:
    beside = abs(upper[0] - lower[0]) < _TOUCHING and abs(upper[2] - lower[2]) < _TOUCHING
    return beside and abs(lower[1] - upper[3]) < _TOUCHING


def _is_large(box: Box, page: Any) -> bool:
    return bool(box[2] - box[0] >= _LEAST_WIDTH * page.width and box[3] - box[1] >= _LEAST_HEIGHT)
