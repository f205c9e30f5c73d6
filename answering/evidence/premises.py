"""Whether a number that a question states is what the report says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from answering.evidence.fact import CellFact, Facts, ProseFact
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex, Ranked
from answering.evidence.numbers_told import best_number
from answering.evidence.places import cell
from answering.evidence.precedence import told_more_closely
from answering.evidence.values import Valued, fact_of, of_cells
from answering.plan.operations import Premise
from retrieval.terms import fold_text

_SURELY = 0.66
_NEAREST = 6


@dataclass(frozen=True)
class Checked:
    """The value that the report gives, and whether it is the one that the question states."""

    value: Valued
    holds: bool


def premise_of(asked: Premise, held: Held, facts: Facts) -> Checked | None:
    """The report's own number for what a question states; None where it clearly gives none."""
    operand, index = asked.operand, held.narrative
    closer = operand.figure is not None and told_more_closely(operand.words, operand.figure, [index])
    if operand.figure is not None and not closer:
        cells = of_cells(operand.figure, held, facts)
        if cells is not None and cells.value is not None:
            return Checked(cells, cells.value == asked.claimed)
    found = _told(operand.words, index) or _only_one(asked, index)
    if found is None or found.clause is None:
        return None
    fact = fact_of(operand, found, held, facts)
    if fact is None or fact.value is None:
        return None
    if asked.claimed != fact.value and _is_told_elsewhere(asked, index):
        return None
    stated = {
        q.clause.quantity.value
        for q in index.numbers(operand.words, index.words(operand.words))[:4]
        if q.clause
    }
    return Checked(fact, asked.claimed == fact.value or asked.claimed in stated)


def of_another_cell(asked: Premise, held: Held, facts: Facts) -> CellFact | None:
    """The one other cell of the same column or row that holds the number that a question gives to a figure."""
    figure = asked.operand.figure
    table = held.report.tables.get(figure.table) if figure is not None else None
    if figure is None or table is None or asked.claimed <= 1:
        return None
    same_column = [(figure.table, r, c) for r in table.cells if r not in figure.rows for c in figure.columns]
    same_row = [
        (figure.table, r, c) for r in figure.rows for c in table.cells.get(r, {}) if c not in figure.columns
    ]
    for paths in (same_column, same_row):
        found = [p for p in paths if table.value(p[1], p[2]) == asked.claimed]
        if len(found) == 1:
            return cell(found[0], held, facts)
    return None


_OUTCOMES = (("维持", "upheld"), ("纠正", "corrected"), ("其他结果", "other"), ("尚未审结", "pending"))


def told_beside(asked: Premise, held: Held, facts: Facts) -> list[ProseFact | CellFact]:
    """What the report says with the number of a table: the clause that gives it too, the outcomes of a case."""
    figure = asked.operand.figure
    cells = of_cells(figure, held, facts) if figure is not None else None
    if figure is None or cells is None or not cells.value:
        return []
    if figure.table == "disputes":
        parts = [
            of_cells(replace(figure, name=f"结果{n}" if len(n) < 3 else n, columns=(c,)), held, facts)
            for n, c in _OUTCOMES
        ]
        return [p for p in parts if p is not None and p.value] if figure.columns == ("total",) else []
    index = held.narrative
    found = index.numbers(asked.operand.words, index.words(asked.operand.words))[:_NEAREST]
    best = next((r for r in found if r.clause and r.clause.quantity.value == cells.value), None)
    if best is None or best.clause is None:
        return []
    return [replace_text(fact_of(asked.operand, best, held, facts), best, facts)]


def replace_text(fact: Valued | None, best: Ranked, facts: Facts) -> ProseFact:
    """A number's fact with its whole sentence as quotation."""
    assert isinstance(fact, ProseFact)
    sentence = best.sentence
    text = sentence.text.rstrip("。；;")
    return facts.add(replace(fact, start=sentence.start, text=text))


def _is_told_elsewhere(asked: Premise, index: NarrativeIndex) -> bool:
    """Whether some clause gives the stated number of what the question names, so that another's is no correction."""
    words = [w for w in index.words(asked.operand.words) if not w.is_year]
    return any(
        c.quantity.value == asked.claimed and any(w.said_in(fold_text(c.sentence.text)) for w in words)
        for c in index.clauses
    )


_ALL_OF_IT = 0.99


def _only_one(asked: Premise, index: NarrativeIndex) -> Ranked | None:
    """The number of the unit that a question states, of the sentences that say all it speaks of; None where these give
    several, or none."""
    agency = index.report.agency_words
    words = [w for w in index.words(asked.operand.words) if not w.is_year and w.text not in agency]
    telling = [w for w in words if w.is_telling and not w.is_light] or [w for w in words if w.is_telling]
    if not telling:
        return None
    near = [r for r in index.statements(asked.operand.words, telling) if r.coverage >= _ALL_OF_IT]
    own = [
        (r, c)
        for r in near
        for c in index.clauses
        if c.sentence == r.sentence and c.quantity.unit == asked.unit
    ]
    if len({(r.sentence.paragraph.index, c.quantity.start) for r, c in own}) != 1:
        return None
    return Ranked(own[0][0].score, own[0][0].coverage, own[0][1], own[0][0].sentence)


def _told(words: str, index: NarrativeIndex):  # type: ignore[no-untyped-def]
    best = best_number(words, index)
    return best if best is not None and best.coverage >= _SURELY else None
