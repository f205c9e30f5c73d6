"""How a part of a report is written: how many items, how many of them with numbers, times or persons, how many set phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.overview import aspect_of, aspects_of
from answering.evidence.part_five import part_five_of
from answering.evidence.places import paragraphs_of, passage, whole_passage
from answering.plan.aspects import aspect_named
from answering.plan.lexicon import lexicon
from answering.plan.measures import numbers_in
from answering.plan.operations import Written
from answering.plan.words import Word
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

_ITEM = re.compile(
    r"(?:[一二三四五六七八九]是|[（(][一二三四五六七八九十\d]{1,2}[）)]|第[一二三四五六七八九][，、是]|[①-⑨])"
)
_TIMED = re.compile(
    r"每(?:[日天周月季年半]|个?季度|工作日)|[按逐](?:[日周月季年]|季度)|(?:上|下)半年|年底前|\d{1,2}月|[一二三四]季度|当[天日]|期限"
)
_OWNED = re.compile(
    "由[一-龥]{2,8}(?:负责|牵头|承担|录制|组织|审核)|聘请|抽调|《|“|专人|AB岗|手册|清单|考核|挂钩|评优"
)
_SET_PHRASES = re.compile(
    "坚强领导|正确领导|深入学习|深入贯彻|认真贯彻|紧紧围绕|高度重视|不断提升|不断提高|切实(?:保障|加强|提高)|进一步(?:加强|完善|提高|强化)|扎实推进|稳步推进|有序推进|指导思想|重要举措"
)


@dataclass(frozen=True)
class Item:
    """An item of a text; `concrete` where it gives a number, a time, a document or who does it."""

    fact: PassageFact
    concrete: bool


@dataclass(frozen=True)
class HowWritten:
    """A stretch of a report item by item; `problems` and `measures` only of part five."""

    what: str
    items: tuple[Item, ...]
    problems: tuple[Item, ...] = ()
    measures: tuple[Item, ...] = ()
    phrases: int = 0

    @property
    def numbers(self) -> int:
        """How many numbers the text gives."""
        return sum(len(numbers_in(i.fact.text)) for i in self.items)

    @property
    def phrased(self) -> tuple[Item, ...]:
        """The items with set phrases."""
        return tuple(i for i in self.items if _SET_PHRASES.search(i.fact.text))

    @property
    def length(self) -> int:
        """How many characters the text has."""
        return sum(len(i.fact.text) for i in self.items)


def how_written(asked: Written, held: Held, facts: Facts) -> HowWritten | None:
    """What can be counted of the text that a question doubts; None where the report has no such text."""
    if asked.part == "五":
        return _part_five(held, facts)
    if asked.about:
        return _on(asked.about, held, facts)
    aspect = aspect_named(asked.doubt) if asked.part is None else None
    if aspect is not None:
        fact = aspects_of(held, facts).get(aspect) or _said_of(aspect, held, facts)
        items = _items([fact], held, facts) if fact is not None else ()
        return HowWritten(f"“{aspect}”", items, phrases=_phrases(items))
    part = asked.part or "一"
    whole = [
        whole_passage(held, s, facts)
        for s in whole_sentences(paragraphs_of(held.report, part)) if len(s.text) > _HEADING
    ]  # fmt: skip
    items = _items(whole, held, facts)
    return HowWritten(f"第{part}部分", items, phrases=_phrases(items)) if items else None


_HEADING = 18
_NEARLY, _MOST_SENTENCES = 0.6, 4


def _on(things: Sequence[str], held: Held, facts: Facts) -> HowWritten | None:
    """What the report says on some things, the sentences that say most of them; None where it says nothing of them."""
    text = "、".join(things)
    words = [w for w in held.narrative.words(text) if w.is_telling and held.narrative.says(w)]
    if not words:
        return None
    ranked = held.narrative.statements(text, words)
    near = [r.sentence for r in ranked[:_MOST_SENTENCES] if r.coverage >= _NEARLY * ranked[0].coverage]
    section = held.report.section_of(near[0].paragraph.index)
    if section == "六":  # where a paragraph tells of one matter
        near = list(whole_sentences([near[0].paragraph]))
    near.sort(key=lambda s: (s.paragraph.index, s.start))
    items = _items([whole_passage(held, s, facts) for s in near], held, facts)
    return HowWritten(f"“{text}”", items, phrases=_phrases(items)) if items else None


def _said_of(aspect: str, held: Held, facts: Facts) -> PassageFact | None:
    """The first sentence of part one that names an aspect which has no paragraph of its own."""
    word = aspect.removeprefix("政府").removesuffix("建设")
    for s in whole_sentences(paragraphs_of(held.report, "一")):
        if word in s.text:
            return whole_passage(held, s, facts)
    return None


def aspect_items(aspect: str, held: Held, facts: Facts) -> tuple[Item, ...]:
    """What part one says on an aspect, item by item, without its heading."""
    cuts = aspect_of(aspect, paragraphs_of(held.report, "一"))
    found = [
        whole_passage(held, s, facts)
        for p, start, end in cuts for s in whole_sentences([p]) if start <= s.start < end
    ]  # fmt: skip
    told = [f for f in found if len(f.text) > _HEADING or is_concrete(f.text)]
    return _items(told, held, facts)


def _part_five(held: Held, facts: Facts) -> HowWritten | None:
    seen = part_five_of(held, facts)
    problems, measures = (
        tuple(Item(i.fact, is_concrete(i.text)) for i in told) for told in (seen.problems, seen.measures)
    )
    if not problems and not measures:
        return None
    items = (*problems, *measures)
    return HowWritten("第五部分", items, problems, measures, _phrases(items))


def remedy_of(question: str, held: Held, facts: Facts) -> tuple[Item, tuple[Item, ...]] | None:
    """The problem that a question names and the measures for it: of the same place in their lists, else all of them.

    None where part five names no such problem, or another part tells more of what the question names.
    """
    seen = _part_five(held, facts)
    ordinal = _ORDINAL.search(question)
    if ordinal is not None:
        pairs = part_five_of(held, facts).pairs[_PLACES.index(ordinal["n"]) :]
        problem, measure = pairs[0] if pairs else (None, None)
        if problem is None:
            return None
        return Item(problem.fact, True), (Item(measure.fact, True),) if measure is not None else ()
    every = [w for w in held.narrative.words(question) if not w.is_general]
    every = [w for w in every if w.text not in lexicon()["framing"]]
    words = [w for w in every if w.is_telling and not w.is_light] or every
    if seen is None or not words:
        return None
    rated = [(_said(words, i.fact.text), -n, n) for n, i in enumerate(seen.problems)]
    score, _, place = max(rated, default=(0.0, 0, 0))
    elsewhere = (t for t in held.told.told if held.report.section_of(t.sentence.paragraph.index) != _FIVE)
    # 流调轨迹怎么处理 is no problem that part five could name where another part tells of it.
    if score < max(_ENOUGH, max((_said(words, t.sentence.text) for t in elsewhere), default=0.0)):
        return None
    if len(seen.problems) == len(seen.measures):
        return seen.problems[place], (seen.measures[place],)
    return seen.problems[place], seen.measures


_ENOUGH, _FIVE = 0.5, "五"
_PLACES = "一二三四五六"
_ORDINAL = re.compile(f"第(?P<n>[{_PLACES}])(?:个|条|项|点)?(?:问题|不足|短板|他们|怎么|打算|准备|是怎么|咋)")


def _said(words: Sequence[Word], text: str) -> float:
    folded = fold_text(text)
    return sum(w.said_in(folded) for w in words) / len(words)


def _phrases(items: Sequence[Item]) -> int:
    return sum(len(_SET_PHRASES.findall(i.fact.text)) for i in items)


def _items(found: Sequence[PassageFact], held: Held, facts: Facts) -> tuple[Item, ...]:
    """Passages cut at 一是、（一）; what stands before the first of several items only announces them."""
    out: list[Item] = []
    for fact in found:
        marks = [m.start() for m in _ITEM.finditer(fact.text)]
        starts = marks if marks else _clauses(fact.text)
        for start, end in zip(starts, [*starts[1:], len(fact.text)], strict=True):
            text = fact.text[start:end]
            if len(text) < _SHORTEST:
                continue
            paragraph = next(p for p in held.report.paragraphs() if p.index == fact.paragraph)
            own = passage(held, paragraph, fact.start + start, fact.start + end, facts)
            out.append(Item(own, is_concrete(text)))
    return tuple(out)


_SHORTEST = 6


def _clauses(text: str) -> list[int]:
    """Where the parts between semicolons begin."""
    return [0, *(m.end() for m in re.finditer("；", text) if m.end() < len(text))]


def is_concrete(text: str) -> bool:
    """Whether words give a number, a time, a document, or who does it."""
    bare = _ITEM.sub("", text)
    return bool(numbers_in(bare)) or bool(_TIMED.search(bare)) or bool(_OWNED.search(bare))
