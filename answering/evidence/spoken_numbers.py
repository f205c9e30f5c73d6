"""Numbers that stand in words: 指派一名专职工作人员, 三级审核, 四审四校."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from answering.plan.lexicon import measures_alike
from answering.plan.words import Word
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from retrieval.terms import fold_text

_ASKED = re.compile("(?<![第好十])几大?([一-鿿])")
# 三大板块 are 三个板块.
_OFTEN_LEFT_OUT = {"个": "大"}
_AFTER = 6
_OTHER = (Kind.ORDINAL, Kind.DATE, Kind.DOCUMENT)
# These say by themselves what is counted: 分几类.
_KINDS = ("类", "种", "级", "层")


def counts_in_words(question: str, text: str, words: Sequence[Word]) -> bool:
    """Whether a text gives in Chinese numerals every number that a question asks for with 几, of what it counts."""
    asked = [
        (m[1], _noun_after(fold_text(question), m.end(), words)) for m in _ASKED.finditer(fold_text(question))
    ]
    named = any(w.is_telling for w in words) or all(noun or measure in _KINDS for measure, noun in asked)
    return named and bool(asked) and all(_is_given(measure, noun, text) for measure, noun in asked)


def _noun_after(question: str, place: int, words: Sequence[Word]) -> Word | None:
    """What a question counts: the last of the words that follow one another from a place."""
    noun = None
    for word in words:
        if word.start == place and not word.is_light:
            noun, place = word, word.start + len(word.text)
    return noun


def _is_given(measure: str, counted: Word | None, text: str) -> bool:
    kinds = {measure, _OFTEN_LEFT_OUT.get(measure, measure), *measures_alike().get(measure, ())}
    ends = (end for q in quantities(text) if (end := _end_of(q, kinds, text)) is not None)
    return any(
        counted is None or counted.said_in(fold_text(text[end : end + len(counted.text) + _AFTER])) > 0
        for end in ends
    )


def _end_of(quantity: Quantity, kinds: Collection[str], text: str) -> int | None:
    """Where a number in words ends that counts one of some kinds, 大 between them or not; None for any other."""
    if text[quantity.start].isdigit() or quantity.kind in _OTHER:
        return None
    after = text[quantity.end :]
    larger = next((k for k in kinds if after.startswith(k)), "") if quantity.unit == "大" else ""
    return quantity.end + len(larger) if larger or quantity.unit in kinds else None
