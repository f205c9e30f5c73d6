"""What of a web page is the article: from the report's title to its end, without menus, buttons and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data_files import Data, load_data
from reports.model import Block, Grid, Paragraph, text_of
from reports.prose.days import first_date

_NOISE_FILE = Path(__file__).resolve().parents[2] / "corpus" / "reading" / "web_noise.toml"
_TITLE_META = re.compile(r"(?:article|og:|dc\.|dcterms\.)?title", re.I)
# So far into a line its label stands.
_NEAR = 64
_DATE_META = re.compile(r"pubdate|publish|date|createdate", re.I)


class WebNoise(Data):
    """corpus/reading/web_noise.toml."""

    lines: tuple[str, ...]
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    published: tuple[str, ...]
    published_alone: tuple[str, ...]


@cache
def web_noise() -> WebNoise:
    """What stands on a page around the report."""
    return load_data(_NOISE_FILE, WebNoise)


def _is_noise(text: str) -> bool:
    bare = text.strip(" 　\xa0【】[]|>»·")
    return not bare or bare in web_noise().lines or (
        len(text) <= 60 and any(text.startswith(p) for p in web_noise().prefixes)
    )  # fmt: skip


def titles_of(root: Any) -> tuple[str, ...]:
    """The titles that the page has outside its text: ArticleTitle and the like, then its own."""
    said = [
        m.get("content", "") for m in root.iter("meta")
        if _TITLE_META.fullmatch(m.get("name", "") or m.get("property", "") or "")
    ]  # fmt: skip
    said += [t.text_content() for t in root.iter("title")]
    return tuple(dict.fromkeys(t.strip() for t in said if t.strip()))


def published_on(root: Any, blocks: Sequence[Block]) -> date | None:
    """The day on which the page says that it was published."""
    for meta in root.iter("meta"):
        if _DATE_META.search(meta.get("name", "") or meta.get("property", "") or ""):
            found = first_date(meta.get("content", ""))
            if found:
                return found
    texts = [b.text for b in blocks if isinstance(b, Paragraph)]
    texts += ["".join(c.text for c in r) for b in blocks if isinstance(b, Grid) for r in b.rows[:12]]
    labels = [re.escape(label) for label in web_noise().published]
    labels += [rf"(?:^|[\s|【（(]){label}\s*[:：]" for label in web_noise().published_alone]
    for label in map(re.compile, labels):
        for text in texts:
            place = label.search(text[:_NEAR])
            found = first_date(text[place.end() : place.end() + 30]) if place else None
            if found and len(text) < 200:
                return found
    return None


def article_of(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The blocks from the report's title to its end, and the text of the page around them."""
    titles = [
        i for i, b in enumerate(blocks)
        if isinstance(b, Paragraph) and len(b.text) < 80 and re.search(r"年度报告|公开.*年报", b.text)
    ]  # fmt: skip
    body = next(
        (
            i
            for i, b in enumerate(blocks)
            if isinstance(b, Paragraph) and re.match(r"^\s*一\s*[、.．]", b.text)
        ),
        len(blocks),
    )
    # Without a first heading, a title further down may be the next article's.
    start = max((i for i in titles if i < body), default=0) if body < len(blocks) else min(titles, default=0)
    out: list[Block] = []
    around = [text_of(b) for b in blocks[:start]]
    for position, block in enumerate(blocks[start:], start=start):
        if isinstance(block, Paragraph):
            ended = len(block.text) <= 60 and any(block.text.startswith(e) for e in web_noise().endings)
            if ended and len(out) > 5:
                return out, around + [text_of(b) for b in blocks[position:]]
            if _is_noise(block.text):
                around.append(block.text)
                continue
        out.append(block)
    return out, around
