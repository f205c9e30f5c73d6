"""One operand in several reports: the value of each, from tables or prose, or the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.combined import combine
from answering.evidence.fact import Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.evidence.values import Valued, of_cells, of_prose
from answering.plan.operations import Across, Combined, Operand, Way
from answering.plan.rates import rates

_SAID = 0.5
_OTHER_UNITS = ("分", "%")


@dataclass(frozen=True)
class OfReport:
    """What a report gives of an operand: a value, or the words that say something of it, or nothing."""

    held: Held
    value: Valued | Computed | None
    words: PassageFact | None = None


def across_reports(asked: Across, helds: Sequence[Held], facts: Facts) -> list[OfReport]:
    """The operand in each report."""
    return [_of(asked.operand, h, facts) for h in helds]


def _of(operand: Operand, held: Held, facts: Facts) -> OfReport:
    rate = next((r for r in rates() if r.name == operand.words), None)
    if rate is not None:
        part, whole = (
            Operand(rate.part.name, rate.part.figure()),
            Operand(rate.whole.name, rate.whole.figure()),
        )
        told = combine(Combined(Way.SHARE, (part,), whole, rate.name), held, facts)
        return OfReport(held, told.computed if told else None)
    if operand.figure is not None:
        return OfReport(held, of_cells(operand.figure, held, facts))
    for unit in (operand.unit, *_OTHER_UNITS):
        words = f"{operand.words}占百分之多少" if unit == "%" else operand.words
        value = of_prose((Operand(words, None, None if unit == "%" else unit),), held, facts)[0]
        if value is not None:
            return OfReport(held, value)
    found = held.narrative.statements(operand.words, held.narrative.words(operand.words))
    if found and found[0].coverage >= _SAID:
        s = found[0].sentence
        return OfReport(held, None, whole_passage(held, s, facts))
    return OfReport(held, None)
