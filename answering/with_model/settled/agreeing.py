"""翻倍, 一致, 相差, 均为0, 比上年减少: worked out from the numbers of the sentence and of what it cites."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.with_model.settled.claim import Claim, Said, each
from answering.with_model.settled.comparing import MORE
from answering.with_model.settled.wordings import wording
from reports.prose.quantities import counts

_TIMES = Decimal(2)


def settle_compared(claim: Claim) -> Claim:
    """Takes out that a number is larger or smaller than the next, where it is: 合计39件，比无法提供的38件略多."""
    numbers = claim.numbers

    def larger(match: re.Match[str]) -> bool | None:
        before = [n for n in numbers if n.end <= match.start()]
        within = [n for n in numbers if match.start() <= n.start < match.end()]
        if not before or len(within) != 1 or (within[0].fill is None and before[-1].fill is None):
            return None
        if within[0].fill is not None and within[0].fill.found.sign == "-":
            return None
        return (before[-1].value > within[0].value) is bool(MORE.search(match["way"])) and (
            before[-1].value != within[0].value
        )

    gone = []
    for match in wording("than_number").finditer(claim.text):
        true = larger(match)
        if true is False:
            claim = claim.wrong(f"“{match['way']}”与两个数相反")
        elif true:
            gone += [(match.start(), match.start("other")), match.span("way")]
    return claim.without(*gone)


def settle_sign(claim: Claim) -> Claim:
    """Takes out that something rose or fell, where the cell of its change says so."""
    changes = [
        f.found.number for f in claim.fills if not f.found.sides and "增/减" in f.found.operands[0].column
    ]

    def agrees(match: re.Match[str]) -> bool | None:
        if not changes:
            return None
        return changes[-1] != 0 and (changes[-1] > 0) is bool(MORE.search(match["way"]))

    return each(claim, wording("than_before"), agrees, "“{}”与表中的增减相反")


def settle_times(claim: Claim) -> Claim:
    """Takes out 翻倍, where one number is twice another or more."""
    numbers = [abs(n.value) for n in claim.numbers if n.fill is None or not n.fill.found.sides]
    ratios = [f.found.number for f in claim.fills if f.found.sign == "/"]
    ratios += [max(numbers) / min(numbers)] if len(numbers) == 2 and min(numbers) else []

    def doubled(match: re.Match[str]) -> bool | None:
        if not ratios:
            return None
        return (max(ratios) >= _TIMES) is not bool(match["not"])

    return each(claim, wording("doubled"), doubled, "算出的倍数与“{}”不符")


def settle_same(claim: Claim) -> Claim:
    """Takes out that two numbers agree or differ, where they do."""

    def same(match: re.Match[str]) -> bool | None:
        left = [n for n in claim.numbers if n.end <= match.start()]
        right = _whole_last([n for n in claim.numbers if match.start() <= n.start < match.end()], match[0])
        agrees: bool | None = None
        if right and len(left) >= len(right):
            agrees = all(a.value == b.value for a, b in zip(left[-len(right) :], right, strict=True))
        elif left and not right:
            known = _told_elsewhere(match["other"] or "", left[-1], claim)
            agrees = None if known is None else left[-1].value in known
        return None if agrees is None else agrees is not bool(match["not"])

    gone = []
    for match in wording("same").finditer(claim.text):
        true = same(match)
        if true is False:
            claim = claim.wrong(f"所比的数是否相同与“{match[0][-6:]}”相反")
        elif true:
            gone.append(match.span())
    return claim.without(*gone)


def settle_adds_up(claim: Claim) -> Claim:
    """Takes out 对得上, where what was reckoned is the last number that follows it."""
    numbers = claim.numbers
    place = next((n for n, s in enumerate(numbers) if s.fill is not None and s.fill.found.sides), None)
    later = [] if place is None else numbers[place + 1 :]

    def equal(match: re.Match[str]) -> bool | None:
        if place is None or not later:
            return None
        return (numbers[place].value == later[-1].value) is not bool(match["not"])

    return each(claim, wording("adds_up"), equal, "所算的结果与“{}”相反")


def settle_differing(claim: Claim) -> Claim:
    """Takes out 有待核改之处, where the sentence gives two numbers of the text and the table and they differ."""
    numbers = claim.numbers
    differ = len(numbers) == 2 and numbers[0].value != numbers[1].value

    def to_be_mended(match: re.Match[str]) -> bool | None:
        return True if differ and claim.cited("P") and claim.cited("T") else None

    return each(claim, wording("to_be_mended"), to_be_mended, "")


def settle_nought(claim: Claim) -> Claim:
    """Takes out that all that is cited is nought, where it is."""

    def nought(match: re.Match[str]) -> bool | None:
        rows = claim.cited("T")
        if not rows:
            return None
        tables = [(p, c) for p in rows for c in p.cells.values()]
        return all(
            p.source is not None and p.source.report.tables[c[0]].value(c[1], c[2]) == 0 for p, c in tables
        )

    return each(claim, wording("all_nought"), nought, "所标各行不都是0")


def _whole_last(numbers: list[Said], words: str) -> list[Said]:
    """Of 新收47件、结转3件的共50件 the whole alone, where its parts make it."""
    parts, whole = numbers[:-1], numbers[-1:]
    if parts and re.search("共|合计|之和|总", words) and sum(n.value for n in parts) == whole[0].value:
        return whole
    return numbers


def _told_elsewhere(other: str, left: Said, claim: Claim) -> set[Decimal] | None:
    """The numbers that the text, or the rows of the tables, that something is compared with give."""
    if "正文" in other:
        return {q.value for p in claim.cited("P") for q in counts(p.text)} or None
    own = {o.piece.id for o in left.fill.found.operands} if left.fill is not None else set()
    rows = [p for p in claim.cited("T") if p.id not in own]
    if not re.search("表|填报", other) or not rows:
        return None
    found = set()
    for piece in rows:
        for name, cell in piece.cells.items():
            value = piece.source.report.tables[cell[0]].value(cell[1], cell[2]) if piece.source else None
            if value is not None and name in ("总计", "合计", other):
                found.add(value)
    return found or None
