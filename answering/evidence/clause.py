"""A clause of a report's prose with a number: what the number counts and how it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from answering.plan.lexicon import cut
from answering.plan.measures import numbers_in
from answering.plan.words import Word
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence, pieces_between
from retrieval.terms import fold_text

CLAUSE = pieces_between("，,；;。：:！？\n")
_BESIDE = 4
_WHOLE_SENTENCE = 60
_LABEL_LENGTH = 14
_LIST_LENGTH = 16
_SHARE = re.compile("占比|比重|比例|(?:和|或者?|及)?部分|全部")
# With set phrases (修改意见) and abbreviations.
_NOUNS = ("n", "l", "j")
_LISTS = re.compile(r"其中|包括|分别|具体为")
# 粉丝数由合并前2.1万增至3.6万: both numbers count what opens the clause.
_CHANGED = re.compile("[由从].{2,16}[增减升降涨至到为]")
# 15件涉及律师执业许可 counts no 律师.
_ABOUT = re.compile("涉及|关于|要求|咨询|反映|针对|为|是")


@dataclass(frozen=True)
class Clause:
    """A clause with a number, the sentence it stands in, the words that open its paragraph and those right before
    the number.

    `rest` is the sentence without the clauses that count other things in the same unit; `divided` is what a list
    divides of which the number is an item, or of which the clause goes on to tell (收到意见55条，采纳19条), else empty.
    """

    text: str
    start: int
    end: int
    quantity: Quantity
    sentence: Sentence
    lead: str
    label: str
    rest: str
    divided: str

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
        # A list of what is counted may follow: 164件人大议案、建议和政协提案.
        listed = re.split("[，,；;。]", text[end : self.end], maxsplit=1)[0]
        after = listed if "、" in listed else text[end : min(self.end, end + near)]
        # Or precede: 人大代表建议、政协委员提案40件.
        reach = _LIST_LENGTH if "、" in text[max(self.start, number - _LIST_LENGTH) : number] else near
        beside = (
            text[max(self.start, number - reach) : number],
            "" if _ABOUT.match(after) else after,
            described[1] if described else "",
            self.text if _CHANGED.search(self.text) else "",
        )
        if "分别" in self.text or any(word.said_in(fold_text(t)) for t in beside):
            return False
        ends_in_noun = bool(self.label_words) and self.label_words[-1][2].startswith("n")
        return ends_in_noun or word.said_in(fold_text(self.text)) > 0

    def label_said(self, words: Sequence[Word]) -> float:
        """How much of the words right before the number some words say, 0 to 1."""
        own = [w for w, _, _ in self.label_words if len(w) > 1]
        if not own:
            return 0.0
        return sum(1 for o in own if any(w.said_in(o) or o in w.text for w in words)) / len(own)

    def quote(self, words: Sequence[Word]) -> str:
        """The words to show: the sentence where it is short, else from the first clause that has to do with the question."""
        text = self.sentence.paragraph.text
        if len(self.sentence.text) <= _WHOLE_SENTENCE:
            return self.sentence.text.rstrip("。；")
        start = self.start
        if any(w.said_in(self.text) == 0 and not w.is_light for w in words):
            for match in CLAUSE.finditer(text, self.sentence.start, self.start):
                if any(w.said_in(match[0]) and not w.said_in(self.text) and not w.is_light for w in words):
                    start = match.start()
                    break
        return text[start : self.end].strip()


def is_elliptic(text: str) -> bool:
    """Whether a clause names nothing that its number counts, which is told before it (收到意见55条，采纳19条)."""
    tagged = cut(fold_text(_SHARE.sub("", text)))
    return not any(part.startswith(_NOUNS) and len(word) > 1 for word, _, part in tagged)


def clauses_of(sentence: Sentence, lead: str) -> Iterator[Clause]:
    """Every clause of a sentence for each number that it gives; `lead` are the words that open the paragraph."""
    pieces = [(m, numbers_in(m[0])) for m in CLAUSE.finditer(sentence.text)]
    for (match, numbers), divided in zip(pieces, _divided_by(pieces), strict=True):
        last = 0
        for quantity in numbers:
            same = [m[0] for m, ns in pieces if m is match or all(n.unit != quantity.unit for n in ns)]
            label = match[0][last : quantity.start][-_LABEL_LENGTH:]
            last = quantity.end
            begin, end = sentence.start + match.start(), sentence.start + match.end()
            yield Clause(match[0], begin, end, quantity, sentence, lead, label, "，".join(same), divided)


def _divided_by(pieces: Sequence[tuple[re.Match[str], list[Quantity]]]) -> Iterator[str]:
    """For each clause of a sentence the one whose number it divides or tells more of; empty where there is none."""
    named = listed = previous = ""
    units: set[str] = set()
    for match, numbers in pieces:
        if _LISTS.search(match[0]):
            listed = named
        own = {n.unit for n in numbers}
        elliptic = is_elliptic(match[0])
        # A share is of the number right before it (当面提交13件，占比1.3%), a further number of what was last named.
        yield (previous if own.isdisjoint(units) else named) if elliptic else listed
        if numbers:
            previous, units = match[0], own
            named = named if elliptic else previous
