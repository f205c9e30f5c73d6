"""TXT: what may be, but hardly of such an agency or so late: to be verified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reports.prose.comparison import measure
from reports.prose.quantities import counts, quantities
from reports.prose.quantity import Kind
from reports.prose.sentences import clip, sentences
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_SMALL_PLACE = re.compile("[县区旗镇乡]|街道|社区")
_LARGE_PLACE = re.compile("自治区|省|新区|示范区")
# What a subject on the net is read altogether may be as much.
_ON_THE_NET = re.compile("话题|全网|曝光|热搜|全国|全省|网络总")
_HUNDRED_MILLION = 10**8
# Data that are shared may be as many.
_OF_PEOPLE = ("次", "人次", "人", "人数", "户", "户次", "场", "场次", "篇", "期")

_FINES = re.compile(r"(?:罚没款|罚款|罚没收入|没收|处理费)[^，。；、]{0,8}$")


@rule("TXT21", "数字的量级需要核实", Severity.WARNING, accuracy)
def magnitude(context: Context) -> Iterator[Problem]:
    """检查：县级以下单位写的次数、人数是否达到亿，罚没款、收费是否达到亿元。

    为何：县、乡一级公开工作的数量很难以亿计，多为“万”误写成“亿”。
    触发：县政府报告写“播放量12.4亿次”；区卫生健康委员会写“罚没款合计63.8亿元”。
    不触发：“播放量12.4万次”；“投入资金1.2亿元”；“共享数据9亿条”。
    例外：省、市级单位不判；网络话题、全网曝光量不判。
    """
    agency = context.report.agency_words
    if not _SMALL_PLACE.search(agency) or _LARGE_PLACE.search(agency):
        return
    for sentence in sentences(context.report.paragraphs()):
        for quantity in counts(sentence.text):
            large = quantity.unit in _OF_PEOPLE and quantity.value >= _HUNDRED_MILLION
            of_fines = quantity.kind is Kind.MONEY and _FINES.search(sentence.text[: quantity.start])
            large = large or bool(of_fines and measure(quantity).value >= _HUNDRED_MILLION)
            if large and not _ON_THE_NET.search(sentence.text):
                yield Problem(
                    f"“{quantity.raw}”的量级与“{context.report.agency}”不相称。",
                    "请核实数字和单位，是否为“万”误写。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, quantity.start, quantity.end),
                    actual=quantity.raw,
                )


def _working_days_left(year: int, month: int, day: int) -> int:
    """About how many working days are left of a year after a day: no weekends, no holidays of October."""
    try:
        received = date(year, month, day)
    except ValueError:
        return 0
    days = (received + timedelta(n) for n in range(1, (date(year, 12, 31) - received).days + 1))
    return sum(1 for d in days if d.weekday() < 5 and not (d.month == 10 and d.day <= 7))


_STILL_IN_TIME = re.compile(
    r"(?:没有|没|尚未|未)到期|(?:尚|仍|还)?(?:在|未超过|未到|未满)(?:法定|规定)?(?:的)?(?:办理|答复)?(?:期限|时限|期)(?:之?内)?"
)
_RECEIVED = re.compile("收到|受理|接收|提交|提出|新收")
_CARRIED = re.compile("结转|转到|转入|继续办理|正在办理|未办结|尚在|仍在|跨年")
_EXTENDED = re.compile("延期|延长")


@rule("TXT22", "称仍在办理期限内的申请收到已久", Severity.WARNING, lambda c: (regulation(33),))
def long_since(context: Context) -> Iterator[Problem]:
    """检查：写明收到日期、称年底仍在办理期限内而结转的申请，收到之日到年底是否已超过20个工作日（写明延期的40个）。

    为何：答复期限为20个工作日，经同意可以延长20个工作日。
    触发：“另有1件因3月26日收到、尚在法定办理期限内，结转至2024年办理”。
    不触发：“另有1件因12月26日收到、尚在法定办理期限内，结转至2024年办理”。
    例外：节假日按周末和国庆假期计；补正、征求第三方意见的时间不计入期限，故只提示核实；同一句写到补正、征求意见的不报。
    """
    year = context.report.year
    if year is None:
        return
    for sentence in sentences(context.report.paragraphs()):
        match = _STILL_IN_TIME.search(sentence.text)
        if (
            match is None
            or not _CARRIED.search(sentence.text)
            or re.search("补正|第三方|征求", sentence.text)
        ):
            continue
        for quantity in quantities(sentence.text):
            on, month, day = quantity.day or (None, None, None)
            received = _RECEIVED.search(sentence.text, quantity.end, quantity.end + 8)
            if received is None or month is None or day is None or on not in (None, year):
                continue
            allowed = 40 if _EXTENDED.search(sentence.text) else 20
            if _working_days_left(year, month, day) > allowed:
                yield Problem(
                    f"正文称{quantity.raw}收到的申请年底“{match[0]}”，到年底已超过{allowed}个工作日。",
                    "请核实收到的日期和办理期限；有补正、征求第三方意见等情形的，请写明。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, quantity.start, match.end()),
                    actual=quantity.raw,
                )
                break


RULES: tuple[Rule, ...] = (magnitude, long_since)
