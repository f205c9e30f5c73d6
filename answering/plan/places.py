"""Places that a question names: part, item, paragraph, sentence, page; table, row, column, ordinal of a number."""

from __future__ import annotations

import re

from answering.plan.named import column_asked, row_asked
from answering.plan.operations import Locate, Operation, Where
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_ORDINAL = r"(?P<{0}>[一二三四五六七八九十]{{1,3}}|\d{{1,3}}|最后一|末|首)"
# Counted from the end: 倒数第二段, 最后一行.
_FROM_END = r"倒数第(?P<back>[一二三四五六七八九十]|\d)"
_PART = re.compile(
    r"第(?P<a>[一二三四五六1-6])(?:大)?(?:个)?(?:部分|章|块|大项)|(?:^|[，。的])(?P<b>[一二三四五六])(?:部分)?(?:里头?|里面|当中|中)(?!.{0,2}(?:个|件|条|家))|(?:^|[，。的])(?P<d>[一二三四五六])、?(?=[（(])|(?P<c>引言|前言|开头|文末|最后一段|结尾)"
)
_ITEM = re.compile(
    _FROM_END
    + r"(?:个)?(?:小点|点(?!评)|小项|项|小节|节|小题|方面|条)|(?P<last>最后一(?:个)?(?:小点|点|小项|项|小节|节|方面|条))|第?(?P<a>[一二三四五六七八九十]|\d)(?:个)?(?:小点|点(?!评)|小项|小节|小题|方面)|[（(](?P<b>[一二三四五六七八九十])[）)](?!\s*项?加)|第(?P<c>[一二三四五六七八九十])(?:项|条)(?=.{0,6}(?:写|说|讲|是|内容))"
)
_PARAGRAPH = re.compile(
    _FROM_END
    + r"(?:个)?(?:自然)?段|第"
    + _ORDINAL.format("n")
    + "(?:个)?(?:自然)?段|(?P<last>最后|末|结尾)(?:一|的)?(?:自然)?段"
)
_SENTENCE = re.compile(
    _FROM_END
    + r"句|第"
    + _ORDINAL.format("n")
    + "句|(?P<last>最后一句)|(?P<first>先(?:说|写|讲)|开头(?:一句)?|第一句话|首句)"
)
_PAGE = re.compile(r"第" + _ORDINAL.format("n") + "页")
_TABLE = re.compile(
    r"表(?P<n>[二三四])|第(?P<nth>[一二三123])(?:张|个)表|(?P<end>最后一?(?:张|个)表)|(?P<name>主动公开|申请(?:办理)?|复议诉讼)情况?表"
)
_ROW = re.compile(
    _FROM_END
    + r"行|(?P<last>最后一?行|末行)|第"
    + _ORDINAL.format("n")
    + r"行|[“\"「](?P<label>[^”\"」]{2,30})[”\"」](?:那|这)?(?:一)?(?:行|栏|格|项)"
)
_COLUMN = re.compile(_FROM_END + r"列|(?P<last>最后一?列)|第" + _ORDINAL.format("n") + "列")
_NUMBER = re.compile(
    r"(?:从左(?:往右|到右)?(?:边)?(?:数|起)?(?:的)?第"
    + _ORDINAL.format("n")
    + "个|第"
    + _ORDINAL.format("m")
    + "个(?:数|格|单元格))"
)
# “三、本年度办理结果”的（四）下面第2小项: an item of a group of table three.
_GROUP = re.compile(
    r"[（(](?P<group>[一二三四五六])[）)](?:无法提供|不予公开|不予处理|其他处理)?(?:里面?|下面?|中|的|那(?:一)?[项组栏])*[，,]?第?(?P<item>[一二三四五六七八]|\d)(?:个)?(?:小)?[项点条]"
)
# 下一年工作的第四条: counted in a list of part five.
_LISTED = {
    "measures": re.compile(
        "(?:下一?年|明年|来年|下一步|下步|今后|改进|整改|措施|打算|计划|(?:20)?\\d\\d年(?:要|将|打算|准备|计划))"
    ),
    "problems": re.compile("问题|不足|短板|差距"),
}
_NTH = re.compile(r"(?:第(?P<a>[一二三四五六七八九]|\d)|(?P<last>最后一))(?:个|条|项|点|件)")
_ASKS = re.compile(r"什么|啥|多少|几|原话|原文|内容|写的|说的|讲的|怎么(?:写|说)|写了|说了|讲了|是[？?]?$|哪")
_ONLY_PLACE = re.compile(
    "(?:第[一二三四五六七八九十\\d]+(?:个)?|最后一)(?:句|段|点|项|条|自然段)(?:话)?(?:的?(?:内容|原话|原文))?[？?]?$"
)
_TABLES = {"二": "active_disclosure", "三": "applications", "四": "disputes", "主动公开": "active_disclosure", "复议诉讼": "disputes"}  # fmt: skip
_IN_ORDER = ("active_disclosure", "applications", "disputes")
_PART_TABLES = {"二": "active_disclosure", "三": "applications", "四": "disputes"}
_END_PARTS = {"引言": "引言", "前言": "引言", "开头": "引言"}


def _integer(text: str | None) -> int | None:
    if not text:
        return None
    if text in ("最后一", "末"):
        return -1
    return int(text) if text.isdigit() else 1 if text == "首" else chinese_integer(text)


def _ordinal(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("last"):
        return -1
    if groups.get("back"):
        return -(_integer(groups["back"]) or 1)
    if groups.get("first"):
        return 1
    return _integer(next((v for k, v in groups.items() if v and k not in ("last", "first", "label")), None))


def part_named(text: str) -> str | None:
    """The part (一 to 六, 引言) that a question names by its number."""
    match = _PART.search(text)
    if match is None:
        return None
    found = match["a"] or match["b"] or match["d"]
    if found and found.isdigit():
        return "一二三四五六"[int(found) - 1]
    return found or _END_PARTS.get(match["c"] or "")


def row_ordinal(text: str) -> int | None:
    """The ordinal of the row that a question names; -1 is the last."""
    return _ordinal(_ROW, text) if re.search("第.{1,3}行|末行|最后一?行", text) else None


def table_named(text: str) -> str | None:
    """The kind of the table that a question names."""
    match = _TABLE.search(text)
    if match is None:
        return None
    if match["nth"] or match["end"]:
        place = _integer(match["nth"]) if match["nth"] else -1
        return _IN_ORDER[place - 1 if place and place > 0 else -1]
    return _TABLES.get(match["n"] or match["name"], "applications")


def locate(reading: Reading) -> Operation | None:
    """The place whose words or number a question asks for; None where it names none, or asks for a place."""
    text = reading.text
    if not reading.sources or not (_ASKS.search(text) or _ONLY_PLACE.search(text)) or reading.asks("where"):
        return None
    clause = _clause(text)
    if clause:
        return Locate(table="active_disclosure", clause=clause)
    group = _GROUP.search(text)
    if group is not None and (table_named(text) == "applications" or _OF_OUTCOMES.search(text)):
        return Locate(table="applications", group=group["group"], item=_integer(group["item"]))
    table = table_named(text) or (_PART_TABLES.get(part_named(text) or "") if "表" in text else None)
    row = _ROW.search(text)
    place = Locate(
        part=part_named(text), item=_ordinal(_ITEM, text), paragraph=_ordinal(_PARAGRAPH, text),
        sentence=_ordinal(_SENTENCE, text), page=_ordinal(_PAGE, text), table=table,
        row=(row["label"] or _ordinal(_ROW, text)) if row else None, column=_ordinal(_COLUMN, text),
        number=_ordinal(_NUMBER, text) if table else None,
    )  # fmt: skip
    if table:
        if (
            row is not None
            and not place.column
            and _names_cell(row["label"], _ROW.sub("，", text, count=1), table)
        ):
            return None  # the figure of a row and a column that are named
        return place if place.row or place.column or place.number else None
    aspect = _ASPECT.search(text)
    if aspect:
        return Locate(part="一", aspect=aspect["aspect"])
    if (
        place.part in (None, "五")
        and not (place.paragraph or place.sentence or place.page)
        and (listed := _in_list(text))
    ):
        return listed
    whole_part = place.part is not None and _WHOLE_PART.search(text)
    within = place.part and (place.item or place.paragraph or place.sentence)
    return place if within or place.page or (place.paragraph and not place.item) or whole_part else None


def _names_cell(label: str | None, beside: str, table: str) -> bool:
    """Whether the row of a label and a column of its table are both named (“……”这行，自然人一栏)."""
    row = row_asked(label) if label else None
    return row is not None and row.table == table and column_asked(beside, table) is not None


_OF_OUTCOMES = re.compile("表三|办理结果|申请表|申请办理")
_OF_ITS_OWN = re.compile(
    "条例|第[一二三四五六七八九十\\d]+(?:名|位|季度|批|次|期|三方)|多少|几[件个次条人]|哪"
)


def _in_list(text: str) -> Locate | None:
    """The item of the problems or of the measures that a question names by its ordinal; None where it names none."""
    nth = _NTH.search(text)
    if nth is None or _OF_ITS_OWN.search(_NTH.sub("", text)):
        return None
    number = -1 if nth["last"] else _integer(nth["a"])
    kind = next((k for k, said in _LISTED.items() if said.search(text)), None)
    return Locate(part="五", item=number, listed=kind) if kind is not None else None


# 第二十条第（九）项的表格; what the Regulation has there is another question.
_CLAUSE = re.compile(
    r"第?(?:二十|20)条的?第?[（(]?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?项(?P<rest>[^，。？?]*)"
)
_OF_TABLE = re.compile("表|填|栏|格|报告|年报|几个数|哪些数|数据")


def _clause(text: str) -> str:
    """The item of article 20 of whose table all is asked for; empty where a row is named, or the Regulation is asked."""
    match = _CLAUSE.search(text)
    if match is None or "条例" in text or row_asked(text) is not None or not _OF_TABLE.search(text):
        return ""
    said = match["n"]
    number = "一二三四五六七八九十"[int(said) - 1] if said.isdigit() and 0 < int(said) <= 10 else said
    return f"第二十条第（{number}）项"


# The five aspects of the first part (统一格式: 一、总体情况).
_ASPECT = re.compile(
    r"(?P<aspect>主动公开|依申请公开|信息管理|平台|监督保障)(?:建设)?(?:方面)?的?(?:那|这)(?:一)?(?:小)?(?:段|块|点|节|条|项)(?:里|里头)?(?:主要|都|到底)?(?:写|讲|说|有|谈)"
)
_WHOLE_PART = re.compile(
    r"(?:部分|里头?|里面)(?:就一句话吧)?[，,]?(?:都|到底|具体)?(?:写|说|讲|有)(?:了|的是|的)?(?:什么|啥|哪)|原话|原文|引言.{0,4}(?:写|说|讲)"
)


# 纠正那1件是在“直接起诉”还是“复议后起诉”栏
_EITHER = re.compile(
    '^(?P<what>[^，。？?]{2,20}?)(?:到底|究竟)?(?:是|都|应该|应)?(?:填|算|记|放|落|归|属|写|列|统计|登记)?(?:在|到|于|进)了?[“"]?(?P<one>[^“”"，。？?]{2,14}?)[”"]?(?:[栏列行格项类]|一栏|下面?|里)?[，,]?还是(?:填|算|记|放|在|到|于)*[“"]?(?P<other>[^“”"，。？?]{2,14}?)[”"]?(?:那|这)?(?:一)?(?:栏|列|行|格|项|类|下面?|里面?|中)[？?]?$'
)
_COUNTED = re.compile("(?:这|那)?(?:\\d+|[一二两三四五六七八九十]+)[件起宗个次](?:的)?")


def where(reading: Reading) -> Operation | None:
    """What a question wants the place of."""
    if reading.sources and (one_of := _EITHER.search(reading.text)) is not None:
        return Where(_COUNTED.sub("", one_of["what"]), (one_of["one"], one_of["other"]))
    found = reading.asks("where") if reading.sources else None
    if found is None:
        return None
    before = reading.text.split(found)[0]
    words = re.sub(r"[，,].*$", "", before) or reading.text.replace(found, "")
    quoted = _QUOTED.match(words)
    name = quoted["name"] if quoted else _AT.sub("", words)
    name = name.strip('“”"，,？?（）() ')
    return Where(
        name,
        every=_EVERY.search(reading.text) is not None,
        row=_WHICH_ROW.search(found) is not None,
        column=_WHICH_COLUMN.search(found) is not None,
    )


# “行政执法案卷”排在不予公开的第几小项; 法律服务机构在申请人那几列里是第几列; 采购那一行归在第二十条第几项.
_QUOTED = re.compile(
    '^[“"「](?P<name>[^”"」]{2,40})[”"」](?:这|那)?(?:一)?(?:行|栏|格|项|列)?(?:排|列|放|算|归|属|出现|是|在)?'
)
_AT = re.compile(
    r"(?:排|列|位|算|归|属|放)?(?:在|于)(?!线)[^，,]{0,14}?(?:那几?|这几?|几|的)?(?:列|栏|行|项|表|类|不予公开|无法提供|不予处理)(?:里面?|当中|中)?(?:是|排|算|的)?$"
    r"|(?:的话)?(?:[这那](?:一)?(?:段|句话?|处|条|件事|回事|行|栏|格))?(?:那个?)?(?:的?事(?:情|儿)?)?(?:归|算|属|排|列|放)?(?:位于|在|是|的)?(?:报告|年报|正文|表[二三四])?(?:里|中)?$"
)
_EVERY = re.compile("哪几(?:处|个地方|段)|几处|哪些地方|所有(?:地方|位置)|都(?:出现|写|提)")
_WHICH_ROW = re.compile("二十条|[第哪][几一]?(?:小)?[项行]|大类")
_WHICH_COLUMN = re.compile("[第哪][几一]?列")
