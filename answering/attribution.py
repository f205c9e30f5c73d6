"""Whether a number of a sentence counts what it counts in the source, and not what another number there counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from reports.editions import all_editions
from reports.prose.comparison import measure
from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Kind
from retrieval.terms import pairs

_BREAK = re.compile(r"[，,。；;：:、（）()“”\"\n]")
_ALIKE = 0.6
_BETTER = 0.25
_AFTER = 8
_SHORTEST_LABEL = 4
# A table's numbers have no unit beside them; these say no more than that something is counted.
_OF_A_CELL = ("", "件", "宗", "起", "个", "项", "份")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]|\d\.|[一二三四]、")
_ARTICLE_CITED = re.compile(
    r"^(?:根据|按照|依据|依照)?《?(?:[^《》，]{0,20}条例)?》?(第[一二三四五六七八九十百\d]+条)(?:的?规定|明确|要求)?[，：,:]"
)


@dataclass(frozen=True)
class Counted:
    """A number with its unit and what it counts: the words next to it."""

    value: Decimal
    unit: str
    words: str

    @property
    def terms(self) -> frozenset[str]:
        """What the words are compared by."""
        return frozenset(pairs(self.words))

    @property
    def label(self) -> str:
        """The words without 其中 before them."""
        return self.words.removeprefix("其中")


def counted(text: str) -> Iterator[Counted]:
    """Every number of a text with the words before it in its clause, or where there are none those after it."""
    last = 0
    for quantity in quantities(text):
        if quantity.kind is not Kind.NUMBER and quantity not in tuple(counts(text)):
            continue
        breaks = [m.end() for m in _BREAK.finditer(text, last, quantity.start)]
        before = text[max([last, *breaks]) : quantity.start].strip()
        after = _BREAK.split(text[quantity.end : quantity.end + _AFTER])[0]
        last = quantity.end
        yield Counted(measure(quantity).value, measure(quantity).unit, before if len(before) > 1 else after)


def _likeness(mine: Counted, theirs: Counted) -> float:
    """How far the words agree; a cell's label says it all where the sentence has the whole of it."""
    both = len(mine.terms & theirs.terms)
    whole = both / len(theirs.terms) if theirs.terms and not theirs.unit else 0.0
    return max(both / len(mine.terms), whole) if mine.terms else 0.0


def misattributed(sentence: str, source: str) -> str | None:
    """The number that the source gives for something else, in words; None where every number is in its place."""
    there = list(counted(source))
    for mine in counted(sentence):
        same = [t for t in there if t.unit in (mine.unit, "")]
        own = max((_likeness(mine, t) for t in same if t.value == mine.value), default=None)
        other = max((_likeness(mine, t) for t in same if t.value != mine.value), default=0.0)
        if any(t.value == mine.value and len(t.terms) > 1 and t.label in mine.words for t in same):
            continue
        if own is not None and any(
            t.value != mine.value and len(t.label) >= _SHORTEST_LABEL and t.label in mine.words for t in same
        ):
            return f"“{mine.words}”在材料中不是{mine.value}{mine.unit}"
        tail = mine.words[-_SHORTEST_LABEL:]
        tails = {t.value for t in same if len(tail) == _SHORTEST_LABEL and t.words.endswith(tail)}
        if own is not None and tails and mine.value not in tails:
            return f"“{mine.words}”在材料中不是{mine.value}{mine.unit}"
        if own is not None and other >= _ALIKE and other > own + _BETTER:
            return f"“{mine.words}”在材料中不是{mine.value}{mine.unit}"
    return None


def foreign_unit(sentence: str, source: str) -> str | None:
    """A unit that the sentence gives to a number of a table and the table does not, in words."""
    there = list(counted(source))
    for mine in counted(sentence):
        units = {t.unit for t in there if t.value == mine.value}
        if units and mine.unit not in units and mine.unit not in _OF_A_CELL and mine.unit not in source:
            return f"材料中的{mine.value}不以“{mine.unit}”计"
    return None


@cache
def _labels() -> frozenset[str]:
    """The labels of the rows and columns of the tables, without their numbers, groups and explanations."""
    found: set[str] = set()
    for edition in all_editions():
        for kind in ("applications", "disputes", "active_disclosure"):
            for row in edition.rows(kind):
                whole = re.sub(r"（区分.*）", "", edition.row_label(kind, row.key))
                found.update(_ITEM.split(whole))
                found.update(
                    edition.column_label(kind, row.key, c.key) for c in edition.columns(kind, row.key)
                )
    return frozenset(re.sub("[“”]", '"', label) for label in found if len(label) >= _SHORTEST_LABEL)


def foreign_label(sentence: str, source: str) -> str | None:
    """A row or column that a sentence with a number names and its source does not, in words."""
    if not any(True for _ in counted(sentence)):
        return None
    # A longer label holds a shorter one: 不予公开 within 属于不予公开.
    for label in sorted(_labels(), key=len, reverse=True):
        if label in sentence and label not in source:
            return f"“{label}”不在所标材料中"
    return None


def foreign_article(sentence: str, titles: str) -> str | None:
    """An article that the sentence gives as its own and that no cited source is, in words."""
    cited = _ARTICLE_CITED.match(sentence)
    if cited is None or not re.search(r"条例.?第.{1,6}条", titles):
        return None
    own = {q.value for q in quantities(titles) if q.kind is Kind.ORDINAL}
    if any(q.value in own for q in quantities(cited[1])):
        return None
    return f"{cited[1]}不是所标的材料"
