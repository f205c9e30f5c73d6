"""A model may smooth the wording of a letter, line by line, and change nothing that it says.

What must stand as it stands (numbers, quotations, names, articles, parts, agencies, words of doubt and of force) is
given to the model as numbered placeholders. Its wording is taken only where the placeholders stand in their order and
the words between them are the same words, but for those that corpus/letters/polish.toml lets be exchanged, put in or
left out. A wording that says the same in another order is refused as well: the line stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_files import Data, load_data
from letters.lines import Kind, Line
from reports.numerals import half_width
from reports.prose.quantities import quantities

Ask = Callable[[str, dict[str, str]], str]
_FILE = Path(__file__).resolve().parent.parent / "corpus" / "letters" / "polish.toml"
_MARKS = re.compile(
    r"“[^”]*”|《[^》]*》|〔[^〕]*〕|（[^）]*）|第[一二三四五六七八九十百\d]+(?:部分|条|款|项)"
    r"|[一-鿿]{2,12}?(?:人民政府|办事处|委员会|联合会|管理局|分局|局|厅|法院|中心)"
)
_DIGITS = re.compile(r"\d[\d.,:：\-—/年月日]*")
_PLACEHOLDER = re.compile(r"[⟦\[【]{1,2}\s*(\d{1,3})\s*[⟧\]】]{1,2}")
_STOP = re.compile(r"[\s，。、；：！？,.;:!?“”‘’（）()\-—…]")
# 对报告年度予以核实 says 核实报告年度.
_OBJECT_FIRST = re.compile(r"(?<!核)对([^，。；,;]{1,24}?)(?:予以|进行|加以)([一-鿿]{2})(?=[，。；,;.]|$)")
_POLISHED = (Kind.BODY, Kind.POINT)
_CHANGED = "除了可以互换的词，文字有增减或换位"


class PolishWords(Data):
    """corpus/letters/polish.toml."""

    same: tuple[tuple[str, ...], ...]
    neutral: tuple[str, ...]
    beside: tuple[str, ...]
    kept: tuple[str, ...]


@cache
def polish_words() -> PolishWords:
    """The words of the file."""
    return load_data(_FILE, PolishWords)


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


def _kept_spans(text: str) -> list[tuple[int, int]]:
    """Where what must stand as it stands is, in order; the longer of two that overlap."""
    words = sorted(polish_words().kept, key=len, reverse=True)
    found = [m.span() for m in _MARKS.finditer(text)]
    found += [(q.start, q.end) for q in quantities(text)] + [m.span() for m in _DIGITS.finditer(text)]
    found += [m.span() for m in re.finditer("|".join(words), text)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda s: (s[0], -s[1])):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def masked(text: str) -> tuple[str, list[str]]:
    """The line with placeholders ⟦1⟧, ⟦2⟧ … for what must stand as it stands, and what they stand for."""
    out, place = "", 0
    kept: list[str] = []
    for start, end in _kept_spans(text):
        kept.append(text[start:end])
        out += f"{text[place:start]}⟦{len(kept)}⟧"
        place = end
    return out + text[place:], kept


def unmasked(text: str, kept: Sequence[str]) -> str:
    """What the model wrote with the words in the place of their placeholders; a number that is none stays."""

    def put_back(match: re.Match[str]) -> str:
        number = int(match[1])
        return kept[number - 1] if 1 <= number <= len(kept) else match[0]

    return _PLACEHOLDER.sub(put_back, text)


@cache
def _lexicon() -> tuple[tuple[str, str], ...]:
    """Every word of the file with what it counts as: the first of its group, or nothing."""
    words = polish_words()
    entries = {w: f"<{group[0]}>" for group in reversed(words.same) for w in group}
    entries |= dict.fromkeys(words.neutral, "")
    entries |= {"请你单位": "请", "请贵单位": "请"}
    return tuple(sorted(entries.items(), key=lambda e: -len(e[0])))


def _said(text: str) -> list[str]:
    """What a line says, piece by piece: what is kept, words by their groups, all other characters themselves."""
    out: list[str] = []
    place = 0
    for start, end in [*_kept_spans(text), (len(text), len(text))]:
        out += _words(text[place:start])
        if start < end:
            out.append(f"[{_STOP.sub('', text[start:end])}]")
        place = end
    return out


def _words(text: str) -> Iterator[str]:
    for pattern in polish_words().beside:
        text = re.sub(pattern, "", text)
    place = 0
    while place < len(text):
        word = next((e for e in _lexicon() if text.startswith(e[0], place)), None)
        said = word[1] if word else _STOP.sub("", text[place])
        if said:
            yield said
        place += len(word[0]) if word else 1


def refusal(before: str, after: str) -> str:
    """Why a polished wording does not stand; empty where it does."""
    one, two = half_width(before), half_width(after)
    if not two.strip() or "\n" in after.strip():
        return "不是一段文字"
    one, two = _OBJECT_FIRST.sub(r"\2\1", one), _OBJECT_FIRST.sub(r"\2\1", two)
    if [one[s:e] for s, e in _kept_spans(one)] != [two[s:e] for s, e in _kept_spans(two)]:
        return "数字、引文、名称、条款或者表示疑问、否定、要求的词有变化"
    if len(re.findall("[。！？；]", two)) > len(re.findall("[。！？；]", one)):
        return "多出了句子"
    return "" if _said(one) == _said(two) else _CHANGED


def _polish(line: Line, ask: Ask) -> Polished:
    number = re.match(r"\d+[.．、]\s*", line.text)
    head, body = (number[0], line.text[number.end() :]) if number else ("", line.text)
    hidden, kept = masked(body)
    told = "\n".join(f"⟦{n}⟧ {words}" for n, words in enumerate(kept, start=1)) or "无"
    answer = unmasked(ask("polish", {"line": hidden, "kept": told}).strip(), kept)
    why = refusal(body, answer)
    return Polished(line, line if why else Line(line.kind, head + answer), why)


def polish(lines: Sequence[Line], ask: Ask) -> Iterator[Polished]:
    """The lines one after another, polished where that stands; `ask` renders a prompt by name and returns the answer.

    Title, salutation, headings and signature are never asked about. What the model raises is raised here.
    """
    for line in lines:
        fixed = line.kind not in _POLISHED or len(line.text) < 12
        yield Polished(line, line) if fixed else _polish(line, ask)
