"""Lines of a page put together to paragraphs: for PDF files with text and for scans alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.model import Block, Paragraph
from reports.reading.known_labels import is_row_of_labels

PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–\s]*$")
_STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|\d+[.、．])"
)
_ENDS = re.compile(r"[。！？：；.!?:;]$")
_CLOSING = ("）", "》", "”", "，", "。", "、", "；", "：", ")")
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】"}
# A bracket that was never closed does not swallow the rest of the page.
_LONGEST_INSIDE = 120
_VALUE = re.compile(r"[+\-−]?\d[\d,.]*|[/／—-]+")
_OTHER_SIZE = 1.25
_LONG_LINE = 0.6


@dataclass(frozen=True)
class TextLine:
    """A printed line; places and the size of its letters in one unit, whichever the reader has."""

    text: str
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True)
class Tail:
    """The last line of a page and the right margin: a paragraph may go on after them."""

    line: TextLine
    right: float


@dataclass(frozen=True)
class Placed:
    """A table or picture with the place of its upper edge."""

    top: float
    block: Block


def _margins(lines: Sequence[TextLine]) -> tuple[float, float]:
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0] if lines else 0
    smallest = min((line.left for line in lines), default=0.0)
    return min(left, smallest + 40), max((line.right for line in lines), default=0.0)


def _joins(before: TextLine, text: str, line: TextLine, margins: tuple[float, float]) -> bool:
    """Whether a line goes on with the paragraph whose last line and text so far are given."""
    left, right = margins
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return False  # a title and the text below it
    if goes_on(text, line.text):
        return True
    if line.left > left + 1.2 * line.size or _STARTS.match(line.text):
        return False
    if _is_row(before.text) or _is_row(line.text):
        return False
    full = before.right > right - 2.2 * before.size
    long = before.right - left > _LONG_LINE * (right - left)
    heading = _STARTS.match(text) and "。" not in text
    return full or (long and not heading and not _ENDS.search(text))


def _is_row(text: str) -> bool:
    """Whether a line is one of a table without rules: labels, or words with numbers after them."""
    words = text.split()
    return is_row_of_labels(text) or (len(words) > 1 and _VALUE.fullmatch(words[-1]) is not None)


def goes_on(text: str, addition: str) -> bool:
    """Whether a text that was cut must go on: a bracket, quotation or title was left open, or is closed now."""
    if addition.startswith(_CLOSING):
        return True
    opened = max((text.rfind(mark) for mark in _PAIRS), default=-1)
    return opened >= 0 and len(text) - opened < _LONGEST_INSIDE and _PAIRS[text[opened]] not in text[opened:]


def _glue(text: str, addition: str) -> str:
    both_latin = (
        text[-1:].isascii() and text[-1:].isalnum() and addition[:1].isascii() and addition[:1].isalpha()
    )
    return (" " if both_latin else "") + addition


def page_blocks(
    lines: Sequence[TextLine], placed: Sequence[Placed], page: int
) -> tuple[list[Block], Tail | None]:
    """The paragraphs of a page between its tables, in order, and the end of the page's text; page numbers go."""
    kept = [line for line in lines if line.text and not PAGE_NUMBER.match(line.text)]
    margins = _margins(kept)
    found: list[Placed] = list(placed)
    text, top = "", 0.0
    before: TextLine | None = None
    for line in kept:
        between = before is not None and any(before.top < p.top < line.top for p in placed)
        if before is not None and not between and _joins(before, text, line, margins):
            text += _glue(text, line.text)
        else:
            if text:
                found.append(Placed(top, Paragraph(text, page=page)))
            text, top = line.text, line.top
        before = line
    if text:
        found.append(Placed(top, Paragraph(text, page=page)))
    found.sort(key=lambda p: p.top)
    last_is_text = bool(found) and isinstance(found[-1].block, Paragraph)
    tail = Tail(before, margins[1]) if last_is_text and before is not None else None
    return [p.block for p in found], tail


def over_pages(blocks: list[Block], new: list[Block], tail: Tail | None) -> None:
    """Appends a page's blocks; a paragraph cut by the page break goes on in the one before."""
    first = new[0] if new else None
    last = blocks[-1] if blocks else None
    if isinstance(first, Paragraph) and isinstance(last, Paragraph) and tail is not None:
        full = tail.line.right > tail.right - 2.2 * tail.line.size
        whole = last.text.endswith(("。", "！", "？", "：")) or _STARTS.match(first.text)
        if goes_on(last.text, first.text) or (full and not whole):
            blocks[-1] = Paragraph(last.text + first.text, page=last.page)
            new = new[1:]
    blocks.extend(new)
