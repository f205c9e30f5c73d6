"""Whether a sentence of a model stands: a pure function of the sentence, the sources it cites and nothing else.

A sentence passes when it cites sources that exist, its quotations stand verbatim in them, each of its numbers,
dates, article numbers and agency names occurs in them, its numbers count what they count there, its negations are theirs, and its words are mostly theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from answering.attribution import misattributed
from answering.hostile import poses_as_instruction
from reports.prose.comparison import strange
from reports.prose.quantities import quantities
from retrieval.terms import pairs

_MARK = re.compile(r"[\[【](\d{1,2})[\]】]")
_SHORTEST_QUOTE = 4
_AGENCY = re.compile(
    r"[一-龥]{2,12}?(?:省|市|县|区|镇|乡|街道)?[一-龥]{1,12}?(?:委员会|人民政府|办公室|办公厅|联合会|办事处|街道办|(?<!结)局|厅(?!长))"
)
_TAKEN_ALONG = re.compile(
    r"^(?:根据|按照|依据|依照|由|向|在|是|和|与|及|对|为|经|据|属于|其中|可以|应当|可|即|所|该|各级|各|本|等|以及|包括|不服|报告|的|[年月日])+"
)
_NEGATIONS = (
    "没有",
    "未",
    "不予",
    "不得",
    "不能",
    "无法",
    "无需",
    "不需要",
    "不用",
    "禁止",
    "不应",
    "不必",
    "不可",
    "不会",
    "不收",
    "不符",
    "不存在",
    "不受",
    "不包括",
    "不再",
    "不属于",
    "不计算",
    "不一致",
    "不",
)
_HARMLESS = re.compile(
    r"不予公开|不予处理|未经复议|尚未审结|不超过|最长不得超过|无法提供|不仅|不同|不断|不少于|不当|不论|不服"
)
_SUPPORT = 0.5
SILENT = re.compile(
    r"(?:材料|报告|来源|条例)(?:中)?(?:没有|未)(?:载明|写明|提及|说明|涉及|提到|包含|给出)|未载明"
)


@dataclass(frozen=True)
class Verdict:
    """The outcome: the sentence with its marks normalised, the sources it cites, and why it failed (empty: passed)."""

    sentence: str
    cited: tuple[int, ...]
    failures: tuple[str, ...]
    quotes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown as fact."""
        return not self.failures


def normalise(text: str) -> str:
    """Width and white space taken out of the comparison."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub("[“”‘’「」]", '"', re.sub(r"\s+", "", folded)).replace(",", "，")


def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, from the outermost ones to their partners; to the last one where one lacks its."""
    found: list[str] = []
    depth = start = closed = 0
    for place, char in enumerate(text):
        if char in "“「":
            start = place + 1 if depth == 0 else start
            depth += 1
        elif char in "”」" and depth:
            depth, closed = depth - 1, place
            if depth == 0 and place - start >= _SHORTEST_QUOTE:
                found.append(text[start:place])
    if depth and closed - start >= _SHORTEST_QUOTE:
        found.append(text[start:closed])
    return tuple(found)


def _agencies(text: str) -> set[str]:
    return {m for m in _AGENCY.findall(text) if len(m) >= 4}


def _negation_changed(sentence: str, source: str) -> str | None:
    """A negation that the sentence has and the source has not, or the reverse, on the same words."""
    ours, theirs = _HARMLESS.sub("", sentence), _HARMLESS.sub("", source)
    for word in _NEGATIONS:
        for match in re.finditer(re.escape(word) + r"(?=([一-龥]{2}))", ours):
            if match[0] == "不" and any(n != "不" and ours.startswith(n, match.start()) for n in _NEGATIONS):
                continue
            phrase = match[1]
            negated = re.search(rf"(?:未|没有?|不|无|禁止|非)[一-龥]{{0,2}}{phrase}", theirs)
            if phrase in theirs and not negated:
                return f"“{word}{phrase}”与材料相反"
            if not any(n in theirs for n in ("未", "没", "不", "无", "禁止")):
                return f"材料没有“{word}{phrase}”的意思"
    for match in re.finditer(
        r"(未|没有|不予|不得|不能|无法|不收|不)(?:曾|经|被|再|取|以)?([一-龥]{2,5})", theirs
    ):
        phrase = match[2]
        for use in re.finditer(phrase, ours):
            before = ours[max(0, use.start() - 5) : use.start()]
            positive_there = re.search(rf"(?<![未没有不无予得能法]){phrase}", theirs.replace(match[0], ""))
            if not re.search(r"[未没不无非]|禁止", before) and not positive_there:
                return f"材料是“{match[0]}”，句子去掉了否定"
    return None


def verify(sentence: str, sources: Sequence[str]) -> Verdict:
    """Checks one sentence against the numbered sources (source 1 is `sources[0]`), each a text with its title."""
    marks = tuple(dict.fromkeys(int(m) for m in _MARK.findall(sentence)))
    words = _MARK.sub("", sentence).strip()
    clean = words + "".join(f"[{m}]" for m in marks)
    if poses_as_instruction(words):
        return Verdict(clean, marks, ("是指令而不是陈述",))
    if not marks:
        return Verdict(clean, (), ("没有标出依据的材料",))
    missing = [m for m in marks if not 1 <= m <= len(sources)]
    if missing:
        return Verdict(clean, marks, (f"材料[{missing[0]}]不存在",))
    cited = "\n".join(sources[m - 1] for m in marks)
    flat = normalise(cited)
    failures: list[str] = []
    quotes = quotations(words)
    failures += [f"引文“{q}”与原文不符" for q in quotes if normalise(q) not in flat]
    unknown = dict.fromkeys(q.raw.strip() for q in strange(words, cited))
    if unknown:
        failures.append(f"数字{'、'.join(unknown)}不在所标材料中")
    failures += [
        f"“{a}”不在所标材料中"
        for a in sorted(_agencies(words))
        if normalise(a) not in flat and not _known(a, flat)
    ]
    wrong = misattributed(words, cited)
    if wrong:
        failures.append(wrong)
    changed = _negation_changed(normalise(words), flat)
    if changed:
        failures.append(changed)
    ours = set(pairs(words))
    if ours and len(ours & set(pairs(cited))) / len(ours) < _SUPPORT:
        failures.append("所标材料不支持这句话")
    return Verdict(clean, marks, tuple(failures), quotes)


def _known(agency: str, flat: str) -> bool:
    """Whether a name stands in the source once the words that the pattern took along with it are off."""
    return normalise(_TAKEN_ALONG.sub("", agency)) in flat


def is_silence(sentence: str) -> bool:
    """Whether a sentence says that the sources do not say; it needs no citation."""
    return bool(SILENT.search(sentence)) and not quantities(_MARK.sub("", sentence))
