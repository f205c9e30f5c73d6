"""What a text says there was none of: 未作出行政处罚决定, 不涉及行政许可、行政处罚事项, 无现行有效的行政规范性文件, 无结转."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUBJECTS = {
    "permits": "行政许可", "penalties": "行政处罚", "coercion": "行政强制(?:措施|执行)?", "normative": "(?:行政)?规范性文件",
    "fees": "行政事业性?收费",
}  # fmt: skip
_SUBJECT = "|".join(_SUBJECTS.values())
_VERBS = "作出|做出|实施|办理|开展|下达|进行|制发|制定|出台|印发|发布|废止|收取|征收|产生|发生|涉及|有|过|任何|新|本级|相关|的"
_DENIES = re.compile(
    rf"(?P<no>未曾|从未|均未|并未|未|没有|均无|无|不涉及|不存在|没)(?P<how>(?:{_VERBS})*)(?P<valid>现行有效的?)?"
    rf"(?P<what>(?:{_SUBJECT})(?:(?:决定|事项|行为|项目)?(?:、|和|及|与|或|以及|，)(?:{_SUBJECT}))*)"
    r"(?:决定|事项|行为|项目|案件|收入|处理|情况|职权|职能|工作|等)*(?=[，。；、,;）)]|$)"
)
_NOT_OWN = re.compile(r"如|若|凡|是否|对于|上年|去年|其他|其它|下属|所属|以外|之外|除")
_BEFORE = 10


# 已全部办结，无结转
_NOTHING_CARRIED = re.compile(
    r"(?P<no>无|没有|未发生|未有|不存在)(?P<last>上年度?|上一年度?|往年)?(?:的|申请|需要?|任何)*(?:结转|跨年)(?:至|到|入)?(?P<next>下年度?|下一年度?|次年|明年)?"
    r"(?:继续)?(?:办理)?(?:的|政府信息公开|申请|件|案件|事项|情况|情形)*(?=[，。；、,;）)]|$)"
)


@dataclass(frozen=True)
class Denial:
    """A figure, by its key, of which a text says there was none; the words stand at `start` in it."""

    key: str
    words: str
    start: int


def denials(text: str) -> Iterator[Denial]:
    """The denials of a sentence, of figures of active disclosure and of applications carried from year to year."""
    for match in _DENIES.finditer(text):
        if _NOT_OWN.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            continue
        for subject, pattern in _SUBJECTS.items():
            if re.search(pattern, match["what"]):
                yield Denial(_key(subject, match), match[0], match.start())
    for match in _NOTHING_CARRIED.finditer(text):
        if not _NOT_OWN.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield Denial("carried_over" if match["last"] else "carried_forward", match[0], match.start())


def _key(subject: str, match: re.Match[str]) -> str:
    if subject != "normative":
        return subject
    if "废止" in match["how"]:
        return "normative_repealed"
    return (
        "normative_made"
        if re.search("[制发定台印]", match["how"]) and not match["valid"]
        else "normative_valid"
    )
