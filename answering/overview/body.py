"""What a text on some things is made of: for each thing what the report tells, its problems with their measures, the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.draft.sentence import Span
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.evidence.part_five import Item, PartFive
from answering.evidence.places import whole_passage
from answering.overview.topical import OnTopic, measure_for, on_topic_of
from answering.plan.aspects import aspect_named
from answering.plan.request import is_of_any_report, topics_of
from answering.plan.words import Word
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

_MOST_OF_ONE, _MOST_OF_EACH, _CONSIDERED = 3, 2, 6
_NEARLY = 0.65
_LONGEST_AFFAIR, _LONGEST_OPENING, _MOST_OF_AFFAIR = 300, 16, 4
OF_APPLICATIONS = re.compile("申请(?!书|表|人)")
OF_DISPUTES = re.compile("复议|诉讼|争议|官司|败诉|纠正|纠错")


@dataclass(frozen=True)
class Topic:
    """A thing that a question names, with its words that the report says."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Body:
    """What a report says on the things; `is_problem` where it lists the first among its problems."""

    topics: tuple[Topic, ...] = ()
    told: tuple[OnTopic, ...] = ()
    problems: tuple[OnTopic, ...] = ()
    measures: tuple[Span, ...] = ()
    is_problem: bool = False

    @property
    def found(self) -> bool:
        """Whether the report says anything on them."""
        return bool(self.told or self.problems or self.measures)


def topics_in(question: str, held: Held) -> tuple[Topic, ...]:
    """The things that a question names of which the report says a word."""
    each = (Topic(t, _words(t, held)) for t in topics_of(question, held.report.agency_words))
    return tuple(t for t in each if t.words)


def _words(text: str, held: Held) -> tuple[Word, ...]:
    """The words of a thing that the report says, the narrower ones alone where there are any."""
    agency = fold_text(held.report.agency_words)
    words = [w for w in held.narrative.words(text) if not w.is_year and len(w.text) > 1]
    said = [
        w for w in words if held.narrative.says(w) and w.text not in agency and not is_of_any_report(w.text)
    ]
    telling = [w for w in said if w.is_telling and not w.is_light]
    # Of 申请涨了四成 the applications are what it is about, though every report has the word.
    return tuple(telling or [w for w in said if not w.is_light] or said)


def body_of(topics: Sequence[Topic], held: Held, five: PartFive, facts: Facts) -> Body:
    """What the report says on some things, in their order; what two of them share is told once."""
    most = _MOST_OF_ONE if len(topics) == 1 else _MOST_OF_EACH
    told: list[OnTopic] = []
    problems: list[OnTopic] = []
    measures: list[Span] = []
    firsts: list[OnTopic] = []
    for topic in topics:
        found = on_topic_of(topic.text, topic.words, held, five, facts, _CONSIDERED)
        best = max((f.score for f in found), default=0.0)
        firsts += found[:1]
        near = [f for f in found if f.score >= _NEARLY * best]
        affair = _affair(topic, near, held, facts) if len(topics) == 1 else []
        told += affair or [f for f in near if f.kind in ("told", "past")][:most]
        own = [f for f in near if f.kind == "problem"][:most]
        problems += own
        answering = [m for p in own if (m := measure_for(p, five)) is not None]
        measures += [_of_item(m) for m in answering]
        measures += [] if answering else [span_of(f) for f in near if f.kind == "measure"][:1]
    return Body(
        tuple(topics),
        _once(told),
        _once(problems),
        tuple(dict.fromkeys(measures)),
        bool(firsts) and firsts[0].kind == "problem",
    )


def _affair(topic: Topic, near: Sequence[OnTopic], held: Held, facts: Facts) -> list[OnTopic]:
    """All sentences of the short paragraph whose opening words name a thing (——学区调整回应。…); aspects are no affairs."""
    best = next((f for f in near if f.kind == "told"), None)
    paragraph = next((p for p in held.report.paragraphs() if best and p.index == best.fact.paragraph), None)
    if best is None or paragraph is None or len(paragraph.text) > _LONGEST_AFFAIR:
        return []
    opening = re.split("[，,。；;：:]", paragraph.text, maxsplit=1)[0]
    named = [w for w in topic.words if w.is_telling and not w.is_general and w.said_in(fold_text(opening))]
    if not named or aspect_named(opening) is not None or len(opening) > _LONGEST_OPENING:
        return []
    told = [s for s in whole_sentences([paragraph]) if not held.narrative.is_heading(s)]
    return [OnTopic(whole_passage(held, s, facts), 0, "told", best.score) for s in told[:_MOST_OF_AFFAIR]]


def _once(found: Sequence[OnTopic]) -> tuple[OnTopic, ...]:
    return tuple({(f.fact.id, f.start): f for f in found}.values())


def _of_item(item: Item) -> Span:
    return Span(item.fact.id, item.start, len(item.fact.text.rstrip("。；，：:;,")))


def span_of(found: OnTopic) -> Span:
    """The words of a sentence without its heading and the mark at its end."""
    return Span(found.fact.id, found.start, len(found.fact.text.rstrip("。；，;,")))
