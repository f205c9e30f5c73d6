"""Numbers of one sentence in words: what they make, then the report's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.fact import PassageFact
from answering.evidence.held import Held
from answering.evidence.listed import Counted, Found
from reports.numerals import chinese_integer, spoken

_FIRST = re.compile("前(?P<n>[一二两三四五])")
_LEAST = re.compile("最[少低小]|垫底|从[少小低]")


def _said(item: Counted) -> str:
    return f"{item.label.strip('“”（）、，；。： ')}{spoken(item.quantity.value)}{item.quantity.unit}"


def listed_draft(held: Held, found: Found) -> Draft:
    """What the numbers make, with the arithmetic."""
    names = "、".join(_said(c) for c in found.taken)
    head = (f"{held.source.name}{names}，", Slot(found.made.id, "name"), Slot(found.made.id))
    return Draft(
        (
            Sentence((*head, "（", Slot(found.made.id, "arithmetic"), "）。")),
            Sentence(("报告写明：", Span(found.quote.id))),
        )
    )


_MOST = re.compile("最[多大高]")


def order_draft(held: Held, question: str, quote: PassageFact, items: Sequence[Counted]) -> Draft:
    """The items in order, or as many of the first as are asked for."""
    first = _FIRST.search(question)
    number = chinese_integer(first["n"].replace("两", "二")) if first else None
    if _LEAST.search(question) and not first and not _MOST.search(question):
        head = f"{held.source.name}列出的{len(items)}项中，最少的是{_said(items[-1])}。"
    else:
        lead = f"最多的是{_said(items[0])}，最少的是{_said(items[-1])}；" if not number else ""
        head = f"{held.source.name}{lead}从多到少：{'、'.join(_said(c) for c in items[: number or len(items)])}。"
    return Draft((Sentence((head,), cites=(quote.id,)), Sentence(("报告写明：", Span(quote.id)))))
