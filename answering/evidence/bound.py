"""What a question names, bound to a number: a figure of the tables or a quantity of the prose, by one score over names.

A name is as near as it shares pairs of characters with what a number counts. What is near nothing stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from answering.evidence.clause import Clause
from answering.evidence.fact import CellFact, Computed, Facts, ProseFact, number_of
from answering.evidence.held import Held
from answering.evidence.overview import key_figures
from answering.evidence.values import of_cells
from answering.overview.two_years import counted_by, prose_fact
from answering.plan.lexicon import same_measure
from answering.plan.operands import plain, prose_operands
from answering.plan.operations import Figure
from reports.numerals import spoken
from retrieval.terms import fold_text

Valued = CellFact | ProseFact
_ENOUGH = 0.6
_AROUND = 0.4
_EXACT = 0.2
_UNIT = 0.3
_FEWEST = 2
_LIGHT = re.compile("的|了|次数|条数|件数|数量|总数|全年|今年|一共|总共|合计|发(?:布|送|了)?$|账号|情况")
_TOGETHER = re.compile("(?:加|合|凑|并)(?:起来|在?一起|一块儿?|总|拢)|相加|求和|之和|总和")
_COUNTS = ("%", "个百分点", "倍", "分", "元", "万元", "亿元")


def _pairs(text: str) -> set[str]:
    folded = _LIGHT.sub("", fold_text(text))
    return {folded[i : i + 2] for i in range(len(folded) - 1)} or {folded}


def nearness(name: str, label: str, around: str = "") -> float:
    """How surely a name means what a label counts: its pairs in the label, less those that only stand around it."""
    own, there = _pairs(name), _pairs(label)
    if not own or own == {""} or not own & there:
        return 0.0
    near = _pairs(around)
    said = sum(1.0 if p in there else _AROUND if p in near else 0.0 for p in own) / len(own)
    return said + _EXACT * len(own & there) / max(len(there), 1)


def figure_named(name: str, held: Held) -> tuple[float, Figure | None]:
    """The figure of the tables whose name is nearest to a name."""
    rated = [(nearness(name, f.name), -n, f) for n, f in enumerate(key_figures(held))]
    best = max(rated, key=lambda r: r[:2], default=None)
    return (best[0], best[2]) if best is not None and best[0] >= _ENOUGH else (0.0, None)


def clause_named(name: str, held: Held, unit: str | None = None) -> tuple[float, Clause | None]:
    """The clause of the prose that counts what a name says, one with the unit that is asked for first."""
    rated = []
    for n, clause in enumerate(held.narrative.clauses):
        score = nearness(name, counted_by(clause), clause.text + clause.divided)
        if score < _ENOUGH or _is_other_kind(clause.quantity.unit, unit):
            continue
        fits = unit is not None and same_measure(clause.quantity.unit, unit)
        rated.append((score + (_UNIT if fits else 0.0), -n, clause))
    best = max(rated, key=lambda r: r[:2], default=None)
    return (best[0], best[2]) if best is not None else (0.0, None)


def _is_other_kind(unit: str, asked: str | None) -> bool:
    return asked is not None and (unit in _COUNTS) != (asked in _COUNTS) and unit != asked


def bound(name: str, held: Held, facts: Facts, unit: str | None = None) -> Valued | None:
    """The number that a name means; None where nothing is near enough."""
    score, figure = figure_named(name, held)
    near, clause = clause_named(name, held, unit)
    if figure is not None and score >= near and (cells := of_cells(figure, held, facts)) is not None:
        return cells if cells.value is not None else None
    return prose_fact(clause, counted_by(clause), held, facts) if clause is not None else None


def each_bound(text: str, held: Held, facts: Facts) -> list[Valued] | None:
    """The number of each thing that a question names beside others; None where one is unknown or two are the same."""
    operands = [o for o in prose_operands(_TOGETHER.sub("", text)) if plain(o.words)]
    values = [bound(o.words, held, facts, o.unit) for o in operands]
    known = [v for v in values if v is not None and v.value is not None]
    if len(known) < max(len(operands), _FEWEST) or len({v.id for v in known}) < len(known):
        return None
    return known


def added(text: str, held: Held, facts: Facts) -> tuple[list[Valued], Computed] | None:
    """The sum of what a question names, with its arithmetic; None where not each thing is known."""
    values = each_bound(text, held, facts)
    if values is None or any(v.unit in _COUNTS[:4] for v in values):
        return None
    return values, sum_of_values(values, facts)


def sum_of_values(values: Sequence[Valued], facts: Facts) -> Computed:
    """Values added up; each is known."""
    numbers = [number_of(v) for v in values]
    total = sum(numbers, Decimal(0))
    arithmetic = f"{'＋'.join(map(spoken, numbers))}＝{spoken(total)}"
    return facts.add(Computed("", "合计", total, values[0].unit, arithmetic, tuple(v.id for v in values)))
