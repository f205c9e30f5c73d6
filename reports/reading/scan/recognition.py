"""The OCR engine (RapidOCR, whose models come with it): lines of a page, and the words in given rectangles."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from reports.reading.page_layout import TextLine
from reports.reading.scan.ruled_tables import Box, Picture

_PADDING = 4
_SAME_LINE = 0.6


@dataclass(frozen=True)
class Words:
    """What was read in a rectangle, and how sure the engine is, from 0 to 1."""

    text: str
    score: float


class Recogniser:
    """One engine; it is made for one document and used in one thread."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._engine: Any = RapidOCR(params={"Global.log_level": "error"})

    def words(self, page: Picture, boxes: Sequence[Box], scale: float = 1.0) -> list[Words]:
        """What stands in each rectangle, each one line of text; `scale` reads them larger or smaller."""
        from rapidocr.ch_ppocr_rec.typings import TextRecInput

        if not boxes:
            return []
        crops = [_crop(page, box, scale) for box in boxes]
        # The engine's own call takes one picture at a time; its recogniser takes many, ten times as fast.
        recognise = self._engine._load_rec_model()
        out = recognise(TextRecInput(img=crops, return_word_box=False))
        return [Words(t.strip(), float(s)) for t, s in zip(out.txts, out.scores, strict=True)]

    def lines(self, page: Picture) -> list[tuple[TextLine, float]]:
        """The lines of text of a page in reading order, each with the lowest score of its parts."""
        found = self._engine(_coloured(page))
        if found.boxes is None or found.txts is None:
            return []
        parts = []
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
            xs, ys = [float(p[0]) for p in box], [float(p[1]) for p in box]
            height = max(ys) - min(ys)
            parts.append((TextLine(text.strip(), min(xs), max(xs), min(ys), height * 0.8), float(score)))
        return _merged(sorted(parts, key=lambda p: p[0].top))


def _coloured(grey: Any) -> Any:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _crop(page: Picture, box: Box, scale: float) -> Any:
    """A rectangle of the page with a white border, so that letters at its edge are read."""
    import cv2

    inside = page[box.top : box.bottom, box.left : box.right]
    framed = np.pad(inside, _PADDING, constant_values=255)
    if scale != 1.0:
        framed = cv2.resize(framed, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return _coloured(framed)


def _merged(parts: list[tuple[TextLine, float]]) -> list[tuple[TextLine, float]]:
    """Parts that stand beside each other become one line."""
    lines: list[list[tuple[TextLine, float]]] = []
    for part in parts:
        line = lines[-1] if lines else None
        if line and abs(part[0].top - line[0][0].top) < _SAME_LINE * max(part[0].size, line[0][0].size):
            line.append(part)
        else:
            lines.append([part])
    out = []
    for line in lines:
        line.sort(key=lambda p: p[0].left)
        texts = [p[0] for p in line]
        out.append(
            (
                TextLine(
                    "".join(t.text for t in texts), texts[0].left, texts[-1].right,
                    min(t.top for t in texts), max(t.size for t in texts),
                ),
                min(p[1] for p in line),
            )
        )  # fmt: skip
    return out
