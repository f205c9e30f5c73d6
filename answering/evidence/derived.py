"""Numbers that the prose does not state but that follow from what it states, each with its arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from answering.evidence.clause import Clause
from answering.evidence.combined import percent
from answering.evidence.fact import Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import whole_passage
from answering.plan.lexicon import same_measure
from answering.plan.measures import measure_asked, numbers_in
from answering.plan.together import TOGETHER
from answering.plan.wordings import asks
from answering.plan.words import Word
from reports.numerals import spoken
from reports.prose.changes import Change, changes, since_last_year
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence
from retrieval.terms import fold_text

_NOT_DONE = re.compile("(?:没有?|未|没能|不)(?:被|能|予)?(?P<done>[一-龥]{2})")
_CHANGED = re.compile(
    "(?:减|增|压减|压缩|降|涨|升|多|少|缩|扩|提高|精简|关停)[一-龥]{0,2}(?:了|掉|去|出)?(?:多少|几)"
)
_EACH = re.compile("每(?:人|个|名|件|户|村|社区|期|场|次|家|处|块)[^，。；]{0,8}?(?=\\d)")
_ALTOGETHER = re.compile(f"{TOGETHER}|总额|全部|得花|要花|开支")
_SHARE_OF = re.compile(
    r"占(?:了|到)?(?P<whole>[一-龥]{2,10}?)的?(?:比例|比重)?(?:为|约|达)?(?P<share>\d+(?:\.\d+)?)%"
)
_PAIR = 2
_PART = re.compile("占|比例|比重|百分")
Derived = tuple[PassageFact, Computed]


def derived(question: str, held: Held, facts: Facts) -> Derived | None:
    """The words of the report and the number that follows from them; None where none clearly does."""
    return next((d for derive in _WAYS if (d := derive(question, held, facts)) is not None), None)


def _telling(question: str, held: Held) -> list[Word]:
    return [w for w in held.narrative.words(question) if w.is_telling and not w.is_year and not w.is_light]


def _all_said(words: Sequence[Word], text: str) -> bool:
    return bool(words) and all(w.said_in(fold_text(text)) for w in words)


def _remaining(question: str, held: Held, facts: Facts) -> Derived | None:
    """What was not done of a whole: 提出意见23条，采纳19条, of which 4 were not."""
    negated = _NOT_DONE.search(question)
    if negated is None:
        return None
    done, index = negated["done"], held.narrative
    if any(re.search(f"[未没不](?:有|予|能)?{done}", s.text) for s in index.sentences):
        return None
    rest = question[: negated.start()] + question[negated.end() :]
    words = _telling(rest, held)
    for clause in index.clauses:
        whole = next(
            (q for q in numbers_in(clause.divided) if same_measure(q.unit, clause.quantity.unit)), None
        )
        if whole is None or done not in clause.text or whole.value < clause.quantity.value:
            continue
        if _all_said(words, clause.sentence.text):
            arithmetic = f"{spoken(whole.value)}－{spoken(clause.quantity.value)}＝{spoken(whole.value - clause.quantity.value)}"
            quote = whole_passage(held, clause.sentence, facts)
            value = whole.value - clause.quantity.value
            return quote, facts.add(
                Computed("", f"没有{done}的有", value, whole.unit, arithmetic, (quote.id,))
            )
    return None


def _changed(question: str, held: Held, facts: Facts) -> Derived | None:
    """By how much a count has changed where only where it began and ended is told: 由93个压减至41个."""
    if not _CHANGED.search(question):
        return None
    words = _telling(question, held)
    for clause in held.narrative.clauses:
        numbers = numbers_in(clause.text)
        if len(numbers) != _PAIR or not same_measure(numbers[0].unit, numbers[1].unit):
            continue
        first, last = numbers
        began = _BEGAN.search(clause.text[: first.start])
        ended = _ENDED.search(clause.text[first.end : last.start])
        if not began or not ended or not _all_said(words, clause.text):
            continue
        now, before = last.value, first.value
        way = "增加" if now > before else "减少"
        arithmetic = f"{spoken(max(now, before))}－{spoken(min(now, before))}＝{spoken(abs(now - before))}"
        quote = whole_passage(held, clause.sentence, facts)
        return quote, facts.add(Computed("", way, abs(now - before), last.unit, arithmetic, (quote.id,)))
    return None


_BEGAN = re.compile("(?:由|从)[^，。；]{0,6}$")
_ENDED = re.compile("[至到为成]$")


def _product(question: str, held: Held, facts: Facts) -> Derived | None:
    """What so many come to at so much each: 13名，每人每月补助150元."""
    if not _ALTOGETHER.search(question):
        return None
    words = _telling(_ALTOGETHER.sub("", question), held)
    asked = [q.value for q in numbers_in(question)]
    for clause in held.narrative.clauses:
        each = _EACH.search(clause.text)
        if each is None or clause.quantity.start < each.end() or not _all_said(words, clause.sentence.text):
            continue
        told = numbers_in(clause.sentence.text)
        times = [
            q for q in told if q.value != clause.quantity.value and (q.value in asked or len(told) == _PAIR)
        ]
        if len({t.value for t in times}) != 1:
            continue
        value = times[0].value * clause.quantity.value
        arithmetic = f"{spoken(times[0].value)}×{spoken(clause.quantity.value)}＝{spoken(value)}"
        per = "每月" if "每月" in clause.text else "每年" if "每年" in clause.text else ""
        quote = whole_passage(held, clause.sentence, facts)
        return quote, facts.add(
            Computed("", f"{per}合计", value, clause.quantity.unit, arithmetic, (quote.id,))
        )
    return None


def _whole_of_share(question: str, held: Held, facts: Facts) -> Derived | None:
    """The whole of which a number is so many percent: 用户41.5万人，占缴存职工的83%."""
    if _PART.search(question):
        return None
    words = _telling(question, held)
    for sentence in held.narrative.sentences:
        share = _SHARE_OF.search(sentence.text)
        if share is None or not _all_said(words, share["whole"]):
            continue
        before = [q for q in numbers_in(sentence.text) if q.end <= share.start() and q.unit != "%"]
        percentage = Decimal(share["share"])
        if not before or not percentage:
            continue
        value = (before[-1].value * 100 / percentage).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        quote = whole_passage(held, sentence, facts)
        arithmetic = f"{spoken(before[-1].value)}÷{spoken(percentage)}%＝{spoken(value)}"
        return quote, facts.add(
            Computed("", f"{share['whole']}约", value, before[-1].unit, arithmetic, (quote.id,))
        )
    return None


_TARGET = re.compile("目标|力争|争取|不低于|不少于|达到|达标|以上|提高到|提升到|提升至|提高至|完成|至少")
_ASKED_OF_TARGET = re.compile(
    "(?:要|想|能)?(?:达到|完成|达成)?(?:的)?(?:目标|指标|要求|任务|计划)|达标|还|仍|离|距离?|[差缺](?:多少|几)[个件篇条次]?(?:百分点)?|才|到"
)


def _to_target(question: str, held: Held, facts: Facts) -> Derived | None:
    """How much a number lacks of the target that the report sets for it: 回复率只有31%, 力争达到80%."""
    if not asks("to_target", question):
        return None
    words = _telling(_ASKED_OF_TARGET.sub("，", question), held)
    every = [c for c in held.narrative.clauses if _all_said(words, _told_with(c))]
    targets = [c for c in every if _TARGET.search(c.text)]
    for target in targets:
        unit = target.quantity.unit
        for now in every:
            if now in targets or not same_measure(now.quantity.unit, unit):
                continue
            lacks = target.quantity.value - now.quantity.value
            if lacks <= 0:
                continue
            arithmetic = f"{spoken(target.quantity.value)}－{spoken(now.quantity.value)}＝{spoken(lacks)}"
            quote = whole_passage(held, now.sentence, facts)
            aim = whole_passage(held, target.sentence, facts)
            said = "个百分点" if unit == "%" else unit
            return quote, facts.add(Computed("", "离目标还差", lacks, said, arithmetic, (quote.id, aim.id)))
    return None


def _told_with(clause: Clause) -> str:
    return f"{clause.text}，{clause.rest}，{clause.lead}"


_YEAR_BEFORE = re.compile("(?:[上去前]|头)一?年")


def _year_before(question: str, held: Held, facts: Facts) -> Derived | None:
    """The number of the year before, where the prose tells this year's and by how much it differs: 274条，比上年少11条."""
    asked = next((p for p in re.split("[，,？?。（(]", question) if _YEAR_BEFORE.search(p)), "")
    words = _telling(_YEAR_BEFORE.sub("", asked), held)
    if not words:
        return None
    for sentence in held.narrative.sentences:
        for change in since_last_year(sentence.text):
            if change.base is None or change.difference is None or not _all_said(words, sentence.text):
                continue
            sign = "－" if change.rises else "＋"
            arithmetic = (
                f"{spoken(change.now.value)}{sign}{spoken(change.difference.value)}＝{spoken(change.base)}"
            )
            quote = whole_passage(held, sentence, facts)
            made = Computed("", "上年", change.base, change.now.unit, arithmetic, (quote.id,))
            return quote, facts.add(made)
    return None


_GROWTH_ASKED = re.compile(
    "(?:增|涨|升|降|减|跌|多|少)[一-龥]{0,2}(?:了|约)?(?:百分之(?:几|多少)|几成)|[增降涨跌]幅|增长率|增速|下降率"
)
_COUNT_NAMED = re.compile("公开的?(?:信息)?(?:(?P<unit>[条件篇次])数|量)|发布量")
_OF_GROWTH = re.compile(
    "(?:比|较|跟|和|与)?(?:[上去前]一?年|20\\d\\d年)(?:度)?(?:相?比)?|[条件篇次]数|数量|(?:是|有|为)?(?:多少|几何|多大)"
)


def _tells(words: Sequence[Word], question: str, text: str, now: Quantity) -> bool:
    """Whether a sentence tells of what is asked; 公开条数 and 信息发布量 name nothing but what is counted."""
    if words:
        return _all_said(words, text)
    counted = _COUNT_NAMED.search(question)
    unit = (counted["unit"] if counted else None) or measure_asked(question)
    return counted is not None and unit == now.unit and re.search("公开|发布", text) is not None


def _told_change(
    question: str, words: Sequence[Word], held: Held, fits: Callable[[Change], bool]
) -> tuple[Sentence, Change] | None:
    """The first change of what is asked that the prose tells in the way that is wanted, with its sentence."""
    for sentence in held.narrative.sentences:
        for change in changes(sentence.text, held.report.year):
            if fits(change) and _tells(words, question, sentence.text, change.now):
                return sentence, change
    return None


def _grown(question: str, held: Held, facts: Facts) -> Derived | None:
    """By how much percent a count has changed, where the prose tells both counts and no percentage: 187条，较上年的210条减少23条."""
    if not _GROWTH_ASKED.search(question):
        return None
    words = _telling(_OF_GROWTH.sub("，", _GROWTH_ASKED.sub("，", question)), held)
    told = _told_change(question, words, held, lambda c: c.percent is None and bool(c.base))
    if told is None or not (base := told[1].base):
        return None
    sentence, change = told
    low, high = sorted((base, change.now.value))
    share = percent(high - low, base, 2)
    way = "增长" if change.now.value > base else "下降"
    arithmetic = f"（{spoken(high)}－{spoken(low)}）÷{spoken(base)}＝{spoken(share)}%"
    quote = whole_passage(held, sentence, facts)
    return quote, facts.add(Computed("", way, share, "%", arithmetic, (quote.id,)))


_DIFFERS_ASKED = re.compile("(?:比|较|跟)(?:[上去前]一?年|20\\d\\d年)(?:度)?[^，。]{0,4}[多少增减降涨]")


def _differs(question: str, held: Held, facts: Facts) -> Derived | None:
    """By how many a count differs from last year's, where the prose tells both and no difference: 26418条，上年为24170条."""
    if not _DIFFERS_ASKED.search(question):
        return None
    words = _telling(_DIFFERS_ASKED.sub("，", question), held)
    told = _told_change(question, words, held, lambda c: c.difference is None and c.before is not None)
    if told is None or (before := told[1].before) is None:
        return None
    sentence, change = told
    low, high = sorted((before.value, change.now.value))
    way = "增加" if change.now.value > before.value else "减少"
    arithmetic = f"{spoken(high)}－{spoken(low)}＝{spoken(high - low)}"
    quote = whole_passage(held, sentence, facts)
    return quote, facts.add(Computed("", way, high - low, change.now.unit, arithmetic, (quote.id,)))


_WAYS: tuple[Callable[[str, Held, Facts], Derived | None], ...] = (
    _to_target,
    _grown,
    _differs,
    _year_before,
    _remaining,
    _changed,
    _product,
    _whole_of_share,
)


def siblings(part: Clause) -> Iterator[Quantity]:
    """The numbers of a clause's sentence that count the same kind of thing, the clause's own among them."""
    seen: set[int] = set()
    for quantity in numbers_in(part.sentence.text):
        if quantity.start not in seen and same_measure(quantity.unit, part.quantity.unit):
            seen.add(quantity.start)
            yield quantity
