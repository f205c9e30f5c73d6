"""Which overview a question wants: its shape, the part or the narrower thing that it is about, how many sentences."""

from __future__ import annotations

import re

from answering.plan.operands import table_operands
from answering.plan.operations import Operation, Overview, Shape
from answering.plan.places import part_named
from answering.plan.rates import rate_asked
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_SHAPES = (
    (Shape.NOTICE, "notice"), (Shape.LEAD, "lead"), (Shape.CIRCULAR, "circular"), (Shape.OPINION, "opinion"), (Shape.COMMENT, "comment"),
    (Shape.SENTENCE, "one_sentence"), (Shape.SUMMARY, "summary"), (Shape.JUDGEMENT, "judgement"),
)  # fmt: skip
_JUDGES_RATE = re.compile("偏|太|算|是不是|高|低")
_COUNT = re.compile(r"(?P<n>[两二三四五六])(?:三)?句")
_PARTS = (("三", "(?:依?申请(?:公开)?(?:办理|处理|工作)?(?:那|这)?(?:块|部分|方面|情况))|申请的?情况"), ("一", "总体情况|整体情况"), ("四", "(?:复议|诉讼)(?:诉讼)?(?:那|这)?(?:块|部分|方面|情况)"), ("二", "主动公开(?:那|这)?(?:块|部分|方面|情况)(?=.*表)"), ("五", "(?:问题|措施|改进)(?:那|这)(?:块|部分)"))  # fmt: skip


def overview(reading: Reading) -> Operation | None:
    """The overview that a question wants; None where it wants something else, or no report is chosen."""
    if not reading.sources:
        return None
    text = reading.text
    shape = next((s for s, name in _SHAPES if reading.asks(name)), None)
    if shape is None or (shape is Shape.JUDGEMENT and rate_asked(text) and not _JUDGES_RATE.search(text)):
        return None
    part = part_named(text) or next((n for n, said in _PARTS if re.search(said, text)), None)
    count = _COUNT.search(text)
    number = chinese_integer(count["n"].replace("两", "二")) if count and shape is Shape.SUMMARY else None
    point = _point(text, shape)
    aspect = _ASPECT.search(text) if part is None and shape in (Shape.SUMMARY, Shape.SENTENCE) else None
    if aspect:
        return Overview(shape, None, text, number, aspect=next(n for n, v in aspect.groupdict().items() if v))
    return Overview(shape, part, text, number, point, named=table_operands(point, reading.sources[0].report))


# An aspect of part one (主动公开那几条), by the name that the format gives it.
_ASPECT = re.compile(
    "(?P<依申请公开>依申请公开?(?:工作|方面|那|这|几|部分))|(?P<主动公开>主动公开(?:工作|方面|那|这|几|部分))|(?P<政府信息管理>信息管理)|(?P<平台建设>平台(?:建设|方面|那|这)?)|(?P<监督保障>监督保障|监督方面|保障方面)"
)
_POINT = re.compile(r"(?:[：:]|(?:意见|建议|短信|通知|公告|函|话|稿)[，,])(?P<point>.+)$")
_TONE = re.compile(
    r"[，,。；]?(?:语气|口气|措辞|态度|字数|别太|不要太|不超过|控制在|简短|委婉|客气|正式|口语化?)[^，,。；]*"
)


def _point(text: str, shape: Shape) -> str:
    """What a question itself wants an opinion or a notice to say, without how it is to be said."""
    match = _POINT.search(text) if shape in (Shape.OPINION, Shape.NOTICE) else None
    return _TONE.sub("", match["point"]).strip("，,。；？?！! ") if match else ""
