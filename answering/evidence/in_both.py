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
from answering.overview.two_years import change_of, counted_by, like, prose_fact
from answering.plan.lexicon import same_measure
from answering.plan.measures import asked_of
from answering.plan.together import TOGETHER
from answering.plan.words import Word
from reports.numerals import spoken
from retrieval.terms import fold_text

_BOTH = re.compile("两年|这[两几]年|[两2二]个年度|前后两年|20\\d\\d年?[和、与跟及加]20\\d\\d年?")
_TOGETHER = re.compile(TOGETHER)
_CHANGED = re.compile(
    "[涨增减多少升降跌快慢长缩](?:了|出|加|长|少)?(?:多少|几)|变化|变了多少|相差|差(?:了)?多少|涨幅|增幅|降幅|同比|对比|相比|比较|哪一?年"
    "|[涨增减多少升降跌快慢长短高低好差]了?(?:没有?|吗|还是)|[变更][快慢长短高低多少]"
)
_FRAME = re.compile(
    f"(?:前后|分别|各)(?:是|有)?(?:多少|几)?[条篇件次场期个]?|翻(?:了)?[倍番](?:没有?|吗)?|[条篇件次场期个天总]数量?|是?[增升涨多快长][加长了]?(?:还)?是[减降跌少慢短]少?|(?<=[一-龥]{{2}})[多少增减](?:发|办|收|开|推|登|做)了?(?=多少|几)|[多少增减高低]?(?:多少|几)[条篇件次场期个]呢?$|{_BOTH.pattern}|{_TOGETHER.pattern}|(?:(?:19|20)?\\d\\d年(?:度|底|末|初)?)?[比到至较](?:(?:19|20)?\\d\\d年(?:度|底|末|初)?)|[涨增减多少升降跌快慢长短高低好差变更]+了?(?:没有?|吗|还是.*)|是?变[快慢].*|对比(?:一下)?|比较(?:一下)?|(?:在)?哪一?年(?:更|比较)?[多少高低大小]?|(?:一年|上年|去年|上一年|今年|比|较|跟|和)(?=[涨增减多少升降跌快慢变相差])|(?:[涨增减升降跌快慢缩](?:加|长|少|短|高|低)?|变化|相?差|多|少)了?(?=多少|几)"
)
_SURELY, _ENOUGH, _NEARLY = 0.9, 0.6, 0.4
# Of what the two numbers count so much is called alike.
_SAME_THING, _SURELY_SAME = 0.2, 0.4
# 追回多少基金、曝光几起案例: several things, each with its number.
_PARTS = re.compile("[、，,；;](?=[^、，,；;]*(?:多少|几))")
_OF_A_CHANGE = re.compile("比上年|较上年|比去年|较20|同比|比20|增加|减少|增长|下降|缩短")


def in_both(question: str, helds: Sequence[Held], facts: Facts, asked: bool = False) -> Draft | None:
    """The sum or the change of what a question names in two reports; None where one of them does not clearly give it.

    `asked` where it is known that the change is wanted.
    """
    together = bool(_TOGETHER.search(question) and _BOTH.search(question))
    agencies = {h.report.agency for h in helds}
    if len(helds) != 2 or len(agencies) != 1 or not (together or asked or _CHANGED.search(question)):
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
    found = [found[0] or _called_alike(found[1], first), found[1] or _called_alike(found[0], second)]
    # 热线总数: what all are called may differ from year to year, what a part is called is no name of the whole.
    whole = _WHOLE.search(question) is not None
    found = [_wholes(f) for f in found] if whole else found
    telling = [{w for w in h.narrative.words(text) if w.is_telling} for h in (first, second)]
    fitting = [_fitting(f, w) for f, w in zip(found, telling, strict=True)]
    rated = [
        (one.score + two.score + _alike(one, two) + fits + suits, one, two)
        for one, fits in fitting[0]
        for two, suits in fitting[1]
        if one.clause
        and two.clause
        and (whole or _count_alike(one, two))
        and same_measure(one.clause.quantity.unit, two.clause.quantity.unit)
    ]
    best = max(rated, key=lambda r: r[0], default=None)
    return (best[1], best[2]) if best is not None else None


def _called_alike(found: Sequence[Ranked], held: Held) -> list[Ranked]:
    """The number of a report that is called as what the other report surely tells, where its own words are others."""
    sure = [r for r in found if r.clause is not None and r.coverage >= _SURELY]
    if not sure or sure[0].clause is None:
        return []
    others = [(c, counted_by(c)) for c in held.narrative.clauses if not c.quantity.approximate]
    clause = like(sure[0].clause, counted_by(sure[0].clause), others)
    return [Ranked(sure[0].score, _NEARLY, clause, clause.sentence)] if clause is not None else []


def _count_alike(one: Ranked, two: Ranked) -> bool:
    """Whether two numbers count the same: what says less of the question has to be called more alike."""
    alike, said = _alike(one, two), min(one.coverage, two.coverage)
    return (
        alike >= (_SAME_THING if said >= _ENOUGH else _SURELY_SAME)
        and max(one.coverage, two.coverage) >= _ENOUGH
    )


def _fitting(found: Sequence[Ranked], words: set[Word]) -> list[tuple[Ranked, float]]:
    """Each number with how far its label says the words that the labels of the others do not (视频 of 视频、图解)."""
    labels = {id(r): fold_text(counted_by(r.clause)) for r in found if r.clause is not None}
    shares = {w: sum(bool(w.said_in(label)) for label in labels.values()) for w in words}
    return [
        (r, sum(1 / shares[w] for w in words if w.said_in(labels[id(r)])) / max(1, len(words)))
        for r in found
        if id(r) in labels
    ]


_WHOLE = re.compile("总[数量]")


def _wholes(found: Sequence[Ranked]) -> list[Ranked]:
    """Of the numbers that a sentence, and the one after it, count in one unit, the largest."""
    told = [r for r in found if r.clause is not None]
    most = max((r.clause.quantity.value for r in told if r.clause is not None), default=None)
    return [r for r in told if r.clause is not None and r.clause.quantity.value == most]


def _alike(one: Ranked, two: Ranked) -> float:
    a, b = (counted_by(r.clause) if r.clause else "" for r in (one, two))
    pairs = [{t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b)]
    return len(pairs[0] & pairs[1]) / max(1, len(pairs[0] | pairs[1]))


def _candidates(text: str, question: str, held: Held) -> list[Ranked]:
    asked = asked_of(text, question=question)
    words = held.narrative.words(asked)
    if not any(w.is_telling for w in words):
        return []
    found = held.narrative.numbers(asked, words)
    return [
        r for r in found[:8]
        if r.coverage >= _NEARLY and r.clause is not None and not _OF_A_CHANGE.search(r.clause.text)
        and not r.clause.quantity.approximate
    ]  # fmt: skip
