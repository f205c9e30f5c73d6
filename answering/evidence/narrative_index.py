"""The narrative of one report, clause by clause, ranked by how well each says what a question asks for."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from answering.evidence.clause import Clause, clauses_of
from answering.evidence.rating import NumberQuestion
from answering.plan.lexicon import lexicon
from answering.plan.measures import kind_asked
from answering.plan.words import Word, content_words, shared_places
from reports.model import Paragraph, Report
from reports.prose.sentences import Sentence, sentences
from retrieval.terms import fold_text

_IN_LEAD = 0.6
_GENERAL = 0.3
_LIGHT = 0.6
# The agency's own name says nothing of what is asked (青槐 of 青槐街道); 信息 is a part of some names and of nearly all else.
_SHORTEST_NAME, _INFORMATION = 2, "信息"
_UNSAID = 0.6
_INTRODUCTION = 0.85
# Of what says as much the first comes first.
_LATER = 1e-4


@dataclass(frozen=True)
class Ranked:
    """A clause or a sentence with how much of the question it says, from 0 to a little over 1."""

    score: float
    coverage: float
    clause: Clause | None
    sentence: Sentence


class NarrativeIndex:
    """The clauses and sentences of a report's prose; made once for a report, in memory."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._counted: dict[tuple[str, tuple[str, ...]], int] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in reading order."""
        return tuple(s for s in sentences(self.report.paragraphs()) if not _OF_A_TABLE.search(s.text))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(fold_text(s.text) for s in self.sentences)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause for each number that it gives."""
        return tuple(c for s in self.sentences for c in clauses_of(s, _lead(s.paragraph)))

    @cached_property
    def _first_section(self) -> int:
        return self.report.sections[0].heading.index if self.report.sections else 0

    def is_heading(self, sentence: Sentence) -> bool:
        """Whether a sentence only names what follows it, or which parts the report has."""
        return _is_heading(sentence, self.report) or bool(_LISTS_PARTS.search(fold_text(sentence.text)))

    def words(self, question: str) -> list[Word]:
        """What the question is about; 公开 and 员 are one word where the report says 公开员."""
        out: list[Word] = []
        for word in content_words(question, fold_text(self.report.agency_words), self.report.year):
            whole = out[-1].text + word.text if out else ""
            if (
                out
                and out[-1].start + len(out[-1].text) == word.start
                and (len(word.text) == 1 or len(out[-1].text) == 1)
                and not word.is_light
                and any(whole in s for s in self._folded)
            ):
                out[-1] = replace(out[-1], text=whole, is_light=False)
            else:
                out.append(word)
        agency = fold_text(self.report.agency_words)
        return [
            w for w in out if len(w.text) < _SHORTEST_NAME or w.text == _INFORMATION or w.text not in agency
        ]

    def weight(self, word: Word) -> float:
        """How telling a word is within this report: the rarer, the more."""
        count = self.sentences_saying(word)
        # What stands nowhere weighs no more than what stands once: it may be said in words that are not known here.
        weight = math.log(1 + len(self._folded) / (0.5 + max(count, 1)))
        weight *= _GENERAL if word.text in (*lexicon()["general"], f"{self.report.year}年") else 1.0
        weight *= _LIGHT if word.is_light else 1.0
        weight *= _UNSAID if count == 0 and (word.is_light or word.is_general) else 1.0
        return weight * word.weight * (0.5 if len(word.text) == 1 else 1.0)

    def says(self, word: Word) -> bool:
        """Whether the prose says a word anywhere."""
        return self.sentences_saying(word) > 0

    def sentences_saying(self, word: Word) -> int:
        """How many sentences say a word, counted once for all questions."""
        known = self._counted.get((word.text, word.also))
        if known is None:
            known = sum(1 for s in self._folded if word.said_in(s))
            self._counted[word.text, word.also] = known
        return known

    def numbers(self, question: str, words: Sequence[Word]) -> list[Ranked]:
        """The clauses that give a number of the kind asked for, best first."""
        asked = NumberQuestion(question, words, [self.weight(w) for w in words], self.report.year)
        fits = kind_asked(question)
        fitting = [c for c in self.clauses if fits(c.quantity.unit)]
        alike = Counter((c.sentence, c.quantity.unit == asked.measure) for c in fitting)
        rated = [
            (asked.rate(c, alike[c.sentence, c.quantity.unit == asked.measure] == 1), c) for c in fitting
        ]
        ranked = [
            (rating.score - order * _LATER, rating.coverage, clause)
            for order, (rating, clause) in enumerate(rated)
            if rating is not None
        ]
        ranked.sort(key=lambda r: -r[0])
        return [Ranked(score, coverage, clause, clause.sentence) for score, coverage, clause in ranked]

    def statements(self, question: str, words: Sequence[Word]) -> list[Ranked]:
        """The sentences that say what the question is about, best first."""
        asked = fold_text(question)
        weights = [self.weight(w) for w in words]
        total = sum(weights) or 1.0
        ranked = []
        for order, (sentence, folded) in enumerate(zip(self.sentences, self._folded, strict=True)):
            if _is_heading(sentence, self.report) or ("部分" not in asked and _LISTS_PARTS.search(folded)):
                continue
            lead = fold_text(_lead(sentence.paragraph))
            spelt = shared_places(asked, folded)
            said = [max(w.said_in(folded), w.spelt_at(spelt), w.said_in(lead) * _IN_LEAD) for w in words]
            coverage = sum(s * w for s, w in zip(said, weights, strict=True)) / total
            less = _INTRODUCTION if sentence.paragraph.index < self._first_section else 1.0
            ranked.append((coverage * less - order * _LATER, coverage, sentence))
        ranked.sort(key=lambda r: -r[0])
        return [Ranked(score, coverage, None, sentence) for score, coverage, sentence in ranked]


# The line that heads a table in a text file: 商业企业 | 科研机构.
_OF_A_TABLE = re.compile(r"\S\s\|\s\S")
# 本报告由总体情况、……组成 tells nothing of what was done.
_LISTS_PARTS = re.compile("(?:报告|全文|内容).{0,12}总体情况.{0,60}收到和处理")
_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]+[）)、.．].{0,18}$|^[一二三四五六七八九]是[^，、；]{2,14}。?$|^[—－]{1,2}[^，、；]{2,16}[。：:]?$|^[^，、]{0,12}(?:情况|方面|建设|保障|管理|公开)[。：:]?$"
)


def _is_heading(sentence: Sentence, report: Report) -> bool:
    """Whether a sentence only names what follows it."""
    text = sentence.text.strip()
    if text.endswith(("；", ";", "，")):
        return False
    if sentence.paragraph.heading or sentence.paragraph.index == report.title_paragraph:
        return True
    says_something = re.search(r"[无未没不欠缺]|有待|\d", re.sub(r"^[（(]?\d+", "", text))
    return bool(_HEADING.match(text)) and len(text) <= 22 and not says_something


def _lead(paragraph: Paragraph) -> str:
    """The words that open a paragraph, which say what it is about."""
    return re.split(r"[，,。；;：:]", paragraph.text, maxsplit=1)[0][:24]
