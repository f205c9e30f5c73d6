"""How well a clause with a number says what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.clause import Clause
from answering.plan.measures import asks_compared, is_compared, measure_asked
from answering.plan.words import Word, beside_number, shared_places
from retrieval.terms import fold_text

_IN_SENTENCE, _IN_LEAD, _AROUND_PART, _ALONE = 0.7, 0.6, 0.4, 0.9
# What is said only where other things are counted in the same unit: 答复申请28件，办理提案164件.
_OF_ANOTHER = 0.4
_OF_WHAT_IS_DIVIDED = 0.8
# What has changed stands in the clause before: 新收申请46件，较上年减少12件.
_OF_ITS_SUBJECT = 0.95
_SAID = 0.4
_LABEL = 0.2
_TOTAL = 0.05
_SAME_MEASURE = 0.1
_ADJACENT = 0.05
_OTHER_COUNTED = 0.6
_UNFOCUSED = 0.85
_PART = 0.4
_AGGREGATE = re.compile(r"全年|共|累计|总|合计|新增")
# To 公开了多少条 what was not disclosed, or what another channel adds, is no answer.
_OF_INFORMATION = ("条", "篇", "件", "份", "项", "类", "种")
_APPLIED_FOR = "申请"
_WHAT_IS_DISCLOSED = ("信息", "政府信息", "文件")
_NOT_DISCLOSED = re.compile("免于|不予|转为|转化")
_FURTHER = re.compile("此外|另外|还|另")
# 提到多少 asks for where it goes to (提高到20%) and not for where it is.
_REACHED_ASKED = re.compile("[到至达](?:多少|几)")
_REACHED = re.compile("[到至达]$")


@dataclass(frozen=True)
class Rating:
    """`coverage`: how much of the question a clause says, 0 to 1; `score` orders clauses that say as much."""

    score: float
    coverage: float


class NumberQuestion:
    """A question for a number, read once and held against every clause of a report of `year`."""

    def __init__(
        self, question: str, words: Sequence[Word], weights: Sequence[float], year: int | None
    ) -> None:
        self.measure = measure_asked(question)
        self._asked = fold_text(question)
        self._words = tuple(zip(words, weights, strict=True))
        self._total = sum(weights) or 1.0
        self._general = all(w.is_general for w in words)
        self._compared = asks_compared(question)
        self._reached = bool(_REACHED_ASKED.search(question))
        self._focus, self._counted = beside_number(question, words)
        disclosed = next((w for w in words if w.text in _WHAT_IS_DISCLOSED), None)
        plain = self.measure in (None, *_OF_INFORMATION) and not any(w.is_telling for w in words)
        # Of 公开了多少条信息 only what is disclosed is counted, and never what is applied for.
        self._of_disclosure = plain and disclosed is not None and _APPLIED_FOR not in self._asked
        if self._of_disclosure and self._counted is None:
            self._counted = disclosed
        self._years = [w for w in words if w.is_year and w.text != f"{year}年"]

    def rate(self, clause: Clause, alone: bool) -> Rating | None:
        """The rating of a clause, `alone` where its sentence has no other number of the kind; None where it misses the question."""
        changed = self._compared and is_compared(clause.text)
        zones = [(fold_text(t), z) for t, z in self._zones(clause, alone, changed)]
        said = self._said(zones)
        telling = [s for s, (w, _) in zip(said, self._words, strict=True) if w.is_telling and not w.is_light]
        if sum(s < _SAID for s in telling) > len(self._words) // 3:
            return None
        coverage = sum(s * weight for s, (_, weight) in zip(said, self._words, strict=True)) / self._total
        own, lead = zones[0][0], zones[2][0]
        applied_for = self._of_disclosure and _APPLIED_FOR in clause.label + clause.lead
        if applied_for or (self._counted is not None and clause.counts_other_than(self._counted)):
            coverage *= _OTHER_COUNTED
        if any(y.said_in(own) == 0 for y in self._years) or (self._compared and not changed):
            coverage *= _OTHER_COUNTED
        if self._focus is not None and not alone and not self._focus.said_in(own + lead):
            coverage *= _UNFOCUSED
        return Rating(coverage + self._preference(clause), coverage)

    def _zones(self, clause: Clause, alone: bool, changed: bool) -> tuple[tuple[str, float], ...]:
        """The texts that may say a word of the question, with how much it counts there."""
        around = _ALONE if alone else _AROUND_PART if clause.is_part else _IN_SENTENCE
        around = _OF_ITS_SUBJECT if changed else around
        return (
            (clause.text, 1.0),
            (clause.sentence.text if changed else clause.rest, around),
            (clause.lead, _IN_LEAD),
            (clause.sentence.text, _OF_ANOTHER),
            (clause.divided, _OF_WHAT_IS_DIVIDED),
        )

    def _said(self, zones: Sequence[tuple[str, float]]) -> list[float]:
        """How surely each word is said, at its best place."""
        spelt = [(text, shared_places(self._asked, text), zone) for text, zone in zones]
        return [
            max(max(word.said_in(text), word.spelt_at(places)) * zone for text, places, zone in spelt)
            for word, _ in self._words
        ]

    def _preference(self, clause: Clause) -> float:
        """What speaks for one of several clauses that say as much."""
        more = self._by_label(clause)
        more += _TOTAL if _AGGREGATE.search(clause.text) else 0.0
        more += _SAME_MEASURE if self.measure == clause.quantity.unit else 0.0
        further = _FURTHER.match(clause.text) or _FURTHER.match(clause.sentence.text)
        if self._general:
            more -= _PART if clause.is_part or further else 0.0
            more -= _PART if _NOT_DISCLOSED.search(clause.text) else 0.0
        return more

    def _by_label(self, clause: Clause) -> float:
        """What the words right before the number speak for."""
        words = [w for w, _ in self._words]
        more = _LABEL * clause.label_said(words)
        focus = self._focus
        if focus is not None and focus.said_in(fold_text(clause.label[-len(focus.text) :])):
            more += _ADJACENT
        last = clause.label_words[-1][0] if clause.label_words else ""
        if len(last) > 1 and any(w.is_telling and not w.is_light and w.said_in(last) for w in words):
            more += _ADJACENT
        # What several channels give together is not what one of them gives.
        more -= _ADJACENT if "、" in clause.label else 0.0
        more += _ADJACENT if self._reached and _REACHED.search(clause.label) else 0.0
        return more
