"""What was worked out of a group, in words: the verdict first with its arithmetic, then the words of the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from answering.draft.figures import listed
from answering.draft.members import Valued, added, fact_of_member, largest, whole_of
from answering.draft.sentence import Draft, Piece, Sentence, Slot, Span
from answering.evidence.combined import percent
from answering.evidence.fact import Computed, Facts, PassageFact, ProseFact, number_of
from answering.evidence.grouped import GroupFound, group_asked
from answering.evidence.groups import Group
from answering.evidence.held import Held
from answering.evidence.members import Member
from answering.evidence.numbers_told import best_number
from answering.evidence.places import whole_passage
from answering.evidence.values import fact_of
from answering.plan.grouped import GroupAsk, Wants, asked_of_groups, each_rate
from answering.plan.operations import Operand
from reports.numerals import spoken

_TENTHS = "零一二三四五六七八九十"
_PARTS = re.compile("[?？;；。]|还有(?=[，,])")
# What only says how it is to be answered: 报告没直接写就请算, 要是并列就都说.
_HOW = re.compile(
    "(?:如果|要是)?(?:报告)?(?:里)?(?:没|未)(?:有)?(?:直接)?(?:写|给|说)(?:明|出)?(?:的话)?(?:就|则|，)?(?:请|帮我|你)?(?:自己)?(?:来)?(?:算|推算|除)(?:一下|出来)?|报告只?[写说][^？?。]{0,8}|(?:要是|如果)?并列(?:的话|的)?(?:就|也)?都(?:说|列)(?:出来)?|(?:请)?(?:给|用|按)个?(?:百分数|百分比)(?:表示)?|(?:请)?算(?:个|一下|出)?(?:百分比|百分数|比例)|(?:请|要|尽量|算)*(?:精确|准确|具体|仔?细)(?:一)?(?:点|些)儿?|急(?:用|着要)?|谢谢您?|(?:请)?列(?:一下)?(?:名字|名单|出来|算式)"
)
_TEN, _NEAR = Decimal(10), Decimal(2)


def worked_out(
    question: str, held: Held, facts: Facts, surely: bool, anew: bool = False, near: Sequence[str] = ()
) -> Draft | None:
    """What a question wants of a group of one report; None where it wants nothing, or no group is (surely) meant.

    A rate that the report states itself is worked out only `anew`, where it is to be verified. In the
    sentences `near` to the question a pair need say less of it.
    """
    asked = [p for p in _PARTS.split(question) if p.strip() and not _HOW.fullmatch(p.strip("，, "))]
    parts = [rate for p in asked for rate in each_rate(p)]
    if len(parts) == 1:
        question = parts[0]
    if len(parts) > 1:
        drafts = [worked_out(p, held, facts, surely, anew, near) for p in parts]
        drafts = (
            [d or _told(p, held, facts) for d, p in zip(drafts, parts, strict=True)] if any(drafts) else []
        )
        each = [d for d in drafts if d is not None]
        return Draft(tuple(s for d in each for s in d.sentences)) if len(each) == len(parts) else None
    ask = asked_of_groups(question)
    found = group_asked(ask, held, near) if ask is not None else None
    if ask is None or found is None or (surely and not found.is_sure):
        return None
    if ask.wants is Wants.SHARE and not anew and _states_it(ask, found):
        return None
    return grouped_draft(ask, found, held, facts)


def _told(part: str, held: Held, facts: Facts) -> Draft | None:
    """The number that the prose gives for a part of a question that wants nothing worked out."""
    best = best_number(part, held.narrative)
    fact = fact_of(Operand(part), best, held, facts) if best is not None else None
    return Draft((Sentence(("报告写明：", Span(fact.id), "。")),)) if fact is not None else None


def _states_it(ask: GroupAsk, found: GroupFound) -> bool:
    """Whether the report states the rate, or the share right after the member."""
    if ask.done:
        return f"{ask.done}率" in found.group.sentence.text
    if not found.named:
        return False
    end = found.named[0].quantity.end
    return (
        re.match("[^，,；;。、]{0,2}[，,（(]占[^，；。]{0,10}%", found.group.sentence.text[end:]) is not None
    )


def grouped_draft(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> Draft | None:
    """The answer of one report; None where a member or the whole is not there."""
    lines = _WAYS[ask.wants](ask, found, held, facts)
    if not lines:
        return None
    quote = whole_passage(held, found.group.sentence, facts)
    return Draft((*lines, _quoted(found.group, quote)))


def _quoted(group: Group, quote: PassageFact) -> Sentence:
    """The words of the report from what is divided to its last part."""
    text = quote.text
    first = group.whole if group.whole is not None and group.whole.sentence == group.sentence else None
    begin = text.find((first or group.members[0]).quote)
    last = group.members[-1].quote
    end = text.find(last, max(begin, 0)) + len(last)
    return Sentence(("报告写明：", Span(quote.id, max(begin, 0), end), "。"))


# （以分项合计为分母）
_OF_PARTS = re.compile("分项|各[类项]|合计|小项")


def _share(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    told = None if _OF_PARTS.search(ask.base) else whole_of(found.group, held, facts)
    whole: Valued | Computed = told or added(found.group.members, held, facts)
    if not whole.value:
        return []
    if ask.top:
        part: Computed | ProseFact = added(largest(found.group, ask.top), held, facts)
        name: Piece = f"前{ask.top}项合计"
    elif len(found.named) > 1:
        part = added(found.named, held, facts)
        name = "、".join(m.label for m in found.named) + "合计"
    else:
        part = fact_of_member(found.named[0], held, facts)
        name = Slot(part.id, "name")
    value = number_of(part)
    share = percent(value, whole.value, ask.decimals)
    tenths = (share / _TEN).quantize(Decimal(1))
    divided = (
        f"（{whole.arithmetic.partition('＝')[0]}）" if isinstance(whole, Computed) else spoken(whole.value)
    )
    arithmetic = f"{spoken(value)}÷{divided}＝{spoken(share)}%"
    near = 0 < tenths < _TEN and abs(share - tenths * _TEN) <= _NEAR
    verdict = f"，约{_TENTHS[int(tenths)]}成" if near else ""
    made = facts.add(Computed("", "占比", share, "%", arithmetic, (part.id, whole.id), verdict))
    rate = (f"{ask.done}率为", Slot(made.id)) if ask.done else ("占", Slot(made.id), Slot(made.id, "verdict"))
    return [
        Sentence(
            (
                f"{held.source.name}", name, Slot(part.id), "，", Slot(whole.id, "name"), Slot(whole.id), "，", *rate,
                "（", Slot(made.id, "arithmetic"), "）。",
            )
        )
    ]  # fmt: skip


def _rank(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    order = largest(found.group, len(found.group.members), ask.without, ask.many)
    values = [fact_of_member(m, held, facts) for m in order]
    if ask.top:
        return [Sentence((f"{held.source.name}前{ask.top}项是：", *listed(values[: ask.top]), "。"))]
    places = [p - 1 if p > 0 else p for p in ask.places]
    if any(p >= len(values) for p in places):
        return []
    score = order[0].quantity.unit == "分"
    said: list[Piece] = [held.source.name]
    for place in places:
        name = (
            ("最高" if score else "最多")
            if place == 0
            else ("最低" if score else "最少")
            if place == -1
            else f"倒数第{-place}位"
            if place < 0
            else f"第{place + 1}位"
        )
        same = [v for v in values if v.value == values[place].value]
        said += ["，" if len(said) > 1 else "", f"{name}的是"]
        for n, value in enumerate(same):
            said += ["和" if n else "", Slot(value.id, "name"), "（", Slot(value.id), "）"]
    return [
        Sentence((*said, "。")),
        *(_far_apart(order, values, places, facts) if ask.apart else ()),
        Sentence(
            ("从高到低：" if score else "从多到少：", *listed(_all_in_order(ask, found, held, facts)), "。")
        ),
    ]


def _all_in_order(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[ProseFact]:
    """Every member but what the question leaves out, what is left of all too."""
    every = sorted(found.group.members, key=lambda m: -m.value)
    return [fact_of_member(m, held, facts) for m in every if not (ask.without and ask.without in m.label)]


def _far_apart(
    order: Sequence[Member], values: Sequence[ProseFact], places: Sequence[int], facts: Facts
) -> tuple[Sentence, ...]:
    """By how much the places asked after differ; one alone is set against the first, the first against the second."""
    low = places[-1]
    high = places[0] if len(places) > 1 else 0
    if low == high:
        low = high + 1
    return (_less(order[high], order[low], values[high], values[low], facts),)


def _less(more: Member, less: Member, one: ProseFact, two: ProseFact, facts: Facts) -> Sentence:
    value = more.value - less.value
    arithmetic = f"{spoken(more.value)}－{spoken(less.value)}＝{spoken(value)}"
    made = facts.add(Computed("", "相差", value, more.quantity.unit, arithmetic, (one.id, two.id)))
    return Sentence(
        (
            Slot(two.id, "name"), Slot(two.id), "，比", Slot(one.id, "name"), Slot(one.id), "少",
            Slot(made.id), "（", Slot(made.id, "arithmetic"), "）。",
        )
    )  # fmt: skip


def _each(_ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    values = [fact_of_member(m, held, facts) for m in found.group.members]
    return [Sentence((f"{held.source.name}：", *listed(values), "。"))]


def _sum(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    members = largest(found.group, ask.top) if ask.top else list(found.named)
    if ask.many == len(found.group.members) and not ask.top:
        members = list(found.group.members)
    made = added(members, held, facts)
    names = "、".join(m.label for m in members)
    line = Sentence(
        (f"{held.source.name}{names}合计", Slot(made.id), "（", Slot(made.id, "arithmetic"), "）。")
    )
    if len(members) != len(found.group.members) or ask.top or found.group.is_chosen:
        return [line]
    return [line, *_agrees(ask, found, held, facts, only_wrong=True)]


def _agrees(
    _ask: GroupAsk, found: GroupFound, held: Held, facts: Facts, only_wrong: bool = False
) -> list[Sentence]:
    whole = whole_of(found.group, held, facts)
    if whole is None or whole.value is None or found.group.is_chosen:
        return []
    made = added(found.group.members, held, facts)
    difference = number_of(made) - whole.value
    if not difference and only_wrong:
        return []
    unit = made.unit
    verdict = (
        "一致"
        if not difference
        else f"不一致，比总数{'多' if difference > 0 else '少'}{spoken(abs(difference))}{unit}"
    )
    against = facts.add(
        Computed("", "与总数", difference, unit, made.arithmetic, (made.id, whole.id), verdict)
    )
    return [
        Sentence(
            (
                "分项相加与总数", Slot(against.id, "verdict"), "：分项合计", Slot(made.id), "（", Slot(made.id, "arithmetic"),
                "），报告写的总数是", Slot(whole.id), "。",
            )
        )
    ]  # fmt: skip


def _difference(_ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    more, less = sorted(found.named, key=lambda m: -m.value)
    one, two = fact_of_member(more, held, facts), fact_of_member(less, held, facts)
    value = more.value - less.value
    arithmetic = f"{spoken(more.value)}－{spoken(less.value)}＝{spoken(value)}"
    made = facts.add(Computed("", "相差", value, more.quantity.unit, arithmetic, (one.id, two.id)))
    pieces: tuple[Piece, ...] = (
        held.source.name, Slot(one.id, "name"), Slot(one.id), "，比", Slot(two.id, "name"), Slot(two.id), "多",
        Slot(made.id), "（", Slot(made.id, "arithmetic"), "）。",
    )  # fmt: skip
    return [Sentence(pieces)]


def _rest(ask: GroupAsk, found: GroupFound, held: Held, facts: Facts) -> list[Sentence]:
    whole = whole_of(found.group, held, facts)
    if whole is None or whole.value is None:
        return []
    part = fact_of_member(found.named[0], held, facts)
    value = whole.value - found.named[0].value
    arithmetic = f"{spoken(whole.value)}－{spoken(found.named[0].value)}＝{spoken(value)}"
    made = facts.add(Computed("", "其余", value, whole.unit, arithmetic, (whole.id, part.id)))
    name = f"没有{ask.done}的" if ask.done else "其余"
    return [
        Sentence(
            (
                f"{held.source.name}{name}", Slot(made.id), "：", Slot(whole.id, "name"), Slot(whole.id), "，",
                Slot(part.id, "name"), Slot(part.id), "（", Slot(made.id, "arithmetic"), "）。",
            )
        )
    ]  # fmt: skip


_WAYS: dict[Wants, Callable[[GroupAsk, GroupFound, Held, Facts], list[Sentence]]] = {
    Wants.SHARE: _share,
    Wants.RANK: _rank,
    Wants.EACH: _each,
    Wants.SUM: _sum,
    Wants.DIFFERENCE: _difference,
    Wants.REST: _rest,
    Wants.AGREES: _agrees,
}
