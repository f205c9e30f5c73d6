"""The letter as Markdown, as the page shows it and as it is copied."""

from __future__ import annotations

import re

from letters.letter import Letter, group_number

_SPECIAL = re.compile(r"([\\`*_<>|#~])")


def _escape(text: str) -> str:
    """Text in which nothing is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))


def to_markdown(letter: Letter) -> str:
    """The letter's text; each point a numbered paragraph."""
    lines = [f"# {_escape(letter.title)}", "", _escape(letter.salutation), ""]
    for paragraph in letter.opening:
        lines += [_escape(paragraph), ""]
    for position, group in enumerate(letter.groups):
        lines += [f"## {group_number(position)}{group.heading}", ""]
        for number, point in enumerate(group.points, start=1):
            lines += [f"{number}. {_escape(point.text)}", ""]
    if letter.closing:
        lines += [_escape(letter.closing), ""]
    lines += [_escape(letter.office), "", letter.day, ""]
    return "\n".join(lines)
