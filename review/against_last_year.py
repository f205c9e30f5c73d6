"""What a text says of last year, and of the change since, against last year's report of the same agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Paragraph, Report
from reports.numerals import spoken
from reports.prose.quantities import counts
from reports.prose.quantity import Bound, Quantity
from reports.prose.shares import rounded
from review.metrics import Metric
from review.statements import Statement, statements

_EARLIER = r"(?:上年|去年|上一年|上年度|上年同期|去年同期)"
_SINCE = re.compile(
    rf"(?:同比|环比|(?:比|较){_EARLIER}(?:同期)?(?:的)?|(?:比|较)(?P<year>20\d\d)年度?)(?:同期)?(?:申请)?(?:总?数?量?)?"
    r"(?P<way>增长|增加|上升|提高|多|下降|减少|降低|少)(?:了|约|为|到)?$"
)
_TOLERANCE = Decimal("0.1")
_NEAR = 16


@dataclass(frozen=True)
class Misquotation:
    """A sentence that gives last year's figure, or the change since, otherwise than last year's report."""

    message: str
    quote: str
    paragraph: Paragraph
    expected: str
    actual: str


def misquotations(report: Report, previous: Report) -> Iterator[Misquotation]:
    """The sentences on this year's figures that do not agree with last year's report; none where it is of another agency or year."""
    if report.agency is None or report.agency != previous.agency:
        return
    if report.year is None or previous.year != report.year - 1:
        return
    told: set[tuple[str, str]] = set()
    for said in statements(report):
        bases = [value for value, _ in said.metric.readings(previous)]
        if (
            said.approximate
            or said.narrowed
            or said.area
            or not bases
            or (said.quote, said.metric.key) in told
        ):
            continue
        found = _misquoted(said, bases, report.year)
        if found is not None:
            told.add((said.quote, said.metric.key))
            yield found


def _misquoted(said: Statement, bases: list[Decimal], year: int) -> Misquotation | None:
    """The first number right after this year's that is not what last year's report makes it."""
    found = re.search(rf"(?<![\d.]){re.escape(said.raw)}", said.quote)
    if found is None:
        return None
    last = found.end()
    for quantity in counts(said.quote):
        if quantity.start < last or _in_brackets(said.quote[last : quantity.start]):
            continue
        if quantity.bound is not Bound.EXACT:
            return None
        left = _BRACKETS.sub("", said.quote[last : quantity.start])
        if re.search("[)）]", left):
            return None  # what was told in brackets is a part, and what follows them is of the whole
        earlier = _is_earlier(left, year, said.metric)
        change = _SINCE.search(left)
        if len(left) > _NEAR + 8 or not (earlier or change):
            return None
        if change and change["year"] and int(change["year"]) != year - 1:
            return None
        if change:
            wrong = _wrong_change(said, quantity, bases, change)
        else:
            wrong = _wrong_count(said, quantity, bases)
        if wrong is not None:
            return wrong
        last = quantity.end
    return None


_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def _in_brackets(left: str) -> bool:
    """Whether brackets that tell of parts are still open after some words; last year's number may stand in its own."""
    rest = _BRACKETS.sub("", left)
    opened = re.search(r"[（(](?P<inside>[^（()）]*)$", rest)
    return opened is not None and re.match(rf"{_EARLIER}|20\d\d年|同比|[比较]", opened["inside"]) is None


def _is_earlier(left: str, year: int, metric: Metric) -> bool:
    """Whether a number right after some words is last year's of the same figure: （2023年为10件）."""
    named = rf"(?:{_EARLIER}|{year - 1}年度?)(?:同期|全年)?(?:申请)?(?:新收|收到|受理)?(?:的|为|是|共|有|仅)*"
    return bool(re.search(rf"^[^。；]{{0,4}}?[（(，,](?:[比较与])?{named}$", left))


def _misquotation(said: Statement, message: str, expected: str, actual: str) -> Misquotation:
    return Misquotation(message, said.quote, said.paragraph, expected, actual)


def _wrong_count(said: Statement, quantity: Quantity, bases: list[Decimal]) -> Misquotation | None:
    if not said.metric.unit.search(quantity.unit) or quantity.value in bases:
        return None
    right = f"{spoken(bases[0])}{quantity.unit}"
    message = f"正文写上年“{said.metric.name}”为“{quantity.raw}”，上年报告的表格为{right}。"
    return _misquotation(said, message, right, quantity.raw)


def _wrong_change(
    said: Statement, quantity: Quantity, bases: list[Decimal], change: re.Match[str]
) -> Misquotation | None:
    sign = -1 if change["way"] in ("下降", "减少", "降低", "少") else 1
    stated = quantity.value * sign
    if quantity.unit == "%":
        rights = [rounded((said.value - b) * 100 / b, quantity.raw.split("%")[0]) for b in bases if b]
        fits = any(abs(stated - right) <= _TOLERANCE for right in rights)
        unit = "%"
    elif said.metric.unit.search(quantity.unit):
        rights = [said.value - b for b in bases]
        fits, unit = stated in rights, quantity.unit
    else:
        return None
    if fits or not rights:
        return None
    way = "增加" if rights[0] > 0 else "减少"
    right = f"{way}{spoken(abs(rights[0]))}{unit}" if rights[0] else "与上年持平"
    message = (
        f"“{said.metric.name}”上年报告为{spoken(bases[0])}件，本年{spoken(said.value)}件，应为{right}，"
        f"正文写的是{change['way']}“{quantity.raw}”。"
    )
    return _misquotation(said, message, right, f"{change['way']}{quantity.raw}")
