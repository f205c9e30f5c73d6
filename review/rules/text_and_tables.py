"""TXT: what the text says of applications, disputes and acts against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.phrases import MARK, exact_in, find_phrase
from reports.prose.quantities import counts
from reports.prose.sentences import sentences
from review.basis import regulation
from review.finding import Basis, Problem, Severity
from review.reasons_told import reasons_beyond_the_table
from review.results_told import results_without_a_case
from review.rule import Context, Rule, rule
from review.rules.mismatches import against_table, contradicts_table, stated


def _consistency(context: Context) -> tuple[Basis, ...]:
    return (regulation(6), regulation(50, "收到和处理"))


@rule("TXT01", "正文新收件数与表格不一致", Severity.ERROR, _consistency)
def received(context: Context) -> Iterator[Problem]:
    """检查：正文的新收、收到、受理件数，以及逐类列完的申请内容之和，与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“收到政府信息公开申请15件”，表中新收12、结转1。
    不触发：正文13件，等于新收12加上年结转1。
    例外：“收到”可指新收，也可指新收加结转，两者都不等才报；写明全区、代政府受理等不同口径的只提示核实；“余”“近”“约”不比。
    """
    # 未收到申请 against a table that is not zero is a rule of its own.
    yield from (p for p in against_table(context, {"new_received"}) if p.actual != "0")
    yield from _contents_of_applications(context)


# 申请内容中，征地批文21件、规划许可9件、其他3件
_CONTENTS = re.compile("申请的?内容[^，。；：:]{0,6}[，,：:]")


def _contents_of_applications(context: Context) -> Iterator[Problem]:
    """What the applications were about, told in full, makes up neither the new ones nor all that were dealt with."""
    new, carried, total = (
        context.value("applications", row, "total") for row in ("new_received", "carried_over", "total")
    )
    wholes = [
        w for w in (new, total, None if new is None or carried is None else new + carried) if w is not None
    ]
    for sentence in sentences(context.report.paragraphs()):
        match = _CONTENTS.search(sentence.text)
        listed = sentence.text[match.end() :] if match else ""
        parts = list(counts(listed))
        if len(parts) < 3 or "其他" not in listed or any(q.unit != "件" or q.approximate for q in parts):
            continue
        made_up = sum((q.value for q in parts), Decimal(0))
        if wholes and made_up not in wholes and not re.search("其中|涉及多项|同时|（", listed):
            yield Problem(
                f"所列申请内容共{spoken(made_up)}件，申请办理情况表新收{spoken(wholes[0])}件，两处不一致。",
                "请核对各类申请内容的件数和表格并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=spoken(wholes[0]),
                actual=spoken(made_up),
                cells=(("applications", "new_received", "total"),),
            )


@rule("TXT02", "正文办理结果与表格不一致", Severity.ERROR, _consistency)
def outcomes(context: Context) -> Iterator[Problem]:
    """检查：正文的办结、予以公开、部分公开、不予公开、无法提供、不予处理、结转件数与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“予以公开8件”，表中予以公开总计6；“不予公开的1件因涉及第三方商业秘密”，表中这一行为0。
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
    yield from against_table(context, keys)
    for told in reasons_beyond_the_table(context.report):
        name = context.edition.row_label("applications", told.rows[0])
        yield Problem(
            f"正文写“{told.words}”，申请办理情况表“{name}”为{spoken(told.has)}，文表不一致。",
            "请核实这些申请是怎样处理的，更正正文或表格。",
            context.at_paragraph(told.sentence.paragraph),
            quote=told.sentence.text,
            expected=spoken(told.has),
            actual=told.told.raw if told.told else told.words,
            cells=tuple(("applications", row, "total") for row in told.rows),
        )


@rule("TXT03", "正文申请人类别件数与表格不一致", Severity.ERROR, _consistency)
def applicants(context: Context) -> Iterator[Problem]:
    """检查：正文的自然人、法人或其他组织申请件数与申请表是否一致。

    为何：同一数据两处不同，公众无法判断哪个正确。
    触发：正文“其中自然人申请9件”，表中新收自然人为7。
    不触发：两处相同。
    例外：同新收件数规则。
    """
    return against_table(
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
    触发：正文“未发生行政复议”，表中行政复议总计1；“复议机关撤销了本机关的答复”，表中结果纠正为0。
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
    yield from against_table(context, keys)
    for result in results_without_a_case(context.report):
        yield Problem(
            f"正文写“{result.words}”，复议诉讼情况表中“{result.name}”为0，文表不一致。",
            "请核实案件结果，更正正文或表格。",
            context.at_paragraph(result.sentence.paragraph),
            quote=result.sentence.text,
            expected="0",
            actual=result.words,
            cells=result.cells,
        )
    table = context.report.tables.get("disputes")
    for sentence in sentences(context.report.paragraphs()):
        match = re.search(
            r"均(?:被|获|予以)?维持|全部(?:获得)?维持|(?:均|全部)已?(?:经)?(?:审结|结案)", sentence.text
        )
        if match is None or not re.search("复议|诉讼|起诉", sentence.text):
            continue
        before = sentence.text[: match.start()]
        of_review = before.rfind("复议") > max(before.rfind("诉讼"), before.rfind("起诉"))
        pending = [(g, table.value(g, "pending")) for g in table.cells] if table else []
        open_cases = [(g, v) for g, v in pending if v and (g == "review") is of_review]
        told = [s for s in stated(context) if s.quote == sentence.text and s.metric.key.startswith("review")]
        if any(contradicts_table(context, s) for s in told):
            continue
        of_others = bool(told) and all(s.narrowed for s in told)
        if open_cases and not of_others:
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

# 未收到 of one channel or kind, or of others: 下属单位全年未收到申请.
_OTHER_SCOPE = re.compile(
    "当面|信函|网络|传真|企业|法人申请|上年|下属|所属|直属|事业单位|派出|基层|[个家所][^，。；]{0,6}(?:单位|部门|站所|村|社区|街道|乡镇)"
)


@rule("TXT05", "写未收到申请而表格不为零", Severity.ERROR, _consistency)
def no_application(context: Context) -> Iterator[Problem]:
    """检查：正文写“未收到申请”时，申请表的新收总计是否为零。

    为何：正文与表格相互矛盾。
    触发：“本年度未收到政府信息公开申请”，表中新收总计3。
    不触发：表中新收为0。
    例外：只说未收到某一渠道、某一类申请的不报。
    """
    value = context.value("applications", "new_received", "total")
    for sentence in sentences(context.report.paragraphs()):
        match = _NO_APPLICATION.search(sentence.text)
        if match and value and not _OTHER_SCOPE.search(sentence.text[: match.end()]):
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
    return against_table(context, {"normative_made", "normative_repealed", "normative_valid"})


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
    例外：事项数、公示条数是另一口径，不比；公开的决定件数多于全年作出的，只提示核实。
    """
    yield from against_table(context, {"permits", "penalties", "coercion", "fees"})
    yield from _more_shown_than_taken(context)


# 公开行政处罚决定21件: those shown may be fewer than those taken, hardly more.
_SHOWN = re.compile(
    rf"(?:公开|公示)(?:了|各类)?行政(?P<act>许可|处罚|强制)(?:决定书?|案件|决定信息|案件信息){MARK}"
)


def _more_shown_than_taken(context: Context) -> Iterator[Problem]:
    for sentence in sentences(context.report.paragraphs()):
        found = find_phrase(_SHOWN, sentence.text, exact_in("件"))
        if found is None or re.search("上年|去年|历年|累计|以来|下属|所属", sentence.text):
            continue
        act = f"行政{found.groups['act']}"
        columns = [
            c
            for c in ("本年处理决定数量", "处理决定数量")
            if context.edition.has("active_disclosure", act, c)
        ]
        taken = context.value("active_disclosure", act, columns[0]) if columns else None
        shown = found.quantities[0].value
        if taken is not None and shown > taken:
            yield Problem(
                f"正文写“{found.words}”，主动公开情况表中全年作出的{act}决定为{spoken(taken)}件，公开的多于作出的。",
                "请核实公开的件数和表中的处理决定数量；含往年决定的，请写明。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=f"不超过{spoken(taken)}件",
                actual=spoken(shown),
                severity=Severity.WARNING,
                cells=(("active_disclosure", act, columns[0]),),
            )


RULES: tuple[Rule, ...] = (
    received,
    outcomes,
    applicants,
    disputes,
    no_application,
    normative_documents,
    administrative_acts,
)
