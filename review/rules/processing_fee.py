"""TXT: what the text says of the processing fee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import fold
from reports.prose.sentences import sentences
from review.basis import FEE_RULES, regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule


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
        re.search(r"信息(?:公开)?处理费|收费通知|信息公开.{0,6}收费|收取.{0,8}费用", fold(p.text))
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


RULES: tuple[Rule, ...] = (processing_fee, fee_confusion)
