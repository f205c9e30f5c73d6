"""Headings of the six parts that ran together with the text around them are put on lines of their own.

Copied text loses line ends (…联系。 一、总体情况 2023年，…) and has debris where a space or bullet was (??一、总体情况).
Only the headings of the uniform formats with their number are looked for, so that nothing else is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from reports.editions import all_editions
from reports.model import Block, Paragraph

_NEAR = 8  # with less text between them, headings are a list of the parts and not the parts
_DEBRIS = r"[^一-鿿\s（()）《》“”\d]{1,4}\s*"


@cache
def _heading() -> re.Pattern[str]:
    """A numbered heading of a part after the end of a sentence, white space or debris."""
    wordings = {w for e in all_editions() for s in e.sections for w in (s.title, *s.aliases) if len(w) >= 4}
    loose = (r"\s*".join(map(re.escape, w)) for w in sorted(wordings, key=len, reverse=True))
    return re.compile(
        rf"(?:^{_DEBRIS}|(?<=[。；！？…）)】\s]))(?P<heading>[一二三四五六]\s*[、.．]\s*(?:{'|'.join(loose)}))"
        r"(?=$|[\s。：:（(]|20\d\d年|[（(]?[一1][)）、.．]|我|本|全)"
    )


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    text = paragraph.text
    found = list(_heading().finditer(text))
    ends = [m.start("heading") for m in found[1:]] + [len(text)]
    if len(found) > 1 and all(end - m.end() < _NEAR for m, end in zip(found, ends, strict=True)):
        yield paragraph
        return
    position = 0
    for match in found:
        before = text[position : match.start()].strip()
        if before:
            yield replace(paragraph, text=before)
        yield replace(paragraph, text=match["heading"].strip())
        position = match.end()
    rest = text[position:].lstrip("。：: 　").strip() if found else text
    if rest:
        yield replace(paragraph, text=rest)


def headings_apart(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with every heading of a part in a paragraph of its own."""
    out: list[Block] = []
    for block in blocks:
        out.extend(_pieces(block) if isinstance(block, Paragraph) else [block])
    return tuple(out)
