"""The telephones by which an agency can be reached, each with what it is for, as the report tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.model import Paragraph
from reports.numerals import half_width
from reports.prose.sentences import whole_sentences

_NUMBER = re.compile(
    r"(?<![\d.\-－—–#@A-Za-z])(?:\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}\s?[-－—–]\s?\d{7,8}|[48]00[-－—–]?\d{3}[-－—–]?\d{4}"
    r"|[1-9]\d{6,7}|1[12]\d{3}|96\d{3,4}|1[12]\d)(?:\s*(?:转|分机)\s*\d{1,6})?(?![\d.%\-])"
)
# What is told of a number follows it: （每年6月至9月开通）.
_AFTER = re.compile(r"\s*\([^()]{1,40}\)")
_CUE = re.compile("电话|热线|拨打|拨|致电|打|Tel", re.I)
# 12345热线受理28640件 counts what came in, and 12345件 is no number to call.
_NOT_CALLED = re.compile(r"[一-龥]{0,6}(?:热线|平台|系统|工单)|[件个条人次元万亿户页篇份户宗起家所]")
_VALUE = re.compile(r"\d{5,}|[;；]")


@dataclass(frozen=True)
class Line:
    """A telephone; `label` are the words that lead to it, `quote` these with the number and what is told of it."""

    number: str
    label: str
    quote: str
    paragraph: int


def lines_of(paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    """The telephones that some paragraphs tell, in their order; a number is told once."""
    found: dict[str, Line] = {}
    for sentence in whole_sentences(paragraphs):
        text = half_width(sentence.text)
        since = 0
        for match in _NUMBER.finditer(text):
            last = max((m.end() for m in _VALUE.finditer(text, since, match.start())), default=since)
            label = text[last : match.start()].strip("，,;；)。 ")
            if not _CUE.search(label) or _NOT_CALLED.match(text, match.end()):
                continue
            after = _AFTER.match(text, match.end())
            end = after.end() if after else match.end()
            start = text.index(label, last)
            found.setdefault(
                match[0], Line(match[0], label, sentence.text[start:end], sentence.paragraph.index)
            )
            since = match.end()
    return tuple(found.values())
