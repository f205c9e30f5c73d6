"""A follow-up that leaves out what it is about (多少钱, 上年呢，涨了多少), filled up from the questions before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answering.plan.lexicon import lexicon
from answering.plan.operations import Plan
from answering.plan.words import content_words, without_number

# 再说说, 顺便问一下: what only leads from one question to the next.
_LEAD = re.compile(
    "^(?:那么?|再|另外|还有|顺便|然后|接着|对了|好的?)*(?:请|再|给我)*(?:说说|说一?下|讲讲|讲一?下|问一?下|问问|看看|看一?下|列一?下|介绍一?下)[，,、]?(?=.{4})"
)
_AMOUNT = re.compile(
    "^(?:那么?|都|一共|总共|共|合计|总计)*(?:是|有|花|收|交|缴|用|要|得|发|办|给|达)*(?:了|到|过)?(?:多少|几)"
    "(?:钱|元|万元|块钱?|[件条个次篇人期份项部家户名位场页张天])?(?:来着|呢|啊|了)?[？?]?$"
)
# 那户均多少钱, after the total and the number of households.
_FOR_EACH = re.compile(
    "^(?:那么?|又|算下来|这样)*(?:平均(?:下来|到)?|摊到)*(?:每个?[人户村场次件家期名]|[人户村场次件家]均)[^，。]{0,4}?(?:多少|几)[一-龥]{0,3}[？?]?$"
)
_COUNTS_NAMED = re.compile("(?:的?(?:总额|总数|金额|资金|总量|[人户村场次件家条]数)[和与、及]?)+$")
_YEAR_BEFORE = re.compile(
    "^(?:那么?|[跟和与比较同])*(?:上一?年|去年|前一年)(?:度)?(?:呢|(?:是|有)?(?:多少|几)[件条个次篇人期份]?|相?比)?[，,、]?"
    "(?P<rest>(?:[是又]|到底)?[增减涨降升跌多少变高低快慢长短同][^，。]{0,12})[？?]?$"
)
# 增长了百分之几, after the measure and its year before were asked for.
_CHANGED = re.compile(
    "^(?:那么?|又|也)?(?:(?:增长|增加|上升|下降|减少|升|降|涨|跌|多|少)(?:了|的)?(?:百分之(?:几|多少)|百分比|几成|幅度|比例)(?:是?多少)?|(?:增|降|涨|减)幅(?:是?多少|多大)?)呢?[？?]?$"
)
_UNTOLD = re.compile("[有是收要][没不](?:有|是|收|要)|有没有|是否")


def without_lead(text: str) -> str:
    """A follow-up without the words that only lead to it."""
    return _LEAD.sub("", text)


def filled_up(text: str, before: Sequence[Plan]) -> str:
    """The whole question that a follow-up stands for, by the first of the table that reads it; empty where none does."""
    return next((whole for fill in _FILLS if (whole := fill(text, before))), "")


def _amount(text: str, before: Sequence[Plan]) -> str:
    """多少钱 after 收没收信息处理费: the amount of what was last named."""
    topic = _topic(before) if _AMOUNT.match(text) else ""
    return f"{topic}{text}" if topic else ""


def _for_each(text: str, before: Sequence[Plan]) -> str:
    """那户均多少钱: of what was last named, without the names of its counts."""
    topic = _COUNTS_NAMED.sub("", _topic(before)) if _FOR_EACH.match(text) else ""
    return f"{topic}{re.sub('^(?:那么?|又)+', '', text)}" if topic else ""


def _since_the_year_before(text: str, before: Sequence[Plan]) -> str:
    """上年呢，涨了多少: of what was asked the number of the year before, and the change."""
    match = _YEAR_BEFORE.match(text)
    if match is None:
        return ""
    return f"{before[-1].read_as.rstrip('？?。')}，比上年{match['rest']}"


def _by_how_much(text: str, before: Sequence[Plan]) -> str:
    """增长了百分之几: the rate at which what was asked for last changed."""
    if not _CHANGED.match(text):
        return ""
    asked = re.split("[，,]", before[-1].read_as.rstrip("？?。"), maxsplit=1)[0]
    return f"{asked}，比上年{text}"


_FILLS: tuple[Callable[[str, Sequence[Plan]], str], ...] = (
    _amount,
    _for_each,
    _since_the_year_before,
    _by_how_much,
)


def _topic(before: Sequence[Plan]) -> str:
    """What the last question that names something is about, in its own words; empty where none does."""
    for plan in reversed(before):
        text = without_number(_UNTOLD.sub("，", plan.read_as))
        telling = [
            w
            for w in content_words(text)
            if w.is_telling and not w.is_light and not w.is_year and w.text not in lexicon()["framing"]
        ]
        if telling:
            return text[telling[0].start : telling[-1].start + len(telling[-1].text)]
    return ""
