"""What a text says of last year in its own words against what last year's report said: 公开信息387条，比上年的352条增加35条."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.dates import YEAR
from reports.model import Paragraph, Report
from reports.numerals import spoken
from reports.prose.phrases import MARK, exact_in, find_phrase, of
from reports.prose.quantities import quantities
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.sentences import SMALLEST_PIECE, sentences
from reports.prose.shares import rounded
from review.metrics import load_metrics, named_among

_LEADS = re.compile(
    rf"^(?:{YEAR}年度?|本年度?|全年|今年|年内|一年来|共|累计|总计|合计|已|[（(]?[一二三四五六七八九十\d]+[)）.、])+"
)
_SHORTEST = 3
# What numbers a clause may tell, and whether a figure of last year may be one.
_TOLD = {
    Kind.COUNT: True, Kind.DURATION: True, Kind.SCORE: True,
    Kind.MONEY: False, Kind.PERCENT: False, Kind.POINTS: False, Kind.MULTIPLE: False,
}  # fmt: skip
_BASE = re.compile(rf"^[，,（(](?:比|较)(?:上年度?|去年|上一年度?)(?:末|底|同期)?的{MARK}")
_CHANGE = re.compile(
    rf"^[，,（(](?:(?:比|较)(?:上年度?|去年|上一年度?)(?:末|底|同期)?|同比)(?P<way>净?增加?|增长|上升|提高|延长|多|净减少?|减少|下降|降低|缩短|压缩|少)了?{MARK}"
)
_FALLS = frozenset(("净减", "净减少", "减少", "下降", "降低", "缩短", "压缩", "少"))
_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True)
class Said:
    """A figure of a text: the words before its number, its quantity and what follows in its sentence."""

    label: str
    quantity: Quantity
    after: str
    quote: str
    paragraph: Paragraph


@dataclass(frozen=True)
class Misquoted:
    """A figure of last year, or the change since, that last year's report does not bear out."""

    said: Said
    wrong: Quantity
    way: str
    before: Quantity


def _figures(paragraphs: Iterable[Paragraph]) -> Iterator[Said]:
    for sentence in sentences(paragraphs):
        for clause in SMALLEST_PIECE.finditer(sentence.text):
            found = [q for q in quantities(clause[0]) if q.kind in _TOLD and not q.idiom]
            if len(found) != 1 or found[0].bound is not Bound.EXACT or not _TOLD[found[0].kind]:
                continue
            label = _LEADS.sub("", clause[0][: found[0].start].strip()).strip("共计达为有")
            if (
                not clause[0][found[0].end :].strip()
                and len(label) >= _SHORTEST
                and not re.search("比|较|上年|去年", label)
            ):
                yield Said(label, found[0], sentence.text[clause.end() :], sentence.text, sentence.paragraph)


def told_once(report: Report) -> dict[tuple[str, str], Said]:
    """The figures of a report that its text tells by words that stand before no other number, by words and measure."""
    every: dict[tuple[str, str], list[Said]] = {}
    for said in _figures(report.paragraphs()):
        every.setdefault((said.label, said.quantity.unit), []).append(said)
    return {key: found[0] for key, found in every.items() if len({s.quantity.value for s in found}) == 1}


def misquoted_prose(report: Report, previous: Report) -> Iterator[Misquoted]:
    """The figures of last year, and changes since, that differ from what last year's report tells by the same words."""
    known = told_once(previous)
    for key, said in told_once(report).items():
        before = known.get(key)
        # What the tables hold is held against last year's tables.
        if before is None or re.search("口径|调整", said.quote) or named_among(load_metrics(), said.label):
            continue
        base, change = (find_phrase(p, said.after, of(*_TOLD), bare=True) for p in (_BASE, _CHANGE))
        if base is not None and base.quantities[0].unit == said.quantity.unit:
            if not _near(base.quantities[0], before.quantity.value, before.quantity):
                yield Misquoted(said, base.quantities[0], "", before.quantity)
        elif change is not None and not _fits(
            said.quantity, before.quantity, change.quantities[0], change.groups["way"] or ""
        ):
            yield Misquoted(said, change.quantities[0], change.groups["way"] or "", before.quantity)


def _step(quantity: Quantity) -> Decimal:
    """The unit in the last place of a number as it is written: 7.4万次 is told to the thousand."""
    digits = re.match(r"\d+(?:\.(?P<places>\d+))?", quantity.raw.lstrip("约近超"))
    places = len(digits["places"] or "") if digits else 0
    scale = Decimal({"万": 10_000, "亿": 100_000_000}.get(quantity.magnitude[-1:], 1))
    return scale.scaleb(-places) if scale > 1 else Decimal(0)


def _near(one: Quantity, value: Decimal, other: Quantity) -> bool:
    return not one.approximate and abs(one.value - value) <= max(_step(one), _step(other))


def _fits(now: Quantity, before: Quantity, change: Quantity, way: str) -> bool:
    """Whether a change is that between two years; one in another measure is not judged."""
    sign = -1 if way in _FALLS else 1
    if change.approximate:
        return True
    if change.unit == "%":
        if not before.value or _step(now) or _step(before):
            return (now.value - before.value) * sign >= 0
        right = rounded((now.value - before.value) * 100 / before.value, change.raw)
        return abs(right - change.value * sign) <= _TOLERANCE
    if change.unit != now.unit:
        return True
    steps = _step(now) + _step(before) + _step(change)
    return abs(now.value - before.value - change.value * sign) <= steps


def message_of(found: Misquoted) -> str:
    """What is said of it."""
    told = f"比上年{found.way}{found.wrong.raw}" if found.way else f"上年为{found.wrong.raw}"
    return (
        f"正文写“{found.said.label}”{told}，上年报告写的是{found.before.raw}，本年{found.said.quantity.raw}。"
    )


def rose_from(what: str, said: Quantity, previous: Report) -> Decimal | None:
    """Last year's figure of what is named at the end of the words of one figure alone; None where it is the one said."""
    same = [
        s.quantity
        for (label, unit), s in told_once(previous).items()
        if unit == said.unit and label.endswith(what)
    ]
    values = {q.value for q in same}
    return values.pop() if len(values) == 1 and said.value not in values else None


# 年末现行有效6件，上年末为5件
_STOCK = re.compile(
    rf"现行有效[^，。；{MARK}]{{0,12}}{MARK}[，,（(](?:比|较)?(?:上年|去年)(?:末|底)(?:的|为|是|有)*{MARK}"
)


def stock_of_last_year(report: Report) -> Iterator[tuple[Quantity, str, Paragraph]]:
    """How many documents were in force at the end of last year, as the text tells it beside this year's."""
    for sentence in sentences(report.paragraphs()):
        found = find_phrase(_STOCK, sentence.text, exact_in("件"))
        if found is not None:
            yield found.quantities[1], sentence.text, sentence.paragraph


def spoken_of(value: Decimal, like: Quantity) -> str:
    """A value in the measure of a quantity."""
    return f"{spoken(value)}{like.unit}"
