"""The value of an operand in a report: the sum of its cells, or the number that a clause of the prose gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from answering.evidence.clause import Clause
from answering.evidence.fact import CellFact, Facts, ProseFact
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex, Ranked
from answering.figure_values import sum_of
from answering.plan.measures import asked_of, numbers_in
from answering.plan.operations import Figure, Operand
from answering.plan.words import Word
from retrieval.terms import fold_text

_ENOUGH = 0.6
_CANDIDATES = 6
# Numbers set against each other stand in one sentence more often than not.
_TOGETHER = 0.35
# 收到意见263条，采纳181条: what was done of a number is asked for with that number.
_PART_OF = 0.5
_IN_LABEL = 0.15
_OWN_ITEM, _OTHER_ITEM = 0.3, -0.5
_DISTRIBUTED = re.compile("分别|各")
_BETWEEN_ITEMS = re.compile("[、，,和及与]")
Valued = CellFact | ProseFact


def of_cells(figure: Figure, held: Held, facts: Facts) -> CellFact | None:
    """The sum of a figure's cells in a report; None where the report has none of them."""
    cells = figure.cells(held.report)
    if not cells:
        return None
    value, blank = sum_of(held.report, cells)
    return facts.add(CellFact("", held.source.id, figure.said(), value, figure.unit, cells, tuple(blank)))


@dataclass(frozen=True)
class _Candidate:
    """A clause that may give an operand's number, with how well it does."""

    score: float
    ranked: Ranked


def candidates(operand: Operand, index: NarrativeIndex, enough: float = _ENOUGH) -> list[_Candidate]:
    """The clauses that may give an operand's number, best first."""
    if operand.stated is not None:
        alike = [c for c in index.clauses if c.quantity.value == operand.stated]
        return [_Candidate(1.0, Ranked(1.0, 1.0, c, c.sentence)) for c in alike[:_CANDIDATES]]
    question = asked_of(operand.words, operand.unit)
    words = index.words(question)
    if not words:
        return []
    found = [r for r in index.numbers(question, words) if r.coverage >= enough and r.clause is not None]
    rated = [_Candidate(r.score + _by_item(r, words), r) for r in found[:_CANDIDATES]]
    return sorted(rated, key=lambda c: -c.score)


def _by_item(ranked: Ranked, words: Sequence[Word]) -> float:
    """What the words right before a number, or its own item of a list (A、B分别发布2条、3条), speak for."""
    clause = ranked.clause
    if clause is None:
        return 0.0
    items = _items(clause)
    telling = [w for w in words if w.is_telling or not w.is_general]
    if items:
        own = any(w.said_in(fold_text(items[0])) for w in telling)
        other = any(w.said_in(fold_text(i)) for i in items[1:] for w in telling)
        return _OWN_ITEM if own else _OTHER_ITEM if other else 0.0
    return _IN_LABEL * sum(w.said_in(fold_text(clause.label)) for w in telling)


def _items(clause: Clause) -> list[str]:
    """Of a clause that tells several numbers of several things in order, the thing of this number, then the others."""
    divided = _DISTRIBUTED.search(clause.text)
    if divided is None:
        return []
    head, numbers = clause.text[: divided.start()], numbers_in(clause.text[divided.end() :])
    things = [p for p in _BETWEEN_ITEMS.split(head) if p.strip()][-len(numbers) :]
    places = [n.start + divided.end() for n in numbers]
    if len(things) != len(numbers) or clause.quantity.start not in places:
        return []
    own = things[places.index(clause.quantity.start)]
    return [own, *(t for t in things if t != own)]


def of_prose(
    operands: Sequence[Operand], held: Held, facts: Facts, enough: float = _ENOUGH
) -> list[ProseFact | None]:
    """The numbers that the prose gives for some operands, chosen together: one sentence rather than several."""
    found = [candidates(o, held.narrative, enough) for o in operands]
    for n, operand in enumerate(operands):  # 镇里几块 after 公开栏村里几块: what is counted is said once
        others = [w.text for m, o in enumerate(operands) if m != n for w in held.narrative.words(o.words)]
        for word in others if not found[n] else ():
            found[n] = candidates(replace(operand, words=f"{operand.words}{word}"), held.narrative, enough)
            if found[n]:
                break
    known = [n for n, f in enumerate(found) if f]
    chosen: dict[int, Ranked] = {}
    if known:
        best = max(product(*(found[n] for n in known)), key=_score)
        chosen = {n: c.ranked for n, c in zip(known, best, strict=True)}
    return [
        fact_of(operands[n], chosen[n], held, facts) if n in chosen else None for n in range(len(operands))
    ]


def _score(chosen: Sequence[_Candidate]) -> float:
    score = sum(c.score for c in chosen)
    clauses = [c.ranked.clause for c in chosen if c.ranked.clause]
    places = {(c.sentence.paragraph.index, c.sentence.start) for c in clauses}
    numbers = {(c.sentence.paragraph.index, c.start, c.quantity.start) for c in clauses}
    texts = {c.text for c in clauses}
    score += _PART_OF * sum(1 for c in clauses if c.divided and c.divided in texts and c.divided != c.text)
    return score + _TOGETHER * (len(clauses) - len(places)) - 2 * (len(clauses) - len(numbers))


def fact_of(operand: Operand, ranked: Ranked, held: Held, facts: Facts) -> ProseFact | None:
    """The number of a clause as a fact, with the words to show; None where it is no clause with a number."""
    clause = ranked.clause
    if clause is None:
        return None
    paragraph = ranked.sentence.paragraph
    text = clause.quote(held.narrative.words(operand.words))
    return facts.add(
        ProseFact(
            "", held.source.id, operand.words, clause.quantity.value, clause.quantity.unit,
            held.report.section_of(paragraph.index), paragraph.index, max(paragraph.text.find(text), 0), text,
        )
    )  # fmt: skip


def values_of(operands: Sequence[Operand], held: Held, facts: Facts) -> list[Valued | None]:
    """The value of each operand: of the tables where it is a figure, else of the prose."""
    out: list[Valued | None] = [of_cells(o.figure, held, facts) if o.figure else None for o in operands]
    prose = [n for n, o in enumerate(operands) if o.figure is None]
    for n, fact in zip(prose, of_prose([operands[n] for n in prose], held, facts), strict=True):
        out[n] = fact
    return out
