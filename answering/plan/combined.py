"""Figures that a question sets against each other: shares and rates, differences, sums, ranks, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answering.plan.decimals import decimals_asked, without_decimals
from answering.plan.figures import figure_asked, figure_from, names_of_rows
from answering.plan.follow_up import figure_before
from answering.plan.measures import asks_number, measure_asked
from answering.plan.named import asked_columns, column_mentions, row_named
from answering.plan.number_asked import numbers_asked
from answering.plan.operands import (
    operands,
    plain,
    prose_operands,
    set_apart,
    single,
    table_operands,
)
from answering.plan.operations import Combined, Derived, Figure, Listed, Operand, Operation, Values, Way
from answering.plan.rates import rate_asked
from answering.plan.reading import Reading
from answering.plan.thresholds import threshold_claimed
from answering.plan.together import TOGETHER
from reports.model import Report

_SHARES = (
    re.compile(r"(?P<part>.+?)(?:相当于|占(?:了|到|着)?)(?P<whole>[^多几百比，。？?]{2,16}?)的?(?:多少|百分之|几成|几分之|比例|比重|比率|百分比|多大)"),
    re.compile(r"(?P<whole>[^，。]{2,14}?)(?:里头?|中|当中)(?:面)?[，,]?(?:有|占)?(?:多大|多少|几成|百分之几)的?(?:比例|比重|份额)?(?:是|属于|为)(?P<part>[^，。？?]{2,12})"),
    re.compile(r"(?:每)?(?:一百|100|十|10)件(?P<whole>.{1,10}?)的?(?:里头?|中|当中|有)(?:面)?(?P<part>.+?)的?(?:有|是|占)?(?:几|多少)"),
    re.compile(r"(?P<part>.+?)除以(?P<whole>.+)"),
    re.compile(r"(?P<part>[^，。]{2,14}?)在(?P<whole>[^，。]{2,14}?)(?:里头?|中|当中)(?:面)?(?:占|的(?:比例|占比|比重))"),
    re.compile(r"(?P<whole>[^，。]{2,12}?)(?:里头?|中|当中)(?:面)?[，,]?(?P<part>.{1,14}?)(?:占|的比例|的比重)"),
)  # fmt: skip
# A share whose whole is not said (女监督员占多大比例), and a rate of what was done (反映窗口的解决率).
_PART_ONLY = re.compile(
    r"(?P<part>[^，。？?]{1,20}?)(?:占(?:了|到|着)?(?:总[数量]|全部|整个|其中)?的?(?:多|几|比|百|大头|大半)|的?(?:比例|比重|占比))"
)
_DONE_RATE = re.compile(
    r"(?P<part>[^，。？?]{2,16}?(?:解决|整改|采纳|答复|办理|完成|回复|落实|采用|更正|改正|办复|满足))率(?!先)"
)
_EXTREME = re.compile("最[多少高低大小]")
_NO_WHOLE = re.compile(r"^(?:总|全部|比|的|了)*$")
_FEWEST = 2
_OF_ITSELF = re.compile(r"(?:增长|增加|减少|下降|上升|提高|同比)")


def _one(phrase: str, report: Report) -> Operand:
    """A phrase as one operand: figures joined by 和 or 加 are one sum."""
    named = _narrowest(table_operands(phrase, report))
    if named and named[0].figure is not None:
        first = named[0].figure
        same = [
            o.figure
            for o in named
            if o.figure and (o.figure.table, o.figure.columns) == (first.table, first.columns)
        ]
        if len(same) == len(named) and len(same) > 1:
            rows = tuple(r for f in same for r in f.rows)
            first = replace(first, name="、".join(f.name for f in same), rows=rows)
        return Operand(plain(phrase), first)
    columns = column_mentions(phrase, "applications")
    if len(columns) == 1:
        figure = figure_from(phrase, row_named("new_received"), columns[0][1], report)
        return Operand(plain(phrase), figure)
    return Operand(plain(phrase), None, measure_asked(phrase))


def _narrowest(named: Sequence[Operand]) -> list[Operand]:
    """Figures without those that others are parts of: 执法案卷不予公开 names no 不予公开 beside it."""
    rows = [set(o.figure.rows) for o in named if o.figure]
    return [o for o in named if not (o.figure and any(r < set(o.figure.rows) for r in rows))]


_DERIVED = re.compile(
    "(?:[上去前]|头)一?年(?!度?结转)[^，。？]{0,14}(?:多少|几)|推算|推得出|算得出|估算|(?:没有?|未|没能)(?:被)?[一-龥]{2}的?(?:是|有)?(?:多少|几)|(?:多少|几)[件条个次篇人期项家处份](?:没有?|未)(?:被)?[一-龥]{2}|(?:减|增|降|涨|升|缩|扩|压)[一-龥]{0,2}(?:了|掉|去|出)?(?:多少|几|百分之[几多])|[增降涨跌]幅|每[一-龥]{1,3}.*(?:合计|一共|总共|总计)|(?:合计|一共|总共|总计).{0,6}多少"
)


def derivable(reading: Reading) -> Operation | None:
    """A number that may follow from what the prose states: what is left, by how much it changed, what it comes to."""
    text = reading.text
    if (
        reading.report is None
        or len(reading.sources) > 1
        or not _DERIVED.search(text)
        or not asks_number(text)
    ):
        return None
    return None if table_operands(text, reading.report) else Derived(text)


_OF_ALL = re.compile(
    "(?:[两二三四五几各]|这些|全部|所有)(?:类|项|种|样|者|个|部分|块)?[^，。]{0,4}?(?:合计|总数|总量|之和|加起来|总和|一起|总计)|[一-龥]{2,}(?:加上?|和|与|跟)[一-龥]{2,}(?:总数|合计|总量|之和|总和)"
)


def share(reading: Reading) -> Operation | None:
    """A share of a whole; a rate that has a name, or what it lacks of its target; None where none is asked."""
    if reading.report is not None and reading.asks("to_target"):
        return Derived(reading.text)
    found = _share(replace(reading, text=without_decimals(reading.text)))
    return replace(found, decimals=decimals_asked(reading.text, 1)) if found is not None else None


def _share(reading: Reading) -> Combined | None:
    text, report = reading.text, reading.report
    if report is None or reading.asks("share") is None or _OF_ITSELF.search(text):
        return None
    rate = rate_asked(text)
    if rate is not None and "占" not in text:
        part, whole = (
            Operand(rate.part.name, rate.part.figure()),
            Operand(rate.whole.name, rate.whole.figure()),
        )
        return Combined(Way.SHARE, (part,), whole, rate.name, doubted=threshold_claimed(text))
    for pattern in _SHARES:
        match = pattern.search(text)
        if match and _OF_ALL.search(match["whole"]):
            return Combined(Way.SHARE, (_one(match["part"], report),), of_all=True)
        if match and not _NO_WHOLE.match(plain(match["whole"])):
            part, whole = _one(match["part"], report), _one(match["whole"], report)
            if part.figure is not None and part.figure == whole.figure:
                # 占道经营罚单 of 全部罚单: the cell counts the whole, what the part is only the prose can tell.
                part, whole = replace(part, figure=None), replace(whole, figure=None)
            return Combined(Way.SHARE, (part,), None if part.figure and not whole.figure else whole)
    alone = _PART_ONLY.search(text) or _DONE_RATE.search(text)
    if alone is None or not plain(alone["part"]):
        return None
    return Combined(Way.SHARE, (_one(f"{alone['part']}的", report),))


def difference(reading: Reading) -> Operation | None:
    """By how much two things differ, or which of them is more."""
    text, report = reading.text, reading.report
    if report is None or len(reading.sources) > 1 or reading.asks("difference") is None:
        return None
    found = [o for o in operands(text, report) if o.words or o.figure]
    if len(found) < _FEWEST:
        return None
    if _EXTREME.search(text) or len(found) > _FEWEST:
        return Combined(Way.LEAST if re.search("最?(?<!多)[少低小](?!数)", text) else Way.MOST, tuple(found))
    return Combined(Way.DIFFERENCE, tuple(found))


_ALTOGETHER = re.compile(f"(?:{TOGETHER})[^，。]{{0,6}}(?:多少|几)")
_BESIDE = re.compile("[、和与跟及加]|或者?|以及")
# 自然人几件、总计数是几 are two numbers.
_APART = re.compile(
    "(?:多少|几)[件条个次篇人期份项]?[、，,](?:总计|合计|总数|总共|一共)[^，。]{0,3}(?:多少|几)"
)
_EACH_OF = re.compile("各|分别|占|比|率")


_ALL_KINDS = re.compile("[两二]类|[两二]种|[两二]项")


def row_words(figure: Figure, row: str) -> str:
    """The name of one row of a figure that has several."""
    return names_of_rows().get(row, figure.name)


# What an agency had to deal with: what it received and what was left from the year before.
_ON_HAND = re.compile(
    "(?:算上|加上|连同?|(?<!里)包括|(?<!里)(?<!里包)含).{0,3}(?:去年|上一?年|前一年).{0,3}(?:没办|没处理|未办|未处理|结转|留|剩|转|拖|积压)"
)


_EXCLUDED = re.compile(
    "[（(]?(?:除了?|除开|除去|刨[掉去除]|去掉|扣[除掉]|不算|不含|不包括|不计)(?P<what>[一-龥]{2,8}?)(?:的?(?:以|之)?外|的|$|[，,）)])+|(?P<that>[一-龥]{2,4})(?:的?[以之]外的?|除外)"
)


def _without_excluded(text: str, report: Report) -> tuple[tuple[Operand, ...], str]:
    """What all other applicants handed in, where a question leaves one kind out (自然人以外), and the question without it."""
    match = _EXCLUDED.search(text)
    left_out = column_mentions(match["what"] or match["that"], "applications") if match else []
    if match is None or len(left_out) != 1:
        return (), text
    row, out = row_named("new_received"), left_out[0][1].columns
    others = [c for c in asked_columns("applications") if len(c.columns) == 1 and c.columns[0] not in out]
    figures = [f for c in others if (f := figure_from("", row, c, report)) is not None]
    rest = f"{text[: match.start()]}，{text[match.end() :]}"
    return tuple(Operand(f.said(), f) for f in figures), rest


def total(reading: Reading) -> Operation | None:
    """What several figures make together."""
    text, report = reading.text, reading.report
    if report is None or len(reading.sources) > 1:
        return None
    if _ON_HAND.search(text) and re.search("申请|案|件", text) and asks_number(text):
        rows = (("新收政府信息公开申请", "new_received"), ("上年结转政府信息公开申请", "carried_over"))
        return Combined(
            Way.SUM, tuple(Operand(n, Figure(n, "applications", (r,), ("total",))) for n, r in rows)
        )
    others, text = _without_excluded(text, report)
    named = table_operands(text, report)
    beside = len(named) >= _FEWEST and _BESIDE.search(text)
    altogether = beside and _ALTOGETHER.search(text) and not _EACH_OF.search(text)
    named_apart = len(column_mentions(text, "applications")) >= _FEWEST and "其他" not in text
    if others and not named_apart and re.search(TOGETHER, text):
        return Combined(Way.SUM, others)
    if (reading.asks("sum") is None and not altogether) or _APART.search(text):
        return None
    told = named if altogether else operands(text, report)
    found = tuple(o for o in told if o.words or o.figure)
    more = len([o for o in prose_operands(text) if plain(o.words)]) > len(found)
    if len(found) >= _FEWEST and all(o.figure for o in found) and not (more and "、" in text):
        return Combined(Way.SUM, found)
    both = named[0].figure if len(named) == 1 and _ALL_KINDS.search(text) else None
    if both is not None and len(both.rows) > 1:
        return Combined(
            Way.SUM, tuple(Operand(r, replace(both, name=row_words(both, r), rows=(r,))) for r in both.rows)
        )
    return Listed(Way.SUM, text)


def average(reading: Reading) -> Operation | None:
    """One number for each of another: 平均每场多少人."""
    if reading.report is None or len(reading.sources) > 1 or reading.asks("average") is None:
        return None
    return Listed(Way.AVERAGE, reading.text)


def order(reading: Reading) -> Operation | None:
    """The items of a list of the prose in order."""
    if reading.report is None or len(reading.sources) > 1 or reading.asks("order") is None:
        return None
    return Listed(Way.ORDER, reading.text)


_EACH = re.compile(r"(?:多少|几)[^，、；。？]{0,6}[，、；和].{1,12}(?:多少|几)")


# 发布会场数、开放日的场数
_COUNTS = re.compile(
    "(?:[件条个次篇人期份项场家]数|数量|人次)[、，,和与及].{2,16}(?:[件条个次篇人期份项场家]数|数量|人次)"
)
# 上年涨 asks how the thing before it has changed.
_ONLY_CHANGE = re.compile(
    "^(?:比|较|同比)?(?:[上去前]一?年)?(?:又|是)?(?:增|减|涨|降|升|跌|上升|下降|变化)[加少长幅]?了?$"
)


def several(reading: Reading) -> Operation | None:
    """Several figures at once: A、B和C各多少."""
    text, report = set_apart(reading.text), reading.report
    if report is None or len(reading.sources) > 1:
        return None
    beside = re.search("[、和与跟]|以及", text) and len(table_operands(text, report)) >= _FEWEST
    in_one = not re.search("[、，,；;。？?](?=.)", text) and len(list(numbers_asked(text))) >= _FEWEST
    if not (reading.asks("several") or _EACH.search(text) or _COUNTS.search(text) or beside or in_one):
        return None
    found = tuple(
        o for o in operands(text, report) if (o.words or o.figure) and not _ONLY_CHANGE.match(o.words)
    )
    return Values(found) if len(found) >= _FEWEST else None


def one(reading: Reading) -> Operation | None:
    """The one figure of the tables that a question asks for."""
    if reading.report is None:
        return None
    figure = figure_asked(reading.text, reading.report, figure_before(reading))
    return None if figure is None else Values((single(reading.text, reading.report, figure),))


__all__ = ["difference", "one", "prose_operands", "several", "share", "total"]
