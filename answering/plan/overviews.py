"""Which overview a question wants: its shape, the part or the narrower thing that it is about, how many sentences."""

from __future__ import annotations

import re

from answering.plan.operations import Operation, Overview, Shape
from answering.plan.places import part_named
from answering.plan.rates import rate_asked
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_SHAPES = (
    (Shape.LEAD, "lead"), (Shape.CIRCULAR, "circular"), (Shape.OPINION, "opinion"), (Shape.COMMENT, "comment"),
    (Shape.SENTENCE, "one_sentence"), (Shape.SUMMARY, "summary"), (Shape.JUDGEMENT, "judgement"),
)  # fmt: skip
_JUDGES_RATE = re.compile("偏|太|算|是不是|高|低")
_COUNT = re.compile(r"(?P<n>[两二三四五六])(?:三)?句")
_PARTS = (("三", "(?:依?申请(?:公开)?(?:那|这)?(?:块|部分|方面|情况))|申请的?情况"), ("一", "总体情况|整体情况"), ("四", "(?:复议|诉讼)(?:诉讼)?(?:那|这)?(?:块|部分|方面|情况)"), ("二", "主动公开(?:那|这)?(?:块|部分|方面|情况)"), ("五", "(?:问题|措施|改进)(?:那|这)(?:块|部分)"))  # fmt: skip


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
    return Overview(shape, part, text, number)
