"""Whether what a question takes for granted is so: a claim of all, a case, a rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from answering.evidence.divided import parts_of_figure
from answering.evidence.fact import CellFact, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.evidence.values import of_cells
from answering.plan.named import asked_columns
from answering.plan.operations import AllOf, Figure, Happened, RankClaimed
from reports.numerals import chinese_integer
from reports.prose.sentences import Sentence
from retrieval.terms import fold_text


@dataclass(frozen=True)
class AllChecked:
    """The whole, how many of it are what is claimed of all, and what it is made up of."""

    whole: CellFact
    part: CellFact
    parts: tuple[CellFact, ...]
    holds: bool


def all_checked(asked: AllOf, held: Held, facts: Facts) -> AllChecked | None:
    """A claim of all, checked; None where the tables do not give it or there is nothing to claim it of."""
    whole, part = of_cells(asked.whole, held, facts), of_cells(asked.part, held, facts)
    if whole is None or part is None or not whole.value or part.value is None:
        return None
    if asked.parts is not None:
        parts = tuple(p for p in parts_of_figure(asked.parts, held, facts) if p.value)
    else:
        parts = tuple(_outcomes(asked.whole, held, facts))
    left = asked.part.rows == ("carried_forward",)
    return AllChecked(whole, part, parts, part.value == 0 if left else part.value == whole.value)


def _outcomes(cases: Figure, held: Held, facts: Facts) -> Iterator[CellFact]:
    """The outcomes of cases that are not 0."""
    if cases.table != "disputes":
        return
    for column in asked_columns("disputes"):
        figure = replace(cases, name=column.name, columns=column.columns)
        fact = of_cells(figure, held, facts)
        if fact is not None and fact.value:
            yield fact


_CASES = re.compile("复议|诉讼|法院|起诉")


@dataclass(frozen=True)
class NoCase:
    """The cell that counts none of the cases, how those ended that there were, what the prose tells of cases."""

    none: CellFact
    ended: tuple[CellFact, ...]
    told: PassageFact | None


def no_such_case(asked: Happened, held: Held, facts: Facts) -> NoCase | None:
    """That there was none of the cases that a question takes for granted; None where there were some."""
    none = of_cells(asked.cases, held, facts)
    if asked.outcome is not None and none is not None and none.value:
        none = of_cells(asked.outcome, held, facts)
    if none is None or none.value != 0 or none.blank:
        return None
    told = [s for s in held.narrative.sentences if _CASES.search(s.text) and not held.narrative.is_heading(s)]
    words = [w for w in held.narrative.words(asked.words) if not w.is_year]
    told.sort(key=lambda s: -sum(w.said_in(fold_text(s.text)) for w in words))
    quote = whole_passage(held, told[0], facts) if told else None
    return NoCase(none, tuple(_outcomes(asked.cases, held, facts)), quote)


_RANKED = re.compile(
    "第(?P<n>[一二三四五六七八九十]{1,3}|\\d{1,3})(?:名|位)|排名?第(?P<m>[一二三四五六七八九十]{1,3}|\\d{1,3})"
)


def rank_told(asked: RankClaimed, held: Held, facts: Facts) -> tuple[int, PassageFact] | None:
    """The rank that the report tells of itself, with its words; None where it tells none, or several of which none is
    surely meant."""
    found = [(n, s) for s in held.narrative.sentences if (n := _rank_in(s)) is not None]
    words = [w for w in held.narrative.words(asked.words) if w.is_telling and not w.is_year]
    if len(found) > 1:
        rated = [(sum(w.said_in(fold_text(s.text)) for w in words), n, s) for n, s in found]
        best = max(r[0] for r in rated)
        found = [(n, s) for score, n, s in rated if score == best and best > 0]
    if len(found) != 1:
        return None
    return found[0][0], whole_passage(held, found[0][1], facts)


def _rank_in(sentence: Sentence) -> int | None:
    match = _RANKED.search(sentence.text)
    if match is None:
        return None
    said = match["n"] or match["m"]
    return int(said) if said.isdigit() else chinese_integer(said)
