"""A number that the prose of two reports of one agency gives alike: added up, or how it has changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.bound import sum_of_values
from answering.evidence.combined import percent
from answering.evidence.fact import Computed, Facts, ProseFact
from answering.evidence.held import Held
from answering.evidence.narrative_index import Ranked
from answering.overview.two_years import change_of, counted_by, prose_fact
from answering.plan.lexicon import same_measure
from reports.numerals import spoken

_BOTH = re.compile("两年|这[两几]年|[两2二]个年度|前后两年|20\\d\\d年?[和、与跟及加]20\\d\\d年?")
_TOGETHER = re.compile("总共|一共|合计|共计|总计|加(?:起来|在一起|一起)|累计|统共|之和")
_CHANGED = re.compile(
    "[涨增减多少升降跌快慢长缩](?:了|出|加|长|少)?(?:多少|几)|变化|变了多少|相差|差(?:了)?多少|涨幅|增幅|降幅|同比|对比|相比|比较|哪一?年"
    "|[涨增减多少升降跌快慢长短高低好差]了?(?:没有?|吗|还是)|[变更][快慢长短高低多少]"
)
# What is asked after tells in which unit both reports must give it.
_MEASURES = (
    (re.compile("时间|时长|天数|[快慢]|工作日"), "用了多少天"),
    (re.compile("[一-龥]率|占比|比例|满意度"), "是百分之多少"),
    (re.compile("人(?:数|次)?(?:更|最|是|[多少])|多少人"), "有多少人"),
)
_FRAME = re.compile(
    f"{_BOTH.pattern}|{_TOGETHER.pattern}|(?:(?:19|20)?\\d\\d年(?:度|底|末|初)?)?[比到至较](?:(?:19|20)?\\d\\d年(?:度|底|末|初)?)|[涨增减多少升降跌快慢长短高低好差变更]+了?(?:没有?|吗|还是.*)|是?变[快慢].*|对比(?:一下)?|比较(?:一下)?|(?:在)?哪一?年|(?:一年|上年|去年|上一年|今年|比|较|跟|和)(?=[涨增减多少升降跌快慢变相差])|(?:[涨增减升降跌快慢缩](?:加|长|少|短|高|低)?|变化|相?差|多|少)了?(?=多少|几)"
)
_ENOUGH = 0.6
# Of what the two numbers count so much is called alike.
_SAME_THING = 0.2
# 追回多少基金、曝光几起案例: several things, each with its number.
_PARTS = re.compile("[、，,；;](?=[^、，,；;]*(?:多少|几))")
_OF_A_CHANGE = re.compile("比上年|较上年|比去年|较20|同比|比20|增加|减少|增长|下降|缩短")


def in_both(question: str, helds: Sequence[Held], facts: Facts) -> Draft | None:
    """The sum or the change of what a question names in two reports; None where one of them does not clearly give it."""
    together = bool(_TOGETHER.search(question) and _BOTH.search(question))
    agencies = {h.report.agency for h in helds}
    if len(helds) != 2 or len(agencies) != 1 or not (together or _CHANGED.search(question)):
        return None
    first, second = sorted(helds, key=lambda h: h.report.year or 0)
    parts = [p for p in _PARTS.split(question) if p]
    if together and len(parts) > 1:
        each = [in_both(f"两年合计{p}", helds, facts) for p in parts]
        return Draft(tuple(s for d in each if d for s in d.sentences)) if all(each) else None
    pair = _pair(question, first, second)
    if pair is None:
        return None
    facts_of = [_fact(r, h, facts) for r, h in zip(pair, (first, second), strict=True)]
    one, two = facts_of
    years = (f"{first.report.year}年", Slot(one.id), f"，{second.report.year}年", Slot(two.id))
    quotes = tuple(
        Sentence((f"{h.source.name}的报告写明：", Span(f.id), "。"))
        for h, f in zip((first, second), facts_of, strict=True)
    )
    if together:
        made = sum_of_values(facts_of, facts)
        line = Sentence(("两年合计", Slot(made.id), "：", *years, "（", Slot(made.id, "arithmetic"), "）。"))
        return Draft((line, *quotes))
    large = _in_ten_thousands(pair, one, two, facts)
    if large is not None:
        line = Sentence(
            (two.name, Slot(large.id, "verdict"), "：", *years, "（", Slot(large.id, "arithmetic"), "）。")
        )
        return Draft((line, *quotes))
    change = change_of(two.name, one, two, facts)
    if change is None:
        return (
            Draft((Sentence((f"{two.name}没有变化：", *years, "。")), *quotes))
            if one.value == two.value
            else None
        )
    made = change.made
    line = Sentence(
        (two.name, Slot(made.id, "verdict"), "：", *years, "（", Slot(made.id, "arithmetic"), "）。")
    )
    return Draft((line, *quotes))


def _in_ten_thousands(
    pair: tuple[Ranked, Ranked], one: ProseFact, two: ProseFact, facts: Facts
) -> Computed | None:
    """The change of numbers that both reports tell in ten thousands, told so too: 增加1.3万人."""
    told = [r.clause.quantity.magnitude for r in pair if r.clause is not None]
    if (
        told != ["万", "万"]
        or one.value is None
        or two.value is None
        or one.value == two.value
        or not one.value
    ):
        return None
    before, now = one.value / _TEN_THOUSAND, two.value / _TEN_THOUSAND
    way, grown = ("增加", "增长") if now > before else ("减少", "下降")
    far = abs(now - before)
    large, small = max(now, before), min(now, before)
    arithmetic = f"{spoken(large)}万－{spoken(small)}万＝{spoken(far)}万"
    verdict = f"{way}{spoken(far)}万{two.unit}，{grown}{spoken(percent(far, before))}%"
    return facts.add(
        Computed("", "变化", two.value - one.value, two.unit, arithmetic, (one.id, two.id), verdict)
    )


_TEN_THOUSAND = Decimal(10_000)


def _fact(ranked: Ranked, held: Held, facts: Facts) -> ProseFact:
    assert ranked.clause is not None
    return prose_fact(ranked.clause, counted_by(ranked.clause), held, facts)


def _pair(question: str, first: Held, second: Held) -> tuple[Ranked, Ranked] | None:
    """The clauses of two reports that say enough of a question and count alike, the best first."""
    text = _FRAME.sub("，", question)
    found = [_candidates(text, question, h) for h in (first, second)]
    rated = [
        (one.score + two.score + _alike(one, two), one, two)
        for one in found[0]
        for two in found[1]
        if one.clause
        and two.clause
        and _alike(one, two) >= _SAME_THING
        and same_measure(one.clause.quantity.unit, two.clause.quantity.unit)
    ]
    best = max(rated, key=lambda r: r[0], default=None)
    return (best[1], best[2]) if best is not None else None


def _alike(one: Ranked, two: Ranked) -> float:
    a, b = (counted_by(r.clause) if r.clause else "" for r in (one, two))
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b)]
    return len(pairs[0] & pairs[1]) / max(1, len(pairs[0] | pairs[1]))


def _candidates(text: str, question: str, held: Held) -> list[Ranked]:
    asked = text + next((unit for named, unit in _MEASURES if named.search(question)), "有多少")
    words = held.narrative.words(asked)
    if not any(w.is_telling for w in words):
        return []
    found = held.narrative.numbers(asked, words)
    return [
        r for r in found[:8]
        if r.coverage >= _ENOUGH and r.clause is not None and not _OF_A_CHANGE.search(r.clause.text)
        and not r.clause.quantity.approximate
    ]  # fmt: skip
