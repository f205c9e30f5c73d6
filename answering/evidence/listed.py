"""Numbers that one sentence counts side by side, added up, divided by each other or put in order, as a question names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from answering.evidence.fact import Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.plan.decimals import asks_roughly, decimals_asked
from answering.plan.lexicon import lexicon, same_measure
from answering.plan.measures import measure_asked, numbers_in
from reports.numerals import chinese_integer, spoken
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence, whole_sentences
from retrieval.synonyms import stop_words
from retrieval.terms import fold_text

_LEAD = re.compile(r"^.*(?:包括|其中|分别(?:是|为)?|[：:，,；;、。）)])")
_NARROW = 14
_FEWEST = 2
_FEWEST_IN_ORDER = 3
_AVERAGE_OF = re.compile(r"(?:每|一|按)个?(?P<unit>[一-龥])")
_EACH = re.compile(
    r"(?:每个?|平均一个?|平均每个?|摊到(?:每)?个?|一)(?P<unit>月|场|次|回|家|人|件|村|户|期|职工|项目|个)"
)
_PER = re.compile("(?<!平)(?P<u>[人户村月场次件家])均")
_FRAMED = re.compile(rf"{_EACH.pattern}(?:头上|身上|下来)?|平均|[人户村月场次件家]均")
_UNITS = {"回": "次", "职工": "人", "项目": "个", "村": "个"}
_MONEY = re.compile("钱|元|万|费|资金|缓了")
_A_YEAR = 12
_LARGE = 10_000
_TEN = 10


@dataclass(frozen=True)
class Counted:
    """A number of a sentence with the words right before it, which say what it counts."""

    label: str
    quantity: Quantity


@dataclass(frozen=True)
class Found:
    """The words of the report, the numbers taken from them, and what code made of these."""

    quote: PassageFact
    taken: tuple[Counted, ...]
    made: Computed


def counted(sentence: Sentence) -> list[Counted]:
    """The numbers of a sentence, each with its label."""
    out, last = [], 0
    for quantity in numbers_in(sentence.text):
        label = _LEAD.sub("", sentence.text[last : quantity.start]) or sentence.text[last : quantity.start]
        out.append(Counted(label[-_NARROW:], quantity))
        last = quantity.end
    return out


def _pairs(text: str) -> set[str]:
    """The pairs of characters of a text that tell something: not those of words that nearly every question has."""
    folded = fold_text(text)
    for word in sorted((*lexicon()["general"], *stop_words().words), key=len, reverse=True):
        folded = folded.replace(word, " ") if len(word) > 1 else folded
    return {
        folded[i : i + 2]
        for i in range(len(folded) - 1)
        if " " not in folded[i : i + 2] and folded[i] >= "\u4e00" and folded[i + 1] >= "\u4e00"
    }


def _named(items: Sequence[Counted], question: str) -> list[Counted]:
    """The numbers whose label a question names."""
    asked = _pairs(question)
    return [c for c in items if asked & _pairs(c.label)]


def _speaks_of(question: str, sentence: Sentence, held: Held) -> bool:
    """Whether a sentence says most of the things that a question names."""
    words = [w for w in held.narrative.words(question) if w.is_telling and not w.is_light and not w.is_year]
    agency = held.report.agency_words
    words = [w for w in words if w.text not in lexicon()["framing"] and not set(w.text) <= set(agency)]
    said = sum(w.said_in(fold_text(sentence.text)) > 0 for w in words)
    return said * 3 >= len(words) * 2


def sum_listed(question: str, held: Held, facts: Facts) -> Found | None:
    """The sum of the numbers of one sentence that a question names; None where no sentence gives two of them."""
    best: tuple[int, Sentence, list[Counted]] | None = None
    for sentence in whole_sentences(held.report.paragraphs()):
        named = _without_wholes(_named(counted(sentence), question), sentence.text)
        same = [c for c in named if same_measure(c.quantity.unit, named[0].quantity.unit)]
        if len(same) == len(named) >= _FEWEST and (best is None or len(named) > best[0]):
            best = (len(named), sentence, named)
    wanted = _how_many(question)
    if best is None or (wanted and wanted != best[0]):
        return None
    _, sentence, taken = best
    quote = whole_passage(held, sentence, facts)
    values = [c.quantity.value for c in taken]
    total = sum(values, Decimal(0))
    arithmetic = f"{'＋'.join(map(spoken, values))}＝{spoken(total)}"
    return Found(
        quote, tuple(taken),
        facts.add(Computed("", "合计", total, taken[0].quantity.unit, arithmetic, (quote.id,))),
    )  # fmt: skip


def _without_wholes(items: list[Counted], text: str) -> list[Counted]:
    """The numbers without one that the others are parts of."""
    whole = len(items) > _FEWEST and _divides(text, items[0].quantity, items[1].quantity)
    return items[1:] if whole else items


_HOW_MANY = re.compile("(?<!前)(?P<n>[两俩二三四五六])(?:样|类|项|块|种|个数|笔|处|边)")


def _how_many(question: str) -> int:
    """How many things a question says that it names (这三样); 0 where it does not say."""
    match = _HOW_MANY.search(question)
    return (chinese_integer(match["n"].translate(str.maketrans("两俩", "二二"))) or 0) if match else 0


_LISTS = re.compile("其中|包括|分别|涉及|含|[：:]")


def _divides(text: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a list of parts begins between two numbers (703条，其中疫情通报301条)."""
    return bool(_LISTS.search(text[whole.end : part.start]))


def _between_semicolons(sentence: Sentence) -> list[list[Counted]]:
    """The numbers of a sentence, of each part of it that a semicolon ends by themselves."""
    parts: dict[int, list[Counted]] = {}
    for item in counted(sentence):
        parts.setdefault(len(re.findall("[；;]", sentence.text[: item.quantity.start])), []).append(item)
    return list(parts.values())


def average_listed(question: str, held: Held, facts: Facts) -> Found | None:
    """One number of a sentence for each of another: 培训5场，覆盖780人 is 156 for each; a year's number for a month."""
    question = _PER.sub(r"平均每\g<u>", question)
    each = _EACH.search(question)
    if each is None:
        return None
    unit = _UNITS.get(each["unit"], each["unit"])
    wanted = "元" if _MONEY.search(question) else measure_asked(question)
    # What is divided by, and that it is, names nothing that a sentence must say.
    about = _FRAMED.sub("，", question)
    asked = _pairs(about)
    best: tuple[int, Sentence, list[Counted], list[Counted]] | None = None
    told = whole_sentences(held.report.paragraphs())
    for sentence, items in ((s, part) for s in told for part in _between_semicolons(s)):
        over = [c for c in items if same_measure(c.quantity.unit, unit)]
        over = [c for c in over if c.quantity.unit == unit] or over
        amounts = [c for c in items if c not in over or unit == wanted]
        amounts = [c for c in amounts if wanted is None or _is_of(c.quantity, wanted)]
        over = _whole_beside(items, amounts, [c for c in over if c not in amounts])
        overlap = len(asked & _pairs(sentence.text))
        if re.search(f"每个?{each['unit']}", sentence.text) or not _speaks_of(about, sentence, held):
            continue  # what the report tells of each is no average
        whole_year = unit == "月" and len(amounts) == 1
        if overlap and (whole_year or len(amounts) == len(over) == 1) and (best is None or overlap > best[0]):
            best = (overlap, sentence, amounts, over)
    if best is None:
        return None
    _, sentence, amounts, over = best
    divisor = over[0].quantity.value if over and unit != "月" else Decimal(_A_YEAR)
    amount = amounts[0].quantity.value * _IN_YUAN.get(amounts[0].quantity.unit, 1)
    decimals = decimals_asked(question, 0 if asks_roughly(question) and amount > divisor * _TEN else 2)
    value = (amount / divisor).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    quote = whole_passage(held, sentence, facts)
    equals = "＝" if decimals or value * divisor == amount else "≈"
    arithmetic = f"{spoken(amount)}÷{spoken(divisor)}{equals}{spoken(value)}"
    arithmetic += f"，约{spoken((value / _LARGE).quantize(Decimal('0.01')))}万" if value > _LARGE else ""
    made = Computed("", f"平均每{each['unit']}", value, _unit(amounts[0].quantity), arithmetic, (quote.id,))
    return Found(quote, (amounts[0], *over[:1]), facts.add(made))


def _whole_beside(
    items: Sequence[Counted], amounts: Sequence[Counted], over: Sequence[Counted]
) -> list[Counted]:
    """What the one amount is divided by: of several the largest, where it stands beside the amount (分到9240户，……更正了12户)."""
    largest = max(over, key=lambda c: c.quantity.value, default=None)
    if largest is None or len(amounts) != 1 or len(over) == 1:
        return list(over)
    beside = abs(items.index(largest) - items.index(amounts[0])) == 1
    return [largest] if beside else list(over)


_IN_YUAN = {"万元": 10_000, "亿元": 100_000_000}


def _unit(quantity: Quantity) -> str:
    return "元" if quantity.unit in _IN_YUAN else quantity.unit


def _is_of(quantity: Quantity, wanted: str) -> bool:
    return quantity.unit in ("元", "万元", "亿元") if wanted == "元" else same_measure(quantity.unit, wanted)


_WAYS = re.compile("申请.*(?:方式|渠道|途径)|(?:方式|渠道|途径).*申请")
_WAY = re.compile("信函|来信|邮寄|网|当面|现场|窗口|传真|邮件|电话")
_PUBLISHED = re.compile("(?:发布|公开|发).*前[二两三四五]")


def in_order(question: str, held: Held, facts: Facts) -> tuple[PassageFact, list[Counted]] | None:
    """The items of the list that a question names, largest first; None where none of three or more is named."""
    asked, wanted = _pairs(question), _how_many(question)
    stated = {q.value for q in numbers_in(question)}
    best: tuple[tuple[int, int], Sentence, list[Counted]] | None = None
    for sentence in whole_sentences(held.report.paragraphs()):
        items = counted(sentence)
        parts = [
            c
            for n, c in enumerate(items)
            if any(_divides(sentence.text, b.quantity, c.quantity) for b in items[:n])
        ]
        parts = [c for c in parts if same_measure(c.quantity.unit, parts[0].quantity.unit)]
        ways = _WAYS.search(question) is not None
        if ways:  # 从申请方式看，信函申请71件，网络申请58件 divides what another sentence tells
            parts = [c for c in items if _WAY.search(c.label)] or parts
        overlap = len(asked & _pairs(sentence.text))
        published = _PUBLISHED.search(question) is not None and bool(parts) and parts[0].quantity.unit == "条"
        totals = any(c.quantity.value in stated for c in items)  # 326条里都有些什么
        if len(parts) < (_FEWEST if ways else _FEWEST_IN_ORDER) or not (
            overlap or published or ways or totals or len(parts) == wanted
        ):
            continue
        key = (
            int(len(parts) == wanted) + int(totals),
            overlap + 2 * published + 2 * ways * len([c for c in parts if _WAY.search(c.label)]),
        )
        if best is None or key > best[0]:
            best = (key, sentence, parts)
    if best is None:
        return None
    return whole_passage(held, best[1], facts), sorted(best[2], key=lambda c: -c.quantity.value)
