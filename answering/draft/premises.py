"""What a question takes for granted, confirmed or corrected in words."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.figures import CORRECTED, named
from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.directions import told_of_another_thing, told_the_other_way
from answering.evidence.fact import CellFact, Facts, PassageFact, ProseFact
from answering.evidence.held import Held
from answering.evidence.premises import Checked, of_another_cell, premise_of, told_beside
from answering.plan.operations import Premise
from reports.numerals import spoken


def premise_checked(asked: Premise, question: str, held: Held, facts: Facts) -> Draft | None:
    """What a question states, confirmed or corrected from one report; None where the report clearly says nothing of it."""
    if (turned := told_the_other_way(question, held, facts)) is not None:
        return turned_draft(held, *turned)
    if (other := told_of_another_thing(question, held, facts)) is not None:
        return other_thing_draft(held, *other)
    stated = premise_of(asked, held, facts)
    if stated is None:
        return None
    own = of_another_cell(asked, held, facts) if not stated.holds else None
    return premise_draft(asked, held, stated, told_beside(asked, held, facts), own)


def other_thing_draft(held: Held, stated: str, none: PassageFact, other: PassageFact) -> Draft:
    """That the report says there was none, and what the number is of."""
    first = Sentence((f"提问中的“{stated}”{CORRECTED}。{held.source.name}的报告写明：", Span(none.id)))
    return Draft((first, Sentence(("这个数写的是另一件事：", Span(other.id)))))


def turned_draft(held: Held, stated: str, quote: PassageFact) -> Draft:
    """That the report states a change the other way round."""
    line = Sentence(
        (f"提问中的“{stated}”{CORRECTED}，方向相反。{held.source.name}的报告写明：", Span(quote.id))
    )
    return Draft((line,))


def premise_draft(
    asked: Premise,
    held: Held,
    found: Checked,
    beside: Sequence[ProseFact | CellFact] = (),
    other: CellFact | None = None,
) -> Draft:
    """That a number which the question states is so, or what it is instead; `beside` says more of a corrected one, `other`
    is the cell that the number is of."""
    value = found.value
    where = "表中" if isinstance(value, CellFact) else "报告写明的"
    stated = f"{spoken(asked.claimed)}{asked.unit}"
    if found.holds:
        return Draft(
            (
                Sentence(
                    (
                        f"是的，{held.source.name}",
                        Slot(value.id, "name") if isinstance(value, CellFact) else "报告写明：",
                        Slot(value.id) if isinstance(value, CellFact) else Span(value.id),
                        "。",
                    )
                ),
            )
        )
    lines = [
        Sentence(
            (
                f"提问中的{stated}{CORRECTED}：{held.source.name}{where}",
                *(named(value) if isinstance(value, CellFact) else ("是", Slot(value.id))),
                f"，不是{stated}。",
            )
        )
    ]
    if other is not None:
        lines.append(Sentence((f"{stated}是", Slot(other.id, "name"), "的数：", Slot(other.id), "。")))
    lines += [
        Sentence(
            ("报告写明：", Span(b.id), "。")
            if isinstance(b, ProseFact)
            else ("其中", Slot(b.id, "name"), Slot(b.id), "。")
        )
        for b in beside
    ]
    if isinstance(value, ProseFact):
        lines.append(Sentence(("报告写明：", Span(value.id), "。")))
    return Draft(tuple(lines))
