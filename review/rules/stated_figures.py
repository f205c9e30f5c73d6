"""TXT: figures of the text against each other: sums of lists, and the same figure twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.listings import Listing, listings
from reports.prose.moves import moves
from reports.prose.phrases import MARK, exact, find_phrase
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import sentences
from review.finding import Problem, Severity
from review.prose_of_two_years import told_once
from review.repeated_figures import contradictions
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.mismatches import contradicts_table, stated


def divided(context: Context) -> list[Listing]:
    """Every total of the text with the parts told of it, read once a review."""
    return context.once("listings", lambda c: list(listings(c.report.paragraphs())))


_OPEN_END = re.compile(r"等(?:方面|内容|信息|栏目|类)?[^，。；]{0,6}$")
_FEW = 3
_SHORTEST_NAME = 3
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
    for listing in divided(context):
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
    if listing.bracketed:
        return Severity.WARNING  # 信息1150条（微博1000条，微信150条） divides it
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
    rf"(?:新收|收到|受理)[^，。；{MARK}]{{0,16}}{MARK}(?:[（(，,]其中(?![^。；]*结转[^。；]*[)）])[^。；]{{0,60}}?{MARK}[)）]?)?"
    rf"[^。；{MARK}含其]{{0,6}}(?:上年|上一年)度?结转[^。；{MARK}]{{0,8}}{MARK}"
    rf"[^。；{MARK}]{{0,6}}(?:共计|合计|总计|共(?![办答处回完审]))[^。；{MARK}]{{0,8}}{MARK}"
)


def _sums_with_carried(context: Context, told: set[tuple[int, Decimal]]) -> Iterator[Problem]:
    for sentence in sentences(context.report.paragraphs()):
        found = find_phrase(_WITH_CARRIED, sentence.text)
        if found is None or any(q.approximate for q in found.quantities):
            continue
        values = [q.value for q in found.quantities]
        new, carried, said = values[0], values[-2], values[-1]
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
    yield from _risen_to_another(context)


_YEAR_OF_ITS_OWN = re.compile(r"20\d\d年|上年|去年|年初|累计")


def _told_of(what: str, now: Quantity, context: Context) -> list[tuple[str, Quantity]]:
    """What the text tells elsewhere by the words of a figure: alone, or as an item of a list on the same."""
    alone = [
        (label, said.quantity)
        for (label, unit), said in told_once(context.report).items()
        if unit == now.unit and label == what and not _YEAR_OF_ITS_OWN.search(said.quote)
    ]
    return alone or [
        (label, q)
        for listing in divided(context)
        for label, q in listing.parts
        if len(label) >= 2 and label in what and q.unit == now.unit
        and what.replace(label, "", 1)[:2] in listing.quote
    ]  # fmt: skip


def _risen_to_another(context: Context) -> Iterator[Problem]:
    """What a figure is said to have come to, against what the text tells of it elsewhere."""
    for sentence in sentences(context.report.paragraphs()):
        for move in moves(sentence.text, exact(Kind.COUNT, Kind.MONEY)):
            what = move.what.strip("，的")
            told = _told_of(what, move.after, context) if len(what) >= _SHORTEST_NAME else []
            if told and all(q.value != move.after.value for _, q in told):
                label, q = told[0]
                yield Problem(
                    f"另处写“{label}{q.raw}”，此处写“{move.words}”，同一指标前后数值不同。",
                    "请核实并统一数据；如口径不同，请分别说明。",
                    context.at_paragraph(sentence.paragraph),
                    quote=sentence.text,
                    expected=spoken(q.value),
                    actual=spoken(move.after.value),
                )


RULES: tuple[Rule, ...] = (listed_sum, two_values)
