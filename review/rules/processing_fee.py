"""TXT: what the text says of the processing fee."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import fold
from reports.prose.phrases import MARK, find_phrase, of
from reports.prose.quantity import Kind
from reports.prose.sentences import sentences, whole_sentences
from review.basis import FEE_RULES, regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.plausibility import NO_NOTICE


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


_COLLECTED = re.compile(
    rf"(?<!未)(?<!没有)(?:收取|收到|收缴|征收|共收)(?:了|到)?[^，。；{MARK}]{{0,8}}(?:信息(?:公开)?处理费|费用)?[^，。；{MARK}]{{0,6}}{MARK}"
)
_NONE_COLLECTED = re.compile(
    r"(?:未|没有|无|不曾)(?:曾)?(?:依据|依照|按照|按|根据|向|对)?[^，。；]{0,24}?(?:收取|收缴|征收)(?:过)?[^，。；]{0,6}(?:信息(?:公开)?处理费|费用)|(?:收取|信息处理费)[^，。；\d]{0,8}(?<![\d.])0元"
)
_NOT_OF_FEES = re.compile("标准|按件|按量|起征|上年|去年|退还|退回|元/")


@rule("TXT20", "信息处理费的说法前后矛盾", Severity.ERROR, lambda c: (
    regulation(42), Basis(FEE_RULES, None, "收取信息处理费应当向申请人发出收费通知。"),
), since="2021")  # fmt: skip
def fee_contradiction(context: Context) -> Iterator[Problem]:
    """检查：写明收取了信息处理费的，是否又写没有发出收费通知、没有收取。

    为何：收取信息处理费以发出收费通知为前提；两种说法不能都对。
    触发：“未发出信息处理费收费通知，收取信息处理费120元”。
    不触发：“发出收费通知1件，收取信息处理费120元”；“未发出收费通知，未收取信息处理费”。
    例外：写收费标准、上年情况和退费的不判；只看同一段里谈到信息处理费的句子。
    """
    about = [
        s
        for s in whole_sentences(context.report.paragraphs())
        if "处理费" in s.text and not _NOT_OF_FEES.search(s.text)
    ]
    taken = ((s, p) for s in about if (p := find_phrase(_COLLECTED, s.text, of(Kind.MONEY))))
    paid = next(((s, p) for s, p in taken if p.quantities[-1].value), None)
    beside = [s for s in about if paid and s.paragraph is paid[0].paragraph]
    denials = (m for s in beside for p in (NO_NOTICE, _NONE_COLLECTED) if (m := p.search(s.text)))
    denied = next(denials, None)
    if paid is not None and denied is not None and "行政事业性收费" not in paid[0].text:
        yield Problem(
            f"正文写“{denied[0]}”，又写“{paid[1].words}”，两者矛盾。",
            "请核实收费通知和收取信息处理费的情况，更正其中一处。",
            context.at_paragraph(paid[0].paragraph),
            quote=paid[0].text,
            actual=paid[1].quantities[-1].raw,
        )


_KEPT = re.compile(
    r"处理费[^。；]{0,160}?(?P<words>(?:留作|留存|留用|用作|用于|抵作|作为|充作|转作|补充|列入)[^。；，]{0,14}(?:经费|开支|支出|奖金|补贴|补助|福利))"
)
_NEAR = 30
_FORBIDDEN = re.compile("不得|不能|禁止|严禁|(?<!逾期)(?:未|没有)")
_UNPAID_YET_ANSWERED = re.compile(
    r"(?P<words>逾期(?:未|没有|不)(?:按[^，。；]{0,8})?(?:缴纳?|交纳?)(?:费用?|信息处理费)?(?:[^。；](?!不再|其余|其他|另)){0,8}?(?<!不)(?<!未)(?:已|仍|予以|照常|依然)+(?:予以|全部|部分)?(?:公开|提供))"
)


@rule("TXT31", "信息处理费的去向、逾期未缴的处理不合规定", Severity.ERROR, lambda c: (
    regulation(42), Basis(FEE_RULES, None, "信息处理费全额上缴国库；申请人逾期未缴纳的，不再处理其申请。"),
), since="2021")  # fmt: skip
def fee_destination(context: Context) -> Iterator[Problem]:
    """检查：信息处理费是否写成留作本单位的经费，逾期未缴费的申请是否写成予以公开。

    为何：信息处理费是政府非税收入，应当全额上缴国库；逾期未缴费的，不再处理其申请。
    触发：“收取信息处理费1100元，留作办公经费”；“1件申请人逾期未缴纳，已予以公开”。
    不触发：“收取信息处理费1100元，已按规定上缴财政”；“逾期未缴纳，不再处理”。
    例外：说明不得留作经费的不报。
    """
    for paragraph in context.report.paragraphs():
        for pattern, about in (
            (_KEPT, "信息处理费应当全额上缴国库"),
            (_UNPAID_YET_ANSWERED, "逾期未缴费的，不再处理其申请"),
        ):
            match = pattern.search(paragraph.text)
            if match is not None and not _FORBIDDEN.search(match[0][-_NEAR:]):
                yield Problem(
                    f"{about}，正文写“{match['words']}”。",
                    "请核实办理和缴款的情况并更正。",
                    context.at_paragraph(paragraph),
                    quote=match["words"],
                    actual=match["words"],
                )


RULES: tuple[Rule, ...] = (fee_destination, processing_fee, fee_confusion, fee_contradiction)
