"""The sentences that a model writes, read in whatever dress: marks, slots, kinds; lists, fences and bold taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from answering.plan.spelling import simplified

_KEY = r"[PTFADptfad]\s?\d{1,3}"
_SAYS_SOURCE = r"(?:材料|来源|资料|依据|参考|见|source)?\s*[:：]?\s*"
# [P3][T4] [P3,T4] 【P3】 （P3） [^P3] [材料P3] [P3-P5]
MARK = re.compile(
    rf"[\[【（(]\s*\^?{_SAYS_SOURCE}({_KEY}(?:\s*[,，、;；/和]\s*\^?(?:{_KEY}))*)\s*[\]】）)]", re.I
)
_MARKS_AFTER = rf"(?:\s*{MARK.pattern})*"
_ENDS = r"[。！？!?]+[”』」]?"
_SENTENCE = re.compile(rf"[^。！？!?\n]+(?:{_ENDS}{_MARKS_AFTER}|\n|$)", re.I)
_COMPLETE = re.compile(rf"(?:{_ENDS}{_MARKS_AFTER}|\n)$", re.I)
SLOT = re.compile(r"\{+\s*([^{}\n]{1,160}?)\s*\}+")
_RAW = re.compile(r"\s*(?:\{+\s*[\"“]|\}\s*,?\s*$|\||```|\[\s*[{\"]|\"\w+\"\s*:|</?\w)")
_BULLET = re.compile(r"^\s*(?:[-*•·●▪]+|\d{1,2}[.)）、](?!\d)|[（(]\d{1,2}[)）]|#{1,6})\s*")
_BOLD = re.compile(r"\*\*|__|`|^>\s*")
_OPINION = re.compile(r"^[【\[（(]?(?:意见|观点|评价|判断|模型意见|个人看法)[】\]）)]?\s*[:：]\s*")
_ABSENCE = re.compile(r"^[【\[（(]?(?:未载明|没有写明|材料未载明|报告未载明)[】\]）)]?\s*[:：]\s*")
_SILENT = re.compile(
    r"^(?:这份|该|本)?(?:报告|材料|文中|正文|年报)(?:的?正文|全文)?[里中]?(?:并)?(?:没有|未|均未)(?:载明|写明|提及|说明|提到|涉及|给出|披露|列出|交代)(?P<what>.{2,60})"
)
_WIDTH = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {
    ord("｛"): "{", ord("｝"): "}", ord("［"): "[", ord("］"): "]", ord("｡"): "。",
}  # fmt: skip


class Kind(StrEnum):
    """What a sentence claims."""

    FACT = "fact"
    ABSENCE = "absence"
    OPINION = "opinion"


@dataclass(frozen=True)
class Written:
    """A sentence: its words with slots in braces and without marks, and the pieces that it cites."""

    words: str
    marks: tuple[str, ...]
    kind: Kind = Kind.FACT

    @property
    def slots(self) -> tuple[str, ...]:
        """What stands in its braces."""
        return tuple(m[1] for m in SLOT.finditer(self.words))

    @property
    def claims(self) -> bool:
        """Whether it rests on something or says that something is not there: an introduction does neither."""
        return bool(self.marks or self.slots or self.kind is not Kind.FACT)


def folded(text: str) -> str:
    """The text in simplified characters, its letters, digits and brackets in half width."""
    return simplified(text.translate(_WIDTH))


def whole_sentences(text: str, final: bool) -> tuple[list[str], str]:
    """The complete sentences of a growing text, with the marks after them, and what is still open."""
    found: list[str] = []
    rest = 0
    for match in _SENTENCE.finditer(text):
        # A mark may still follow a sentence that ends the text so far.
        if (_COMPLETE.search(match[0]) and match.end() < len(text)) or final:
            if match[0].strip():
                found.append(match[0].strip())
            rest = match.end()
    if (
        text[rest:].strip()
        and re.fullmatch(rf"(?:\s*{MARK.pattern})+\s*", text[rest:], re.I)
        and found
        and final
    ):
        found[-1] += text[rest:].strip()
    return found, text[rest:]


def is_complete(text: str) -> bool:
    """Whether a text ends with the end of a sentence."""
    return bool(_COMPLETE.search(text.rstrip()))


def marks_in(text: str) -> tuple[str, ...]:
    """The pieces that the marks of a text name, each once."""
    keys = (k for m in MARK.finditer(text) for k in re.findall(_KEY, m[1], re.I))
    return tuple(dict.fromkeys(re.sub(r"\s", "", k).upper() for k in keys))


def undressed(text: str) -> str:
    """A line of a reply without what a model dresses it in: bullets, numbers, headings, bold letters."""
    return _BOLD.sub("", _BULLET.sub("", text)).strip()


def read_sentence(text: str) -> Written | None:
    """A sentence of a reply; None where it is no sentence: JSON, a row of a table, a fence, a heading."""
    if _RAW.match(text):
        return None
    plain = undressed(text)
    marks = marks_in(plain)
    words = re.sub(r"\s+", " ", MARK.sub("", plain)).strip()
    words = re.sub(r"\s*([。！？])", r"\1", words)
    kind = Kind.FACT
    if _OPINION.match(words):
        kind, words = Kind.OPINION, _OPINION.sub("", words)
    elif _ABSENCE.match(words):
        kind, words = Kind.ABSENCE, _ABSENCE.sub("", words)
    elif silent := _SILENT.match(words):
        kind, words = Kind.ABSENCE, silent["what"]
    return Written(words, marks, kind) if re.search(r"[一-鿿]", words) or SLOT.search(words) else None
