"""上年16件，加5件，减4件，得17件; 以四类合计为分母: the arithmetic that a sentence writes out, held against what was reckoned."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from answering.with_model.expressions import Reckoned
from answering.with_model.settled.claim import Claim, Said, each
from answering.with_model.settled.wordings import wording
from answering.with_model.slots import slots_in
from retrieval.terms import pairs

_SUM = re.compile("合计|之和|总和|相加|加总|合起来")
Terms = Counter[tuple[str, Decimal]]


def settle_spelt_out(claim: Claim) -> Claim:
    """Takes out 加, 减, 得 between numbers and the result, where they are the signs by which it was reckoned."""
    gone: list[tuple[int, int]] = []
    for at, place in slots_in(claim.text):
        reckoned = _terms(claim.fills[place].found)
        signs, told = _written(claim, at)
        if reckoned is None or not signs:
            continue
        if told != reckoned:
            claim = claim.wrong("句中写出的加减与所算的不同")
            continue
        gone += signs
    return claim.without(*sorted(set(gone)))


def settle_denominator(claim: Claim) -> Claim:
    """Takes out 以分项合计为分母, where something was divided by a sum, or by what is named there."""
    wholes = [f.found.sides[1] for f in claim.fills if f.found.sign == "/"]

    def divides(match: re.Match[str]) -> bool | None:
        if not wholes:
            return None
        if _SUM.search(match["whole"]):
            return any(w.sign == "+" or _names(match["whole"], w) for w in wholes)
        return any(_names(match["whole"], w) for w in wholes)

    return each(claim, wording("denominator"), divides, "分母不是“{}”")


def _names(words: str, whole: Reckoned) -> bool:
    """Whether the words have something of the name of what is divided by, in its cell or beside it in the text."""
    texts = (f"{o.piece.label}{o.column}" if o.cell else o.piece.text for o in whole.operands)
    return any(set(pairs(words)) & set(pairs(t)) for t in texts)


def _terms(found: Reckoned, sign: str = "+") -> Terms | None:
    """The terms of a sum with their signs; None where something is multiplied or divided."""
    if not found.sides:
        return Counter({(sign, abs(found.number)): 1})
    if found.sign not in ("+", "-"):
        return None
    other = sign if found.sign == "+" else "-" if sign == "+" else "+"
    left, right = _terms(found.sides[0], sign), _terms(found.sides[1], other)
    return None if left is None or right is None else left + right


def _written(claim: Claim, at: int) -> tuple[list[tuple[int, int]], Terms]:
    """The signs that a sentence writes between the numbers before a result, where they are, and the terms with them."""
    before = [n for n in claim.numbers if n.end <= at]
    result = wording("equals").search(claim.text, before[-1].end if before else 0, at)
    if not before or result is None or result.end() != at:
        return [], Counter()
    gone, terms = [result.span()], Counter[tuple[str, Decimal]]()
    for number, last in zip(reversed(before), [*reversed(before[:-1]), None], strict=True):
        said = _sign(claim, last, number)
        if said is None:
            terms["+", abs(number.value)] += 1
            break
        gone.append(said.span())
        terms["-" if said["minus"] else "+", abs(number.value)] += 1
    return (gone, terms) if len(gone) > 1 else ([], Counter())


def _sign(claim: Claim, last: Said | None, number: Said) -> re.Match[str] | None:
    """The sign before a number: between it and the one before it in the same sentence."""
    found = list(wording("sign").finditer(claim.text, last.end, number.start)) if last is not None else []
    return found[-1] if found else None
