"""Which of several reports meet a condition: by their cells, or by the sentences that tell of something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.fact import CellFact, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.evidence.statements import denies
from answering.evidence.values import of_cells
from answering.matching.match import Match, matches
from answering.plan.operations import Which
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind
from reports.prose.sentences import Sentence

# A sentence must say so much of what is asked and be so probable, or say nearly all of it and be less so; so little may
# be said nowhere in the report.
_SAID, _PROBABLE = 0.7, 0.55
_SAID_ALL, _LESS_PROBABLE = 0.95, 0.44
_UNKNOWN = 0.1
# What says less is near, and decides nothing.
_SAID_NEARLY = 0.5
_MOST_SHOWN = 2


@dataclass(frozen=True)
class OfReport:
    """A report with what decides: `met` is None where it does not say; `near` is then what comes near to it."""

    held: Held
    met: bool | None
    cells: tuple[CellFact, ...] = ()
    words: tuple[PassageFact, ...] = ()
    near: PassageFact | None = None


def met_by(asked: Which, helds: Sequence[Held], facts: Facts) -> list[OfReport]:
    """Each report with whether it meets the condition."""
    return [_by_cells(asked, h, facts) if asked.figures else _by_words(asked, h, facts) for h in helds]


def _by_cells(asked: Which, held: Held, facts: Facts) -> OfReport:
    found = [of_cells(f, held, facts) for f in asked.figures]
    cells = tuple(c for c in found if c is not None and c.value is not None)
    if len(cells) < len(asked.figures):
        return OfReport(held, None)
    return OfReport(held, all(asked.condition.holds(c.value) for c in cells if c.value is not None), cells)


def _by_words(asked: Which, held: Held, facts: Facts) -> OfReport:
    """What the prose says of it: that there was some, else that there was none, else nothing."""
    told: list[tuple[Match, bool]] = []
    near: list[Match] = []
    for words in asked.words:
        # 收了信息处理费 is told by 4人缴费，共收取2180元 under that heading, which an amount is asked of.
        asked_for = (words, f"{words}，多少钱") if asked.money else (words,)
        found = [m for said in asked_for for m in matches(said, held.told)]
        near += [m for m in found[:1] if m.said >= _SAID_NEARLY and m.probability >= _LESS_PROBABLE]
        telling = [m for m in found if _tells(m)]
        told += [(m, denies(m.sentence.text, held.narrative.words(words))) for m in telling]
    if not told:
        return OfReport(held, None, near=whole_passage(held, near[0].sentence, facts) if near else None)
    affirmed = [m for m, denied in told if not denied]
    shown = [m.sentence for m in (affirmed or [m for m, _ in told[:1]])]
    if asked.money and affirmed:
        # 发出收费通知2件 tells of no money: the sentence with the sum, there or right after, comes first.
        shown.sort(key=lambda s: not _tells_money(s))
        shown = shown[:1] if _tells_money(shown[0]) else shown
    passages = tuple(dict.fromkeys(whole_passage(held, s, facts) for s in shown[:_MOST_SHOWN]))
    return OfReport(held, bool(affirmed) is not asked.denied, (), passages)


def _tells(match: Match) -> bool:
    surely = match.said >= _SAID and match.probability >= _PROBABLE
    all_said = match.said >= _SAID_ALL and match.probability >= _LESS_PROBABLE
    return (surely or all_said) and match.unknown <= _UNKNOWN


def _tells_money(sentence: Sentence) -> bool:
    return any(q.kind is Kind.MONEY for q in quantities(sentence.text))
