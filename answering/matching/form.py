"""What form an answer must have whatever it tells: a percentage, money, days, a number for each, a sum (corpus/lexicon/forms.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from answering.answer import Answer
from answering.matching.wanted import Wanted, WantedKinds
from answering.plan.words import Word, content_words
from data_files import load_data
from retrieval.terms import fold_text

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "forms.toml"
# These answer any question: what it takes for granted is wrong, there was none of it, the report does not say it.
_NONE = re.compile("与报告不符|没有写明|未写明|未载明|没有填报|均?为(?:0|零)|没有发生|未发生|不能直接验算")
_SUM = "together"
# A share that was worked out is the rate of what is named: 结果纠正7件，占办理结果总计121件的5.8%.
_WORKED_OUT = re.compile(r"÷|占[^，。]*\d件的\d[\d.]*%")
_SURELY = 0.9


@cache
def forms() -> tuple[Wanted, ...]:
    """Every form that a question can want."""
    return load_data(_FILE, WantedKinds).kinds


def has_form(question: str, answer: Answer) -> bool:
    """Whether an answer has all the forms that its question wants; the rate that is named and no other one."""
    shown = fold_text(" ".join((answer.text, *(c for row in answer.table for c in row))))
    if answer.abstained or _NONE.search(shown):
        return True
    wanted = [f for f in forms() if f.is_asked(question) and not (f.name == _SUM and _adds_cells(answer))]
    return all(f.is_told(shown) for f in wanted) and _tells_rates(_rates(question), shown)


def _adds_cells(answer: Answer) -> bool:
    return sum(len(c.cells) for c in answer.citations) > 1


def _rates(question: str) -> Sequence[Word]:
    return [w for w in content_words(question) if w.is_rate]


def _tells_rates(rates: Sequence[Word], shown: str) -> bool:
    """Whether the rates are told by their own names; what was worked out is what was asked for."""
    return _WORKED_OUT.search(shown) is not None or all(r.said_in(shown) >= _SURELY for r in rates)
