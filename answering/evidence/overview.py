"""What an overview is made of: key figures, rates, what each aspect says in its own words, findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answering.evidence.combined import percent
from answering.evidence.fact import CellFact, Computed, Facts, FindingFact, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import Cut, item_of, paragraphs_of, passage, whole_passage
from answering.evidence.values import of_cells
from answering.plan.figures import row_figures
from answering.plan.measures import numbers_in
from answering.plan.operations import Figure
from answering.plan.rates import rates
from reports.model import Paragraph
from reports.prose.sentences import Sentence, whole_sentences
from review.finding import Finding, Severity

ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_ITEMS = 5
_LONGEST = 190
_FEE = re.compile("信息处理费|处理费")


@dataclass(frozen=True)
class Seen:
    """The facts of an overview of one report."""

    held: Held
    figures: dict[str, CellFact]
    fee: PassageFact | None
    findings: tuple[FindingFact, ...]
    rates: dict[str, Computed]

    def value(self, name: str) -> Decimal:
        """A key figure; 0 where the report has none."""
        fact = self.figures.get(name)
        return fact.value if fact is not None and fact.value is not None else Decimal(0)


def overview_of(held: Held, facts: Facts) -> Seen:
    """Everything that an overview may tell of a report."""
    figures = {f.name: fact for f in key_figures(held) if (fact := of_cells(f, held, facts)) is not None}
    fee = next(
        (whole_passage(held, s, facts)
         for s in whole_sentences(paragraphs_of(held.report, "六")) if _FEE.search(s.text)), None,
    )  # fmt: skip
    return Seen(
        held, figures, fee,
        tuple(facts.add(FindingFact("", held.source.id, f)) for f in _ordered(held)), _rates(held, facts),
    )  # fmt: skip


def _ordered(held: Held) -> list[Finding]:
    order = list(Severity)
    return sorted(held.findings, key=lambda f: order.index(f.severity))


def key_figures(held: Held) -> list[Figure]:
    """The figures that every overview gives, as far as the report's tables have them."""
    return row_figures(held.report)


def _rates(held: Held, facts: Facts) -> dict[str, Computed]:
    out = {}
    for rate in rates():
        part, whole = of_cells(rate.part.figure(), held, facts), of_cells(rate.whole.figure(), held, facts)
        if part and whole and part.value is not None and whole.value:
            value = percent(part.value, whole.value)
            arithmetic = f"{part.value}÷{whole.value}＝{value:f}%"
            out[rate.name] = facts.add(Computed("", rate.name, value, "%", arithmetic, (part.id, whole.id)))
    return out


_TITLE = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[^，；。：]{0,24}[。：]?$")


def is_heading(text: str) -> bool:
    """Whether a line only names what follows it: short, without a verb's comma, not the end of a sentence of its own."""
    numbered = re.match(r"\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]", text)
    return bool(_TITLE.match(text)) and (numbered is not None or not text.endswith("。"))


def _telling(found: Sequence[Sentence], longest: int = _LONGEST) -> Sentence | None:
    """The sentence that gives the most numbers, the first of those that give as many."""
    told = [s for s in found if not is_heading(s.text)]
    rated = [(len(numbers_in(s.text)), -n, s) for n, s in enumerate(told) if len(s.text) > 8]
    best = max(rated, key=lambda r: r[:2], default=None)
    return best[2] if best else None


def aspects_of(held: Held, facts: Facts) -> dict[str, PassageFact]:
    """For each aspect of part one what it says, in a sentence of its own."""
    paragraphs = paragraphs_of(held.report, "一")
    out: dict[str, PassageFact] = {}
    for name in ASPECTS:
        cuts = aspect_of(name, paragraphs)
        found = [s for p, start, end in cuts for s in whole_sentences([p]) if start <= s.start < end]
        found = found or [s for s in whole_sentences(paragraphs) if name[:4] in s.text and not cuts]
        stretch = _stretch(found)
        if stretch is not None:
            out[name] = passage(held, *stretch, facts)
    if "主动公开" not in out and (best := _telling(list(whole_sentences(paragraphs)))) is not None:
        out["主动公开"] = whole_passage(held, best, facts)
    return out


_HEADED_BY = {
    "主动公开": "主动公开|公开(?:到位|提质|重点)",
    "依申请公开": "依申请|申请公开|办理(?:到位|流程)",
    "政府信息管理": "信息管理|管理(?:到位|精细|规范)",
    "平台建设": "平台|载体|渠道",
    "监督保障": "监督|保障",
}
_MOST_ITEMS = 9


def aspect_of(name: str, paragraphs: Sequence[Paragraph]) -> list[Cut]:
    """The item of part one on an aspect: the one whose heading says so; where no heading names any, the one of its place."""
    items = [cuts for n in range(1, _MOST_ITEMS) if (cuts := item_of(paragraphs, n))]
    heads = [re.split("[。：:；]", p.text[start:end], maxsplit=1)[0] for (p, start, end), *_ in items]
    said = {n: re.compile(pattern) for n, pattern in _HEADED_BY.items()}
    own = [c for c, head in zip(items, heads, strict=True) if said[name].search(head)]
    if name == "主动公开":
        own = [c for c, h in zip(items, heads, strict=True) if said[name].search(h) and "依申请" not in h]
    if own or any(p.search(h) for p in said.values() for h in heads):
        return own[0] if own else []
    place = ASPECTS.index(name)
    return items[place] if place < len(items) else []


def _stretch(found: Sequence[Sentence]) -> tuple[Paragraph, int, int] | None:
    """From the first sentence with a number on as many as fit; where none has one, the most telling sentence."""
    told = [s for s in found if not is_heading(s.text) and len(s.text) > 8]
    first = next((s for s in told if numbers_in(s.text)), _telling(found))
    if first is None:
        return None
    start = first.start + _heading_length(first.text)
    end = first.start + len(first.text)
    for s in told:
        if s.paragraph is first.paragraph and s.start >= end and s.start + len(s.text) - start <= _LONGEST:
            end = s.start + len(s.text)
    return first.paragraph, start, end


_HEADING = re.compile(r"^\s*(?:[（(][一二三四五][）)]|\d[.．、])[^。，：:]{2,14}[。：:]")


def _heading_length(text: str) -> int:
    match = _HEADING.match(text)
    return match.end() if match and match.end() < len(text) else 0


__all__ = [
    "ASPECTS",
    "Paragraph",
    "Seen",
    "aspects_of",
    "key_figures",
    "overview_of",
]
