"""Values of a report set against each other: difference, sum, share, order; each with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from answering.evidence.fact import CellFact, Computed, Facts
from answering.evidence.held import Held
from answering.evidence.values import Valued, values_of
from answering.plan.lexicon import same_measure
from answering.plan.operations import Combined, Operand, Way
from reports.numerals import spoken


@dataclass(frozen=True)
class Told:
    """What a report gives for some operands: their values, and what code made of them."""

    held: Held
    operands: tuple[Operand, ...]
    values: tuple[Valued | None, ...]
    computed: Computed | None = None

    @property
    def known(self) -> tuple[Valued, ...]:
        """The values that there are."""
        return tuple(v for v in self.values if v is not None and v.value is not None)

    @property
    def is_mixed_up(self) -> bool:
        """Whether one number was read for two things."""
        return len({_number(v) for v in self.known}) < len(self.known)


def percent(part: Decimal, whole: Decimal, decimals: int = 1) -> Decimal:
    """A share in percent, with one decimal place where no other number of them is asked for; with two where it is under 1%."""
    decimals += decimals == 1 and 0 < part * 100 < whole
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def combine(operation: Combined, held: Held, facts: Facts) -> Told | None:
    """The values of an operation in one report and what they make; None where not all of them are there."""
    asked = operation.operands + ((operation.whole,) if operation.whole else ())
    values: tuple[Valued | None, ...] = tuple(values_of(asked, held, facts))
    if any(v is None or v.value is None for v in values):
        return None
    known = [v for v in values if v is not None]
    if Told(held, asked, values).is_mixed_up:
        return None
    if any(not same_measure(known[0].unit, v.unit) for v in known):
        return None  # 条 and 期 are not added up
    made = _made(operation, known, facts)
    return Told(held, asked, values, made) if made else None


def _number(value: Valued) -> object:
    """What tells one number from another: its cells, or its place in the prose."""
    if isinstance(value, CellFact):
        return value.cells
    return value.paragraph, value.value, value.unit


def _made(operation: Combined, known: Sequence[Valued], facts: Facts) -> Computed | None:
    numbers = [v.value for v in known if v.value is not None]
    ids = tuple(v.id for v in known)
    unit = known[0].unit
    if operation.way is Way.SHARE:
        part, whole = numbers[:-1], numbers[-1]
        top = sum(part, Decimal(0))
        if whole == 0 or (top > whole and operation.operands[0].figure is None):
            return None
        value = percent(top, whole, operation.decimals)
        arithmetic = f"{'＋'.join(map(spoken, part))}÷{spoken(whole)}＝{spoken(value)}%"
        return facts.add(Computed("", operation.rate or "占比", value, "%", arithmetic, ids))
    if operation.way is Way.SUM:
        total = sum(numbers, Decimal(0))
        arithmetic = f"{'＋'.join(map(spoken, numbers))}＝{spoken(total)}"
        return facts.add(Computed("", "合计", total, unit, arithmetic, ids))
    if operation.way in (Way.MOST, Way.LEAST):
        best = max(numbers) if operation.way is Way.MOST else min(numbers)
        names = "、".join(
            _short(operation.operands, known, n) for n, value in enumerate(numbers) if value == best
        )
        word = "最多" if operation.way is Way.MOST else "最少"
        return facts.add(Computed("", word, best, unit, "", ids, f"{word}的是{names}"))
    high, low = max(numbers), min(numbers)
    arithmetic = f"{spoken(high)}－{spoken(low)}＝{spoken(high - low)}"
    most = _short(operation.operands, known, numbers.index(high))
    verdict = "一样多" if high == low else f"{most}多{spoken(high - low)}{unit}"
    return facts.add(Computed("", "相差", high - low, unit, arithmetic, ids, verdict))


def _short(operands: Sequence[Operand], known: Sequence[Valued], place: int) -> str:
    """A value's name; of figures of one row only the column, which is all that tells them apart."""
    figures = [o.figure for o in operands if o.figure]
    same = len(figures) == len(known) and len({f.rows for f in figures}) == 1
    return (figures[place].column_name if same else "") or known[place].name
