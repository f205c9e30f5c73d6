"""TXT19: numbers of one sentence that cannot all be true: a part of less, an average beyond the most, a rank beyond the last,
more days than a month has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import half_width, spoken
from reports.prose.phrases import MARK, Phrase, exact, find_phrase, of
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.stated_figures import divided

# 14个乡镇中有3个连续两个月没有更新
_PART_OF = re.compile(rf"{MARK}[^，。；、{MARK}]{{0,10}}(?<![其集])中[，,]?(?:还|仅|只)?有{MARK}")
# 公开信息684条，其中门户网站123条
_AMONG_THEM = re.compile(
    rf"(?P<whole>[^，。；、{MARK}]{{0,24}}){MARK}[^，。；、{MARK}]{{0,4}}[，,（(]其中[^，,。；;{MARK}]{{0,40}}{MARK}"
)
# 反馈问题19个，已整改23个
_DONE_OF = re.compile(
    rf"(?:发现|反馈|查出|查找|指出|通报|收集|征集|排查|收到)(?:出|到)?(?:各类|有效)?(?:问题|意见建议|意见|错误|隐患)(?:建议)?{MARK}"
    rf"[，,、](?:其中)?(?:已|均已)?(?:全部)?(?:整改|采纳|修正|解决|吸收|落实)(?:完成|到位|了)?{MARK}"
)
# What is said of a difference, of another time or of a mean is divided into nothing.
_NO_WHOLE = re.compile(r"增|减|升|降|[比较]|多|少|结转|平均|同期|上年|去年|累计|另|人均")
_MEAN = re.compile(rf"平均(?:每[件篇条次项个期]|用时|办理)?[^，。；{MARK}]{{0,12}}{MARK}")
_MOST = re.compile(rf"最(?:长|多|高|大|慢|迟|久)(?:的{MARK})?[^，。；{MARK}]{{0,16}}{MARK}")
_LEAST = re.compile(rf"最(?:短|少|低|小|快|早)(?:的{MARK})?[^，。；{MARK}]{{0,16}}{MARK}")
# 均在10个工作日内上传，最长的用了8个工作日
_ALL_WITHIN = re.compile(
    rf"(?:均|都|全部)(?:已)?(?:控制)?(?:在|于|不超过|未超过)(?:[^，,。；;、{MARK}]{{2,12}}(?:后|之日起)的?)?{MARK}"
)
# 在12个乡镇中排第7位，比上年上升4位
_RANK = re.compile(
    rf"{MARK}[^，。；{MARK}]{{0,16}}中[，,]?(?:[^。；{MARK}]{{0,16}}[，,])?[^，。；{MARK}]{{0,6}}(?:排名?|位列|位居|列|居|名列)[^，。；{MARK}]{{0,2}}{MARK}"
    rf"(?:[^。；{MARK}]{{0,10}}(?:上升|前进|提升|进步)了?{MARK})?"
)


# 3月有36天没有更新
_IN_A_MONTH = re.compile(
    rf"(?<![\d至到—~－-])(?P<month>1[0-2]|[1-9])月份?(?![起底末初以至到前后\d—~－-])[^，。；{MARK}]{{0,16}}?(?<![起至到后]){MARK}"
)
_SINCE_LIMIT = re.compile("[。；]|除|例外|另有|其余")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _found(pattern: re.Pattern[str], text: str) -> tuple[Phrase, tuple[Quantity, ...]] | None:
    phrase = find_phrase(pattern, text, exact(Kind.COUNT, Kind.DURATION, Kind.ORDINAL), bare=True)
    return (phrase, phrase.quantities) if phrase is not None else None


def _part_of_less(sentence: Sentence) -> Iterator[tuple[str, str, Phrase]]:
    for pattern, signs in ((_PART_OF, "中"), (_AMONG_THEM, "中"), (_DONE_OF, "改纳正决收实")):
        found = _found(pattern, sentence.text) if any(s in sentence.text for s in signs) else None
        if found is None or _NO_WHOLE.search(found[0].groups.get("whole") or ""):
            continue
        whole, part = found[1]
        if part.unit == whole.unit and part.value > whole.value:
            said = f"{spoken(whole.value)}{whole.unit}中不会有{spoken(part.value)}{part.unit}，部分多于整体。"
            yield said, f"不超过{spoken(whole.value)}{whole.unit}", found[0]


def _beyond_the_ends(sentence: Sentence) -> Iterator[tuple[str, str, Phrase]]:
    if "最" not in sentence.text:
        return
    mean, most = _found(_MEAN, sentence.text), _found(_MOST, sentence.text)
    for found, end, beyond in ((most, "最大", 1), (_found(_LEAST, sentence.text), "最小", -1)):
        if mean is None or found is None:
            continue
        value, limit = mean[1][-1], found[1][-1]
        if value.unit == limit.unit and (value.value - limit.value) * beyond > 0:
            than = "大于" if beyond > 0 else "小于"
            said = f"平均值{spoken(value.value)}{value.unit}{than}{end}值{spoken(limit.value)}{limit.unit}，不可能成立。"
            yield said, f"不{than}{spoken(limit.value)}{limit.unit}", found[0]
    within = find_phrase(_ALL_WITHIN, sentence.text, of(Kind.DURATION), bare=True) if most else None
    if within is not None and most is not None and within.end <= most[0].start:
        limit, longest = within.quantities[0], most[1][-1]
        if (
            limit.unit == longest.unit
            and longest.value > limit.value
            and not _SINCE_LIMIT.search(sentence.text[within.end : most[0].start])
        ):
            said = f"写全部在{limit.raw}之内，又写“{most[0].words}”，两者矛盾。"
            yield said, f"不超过{spoken(limit.value)}{limit.unit}", most[0]


def _beyond_the_last(sentence: Sentence) -> Iterator[tuple[str, str, Phrase]]:
    found = _found(_RANK, sentence.text)
    if found is None:
        return
    number, rank, *risen = found[1]
    before = rank.value + sum(q.value for q in risen)
    if number.kind is Kind.COUNT and before > number.value:
        place = f"由此推算上年为第{spoken(before)}位" if risen else f"排第{spoken(rank.value)}位"
        yield (
            f"{spoken(number.value)}{number.unit}参加排名，{place}，不可能成立。",
            f"不超过{spoken(number.value)}",
            found[0],
        )


def _more_days_than_there_are(sentence: Sentence) -> Iterator[tuple[str, str, Phrase]]:
    found = _found(_IN_A_MONTH, sentence.text)
    if found is None or found[1][0].unit not in ("天", "日") or found[1][0].kind is not Kind.DURATION:
        return
    month = int(found[0].groups["month"] or 0)
    if found[1][0].value > _DAYS[month - 1]:
        yield f"{month}月没有{found[1][0].raw}。", f"不超过{_DAYS[month - 1]}天", found[0]


_WHOLE_UNITS = frozenset(("条", "件", "篇", "人", "户", "场", "期", "家", "名", "起", "宗", "人次", "份"))
_MEANS = re.compile("均|每|率|倍|折合|相当于|约合|系数|权重|得分|人力")


def _of_no_whole_number(sentence: Sentence) -> Iterator[tuple[str, str, Phrase]]:
    """检查信息3.86条: what is counted comes in whole numbers; 万 was left out."""
    for quantity in counts(sentence.text) if "." in half_width(sentence.text) else ():
        split = quantity.unit in _WHOLE_UNITS and quantity.value % 1 and quantity.upto is None
        clause = re.split("[，。；、]", sentence.text[: quantity.start])[-1]
        if split and re.match(r"\d", quantity.raw) and not _MEANS.search(clause):
            words = Phrase(clause + quantity.raw, quantity.start - len(clause), quantity.end, (quantity,), {})
            yield f"“{quantity.raw}”不是整数，疑漏写“万”等单位。", "整数", words


@rule("TXT19", "正文数字不可能成立", Severity.ERROR, accuracy)
def impossible_figures(context: Context) -> Iterator[Problem]:
    """检查：同一句里的数能否同时成立：部分多于整体，平均值超出最大、最小值，名次超出参加排名的单位数，最长的超出“均在”的限度，天数超出那个月，件数、人数不是整数。

    为何：这样的数至少有一个写错。
    触发：“14个乡镇中有16个没有更新”；“公开信息684条，其中门户网站1230条”；“反馈问题19个，已整改23个”；“平均办理18.5个工作日，最长的办理了17个工作日”；“在12个乡镇中排第10位，比上年上升4位”；“3月有36天没有更新”；“均在10个工作日内上传，最长的用了12个工作日”；“检查信息3.86条”。
    不触发：“平均办理8.5个工作日，最长的办理了17个工作日”。
    例外：约数，两个数的量词不同的，“比上年增加20件，其中……”不报；列出几个分项的由分项之和的规则报告。
    """
    told = [(listing.paragraph.index, listing.quote) for listing in divided(context)]
    for sentence in sentences(context.report.paragraphs()):
        for find in (
            _part_of_less,
            _beyond_the_ends,
            _beyond_the_last,
            _more_days_than_there_are,
            _of_no_whole_number,
        ):
            for said, right, phrase in find(sentence):
                if any(sentence.paragraph.index == n and phrase.words in quote for n, quote in told):
                    continue
                yield Problem(
                    said,
                    "请核对各处数字并更正。",
                    context.at_paragraph(sentence.paragraph),
                    quote=phrase.words,
                    expected=right,
                    actual=phrase.quantities[-1].raw,
                )


RULES: tuple[Rule, ...] = (impossible_figures,)
