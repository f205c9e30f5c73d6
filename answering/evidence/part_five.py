"""Part five item by item: what was mended of last year's, the problems, the measures, each problem with its measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import paragraphs_of, passage
from answering.plan.lexicon import cut
from reports.model import Paragraph
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

_MARK = re.compile(
    r"(?P<block>[（(][一二三四五六七八九十]{1,2}[）)])|(?P<item>[一二三四五六七八九十]是|(?:问题|措施)[一二三四五六七八九][：:]|第[一二三四五六][，、是]|"
    r"(?<![\d.年月])\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑨])"
)
_PAST = re.compile(
    "上一?年度?.{0,12}(?:问题|整改|改进)|上一?年度?[^。]{0,40}(?:问题|不足)[^。]{0,40}(?:解决|整改|完成|改善|落实)|(?:问题|整改).{0,6}(?:整改|落实)情况|针对20\\d\\d年度?报告"
)
_MEASURE = re.compile(
    "改进(?:措施|情况|举措|方向|工作|办法|计划|打算|思路)|整改(?:措施|办法|打算)|(?:下一步|今后|下步).{0,14}|(?:主要)?(?:采取|提出).{0,8}措施|措施(?:[：:]|$)|"
    "针对(?:上述|以上|存在)|20\\d\\d年[，,]?我?(?:[局会镇县市区乡委街道单位]{1,3})?(?:将|要|重点|着力|打算|计划|准备|拟)|工作(?:打算|思路|重点)|^\\s*(?:改进|整改|措施|对策|打算)(?:如下|情况)?\\s*$"
)
_PROBLEM = re.compile(
    "(?:存在|主要|突出|当前|不少|一些|以下).{0,12}(?:问题|不足|差距|短板|困难)|(?:问题|不足)(?:主要)?(?:[：:]|有|是)"
)
_SHORTEST = 6


@dataclass(frozen=True)
class Item:
    """An item: its words, and how far its heading reaches (公开内容深度不够 of 一是公开内容深度不够，动态类信息多)."""

    fact: PassageFact
    start: int
    head: int

    @property
    def text(self) -> str:
        """The words without the mark that counts the item."""
        return self.fact.text[self.start :]


@dataclass(frozen=True)
class PartFive:
    """The items of part five by what they tell."""

    past: tuple[Item, ...] = ()
    problems: tuple[Item, ...] = ()
    measures: tuple[Item, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[Item, Item | None], ...]:
        """Each problem with its measure: that of the same place where there are as many, else the one that is likest."""
        if len(self.problems) == len(self.measures):
            return tuple(zip(self.problems, self.measures, strict=True))
        return tuple((p, likest(p, self.measures)) for p in self.problems)


def listed_item(kind: str, number: int, held: Held, facts: Facts) -> list[PassageFact]:
    """The problem or the measure at an ordinal, -1 the last; empty where there are fewer."""
    five = part_five_of(held, facts)
    items = five.problems if kind == "problems" else five.measures
    place = number - 1 if number > 0 else len(items) + number
    return [items[place].fact] if 0 <= place < len(items) else []


def likest(problem: Item, measures: tuple[Item, ...]) -> Item | None:
    """The measure that shares most words with a problem; None where none shares any."""
    own = _words(problem.text)
    rated = [(len(own & _words(m.text)), -n, m) for n, m in enumerate(measures)]
    best = max(rated, key=lambda r: r[:2], default=None)
    return best[2] if best is not None and best[0] else None


def _words(text: str) -> set[str]:
    return {w for w, _, part in cut(fold_text(text)) if len(w) > 1 and part.startswith(("n", "v", "l", "j"))}


def part_five_of(held: Held, facts: Facts) -> PartFive:
    """The items of the report's part five; what only announces them is no item."""
    found: dict[str, list[Item]] = {"past": [], "problems": [], "measures": []}
    kind = "problems"
    for paragraph in paragraphs_of(held.report, "五"):
        for start, end in _stretches(paragraph):
            text = paragraph.text[start:end]
            said = _announced(text)
            kind = said or kind
            own = _own_words(paragraph, start, end, said is not None)
            if own is None:
                continue
            fact = passage(held, paragraph, *own, facts)
            mark = _MARK.match(fact.text)
            offset = mark.end() if mark else 0
            found[kind].append(Item(fact, offset, _head(fact.text, offset)))
    return PartFive(*(tuple(_without_opening(found[k])) for k in ("past", "problems", "measures")))


def _without_opening(items: list[Item]) -> list[Item]:
    """The items without the words that only lead to the first counted one (虽有进步，仍有差距。一是…, 2023年，一是…)."""
    first = next((n for n, i in enumerate(items) if i.start), 0)
    same = [i for i in items[:first] if i.fact.paragraph != items[first].fact.paragraph]
    return [*same, *items[first:]]


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """A paragraph cut where a block, an item or a sentence that announces others begins."""
    text = paragraph.text
    starts = {0, *(m.start() for m in _MARK.finditer(text))}
    listed = bool(_MARK.search(text))
    for sentence in whole_sentences([paragraph]):
        if _announced(sentence.text) or not listed:
            starts.add(sentence.start)
    ordered = sorted(starts)
    yield from zip(ordered, [*ordered[1:], len(text)], strict=True)


def _announced(text: str) -> str | None:
    """What the beginning of a stretch says is to come; None where it says nothing of it."""
    mark = _MARK.match(text)
    if mark is not None and mark["item"]:
        return None
    opening = re.split("[：:。]", text[mark.end() if mark else 0 :], maxsplit=1)[0]
    if _PAST.search(opening):
        return "past"
    if _PROBLEM.search(opening) and not re.match(".{0,6}针对", opening):
        return "problems"
    return "measures" if _MEASURE.search(opening) else None


# 下一步将提高认识，加强学习，丰富公开内容。 is the measure itself.
_SAYS, _LONG = 24, 40
_LEADS_ON = re.compile("以下|如下|下列|下面|[：:]|几个?方面|几点")


def _own_words(paragraph: Paragraph, start: int, end: int, announces: bool) -> tuple[int, int] | None:
    """The words of an item without what only announces others; None where nothing is left."""
    text = paragraph.text[start:end]
    if announces:
        cut_at = re.search("[：:。]", text)
        rest = text[cut_at.end() :] if cut_at else ""
        # 一些不足：, 主要采取以下措施： announce what follows; （一）主要问题。 heads a sentence of its own.
        if len(rest.strip()) < _SHORTEST:
            says = len(text) >= _SAYS and not _LEADS_ON.search(text)
            return (start, end) if says or (not cut_at and len(text) >= _LONG) else None
        start += cut_at.end() if cut_at else 0
    elif len(text.strip()) < _SHORTEST or (text.rstrip().endswith(("：", ":")) and len(text) < 60):
        return None
    return start, end


def _head(text: str, start: int) -> int:
    """Where the heading of an item ends: at its first full stop, colon or comma that leaves enough said."""
    for match in re.finditer("[。：:，,；]", text[start:]):
        if match.start() >= _SHORTEST:
            return start + match.start()
    return len(text)
