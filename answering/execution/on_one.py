"""Operations carried out on one report, each by a function of one signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from answering.draft.checked import checked_draft
from answering.draft.checks import agreement_draft, derived_draft
from answering.draft.complete import complete_draft
from answering.draft.figures import divided_draft
from answering.draft.places import cells_draft, either_draft, where_draft, words_draft
from answering.draft.premises import premise_checked, turned_draft
from answering.draft.sentence import Draft
from answering.draft.taken_for_granted import all_draft, no_case_draft, rank_draft
from answering.draft.written import remedy_draft, written_draft
from answering.evidence.checks import agreement_of
from answering.evidence.complete import demand_of
from answering.evidence.derived import derived
from answering.evidence.directions import changed_the_other_way
from answering.evidence.divided import parts_of_figure
from answering.evidence.held import Held
from answering.evidence.other_years import change_draft, other_year_draft
from answering.evidence.part_five import listed_item
from answering.evidence.places import cells_at, words_at
from answering.evidence.taken_for_granted import all_checked, no_such_case, rank_told
from answering.evidence.values import of_cells
from answering.evidence.where import place_among, place_of_words
from answering.evidence.written import how_written, remedy_of
from answering.execution.overviews import findings_told, overview_told
from answering.execution.work import Work
from answering.figures_told import combined_told, listed_told, values_told, verified_told
from answering.plan.naming import years_named
from answering.plan.operations import (
    Agreement,
    AllOf,
    Checked,
    Combined,
    Complete,
    Derived,
    Divided,
    FindingsAsked,
    Happened,
    Listed,
    Locate,
    Operation,
    Overview,
    Premise,
    RankClaimed,
    Remedy,
    Shape,
    Turned,
    Values,
    Verified,
    Where,
    Written,
)
from answering.plan.wordings import asks

# Parts that have their say in a table.
_OF_TABLES = ("二", "三", "四")


def _where(operation: Where, held: Held, work: Work) -> Draft | None:
    if operation.either:
        found = place_among(operation, held, work.facts)
        return either_draft(operation, held, found) if found else None
    return where_draft(operation, held, place_of_words(operation, held, work.facts))


def _locate(operation: Locate, held: Held, work: Work) -> Draft | None:
    if operation.table:
        return cells_draft(operation, held, cells_at(operation, held, work.facts))
    if operation.listed:
        item = listed_item(operation.listed, operation.item or 1, held, work.facts)
        return words_draft(operation, held, item) if item else None
    found = words_at(operation, held, work.facts)
    if not found and operation.part in _OF_TABLES:
        return overview_told(Overview(Shape.SUMMARY, operation.part), held, work)
    return words_draft(operation, held, found)


def _agreement(operation: Agreement, held: Held, work: Work) -> Draft | None:
    named = (operation.operand, *operation.others)
    each = [agreement_draft(held, agreement_of(o, held, work.facts)) for o in named]
    every = tuple(dict.fromkeys(s for d in each for s in d.sentences))
    return Draft(every, (), all(d.abstained for d in each))


def _derived(operation: Derived, held: Held, work: Work) -> Draft | None:
    made = derived(operation.words, held, work.facts)
    return derived_draft(held, *made) if made is not None else None


def _remedy(operation: Remedy, held: Held, work: Work) -> Draft | None:
    pair = remedy_of(operation.words, held, work.facts)
    return remedy_draft(held, *pair) if pair is not None else None


def _written(operation: Written, held: Held, work: Work) -> Draft | None:
    seen = how_written(operation, held, work.facts)
    return written_draft(held, seen) if seen is not None else None


def _all_of(operation: AllOf, held: Held, work: Work) -> Draft | None:
    claim = all_checked(operation, held, work.facts)
    return all_draft(operation, held, claim) if claim is not None else None


def _happened(operation: Happened, held: Held, work: Work) -> Draft | None:
    none = no_such_case(operation, held, work.facts)
    return no_case_draft(held, none) if none is not None else None


def _rank_claimed(operation: RankClaimed, held: Held, work: Work) -> Draft | None:
    rank = rank_told(operation, held, work.facts)
    return rank_draft(operation, held, *rank) if rank is not None else None


def _turned(operation: Turned, held: Held, work: Work) -> Draft | None:
    quote = changed_the_other_way(operation, held, work.facts)
    return turned_draft(held, operation.said, quote) if quote is not None else None


def _complete(operation: Complete, held: Held, work: Work) -> Draft | None:
    demands = [demand_of(d, operation.doubt, held, work.facts) for d in operation.demands]
    return complete_draft(held, demands)


def _divided(operation: Divided, held: Held, work: Work) -> Draft | None:
    parts = parts_of_figure(operation, held, work.facts)
    return divided_draft(operation, held, parts, of_cells(operation.figure, held, work.facts))


def _values(operation: Values, held: Held, work: Work) -> Draft | None:
    """Several values; of one, by how much it changed or what another year has, where that is asked."""
    figure, facts = operation.operands[0].figure, work.facts
    if figure is not None:
        years = years_named(work.asked)
        near = {held.report.year, (held.report.year or 0) - 1}
        alone = len(work.helds) == len(operation.operands) == 1 and near.issuperset(years)
        if alone and asks("change", work.asked) and (told := change_draft(figure, held, facts)) is not None:
            return told
        for year in years:
            if (told := other_year_draft(year, figure, held, facts)) is not None:
                return told
    return values_told(operation, held, facts)


OnOne = Callable[[Any, Held, Work], Draft | None]

ON_ONE: dict[type[Operation], OnOne] = {
    Where: _where,
    Locate: _locate,
    Overview: overview_told,
    Verified: lambda operation, held, work: verified_told(operation, held, work.facts),
    Agreement: _agreement,
    Listed: lambda operation, held, work: listed_told(operation, held, work.facts),
    Derived: _derived,
    Remedy: _remedy,
    Written: _written,
    AllOf: _all_of,
    Happened: _happened,
    RankClaimed: _rank_claimed,
    Turned: _turned,
    Complete: _complete,
    Checked: lambda operation, held, work: checked_draft(operation, held, work.facts),
    FindingsAsked: findings_told,
    Premise: lambda operation, held, work: premise_checked(operation, work.asked, held, work.facts),
    Divided: _divided,
    Combined: lambda operation, held, work: combined_told(work.asked, operation, held, work.facts),
    Values: _values,
}


def on_one(operation: Operation, held: Held, work: Work) -> Draft | None:
    """The draft of an operation on one report; None where its words are to be looked up."""
    carry = ON_ONE.get(type(operation))
    return carry(operation, held, work) if carry is not None else None


def on_each(operation: Operation, work: Work) -> Draft | None:
    """The drafts of an operation on each of the reports, put under each other."""
    drafts = [d for h in work.helds if (d := on_one(operation, h, work)) is not None]
    if not drafts:
        return None
    table = next((d.table for d in drafts if d.table), ())
    sentences = tuple(s for d in drafts for s in d.sentences)
    return Draft(sentences, table, all(d.abstained for d in drafts), len(drafts) == 1 and drafts[0].paragraph)
