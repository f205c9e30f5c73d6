"""A rate or share worked out anew, with whether it is what the question or the report says it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.fact import Computed, Facts
from answering.evidence.held import Held
from answering.evidence.numbers_told import best_number
from answering.evidence.stated_rates import RateChecked
from answering.plan.operations import Verified
from reports.numerals import spoken


def verified_draft(asked: Verified, worked: Draft | None, held: Held, facts: Facts) -> Draft | None:
    """What was worked out (`worked`), with a verdict on what is claimed; None where nothing could be worked out."""
    made = _percentage(worked, facts) if worked is not None else None
    if worked is None or made is None or made.value is None:
        return None
    claimed, whose = asked.claimed, "所说的"
    if claimed is None:
        claimed, whose = _stated(asked.words, held), "报告写的"
    if claimed is None:
        return worked
    return replace(worked, sentences=(*worked.sentences, _verdict(whose, claimed, made)))


def stated_rate_draft(held: Held, checked: RateChecked) -> Draft:
    """A rate that the report states with its arithmetic and whether the two agree."""
    quoted = (f"{held.source.name}的报告写明：", Span(checked.quote.id))
    if checked.made is None:
        unsaid = f"报告写了{checked.said}，这句话没有写明据以计算的两个数，不能直接验算。"
        return Draft((Sentence((unsaid,), Kind.ABSENCE), Sentence(quoted)))
    of: tuple[Piece, ...] = ()
    if checked.whole is not None:
        of = ("（总数取自表格：", Slot(checked.whole.id, "name"), Slot(checked.whole.id), "）")
    verdict = "一致，算得对，对得上" if checked.agrees else "不一致，对不上，请核实"
    head = f"写明的{checked.said}与算出的"
    worked = (head, Slot(checked.made.id), f"{verdict}：", Slot(checked.made.id, "arithmetic"), *of, "。")
    return Draft((Sentence(worked), Sentence(quoted)))


def _verdict(whose: str, claimed: Decimal, made: Computed) -> Sentence:
    own = made.value or Decimal(0)
    whole = claimed == claimed.to_integral()
    agrees = claimed in (own, own.quantize(Decimal(1), ROUND_HALF_UP) if whole else own)
    pieces: tuple[Piece, ...] = (f"{whose}{spoken(claimed)}%与算出的", Slot(made.id))
    return Sentence((*pieces, "一致，对得上。" if agrees else "不一致，对不上。"))


def _percentage(worked: Draft, facts: Facts) -> Computed | None:
    """The percentage that a draft works out."""
    slots = [p.fact for s in worked.sentences for p in s.pieces if isinstance(p, Slot)]
    made = [facts[f] for f in slots]
    return next((f for f in made if isinstance(f, Computed) and f.unit == "%"), None)


def _stated(words: str, held: Held) -> Decimal | None:
    """The percentage that the prose itself states."""
    best = best_number(words, held.narrative)
    if best is None or best.clause is None or best.clause.quantity.unit != "%":
        return None
    return best.clause.quantity.value
