"""Characters that a file has for others: radicals that stand where the character itself is meant."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from reports.model import Block, Chart, Document, Grid, GridCell, Paragraph, Picture

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "reading" / "radicals.toml"


class _Radicals(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pairs: list[tuple[str, str]]


@cache
def _radicals() -> dict[int, str]:
    pairs = _Radicals(**tomllib.loads(_FILE.read_text(encoding="utf-8"))).pairs
    return {ord(r): c for radicals, meant in pairs for r, c in zip(radicals, meant, strict=True)}


def fold_radicals(text: str) -> str:
    """The text with the characters that its radicals and signs (see the data) stand for; nothing changes its place."""
    return text.translate(_radicals())


def with_texts(block: Block, change: Callable[[str], str]) -> Block:
    """A block with each of its texts changed."""
    match block:
        case Paragraph():
            return replace(block, text=change(block.text))
        case Grid():
            rows = tuple(tuple(GridCell(change(c.text), c.merged) for c in row) for row in block.rows)
            return replace(block, rows=rows)
        case Chart():
            points = tuple((change(label), value) for label, value in block.points)
            return replace(block, title=change(block.title), series=change(block.series), points=points)
        case Picture():
            return block


def every_text(document: Document, change: Callable[[str], str]) -> Document:
    """A document with each of its texts changed, its plain source and what was left out of it too."""
    return replace(
        document,
        blocks=tuple(with_texts(b, change) for b in document.blocks),
        source=change(document.source),
        left_out=tuple(change(t) for t in document.left_out),
    )
