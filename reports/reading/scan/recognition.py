"""The OCR engine (RapidOCR, whose models come with it): lines of a page, and the words in given rectangles."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from reports.reading.page_layout import TextLine
from reports.reading.scan.ruled_tables import Box, Picture, ink

_PADDING = 4
_SAME_LINE = 0.6
# Lines are found on a page made smaller, as surely as on the whole one, and read on the whole one.
_DETECTION_SIDE = 1280
# What the engine is less sure of is a speck, or the edge of a stamp.
_LEAST_SCORE = 0.5
_HEADING, _MARK_SEEN = 30, 0.8
# Most cells hold a digit or two: a picture as wide as it is high is enough for them, and many go in one batch.
_SETTINGS = {"Global.log_level": "error", "Rec.rec_img_shape": [3, 48, 48], "Rec.rec_batch_num": 16}


@dataclass(frozen=True)
class Words:
    """What was read in a rectangle, and how sure the engine is, from 0 to 1."""

    text: str
    score: float


class Recogniser:
    """One engine; it is made for one document and used in one thread. The engine itself uses every core."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._engine: Any = RapidOCR(params=_SETTINGS)

    def words(
        self, page: Picture, boxes: Sequence[Box], scale: float = 1.0, padding: int = _PADDING
    ) -> list[Words]:
        """What stands in each rectangle, each one line of text; `scale` reads them larger or smaller, `padding` is how
        many pixels of white are put around."""
        from rapidocr.ch_ppocr_rec.typings import TextRecInput

        if not boxes:
            return []
        crops = [_crop(page, box, scale, padding) for box in boxes]
        # The engine's own call takes one picture at a time; its recogniser takes many, ten times as fast.
        recognise = self._engine._load_rec_model()
        out = recognise(TextRecInput(img=crops, return_word_box=False))
        return [Words(t.strip(), float(s)) for t, s in zip(out.txts, out.scores, strict=True)]

    def lines(self, page: Picture) -> list[tuple[TextLine, float]]:
        """The lines of text of a straight page in reading order, each with the lowest score of its parts."""
        boxes = self._found(page)
        parts = [
            (TextLine(w.text, b.left, b.right, b.top, (b.bottom - b.top) * 0.8), w.score)
            for b, w in zip(boxes, self._with_marks(page, boxes), strict=True)
            if w.text and w.score >= _LEAST_SCORE
        ]
        return _merged(sorted(parts, key=lambda p: p[0].top))

    def _with_marks(self, page: Picture, boxes: Sequence[Box]) -> list[Words]:
        """What stands in the rectangles of lines; headings (一、总体情况) are read with less and with more white around
        them, and the reading with more marks is taken: one that is small and alone is easily passed over."""
        read = self.words(page, boxes)
        short = [n for n, words in enumerate(read) if len(words.text) <= _HEADING]
        again = self.words(page, [boxes[n] for n in short], padding=0)
        for n, words in zip(short, again, strict=True):
            if len(words.text) > len(read[n].text) and words.score >= _MARK_SEEN:
                read[n] = words
        return read

    def _found(self, page: Picture) -> list[Box]:
        """The rectangles of the lines of text; the detector is not asked where the page has no ink."""
        import cv2

        if not ink(page).any():
            return []
        shrunk = min(1.0, _DETECTION_SIDE / max(page.shape))
        small = cv2.resize(page, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
        found = self._engine._load_det_model()(_coloured(small))
        if found.boxes is None:
            return []
        height, width = page.shape
        boxes = []
        for corners in found.boxes:
            xs, ys = [float(p[0]) / shrunk for p in corners], [float(p[1]) / shrunk for p in corners]
            box = Box(
                max(0, int(min(xs))),
                max(0, int(min(ys))),
                min(width, ceil(max(xs))),
                min(height, ceil(max(ys))),
            )
            if box.left < box.right and box.top < box.bottom:
                boxes.append(box)
        return boxes


def _coloured(grey: Any) -> Any:
    return np.repeat(grey[:, :, None], 3, axis=2)


def _crop(page: Picture, box: Box, scale: float, padding: int) -> Any:
    """A rectangle of the page with a white border, so that letters at its edge are read."""
    import cv2

    inside = page[box.top : box.bottom, box.left : box.right]
    framed = np.pad(inside, padding, constant_values=255)
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
