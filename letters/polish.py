"""A model may smooth the wording of a letter, line by line, and change nothing that it says.

A polished line stands only if all that can be checked is the same: numbers, names in quotation marks, articles,
parts, agencies, negations; and if it brings no sentence or matter of its own. Else the line stays as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letters.lines import Kind, Line
from reports.numerals import half_width
from reports.prose.comparison import tally

Ask = Callable[[str, dict[str, str]], str]
_MARKS = (
    r"“[^”]*”",
    r"《[^》]*》",
    r"〔[^〕]*〕",
    r"（[^）]*）",
    r"第[一二三四五六七八九十百\d]+(?:部分|条|款|项)",
    r"[一-鿿]{2,12}?(?:人民政府|办事处|委员会|联合会|管理局|分局|局|厅|法院|中心)",
)
_POLARITY = re.compile(
    r"不|未|无|没有|非|勿|免|已|均|全部|仅|只|应为|应当|必须|须|可以|疑|系|建议|超过|低于|高于|少于|多于"
)
_STOP = re.compile(r"[\s，。、；：！？“”‘’（）《》()\-—…]")
_SHORTEST, _LONGEST = 0.6, 1.5
_MOST_NEW = 0.4
_POLISHED = (Kind.BODY, Kind.POINT)


@dataclass(frozen=True)
class Polished:
    """A line with what the model made of it; `refused` says why its wording was not taken."""

    before: Line
    after: Line
    refused: str = ""

    @property
    def changed(self) -> bool:
        """Whether the line's words are other ones now."""
        return self.after != self.before


def _marks(text: str) -> list[list[str]]:
    """What is to stand as it stood, of each kind in its order: two numbers that change places are another statement."""
    return [re.findall(pattern, text) for pattern in (*_MARKS, r"\d+(?:\.\d+)?")]


def _pairs(text: str) -> set[str]:
    flat = _STOP.sub("", text)
    return {flat[i : i + 2] for i in range(len(flat) - 1)}


def refusal(before: str, after: str) -> str:
    """Why a polished wording does not stand; empty where it does."""
    one, two = half_width(before), half_width(after)
    if not two.strip() or "\n" in after.strip():
        return "不是一段文字"
    if not _SHORTEST * len(one) <= len(two) <= _LONGEST * len(one) + 10:
        return "长度变化过大"
    if _marks(one) != _marks(two) or tally(one) != tally(two):
        return "数字、引文、条款、单位或部分有变化"
    if Counter(_POLARITY.findall(one)) != Counter(_POLARITY.findall(two)):
        return "肯定、否定或要求有变化"
    if len(re.findall("[。！？；]", two)) > len(re.findall("[。！？；]", one)):
        return "多出了句子"
    new = _pairs(two) - _pairs(one)
    if len(new) > _MOST_NEW * max(1, len(_pairs(two))):
        return "多出了内容"
    return ""


def _polish(line: Line, ask: Ask) -> Polished:
    number = re.match(r"\d+[.．、]\s*", line.text)
    head, body = (number[0], line.text[number.end() :]) if number else ("", line.text)
    answer = ask("polish", {"line": body}).strip()
    why = refusal(body, answer)
    return Polished(line, line if why else Line(line.kind, head + answer), why)


def polish(lines: Sequence[Line], ask: Ask) -> Iterator[Polished]:
    """The lines one after another, polished where that stands; `ask` renders a prompt by name and returns the answer.

    Title, salutation, headings and signature are never asked about. What the model raises is raised here.
    """
    for line in lines:
        fixed = line.kind not in _POLISHED or len(line.text) < 12
        yield Polished(line, line) if fixed else _polish(line, ask)
