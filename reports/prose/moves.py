"""“由A增至B”: what a figure was, what it came to, and of what it is told; from what to what is read here alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.prose.phrases import MARK, Counted, find_phrases
from reports.prose.quantity import Quantity

_RISES = "增长|增加|上升|提高|提升|扩大|扩展|升|增|涨"
_FALLS = "下降|减少|降低|缩短|压缩|压减|精简|归并|减|降"
_CHANGES = "调整|优化|整合|合并|更新|扩充|变化|变更|变|改|发展"
_MOVE = re.compile(
    rf"(?P<what>[^，,。；;：:、“”（()）{MARK}]{{0,20}}?)[由从](?P<when>(?:上年度?|去年|上一年度?|20\d\d年度?|年初|原来|原先|原有|此前)?[^，,。；;、{MARK}]{{0,3}}?的?){MARK}"
    rf"[^，,。；;、{MARK}]{{0,4}}?(?:(?P<up>{_RISES})|(?P<down>{_FALLS})|(?:{_CHANGES}))[^，,。；;、{MARK}]{{0,3}}[至到为成]{MARK}"
)


@dataclass(frozen=True)
class Move:
    """A figure that went from one number to another in one measure; `rises` is None where no direction is said."""

    what: str
    when: str
    before: Quantity
    after: Quantity
    rises: bool | None
    way: str
    words: str
    start: int
    end: int


def moves(text: str, counted: Counted) -> Iterator[Move]:
    """Every such statement of a text whose numbers are of one measure."""
    if not re.search("[由从]", text):
        return
    for found in find_phrases(_MOVE, text, counted):
        before, after = found.quantities
        if before.unit == after.unit:
            up, down = found.groups["up"], found.groups["down"]
            rises = True if up else False if down else None
            what = (found.groups["what"] or "").strip()
            when, way = found.groups["when"] or "", up or down or ""
            yield Move(what, when, before, after, rises, way, found.words, found.start, found.end)
