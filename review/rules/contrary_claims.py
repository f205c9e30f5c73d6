"""TXT30: what is said of all against what is said to be left, percentage points against percentages, people against times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.moves import moves
from reports.prose.phrases import MARK, exact, find_phrase, find_phrases
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

Wrong = tuple[str, str, Severity]
_EXCEPTED = 24

_DONE = "完成|办结|整改到位|整改完成|整改|落实|销号|解决|答复|办复|处理完毕"
_ALL_DONE = rf"(?:(?:已?全部|均已?|都已?)(?:按期|按时|如期|及时|顺利)?(?:{_DONE})(?!时限|期限|率)|(?:完成|办结|整改|答复|办复|落实)率(?:均?为|均?达到?|达)?(?:100|１００)[%％])"
# 年末全部完成，剩余1项因上级平台升级顺延; of what 23项已全部完成 tells, the rest may be left.
_AND_LEFT = re.compile(
    rf"(?:^|[，,；。])(?:到|至|截至)?(?:年末|年底|目前|现已|年内|当年|已)*{_ALL_DONE}[^，。；、{MARK}]{{0,4}}[，,；](?:但|仅)?(?:剩余|剩下|其余|余下|未(?:完成|办结|整改)的?|(?:尚|仍|还)有(?={MARK}[^，。；]{{0,4}}未))(?:的)?{MARK}[^。；{MARK}]{{0,30}}(?:未|顺延|延至|延期|推迟|正在|跨年|结转|待|继续|不具备)"
)
# 配套解读只有2篇、解读率达100%
_ONLY_AND_ALL = re.compile(
    rf"(?P<what>[一-龥]{{2}})(?:的)?(?:只有|仅有|仅|只)(?:完成|配发|发布)?{MARK}[，,、](?P=what)率(?:已|均)?(?:为|达到?|是)?{MARK}"
)


def _all_and_some(text: str) -> Iterator[Wrong]:
    left = find_phrase(_AND_LEFT, text, exact(Kind.COUNT)) if re.search("剩|余|未|有", text) else None
    excepted = left is not None and "除" in text[max(0, left.start - _EXCEPTED) : left.start]
    if left is not None and left.quantities[0].value and not excepted:
        yield left.words, "写全部完成，又写还有没有完成的，两者矛盾", Severity.ERROR
    only = find_phrase(_ONLY_AND_ALL, text, exact(Kind.COUNT, Kind.PERCENT)) if "率" in text else None
    if only is not None and only.quantities[-1].unit == "%" and only.quantities[-1].value == 100:
        yield only.words, "写“只有”几件，又写达到100%，两者不合", Severity.WARNING


_WAY = "增长|增加|上升|提高|提升|下降|减少|降低|回落"
_SINCE = r"(?:同比|环比|[比较](?:上年度?|去年|上一年度?|20\d\d年度?)(?:同期|末|底)?)"
# 新收申请108件，比上年增加14件，增长14.89个百分点
_COUNT_IN_POINTS = re.compile(
    rf"{MARK}[^，。；：、{MARK}]{{0,8}}[，,（(](?:{_SINCE}?(?:的{MARK})?(?:{_WAY}|多|少)了?{MARK}[，,、])?{_SINCE}?(?:{_WAY})了?{MARK}"
)
# 由15%降至2.5%，下降12.5%
_CHANGE_AFTER = re.compile(rf"^[^，。；{MARK}]{{0,6}}[，,（(]{_SINCE}?(?:{_WAY})了?{MARK}")
# 占2.5%，比上年下降12.5%
_SHARE_SINCE = re.compile(
    rf"(?:占比?|率)(?:为|达到?|的|是|约)*{MARK}[^，。；{MARK}]{{0,4}}[，,（(]{_SINCE}(?P<way>{_WAY})了?{MARK}"
)
_UP = frozenset(("增长", "增加", "上升", "提高", "提升"))


def _points_and_percent(context: Context, sentence: Sentence) -> Iterator[Wrong]:
    text = sentence.text
    told = {q.kind for q in quantities(text)}
    for found in find_phrases(_COUNT_IN_POINTS, text, _measured) if Kind.POINTS in told else ():
        *counted, points = found.quantities
        alike = {q.kind for q in counted} <= {Kind.COUNT, Kind.MONEY}
        if points.kind is Kind.POINTS and alike and "率" not in found.words and "占" not in found.words:
            said = f"件数的增减应写百分比，“{points.raw}”应为“{spoken(points.value)}%”"
            yield found.words, said, Severity.ERROR
    if Kind.PERCENT not in told:
        return
    for move in moves(text, exact(Kind.PERCENT)):
        after = find_phrase(_CHANGE_AFTER, text[move.end :], _measured)
        change = after.quantities[0] if after else None
        if after and change is not None and _in_points(move.before.value, move.after.value, change):
            yield move.words + after.words, _as_points(change), Severity.ERROR
    for found in find_phrases(_SHARE_SINCE, text, exact(Kind.PERCENT)):
        now, change = found.quantities
        before = now.value - change.value * (1 if found.groups["way"] in _UP else -1)
        if _told_last_year(context, before, sentence.text[: found.start]) and _in_points(
            before, now.value, change
        ):
            yield found.words, _as_points(change), Severity.ERROR


def _measured(quantity: Quantity) -> bool:
    return not quantity.approximate and quantity.kind in (
        Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINTS,
    )  # fmt: skip


def _in_points(before: Decimal, now: Decimal, change: Quantity) -> bool:
    """Whether a change between two percentages is told in points and called a percentage of the first."""
    if change.unit != "%" or not before:
        return False
    difference = abs(now - before)
    return difference == change.value and round(difference * 100 / before, 1) != round(change.value, 1)


def _as_points(change: Quantity) -> str:
    return f"两个百分比相减得出的是百分点，“{change.raw}”应为“{spoken(change.value)}个百分点”"


def _told_last_year(context: Context, share: Decimal, what: str) -> bool:
    """Whether last year's report tells this share of something that the words before name too."""
    pairs = {what[n : n + 2] for n in range(len(what) - 1)}
    return context.previous is not None and any(
        q.unit == "%" and q.value == share
        and sum(pair in other.text for pair in pairs) >= _SAME_WORDS
        for other in whole_sentences(context.previous.paragraphs())
        for q in quantities(other.text)
    )  # fmt: skip


_SAME_WORDS = 4
# 参加人员36人次、38人次，共74人
_PEOPLE = re.compile(rf"{MARK}(?:[、和，,][^，。；、{MARK}]{{0,4}}{MARK})+[，,]?(?:共计|合计|总计|共){MARK}")


def _people_and_times(text: str) -> Iterator[Wrong]:
    """Times that people took part, added up as people."""
    for found in find_phrases(_PEOPLE, text, exact(Kind.COUNT)) if "人次" in text else ():
        *parts, total = found.quantities
        summed = sum((q.value for q in parts), Decimal(0)) == total.value
        if summed and {q.unit for q in parts} == {"人次"} and total.unit in ("人", "名"):
            yield found.words, "几个“人次”相加得出的是人次，不是人数", Severity.NOTICE


@rule("TXT30", "说法前后矛盾、计量单位混用", Severity.ERROR, accuracy)
def contrary_claims(context: Context) -> Iterator[Problem]:
    """检查：写全部完成而又写有剩余的，百分点与百分比、人与人次是否混用。

    为何：两种说法不能都对；百分比相减得出的是百分点，件数的增减用百分比。
    触发：“年末全部完成，剩余1项顺延至下年”；“由15%降至2.5%，下降12.5%”；“新收申请108件，增长14.89个百分点”；“36人次、38人次，共74人”。
    不触发：“除1项顺延外全部完成”；“由15%降至2.5%，下降12.5个百分点”；“占比2.5%，比上年下降12.5%”而上年占比不是15%。
    例外：只写本年占比的，上年报告写有相应占比才判；申请的办结率由另一规则报告；人与人次只作建议。
    """
    for sentence in whole_sentences(context.report.paragraphs()):
        for words, said, severity in (
            *_all_and_some(sentence.text),
            *_points_and_percent(context, sentence),
            *_people_and_times(sentence.text),
        ):
            yield Problem(
                f"{said}。",
                "请核实并更正其中一处。",
                context.at_paragraph(sentence.paragraph),
                quote=words,
                actual=words,
                severity=severity,
            )


RULES: tuple[Rule, ...] = (contrary_claims,)
