"""TXT: figures of the text against each other: sums of lists, the same figure twice, percentages, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from reports.numerals import cell_value, fold, spoken
from reports.prose.changes import changes, listed
from reports.prose.listings import Listing, listings
from reports.prose.phrases import MARK, find_phrase
from reports.prose.quantities import counts
from reports.prose.sentences import Sentence, sentences, whole_sentences
from reports.prose.shares import impossible_shares, percentages_in, wrong_shares
from review.finding import Location, Problem, Severity
from review.repeated_figures import contradictions
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.text_and_tables import contradicts_table, stated
from review.shares_of_the_table import wrong_shares_of_table

_OPEN_END = re.compile(r"等(?:方面|内容|信息|栏目|类)?[^，。；]{0,6}$")
_FEW = 3
_NEARLY_ALL_OF_FEW, _NEARLY_ALL, _MOST = Decimal("0.75"), Decimal("0.8"), Decimal("0.5")


@rule("TXT08", "正文分项之和与总数不符", Severity.ERROR, accuracy)
def listed_sum(context: Context) -> Iterator[Problem]:
    """检查：“……共158条，其中：甲15条，乙3条……”各分项之和是否等于总数。

    为何：分项之和与总数不符，说明有漏项或数字错误。
    触发：总数158条，所列十九项之和为139条；“新收64件，上年结转2件，共68件”。
    不触发：分项之和等于总数。
    例外：用“等”结尾且和小于总数的，含约数的，申请的办理结果、行政权力只写其中几种的，先后按两种口径分列的，不报；前几项之和已等于总数、其后还有分项的，只提示核实；分项之和小于总数、没有“其他”的可能是举例：列两三项的，接近总数（四分之三以上）时只提示核实，否则不报；列得更多、但不足总数五分之四的，建议写明“等”或补列，不足一半或写“包括”的不报。
    """
    told = {(s.paragraph.index, s.value) for s in stated(context) if contradicts_table(context, s)}
    for listing in listings(context.report.paragraphs()):
        if listing.total.value == listing.sum or listing.divides_twice:
            continue
        if any((listing.paragraph.index, q.value) in told for q in counts(listing.quote)):
            continue  # the wrong number has been named as differing from the table
        severity = _severity_of_difference(listing)
        if severity is not None:
            yield _difference(context, listing, severity)
    yield from _sums_with_carried(context, told)


def _severity_of_difference(listing: Listing) -> Severity | None:
    """How surely items that do not add up are an error: fewer than the total they may only be examples."""
    total, parts = listing.total.value, listing.sum
    if parts > total:
        # What stands after the whole may be told beside it: 其他7条，县长信箱2条.
        return Severity.WARNING if listing.whole_after else Severity.ERROR
    if _OPEN_END.search(listing.quote.rstrip("。；;）)")) or listing.selective:
        return None
    if listing.names_the_rest:
        return Severity.ERROR
    if len(listing.parts) <= _FEW:
        return Severity.WARNING if parts >= total * _NEARLY_ALL_OF_FEW else None
    if parts >= total * _NEARLY_ALL:
        return Severity.ERROR
    return Severity.NOTICE if parts >= total * _MOST and not listing.includes_only else None


def _difference(context: Context, listing: Listing, severity: Severity) -> Problem:
    unit, total, parts = listing.total.unit, listing.total.value, listing.sum
    examples = severity is Severity.NOTICE
    return Problem(
        f"正文写总数为{spoken(total)}{unit}，所列{len(listing.parts)}个分项之和为{spoken(parts)}{unit}，"
        f"相差{spoken(abs(total - parts))}{unit}。",
        "如只是举例，宜写明“等”；否则请补列遗漏的分项。"
        if examples
        else "请核对总数和各分项数据，补列遗漏的分项或更正数字。",
        context.at_paragraph(listing.paragraph),
        quote=listing.quote.strip(),
        expected=spoken(parts),
        actual=spoken(total),
        severity=severity,
    )


_WITH_CARRIED = re.compile(
    rf"(?:新收|收到|受理)[^，。；{MARK}]{{0,16}}{MARK}[^。；{MARK}]{{0,6}}(?:上年|上一年)度?结转[^。；{MARK}]{{0,8}}{MARK}"
    rf"[^。；{MARK}]{{0,6}}(?:共计|合计|总计|共)[^。；{MARK}]{{0,8}}{MARK}"
)


def _sums_with_carried(context: Context, told: set[tuple[int, Decimal]]) -> Iterator[Problem]:
    for sentence in sentences(context.report.paragraphs()):
        found = find_phrase(_WITH_CARRIED, sentence.text)
        if found is None or any(q.approximate for q in found.quantities):
            continue
        new, carried, said = (q.value for q in found.quantities)
        known = any((sentence.paragraph.index, n) in told for n in (new, carried))
        if said != new + carried and not known:
            right = spoken(new + carried)
            yield Problem(
                f"新收{spoken(new)}件与上年结转{spoken(carried)}件之和为{right}件，正文写共{spoken(said)}件。",
                "请核对新收、结转和合计的件数并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=found.words,
                expected=right,
                actual=spoken(said),
            )


@rule("TXT09", "同一指标前后数值不同", Severity.WARNING, accuracy)
def two_values(context: Context) -> Iterator[Problem]:
    """检查：正文两处写同一指标时数值是否相同。

    为何：前后矛盾，公众无法判断哪个正确。
    触发：总体情况写“主动公开信息158条”，后文写“主动公开信息185条”。
    不触发：两处写的是不同年度、不同范围或不同渠道的数据。
    例外：与表格不一致已经报告的不重复；约数、累计数不比。
    """
    for found in contradictions(context.report.paragraphs(), context.report.year):
        first, here = found.first, found.second
        why = "一条渠道的数大于总数" if found.channel_exceeds else "同一指标前后数值不同"
        yield Problem(
            f"前文写“{first.clause.strip()}”，此处写“{here.clause.strip()}”，{why}。",
            "请核实并统一数据；如口径不同，请分别说明。",
            context.at_paragraph(here.paragraph),
            quote=here.quote,
            expected=spoken(first.quantity.value),
            actual=spoken(here.quantity.value),
        )


def _share_problems(context: Context) -> Iterator[Problem]:
    for sentence in whole_sentences(context.report.paragraphs()):
        for wrong in wrong_shares(sentence, sentence.paragraph.text[: sentence.start]):
            part, whole = wrong.share.part, wrong.whole
            right = f"{spoken(wrong.share.of(whole.value))}%"
            yield Problem(
                f"{spoken(part.value)}{part.unit}占{spoken(whole.value)}{whole.unit}的{right}，正文写“{wrong.share.percent.raw}”。",
                "请核对件数与百分比并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=right,
                actual=wrong.share.percent.raw,
            )
        yield from _shares_that_miss_the_table(context, sentence)
        yield from _shares_that_miss_the_whole(context, sentence)


def _shares_that_miss_the_table(context: Context, sentence: Sentence) -> Iterator[Problem]:
    for wrong in wrong_shares_of_table(context.report, sentence):
        yield Problem(
            f"申请办理情况表中“{wrong.metric.name}”为{spoken(wrong.part)}件，占{spoken(wrong.whole)}件的{spoken(wrong.right)}%，"
            f"正文写“{wrong.percent.raw}”。",
            "请对照表格核对百分比并更正。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected=f"{spoken(wrong.right)}%",
            actual=wrong.percent.raw,
        )


def _shares_that_miss_the_whole(context: Context, sentence: Sentence) -> Iterator[Problem]:
    shares = percentages_in(sentence.text)
    total = sum((s.value for s in shares), Decimal(0))
    if len(shares) >= 3 and Decimal(90) < total < Decimal(115) and abs(total - 100) > Decimal("0.5"):
        yield Problem(
            f"所列各项占比之和为{spoken(total)}%，不等于100%。",
            "请核对各项占比。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected="100%",
            actual=f"{spoken(total)}%",
            severity=Severity.WARNING,
        )


@rule("TXT10", "百分比与件数不符", Severity.ERROR, accuracy)
def percentages(context: Context) -> Iterator[Problem]:
    """检查：占比与件数、同比与两年数是否相符，占比之和是否为100%。

    为何：百分比由件数算出，不符说明其中一个有误。
    触发：“共50件，其中自然人40件，占85%”。
    不触发：按正文所示位数四舍五入后相符。
    例外：约数不比；找不到对应件数的不判。
    """
    yield from _share_problems(context)
    yield from _more_than_all(context)
    yield from _change_problems(context)


def _more_than_all(context: Context) -> Iterator[Problem]:
    """Shares of more than the whole."""
    for sentence in sentences(context.report.paragraphs()):
        for share in impossible_shares(sentence.text):
            yield Problem(
                f"占比、比率不会超过100%，正文写的是“{share.raw}”。",
                "请核对件数和比率并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected="不超过100%",
                actual=share.raw,
                severity=Severity.WARNING,
            )


_ELIDED = re.compile(r"(?:总体)?(?:同比|环比|[比较与](?:上年|去年|上一年|20\d\d年))")


def _with_subject(sentence: Sentence, before: Sentence | None) -> str:
    """A sentence on a change with the count that the sentence before begins with, where it names none itself."""
    if before is None or before.paragraph is not sentence.paragraph or not _ELIDED.match(sentence.text):
        return sentence.text
    found = [q for q in counts(before.text) if q.unit != "%"]
    if not found or (len(found) > 1 and listed(before.text, found[0], found[1])):
        return sentence.text
    return f"{before.text[: found[0].end]}，{sentence.text}"


def _change_problems(context: Context) -> Iterator[Problem]:
    before: Sentence | None = None
    for sentence in sentences(context.report.paragraphs()):
        text, before = _with_subject(sentence, before), sentence
        for change in changes(text, context.report.year):
            difference, percent = change.wrong_difference(), change.wrong_percent()
            if difference is None and percent is None:
                continue
            unit, base = change.now.unit, spoken(change.base or Decimal(0))
            right = (
                f"{spoken(abs(difference))}{unit}"
                if difference is not None
                else f"{spoken(abs(percent or Decimal(0)))}%"
            )
            stated = change.difference if difference is not None else change.percent
            way = "增长" if change.now.value > (change.base or 0) else "下降"
            said = "增长" if change.rises else "下降"
            yield Problem(
                f"由{base}{unit}到{spoken(change.now.value)}{unit}，应为{way}{right}，"
                f"正文写的是{said}“{stated.raw if stated else ''}”。",
                "请核对两年数据与增减数、增减比例并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=right,
                actual=stated.raw if stated else None,
            )
            break


@rule("TXT11", "图表与正文不符", Severity.WARNING, accuracy)
def charts(context: Context) -> Iterator[Problem]:
    """检查：图表的标签和数值与正文列举的分项是否一致。

    为何：图表与正文不一致，多为更新正文后未更新图表。
    触发：图表标签“重大决策与公开”，正文为“重大决策预公开”。
    不触发：标签只是简称。
    例外：正文没有列举分项的不比；图表有、正文没有的标签只在数值相同或相近时提示。
    """
    told = {label: q.value for li in listings(context.report.paragraphs()) for label, q in li.parts if label}
    if not told:
        return

    def drawn(label: str, value: Decimal) -> bool:
        """Whether any series draws a label with this value: beside it stands the year before."""
        every = (p for chart in context.report.charts for p in chart.points)
        return any(name == label and cell_value(raw) == value for name, raw in every)

    for chart in context.report.charts:
        shared = sum(1 for label, _ in chart.points if any(_same(label, t) for t in told))
        if shared < max(2, len(chart.points) // 2):
            continue
        for label, raw in chart.points:
            value = next(iter(counts(f"{raw}件")), None)
            exact = next((t for t in told if _same(label, t)), None)
            if exact is not None:
                if value is not None and told[exact] != value.value and not drawn(label, told[exact]):
                    yield Problem(
                        f"图表中“{label}”为{raw}，正文为{spoken(told[exact])}。",
                        "请核对并统一图表与正文的数值。",
                        _at_chart(context, chart.index),
                        quote=f"{label} {raw}",
                        expected=spoken(told[exact]),
                        actual=raw,
                    )
                continue
            close = max(told, key=lambda t: fuzz.ratio(fold(t), fold(label)))
            if fuzz.ratio(fold(close), fold(label)) >= 60:
                yield Problem(
                    f"图表标签“{label}”与正文“{close}”不一致。",
                    "请核对并统一图表标签与正文的名称。",
                    _at_chart(context, chart.index),
                    quote=label,
                    expected=close,
                    actual=label,
                )


def _same(label: str, told: str) -> bool:
    a, b = (re.sub(r"[“”\"'‘’《》\s]|信息$|情况$", "", fold(x)) for x in (label, told))
    return a == b or (len(a) >= 4 and len(b) >= 4 and (a in b or b in a))


def _at_chart(context: Context, index: int) -> Location:
    return Location(section=context.report.section_of(index), paragraph=index)


RULES: tuple[Rule, ...] = (listed_sum, two_values, percentages, charts)
