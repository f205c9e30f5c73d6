"""Questions over several reports: who has more, how much each, all together, which reports there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.plan.figures import figure_asked
from answering.plan.forms import two_years
from answering.plan.listing import condition_asked
from answering.plan.measures import measure_asked
from answering.plan.naming import years_named
from answering.plan.operands import plain
from answering.plan.operations import Across, Operand, Operation, OverYears, Reports, Way
from answering.plan.rates import rate_asked
from answering.plan.reading import Reading
from answering.plan.scope import asks_reports_of_year, names_of, place_of_agency
from answering.plan.together import TOGETHER
from answering.source import Source

_LACKING = re.compile(
    r"(?:没|没有|未|缺)(?:留|写|有|给|公布)?(?:下)?(?P<key>电话|联系电话|地址|邮箱|邮编|联系方式|传真)"
)
_HOW_MANY = re.compile(
    r"^[^，,的]{0,6}(?:一共|总共|共|都|现在|目前)*(?:有|存了?|收了)?(?:多少|几|哪些|哪几)份?(?:报告|年报)(?:[、，,和？?](?:一共|总共|涉及|来自|包括|分属)?(?:几|多少)(?:家|个)(?:单位|部门|机关))?[？?]?$|^(?:这里|库里?|资料库)(?:里|面|中)*(?:一共|总共|共|都)?有(?:多少|几)份[？?]?$"
)
_YEARS_ASKED = re.compile(
    "(?:几|多少|哪(?:几|些)|什么)个?(?:报告|年报)?的?(?:年份|年度)(?:的?(?:报告|年报))?(?:$|[，,？?])|(?:年份|年度)(?:的?(?:跨度|范围)|从.{1,6}到)|最(?:早|新|老|晚)的?(?:一份)?(?:报告|年报)?(?:各|分别)?(?:是|有|的)*(?:哪(?:一)?年|几几年|多少年)"
)
_EDITION = re.compile(
    r"(?:(?P<old>老|旧|(?:20)?19年?版?|以前|过去)|新|现行|(?:20)?21年?版?)版?的?(?:统一)?(?:格式|样式|版式|表格?|模板)"
)
_WHICH = re.compile("哪|谁|几[份家]|多少[份家]")
_KEYS = {
    "电话": "phone",
    "联系电话": "phone",
    "联系方式": "phone",
    "地址": "address",
    "邮箱": "email",
    "邮编": "postcode",
    "传真": "fax",
}
_MORE = re.compile(r"谁|哪(?:一)?(?:个|家|份|边)|比一比|比较|更?[多高大](?!少)|最|差(?:了)?(?:多少|几)|相差")
_LEAST = re.compile(r"最?(?<!多)[少低小短快](?!数|信|件)|垫底")
# How much the first has is asked beside which it is, and what is told in days is called 天数 or 时长 by a question alone.
_ASIDE = re.compile(
    "[，,](?:各|分别|各自)?(?:是|有|用|为)?了?(?:多少|几)[一-龥]{0,4}[？?]?$|天数|时长|用时|工作日数"
)
_LASTING = re.compile("天数|时长|用时|多久|(?:最|更)[短长快慢]")
# 平均办理天数最短: an average that each report tells of itself.
_OF_EACH = re.compile("平均(?=[^，。]{0,8}(?:最|更|比较))")
_DIFFERS = re.compile("差|比.{1,16}[多少]|[多少](?:几|多少)|倍")
_TIMES = re.compile("(?:几|多少)(?:点几)?倍")
_PEOPLE = re.compile("(?P<unit>人次)数?(?![一-龥]*(?:多少|几))")
# 平均办理用时 is told as such and is no average over reports.
_LASTED = re.compile("平均(?=办理|办结|答复|处理|用时|时长|耗时)")
_SUMMED = re.compile(f"{TOGETHER}|平均")
_FRAME = re.compile(
    r"(?:这)?(?:两|俩|二|三|几|各|四|五)(?:个|家|份)?(?:单位|部门|机关|街道|乡镇|镇|乡|局|县|市|区|报告)?(?:的)?|同是(?:20)?\d\d年|(?:20)?\d\d年(?:度)?|(?:全部|所有|每份|各份)的?(?:报告|年报)(?:里面?|中|当中)?|谁家?|哪(?:一)?(?:个|家|些|几家)(?:单位|部门|机关|街道|乡镇|镇|乡|局|报告)?|(?:最|更|比较)[短长快慢](?:的)?|比一比|比较(?:一下)?|更|最|"
    r"差(?:了)?(?:多少|几)[件条个次]?|相差|各(?:自)?(?:是|占|有|收|发|公开)?|分别|[多高大少低](?!少)(?:的)?|跟|和|与|写了|有多少|多少|几[件条个次]"
)
_DISCLOSED = re.compile("公开|发布|信息|发")


_OF_TWO_YEARS = re.compile(
    "变化|对比|相比|比一比|比较|[多少高低涨降升增减快慢长短](?:收|发|办|开|做|花|编|提|来|公开|培训)?了|[变更][快慢长短好差]|(?:多|涨|升|高|增)了?还是|提高|下降|增长|比(?:去|上|前)一?年|哪年|哪一年|更[多少高低快慢]|对得上|对不上|一致|衔接|吻合"
    "|怎么变|变了?(?:多少|几)|一[增升涨多][，、]?一[减降少]|从(?:多少|几)[^，。]{0,4}到(?:多少|几)|前后|一年(?:跟|和|比|与)一年|差(?:了)?(?:多少|几)|升还是降|降还是升|是[升增涨多]是[降减跌少]|少没少|多没多|怎么(?:说|写|讲)的?[？?]?$|各(?:是|有)?(?:多少|几).*(?:差|变|少|多)"
)


def over_years(reading: Reading) -> Operation | None:
    """What two reports of one agency have of something, where its change or whether they agree is asked."""
    if (
        not two_years(reading)
        or not _OF_TWO_YEARS.search(reading.text)
        or _SUMMED.search(_LASTED.sub("", reading.text))
    ):
        return None
    if rate_asked(reading.text) is not None:
        return None
    otherwise = across(reading)
    return OverYears(reading.text, otherwise if isinstance(otherwise, Across) else None)


def reports_asked(reading: Reading) -> Operation | None:
    """Which reports there are: all, of a year, in an edition of the format, or without something of themselves."""
    text = reading.text
    if len(reading.sources) < 2:
        return None
    if _HOW_MANY.search(text):
        return Reports()
    if asks_reports_of_year(text) and (years := years_named(text)):
        return Reports(year=years[0])
    if _YEARS_ASKED.search(text):
        return Reports(years=True)
    edition = _EDITION.search(text)
    if edition and _WHICH.search(text):
        return Reports(edition="old" if edition["old"] else "new")
    lacking = _LACKING.search(text)
    if lacking:
        return Reports(lacking=_KEYS[lacking["key"]])
    return None


def across(reading: Reading) -> Operation | None:
    """What a question asks of several reports at once; None where one report is asked, or a condition is to be met."""
    text, sources = reading.text, reading.sources
    if len(sources) < 2:
        return None
    if condition_asked(text) is not None and figure_asked(text, sources[0].report) is not None:
        return None
    rate = rate_asked(text)
    way = _way(text)
    if rate is not None:
        return Across(Operand(rate.name, None, "%"), way)
    figure = figure_asked(text, sources[0].report)
    if figure is not None:
        if figure.vague:
            return Across(Operand(plain(_FRAME.sub("", _without_names(text, sources))), None, "元"), way)
        two = len({s.report.agency for s in sources}) == 2 == len(sources) and _DIFFERS.search(text)
        return Across(Operand(text, figure), way) if two and way is not Way.ORDER else None
    if _SUMMED.search(_OF_EACH.sub("", text)) or (way is Way.ORDER and not re.search("各|分别|比", text)):
        return None
    words = plain(_FRAME.sub("", _without_names(_ASIDE.sub("", text), sources))).rstrip("是的")
    people = _PEOPLE.search(words)
    unit = (
        (people["unit"] if people else None)
        or measure_asked(text)
        or ("天" if _LASTING.search(text) else None)
        or ("条" if _DISCLOSED.search(words) else None)
    )
    return Across(Operand(words or "公开信息", None, unit), way)


def _way(text: str) -> Way:
    """How the reports are set against each other."""
    if _TIMES.search(text):
        return Way.TIMES
    if not _MORE.search(text):
        return Way.ORDER
    return Way.LEAST if _LEAST.search(text) else Way.MOST


def _without_names(text: str, sources: Sequence[Source]) -> str:
    """A question without the names of the agencies that it is about, in whatever form it says them."""
    for agency in {s.report.agency for s in sources if s.report.agency}:
        while (span := place_of_agency(agency, text)) is not None:
            text = f"{text[: span[0]].removesuffix(agency[:2])}，{text[span[1] :]}"
    names = {n for s in sources if s.report.agency for n in names_of(s.report.agency)}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text
