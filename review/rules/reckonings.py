"""TXT24: what a sentence itself reckons: products, remainders, sums at the end, parts of what came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.changes import changes
from reports.prose.comparison import measure
from reports.prose.phrases import MARK, Phrase, exact, find_phrases
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

# 全年4期，每期24人，共96人次
_PRODUCT = re.compile(
    rf"{MARK}[^。；{MARK}]{{0,10}}[，,、]每(?P<each>[期次场批个])[^，。；{MARK}]{{0,4}}{MARK}[^，。；、{MARK}]{{0,4}}[，,、]?"
    rf"(?:共计|共|合计|总计|累计){MARK}"
)
# 8个股室和14个自然资源所各有1名联络员，共22名
_EACH = re.compile(
    rf"{MARK}[^，。；、{MARK}]{{0,10}}[和及、]{MARK}[^，。；{MARK}]{{0,16}}各(?:有|设|配|明确|确定|配备|指定)*{MARK}[^，。；{MARK}]{{0,12}}[，,、]?(?:共计|共|合计){MARK}"
)
# 参加居民分别为41人和45人，合计86人
_RESPECTIVELY = re.compile(
    rf"分别(?:为|是|有|达)?{MARK}(?:[、和及与]{MARK})+[，,]?(?:合计|共计|总计|共)(?:为|有)?{MARK}"
)
# 9个镇、3个乡和27个部门共39个单位
_OF_AGENCIES = r"[^，,。；;、\d]{0,6}(?:镇|乡|街道|部门|单位|局|园区|办事处)"
_AGENCIES = re.compile(
    rf"(?:^|[，,。；;：:])[^，,。；;：:、{MARK}]*{MARK}{_OF_AGENCIES}(?:[、和及与]{MARK}{_OF_AGENCIES})+[，,]?(?:合计|共计|总计|共){MARK}(?:行政机关|单位|机关)"
)
# 整理目录2460条，可公开的1975条已上网，其余485条
_REMAINDER = re.compile(
    rf"(?:{MARK}[^。；，,{MARK}]{{0,6}}[、和及与][^。；，,{MARK}]{{0,14}})*"
    rf"{MARK}[^。；{MARK}]{{0,14}}[，,][^。；、{MARK}]{{0,14}}{MARK}[^。；、{MARK}]{{0,14}}[，,]其余(?:的)?{MARK}"
)
# 共19件，已公开答复18件，1件未公开
_COMPLEMENT = re.compile(
    rf"共{MARK}[，,][^，。；{MARK}]{{0,16}}{MARK}[，,](?:另有|其余|还有|尚有)?{MARK}[^，。；{MARK}]{{0,20}}(?:未|尚|没有|不予|正在)"
)
# 收到意见146条，采纳59条
_DONE_OF_THEM = re.compile(
    rf"(?:收到|征集|收集|接到|发放|发出|问卷|受理|承办|交办|转来|通报|反馈)[^，。；{MARK}]{{0,14}}{MARK}[^，。；{MARK}]{{0,4}}[，,、](?:其中|按期|按时|及时|如期|已|全部|均|实际)*"
    rf"(?:收回|回收|采纳|办结|答复|回复|办复|整改|解决)[^，。；{MARK}]{{0,8}}{MARK}(?![（(][^）)]*(?:含|结转|上年|去年))"
)
_MORE_CAME_IN = re.compile("申请|结转|上年|去年|累计|历年")
_MOVED = r"(?:调整|优化|整合|精简|压减|压缩|归并|合并|扩充|增加|增|减少|减|变|更新|升|降)[^，。；{MARK}]{{0,2}}[至到为]"
_IN, _OUT = "(?:新增|增加|增补|新设|净增加?)", "(?:取消|减少|删除|删减|撤销|停用|废止|清退|净减少?)"
_MOVES = _MOVED.format(MARK=MARK)
# 目录由81项调整为86项，新增7项、取消2项
_FLOW = re.compile(
    rf"由(?:原来|原有|原|上年|年初)?的?{MARK}[^，。；{MARK}]{{0,4}}{_MOVES}{MARK}[，,（(](?P<first>{_IN}|{_OUT})[^，。；、{MARK}]{{0,4}}{MARK}[、，和](?P<second>{_IN}|{_OUT})[^，。；、{MARK}]{{0,4}}{MARK}"
)
# 政务新媒体由33个整合为27个，减少6个
_DIFFERENCE = re.compile(
    rf"由(?:原来|原有|原|上年|年初)?的?{MARK}[^，。；{MARK}]{{0,4}}{_MOVES}{MARK}[，,（(](?P<way>净增加?|增加|净减少?|减少)了?{MARK}(?![、，和](?:{_IN}|{_OUT}))"
)
# 低保对象143户196人，较上年末的151户207人减少8户11人
_TWO_MEASURES = re.compile(
    rf"{MARK}{MARK}[，,（(](?:比|较)(?:上年|去年|上一年|20\d\d年|年初)[^，。；{MARK}]{{0,4}}?的?{MARK}{MARK}(?:分别)?(?P<way>减少|下降|增加|增长)了?{MARK}{MARK}"
)
# 甲3126户412.7万元，乙43户28.4万元，丙19户57.0万元，合计3188户次498.1万元
_TOTAL = re.compile(r"(?:合计|共计|总计)(?:为|达)?$|(?<=[，,])共$")
_NO_LIST = re.compile("比|较|同比|上年|去年|其中|每|各|平均|以上|另|增加|减少|由|从|累计|至")


_exact = exact(Kind.COUNT, Kind.MONEY)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same: 户 and 户次, 人 and 人次 do."""
    alike = measure(one).unit == measure(other).unit
    return alike or one.unit.removesuffix("次") == other.unit.removesuffix("次") != ""


_FEWEST = 2
Wrong = tuple[str, str, str, Severity]


def _wrong(words: str, said: str, right: str, severity: Severity = Severity.ERROR) -> Wrong:
    return words, said, right, severity


def _products(found: Phrase) -> Iterator[Wrong]:
    number, each, total = found.quantities
    right = number.value * each.value
    if number.unit == found.groups["each"] and _alike(each, total) and total.value != right:
        said = f"{spoken(number.value)}{number.unit}、每{number.unit}{spoken(each.value)}{each.unit}，应共{spoken(right)}{total.unit}，正文写共{spoken(total.value)}{total.unit}。"
        yield _wrong(found.words, said, spoken(right))


def _of_each(found: Phrase) -> Iterator[Wrong]:
    one, other, each, total = found.quantities
    right = (one.value + other.value) * each.value
    if one.unit == other.unit and each.unit == total.unit and total.value != right:
        said = (
            f"{spoken(one.value)}{one.unit}和{spoken(other.value)}{other.unit}各{spoken(each.value)}{each.unit}，"
            f"应共{spoken(right)}{total.unit}，正文写共{spoken(total.value)}{total.unit}。"
        )
        yield _wrong(found.words, said, spoken(right))


def _sums(found: Phrase) -> Iterator[Wrong]:
    *parts, total = found.quantities
    right = sum((q.value for q in parts), Decimal(0))
    if all(_same_kind(q, total) for q in parts) and total.value != right:
        said = f"{'、'.join(spoken(q.value) for q in parts)}之和为{spoken(right)}{total.unit}，正文写共{spoken(total.value)}{total.unit}。"
        yield _wrong(found.words.lstrip("，,。；;：:"), said, spoken(right))


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return {one.unit, other.unit} <= {"个", "家"} or one.unit == other.unit


def _remainders(sentence: Sentence) -> Iterator[Wrong]:
    """What is said to be left of a total that a part was taken from."""
    for found in find_phrases(_REMAINDER, sentence.text, _exact):
        *listed, whole, part, rest = found.quantities
        if any(q.unit == rest.unit for q in listed):
            continue  # 建议5件、提案4件，除1件外，其余8件: of how many of the listed they are the rest, the text does not say
        before = sentence.paragraph.text[: sentence.start + found.start]
        total = whole.value + part.value + rest.value
        if any(q.value == total and q.unit == rest.unit for q in counts(before)):
            continue  # 公开1236条，网站742条，公众号418条，其余76条: all are parts of the total before
        right = whole.value - part.value
        if whole.unit == part.unit == rest.unit and right > 0 and rest.value != right:
            said = f"{spoken(whole.value)}{whole.unit}减去{spoken(part.value)}{part.unit}，其余应为{spoken(right)}{rest.unit}，正文写{spoken(rest.value)}{rest.unit}。"
            yield _wrong(found.words, said, spoken(right))


def _complements(found: Phrase) -> Iterator[Wrong]:
    whole, done, left = found.quantities
    if whole.unit == done.unit == left.unit and done.value + left.value > whole.value:
        said = f"{spoken(done.value)}{done.unit}与{spoken(left.value)}{left.unit}之和多于总数{spoken(whole.value)}{whole.unit}。"
        yield _wrong(found.words, said, spoken(whole.value))


def _flows(found: Phrase) -> Iterator[Wrong]:
    start, end, first, second = found.quantities
    if len({q.unit for q in found.quantities}) > 1:
        return
    signs = [1 if re.fullmatch(_IN, found.groups[name] or "") else -1 for name in ("first", "second")]
    right = start.value + signs[0] * first.value + signs[1] * second.value
    if signs[0] != signs[1] and right != end.value:
        yield _wrong(
            found.words,
            f"{start.raw}{found.groups['first']}{first.raw}、{found.groups['second']}{second.raw}，应为{spoken(right)}{end.unit}，正文写{end.raw}。",
            spoken(right),
        )


def _differences(found: Phrase) -> Iterator[Wrong]:
    start, end, change = found.quantities
    right = abs(end.value - start.value)
    if any(c.wrong_difference() is not None for c in changes(found.words, None)):
        return  # told as a change of a number over two years
    if start.unit == end.unit == change.unit and right != change.value:
        yield _wrong(
            found.words,
            f"由{start.raw}到{end.raw}，相差{spoken(right)}{end.unit}，正文写{found.groups['way']}{change.raw}。",
            spoken(right),
        )


def _two_measures(found: Phrase) -> Iterator[Wrong]:
    now, before, change = found.quantities[:2], found.quantities[2:4], found.quantities[4:]
    sign = 1 if found.groups["way"] in ("增加", "增长") else -1
    for n, b, c in zip(now, before, change, strict=True):
        right = (n.value - b.value) * sign
        if n.unit == b.unit == c.unit and n.kind is Kind.COUNT and right != c.value:
            yield _wrong(
                found.words,
                f"由{b.raw}到{n.raw}，应{found.groups['way']}{spoken(right)}{c.unit}，正文写{c.raw}。",
                spoken(right),
            )


def _more_done(found: Phrase) -> Iterator[Wrong]:
    came, done = found.quantities
    if came.unit == done.unit and done.value > came.value and not _MORE_CAME_IN.search(found.words):
        said = f"共{spoken(came.value)}{came.unit}，不会有{spoken(done.value)}{done.unit}，部分多于整体。"
        yield _wrong(found.words, said, f"不超过{spoken(came.value)}")


_KINDS = (
    (_PRODUCT, _products), (_EACH, _of_each), (_RESPECTIVELY, _sums), (_AGENCIES, _sums), (_COMPLEMENT, _complements), (_DONE_OF_THEM, _more_done),
    (_FLOW, _flows), (_DIFFERENCE, _differences), (_TWO_MEASURES, _two_measures),
)  # fmt: skip


def _sums_at_the_end(sentence: Sentence) -> Iterator[Wrong]:
    """Items of a list that do not make up the total told after them, for each measure of it."""
    every = [q for q in counts(sentence.text) if _exact(q)]
    first = next((q for q in every if _TOTAL.search(sentence.text[: q.start])), None)
    if first is None:
        return
    begins = max(sentence.text.rfind(mark, 0, first.start) for mark in "：:；;。") + 1
    listed = sentence.text[begins : first.start]
    if _NO_LIST.search(listed):
        return
    for total in _beside(first, every):
        parts = [q for q in every if begins <= q.start < first.start and _alike(q, total)]
        values = [measure(q).value for q in parts]
        sums = {sum(values[n:], Decimal(0)) for n in range(len(values) - 1)}
        if sums and measure(total).value not in sums:
            right, unit = sum(values, Decimal(0)), measure(total).unit
            said = f"所列{len(parts)}项之和为{spoken(right)}{unit}，正文写合计{total.raw}。"
            severity = Severity.ERROR if len(parts) > 2 or "、" in listed else Severity.WARNING
            yield _wrong(sentence.text, said, spoken(right), severity)
            return


def _beside(first: Quantity, every: list[Quantity]) -> Iterator[Quantity]:
    """A total and those that stand right after it in other measures: 合计3188户次498.1万元."""
    end = first.start
    for quantity in every:
        if quantity.start == end or quantity is first:
            yield quantity
            end = quantity.end


@rule("TXT24", "正文的数算不通", Severity.ERROR, accuracy)
def reckonings(context: Context) -> Iterator[Problem]:
    """检查：一句话自己算的数是否算得通：每期人数乘期数、各部门人数之和、分别列出的与合计、总数减去一部分的其余、逐项之后的合计、收到的与其中采纳（收回、办结）的。

    为何：算不通的数至少有一个写错。
    触发：“全年4期，每期24人，共86人次”；“2460条，可公开的1975条已上网，其余585条”；“收到意见146条，采纳159条”；“甲412.7万元，乙28.4万元，丙57.0万元，合计489.1万元”。
    不触发：算得通的；约数；量词不同的。
    例外：申请的收到与办结（可能含上年结转）不比；只列两项、没有用顿号的合计只提示核实。
    """
    told: set[tuple[int, str]] = set()
    for sentence in whole_sentences(context.report.paragraphs()):
        if sum(1 for q in counts(sentence.text) if _exact(q)) < _FEWEST:
            continue
        found = ((find_phrases(pattern, sentence.text, _exact), check) for pattern, check in _KINDS)
        wrong = [w for phrases, check in found for phrase in phrases for w in check(phrase)]
        for words, said, right, severity in (*wrong, *_remainders(sentence), *_sums_at_the_end(sentence)):
            if (sentence.paragraph.index, said) in told:
                continue
            told.add((sentence.paragraph.index, said))
            yield Problem(
                said,
                "请核对各处数字并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=words,
                expected=right,
                severity=severity,
            )


RULES: tuple[Rule, ...] = (reckonings,)
