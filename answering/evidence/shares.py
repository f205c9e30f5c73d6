"""The share of something whose whole the question leaves out: as the prose states it, or of the whole it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from answering.draft.figures import combined_draft
from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.combined import combine, percent
from answering.evidence.derived import siblings
from answering.evidence.fact import Computed, Facts, ProseFact
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import best_number
from answering.evidence.values import candidates, fact_of
from answering.plan.figures import explained
from answering.plan.operations import Combined, Divided, Figure, Operand, Operation, Values, Way
from answering.plan.rates import rate_asked
from reports.numerals import spoken
from reports.prose.phrases import without_numbers
from retrieval.terms import fold_text

_SURELY = 0.75


def share_of(operation: Combined, held: Held, facts: Facts) -> Draft | None:
    """A share of the whole that the part belongs to; None where that is not known."""
    part = operation.operands[0]
    whole = _whole(part, held)
    if whole is None:
        return None
    told = combine(replace(operation, whole=whole), held, facts)
    return combined_draft(operation, [told]) if told is not None else None


def share_of_all_draft(operation: Combined, held: Held, facts: Facts) -> Draft | None:
    """A share of all that the sentence of the part counts beside it (两类合计)."""
    part = operation.operands[0]
    found = candidates(part, held.narrative)
    clause = found[0].ranked.clause if found else None
    value = fact_of(part, found[0].ranked, held, facts) if found else None
    every = [q.value for q in siblings(clause)] if clause is not None else []
    whole = sum(every, Decimal(0))
    if value is None or value.value is None or len(every) < _FEWEST or not whole:
        return None
    share = percent(value.value, whole, operation.decimals)
    arithmetic = f"{'＋'.join(map(spoken, every))}＝{spoken(whole)}，{spoken(value.value)}÷{spoken(whole)}＝{spoken(share)}%"
    made = facts.add(Computed("", "占比", share, "%", arithmetic, (value.id,)))
    head = (
        held.source.name,
        Slot(value.id, "name"),
        Slot(value.id),
        f"，占合计{spoken(whole)}{value.unit}的",
    )
    return Draft(
        (
            Sentence((*head, Slot(made.id), "（", Slot(made.id, "arithmetic"), "）。")),
            Sentence(("报告写明：", Span(value.id), "。")),
        )
    )


_FEWEST = 2


def stated_draft(question: str, part: Operand, held: Held, facts: Facts) -> Draft | None:
    """A share that the prose itself states, in its own words."""
    stated = stated_share(question, part, held, facts)
    if stated is None:
        return None
    return Draft((Sentence((f"{held.source.name}的报告写明：", Span(stated.id), "。")),))


def stated_share(question: str, part: Operand, held: Held, facts: Facts) -> ProseFact | None:
    """The percentage that the prose itself states of a part; None where it clearly states none."""
    best = best_number(question, held.narrative)
    if best is None or best.clause is None or best.clause.quantity.unit != "%":
        return None
    own = [w for w in held.narrative.words(part.words) if w.is_telling and not w.is_light]
    near = fold_text(best.clause.text + best.clause.divided)
    if not own or not all(w.said_in(near) for w in own):
        return None
    return fact_of(part, best, held, facts)


def _whole(part: Operand, held: Held) -> Operand | None:
    figure = part.figure
    if figure is not None:
        if figure.table == "active_disclosure":
            return None
        if figure.column_name or figure.rows == ("new_received",):
            return Operand("总计", Figure("总计", figure.table, figure.rows, ("total",), figure.unit))
        rows = ("total",) if figure.table == "applications" else figure.rows
        return Operand(
            "总计",
            Figure(
                "办理结果总计" if figure.table == "applications" else "总计",
                figure.table,
                rows,
                ("total",),
                figure.unit,
            ),
        )
    found = candidates(part, held.narrative)
    clause = found[0].ranked.clause if found else None
    if clause is None or not clause.divided:
        return None
    words = held.narrative.words(part.words)
    telling = [w for w in words if w.is_telling and not w.is_light]
    said = fold_text(clause.text)
    both = fold_text(f"{clause.text}，{clause.divided}")
    if not any(w.said_in(said) for w in words) or any(w.said_in(both) < _SURELY for w in telling):
        return None
    return Operand(without_numbers(clause.divided).strip("，,"), None, clause.quantity.unit)


# What a rate of applications or cases is asked of in any words.
_OF_APPLICATIONS = "政府信息公开申请案件依申请公开答复办理"


def names_something_else(operation: Operation, question: str, index: NarrativeIndex) -> bool:
    """Whether beside the figures of the tables that are divided a question names what the prose tells of."""
    if isinstance(operation, Divided):
        figures = [operation.figure]
    elif isinstance(operation, Values):
        figures = [o.figure for o in operation.operands if o.figure is not None]
    elif not isinstance(operation, Combined) or operation.way is not Way.SHARE:
        return False
    elif operation.rate:
        return rate_of_something_else(question, index)
    else:
        asked = (*operation.operands, operation.whole)
        figures = [o.figure for o in asked if o is not None and o.figure is not None]
    return names_another(question, figures, index)


def names_another(question: str, figures: Sequence[Figure], index: NarrativeIndex) -> bool:
    """Whether beside some figures of the tables a question names what the prose tells of (预售许可 beside 行政许可)."""
    told = {p for f in figures for p in explained(question, f)}
    words = [w for w in index.words(question) if w.is_telling and not w.is_year and not w.is_light]
    return any(w.start not in told and index.says(w) for w in words)


def rate_of_something_else(question: str, index: NarrativeIndex) -> bool:
    """Whether a question names beside a rate of applications or cases a thing that the prose tells of (投诉办结率)."""
    rate = rate_asked(question)
    if rate is None:
        return False
    own = fold_text(f"{rate.name}{rate.part.name}{rate.whole.name}{_OF_APPLICATIONS}")
    words = [w for w in index.words(rate.without(question)) if w.is_telling and not w.is_year]
    return any(not w.said_in(own) and index.says(w) for w in words)
