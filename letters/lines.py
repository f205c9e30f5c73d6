"""The letter as lines, each of a kind: what Markdown and Word are both written from.

A letter that the reviewer edited comes back as Markdown; its lines are read from there, so that her words reach
the Word document too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from letters.letter import Letter, group_number

_SPECIAL = re.compile(r"([\\`*_<>|#~])")
_ESCAPED = re.compile(r"\\([\\`*_<>|#~])")


class Kind(StrEnum):
    """What a line of a letter is."""

    TITLE = "title"
    SALUTATION = "salutation"
    BODY = "body"
    HEADING = "heading"
    POINT = "point"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Line:
    """One paragraph of a letter."""

    kind: Kind
    text: str


def lines_of(letter: Letter) -> Iterator[Line]:
    """The lines of a composed letter."""
    yield Line(Kind.TITLE, letter.title)
    yield Line(Kind.SALUTATION, letter.salutation)
    for text in letter.opening:
        yield Line(Kind.BODY, text)
    for position, group in enumerate(letter.groups):
        yield Line(Kind.HEADING, f"{group_number(position)}{group.heading}")
        for number, point in enumerate(group.points, start=1):
            yield Line(Kind.POINT, f"{number}. {point.text}")
    if letter.closing:
        yield Line(Kind.BODY, letter.closing)
    yield Line(Kind.SIGNATURE, letter.office)
    yield Line(Kind.SIGNATURE, letter.day)


def to_markdown(letter: Letter) -> str:
    """The letter as Markdown in which no text of the report is markup."""
    return markdown_of(lines_of(letter))


def markdown_of(lines: Iterable[Line]) -> str:
    """Lines of a letter as Markdown."""
    marks = {Kind.TITLE: "# ", Kind.HEADING: "## "}
    blocks = []
    for line in lines:
        text = _SPECIAL.sub(r"\\\1", line.text.replace("\n", " "))
        blocks.append(marks.get(line.kind, "") + text)
    return "\n\n".join(blocks) + "\n"


def text_of_lines(lines: Iterable[Line]) -> str:
    """Lines of a letter as they are read, without marks."""
    return "\n".join(line.text for line in lines) + "\n"


def lines_of_markdown(text: str) -> list[Line]:
    """The lines of an edited letter; the last two plain lines are the signature, one ending in ： the salutation."""
    lines: list[Line] = []
    for raw in text.splitlines():
        flat = raw.strip()
        if not flat:
            continue
        mark = re.match(r"(#{1,2})\s+", flat)
        words = _ESCAPED.sub(r"\1", flat[mark.end() :] if mark else flat)
        if mark:
            lines.append(Line(Kind.TITLE if mark[1] == "#" else Kind.HEADING, words))
        elif re.match(r"\d+[.．、]", words):
            lines.append(Line(Kind.POINT, words))
        elif words.endswith(("：", ":")) and not any(x.kind is Kind.SALUTATION for x in lines):
            lines.append(Line(Kind.SALUTATION, words))
        else:
            lines.append(Line(Kind.BODY, words))
    tail = [n for n, line in enumerate(lines) if line.kind is Kind.BODY][-2:]
    for n in tail:
        if len(lines) - n <= 2 and len(lines[n].text) <= 30:
            lines[n] = Line(Kind.SIGNATURE, lines[n].text)
    return lines
