"""A table of contents says every heading before it comes: it belongs to no part and is left out by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.editions import normalise_label
from reports.model import Block, Paragraph
from reports.reading.known_labels import known_headings

_HEADING = re.compile(r"^\s*[一二三四五六]\s*[、.．]")
_LEADERS = re.compile(r"[\s.．…·・•_\-—–]*[-—–]?\s*\d{1,3}\s*[-—–]?\s*$|[\s.．…·・•_\-—–]+$")
_NAME = re.compile(r"^\s*目\s*[录次]\s*$")
_FEWEST = 4


def _heading_of(block: Block) -> str:
    """The part that a line names and nothing else, with the number of a page or without; empty for any other."""
    if not isinstance(block, Paragraph) or not _HEADING.match(block.text):
        return ""
    name = normalise_label(_LEADERS.sub("", block.text))
    return name if name in known_headings() else ""


def _is_entry(block: Block) -> bool:
    """Whether a line has the number of a page at its end, as the entries below a part have."""
    return isinstance(block, Paragraph) and bool(re.search(r"\S[\s.．…·・]+\d{1,3}\s*$", block.text))


def without_contents(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks without a table of contents, and its lines: headings of parts on end, each of which comes again."""
    start = next((n for n, b in enumerate(blocks) if _heading_of(b)), len(blocks))
    end = start
    while end < len(blocks) and (_heading_of(blocks[end]) or _is_entry(blocks[end])):
        end += 1
    listed = [h for b in blocks[start:end] if (h := _heading_of(b))]
    again = {_heading_of(b) for b in blocks[end:]}
    if len(set(listed)) < _FEWEST or not again.issuperset(listed):
        return tuple(blocks), ()
    before = blocks[start - 1] if start else None
    if isinstance(before, Paragraph) and _NAME.match(before.text):
        start -= 1
    taken = tuple(b.text for b in blocks[start:end] if isinstance(b, Paragraph))
    return (*blocks[:start], *blocks[end:]), taken
