"""What a question asks of two reports of an agency: by how much things changed, and whether one year follows from the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.bound import Valued, clause_named, figure_named
from answering.evidence.clause import Clause
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.evidence.shares import names_another
from answering.evidence.values import of_cells, of_prose
from answering.matching.match import matches
from answering.overview.continued import continued
from answering.overview.two_years import change_of, counted_by, like, prose_fact
from answering.plan.figures import figure_from
from answering.plan.named import row_named
from answering.plan.operands import prose_operands, table_operands
from answering.plan.operations import Figure, Operand
from answering.plan.request import without_agency
from answering.plan.words import content_words

_AGREES = re.compile("对得上|对不上|一致|衔接|吻合|对吗|接得上|相符|对不对")
_HOW_TOLD = re.compile("(?:这块|这事|方面)?(?:两年|前后)?(?:都|各|分别)?(?:是)?怎么(?:说|写|讲|提|表述)的?")
_CHANNELS = re.compile("(?:渠道|途径|方式)")
# 培训人次: what is counted, and in what.
_MEASURED = re.compile("^(?P<what>[一-龥]{2,8}?)(?:的)?(?P<unit>人次|篇|条|件|次|期|场)数?$")
_SAID, _UNKNOWN = 0.6, 0.1
_FRAME = re.compile(
    "(?:和|跟|与|比|较)?(?:上一?年|去年|两年|今年|本年|20\\d\\d年?)(?:度)?(?:相?比)?|(?:增长|[多少增减涨跌升降提高]+)了?(?:百分之)?(?:多少|几)[一-龥]{0,3}|(?:多|涨|升|高|增|好)了?还是.*|有(?:什么|啥|哪些)?变化|"
    "(?:这)?[两几二三]项|(?:分别)?(?:是)?(?:在)?哪(?:一)?年(?:更|比较)?(?:[多少高低大小])?|一年(?:跟|和|比|与)一年比?|(?:各|分别)?变了?(?:多少|几).*|(?:是)?怎么变的?|"
    "一[增升涨多][，、]?一[减降少]|是[升增涨多]是[降减跌少]|(?:分别|各)?(?:是)?从(?:多少|几)[一-龥]?(?:增|减|升|降|变)?[加少]?到了?(?:多少|几)[一-龥]?|前后|(?:比|对比)?(?:怎么样|如何|咋样)|差(?:了)?(?:多少|几)[一-龥]?|各(?:是|有)?(?:多少|几)[一-龥]?|到底|[少多]没[少多]|是"
)
_APPLICATIONS = re.compile("(?:新收|收到|收|受理)?(?:的)?(?:政府信息公开)?申请(?:量|数|数量|件数|总数)?")


@dataclass(frozen=True)
class Pair:
    """A thing with its number in each of two years."""

    name: str
    before: Valued
    now: Valued

    @property
    def is_known(self) -> bool:
        """Whether both years give the number: of a blank cell nobody knows whether it changed."""
        return self.before.value is not None and self.now.value is not None


def over_years(text: str, before: Held, now: Held, facts: Facts) -> Draft | None:
    """The verdict on what a question names, with both numbers and the arithmetic; None where nothing is bound."""
    if _AGREES.search(text) and (rolled := continued(before, now, facts, text)):
        return Draft(tuple(Sentence((*pieces, "。")) for pieces in rolled))
    if _HOW_TOLD.search(text):
        return said_in_both(text, before, now, facts)
    pairs = channels(text, before, now, facts)
    missing: list[str] = []
    if not pairs:
        pairs, missing = _pairs_named(text, before, now, facts)
    if not pairs:
        return None
    lines = [_sentence(p, before, now, facts) for p in pairs]
    lines += [Sentence((f"没有在两年的报告里都找到“{w}”的数。",), Kind.ABSENCE) for w in missing]
    return Draft(tuple(lines))


def said_in_both(text: str, before: Held, now: Held, facts: Facts) -> Draft | None:
    """What each of two years says of something, the earlier first; None where one of them does not surely say it."""
    asked = next((p for p in re.split("[？?。！!]", text) if _HOW_TOLD.search(p)), text)
    words = _HOW_TOLD.sub("", _FRAME.sub("", asked))
    lines = []
    for held in (before, now):
        found = [m for m in matches(words, held.told) if m.said >= _SAID and m.unknown <= _UNKNOWN]
        if not found:
            return None
        # Where it stands with a number it can be held against the other year.
        found.sort(key=lambda m: (-m.said, not re.search(r"\d", m.sentence.text), -m.probability))
        fact = whole_passage(held, found[0].sentence, facts)
        lines.append(Sentence((f"{held.report.year}年的报告写道：", Span(fact.id))))
    return Draft(tuple(lines))


def _sentence(pair: Pair, before: Held, now: Held, facts: Facts) -> Sentence:
    years = (f"{before.report.year}年", Slot(pair.before.id), f"，{now.report.year}年", Slot(pair.now.id))
    if not pair.is_known:
        return Sentence((f"{pair.name}无法比较：", *years, "。"))
    change = change_of(pair.name, pair.before, pair.now, facts)
    if change is None:
        return Sentence((f"{pair.name}没有变化：", *years, "。"))
    verdict: tuple[Piece, ...] = (pair.name, Slot(change.made.id, "verdict"))
    return Sentence((*verdict, "：", *years, "（", Slot(change.made.id, "arithmetic"), "）。"))


def _pairs_named(text: str, before: Held, now: Held, facts: Facts) -> tuple[list[Pair], list[str]]:
    """Each thing that a question names with its numbers in both years, and what has none."""
    text = without_agency(text, now.report.agency_words)
    operands = prose_operands(_FRAME.sub("，", text))
    named = [o.figure for o in table_operands(text, now.report) if o.figure is not None]
    if named and len(named) >= len(operands):
        return [p for f in named if (p := _of_figure(f, before, now, facts)) is not None], []
    out: list[Pair] = []
    missing = []
    for operand in operands:
        if _APPLICATIONS.fullmatch(operand.words):
            continue
        pair = _of_operand(operand, before, now, facts)
        if pair is None:
            missing += [operand.words] if any(w.is_telling for w in content_words(operand.words)) else []
        elif pair not in out:
            out.append(pair)
    if not out and named:
        return [p for f in named if (p := _of_figure(f, before, now, facts)) is not None], []
    if not out and "申请" in text:
        figure = figure_from(text, row_named("new_received"), None, now.report)
        new = _of_figure(figure, before, now, facts) if figure else None
        out += [new] if new else []
    return out, missing if len(operands) > 1 else []


def _of_operand(operand: Operand, before: Held, now: Held, facts: Facts) -> Pair | None:
    own = table_operands(operand.words, now.report)
    if (
        len(own) == 1
        and own[0].figure is not None
        and not names_another(operand.words, (own[0].figure,), now.narrative)
    ):
        return _of_figure(own[0].figure, before, now, facts)
    measured = _MEASURED.search(operand.words)
    if measured:
        asked = (Operand(measured["what"], None, measured["unit"]),)
        one, two = of_prose(asked, before, facts)[0], of_prose(asked, now, facts)[0]
        return Pair(operand.words, one, two) if one is not None and two is not None else None
    score, figure = figure_named(operand.words, now) if not own else (0.0, None)
    near, clause = clause_named(operand.words, now, operand.unit)
    if figure is not None and score >= near:
        return _of_figure(figure, before, now, facts)
    if clause is None:
        return None
    label = counted_by(clause)
    others = [(c, counted_by(c)) for c in before.narrative.clauses if not c.quantity.approximate]
    earlier = like(clause, label, others)
    if earlier is not None:
        return _of_clauses(label, earlier, clause, before, now, facts)
    there = _of_last_year(clause, now)
    return Pair(label, *(prose_fact(c, label, now, facts) for c in (there, clause))) if there else None


# 平均12.4个工作日，上年为14.1个工作日: the later report tells both.
_LAST_YEAR = re.compile("(?:上年|去年|上一年)(?:度|同期)?(?:的)?(?:为|是|仅)?$")


def _of_last_year(clause: Clause, now: Held) -> Clause | None:
    """The clause of the same sentence that tells the number of the year before."""
    own = [c for c in now.narrative.clauses if c.sentence is clause.sentence]
    alike = [c for c in own if c is not clause and c.quantity.unit == clause.quantity.unit]
    return next((c for c in alike if _LAST_YEAR.search(c.text[: c.quantity.start])), None)


# Through what an application comes in, as reports call it.
_WAYS = (
    ("网上", re.compile("网|线上|互联网|电子|平台")),
    ("邮寄", re.compile("邮|信函|信件|来信")),
    ("当面", re.compile("当面|现场|窗口|上门|面交")),
    ("传真", re.compile("传真")),
)
_OF_APPLICATIONS = re.compile("申请|渠道")
_HANDED_IN = re.compile("申请|递交|提交|寄来|交来")
_FEWEST_WAYS = 2


def channels(text: str, before: Held, now: Held, facts: Facts) -> list[Pair]:
    """How many applications came in each way in both years, or in the ways that are named; empty where neither is asked,
    or not both years tell it."""
    named = [way for way, said in _WAYS if said.search(text)]
    if not _CHANNELS.search(text) and not (named and _HANDED_IN.search(text)):
        return []
    found = [_by_way(h) for h in (before, now)]
    both = [way for way, _ in _WAYS if all(way in f for f in found) and (way in named or not named)]
    if not named and len(both) < _FEWEST_WAYS:
        return []
    return [_of_clauses(way, found[0][way], found[1][way], before, now, facts) for way in both]


def _by_way(held: Held) -> dict[str, Clause]:
    """The clause that counts the applications of each way: of the sentence that tells most of the ways."""
    told: dict[int, dict[str, Clause]] = {}
    for clause in held.narrative.clauses:
        sentence = clause.sentence
        around = sentence.paragraph.text[max(0, sentence.start - 40) : sentence.start]
        if clause.quantity.unit != "件" or not _OF_APPLICATIONS.search(around + sentence.text):
            continue
        way = next((name for name, said in _WAYS if said.search(counted_by(clause))), None)
        if way is not None:
            told.setdefault(id(sentence), {}).setdefault(way, clause)
    return max(told.values(), key=len, default={})


def _of_clauses(label: str, earlier: Clause, clause: Clause, before: Held, now: Held, facts: Facts) -> Pair:
    return Pair(label, prose_fact(earlier, label, before, facts), prose_fact(clause, label, now, facts))


def _of_figure(figure: Figure, before: Held, now: Held, facts: Facts) -> Pair | None:
    one, two = of_cells(figure, before, facts), of_cells(figure, now, facts)
    return Pair(figure.said(), one, two) if one is not None and two is not None else None
