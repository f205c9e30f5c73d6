"""Questions whether figures agree: the sums of a table, parts and whole, prose and table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from answering.plan.aspects import aspect_named
from answering.plan.doubted import is_of_prose_alone, names_its_own, wants_a_number
from answering.plan.named import column_mentions, row_mentions
from answering.plan.numbers_said import numbers_said
from answering.plan.operands import table_operands
from answering.plan.operations import (
    Agreement,
    Checked,
    Combined,
    FindingsAsked,
    Operand,
    Operation,
    Remedy,
    Way,
    Written,
)
from answering.plan.places import part_named, row_ordinal, table_named
from answering.plan.reading import Reading
from answering.plan.request import topics_of
from answering.plan.words import content_words
from reports.prose.quantity import Quantity

_IDENTITY = re.compile(
    r"验算|横着?加|竖着?加|新收.{0,4}(?:加|和|[+＋]).{0,6}结转|[一1]加[二2]|[一1]项?[加＋+].{0,3}[二2]项?|勾稽|平不平|平衡|收支平|加.{0,12}(?:加|和)结转数?[，,]?(?:等不等|相等|是否相等|一样|合不合)"
)
_OUTCOMES = re.compile(r"(?:[六6]|几|各)(?:种|类|项|个)?(?:办理|处理)?结果|(?:办理|处理)结果|各小项|明细")
# Without such a word parts are only added up and nothing is checked.
_VERDICT = re.compile(
    "对|一致|符|错|是不是|等于|等不等|平|够|齐|吻合|勾稽|验|核|拢|吗|么|不[？?]?$|没[？?]?$|表[二三四格]|\\d|漏|结果|算式|总量|总数|合计"
)
# What several things make together has a share of a whole (合起来占办结的比率), and nothing is checked.
_SHARE_OF = re.compile("占[^，。]{2,12}(?:比率|比例|比重|百分比|百分之几|几成|多少)")
# 相加等于多少 wants the sum, and nothing checked.
_HOW_MUCH = re.compile("(?:等于|是|得|有|为)(?:多少|几)[一-龥]?[？?]?$")
_DOUBTS = re.compile(r"对[吗不得]|等于|一致|[吗么][？?]?$|是不是|\d")
# 81/37/24加起来是不是142
_SIDE_BY_SIDE = re.compile(r"\d+(?:\s*[/／、+＋和]\s*\d+){2,}(?=[^，。\d]{0,4}(?:加|合|之和|总共|一共))")
_ADDS = re.compile(r"\s*(?:[+＋]|加上?)\s*")
# 到底是187件还是178件
_EITHER = re.compile("\\d+[件条个次人]?(?:还是|或者?是?|[，,]还是)\\d+[件条个次人]?")
_LEFT = re.compile("结转|拖|剩|留下|办完|办结")
_ADDED = re.compile("[一-龥](?:加上?|[＋+])[一-龥].*(?:总|全部|合计)")
_PERCENTS = re.compile(r"百分比|占比|比例|百分之")
_DISPUTES = re.compile("复议|诉讼|表四")
_TABLES = re.compile(r"表[三3]|表格|数据|申请|合计|总计|总数|三[（(]七[）)]")


def agreement(reading: Reading) -> Operation | None:
    """Whether prose and table say the same of a figure."""
    either = _EITHER.search(reading.text)
    if reading.report is None or (reading.asks("agreement") is None and not either):
        return None
    named = table_operands(reading.text, reading.report)
    if either and not named:
        return None
    if named:
        return Agreement(named[0], named[1:])
    if _LEFT.search(reading.text):
        asked = table_operands("结转下年度多少件", reading.report)
        return Agreement(asked[0])
    if re.search("申请|收到|新收|收\\d", reading.text):
        asked = table_operands("新收申请多少件", reading.report)
        return Agreement(asked[0])
    if not numbers_said(reading.text):
        return FindingsAsked(("TXT",), None, "文表")
    return Agreement(Operand(reading.text))


def checked(reading: Reading) -> Operation | None:
    """The sums that a question wants checked."""
    text = reading.text
    if reading.report is None or len(reading.sources) > 1:
        return None
    if reading.asks("growth_checked"):
        return Checked(operands=(Operand(text),))
    if reading.asks("checked") is None:
        return None
    if reading.asks("sum") and not _VERDICT.search(text):
        return None
    if _SHARE_OF.search(text) and not _DOUBTS.search(text):
        return None
    if reading.asks("sum") and _HOW_MUCH.search(text) and not numbers_said(text):
        return None
    table = table_named(text) or ("disputes" if _DISPUTES.search(text) else "")
    if _IDENTITY.search(text) or _OUTCOMES.search(text):
        return Checked(tables=(table or "applications",), columns=_columns(text), rows=_rows(text))
    if _PERCENTS.search(text):
        return Checked(operands=(Operand(text, None, "%"),))
    numbers = numbers_said(text)
    stated = tuple(dict.fromkeys(q.value for q in numbers))
    side_by_side = _SIDE_BY_SIDE.search(text)
    if side_by_side is not None:
        parts = tuple(Operand(text, None, n) for n in re.findall(r"\d+", side_by_side[0]))
        after = numbers_said(text[side_by_side.end() :])
        return Checked(operands=parts, claimed=after[0].value if after else None)
    added = _added(text, numbers)
    if added:
        parts = tuple(Operand(text, None, str(q.value)) for q in added)
        return Checked(operands=parts, claimed=next((q.value for q in numbers if q not in added), None))
    if len(stated) >= 2 and re.search(r"[加+＋]|和", text):
        return Checked(operands=tuple(Operand(text, None, str(n)) for n in stated))
    named = table_operands(text, reading.report)
    if len(stated) == 1 and len(named) >= 2 and re.search(r"[加+＋和]", text):
        return Combined(Way.SUM, named, claimed=stated[0])
    if table:
        return Checked(tables=(table,), rows=_rows(text))
    if _ADDED.search(text) and not named:
        return Checked(operands=(Operand(text),), claimed=_claimed(stated))
    if (
        (row_mentions(text) or not stated)
        and _TABLES.search(text)
        and not is_of_prose_alone(text, reading.report.agency_words)
    ):
        return Checked(tables=("applications", "disputes"))
    return Checked(operands=(Operand(text),), claimed=_claimed(stated))


def _added(text: str, numbers: Sequence[Quantity]) -> list[Quantity]:
    """The first numbers of a question between which it says that they are added: 27加3."""
    added: list[Quantity] = []
    for before, quantity in itertools.pairwise(numbers):
        if _ADDS.fullmatch(text[before.end : quantity.start]):
            added = [*(added or [before]), quantity]
        elif added:
            break
    return added


def _columns(text: str) -> tuple[str, ...]:
    """The columns of the table of applications whose sums alone are asked for (自然人这一列平不平)."""
    if not re.search("[列栏]|竖", text):
        return ()
    return tuple(k for _, column in column_mentions(text, "applications") for k in column.columns)


_ONE_ROW = re.compile("行(?!政|为)|横")


def _rows(text: str) -> tuple[str | int, ...]:
    """The rows whose sums alone are asked for (第一行加总对不对, 新收那一行横着加)."""
    ordinal = row_ordinal(text)
    if ordinal is not None:
        return (ordinal,)
    if not _ONE_ROW.search(text):
        return ()
    return tuple(k for _, row in row_mentions(text) if len(row.rows) == 1 for k in row.rows)


# What does not add up, and where it stands: 对不上的格子在第几行, 算术错在哪.
_WRONG = re.compile(
    "(?:对|合|加|配)不(?:上|拢|平)|不平|不一致|不(?:相)?等|不符|算错|填错|写错|加错|弄错|错(?:的|了|在|误)|有误|有问题|矛盾|出入|打架"
)


# What such a question is made of beside them.
_OF_PLACES = re.compile(
    "第几|哪[一几]?|几?[行列格处]|到底|究竟|[的那个是在这和与跟又]|数字?|数据|子|算术|地方|表[二三四格里]?"
)


# 哪几份的数对不上, of several reports.
_WHICH_WRONG = re.compile(
    f"哪(?:几|些|一)?[份家个].{{0,8}}(?:{_WRONG.pattern})|(?:{_WRONG.pattern})的?(?:是|有)?哪(?:几|些)?[份家个]"
)


def misfit(reading: Reading) -> Operation | None:
    """Where something does not add up, which the review knows; None where the place of another thing is asked."""
    if len(reading.sources) > 1 and _WHICH_WRONG.search(reading.text):
        return FindingsAsked(_FIGURES, None, "")
    asks = reading.asks("where") or re.search(
        "哪(?:一|几)?(?:个|些)?(?:格|行|列|栏|处|地方|单元格)", reading.text
    )
    if reading.report is None or not asks or not _WRONG.search(reading.text):
        return None
    if content_words(_OF_PLACES.sub("", _WRONG.sub("", reading.text))):
        return None
    return FindingsAsked(_FIGURES, None, "")


_FIGURES = ("SUM", "TAB", "TXT", "CON")


def _claimed(stated: tuple[Decimal, ...]) -> Decimal | None:
    return stated[0] if stated else None


def problems_and_measures(reading: Reading) -> Operation | None:
    """Problems and measures side by side, where a question sets them against each other."""
    if reading.report is None or not re.search(
        "(?:问题|不足).{0,12}(?:措施|改进|整改)|(?:措施|改进|整改).{0,4}(?:问题|不足)", reading.text
    ):
        return None
    return Written("五", reading.text) if re.search("对|一致|匹配|呼应|挂钩|衔接", reading.text) else None


_FAMILIES = (
    (re.compile("算术|合计|总计|勾稽|加总|平衡"), ("SUM",)),
    (re.compile("表格?(?!述)|数据|数字|单元格|空白|漏填|填错|格子|填得"), ("TAB", "SUM", "TXT", "CON", "STR06", "STR07", "STR11", "STR12", "STR13")),
    (re.compile("题名|标题|题目"), ("IDN01",)),
    (re.compile("自称|称呼|“(?:我|本)[会局镇县市区乡街院委办中厅省单机]"), ("IDN04",)),
    (re.compile("“?根据《?条例|《条例》|全称|简称"), ("IDN09",)),
    (re.compile("(?:收费|费用)(?=.*第六部分)|第六部分.*(?:收费|费用)"), ("TXT12", "TXT13")),
    (re.compile("(?<!第.)(?<!六)部分(?!关于)|结构|格式|目录|引言"), ("STR", "IDN01", "IDN03")),
    (re.compile("错别字|标点|用词|文字"), ("QLT",)),
    (re.compile("联系方式|电话|地址|邮编"), ("IDN07",)),
    (re.compile("年份|年度|期限|哪年"), ("IDN02", "IDN03", "IDN08", "TIM")),
    (re.compile("考核|评议|追责|问责"), ("STR10", "STR09")),
    (re.compile("处理费"), ("TXT12", "TXT13")),
    (re.compile("规章"), ("TAB05",)),
)  # fmt: skip


def remedy(reading: Reading) -> Operation | None:
    """What is done about something that goes wrong."""
    return Remedy(reading.text) if reading.report is not None and reading.asks("remedy") else None


def written(reading: Reading) -> Operation | None:
    """How a part, an aspect, a narrower thing or the measures are written: 空不空泛, 够不够, 具体吗, 写得怎么样."""
    text = reading.text
    named = reading.asks("written") is not None
    if reading.report is None or not (named or reading.asks("how_written")):
        return None
    part = part_named(text)
    if part is None and re.search("问题|措施|改进|不足|第五|五部分", text):
        part = "五"
    # Of the whole report how it is written is a judgement.
    about = () if part or aspect_named(text) else topics_of(text, reading.report.agency_words)
    if not named and part is None and not about and not aspect_named(text):
        return None
    return Written(part, text, about)


def correctness(reading: Reading) -> Operation | None:
    """What the review is asked to say of a report, or of a part or side of it."""
    if reading.report is None or reading.asks("correctness") is None:
        return None
    families = tuple(dict.fromkeys(f for said, own in _FAMILIES if said.search(reading.text) for f in own))
    part = part_named(reading.text)
    if wants_a_number(reading.text):
        return None
    of_the_report = families or part is not None or reading.asks("whole_report")
    if not of_the_report and names_its_own(reading.text, reading.report.agency_words):
        return None
    return FindingsAsked(families, part, reading.text)
