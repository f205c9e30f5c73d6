"""TXT: what the text claims as a whole against the tables and last year's report: all dealt with, more than last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.numerals import spoken
from reports.prose.quantities import quantities
from reports.prose.sentences import sentences
from review.against_last_year import misquotations
from review.basis import regulation
from review.finding import Problem, Severity
from review.prose_of_two_years import message_of, misquoted_prose
from review.rising_figures import as_told, wrong_rises
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.mismatches import contradicts_table, stated

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
# What says by itself that all that came in is meant, whatever stands beside it.
_OF_ALL_RECEIVED = re.compile(
    "(?:收到|受理|新收|接收)的[^，。；]{0,10}申请|(?:所有|全部)的?[^，。；办答]{0,8}申请"
)
_NOT_ALL = re.compile(
    "除|到期|应办|已办结的|办结的.{0,6}(?:均|都|全部)|办理中|正在|尚未|剩余|结转(?!.{0,10}\\d)"
)


_IN_TIME = re.compile("(?:法定|规定)(?:时限|期限|时间)内(?:予以|作出)?答复")


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
    forward_told = [s for s in stated(context) if s.metric.key == "carried_forward"]
    for sentence in sentences(context.report.paragraphs()):
        match = _ALL_DONE.search(sentence.text)
        about = _ABOUT_APPLICATIONS.search(sentence.text) or _ABOUT_APPLICATIONS.search(
            sentence.paragraph.text[: sentence.start]
        )
        if match is None or not about or _NOT_ALL.search(sentence.text[: match.end()]):
            continue
        if _IN_TIME.search(match[0]):
            continue  # what is carried forward may be within its period too
        if any(q.day and q.day[0] not in (None, context.report.year) for q in quantities(sentence.text)):
            continue  # another year's applications
        if any(s.quote == sentence.text and contradicts_table(context, s) for s in forward_told):
            continue  # 全部办结，无结转: the other half is told as differing from the table
        clause = re.split("[，。；]", sentence.text[: match.start()])[-1]
        if sentence.paragraph.index in counted and not _OF_ALL_RECEIVED.search(clause + match[0]):
            continue  # 共办结204件，结转下年度7件 beside it says what is meant
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
    例外：对照件不是同一单位的上一年度报告的不比；约数不比；只比表格有的指标，和两年正文用同样的词语各写一次的数；“由上年的54.7%升至67.9%”这样的占比，上年报告正文写明或按其分项能算出的才比。
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
    for misquoted in misquoted_prose(context.report, context.previous):
        yield Problem(
            message_of(misquoted),
            "请对照上年报告核实上年的数据和增减情况并更正；口径有调整的，请说明。",
            context.at_paragraph(misquoted.said.paragraph),
            quote=misquoted.said.quote,
            expected=misquoted.before.raw,
            actual=misquoted.wrong.raw,
        )
    for rise in wrong_rises(context.report, context.previous):
        yield Problem(
            f"正文写“{rise.what}”上年为“{rise.said.raw}”，按上年报告为{as_told(rise)}。",
            "请对照上年报告核实上年的数据并更正。",
            context.at_paragraph(rise.paragraph),
            quote=rise.quote,
            expected=as_told(rise),
            actual=rise.said.raw,
        )


_NONE_OVERDUE = re.compile(
    rf"(?:无|没有|未发生|未出现|未有|不存在)(?:一件|任何)?[^，。；]{{0,6}}?(?:超期|逾期|超时限)(?!未|不)[^，。；]{{0,8}}"
    rf"|(?:所有|全部)(?:的)?[^，。；]{{0,10}}申请[^，。；]{{0,4}}(?:均|都){_HOW}(?:办结|答复|办理)"
)
_OVERDUE = re.compile(
    r"(?:因|有|存在|出现|发生|其中|\d[件起])[^，。；]{0,12}?(?:超期|逾期|超时限)(?!未|不|没)\d{0,3}[^，。；]{0,8}?(?:答复|办理|办结|申请)"
    r"|(?<=对)(?:超期|逾期)(?:答复|办理)[^，。；]{0,6}申请的[^，。；各单部]{2,10}(?:局|委员会|镇|乡|街道|办公室|中心)(?:给予|予以|进行|作出)"
)
_NOT_SO = re.compile(
    "无|没有|未|不存在|避免|防止|杜绝|预警|提醒|临近|可能|追责|上年|去年|上一年|缴|补正|如|凡"
)


@rule("TXT23", "称没有超期而另处写有超期", Severity.ERROR, accuracy)
def overdue(context: Context) -> Iterator[Problem]:
    """检查：正文称申请没有超期、全部按期答复时，另处是否写有超期答复。

    为何：两处矛盾，公众无法判断哪个正确。
    触发：前文写“所有申请均在法定期限内答复”，后文写“县林业局因超期答复申请被通报批评”。
    不触发：“除1件超期外均按期答复”；建立超期预警制度；上年的超期。
    例外：另处写的是信访、热线、工单等其他业务的不报。
    """
    every = list(sentences(context.report.paragraphs()))
    none = next(((s, m) for s in every if (m := _none_overdue(s.text))), None)
    for sentence in every if none else ():
        match = _OVERDUE.search(sentence.text)
        if none is None or match is None or sentence is none[0] or _OTHER_MATTERS.search(match[0]):
            continue
        clause = re.split("[，。；]", sentence.text[: match.start()])[-1] + match[0]
        if _NOT_SO.search(clause) or not _ABOUT_OVERDUE.search(sentence.text):
            continue
        yield Problem(
            f"前文写“{none[1][0]}”，此处写“{clause.strip()}”，两处矛盾。",
            "请核实是否有超期答复的申请，更正其中一处。",
            context.at_paragraph(none[0].paragraph),
            quote=none[0].text,
            actual=clause.strip(),
        )
        return


_ABOUT_OVERDUE = re.compile("答复[^，。；]{0,4}申请|申请|依申请")


def _none_overdue(text: str) -> re.Match[str] | None:
    """Where a sentence on applications says that none was late."""
    match = _NONE_OVERDUE.search(text)
    about = re.search("申请|答复", text) and not re.search("除|信访|热线|工单|留言|提案|建议|投诉", text)
    return match if about else None


RULES: tuple[Rule, ...] = (all_done, last_year, overdue)
