"""Numbers that stand in words: 指派一名专职工作人员, 三级审核, 四审四校."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.plan.lexicon import groups
from answering.plan.words import Word
from reports.numerals import CHINESE_NUMERAL
from retrieval.terms import fold_text

_ASKED = re.compile("(?<![第好十])几大?([一-鿿])")
# 三大板块 are 三个板块.
_OFTEN_LEFT_OUT = {"个": "大"}
_AFTER = 6
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
    kinds = "|".join({measure, _OFTEN_LEFT_OUT.get(measure, measure), *groups("measures").get(measure, ())})
    found = re.finditer(
        rf"(?<!第)(?<![〇零一二两三四五六七八九十百千]){CHINESE_NUMERAL}+大?(?:{kinds})", text
    )
    return any(
        counted is None
        or counted.said_in(fold_text(text[m.end() : m.end() + len(counted.text) + _AFTER])) > 0
        for m in found
    )
