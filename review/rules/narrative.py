"""TXT: what the narrative says against the tables, and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from reports.numerals import fold, spoken
from reports.sentences import Sentence, sentences, whole_sentences
from reports.tables import TABLE_NAMES
from review.basis import FEE_RULES, regulation, uniform_format
from review.changes import changes
from review.finding import Basis, Location, Problem, Severity
from review.listings import listings
from review.quantities import quantities
from review.rule import Context, Rule, rule
from review.shares import percentages_in, wrong_shares
from review.statements import Statement, statements


def _consistency(context: Context) -> tuple[Basis, ...]:
    return (regulation(6), regulation(50, "收到和处理"))


def _stated(context: Context) -> list[Statement]:
    return context.once("statements", lambda c: list(statements(c.report)))


def _agrees(context: Context, said: Statement) -> bool:
    """Whether a statement is what the main reading of the table says."""
    readings = said.metric.readings(context.report)
    return bool(readings) and readings[0][0] == said.value


def _table_is_told_too(context: Context, said: Statement, value: Decimal) -> bool:
    """Whether the text gives the table's number as well, in the same sentence or elsewhere."""
    beside = any(q.value == value and said.metric.unit.search(q.unit) for q in quantities(said.quote))
    return beside or any(s.metric is said.metric and _agrees(context, s) for s in _stated(context))


def _contradicts(context: Context, said: Statement) -> bool:
    """Whether no reading of the table agrees with what is said."""
    readings = said.metric.readings(context.report)
    return bool(readings) and not said.approximate and all(value != said.value for value, _ in readings)


def _against_table(context: Context, keys: set[str]) -> Iterator[Problem]:
    """The statements on these figures that no reading of the table agrees with, each value once."""
    told: set[tuple[str, Decimal]] = set()
    for said in _stated(context):
        if (
            said.metric.key not in keys
            or (said.metric.key, said.value) in told
            or not _contradicts(context, said)
        ):
            continue
        readings = said.metric.readings(context.report)
        told.add((said.metric.key, said.value))
        value, cells = readings[0]
        table = cells[0][0]
        doubtful = said.area or said.other_count
        if said.area and _table_is_told_too(context, said, value):
            continue  # this number is of another scope
        where = TABLE_NAMES[table]
        why = "，两处统计口径可能不同" if doubtful else ""
        yield Problem(
            f"正文写“{said.metric.name}”为“{said.raw.strip()}”，{where}中为{spoken(value)}{why}，文表不一致。",
            "请核实统计口径；如口径不同，请在正文中说明，否则请更正其中一处。"
            if doubtful
            else "请对照办理台账核实，更正正文或表格，使两处一致。",
            context.at_paragraph(said.paragraph),
            quote=said.quote,
            expected=spoken(value),
            actual=spoken(said.value),
            severity=Severity.WARNING if doubtful else None,
            cells=cells,
        )


@rule("TXT01", "正文新收件数与表格不一致", Severity.ERROR, _consistency)
def received(context: Context) -> Iterator[Problem]:
    """检查：正文的新收、收到、受理件数与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“收到政府信息公开申请15件”，表中新收12、结转1。
    不触发：正文13件，等于新收12加上年结转1。
    例外：“收到”可指新收，也可指新收加结转，两者都不等才报；写明全区、代政府受理等不同口径的只提示核实；“余”“近”“约”不比。
    """
    # 未收到申请 against a table that is not zero is a rule of its own.
    return (p for p in _against_table(context, {"new_received"}) if p.actual != "0")


@rule("TXT02", "正文办理结果与表格不一致", Severity.ERROR, _consistency)
def outcomes(context: Context) -> Iterator[Problem]:
    """检查：正文的办结、予以公开、部分公开、不予公开、无法提供、不予处理、结转件数与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“予以公开8件”，表中予以公开总计6。
    不触发：两处相同。
    例外：上年数、累计数、约数不比；不同口径只提示核实。
    """
    keys = {
        "total",
        "handled",
        "granted",
        "partially_granted",
        "denied",
        "unable",
        "rejected",
        "carried_over",
        "carried_forward",
        "other_handling",
        *(
            r.key
            for r in context.edition.application_rows
            if r.key.startswith(("denied_", "unable_", "rejected_", "other_"))
        ),
    }
    return _against_table(context, keys)


@rule("TXT03", "正文申请人类别件数与表格不一致", Severity.ERROR, _consistency)
def applicants(context: Context) -> Iterator[Problem]:
    """检查：正文的自然人、法人或其他组织申请件数与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“其中自然人申请9件”，表中新收自然人为7。
    不触发：两处相同。
    例外：同新收件数规则。
    """
    return _against_table(
        context, {"natural_person", "legal_person", "business", "research", "social", "legal"}
    )


@rule(
    "TXT04",
    "正文复议诉讼件数与表格不一致",
    Severity.ERROR,
    lambda c: (regulation(6), regulation(50, "行政复议")),
)
def disputes(context: Context) -> Iterator[Problem]:
    """检查：正文的行政复议、行政诉讼件数与复议诉讼表是否一致，含“未发生”与非零。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“未发生行政复议”，表中行政复议总计1。
    不触发：两处相同。
    例外：正文写明是备案、登记等另一口径的，只提示核实。
    """
    keys = {
        "review_total",
        "litigation_total",
        "disputes_total",
        "litigation_direct",
        "litigation_after_review",
    }
    keys |= {f"review_{result}" for result in ("upheld", "corrected", "other", "pending")}
    keys |= {f"litigation_{result}" for result in ("upheld", "corrected", "pending")}
    yield from _against_table(context, keys)
    table = context.report.tables.get("disputes")
    for sentence in sentences(context.report.paragraphs()):
        match = re.search(r"均(?:被|获|予以)?维持|全部(?:获得)?维持", sentence.text)
        pending = [(g, table.value(g, "pending")) for g in table.cells] if table else []
        open_cases = [(g, v) for g, v in pending if v]
        if match and "复议" in sentence.text and open_cases:
            yield Problem(
                f"正文写“{match[0]}”，表中尚未审结为{spoken(open_cases[0][1] or 0)}，两处矛盾。",
                "请核实案件结果，更正正文或表格。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                actual=spoken(open_cases[0][1] or 0),
                cells=(("disputes", open_cases[0][0], "pending"),),
            )


_NO_APPLICATION = re.compile(
    r"(?:没有|未|无|均未)(?:曾)?(?:收到|接到|受理|新收|接收)(?:到)?(?:过)?(?:任何|公民|群众|书面|有关|相关|、|法人|或|和|其他组织|的|到)*"
    r"(?:政府)?(?:信息公开|依申请公开|公开)[^，。；]{0,8}申请"
)


@rule("TXT05", "写未收到申请而表格不为零", Severity.ERROR, _consistency)
def no_application(context: Context) -> Iterator[Problem]:
    """检查：正文写“未收到申请”时，申请表的新收总计是否为零。

    为何：正文与表格相互矛盾。
    触发：“本年度未收到政府信息公开申请”，表中新收总计3。
    不触发：表中新收为0。
    例外：只说未收到某一渠道、某一类申请的不报。
    """
    table = context.report.tables.get("applications")
    value = table.value("new_received", "total") if table else None
    for sentence in sentences(context.report.paragraphs()):
        match = _NO_APPLICATION.search(sentence.text)
        if match and value and not re.search(r"当面|信函|网络|传真|企业|法人申请|上年", match[0]):
            yield Problem(
                f"正文写“{match[0]}”，申请办理情况表新收总计为{spoken(value)}，两处矛盾。",
                "请核实是否收到申请，更正正文或表格。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=spoken(value),
                actual="0",
                cells=(("applications", "new_received", "total"),),
            )
            return


@rule(
    "TXT06",
    "正文规范性文件件数与表格不一致",
    Severity.ERROR,
    lambda c: (regulation(6), regulation(20, "（一）")),
)
def normative_documents(context: Context) -> Iterator[Problem]:
    """检查：正文的规范性文件制发、废止、现行有效件数与主动公开表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“制发规范性文件5件”，表中本年制发3。
    不触发：两处相同。
    例外：“公开规范性文件”可指制发，也可指现行有效，都不等才报。
    """
    return _against_table(context, {"normative_made", "normative_repealed", "normative_valid"})


@rule(
    "TXT07",
    "正文行政行为数量与表格不一致",
    Severity.ERROR,
    lambda c: (regulation(6), regulation(20, "（五）")),
)
def administrative_acts(context: Context) -> Iterator[Problem]:
    """检查：正文的行政许可、行政处罚、行政强制、行政事业性收费与主动公开表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“作出行政处罚决定25件”，表中23。
    不触发：两处相同；写的是公示、公开的信息条数。
    例外：事项数、公示条数是另一口径，不比。
    """
    return _against_table(context, {"permits", "penalties", "coercion", "fees"})


@rule("TXT08", "正文分项之和与总数不符", Severity.ERROR, lambda c: (regulation(6),))
def listed_sum(context: Context) -> Iterator[Problem]:
    """检查：“……共158条，其中：甲15条，乙3条……”各分项之和是否等于总数。

    为何：分项之和与总数不符，说明有漏项或数字错误。
    触发：总数158条，所列十九项之和为139条。
    不触发：分项之和等于总数。
    例外：只举一两例、用“等”结尾且和小于总数的，含约数的，申请的办理结果只写其中几种的，不报；分项之和小于总数且只列两项的只提示核实。
    """
    told = {(s.paragraph.index, s.value) for s in _stated(context) if _contradicts(context, s)}
    for listing in listings(context.report.paragraphs()):
        total, parts = listing.total.value, listing.sum
        if total == parts:
            continue
        if any(
            (listing.paragraph.index, q.value) in told
            for q in (listing.total, *(q for _, q in listing.parts))
        ):
            continue  # the wrong number has been named as differing from the table
        labels = listing.quote
        partial = (
            bool(re.search(r"等(?:方面|内容|信息|栏目|类)?[^，。；]{0,6}$", labels.rstrip("。；;）)")))
            and parts < total
        )
        if partial or (listing.selective and parts < total):
            continue
        few = len(listing.parts) <= 2 and parts < total
        unit = listing.total.unit
        yield Problem(
            f"正文写总数为{spoken(total)}{unit}，所列{len(listing.parts)}个分项之和为{spoken(parts)}{unit}，"
            f"相差{spoken(abs(total - parts))}{unit}。",
            "请核对总数和各分项数据，补列遗漏的分项或更正数字。",
            context.at_paragraph(listing.paragraph),
            quote=listing.quote.strip(),
            expected=spoken(parts),
            actual=spoken(total),
            severity=Severity.WARNING if few else None,
        )


@rule("TXT09", "同一指标前后数值不同", Severity.WARNING, lambda c: (regulation(6),))
def two_values(context: Context) -> Iterator[Problem]:
    """检查：正文两处写同一指标时数值是否相同。

    为何：前后矛盾，公众无法判断哪个正确。
    触发：总体情况写“主动公开信息158条”，后文写“主动公开信息185条”。
    不触发：两处写的是不同年度、不同范围或不同渠道的数据。
    例外：与表格不一致已经报告的不重复；约数、累计数不比。
    """
    seen: dict[str, tuple[Decimal, str]] = {}
    for sentence in sentences(context.report.paragraphs()):
        if re.search(
            r"上年|去年|同比|较20|累计|网站|公众号|微信|微博|平台|栏目|抖音|全区|全市|全县|各", sentence.text
        ):
            continue
        for match in re.finditer(
            r"(?:新增|共|全年)?主动公开(?:各类|政府|政务)*信息(?:共|总|计|达|为|数|数量)*(?=\d)",
            sentence.text,
        ):
            found = next(iter(quantities(sentence.text[match.end() :])), None)
            if found is None or found.start != 0 or found.approximate:
                continue
            known = seen.setdefault("主动公开信息", (found.value, sentence.text))
            if known[0] != found.value:
                yield Problem(
                    f"“主动公开信息”前文写{spoken(known[0])}{found.unit}，此处写{spoken(found.value)}{found.unit}。",
                    "请核实并统一数据；如口径不同，请分别说明。",
                    context.at_paragraph(sentence.paragraph),
                    quote=sentence.text,
                    expected=spoken(known[0]),
                    actual=spoken(found.value),
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
        yield from _shares_that_miss_the_whole(context, sentence)


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


@rule("TXT10", "百分比与件数不符", Severity.ERROR, lambda c: (regulation(6),))
def percentages(context: Context) -> Iterator[Problem]:
    """检查：占比与件数、同比与两年数是否相符，占比之和是否为100%。

    为何：百分比由件数算出，不符说明其中一个有误。
    触发：“共50件，其中自然人40件，占85%”。
    不触发：按正文所示位数四舍五入后相符。
    例外：约数不比；找不到对应件数的不判。
    """
    yield from _share_problems(context)
    yield from _change_problems(context)


def _change_problems(context: Context) -> Iterator[Problem]:
    for sentence in sentences(context.report.paragraphs()):
        for change in changes(sentence.text, context.report.year):
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


@rule("TXT11", "图表与正文不符", Severity.WARNING, lambda c: (regulation(6),))
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
    for chart in context.report.charts:
        shared = sum(1 for label, _ in chart.points if any(_same(label, t) for t in told))
        if shared < max(2, len(chart.points) // 2):
            continue
        for label, raw in chart.points:
            value = next(iter(quantities(f"{raw}件")), None)
            exact = next((t for t in told if _same(label, t)), None)
            if exact is not None:
                if value is not None and told[exact] != value.value:
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


@rule("TXT12", "没有说明信息处理费情况", Severity.WARNING, lambda c: (
    uniform_format(c.due_edition, "六、其他需要报告的事项", "须报告依《政府信息公开信息处理费管理办法》收取信息处理费的情况。"),
    Basis(FEE_RULES, None, "自2021年1月1日起施行。"),
))  # fmt: skip
def processing_fee(context: Context) -> Iterator[Problem]:
    """检查：适用版本要求时（2021版起），第六部分是否说明收取信息处理费的情况。

    为何：2021版统一格式要求报告收取信息处理费的情况，没有收取也应说明。
    触发：第六部分只写“无”。
    不触发：“本年度未收取信息处理费”。
    例外：缺少第六部分的由缺少部分规则报告；在其他部分已说明的不报。
    """
    section = context.report.section("六")
    if section is None or not context.due_edition.requires_processing_fee:
        return
    if any(
        re.search(r"信息(?:公开)?处理费|信息公开.{0,6}收费|收取.{0,8}费用", fold(p.text))
        for p in context.report.paragraphs()
    ):
        return
    yield Problem(
        "第六部分没有说明依《政府信息公开信息处理费管理办法》收取信息处理费的情况。",
        "请补充本年度收取信息处理费的情况；没有收取的，应写明“本年度未收取信息处理费”。",
        context.at_section("六"),
        quote=section.text[:40],
        expected="信息处理费收取情况",
    )


@rule(
    "TXT13",
    "信息处理费与行政事业性收费混淆",
    Severity.NOTICE,
    lambda c: (regulation(42), Basis(FEE_RULES, None, "信息处理费的收取办法。")),
)
def fee_confusion(context: Context) -> Iterator[Problem]:
    """检查：是否把信息处理费写成行政事业性收费，或反过来。

    为何：两者依据和口径不同，信息处理费是对明显超过合理范围的申请收取的。
    触发：“收取信息处理费（行政事业性收费）共125万元”。
    不触发：分别说明两种收费。
    例外：分句分别说明两者的不报。
    """
    for sentence in sentences(context.report.paragraphs()):
        if re.search(
            r"信息处理费[^，。；]{0,10}(?:即|（|\(|为|属于)行政事业性收费|行政事业性收费[^，。；]{0,6}(?:即|（|\()信息处理费|信息处理费等行政事业性收费",
            sentence.text,
        ):
            yield Problem(
                "将信息处理费与行政事业性收费混为一谈。",
                "请分别说明：信息处理费写入第六部分，行政事业性收费填入第二部分的表格。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
            )


RULES: tuple[Rule, ...] = (
    received, outcomes, applicants, disputes, no_application, normative_documents, administrative_acts, listed_sum,
    two_values, percentages, charts, processing_fee, fee_confusion,
)  # fmt: skip
