"""TXT: what the text claims as a whole against the tables and last year's report: all dealt with, more than last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import spoken
from reports.prose.sentences import sentences
from review.against_last_year import misquotations
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.text_and_tables import stated

_ABOUT_APPLICATIONS = re.compile("公开申请|依申请|申请公开|申请人")
_OTHER_MATTERS = re.compile(
    "建议|提案|信访|留言|热线|来信|咨询|投诉|举报|复议|诉讼|满意|公文|问题|意见|事项|任务"
)
_DONE = "办结|答复|回复|办理完毕|办理完成|处理完毕|办毕|办理"
_HOW = r"(?:(?:严格)?(?:依法|依规|按时|按期|如期|及时|按规定|依照规定|规范|在?法定(?:时限|期限)内|在规定(?:时限|期限|时间)内|已|予以|作出|进行了?|得到|给予))*"
_ALL_DONE = re.compile(
    rf"(?:全部|(?<!平)均|都|所有(?:的)?(?:申请|依申请公开件)?(?:均|都)?){_HOW}(?:{_DONE})(?!的|平台|结果|流程|渠道|情况)"
    rf"|(?<!按期)(?<!按时)(?<!及时)(?:办结|答复|回复|办理|按时办结|按期办结)率(?:为|达|达到|均为|均达|保持|实现)*(?:100[%％]|百分之百)"
)
_NOT_ALL = re.compile(
    "除|到期|应办|已办结的|办结的.{0,6}(?:均|都|全部)|办理中|正在|尚未|剩余|结转(?!.{0,10}\\d)"
)


@rule(
    "TXT14",
    "称全部办结而有结转下年度的申请",
    Severity.WARNING,
    lambda c: (regulation(6), regulation(50, "收到和处理")),
)
def all_done(context: Context) -> Iterator[Problem]:
    """检查：正文称申请全部办结、办结率100%时，表三“结转下年度继续办理”是否为零。

    为何：有申请结转下年度，就没有全部办结；两处说法矛盾，公众无法判断办理进度。
    触发：正文“均已按期办结”“办结率100%”，表中结转下年度继续办理1件。
    不触发：结转下年度为零；正文写明除在办、未到期的以外全部办结。
    例外：“按期答复率”算的是到期应答复的；同段写明办结件数的，读者可以看出未办结的件数，不报；建议提案、信访、热线的办结率是别的业务，不比。
    """
    table = context.report.tables.get("applications")
    forward = table.value("carried_forward", "total") if table else None
    if not forward:
        return
    counted = {s.paragraph.index for s in stated(context) if s.metric.key == "total" and not s.narrowed}
    for sentence in sentences(context.report.paragraphs()):
        match = _ALL_DONE.search(sentence.text)
        about = _ABOUT_APPLICATIONS.search(sentence.text) or _ABOUT_APPLICATIONS.search(
            sentence.paragraph.text[: sentence.start]
        )
        if match is None or not about or _NOT_ALL.search(sentence.text[: match.end()]):
            continue
        if sentence.paragraph.index in counted:
            continue  # 共办结204件，结转下年度7件 beside it says what is meant
        clause = re.split("[，。；]", sentence.text[: match.start()])[-1]
        if _OTHER_MATTERS.search(clause) or (
            _OTHER_MATTERS.search(sentence.text[: match.start()])
            and not _ABOUT_APPLICATIONS.search(sentence.text)
        ):
            continue
        yield Problem(
            f"正文写“{match[0]}”，申请办理情况表中结转下年度继续办理为{spoken(forward)}件，两处矛盾。",
            "请核实是否已全部办结：有结转的，请写明办结件数和结转原因。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected="0",
            actual=spoken(forward),
            cells=(("applications", "carried_forward", "total"),),
        )
        return


@rule("TXT15", "与上年报告所载数字不符", Severity.ERROR, accuracy)
def last_year(context: Context) -> Iterator[Problem]:
    """检查：正文所引上年件数、同比增减数与增减比例是否与上年报告的表格相符。

    为何：上年报告已经公布，所引数字与之不符，其中必有一处有误。
    触发：正文“新收12件，同比增长50%”，上年报告新收为9件，应为增长33.3%。
    不触发：与上年报告相符；没有上年报告可比。
    例外：对照件不是同一单位的上一年度报告的不比；约数不比；只比正文写明、表格也有的指标。
    """
    if context.previous is None:
        return
    for found in misquotations(context.report, context.previous):
        yield Problem(
            found.message,
            "请对照上年报告核实上年件数和增减情况并更正。",
            context.at_paragraph(found.paragraph),
            quote=found.quote,
            expected=found.expected,
            actual=found.actual,
        )


@rule("TXT16", "申请、复议、诉讼件数需要核实", Severity.WARNING, accuracy)
def cases_and_applications(context: Context) -> Iterator[Problem]:
    """检查：没有申请而有复议、没有复议而有复议后起诉的，是否需要说明。

    为何：复议多因对申请的处理不服引起，复议后起诉以先有复议为前提；数字之间难以解释的，宜核实或说明。
    触发：新收、上年结转均为0，行政复议总计3；行政复议总计0，复议后起诉2。
    不触发：有申请；有复议；上年报告有复议的。
    例外：复议也可因主动公开引起，复议后起诉可能系上年复议，故只提示核实。
    """
    applications, disputes = (context.report.tables.get(k) for k in ("applications", "disputes"))
    if disputes is None:
        return
    reviews, after = disputes.value("review", "total"), disputes.value("litigation_after_review", "total")
    dealt = [applications.value(r, "total") for r in ("new_received", "carried_over")] if applications else []
    earlier = context.previous.tables.get("disputes") if context.previous else None
    if reviews and dealt and all(d == 0 for d in dealt):
        yield Problem(
            f"本年新收和上年结转的申请均为0，行政复议总计为{spoken(reviews)}件。",
            "请核实复议的起因；不是由信息公开申请引起的，请在正文中说明。",
            context.at_table("disputes", "review", "total"),
            actual=spoken(reviews),
            cells=(("disputes", "review", "total"), ("applications", "new_received", "total")),
        )
    if after and reviews == 0 and not (earlier and earlier.value("review", "total")):
        yield Problem(
            f"行政复议总计为0，复议后起诉总计为{spoken(after)}件。",
            "请核实件数；系上年度复议、本年度起诉的，请说明。",
            context.at_table("disputes", "litigation_after_review", "total"),
            actual=spoken(after),
            cells=(("disputes", "litigation_after_review", "total"), ("disputes", "review", "total")),
        )


RULES: tuple[Rule, ...] = (all_done, last_year, cases_and_applications)
