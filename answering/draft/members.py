"""The members of a group as facts: each with its place, their sum, the largest of them, and what they are parts of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from answering.evidence.fact import CellFact, Computed, Facts, ProseFact
from answering.evidence.groups import Group
from answering.evidence.held import Held
from answering.evidence.members import RESTS, Member
from answering.evidence.values import of_cells
from reports.numerals import spoken

Valued = CellFact | ProseFact


def fact_of_member(member: Member, held: Held, facts: Facts) -> ProseFact:
    """A number of the prose with its place."""
    paragraph = member.sentence.paragraph
    text = member.quote
    start = max(paragraph.text.find(text, member.sentence.start), 0)
    return facts.add(
        ProseFact(
            "", held.source.id, member.label, member.value, member.quantity.unit,
            held.report.section_of(paragraph.index), paragraph.index, start, text,
        )
    )  # fmt: skip


def whole_of(group: Group, held: Held, facts: Facts) -> Valued | None:
    """What a group divides: told in the prose, or a figure of the tables; None where neither is."""
    if group.whole is not None:
        return fact_of_member(group.whole, held, facts)
    return of_cells(group.figure, held, facts) if group.figure is not None else None


def added(members: Sequence[Member], held: Held, facts: Facts) -> Computed:
    """The sum of some members with its arithmetic."""
    values = [fact_of_member(m, held, facts) for m in members]
    numbers = [m.value for m in members]
    total = sum(numbers, Decimal(0))
    arithmetic = f"{'＋'.join(map(spoken, numbers))}＝{spoken(total)}"
    unit = members[0].quantity.unit
    return facts.add(Computed("", "合计", total, unit, arithmetic, tuple(v.id for v in values)))


def largest(group: Group, many: int, without: str = "", kinds: int = 0) -> list[Member]:
    """The largest; what is left of all (其他) is no kind of its own, unless the question counts it among its `kinds`."""
    counted = kinds == len(group.members)
    left = [
        m for m in group.members
        if not (without and without in m.label) and (counted or not RESTS.fullmatch(m.label))
    ]  # fmt: skip
    return sorted(left or group.members, key=lambda m: -m.value)[:many]
