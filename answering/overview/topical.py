"""What a report says on the thing that a question names: the sentences that say most of its words and its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.part_five import Item, PartFive
from answering.evidence.places import whole_passage
from answering.plan.words import Word
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

_NUMBER = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>[一-鿿%％])?")
_HEADING_COUNTS, _A_NUMBER, _OF_EXPLAINING, _OF_PROBLEMS = 0.5, 0.7, 0.35, 0.2
_EXPLAINS = re.compile(
    "原因|由于|主要(?:涉及|集中|是|为)|涉及|集中在|占比|为主|较(?:上年|20\\d\\d)|同比|增加|下降|减少"
)
_HANDLING = re.compile(
    "平均|办理(?:时长|天数|时间)|答复(?:时间|时长|天数)|用时|时限|按期|按时|逾期|超期|延期"
)
_ON_TIME = re.compile("及时|快|慢|拖|超期|时限|按期|按时|效率|天(?!气)|工作日")
_LEAST, _OF_BEST = 0.3, 0.55
# What is said to go wrong (公众号断更, 公示太慢) is told by a sentence that says so too.
_GOES_WRONG = re.compile("[不未没无慢少缺差超逾低乱迟]|滞后|断更|停更|薄弱|笼统|纠正|拖延|混乱|高发|集中")
_OF_TROUBLE = 0.3
_OF_THE_FORM = re.compile("统计期限|本报告|编制|联系(?:地址|电话|方式)")


@dataclass(frozen=True)
class OnTopic:
    """A sentence or an item of part five; `kind` is told, problem, measure or past."""

    fact: PassageFact
    start: int
    kind: str
    score: float

    @property
    def text(self) -> str:
        """Its words."""
        return self.fact.text[self.start :]


def numbers_of(text: str) -> set[str]:
    """The numbers of a text as they are compared: with their unit, and alone where they have two digits."""
    out = set()
    for match in _NUMBER.finditer(text):
        if match["unit"] == "年":
            continue
        bare = match["n"].replace(",", "").rstrip(".")
        out |= {f"{bare}{match['unit']}"} if match["unit"] else set()
        out |= {bare} if len(bare) > 1 else set()
    return out


def on_topic_of(
    question: str, words: Sequence[Word], held: Held, five: PartFive, facts: Facts, most: int
) -> list[OnTopic]:
    """The most that a report says on a question, best first; nothing where it says too little of it."""
    asked = numbers_of(question)
    weights = [held.narrative.weight(w) for w in words]
    total = sum(weights) or 1.0
    on_time = bool(_ON_TIME.search(question))
    goes_wrong = bool(_GOES_WRONG.search(question))

    def score(text: str, context: str) -> float:
        folded, around = fold_text(text), fold_text(context)
        said = sum(
            weight * max(w.said_in(folded), _HEADING_COUNTS * w.said_in(around))
            for w, weight in zip(words, weights, strict=True)
        )
        shared = len(asked & numbers_of(text))
        value = said / total + _A_NUMBER * min(shared, 2)
        if not value:
            return 0.0
        return (
            value
            + _OF_EXPLAINING * bool(_EXPLAINS.search(text))
            + 2 * _OF_EXPLAINING * (on_time and bool(_HANDLING.search(text)))
            + _OF_TROUBLE * (goes_wrong and bool(_GOES_WRONG.search(text)))
        )

    rated = [r for r in _told(held, facts, score) if r.kind]
    for kind, items in (("past", five.past), ("problem", five.problems), ("measure", five.measures)):
        rated += [
            OnTopic(i.fact, i.start, kind, score(i.text, "") + _bonus(kind, score(i.text, ""))) for i in items
        ]
    best = max((r.score for r in rated), default=0.0)
    kept = [r for r in rated if r.score >= max(_LEAST, _OF_BEST * best)]
    return sorted(kept, key=lambda r: -r.score)[:most]


def _bonus(kind: str, score: float) -> float:
    return _OF_PROBLEMS if score and kind == "problem" else 0.0


def _told(held: Held, facts: Facts, score) -> list[OnTopic]:  # type: ignore[no-untyped-def]
    """The sentences outside of part five and of what every report says of itself."""
    headings = {id(t.sentence.paragraph): t.heading for t in held.told.told}
    out = []
    for section in held.report.sections:
        if section.number == "五":
            continue
        for sentence in whole_sentences(section.paragraphs):
            if held.narrative.is_heading(sentence) or _OF_THE_FORM.search(sentence.text):
                continue
            value = score(sentence.text, headings.get(id(sentence.paragraph), ""))
            if value:
                fact = whole_passage(held, sentence, facts)
                out.append(OnTopic(fact, _after_number(fact.text), "told", value))
    return out


def _after_number(text: str) -> int:
    match = re.match(
        r"\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d[.．、])[^。，：:]{2,16}[。：:]|\s*\d[.．、]", text
    )
    return match.end() if match and match.end() < len(text) else 0


def measure_for(problem: OnTopic, five: PartFive) -> Item | None:
    """The measure that answers a problem."""
    return next((m for p, m in five.pairs if p.fact.id == problem.fact.id and p.start == problem.start), None)
