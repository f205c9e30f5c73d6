"""Numbers that stand in words: 指派一名专职工作人员, 三级审核, 四审四校."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.lexicon import groups
from answering.words import Word, beside_number
from reports.numerals import CHINESE_NUMERAL
from retrieval.terms import fold_text

_ASKED = re.compile("(?<![第好十])几([一-鿿])")
# 三大板块 are 三个板块.
_OFTEN_LEFT_OUT = {"个": "大"}
_AFTER = 6


def counts_in_words(question: str, text: str, words: Sequence[Word]) -> bool:
    """Whether a text gives in Chinese numerals every number that a question asks for with 几, of what it counts."""
    asked = _ASKED.findall(fold_text(question))
    counted = beside_number(question, words)[1]
    named = any(w.is_telling for w in words)
    return named and bool(asked) and all(_is_given(measure, counted, text) for measure in asked)


def _is_given(measure: str, counted: Word | None, text: str) -> bool:
    kinds = "|".join({measure, _OFTEN_LEFT_OUT.get(measure, measure), *groups("measures").get(measure, ())})
    found = re.finditer(rf"(?<!第)(?<![〇零一二两三四五六七八九十百千]){CHINESE_NUMERAL}+(?:{kinds})", text)
    return any(
        counted is None
        or counted.said_in(fold_text(text[m.end() : m.end() + len(counted.text) + _AFTER])) > 0
        for m in found
    )
