"""The narrative of one report, clause by clause, ranked by how well each says what a question asks for."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from answering.measures import asks_compared, is_compared, measure_asked, numbers_in, of_kind
from answering.words import Word, beside_number, content_words, cut, lexicon, shared_places
from reports.model import Paragraph, Report
from reports.sentences import Sentence, pieces_between, sentences
from retrieval.terms import fold_text
from review.quantities import Quantity

_CLAUSE = pieces_between("，,；;。：:！？\n")
_IN_SENTENCE, _IN_LEAD, _AROUND_PART, _ALONE = 0.7, 0.6, 0.4, 0.9
# What has changed stands in the clause before: 新收申请46件，较上年减少12件.
_OF_ITS_SUBJECT = 0.95
_SAID = 0.4
_LABEL = 0.2
_TOTAL = 0.05
_SAME_MEASURE = 0.1
_ADJACENT = 0.05
_OTHER_COUNTED = 0.6
_UNFOCUSED = 0.85
_BESIDE = 4
_LABEL_LENGTH = 14
_WHOLE_SENTENCE = 60
_AGGREGATE = re.compile(r"全年|共|累计|总|合计|新增")
_LISTS = re.compile(r"其中|包括|分别|具体为")
# 粉丝数由合并前2.1万增至3.6万: both numbers count what opens the clause.
_CHANGED = re.compile("[由从].{2,16}[增减升降涨至到为]")
# 提到多少 asks for where it goes to (提高到20%) and not for where it is.
_REACHED_ASKED = re.compile("[到至达](?:多少|几)")
_REACHED = re.compile("[到至达]$")
# 15件涉及律师执业许可 counts no 律师.
_ABOUT = re.compile("涉及|关于|要求|咨询|反映|针对|为|是")
_PART = 0.4
_GENERAL = 0.3
_LIGHT = 0.6
_UNSAID = 0.6
_INTRODUCTION = 0.85


@dataclass(frozen=True)
class Clause:
    """A clause with a number, the sentence it stands in, the words that open its paragraph and those right before
    the number.
    """

    text: str
    start: int
    end: int
    quantity: Quantity
    sentence: Sentence
    lead: str
    label: str

    @property
    def is_part(self) -> bool:
        """Whether the number is an item of a list and not what the list divides."""
        before = self.sentence.paragraph.text[self.sentence.start : self.start + self.quantity.start]
        return bool(_LISTS.search(before))

    @cached_property
    def label_words(self) -> list[tuple[str, int, str]]:
        """The words right before the number, with places and parts of speech; cut once for all questions."""
        return cut(fold_text(self.label))

    def counts_other_than(self, word: Word) -> bool:
        """Whether the number counts something else than a word says: 900条 in 社区公示栏公示900条 counts no 社区."""
        near = len(word.text) + _BESIDE
        text = self.sentence.paragraph.text
        number, end = self.start + self.quantity.start, self.start + self.quantity.end
        described = re.match(r"[^，,；;。]{1,12}的([^，,；;。]{2,8})", text[end : self.end])
        after = text[end : min(self.end, end + near)]
        beside = (
            text[max(self.start, number - near) : number],
            "" if _ABOUT.match(after) else after,
            described[1] if described else "",
            self.text if _CHANGED.search(self.text) else "",
        )
        if "分别" in self.text or any(word.said_in(fold_text(t)) for t in beside):
            return False
        ends_in_noun = bool(self.label_words) and self.label_words[-1][2].startswith("n")
        return ends_in_noun or word.said_in(fold_text(self.text)) > 0

    def quote(self, words: Sequence[Word]) -> str:
        """The words to show: the sentence where it is short, else from the first clause that has to do with the question."""
        text = self.sentence.paragraph.text
        if len(self.sentence.text) <= _WHOLE_SENTENCE:
            return self.sentence.text.rstrip("。；")
        start = self.start
        if any(w.said_in(self.text) == 0 and not w.is_light for w in words):
            for match in _CLAUSE.finditer(text, self.sentence.start, self.start):
                if any(w.said_in(match[0]) and not w.said_in(self.text) and not w.is_light for w in words):
                    start = match.start()
                    break
        return text[start : self.end].strip()


@dataclass(frozen=True)
class Ranked:
    """A clause or a sentence with how much of the question it says, from 0 to a little over 1."""

    score: float
    coverage: float
    clause: Clause | None
    sentence: Sentence


_SCALES = {"万": 10_000, "亿": 100_000_000}


class NarrativeIndex:
    """The clauses and sentences of a report's prose; made once for a report, in memory."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in reading order."""
        return tuple(sentences(self.report.paragraphs()))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(fold_text(s.text) for s in self.sentences)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause for each number that it gives."""
        out: list[Clause] = []
        for sentence in self.sentences:
            lead = _lead(sentence.paragraph)
            for match in _CLAUSE.finditer(sentence.text):
                begin, end, last = sentence.start + match.start(), sentence.start + match.end(), 0
                for quantity in numbers_in(match[0]):
                    label = match[0][last : quantity.start][-_LABEL_LENGTH:]
                    last = quantity.end
                    out.append(Clause(match[0], begin, end, quantity, sentence, lead, label))
        return tuple(out)

    @cached_property
    def _first_section(self) -> int:
        return self.report.sections[0].heading.index if self.report.sections else 0

    def words(self, question: str) -> list[Word]:
        """What the question is about; 公开 and 员 are one word where the report says 公开员."""
        out: list[Word] = []
        for word in content_words(question, fold_text(self.report.agency), self.report.year):
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
        return out

    def weight(self, word: Word) -> float:
        """How telling a word is within this report: the rarer, the more."""
        count = sum(1 for s in self._folded if word.said_in(s))
        # What stands nowhere weighs no more than what stands once: it may be said in words that are not known here.
        weight = math.log(1 + len(self._folded) / (0.5 + max(count, 1)))
        weight *= _GENERAL if word.text in lexicon()["general"] else 1.0
        weight *= _LIGHT if word.is_light else 1.0
        weight *= _UNSAID if count == 0 and (word.is_light or word.is_general) else 1.0
        return weight * word.weight * (0.5 if len(word.text) == 1 else 1.0)

    def says(self, word: Word) -> bool:
        """Whether the prose says a word anywhere."""
        return any(word.said_in(s) for s in self._folded)

    def numbers(self, question: str, words: Sequence[Word]) -> list[Ranked]:
        """The clauses that give a number of the kind asked for, best first."""
        asked = fold_text(question)
        weights = [self.weight(w) for w in words]
        total = sum(weights) or 1.0
        general = all(w.is_general for w in words)
        compared, reached = asks_compared(question), bool(_REACHED_ASKED.search(question))
        measure = measure_asked(question)
        focus, counted = beside_number(question, words)
        ranked = []
        years = [w for w in words if w.is_year and w.text != f"{self.report.year}年"]
        fitting = [c for c in self.clauses if of_kind(question, c.quantity)]
        in_sentence = Counter((c.sentence, c.quantity.unit == measure) for c in fitting)
        for order, clause in enumerate(fitting):
            alone = in_sentence[clause.sentence, clause.quantity.unit == measure] == 1
            around = _ALONE if alone else _AROUND_PART if clause.is_part else _IN_SENTENCE
            changed = compared and is_compared(clause.text)
            around = _OF_ITS_SUBJECT if changed else around
            zones = ((clause.text, 1.0), (clause.sentence.text, around), (clause.lead, _IN_LEAD))
            folded = [(fold_text(t), z) for t, z in zones]
            spelt = [(shared_places(asked, t), z) for t, z in folded]
            said = [
                max(
                    max(w.said_in(t), w.spelt_at(s)) * z for (t, z), (s, _) in zip(folded, spelt, strict=True)
                )
                for w in words
            ]
            if (
                sum(s < _SAID for s, w in zip(said, words, strict=True) if w.is_telling and not w.is_light)
                > len(words) // 3
            ):
                continue
            coverage = sum(s * w for s, w in zip(said, weights, strict=True)) / total
            if counted is not None and clause.counts_other_than(counted):
                coverage *= _OTHER_COUNTED
            if any(y.said_in(folded[0][0]) == 0 for y in years) or (compared and not changed):
                coverage *= _OTHER_COUNTED
            if focus is not None and not alone and not focus.said_in(folded[0][0] + folded[2][0]):
                coverage *= _UNFOCUSED
            score = coverage + _LABEL * _precision(clause, words)
            score += _TOTAL if _AGGREGATE.search(clause.text) else 0.0
            score += (
                _ADJACENT
                if focus is not None and focus.said_in(fold_text(clause.label[-len(focus.text) :]))
                else 0.0
            )
            score += _ADJACENT if reached and _REACHED.search(clause.label) else 0.0
            score += _SAME_MEASURE if measure == clause.quantity.unit else 0.0
            score -= _PART if general and clause.is_part else 0.0
            ranked.append((score - order * 1e-4, coverage, clause))
        ranked.sort(key=lambda r: -r[0])
        return [Ranked(score, coverage, clause, clause.sentence) for score, coverage, clause in ranked]

    def statements(self, question: str, words: Sequence[Word]) -> list[Ranked]:
        """The sentences that say what the question is about, best first."""
        asked = fold_text(question)
        weights = [self.weight(w) for w in words]
        total = sum(weights) or 1.0
        ranked = []
        for order, (sentence, folded) in enumerate(zip(self.sentences, self._folded, strict=True)):
            if _is_heading(sentence, self.report):
                continue
            lead = fold_text(_lead(sentence.paragraph))
            spelt = shared_places(asked, folded)
            said = [max(w.said_in(folded), w.spelt_at(spelt), w.said_in(lead) * _IN_LEAD) for w in words]
            coverage = sum(s * w for s, w in zip(said, weights, strict=True)) / total
            less = _INTRODUCTION if sentence.paragraph.index < self._first_section else 1.0
            ranked.append((coverage * less - order * 1e-4, coverage, sentence))
        ranked.sort(key=lambda r: -r[0])
        return [Ranked(score, coverage, None, sentence) for score, coverage, sentence in ranked]


_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十\d]+[）)、.．].{0,18}$|^[一二三四五六七八九]是[^，、；]{2,14}。?$|^[^，、]{0,12}(?:情况|方面|建设|保障|管理|公开)[。：:]?$"
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


def _precision(clause: Clause, words: Sequence[Word]) -> float:
    """How much of the words right before a number the question has."""
    own = [w for w, _, _ in clause.label_words if len(w) > 1]
    if not own:
        return 0.0
    return sum(1 for o in own if any(w.said_in(o) or o in w.text for w in words)) / len(own)
