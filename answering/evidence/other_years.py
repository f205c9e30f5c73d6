"""What a report tells of another year than its own: from a change that its prose states, or words that name the year."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.fact import Computed, Facts, ProseFact
from answering.evidence.held import Held
from answering.evidence.places import passage
from answering.evidence.values import of_cells
from answering.figure_values import percent
from answering.plan.operations import Figure
from reports.numerals import spoken
from reports.prose.changes import Change, changes


def year_before(figure: Figure, held: Held, facts: Facts) -> tuple[Computed, ProseFact | None] | None:
    """The figure of the year before, where the prose says by how much it has changed."""
    own = of_cells(figure, held, facts)
    if own is None or own.value is None:
        return None
    for paragraph in held.report.paragraphs():
        for change in changes(paragraph.text, held.report.year):
            if change.now.value == own.value and change.base is not None:
                quote = passage(held, paragraph, *stretch_of(paragraph.text, change), facts)
                made = facts.add(
                    Computed(
                        "",
                        figure.said(),
                        change.base,
                        figure.unit,
                        _arithmetic(own.value, change),
                        (own.id, quote.id),
                    )
                )
                return made, None
    return None


def _arithmetic(now: Decimal, change: Change) -> str:
    if change.difference is None or change.base is None:
        return f"报告写明上年为{spoken(change.base or Decimal(0))}"
    sign = "－" if change.rises else "＋"
    return f"{spoken(now)}{sign}{spoken(change.difference.value)}＝{spoken(change.base)}"


def stretch_of(text: str, change: Change) -> tuple[int, int]:
    """Where the sentence that states a change begins and ends."""
    start = max(text.rfind(m, 0, change.now.start) for m in "。；\n") + 1
    end = re.compile("[。；\n]|$").search(text, change.now.end)
    return start, end.end() if end else len(text)


def other_year_draft(year: int, figure: Figure, held: Held, facts: Facts) -> Draft | None:
    """The figure of the year before a report's own, with how it follows; None where the prose states no change."""
    if held.report.year is None or year != held.report.year - 1:
        return None
    found = year_before(figure, held, facts)
    own = of_cells(figure, held, facts)
    if found is None or own is None:
        return None
    made, _ = found
    quote = next(i for i in made.of if i != own.id)
    return Draft(
        (
            Sentence(
                (
                    f"{held.report.agency}{year}年{figure.said()}",
                    Slot(made.id),
                    "（",
                    Slot(made.id, "arithmetic"),
                    f"）；{held.report.year}年为",
                    Slot(own.id),
                    "。",
                )
            ),
            Sentence(("报告写明：", Span(quote))),
        )
    )


def change_draft(figure: Figure, held: Held, facts: Facts) -> Draft | None:
    """By how much a figure has changed since the year before; None where the prose does not tell."""
    found, own = year_before(figure, held, facts), of_cells(figure, held, facts)
    if found is None or own is None or own.value is None or found[0].value is None:
        return None
    made, now, base = found[0], own.value, found[0].value
    quote = next(i for i in made.of if i != own.id)
    far = abs(now - base)
    way = "增加" if now > base else "减少"
    share = f"，{'增长' if now > base else '下降'}{percent(far, base)}" if base and far else ""
    change = f"{way}{spoken(far)}{figure.unit}{share}" if far else "与上年持平"
    verdict = f"（上年{spoken(base)}{figure.unit}），{change}。"
    head = (f"{held.source.name}", Slot(own.id, "name"), Slot(own.id), verdict)
    return Draft((Sentence(head, cites=(made.id,)), Sentence(("报告写明：", Span(quote)))))
