"""What became of the text between two submissions: the paragraphs and the quantities that were changed, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from reports.model import Paragraph, Report
from reports.numerals import fold
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, clip, pieces_between, sentences

# Below it, two sentences in the same gap are another sentence, not the same one reworded.
_SAME_WORDS = 60.0
# A text that another contains nearly whole is the same with an addition, unless it is of a few words only.
_ADDED, _ENOUGH_WORDS = 20.0, 8
_PIECE = pieces_between("，,、；;。：:！？（）()《》“”")
_LONGEST_PIECE = 30
# 一是, （一）, 三级: they change their number whenever something is put in before them.
_NO_FIGURE = (Kind.ORDINAL, Kind.SPOKEN)
_AFTER_ITEM = (".", "．", "、", ")", "）")


@dataclass(frozen=True)
class ChangedParagraph:
    """A paragraph as either submission has it; one of the two is empty where it was put in or taken out."""

    section: str | None
    before: str
    after: str


@dataclass(frozen=True)
class ChangedQuantity:
    """A quantity in two versions of one sentence, and the words around either."""

    section: str | None
    sentence: Sentence
    then: Quantity
    now: Quantity
    before: str
    after: str


@dataclass(frozen=True)
class Span:
    """A stretch of a paragraph; `differs` where the other version does not have it."""

    text: str
    differs: bool


def part_name(section: str | None) -> str:
    """A part of the report by its number; None is what stands before the first."""
    return f"第{section}部分" if section else "题名和引言部分"


def _parts(old: Report, new: Report) -> Iterator[tuple[str | None, Sequence[Paragraph], Sequence[Paragraph]]]:
    """The paragraphs of either report, part by part as the format numbers them; None is what stands before the first."""
    yield None, old.preamble, new.preamble
    numbers = dict.fromkeys(s.number or s.printed_number for r in (old, new) for s in r.sections)
    for number in numbers:
        then, now = (
            [p for s in r.sections if (s.number or s.printed_number) == number for p in s.paragraphs]
            for r in (old, new)
        )
        yield number, then, now


def _nearest(words: str, others: Sequence[str]) -> tuple[int, float]:
    """Which of some texts is the most like another, and how much (0 to 100); much may have been added to either."""
    alike = [fuzz.ratio(words, o) for o in others]
    for n, other in enumerate(others):
        if min(len(words), len(other)) >= _ENOUGH_WORDS:
            alike[n] = max(alike[n], fuzz.partial_ratio(words, other) - _ADDED)
    near = max(range(len(alike)), key=alike.__getitem__, default=0)
    return near, alike[near] if alike else 0.0


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Places of both sequences that belong together: the same words, or in the gaps between those the nearest."""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
            continue
        for then in range(i, j):
            near, alike = _nearest(old[then], new[k:m])
            if alike < _SAME_WORDS:
                yield then, None
                continue
            near += k
            yield from ((None, n) for n in range(k, near))
            yield then, near
            k = near + 1
        yield from ((None, n) for n in range(k, m))


def changed_paragraphs(old: Report, new: Report) -> tuple[ChangedParagraph, ...]:
    """The paragraphs whose words differ, in reading order; what differs by white space or width alone is the same."""
    changed = []
    for section, then, now in _parts(old, new):
        folded = [[fold(p.text) for p in paragraphs] for paragraphs in (then, now)]
        for i, k in _pairs(*folded):
            if i is None or k is None or folded[0][i] != folded[1][k]:
                before, after = "" if i is None else then[i].text, "" if k is None else now[k].text
                changed.append(ChangedParagraph(section, before.strip(), after.strip()))
    return tuple(changed)


def _tokens(text: str, of: Callable[[Quantity], str]) -> Iterator[tuple[str, Quantity | None]]:
    """A text character by character, each quantity in one as `of` writes it."""
    at = 0
    for quantity in quantities(text):
        yield from ((c, None) for c in text[at : quantity.start])
        yield of(quantity), quantity
        at = quantity.end
    yield from ((c, None) for c in text[at:])


def _without_value(quantity: Quantity) -> str:
    # What the reader of quantities takes for the unit of 国发〔2020〕5号 has its digits.
    return "#号" if quantity.kind is Kind.DOCUMENT else f"#{quantity.unit}"


def _figure(text: str, quantity: Quantity) -> bool:
    """Whether a number is a figure of the text, and neither the number of an item nor a manner of speaking."""
    item = not text[: quantity.start].strip() and text[quantity.end :].startswith(_AFTER_ITEM)
    return not item and not quantity.idiom and quantity.kind not in _NO_FIGURE


def _piece(text: str, quantity: Quantity) -> str:
    """The words around a quantity, up to the next marks."""
    piece = next((m for m in _PIECE.finditer(text) if m.start() <= quantity.start < m.end()), None)
    if piece is None or len(piece[0]) > _LONGEST_PIECE or piece.end() < quantity.end:
        return clip(text, quantity.start, quantity.end, 8)
    return piece[0].strip()


def _changed_in(section: str | None, then: Sentence, now: Sentence) -> Iterator[ChangedQuantity]:
    """The quantities with the same words around them and another value."""
    before, after = (list(_tokens(s.text, _without_value)) for s in (then, now))
    matcher = SequenceMatcher(None, [t for t, _ in before], [t for t, _ in after], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        here, there = [q for _, q in before[i:j]], [q for _, q in after[k:m]]
        # 24人 has become 42人次: one for one between words that stayed. In words that are others, nothing belongs together.
        if len(here) != len(there) or (kind == "replace" and None in (*here, *there)):
            continue
        for a, b in zip(here, there, strict=True):
            if a is None or b is None:
                continue
            same = (a.value, a.upto, a.bound, a.unit) == (b.value, b.upto, b.bound, b.unit)
            if not same and _figure(then.text, a) and _figure(now.text, b):
                yield ChangedQuantity(section, then, a, b, _piece(then.text, a), _piece(now.text, b))


def changed_quantities(old: Report, new: Report) -> tuple[ChangedQuantity, ...]:
    """The quantities of sentences that both submissions have, where their values differ."""
    changed: dict[tuple[str | None, int, str, str], ChangedQuantity] = {}
    for section, *paragraphs in _parts(old, new):
        then, now = (list(sentences(p)) for p in paragraphs)
        # The figures left out, a sentence in which only they were changed is the same one.
        words = [
            ["".join(t for t, _ in _tokens(fold(s.text), _without_value)) for s in side]
            for side in (then, now)
        ]
        for i, k in _pairs(*words):
            if i is not None and k is not None and then[i].text != now[k].text:
                for change in _changed_in(section, then[i], now[k]):
                    key = (section, then[i].paragraph.index, change.before, change.after)
                    changed.setdefault(key, change)
    return tuple(changed.values())


def marked(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both versions of a paragraph cut up by what the other has too; a quantity differs as a whole."""
    one, two = ([t for t, _ in _tokens(text, lambda q: text[q.start : q.end])] for text in (before, after))  # noqa: B023
    spans: tuple[list[Span], list[Span]] = ([], [])
    for kind, i, j, k, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        for side, words in zip(spans, ("".join(one[i:j]), "".join(two[k:m])), strict=True):
            if words:
                side.append(Span(words, kind != "equal"))
    return tuple(spans[0]), tuple(spans[1])
