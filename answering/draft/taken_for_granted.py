"""What a question takes for granted, confirmed or corrected."""

from __future__ import annotations

from answering.draft.figures import CORRECTED, listed
from answering.draft.sentence import Draft, Piece, Sentence, Slot, Span
from answering.evidence.fact import PassageFact
from answering.evidence.held import Held
from answering.evidence.taken_for_granted import AllChecked, NoCase
from answering.plan.operations import AllOf, RankClaimed
from reports.numerals import spoken


def all_draft(asked: AllOf, held: Held, checked: AllChecked) -> Draft:
    """Whether all are what they are claimed to be, with what they are made up of."""
    whole: tuple[Piece, ...] = (Slot(checked.whole.id, "name"), Slot(checked.whole.id))
    lines: list[Sentence] = []
    if asked.stated is not None and asked.stated not in (checked.whole.value, checked.part.value):
        stated = f"提问中的{spoken(asked.stated)}件{CORRECTED}：{held.source.name}"
        lines.append(Sentence((stated, *whole, f"，不是{spoken(asked.stated)}件。")))
    part: tuple[Piece, ...] = (Slot(checked.part.id, "name"), Slot(checked.part.id))
    if checked.holds:
        return Draft((*lines, Sentence((f"是的，{held.source.name}", *whole, "，", *part, "。"))))
    head = f"提问{CORRECTED}，不是全部：{held.source.name}"
    pieces: list[Piece] = [
        head,
        *whole,
        "，其中" if checked.parts else "，",
        *(() if checked.parts else part),
    ]
    for n, fact in enumerate(checked.parts):
        pieces += ["、" if n else "", Slot(fact.id, "name"), Slot(fact.id)]
    none = ("；", *part) if checked.part.value == 0 and checked.parts else ()
    return Draft((*lines, Sentence((*pieces, *none, "。"))))


def no_case_draft(held: Held, found: NoCase) -> Draft:
    """That there was no such case, how those ended that there were, and what the report tells of cases."""
    head = f"提问{CORRECTED}：{held.source.name}没有这样的案件，表四"
    ended: tuple[Piece, ...] = ("；有的是：", *listed(found.ended)) if found.ended else ()
    lines = [Sentence((head, Slot(found.none.id, "name"), "为", Slot(found.none.id), *ended, "。"))]
    if found.told is not None:
        lines.append(Sentence(("报告写到的是：", Span(found.told.id))))
    return Draft(tuple(lines))


def rank_draft(asked: RankClaimed, held: Held, place: int, quote: PassageFact) -> Draft:
    """Whether the rank is the one that the report tells."""
    if place == asked.place:
        return Draft((Sentence((f"是的，{held.source.name}的报告写明：", Span(quote.id))),))
    wrong = f"提问中的第{asked.place}{CORRECTED}：{held.source.name}的报告写明的是第{place}："
    return Draft((Sentence((wrong, Span(quote.id))),))
