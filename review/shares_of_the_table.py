"""Shares told without counts against the tables: 自然人申请占80.6%, 予以公开率达60%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Report
from reports.prose.quantities import counts
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.sentences import SMALLEST_PIECE, Sentence
from reports.prose.shares import rounded
from review.metrics import Metric, metrics_by_key

_APPLICANTS = ("natural_person", "legal_person", "business", "research", "social", "legal")
_OUTCOMES = ("granted", "partially_granted", "denied", "unable", "rejected")
_SHARE = re.compile(
    r"(?:申请)?(?:所?占|占比)(?:比|例|比例|全部申请|总数|总量|申请总数|总申请量|的)*(?:为|是|达|约为|达到)*$"
)
_RATE = re.compile(r"率(?:为|是|达|达到|约为)*$")
_OTHER_TIME = re.compile(r"上年|去年|上一年|20\d\d年")
_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True)
class ShareOfTable:
    """A share that no reading of the table makes, with the right one."""

    metric: Metric
    percent: Quantity
    part: Decimal
    whole: Decimal
    right: Decimal


def wrong_shares_of_table(report: Report, sentence: Sentence) -> Iterator[ShareOfTable]:
    """The shares of applicants and outcomes of a sentence that give no count and fit none of the table's."""
    by_key = metrics_by_key()
    for clause in SMALLEST_PIECE.finditer(sentence.text):
        found = list(counts(clause[0]))
        if len(found) != 1 or found[0].kind is not Kind.PERCENT or found[0].bound is not Bound.EXACT:
            continue
        said = clause[0][: found[0].start]
        if _OTHER_TIME.search(said.replace(f"{report.year}年", "")):
            continue
        keys = _APPLICANTS if _SHARE.search(said) else _OUTCOMES if _RATE.search(said) else ()
        subject = _SHARE.sub("", said) if keys is _APPLICANTS else _RATE.sub("", said)
        named = [by_key[k] for k in keys if by_key[k].named_in(subject, sentence.paragraph.text)]
        if len(named) == 1 and len(subject) <= 12:
            wrong = _wrong(report, named[0], found[0], by_key)
            if wrong is not None:
                yield wrong


def _wrong(
    report: Report, metric: Metric, percent: Quantity, by_key: dict[str, Metric]
) -> ShareOfTable | None:
    readings = [value for value, _ in metric.readings(report)]
    received = [value for value, _ in by_key["new_received"].readings(report)]
    if metric.key in _APPLICANTS:
        # New ones are part of the new ones, with those carried over of all; never crosswise.
        pairs = list(zip(readings, received, strict=False))
    else:
        wholes = [value for value, _ in by_key["total"].readings(report)] + received
        pairs = [(part, whole) for part in readings for whole in wholes]
    fitting = [(p, w, rounded(p * 100 / w, percent.raw.split("%")[0])) for p, w in pairs if w and p <= w]
    if not fitting or any(abs(right - percent.value) <= _TOLERANCE for _, _, right in fitting):
        return None
    part, whole, right = fitting[0]
    return ShareOfTable(metric, percent, part, whole, right)
