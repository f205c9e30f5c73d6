"""A rate or share that the prose states, worked out anew from the counts that stand before it: 187份里172份＝91.98%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from answering.evidence.fact import CellFact, Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.evidence.values import of_cells
from answering.plan.figures import figure_asked
from answering.plan.lexicon import same_measure
from answering.plan.measures import share_of_quantity
from reports.numerals import spoken
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, whole_sentences
from reports.prose.shares import rounded
from retrieval.terms import fold_text

_HUNDRED = Decimal(100)
# 约占三分之二: what is told roughly may be so far off, in percentage points.
_ROUGHLY = Decimal(3)
_SHARES = (Kind.PERCENT, Kind.FRACTION, Kind.TENTHS)
_COUNTS = (Kind.COUNT, Kind.MONEY, Kind.NUMBER)
_OF_CHANGE = re.compile("(?:增长|增加|上升|提高|下降|减少|降低|增幅|降幅|同比|较上年|比上年)[了约达为]?$")
_OF_WHOLE = re.compile("占(?:了|到|比)?(?P<whole>[一-龥]{2,12}?)(?:总数|总量)?的?(?:约|近|大约|将近)?$")
_ABOUT = re.compile("[约近多余]|左右|大约|将近|上下")


@dataclass(frozen=True)
class RateChecked:
    """The words that state a rate, what it comes to, whether that agrees with what is said, and the cell of the whole.

    `made` is None where the report tells no counts that it could be worked out from.
    """

    quote: PassageFact
    made: Computed | None
    said: str
    agrees: bool
    whole: CellFact | None = None


def check_stated_rate(words: str, claimed: Decimal | None, held: Held, facts: Facts) -> RateChecked | None:
    """The rate that a question doubts, worked out from the counts that the report tells with it; None where it tells none."""
    unchecked: RateChecked | None = None
    for sentence, stated in _candidates(words, claimed, held):
        if _OF_CHANGE.search(sentence.text[: stated.start]):
            continue  # which is checked as a change
        value = share_of_quantity(stated)
        checked = _checked(sentence, stated, value, held, facts) if value is not None else None
        if checked is not None:
            return checked
        if claimed is not None and unchecked is None:
            unchecked = RateChecked(whole_passage(held, sentence, facts), None, stated.raw, False)
    return unchecked


def _candidates(words: str, claimed: Decimal | None, held: Held) -> Iterator[tuple[Sentence, Quantity]]:
    """The sentences that state a share, the one that says most of the question first; with a number claimed only those
    that state it."""
    asked = [w for w in held.narrative.words(words) if not w.is_year]
    found = []
    for order, sentence in enumerate(whole_sentences(held.report.paragraphs())):
        for stated in quantities(sentence.text):
            value = share_of_quantity(stated) if stated.kind in _SHARES else None
            if value is None or (claimed is not None and abs(value - claimed) > Decimal("0.01")):
                continue
            near = fold_text(sentence.text[max(0, stated.start - _NEAR) : stated.start])
            whole = fold_text(sentence.text)
            score = sum(2 * w.said_in(near) + w.said_in(whole) for w in asked)
            if score or claimed is not None:
                found.append((score, -order, sentence, stated))
    found.sort(key=lambda f: f[:2], reverse=True)
    for _, _, sentence, stated in found[: 1 if claimed is None else 3]:
        yield sentence, stated


_NEAR = 10


def _checked(
    sentence: Sentence, stated: Quantity, value: Decimal, held: Held, facts: Facts
) -> RateChecked | None:
    text = sentence.text
    before = [
        q for q in quantities(text[: stated.start]) if q.kind in _COUNTS and q.unit != "%" and q.value > 0
    ]
    of_whole = _OF_WHOLE.search(text[: stated.start])
    known = _whole_cell(of_whole["whole"], held, facts) if of_whole else None
    rough = stated.kind in (Kind.FRACTION, Kind.TENTHS) or bool(_ABOUT.search(stated.raw))
    pairs = [
        (part, whole)
        for n, part in enumerate(reversed(before))
        for whole in _wholes(part, before, known, sentence)
        if n < _NEAREST
    ]
    right = [p for p in pairs if _agrees(*p, value, stated, rough)]
    chosen = right or pairs[:1] if len(pairs) == 1 or right else []
    if not chosen:
        return None
    part, whole = chosen[0]
    quote = whole_passage(held, sentence, facts)
    exact = part.value * _HUNDRED / whole
    places = stated.raw if stated.unit == "%" else "0.0"
    made = rounded(exact, places)
    arithmetic = f"{spoken(part.value)}÷{spoken(whole)}＝{made:f}%"
    of = (quote.id, known.id) if known is not None else (quote.id,)
    cell = known if known is not None and known.value == whole else None
    fact = facts.add(Computed("", "", made, "%", arithmetic, of))
    return RateChecked(quote, fact, stated.raw, bool(right), cell)


_NEAREST = 3


def _wholes(
    part: Quantity, before: list[Quantity], known: CellFact | None, sentence: Sentence
) -> Iterator[Decimal]:
    """What a count may be a part of: the cell that the text names, a larger count of the sentence, of the one before it."""
    if known is not None and known.value:
        yield known.value
        return
    like = [q for q in before if same_measure(q.unit, part.unit) and q.value >= part.value and q is not part]
    yield from (q.value for q in like)
    if not like:
        earlier = quantities(sentence.paragraph.text[: sentence.start])[-_LAST:]
        yield from (
            q.value for q in reversed(earlier)
            if q.kind in _COUNTS and same_measure(q.unit, part.unit) and q.value >= part.value
        )  # fmt: skip


_LAST = 4


def _agrees(part: Quantity, whole: Decimal, value: Decimal, stated: Quantity, rough: bool) -> bool:
    exact = part.value * _HUNDRED / whole
    if rough:
        return abs(exact - value) <= _ROUGHLY
    return abs(rounded(exact, stated.raw) - value) < Decimal("0.011")


def _whole_cell(words: str, held: Held, facts: Facts) -> CellFact | None:
    """The figure of the tables that a share is said to be of (占新收件的三分之二)."""
    figure = figure_asked(f"{words}有多少件", held.report)
    return of_cells(figure, held, facts) if figure is not None else None
