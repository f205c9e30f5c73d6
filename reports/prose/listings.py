"""“新增158条，其中：政策法规15条，规划计划2条……”: a total in prose and the parts that should add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from reports.model import Paragraph
from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import pieces_between

_OPENS = re.compile(
    r"其中(?:包括|包含|有)?\s*[：:，,]?|(?<=[条件篇次份项])(?P<bracket>[（(])(?=(?![^（()）]*(?:年|比|较|含|其中))[^（()）]*\d[条件篇次份项][，,、；;][^（()）]*\d[条件篇次份项][)）])|(?<=[条件篇次份项])(?:[按从][^，,。；;：:、\d]{2,8}?(?:分类?|看|划分|统计)[，,：:]?(?:有|为|是)*)|(?:分别是|分别为|具体为|具体包括|包括)\s*[：:]?|(?<=[条件篇次份项])[：:]"
)
_CLOSED_BY = re.compile(r"[。；;\n]")
_ITEM = pieces_between("，,、；;")
# Outcomes of applications are seldom listed in full in prose; the table is where they have to add up.
_OUTCOMES = re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结转|撤回|补正")
_DEALT_WITH = re.compile(rf"{_OUTCOMES.pattern}|办结|答复|办理|不掌握|不存在")
_POWERS = re.compile("行政(?:许可|处罚|强制|检查|确认|征收|征用|给付|裁决|奖励)")
_REST = re.compile("其[他它余]")
# 其中第四季度12030件，其中自然人……: a part of the year is divided by no kinds.
_PERIOD = re.compile(r"季度|半年|(?<!\d)\d{1,2}月份?")
_IN_ALL = re.compile("合计|共计|总计|两项|三项")
_CARRIED = re.compile(r"结转|正在办理|未办结")
_OVERLAP = re.compile(
    r"含|涉及|包括|等|占|同比|[比较](?:上|去|20)|增长|下降|此外|另|还|累计|平均|以上|这|上述|前述"
)


@dataclass(frozen=True)
class Listing:
    """A total with its parts; `bracketed` where they stand in brackets after it, without a word for some of them."""

    total: Quantity
    parts: tuple[tuple[str, Quantity], ...]
    quote: str
    paragraph: Paragraph
    bracketed: bool = False

    @property
    def selective(self) -> bool:
        """Whether the parts are of a kind of which texts name only some."""
        named = any(_OUTCOMES.search(label) or _POWERS.search(label) for label, _ in self.parts)
        return named and not self.names_the_rest

    @property
    def includes_only(self) -> bool:
        """Whether the text says that the total includes the parts (包括) and not that it is divided into them."""
        return bool(
            re.search(rf"{re.escape(self.total.raw)}[^，。]{{0,8}}[，,。]?(?:其中)?包[括含]", self.quote)
        )

    @property
    def names_the_rest(self) -> bool:
        """Whether an item stands for all that is not listed (其他28条)."""
        return any(_REST.search(label) for label, _ in self.parts)

    @property
    def divides_twice(self) -> bool:
        """Whether the first items are the whole already and the rest divides it anew: 自然人6件、法人1件，予以公开2件……"""
        n = self.whole_after
        rest = self.parts[n:]
        return n > 0 and (
            sum((q.value for _, q in rest), Decimal(0)) == self.total.value
            or any(_DEALT_WITH.search(label) for label, _ in rest)
        )

    @property
    def whole_after(self) -> int:
        """After how many items, of two or more but not all, the total is reached; 0 where it never is."""
        sums = list(accumulate(q.value for _, q in self.parts))[:-1]
        return next((n for n, value in enumerate(sums, start=1) if n >= 2 and value == self.total.value), 0)

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum((q.value for _, q in self.parts), Decimal(0))


_SHORTEST_OWN = 4
_NESTED = re.compile("其中|包括|具体|分别|内有|内含|含有|下含")


def _parts(text: str, unit: str | None) -> list[tuple[str, Quantity]]:
    """The items of a listing with their quantities, of a unit or (None) of any; stops at a nested 其中."""
    out: list[tuple[str, Quantity]] = []
    depth, nested_until = 0, -1
    for piece in _ITEM.finditer(text):
        words = piece[0].strip()
        if piece.start() < nested_until:
            continue
        if depth == 0 and _NESTED.match(words) and out:
            # What an item is divided into ends where semicolons part the items.
            nested_until = text.find("；", piece.start())
            if nested_until < 0:
                break
            continue
        within = depth > 0
        depth += words.count("（") + words.count("(") - words.count("）") - words.count(")")
        if within:
            continue  # what an item is divided into is no item itself
        outside = re.sub(r"[（(].*?(?:[）)]|$)", "", words)
        found = [q for q in counts(outside) if _counts_in(q, unit)] or _without_measure(outside)
        if not out and not found and _TITLES.fullmatch(words):
            break  # 2件，分别为《……》《……》；废止3件: what was named is not counted, and what follows is no part of it
        if len(found) != 1:
            if out and words and not found:
                words_only = not any(c.isdigit() for c in words)
                if words_only and len(words) > 14:
                    break
                continue
            if not found:
                continue
            break
        label = outside[: found[0].start].strip(" ：:是为共有约了")
        if out and (_OVERLAP.match(label) or _sums_up(label, out)):
            break
        if _CARRIED.search(words):
            continue  # what is carried forward is no part of what was done
        out.append((label, found[0]))
    return out


_TITLES = re.compile("(?:(?:分别|具体)?(?:为|是))?(?:(?:和|及|与)?《[^《》]+》(?:（[^（）]*）)?)+")


def _counts_in(quantity: Quantity, unit: str | None) -> bool:
    return quantity.kind is Kind.COUNT if unit is None else quantity.unit == unit


def _sums_up(label: str, items: list[tuple[str, Quantity]]) -> bool:
    """Whether an item is the sum of some before it: 以上合计, 维持和其他结果合计; 解读及回应信息共计110条 is one of its own."""
    match = _IN_ALL.search(label)
    if match is None:
        return False
    named = label[: match.start()]
    return len(named) < _SHORTEST_OWN or any(known and known[-2:] in named for known, _ in items)


def _without_measure(words: str) -> list[Quantity]:
    """A number at the end of an item that leaves the measure out: 政务微信公开政府信息数170."""
    bare = [q for q in quantities(words) if q.kind is Kind.NUMBER and q.end == len(words)]
    return [q for q in bare if words[: q.start].endswith(("数", "量"))]


def listings(paragraphs: Iterable[Paragraph]) -> Iterator[Listing]:
    """Every total that is followed by its parts; approximate numbers and single parts are left out."""
    for paragraph in paragraphs:
        text = paragraph.text
        for match in _OPENS.finditer(text):
            sentence_start = max((m.end() for m in _CLOSED_BY.finditer(text, 0, match.start())), default=0)
            said = text[sentence_start : match.start()]
            lead = said.rstrip("，,。：: （(")
            if not lead and sentence_start:
                before = max((m.end() for m in _CLOSED_BY.finditer(text, 0, sentence_start - 1)), default=0)
                said = lead = text[before : sentence_start - 1]
                sentence_start = before
            totals = list(counts(lead))
            if not totals:
                continue
            end = next(
                (m.start() for m in re.finditer(r"[。\n]", text[match.end() :])), len(text) - match.end()
            )
            after = text[match.end() : match.end() + end]
            closing = re.search("[）)]", after) if _open_brackets(said + match[0]) else None
            after = after[: closing.start()] if closing else after
            listing = _best(totals, after, lead, paragraph, text[sentence_start : match.end() + end])
            if listing:
                yield replace(listing, bracketed=match["bracket"] is not None)


def _open_brackets(text: str) -> int:
    return sum(text.count(c) for c in "（(") - sum(text.count(c) for c in "）)")


# 其中较大事故1份、一般事故4份，公开评估报告4份: what follows the comma is told beside the list.
_ENUMERATED = re.compile("[^，,；;]*、[^，,；;]*(?=[，,])")


def _readings(after: str, unit: str | None) -> list[list[tuple[str, Quantity]]]:
    """The ways to read the items of a listing, of two or more.

    What follows a semicolon may be another subject, or the next item where semicolons part the items.
    """
    enumerated = _ENUMERATED.match(after)
    texts = dict.fromkeys((re.split("[；;]", after)[0], *([enumerated[0]] if enumerated else []), after))
    readings = [parts for text in texts if len(parts := _parts(text, unit)) >= 2]
    return [parts for parts in readings if len({bool(_PERIOD.search(label)) for label, _ in parts}) == 1]


def _undivided(parts: list[tuple[str, Quantity]]) -> list[tuple[str, Quantity]]:
    """The items without those into which an item before them is divided: 行政复议7件，结果维持6件，尚未审结1件."""
    out, n = [], 0
    while n < len(parts):
        out.append(parts[n])
        sums = list(accumulate(q.value for _, q in parts[n + 1 :]))
        divided = next(
            (k for k, value in enumerate(sums, start=1) if k >= 2 and value == parts[n][1].value), 0
        )
        n += 1 + divided
    return out


def _best(totals: list[Quantity], after: str, lead: str, paragraph: Paragraph, quote: str) -> Listing | None:
    """The listing for the total that the parts belong to: the same unit, and the one they add up to if any."""
    first = next(iter(counts(after)), None)
    if first is None:
        return None
    fitting = [t for t in totals if t.unit == first.unit]
    if not fitting:
        return None
    readings, every = _readings(after, first.unit), _readings(after, None)
    for parts in (*readings, *every):
        for total in fitting:
            for items in (parts, _undivided(parts)):
                if total.value == sum((q.value for _, q in items), Decimal(0)):
                    return Listing(total, tuple(items), quote, paragraph)
    if not readings or any(q.approximate for _, q in readings[0]) or _goes_on_to_another(after, first.unit):
        return None
    parts = readings[0]
    if every and len(every[0]) > len(parts) and not _more(parts, fitting):
        return None  # 信息3668条，其中网站235条，微信651篇，微博2991条: what is left out may belong to it
    subject = _subject(fitting, lead, parts)
    if subject is None or subject.approximate or _may_be_rounded(subject, parts):
        return None
    return Listing(subject, tuple(parts), quote, paragraph)


# What somebody did begins a statement of its own.
_DEED = re.compile(
    r"(?:全年|并|另|还|共|又)*(?:举办|举行|召开|组织|开展|参加|发布|制作|办理|办结|收到|受理|建成|开设|上线|回应|答复|推送|印发|制定|接待|接听|培训|更新)"
)


def _goes_on_to_another(after: str, unit: str) -> bool:
    """Whether a single item is followed by another statement: 其中门户网站3条；公众号发布5条，微博发布2条;
    其中负责人出席7场；举办开放日18场."""
    pieces = [text.strip() for text in re.split("[；;]", after)]
    first, *others = (len(_parts(text, unit)) for text in pieces)
    done = not _DEED.match(pieces[0]) and any(_DEED.match(text) for text in pieces[1:2])
    return first == 1 and (done or any(number > 1 for number in others))


def _more(parts: list[tuple[str, Quantity]], totals: list[Quantity]) -> bool:
    """Whether items are more than any total that they may be of."""
    return sum((q.value for _, q in parts), Decimal(0)) > max(t.value for t in totals)


_RUNNING = re.compile(
    r"历年|以来|至今|截至.{0,14}累计|自20\d\d|近[两二三四五六七八九十几]年|20\d\d年至20\d\d年"
)
_ROUNDED = re.compile(r"(?P<number>\d+\.(?P<places>\d+))[万亿]")  # 1.53万条 is rounded
_NOT_DIVIDED = re.compile(r"总(?:数|量)|共有|较|比|上年|去年|同期|同比|结转|20\d\d年的")
_DONE = re.compile(r"办结|办理|答复|处理|收到|受理|新收")


def _may_be_rounded(total: Quantity, parts: list[tuple[str, Quantity]]) -> bool:
    """Whether rounding may explain that a total is not the sum of its parts; money is told to the last place given."""
    match = _ROUNDED.search(total.raw)
    if match is None or total.kind is not Kind.MONEY:
        return match is not None
    last_place = total.value / Decimal(match["number"]) * Decimal(1).scaleb(-len(match["places"]))
    difference = abs(total.value - sum((q.value for _, q in parts), Decimal(0)))
    return difference <= last_place * (len(parts) + 1)


def _subject(totals: list[Quantity], lead: str, parts: list[tuple[str, Quantity]]) -> Quantity | None:
    """The total that the parts most likely divide: the one nearest to the list that is no running total,
    no other year's figure and, for outcomes, what was done."""
    clauses = [re.split(r"[，,；;。]", lead[: t.start])[-1] for t in totals]
    named = [(t, c) for t, c in zip(totals, clauses, strict=True) if not _NOT_DIVIDED.search(c)]
    # 累计 is the total of the year where nothing says since when, and no other total is given.
    usable = [(t, c) for t, c in named if "累计" not in c]
    usable = usable or [(t, c) for t, c in named if not _RUNNING.search(lead[: t.start])]
    if any(_OUTCOMES.search(label) for label, _ in parts):
        usable = [(t, c) for t, c in usable if _DONE.search(c)]
    return usable[-1][0] if usable else None
