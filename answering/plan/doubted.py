"""What a doubt is about: the tables and the report as a whole, or a thing of its own that the report tells of."""

from __future__ import annotations

import re
from itertools import chain

from answering.plan.grouped import Wants, asked_of_groups
from answering.plan.lexicon import lexicon
from answering.plan.measures import asks_number
from answering.plan.named import column_mentions, row_mentions
from answering.plan.request import is_of_any_report
from answering.plan.wordings import asks
from answering.plan.words import content_words

_COUNTED = re.compile(r"[\d一二两三四五六七八九十几各逐]")
_TABLES = ("applications", "disputes")


def names_its_own(text: str, agency: str) -> bool:
    """Whether a question names what neither the tables nor the parts of a report account for (案由, 评议): neither the
    sums of the tables nor a review of the whole report is an answer to it."""
    if asks("of_tables", text):
        return False
    spans = chain(
        (span for span, _ in row_mentions(text)),
        (span for table in _TABLES for span, _ in column_mentions(text, table)),
    )
    for start, end in spans:
        text = f"{text[:start]}{'，' * (end - start)}{text[end:]}"
    known = {*lexicon()["framing"], *lexicon()["parts_of_reports"]}
    return any(
        w.is_telling
        and not (w.is_light or w.text in known or is_of_any_report(w.text) or _COUNTED.match(w.text))
        for w in content_words(text, agency)
    )


def is_of_prose_alone(text: str, agency: str) -> bool:
    """Whether sums are doubted that no table has: of its own things, or of parts that are told side by side (几个平台之和)."""
    ask = None if asks("of_tables", text) else asked_of_groups(text)
    of_a_group = ask is not None and ask.wants is Wants.AGREES and bool(ask.kind)
    return of_a_group or names_its_own(text, agency)


def wants_a_number(text: str) -> bool:
    """Whether a question wants a number of the report and only says that it will check it (一共几件，我核一下表)."""
    return asks_number(text) and asks("wrong", text) is None
