"""What a text says something rose or fell from, last year, against last year's report: 图解占比由上年的54.7%升至67.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Paragraph, Report
from reports.numerals import spoken
from reports.prose.listings import listings
from reports.prose.moves import moves
from reports.prose.phrases import exact
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import SMALLEST_PIECE, Sentence, sentences
from reports.prose.shares import percentages_in, rounded
from review.metrics import load_metrics, named_among
from review.prose_of_two_years import rose_from

_LAST_YEAR = re.compile("上年|去年|上一年")
# What says that it is a share, a number or a time, and not of what.
_MEASURE = re.compile("(?:的)?(?:所?占比例?|占比|比重|比例|件数|条数|篇数|数量|合计|总数|平均|共|率)")
_MEASURED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE)
_SHORTEST = 2
_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True)
class Rise:
    """Last year's figure of something as a text gives it, with what last year's report makes it."""

    what: str
    said: Quantity
    right: Decimal
    quote: str
    paragraph: Paragraph


def wrong_rises(report: Report, previous: Report) -> Iterator[Rise]:
    """Each figure of last year from which something is said to have risen or fallen that last year's report has otherwise."""
    for sentence in sentences(report.paragraphs()):
        for move in moves(sentence.text, exact(*_MEASURED)):
            until = sentence.paragraph.text[: sentence.start + len(sentence.text)]
            of_last = _LAST_YEAR.search(until) or str(previous.year) in move.when
            other_year = move.when.startswith("20") and str(previous.year) not in move.when
            what = move.what or _named_before(sentence.text[: move.start])
            if not of_last or other_year or len(what) < _SHORTEST:
                continue
            right = _last_years(what, move.before, previous)
            if right is not None:
                yield Rise(what, move.before, right, sentence.text, sentence.paragraph)


def _named_before(text: str) -> str:
    """What the clause before a move names: 行政复议案件，由上年的3件减少到1件."""
    return re.split("[，,。；;：:、“”（()）]", text.rstrip("，,、"))[-1]


def _last_years(what: str, said: Quantity, previous: Report) -> Decimal | None:
    """What last year's report has in place of a figure; None where it has the figure, or none of this at all."""
    known = [q for p in previous.paragraphs() for q in counts(p.text) if q.unit == said.unit]
    if said.kind is Kind.COUNT:
        in_tables = _in_tables(what, said, previous)
        return rose_from(what.strip(), said, previous) if in_tables is None else in_tables
    if any(q.value == said.value for q in known):
        return None
    terms = [t for t in re.split("[、和与及]", _MEASURE.sub("", what)) if len(t) >= 2]
    if said.unit != "%" or not terms:
        return None
    told = [*_shares_told(terms, previous), *_shares_of_lists(terms, said, previous)]
    if not told or any(abs(t - said.value) <= _TOLERANCE for t in told):
        return None
    return told[0]


def _in_tables(what: str, said: Quantity, previous: Report) -> Decimal | None:
    named = [m for m in named_among(load_metrics(), what, what) if m.unit.search(said.unit)]
    readings = [value for m in named[:1] for value, _ in m.readings(previous)]
    return readings[0] if len(named) == 1 and readings and said.value not in readings else None


def _shares_told(terms: list[str], previous: Report) -> Iterator[Decimal]:
    for sentence in sentences(previous.paragraphs()):
        for share in percentages_in(sentence.text):
            if all(t in _clause_before(sentence, share) for t in terms):
                yield share.value


def _clause_before(sentence: Sentence, share: Quantity) -> str:
    return next(
        (c[0] for c in SMALLEST_PIECE.finditer(sentence.text) if c.start() <= share.start < c.end()), ""
    )


def _shares_of_lists(terms: list[str], said: Quantity, previous: Report) -> Iterator[Decimal]:
    """What part of a whole the items that are named make up, of last year's lists that divide one."""
    for listing in listings(previous.paragraphs()):
        parts = [q.value for label, q in listing.parts if any(t in label for t in terms)]
        named = sum(any(t in label for label, _ in listing.parts) for t in terms)
        if listing.total.value == listing.sum and named == len(terms) and listing.total.value:
            yield rounded(sum(parts, Decimal(0)) * 100 / listing.total.value, said.raw)


def as_told(rise: Rise) -> str:
    """The right figure with its unit."""
    return f"{spoken(rise.right)}{rise.said.unit}"
