"""Which figures a clause gives that names them only in part: the rest stands in the words before it (维持1件)."""

from __future__ import annotations

import re

from reports.prose.quantities import counts
from review.metrics import Metric, named_among

OF_DOCUMENT = re.compile("废止|(?:现行|继续|仍然|目前)有效|有效(?=\\d)")
_RESULT = re.compile(r"维持|纠正|其他结果|审结")
_VALID = re.compile(r"现行有效的\s*\d")
_PROCEDURE = re.compile(r"复议后(?:提起|起诉)|诉讼|起诉|法院|判决|复议")
# 申请人以自然人为主，有11件
_BARE_COUNT = re.compile("(?:共|总|计|达|有|为|是|占)*")
_MOST_OF_THEM = re.compile(
    "(?:申请(?:人|主体|者)?)?(?:中|类型|身份|主要|仍|大多)*以?(?P<who>[^，。；、]{2,14}?)(?:为主|居多|占多数|最多)"
)


def with_gaps_for_numbers(text: str) -> str:
    """A text with a gap in place of each number that counts something."""
    for quantity in reversed(list(counts(text))):
        text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


def named_by_context(words: str, context: str, metrics: tuple[Metric, ...]) -> list[Metric]:
    """The figures that a clause may give which names none: for “维持1件” the procedure that had the result stands
    before; none where the words before do not tell either."""
    before = re.split("[，。；]", context)[-1]
    if _BARE_COUNT.fullmatch(with_gaps_for_numbers(words).strip()) and (
        most := _MOST_OF_THEM.fullmatch(before)
    ):
        return named_among(metrics, most["who"] + "申请", before)
    if _VALID.match(words) and "规范性文件" in context:
        return [m for m in metrics if m.key == "normative_valid"]
    if len(words) > 16:
        return []
    if OF_DOCUMENT.search(words) and "规范性文件" in context and "清理" not in context:
        return [m for m in metrics if m.key.startswith("normative_") and m.named_in("规范性文件" + words)]
    if len(set(_RESULT.findall(words))) != 1:
        return []  # 维持和其他结果合计23件 is neither of the two
    named = _PROCEDURE.findall(context + words)
    if not named:
        return []
    subject = "复议" if named[-1] == "复议" else "诉讼"
    return named_among(metrics, subject + words)
