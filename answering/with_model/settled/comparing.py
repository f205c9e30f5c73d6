"""比……多, 减少, 更高, 是……的几倍: which of two numbers is meant by whom, and whether it is the larger one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from answering.plan.scope import narrowed
from answering.source import Source
from answering.with_model.expressions import Operand, Reckoned
from answering.with_model.material import Piece
from answering.with_model.settled.claim import Claim, each
from answering.with_model.settled.wordings import wording
from answering.with_model.slots import slots_in
from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Bound, Kind
from retrieval.terms import pairs

_CLAUSE = re.compile(r"[^，,。；;：:\n]+")
MORE = re.compile("增|多|高|升|涨|扩|超|大|延|长")
_YEAR = re.compile(r"(20\d\d)年?")
_BEFORE = re.compile("上年|去年|上一年|前一年|上年度")
_LABEL = 14


@dataclass(frozen=True)
class _Side:
    """One of two things that are compared: its number, and the words and the year that it goes by."""

    number: Decimal
    words: frozenset[str]
    year: int | None
    report: str
    kind: str = ""


def settle_direction(claim: Claim) -> Claim:
    """Takes out that one number is larger or smaller than another, where it is."""
    gone: list[tuple[int, int]] = []
    for at, place in slots_in(claim.text):
        found = _difference(claim.fills[place].found)
        if found is None:
            continue
        clause = next(c for c in _CLAUSE.finditer(claim.text) if c.start() <= at < c.end())
        before = clause[0][: at - clause.start()]
        said = wording("direction").search(before)
        if said is None:
            gone += _relation(claim, clause.start(), at) if wording("apart").search(before) else ()
            continue
        first, second = (_side(s, claim) for s in found.sides)
        base = claim.fills[place].found.sides[1] if claim.fills[place].found.sign == "/" else None
        if base is not None and base.operands != found.sides[_later(first, second) ^ 1].operands:
            claim = claim.wrong("增减幅度要除以原来的数")
            continue
        subject = _subject(before[: said.start()], first, second, claim)
        if subject is None:
            subject = _later(first, second) if wording("changed").search(said[0]) else 0
        signed = found.number if subject == 0 else -found.number
        if signed == 0 or bool(MORE.search(said["way"])) is not (signed > 0):
            claim = claim.wrong(f"算出的结果与“{said['way']}”相反")
            continue
        gone += _relation(claim, clause.start(), at)
    return claim.without(*sorted(set(gone)))


def _difference(found: Reckoned) -> Reckoned | None:
    """A difference, also where it is divided by one of its sides: (这年−上年)÷上年; None where there is none."""
    if found.sign == "/" and found.sides[0].sign == "-":
        inner = found.sides[0]
        return inner if found.sides[1].operands in [s.operands for s in inner.sides] else None
    return found if found.sign == "-" else None


def settle_average(claim: Claim) -> Claim:
    """Takes out 人均, 平均每期, where something was divided by a number of them; 共, where two were multiplied."""
    by = [f.found.sides[1].unit for f in claim.fills if f.found.sign == "/"]
    times = any(f.found.sign == "*" for f in claim.fills)

    def divided(match: re.Match[str]) -> bool | None:
        per = match["per"] or match["own"]
        per = "人" if per in ("名", "位") else per
        units = [u.replace("名", "人").replace("位", "人") for u in by]
        return any(per in u for u in units) if units else None

    claim = each(claim, wording("average"), divided, "没有按“{}”的数去除")
    return each(claim, wording("in_all"), lambda _: True if times else None, "")


def settle_tenths(claim: Claim) -> Claim:
    """Takes out 约四成, where the share that was reckoned is as many tenths."""
    shares = [f.found.number * 10 for f in claim.fills if f.found.sign == "/"]
    gone = []
    for told in quantities(claim.text):
        if told.kind is not Kind.TENTHS or not shares or told.raw in claim.source:
            continue
        more = told.bound is Bound.ABOVE or claim.text[told.end : told.end + 1] in ("多", "余")
        less = told.bound is Bound.BELOW
        low, high = (0, 1) if more else (-1, 0) if less else (Decimal("-0.5"), Decimal("0.5"))
        if any(told.value + low <= share < told.value + high for share in shares):
            gone.append((told.start, told.end + (claim.text[told.end : told.end + 1] in ("多", "余"))))
        else:
            claim = claim.wrong(f"算出的比例不是“{told.raw}”")
    return claim.without(*gone)


def settle_ratio(claim: Claim) -> Claim:
    """Takes out that one number is so much of another, where they are divided in that order."""
    gone: list[tuple[int, int]] = []
    for at, place in slots_in(claim.text):
        found = claim.fills[place].found
        clause = next(c for c in _CLAUSE.finditer(claim.text) if c.start() <= at < c.end())
        said = wording("ratio").search(clause[0][: at - clause.start()]) if found.sign == "/" else None
        if said is None:
            continue
        sides = [_side(s, claim) for s in found.sides]
        order = [_which(said[side], sides[0], sides[1], claim) for side in ("first", "second")]
        if order[0] == 1 or order[1] == 0:
            claim = claim.wrong(f"相除的先后与“{said[0]}”相反")
        elif order[0] == 0 or order[1] == 1:
            gone += _relation(claim, clause.start(), at)
    return claim.without(*sorted(set(gone)))


def settle_which(claim: Claim) -> Claim:
    """Takes out 2024年更高 where rows of two reports are cited and no number stands in the sentence."""
    if claim.numbers:
        return claim

    def higher(match: re.Match[str]) -> bool | None:
        sides = _by_report(claim)
        own = [s for s in sides if _names(claim.text[: match.start()], s)]
        if len(sides) != 2 or len(own) != 1:
            return None
        other = next(s for s in sides if s is not own[0])
        return (own[0].number > other.number) is bool(MORE.search(match["way"]))

    return each(claim, wording("which"), higher, "“{}”与两份报告的数相反")


def _side(side: Reckoned, claim: Claim) -> _Side:
    first = side.operands[0]
    source = first.piece.source
    return _Side(side.number, _words(first), _year(first), source.id if source else "", first.piece.id[0])


def _words(operand: Operand) -> frozenset[str]:
    if operand.cell is not None:
        return frozenset(pairs(f"{operand.piece.label}{operand.column}"))
    return frozenset(pairs(_before_it(operand)))


def _before_it(operand: Operand) -> str:
    """What stands before a number in its clause; where that says nothing, the words at its other side."""
    if operand.told is None:
        return ""
    start = operand.told.start
    return re.split(r"[，,。；;：:、]", operand.piece.text[max(0, start - _LABEL * 2) : start])[-1][
        -_LABEL * 2 :
    ]


def _year(operand: Operand) -> int | None:
    """The year that a number is of: that of its report, or the one that its clause names."""
    report = operand.piece.source.report if operand.piece.source else None
    own = report.year if report else None
    before = _before_it(operand)
    if operand.cell is None and (named := _YEAR.findall(before)):
        return int(named[-1])
    return own - 1 if own and operand.cell is None and _BEFORE.search(before) else own


def _later(first: _Side, second: _Side) -> int:
    """Which of two numbers is the newer one; the first where they are of one year."""
    return 1 if first.year and second.year and second.year > first.year else 0


def _subject(words: str, first: _Side, second: _Side, claim: Claim) -> int | None:
    """Which of two numbers is said to be more or less: the one that the words before 比 name, or not those after it."""
    before, than, after = words.rpartition("比")
    if not than:
        before, than, after = words.rpartition("较")
    if not than:
        return _which(words, first, second, claim)
    own = _which(before, first, second, claim)
    if own is not None:
        return own
    other = _which(after, first, second, claim)
    return None if other is None else 1 - other


def _which(words: str, first: _Side, second: _Side, claim: Claim) -> int | None:
    """Which of two numbers some words name; None where neither or both."""
    if "前者" in words or "后者" in words:
        order = _order_of(claim, first, second)
        return order if "前者" in words else 1 - order
    for speaker, kind in (("正文", "P"), ("表", "T")):
        if speaker in words and first.kind != second.kind and kind in (first.kind, second.kind):
            return 0 if first.kind == kind else 1
    told = [q.value for q in counts(words)]
    if told and (first.number == told[-1]) is not (second.number == told[-1]):
        return 0 if first.number == told[-1] else 1
    if _BEFORE.search(words) and first.year != second.year:
        return 1 - _later(first, second)
    said = [_names(words, side) for side in (first, second)]
    if said[0] is not said[1]:
        return 0 if said[0] else 1
    named = narrowed(words, [h.source for h in claim.helds]) if len(claim.helds) > 1 else []
    reports = [len(named) == 1 and side.report == named[0].id for side in (first, second)]
    if reports[0] is not reports[1]:
        return 0 if reports[0] else 1
    own = set(pairs(words))
    shared = [len(own & side.words - other.words) for side, other in ((first, second), (second, first))]
    return None if shared[0] == shared[1] else (0 if shared[0] > shared[1] else 1)


def _names(words: str, side: _Side) -> bool:
    return side.year is not None and str(side.year) in words


def _order_of(claim: Claim, first: _Side, second: _Side) -> int:
    """Which of two numbers is of the report that the question names first."""
    if len(claim.helds) < 2 or first.report == second.report:
        return 0
    at = {h.source.id: _at(claim.question, h.source) for h in claim.helds}
    return 0 if at.get(first.report, 0) <= at.get(second.report, 0) else 1


def _at(question: str, source: Source) -> int:
    """Where a question first says something of an agency's name."""
    places = [question.find(pair) for pair in pairs(source.report.agency_words) if pair in question]
    return min(places, default=len(question))


def _by_report(claim: Claim) -> list[_Side]:
    """What the cited rows of each of two reports make: the one number, or the smaller as a share of the larger."""
    sides = []
    for held in claim.helds:
        rows = [p for p in claim.cited("T") if p.source is not None and p.source.id == held.source.id]
        values = [v for p in rows if (v := _whole(p)) is not None]
        if len(values) != len(rows) or not 1 <= len(rows) <= 2 or not max(values, default=Decimal(0)):
            return []
        number = values[0] if len(values) == 1 else min(values) / max(values)
        sides.append(_Side(number, frozenset(), held.report.year, held.source.id))
    return sides


def _whole(piece: Piece) -> Decimal | None:
    names = [n for n in piece.cells if n in ("总计", "合计")] or list(piece.cells)
    if len(names) != 1 or piece.source is None:
        return None
    table, row, column = piece.cells[names[0]]
    return piece.source.report.tables[table].value(row, column)


def _relation(claim: Claim, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a comparison in a clause: the years, the reports, 比, 多; what is compared stays."""
    for match in wording("relation").finditer(claim.text, start, end):
        yield match.span()


def settle_links(claim: Claim) -> Claim:
    """Takes out years and words that only link what was reckoned, where nothing else is left: 2024年是2023年的."""
    left = wording("relation").sub("", claim.text)
    if not any(f.found.sides for f in claim.fills) or len(re.findall("[一-龥]", left)) > 1:
        return claim
    return claim.without(*(m.span() for m in wording("relation").finditer(claim.text)))
