"""Which overview a question wants: its shape, the part or the narrower thing that it is about, how many sentences."""

from __future__ import annotations

import re

from answering.plan.forms import form_of, two_years
from answering.plan.operands import table_operands
from answering.plan.operations import Operation, Overview, Shape
from answering.plan.places import part_named
from answering.plan.rates import rate_asked
from answering.plan.reading import Reading
from answering.plan.request import without_reader
from answering.plan.wordings import asks
from reports.prose.quantities import quantities

_SHAPES = (
    (Shape.POST, "post"), (Shape.OUTLINE, "outline"), (Shape.REPLY, "reply"), (Shape.MESSAGE, "message"),
    (Shape.NOTICE, "notice"), (Shape.LEAD, "lead"), (Shape.CIRCULAR, "circular"), (Shape.OPINION, "opinion"), (Shape.COMMENT, "comment"),
    (Shape.JUDGEMENT, "publish"), (Shape.SENTENCE, "one_sentence"), (Shape.TEXT, "text"), (Shape.SUMMARY, "summary"), (Shape.JUDGEMENT, "judgement"),
)  # fmt: skip
# What is written to or about an office may be about one part of its report.
_ON_A_PART = (Shape.OPINION, Shape.COMMENT, Shape.TEXT, Shape.MESSAGE)
_PART_FIVE = re.compile('(?:针对|围绕|就|对|说|讲)[“"]?(?:存在的?|主要)*(?:问题|不足)(?:及|和|与)(?:其)?改进')
_OF_PARTS = (Shape.SUMMARY, Shape.SENTENCE, Shape.JUDGEMENT)
_JUDGES_RATE = re.compile("偏|太|算|是不是|高|低")
_PARTS = (("四", "^(?!.*要有).*(?:复议|诉讼)(?:案件)?的?(?:总体|整体)?(?:那|这)?(?:块|部分|方面|情况)"), ("三", "(?:依?申请(?:公开)?(?:办理|处理|工作)?(?:那|这)?(?:块|部分|方面|情况))|申请的?情况|申请(?:公开)?的?(?:办理|处理|受理)$"), ("一", "总体情况|整体情况"), ("二", "主动公开(?:那|这)?(?:块|部分|方面|情况)(?=.*表)"), ("五", "(?:问题|措施|改进)(?:那|这)(?:块|部分)"))  # fmt: skip


def draft(reading: Reading) -> Operation | None:
    """The text that a question wants written; what it is to be about is no question of its own."""
    makes = reading.asks("making") is not None or reading.asks("text") is not None
    return overview(reading) if makes and _shape(reading) not in (None, Shape.VIEW, Shape.JUDGEMENT) else None


def continues(reading: Reading) -> bool:
    """Whether it is asked if the numbers of two years follow from each other."""
    return two_years(reading) and reading.asks("continuity") is not None


def continued(reading: Reading) -> Operation | None:
    """Whether what one year left is what the next one began with."""
    return overview(reading) if continues(reading) else None


def overview(reading: Reading) -> Operation | None:
    """The overview that a question wants; None where it wants something else, or no report is chosen."""
    if not reading.sources:
        return None
    text = reading.text
    shape = _shape(reading)
    if shape is None or (shape is Shape.JUDGEMENT and rate_asked(text) and not _JUDGES_RATE.search(text)):
        return None
    # The 开头 of a notice is not that of the report.
    own = part_named(text) if shape in _OF_PARTS or "部分" in text else None
    part = own or next((n for n, said in _PARTS if re.search(said, text)), None)
    if shape in _ON_A_PART and _PART_FIVE.search(text):
        part = "五"
    point = _point(text, shape)
    form = form_of(reading, shape)
    summed_up = shape in (Shape.SUMMARY, Shape.SENTENCE) and not form.focus
    aspect = _ASPECT.search(text) if part is None and summed_up else None
    if aspect:
        name = next(n for n, v in aspect.groupdict().items() if v)
        return Overview(shape, None, text, form.sentences, aspect=name, characters=form.characters)
    named = table_operands(point or text, reading.sources[0].report)
    return Overview(
        shape, part, text, form.sentences, point, named=named, points=form.points, characters=form.characters, each=form.each,
        focus=form.focus, must=form.must,
    )  # fmt: skip


def deeds(reading: Reading) -> Operation | None:
    """What was done of one aspect of part one, item by item (平台建设这块干了哪些事, 重点公开了哪些领域)."""
    text = reading.text
    if len(reading.sources) != 1 or reading.asks("deeds") is None:
        return None
    aspect = _OF_DEEDS.search(text)
    if aspect is None:
        return None
    name = next(n for n, v in aspect.groupdict().items() if v)
    return Overview(Shape.SUMMARY, None, text, aspect=name)


_OF_DEEDS = re.compile(
    "(?P<政府信息管理>信息管理)|(?P<平台建设>平台(?:建设|方面|上|这|那|都|干|做|有))|(?P<监督保障>监督保障|监督(?:方面|上|这|那)|保障(?:方面|这|那))|(?P<依申请公开>依申请(?:公开|方面|这|那))|(?P<主动公开>主动公开|(?<!依申请)公开(?:了)?(?:哪些|什么|啥|哪几个?)(?:领域|方面|重点)|公开的?(?:领域|重点))"
)


def _shape(reading: Reading) -> Shape | None:
    """The shape that the words ask for; two reports of an agency are set against each other where a change is asked."""
    makes = reading.asks("making") is not None
    if not makes and reading.asks("published_late"):
        return Shape.VIEW
    if not makes and continues(reading):
        return Shape.JUDGEMENT
    if not makes and _narrow(reading):
        return Shape.VIEW
    shape = next((s for s, name in _SHAPES if (makes or s not in _MADE) and reading.asks(name)), None)
    if shape is Shape.NOTICE and reading.asks("opinion") and _SENT_BACK.search(reading.text):
        shape = Shape.OPINION
    if shape is Shape.TEXT:  # 起草一份给县农业农村局的审核意见
        bare = without_reader(reading.text)
        shape = next((s for s, name in _SHAPES if asks(name, bare)), shape)
    if (
        shape is None
        and two_years(reading)
        and (reading.asks("better_or_worse") or reading.asks("kept_promises"))
    ):
        return Shape.JUDGEMENT
    if (
        shape in (None, Shape.SUMMARY)
        and not makes
        and reading.asks("correctness")
        and _LACKS.search(reading.text)
    ):
        return None
    if shape is Shape.JUDGEMENT and not two_years(reading) and _POINTS.search(reading.text):
        return Shape.SUMMARY
    if shape is None and reading.asks("limited"):
        return Shape.SUMMARY
    if shape is None and reading.asks("view"):
        return Shape.VIEW
    return shape


# 退改通知 is for the office under review, no notice of its own.
_SENT_BACK = re.compile("退(?:改|回|稿)|补正|重报")


def _narrow(reading: Reading) -> bool:
    """Whether a judgement is asked of a thing that a number of its own names (18天才公开，算慢吗)."""
    counted = [
        q
        for q in quantities(reading.text)
        if q.unit and q.unit not in ("年", "句", "条", "点", "个", "字", "月")
    ]
    return bool(counted) and reading.asks("judgement") is not None and reading.asks("view") is not None


# These are read where something is to be written, or the noun would be one of the report's own.
_MADE = (Shape.POST, Shape.OUTLINE, Shape.REPLY, Shape.MESSAGE)
_POINTS = re.compile("[一两二三四五六2-6](?:个|大|条|点)(?:主要)?(?:亮点|成绩|短板|不足|问题|措施)")
_LACKS = re.compile("[缺少漏]")


# An aspect of part one (主动公开那几条), by the name that the format gives it.
_ASPECT = re.compile(
    "(?P<依申请公开>依申请公开?(?:工作|方面|那|这|几|部分))|(?P<主动公开>主动公开(?:工作|方面|那|这|几|部分))|(?P<政府信息管理>信息管理)|(?P<平台建设>平台(?:建设|方面|那|这)?)|(?P<监督保障>监督保障|监督方面|保障方面)"
)
_POINT = re.compile(r"(?:[：:]|(?:意见|建议|短信|通知|公告|函|话|稿)[，,])(?P<point>.+)$")
# 挑最要紧的错, 只说数据: which of the findings are told, and no words for the letter.
_CHOOSES = re.compile("(?:只|仅|就|要(?!求)|重点|主要|突出|挑|选|列|讲|写|说|报|点|把)")
_TONE = re.compile(
    r"[，,。；]?(?:语气|口气|措辞|态度|字数|别太|不要太|不超过|控制在|简短|委婉|客气|正式|口语化?)[^，,。；]*"
)


def _point(text: str, shape: Shape) -> str:
    """What a question itself wants an opinion or a notice to say, without how it is to be said."""
    match = _POINT.search(text) if shape in (Shape.OPINION, Shape.NOTICE) else None
    said = _TONE.sub("", match["point"]).strip("，,。；？?！! ") if match else ""
    return "" if match and match[0][0] not in "：:" and _CHOOSES.match(said) else said
