"""The sentences of a report's prose with all that they are read with: the headings above and what was said before."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answering.evidence.clause import CLAUSE
from answering.evidence.narrative_index import NarrativeIndex
from reports.prose.sentences import Sentence
from retrieval.terms import fold_text, pairs

_ITEM = re.compile(r"^\s*(?:[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]、)")
_LONGEST_HEADING = 24
_OPENING = 40


@dataclass(frozen=True)
class Told:
    """A sentence; `heading` are the titles that it stands under, `before` is the sentence right before it in its paragraph.

    What a sentence leaves out (已答复15件) is said there.
    """

    sentence: Sentence
    heading: str
    before: str

    @cached_property
    def folded(self) -> str:
        """The sentence as it is compared."""
        return fold_text(self.sentence.text)

    @cached_property
    def context(self) -> str:
        """All that it is read with, as it is compared."""
        return fold_text(f"{self.heading} {self.sentence.paragraph.text[:_OPENING]} {self.before}")

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the sentence."""
        return tuple(m[0] for m in CLAUSE.finditer(self.sentence.text))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The pairs of its characters."""
        return frozenset(pairs(self.sentence.text))


class ToldIndex:
    """Every sentence of one report that says something, with how rare each pair of characters is in it."""

    def __init__(self, narrative: NarrativeIndex) -> None:
        self.narrative = narrative
        self.told = tuple(_told(narrative))
        self.text = "\n".join(t.folded for t in self.told)
        self._frequency = Counter(t for u in self.told for t in u.terms)

    def rarity(self, term: str) -> float:
        """How telling a pair of characters is within the report, 0 to 1."""
        return 1 / math.sqrt(1 + self._frequency.get(term, 0))

    def share(self, terms: Sequence[str], told: Told) -> float:
        """How much of some terms a sentence has, the rarer ones counting more."""
        total = sum(self.rarity(t) for t in terms)
        return sum(self.rarity(t) for t in terms if t in told.terms) / total if total else 0.0


def _told(narrative: NarrativeIndex) -> list[Told]:
    out: list[Told] = []
    heading, previous = "", None
    for sentence in narrative.sentences:
        own = sentence.paragraph
        same = previous is not None and previous.paragraph.index == own.index
        if sentence.start == 0 and _ITEM.match(own.text):
            heading = re.split("[。：:\n]", own.text, maxsplit=1)[0][:_LONGEST_HEADING]
        section = narrative.report.section_of(own.index)
        title = next((s.title for s in narrative.report.sections if s.number == section), "")
        if not narrative.is_heading(sentence):
            out.append(Told(sentence, f"{title} {heading}", previous.text if same and previous else ""))
        previous = sentence
    return out
