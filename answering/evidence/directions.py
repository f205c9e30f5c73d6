"""A change that a question takes for granted the wrong way round: 上升20% where the report says 下降20%."""

from __future__ import annotations

import re

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.plan.numbers_said import amounts_said
from answering.plan.operations import Turned
from answering.plan.words import Word
from reports.prose.changes import changes
from reports.prose.quantities import counts
from reports.prose.sentences import Sentence
from retrieval.terms import fold_text

_UP = re.compile("(?:上升|增长|增加|增多|提高|提升|上涨|涨|升|多|加快|延长)(?:了|到|幅为)?$")
_DOWN = re.compile("(?:下降|减少|降低|下滑|回落|降|减|少|缩短|压缩)(?:了|到|幅为)?$")
_DIRECTION = re.compile(
    "(?:大幅|明显|显著|猛|急)?(?:上升|增长|增加|增多|提高|提升|上涨|涨|下降|减少|降低|下滑|回落)|为(?:什么|何|啥)|原因"
)
_BEFORE = 6


def _way(text: str, start: int) -> int:
    """1 where a number is told as a rise, -1 as a fall, else 0."""
    before = text[max(0, start - _BEFORE) : start]
    return 1 if _UP.search(before) else -1 if _DOWN.search(before) else 0


def told_the_other_way(question: str, held: Held, facts: Facts) -> tuple[str, PassageFact] | None:
    """What a question states of a change, and the words of the report that state the same number the other way round."""
    for stated in amounts_said(question):
        way = _way(question, stated.start)
        if not way:
            continue
        words = _about(question, held)
        for sentence in held.narrative.sentences:
            same = [q for q in counts(sentence.text) if q.value == stated.value and q.unit == stated.unit]
            ways = {_way(sentence.text, q.start) for q in same}
            if -way in ways and way not in ways and _speaks_of(words, sentence.text):
                start = max(0, stated.start - 2)
                said = _DIRECTION.search(question, max(0, stated.start - _BEFORE))
                start = said.start() if said else start
                return question[start : stated.end], whole_passage(held, sentence, facts)
    return None


def changed_the_other_way(asked: Turned, held: Held, facts: Facts) -> PassageFact | None:
    """The words that tell of what a question names a change the other way round; None where none do, or some tell it as asked."""
    telling = [w for w in _about(_COUNTED.sub("，", asked.words), held) if w.is_telling]
    words = [w for w in telling if not w.is_light] or telling
    against: Sentence | None = None
    for sentence in held.narrative.sentences if words else ():
        for change in changes(sentence.text, held.report.year):
            clause = (
                _CLAUSE.split(sentence.text[: change.now.end])[-1]
                + _CLAUSE.split(sentence.text[change.now.end :])[0]
            )
            if all(w.said_in(fold_text(clause)) for w in words):
                if change.rises is asked.rises:
                    return None
                against = against or sentence
    return whole_passage(held, against, facts) if against is not None else None


_COUNTED = re.compile(r"[件条篇次人期户]数|数量|(?:20)?\d\d年度?")
_CLAUSE = re.compile("[；;。]")
_NONE = re.compile("未|没有|无(?!法|关)|不存在")
_THING = re.compile("[一-龥]{3,10}")


def told_of_another_thing(
    question: str, held: Held, facts: Facts
) -> tuple[str, PassageFact, PassageFact] | None:
    """A number that a question gives to what the report says there was none of, and the words that tell what it is of."""
    for stated in amounts_said(question):
        thing = _THING.match(question, stated.end)
        if thing is None:
            continue
        own = [s for s in held.narrative.sentences if thing[0] in s.text]
        none = next((s for s in own if _NONE.search(s.text[: s.text.index(thing[0])])), None)
        digits = stated.raw.rstrip("万亿元")
        other = next(
            (
                s
                for s in held.narrative.sentences
                if digits in {q.raw.rstrip("万亿元") for q in counts(s.text)}
            ),
            None,
        )
        if none is not None and other is not None and thing[0] not in other.text:
            said = f"{question[stated.start : stated.end]}{thing[0]}"
            return said, whole_passage(held, none, facts), whole_passage(held, other, facts)
    return None


def _about(question: str, held: Held) -> list[Word]:
    bare = _DIRECTION.sub("，", question)
    return [w for w in held.narrative.words(bare) if len(w.text) > 1 and not w.is_year]


def _speaks_of(words: list[Word], text: str) -> bool:
    folded = fold_text(text)
    return any(w.said_in(folded) for w in words)
