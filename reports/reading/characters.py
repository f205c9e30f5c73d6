"""Characters that a file has for others or for nothing: radicals in the place of the character that is meant, what
nobody sees (zero-width spaces, marks of direction), and entities of a web page that were left as text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from data_files import Data, load_data
from reports.model import Block, Chart, Document, Grid, GridCell, Paragraph, Picture, text_of

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "reading" / "radicals.toml"


class Radicals(Data):
    """corpus/reading/radicals.toml: signs, and the characters meant, in pairs of equal length."""

    pairs: tuple[tuple[str, str], ...]


@cache
def radicals() -> Radicals:
    """The signs of the file."""
    return load_data(_FILE, Radicals)


@cache
def _radicals() -> dict[int, str]:
    pairs = radicals().pairs
    return {ord(r): c for signs, meant in pairs for r, c in zip(signs, meant, strict=True)}


def fold_radicals(text: str) -> str:
    """The text with the characters that its radicals and signs (see the data) stand for; nothing changes its place."""
    return text.translate(_radicals())


# Format characters and controls that take no place on the page; tabs and line ends are none of them.
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\x80-\\x84\\x86-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffb]"
)
_ENTITY = re.compile(
    r"&(?:amp;)*(?:(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|quot|apos|mdash|ndash|hellip|middot|bull|"
    r"times|lt|gt|amp|zwnj|zwj|shy|yen)(?:;|(?![A-Za-z;]))|#\d{2,6};|#x[0-9A-Fa-f]{2,5};)"
)
_SAID = "原文夹有{what}，已略去后审查。"


def _unescaped(match: re.Match[str]) -> str:
    name = re.sub(r"^&(?:amp;)*", "&", match[0])
    return html.unescape(name if name.endswith(";") else name + ";").replace("\xa0", " ")


def without_debris(document: Document) -> Document:
    """The document without characters that nobody sees and without entities left as text; told once."""
    text = "\n".join(text_of(b) for b in document.blocks)
    entities, unseen = len(_ENTITY.findall(text)), len(_INVISIBLE.findall(text))
    told = [f"网页代码残留（如 &nbsp;）{entities}处"] if entities else []
    told += [f"不可见字符（如零宽空格）{unseen}个"] if unseen else []
    if not told:
        return document
    clean = every_text(document, lambda t: _INVISIBLE.sub("", _ENTITY.sub(_unescaped, t)))
    return replace(clean, warnings=(*clean.warnings, _SAID.format(what="、".join(told))))


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
