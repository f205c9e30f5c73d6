"""TIM: periods that are longer than the Regulation allows for answering an application and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.dates import YEAR, year_number
from reports.numerals import half_width
from reports.prose.phrases import MARK, find_phrase
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import clip, sentences
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule


def _in_working_days(quantity: Quantity) -> bool:
    return quantity.kind is Kind.DURATION and "工作日" in quantity.raw


@dataclass(frozen=True)
class _Period:
    """What a text may say of a period, how many working days it may be, and the article that says so."""

    pattern: re.Pattern[str]
    most: int
    what: str
    article: int


_OTHERS = re.compile("第三方|补正|征求|信访|投诉|热线|工单|复议|诉讼|许可|审批|建议|提案")
_PERIODS = (
    _Period(
        re.compile(rf"(?:补正[^。；{MARK}]{{0,24}}{MARK}内?[^，。；{MARK}]{{0,4}}一次性告知|{MARK}内[^，。；{MARK}]{{0,6}}(?:一次性)?告知[^，。；{MARK}]{{0,6}}补正)"),
        7, "一次性告知补正的期限", 30,
    ),
    _Period(re.compile(rf"(?:征求|给予)[^。；{MARK}]{{0,16}}第三方[^。；{MARK}]{{0,12}}{MARK}(?:内)?[^，。；{MARK}]{{0,4}}(?:提出|反馈|答复|回复)?意见"), 15, "第三方提出意见的期限", 32),
    _Period(re.compile(rf"延长(?:的)?(?:答复|办理)?(?:的)?(?:期限|时限|时间)?(?:均|都|最长|最多|最短)*(?:未|没有|不)?(?:超过|为)?{MARK}(?!内)"), 20, "延长答复的期限", 33),
    _Period(re.compile(rf"(?:印发|制发|形成|变更|发文|出台|成文)(?:或者?变更)?(?:后|之日起?|之后)(?:的)?{MARK}(?:之?内)[^，。；{MARK}]{{0,6}}(?:公开|公布|发布)"), 20, "主动公开的期限", 26),
    _Period(re.compile(rf"(?:收到申请|受理申请|申请(?:收到|提出))(?:后|之日起?|之后)?(?:的)?{MARK}(?:之?内)[^，。；{MARK}告补]{{0,6}}(?:答复|办结|回复)"), 20, "答复申请的期限", 33),
)  # fmt: skip
# The day on which an application was answered: twenty working days and twenty more.
_LATEST_DAY = 40
_ORDINAL_DAYS = re.compile(r"第(?P<days>\d{1,3})个工作日")
# Twenty working days, twenty more, and the holidays among them.
_LONGEST_IN_DAYS = 75
_DUE = re.compile(
    rf"(?:(?P<y>{YEAR})年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日收到[^。；]{{0,10}}?(?:答复|办理)(?:的)?(?:期限|时限|截止(?:日期|时间)?)(?:为|是|到|至)?(?P<y2>{YEAR})年(?P<m2>\d{{1,2}})月(?P<d2>\d{{1,2}})日"
)


@rule("TIM08", "办理时限超过条例规定", Severity.ERROR, lambda c: (regulation(33),))
def too_long(context: Context) -> Iterator[Problem]:
    """检查：正文写的主动公开、补正告知、征求第三方意见、答复、延长答复的时间是否超过条例的规定。

    为何：主动公开应在信息形成或变更之日起20个工作日内，补正应在7个工作日内一次性告知，第三方应在15个工作日内提出意见，答复期限为20个工作日，延长不超过20个工作日。
    触发：“全部在印发后30个工作日内公开”；“均在收到申请之日起15个工作日内一次性告知补正”；“延长30个工作日”；“于第46个工作日答复”；“12月21日收到，答复期限为2024年3月29日”。
    不触发：“7个工作日内一次性告知”“延长20个工作日”“于第36个工作日答复”。
    例外：征求第三方意见、补正的时间不计入答复期限，写到的不判实际答复的时间；其他业务的时限不判。
    """
    for sentence in sentences(context.report.paragraphs()):
        for said, article, quote in _beyond(sentence.text, context.report.year):
            yield Problem(
                said,
                "请核实是否写错；确实超过规定时限的，请说明原因并改进。",
                context.at_paragraph(sentence.paragraph),
                quote=quote,
                basis=(regulation(article),),
            )


def _beyond(text: str, year: int | None) -> Iterator[tuple[str, int, str]]:
    for period in _PERIODS if "工作日" in text else ():
        found = find_phrase(period.pattern, text, _in_working_days, bare=True)
        days = found.quantities if found else ()
        if found and days and days[-1].value > period.most:
            yield (
                f"{period.what}写的是{days[-1].raw}，条例规定为{period.most}个工作日。",
                period.article,
                found.words,
            )
    late = [m for m in _ORDINAL_DAYS.finditer(half_width(text)) if int(m["days"]) > _LATEST_DAY]
    if late and re.search("答复|办结", text) and not _OTHERS.search(text):
        said = f"写到“{late[0][0]}”答复，超过20个工作日和延长的20个工作日。"
        yield said, 33, clip(text, late[0].start(), late[0].end())
    match = _DUE.search(half_width(text))
    if match is None or _OTHERS.search(text):
        return
    received_in = year_number(match["y"]) if match["y"] else year
    due_in = year_number(match["y2"])
    try:
        gap = date(due_in or 0, int(match["m2"]), int(match["d2"])) - date(
            received_in or 0, int(match["m"]), int(match["d"])
        )
    except ValueError:
        return
    if gap.days > _LONGEST_IN_DAYS:
        yield (
            f"收到日期与答复期限相距{gap.days}天，超过20个工作日和延长的20个工作日。",
            33,
            text[match.start() : match.end()],
        )


# 经批准延期答复1件，办理共用43个工作日
_TAKEN = re.compile(rf"(?:办理|答复|处理)[^，,。；;{MARK}]{{0,4}}(?:共用|用时|历时|用了|耗时|为){MARK}")
_CARRIED_SINCE = re.compile(
    r"(?:该件|结转[^。；，]{0,12})(?:系|是|为)?(?:于|在)?(?:(?P<year>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:收到|受理|提交)"
)
# Forty working days with the holidays among them, in days.
_FORTY_IN_DAYS = 62
_LONGEST = re.compile(rf"最长(?:的)?[^，,。；;{MARK}]{{0,10}}{MARK}")
_LONGER_FOR_A_REASON = re.compile(
    "延期|延长|征求|第三方|补正|鉴定|检验|检测|评审|专家|听证|不计(?:算)?(?:在)?"
)
_NOT_COUNTED = re.compile("征求|第三方|补正|鉴定|检验|检测|评审|专家|听证|不计(?:算)?(?:在)?|中止")
_NOT_EXTENDED = re.compile(
    "(?:无|没有|未|均未|从未|不存在)[^，。；]{0,4}(?:延期|延长)|(?:延期|延长)[^，。；]{0,6}(?:0件|为零)"
)
_PERIOD, _EXTENDED = 20, 40


@rule("TIM07", "申请的办理时间与法定期限不符", Severity.WARNING, lambda c: (regulation(33),))
def beyond_the_period(context: Context) -> Iterator[Problem]:
    """检查：正文写的办理时间是否超出法定期限：没有延期而超过20个工作日，延期也超过40个工作日。

    为何：条例第三十三条规定20个工作日内答复，经同意可以延长20个工作日。
    触发：“最长的一件37个工作日，无延期”；“延期答复1件，办理共用43个工作日”；“结转下年度1件，该件于10月18日收到”。
    不触发：“最长的一件38个工作日，系经负责人同意延期”。
    例外：写明征求第三方意见、补正、检验鉴定等不计入期限的不判；最长的和结转的只提示核实。
    """
    for sentence in sentences(context.report.paragraphs()):
        if not re.search("[办答]|申请|收到", sentence.text):
            continue
        said = _taken_too_long(sentence.text) or _carried_too_long(sentence.text, context.report.year)
        if said is not None:
            words, why, severity = said
            yield Problem(
                f"“{words}”{why}。",
                "请核实收到日期、答复日期和是否延期；确实超期的，请如实说明。",
                context.at_paragraph(sentence.paragraph),
                quote=words,
                actual=words,
                severity=severity,
            )


def _taken_too_long(text: str) -> tuple[str, str, Severity] | None:
    """The time that an application took, where no extension allows it: its words, why, and how sure that is."""
    longest = find_phrase(_LONGEST, text, _in_working_days, bare=True)
    if longest is not None and not longest.quantities[0].approximate:
        days, rest = longest.quantities[0].value, _NOT_EXTENDED.sub("", text)
        if rest != text and days > _PERIOD:
            return longest.words, "超出法定期限，没有延期的应在20个工作日内答复", Severity.WARNING
        if days > _EXTENDED and not _LONGER_FOR_A_REASON.search(rest):
            return longest.words, "超出法定期限，经同意延长的也不超过40个工作日", Severity.WARNING
    taken = find_phrase(_TAKEN, text, _in_working_days, bare=True)
    if taken is None or taken.quantities[0].approximate or _NOT_COUNTED.search(text):
        return None
    if taken.quantities[0].value <= _EXTENDED:
        return None
    return taken.words, "超出法定期限，经同意延长的也不超过40个工作日", Severity.ERROR


def _carried_too_long(text: str, year: int | None) -> tuple[str, str, Severity] | None:
    """An application that was carried into the next year, received so early that forty working days were over before."""
    match = _CARRIED_SINCE.search(half_width(text)) if "结转" in text and year else None
    if match is None or year is None or int(match["year"] or year) != year or _NOT_COUNTED.search(text):
        return None
    try:
        received = date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    if (date(year, 12, 31) - received).days <= _FORTY_IN_DAYS or re.search(
        f"结转(?:的|自|来自)?{year - 1}年|上年结转的", text[: match.end()][-20:]
    ):
        return None
    words = text[match.start() : match.end()]
    return words, "的申请结转下年度，到年底已超过40个工作日", Severity.WARNING


RULES: tuple[Rule, ...] = (beyond_the_period, too_long)
