"""What a question takes for granted beside numbers: that there was a case with an outcome, that a rank was reached."""

from __future__ import annotations

import re
from dataclasses import replace

from answering.plan.operations import Figure, Happened, Operation, RankClaimed, Turned
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_COUNTS = re.compile("多少|几[件起次回宗]|件数|总数|有没有|有无|是否有|是不是有|哪")
_SUITS = re.compile("法院|法庭|官司|起诉|诉讼|被告|败诉|胜诉|上诉|开庭|判决")
_REVIEWS = re.compile("复议|纠正")
_OUTCOME = re.compile(
    "赢|输|胜|败|判|维持|纠正|撤|驳回|结果|怎么回事|那次|那件|那起|听说|据说|为什么|为啥|咋|怎么|打(?:了|过)|告(?:了|到|上)|过$"
)
_SUIT_ROWS = Figure("行政诉讼", "disputes", ("litigation_direct", "litigation_after_review"), ("total",))
_REVIEW_ROWS = Figure("行政复议", "disputes", ("review",), ("total",))


def happened(reading: Reading) -> Operation | None:
    """The suit or reconsideration that a question takes for granted; None where it asks whether or how many there were."""
    text = reading.text
    if reading.report is None or len(reading.sources) > 1 or _COUNTS.search(text):
        return None
    if not _OUTCOME.search(text.rstrip("？?吗吧呢了")):
        return None
    rows = _SUIT_ROWS if _SUITS.search(text) else _REVIEW_ROWS if _REVIEWS.search(text) else None
    return Happened(rows, text, _lost(rows, text)) if rows is not None else None


_LOST = re.compile(
    "输|败诉|被?(?:判|裁)(?:违法|撤销)|被(?:复议|法院|上级|复议机关|行政复议)?(?:机关)?(?:纠正|撤销|责令重)"
)


def _lost(cases: Figure, text: str) -> Figure | None:
    """The cells that count the cases which the agency lost, where the question says that it did."""
    if not _LOST.search(text):
        return None
    return replace(cases, name=f"{cases.name}结果纠正", columns=("corrected",))


_RANK = re.compile(
    "(?:排|列|居|位|名次|拿|得|考核|评比|考评|是|为|排名)[^，。？?\\d第]{0,8}(?:(?P<last>倒数)?第(?P<n>[一二三四五六七八九十]{1,3}|\\d{1,3})(?:名|位)?|(?P<end>垫底|倒数))(?!季度|部分|次|批|期|[条款项段行列页个])"
)


def rank_claimed(reading: Reading) -> Operation | None:
    """The rank that a question takes for granted; None where it states none."""
    match = _RANK.search(reading.text)
    if reading.report is None or len(reading.sources) > 1 or match is None or match["end"] or match["last"]:
        return None
    place = int(match["n"]) if match["n"].isdigit() else chinese_integer(match["n"])
    return RankClaimed(place, reading.text) if place else None


_WHY = re.compile(
    "为(?:什么|何|啥)|什么原因|原因(?:是|何在)|[咋怎]么(?:会|就)?(?=[^，。]{0,4}[增减升降涨跌多少])"
)
_CHANGED = re.compile(
    "(?:大幅|明显|显著|猛|急)?(?:(?P<up>增加|上升|增长|上涨|增多|变多|猛增|涨了)|(?P<down>减少|下降|降低|下滑|变少|锐减|跌了))"
)


def turned(reading: Reading) -> Operation | None:
    """The rise or fall whose reason a question asks; None where it asks for none."""
    match = _CHANGED.search(reading.text)
    if reading.report is None or len(reading.sources) > 1 or match is None or not _WHY.search(reading.text):
        return None
    return Turned(reading.text, match[0], match["up"] is not None)
