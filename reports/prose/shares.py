"""“其中自然人40件，占80%”: counts with the percentage that they make up, and the whole they are a part of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.prose.phrases import MARK, find_phrase, find_phrases, in_unit
from reports.prose.quantities import counts
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence

_BEFORE_SHARE = 14
_BEFORE_PART = 16
# One unit in the last place: texts round up, down and to the nearest.
_TOLERANCE = Decimal("0.1")
# 收回1086份（占94.43%），满意率93.6%: what follows the share is no share.
_AFTER_A_SHARE = re.compile("占[^占]*[%％][^占]*(?:率|度|比|较|增长|下降|提高|上升)")
# 占全市的百分之几: the whole stands in no text of ours.
_OTHER_WHOLE = re.compile(
    r"占[^，。；、]{0,6}(?:全国|全省|全市|全区|全县|同类|任务|考核|权重|分值)|权重|分值"
)
_WHOLE = re.compile(r"(?:共|合计|总计|一共)[^，。；]{0,14}$")
_NEXT_CLAUSE = re.compile(r"[，,][^，,。；;\d]{2,12}")
_LINK = re.compile(r"其中|包括|分别")
# 12个乡镇中，4个镇的公开量占63%; 3个部门收到的申请占六成: the share is of what they have, not of them.
_OF_WHAT_THEY_HAVE = re.compile(r"的[^，,、。；（(占]{0,10}(?:量|数|额|面积|人口)占")
_OF_WHAT_BEARERS_DID = re.compile(
    r"(?:的|公开|发布|报送|收到|受理|办理|推送)[^，,、。；（(占]{1,12}占|[^，,、。；（(占](?:量|额)占"
)
_BEARERS = frozenset("个家类项名人位")
# 46篇解读材料中视频只有12篇，占18.75%
_AMONG = re.compile(r"[^，,。；;、\d]{1,12}(?<!集)中(?![心小型学央国期旬])[，,]?[^，,。；;、\d]{0,10}")


@dataclass(frozen=True)
class Share:
    """A count and the percentage that the text gives for it."""

    part: Quantity
    percent: Quantity

    def of(self, whole: Decimal) -> Decimal:
        """The right percentage of a whole, to as many places as the text has."""
        return rounded(self.part.value * 100 / whole, self.percent.raw)

    def fits(self, whole: Decimal) -> bool:
        """Whether the text's percentage is right for a whole."""
        return whole > 0 and abs(self.of(whole) - self.percent.value) <= _TOLERANCE


@dataclass(frozen=True)
class WrongShare:
    """A share that is not right for the whole that the text means."""

    share: Share
    whole: Quantity


def rounded(value: Decimal, text: str) -> Decimal:
    """The value to as many decimal places as a percentage is written with."""
    number = text.rstrip("%％")
    places = len(number.split(".")[1]) if "." in number else 0
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percentages_in(text: str) -> list[Quantity]:
    """The percentages that say what part of a whole something is."""
    found = (q for q in counts(text) if q.unit == "%" and not q.approximate)
    before = ((q, text[max(0, q.start - _BEFORE_SHARE) : q.start]) for q in found)
    return [q for q, words in before if "占" in words and not _AFTER_A_SHARE.search(words)]


# 分别占申请总量的38%、24%、13%、6%
_RESPECTIVELY = re.compile(rf"分别占[^，。；%％{MARK}]{{0,12}}{MARK}(?:[、，和及]{{1,2}}{MARK})+")


def shares_of_one_whole(text: str) -> tuple[Quantity, ...]:
    """The percentages that a sentence tells one after another of one whole."""
    found = find_phrase(_RESPECTIVELY, text, in_unit("%"))
    exact = found is not None and not any(q.approximate for q in found.quantities)
    return found.quantities if found is not None and exact else ()


def _shares(text: str) -> list[Share]:
    counted = [q for q in counts(text) if q.unit != "%"]
    out = []
    for percent in percentages_in(text):
        if _OTHER_WHOLE.search(text[max(0, percent.start - _BEFORE_SHARE) : percent.end]):
            continue
        near = (c for c in reversed(counted) if c.end <= percent.start)
        part = next(near, None)
        if part is None or percent.start - part.end > _BEFORE_PART or part.approximate:
            continue
        if not _of_what_they_have(part, text[part.end : percent.start]):
            out.append(Share(part, percent))
    return out


def _of_what_they_have(part: Quantity, between: str) -> bool:
    """Whether a percentage is of what the counted ones have or did, and not of their number."""
    if _OF_WHAT_THEY_HAVE.search(between):
        return True
    return part.unit in _BEARERS and _OF_WHAT_BEARERS_DID.search(between) is not None


def wrong_shares(sentence: Sentence, before: str) -> Iterator[WrongShare]:
    """The shares of a sentence that are wrong; `before` is the text of its paragraph up to it.

    The whole is a count that is no part itself: of several, the one for which most shares are right. Where none
    is right, only a whole that the sentence itself divides (其中) is taken at its word.
    """
    shares = _shares(sentence.text)
    for unit in dict.fromkeys(s.part.unit for s in shares):
        group = [s for s in shares if s.part.unit == unit]
        own, wholes = _wholes(sentence.text, before, group, unit)
        if not wholes:
            continue
        right = {w.value: sum(s.fits(w.value) for s in group) for w in wholes}
        best = max(wholes, key=lambda w: right[w.value])
        if right[best.value] * 2 >= len(group) and right[best.value]:
            yield from (WrongShare(s, best) for s in group if not s.fits(best.value))
        elif not right[best.value]:
            divided = _divided(sentence.text, before, own, group) or _summed(sentence.text, wholes, group)
            if divided is not None:
                yield from (WrongShare(s, divided) for s in group)


def _divided(text: str, before: str, own: Sequence[Quantity], group: Sequence[Share]) -> Quantity | None:
    """The whole that the text itself says is divided: by 其中 or 中 after it, or by a sentence that begins with it."""
    between = text[own[-1].end : group[0].part.start] if own else ""
    if own and (_LINK.search(between) or _AMONG.fullmatch(between)):
        return own[-1]
    # 共办理申请13件，自然人申请11件，占90.6%: the whole stands right before its part.
    if (
        len(own) == 1
        and _WHOLE.search(text[: own[0].start])
        and _NEXT_CLAUSE.fullmatch(text[own[0].end : group[0].part.start])
    ):
        return own[0]
    if own or not _LINK.match(text):
        return None
    last = re.split(r"[。！？]", before.rstrip("。！？"))[-1]
    part = group[0].part
    earlier = [q for q in counts(last) if q.unit == part.unit and q.value >= part.value and not q.approximate]
    done = [q for q in earlier if re.search(r"办结|办理|答复", last[max(0, q.start - 8) : q.start])]
    return next(iter(done or earlier), None)


def _summed(text: str, wholes: Sequence[Quantity], group: Sequence[Share]) -> Quantity | None:
    """The whole that the parts of a list make up: 自然人27件（占86.4%）、商业企业1件（占13.6%） of 28."""
    parts = {s.part.start for s in group}
    listed = [
        q for q in counts(text)
        if q.unit == group[0].part.unit and q.start >= group[0].part.start and not q.approximate
    ]  # fmt: skip
    sums = {
        sum((q.value for q in qs), Decimal(0)) for qs in (listed, [q for q in listed if q.start in parts])
    }
    return next((w for w in wholes if w.value in sums and w.value > group[0].part.value), None)


# 收到群众来信1347件，办结1331件，办结率98.8%
_NAMED_RATE = re.compile(
    rf"(?:收到|收集|征集|接收|受理|承办|交办|办理|收回|回收|查出|排查|发现|共)[^，。；{MARK}]{{0,14}}{MARK}[，,、]"
    rf"[^，。；{MARK}]{{0,6}}(?<![未待不很])(?<!没有|非常|基本|比较)(?P<done>办结|答复|回复|办复|采纳|解决|整改|满意)[^，。；{MARK}]{{0,6}}{MARK}"
    rf"[，,、](?P=done)率(?:为|是|达到?)?{MARK}"
)


def wrong_rate(text: str) -> WrongShare | None:
    """A rate that is named after what was done, and is not what the two counts right before it give; 100 % is rounded."""
    found = find_phrase(_NAMED_RATE, text)
    if found is None:
        return None
    whole, part, percent = found.quantities
    counted = (
        whole.unit == part.unit and percent.unit == "%" and not any(q.approximate for q in found.quantities)
    )
    share = Share(part, percent)
    if not counted or percent.value >= _ALL or part.value > whole.value or share.fits(whole.value):
        return None
    return WrongShare(share, whole)


# 收回1512份，……同意改造的1421份，占收回数的93.98%
_OF_A_NAMED_WHOLE = re.compile(
    rf"(?P<part>{MARK})[，,（(]占(?P<what>收回|回收|发放|发出|办结|新收|收到|受理|抽查|检查|应办|征集)(?:到)?(?:的|总)?(?:申请|问卷|意见|件|份)?(?:总?数|总?量)的?{MARK}"
)


def wrong_share_of_named(text: str, before: str) -> WrongShare | None:
    """A share of a whole that is named by what was done with it, where no number told so before makes it."""
    found = find_phrase(_OF_A_NAMED_WHOLE, text)
    if found is None or any(q.approximate for q in found.quantities):
        return None
    part, percent = found.quantities
    told = before + text[: found.start]
    what = re.escape(found.groups["what"] or "")
    wholes = [
        q for phrase in find_phrases(re.compile(rf"{what}[^，,。；;、{MARK}]{{0,10}}{MARK}"), told)
        for q in phrase.quantities if q.unit == part.unit and not q.approximate
    ]  # fmt: skip
    share = Share(part, percent)
    if percent.unit != "%" or not wholes or any(share.fits(q.value) for q in wholes):
        return None
    return WrongShare(share, wholes[-1])


_ALL = Decimal(100)
_OF_A_WHOLE = re.compile(
    r"(?:占比?|(?:办结|答复|回复|公开|覆盖|满意|及时|准确|合格|通过|办理|整改|接通|可办|网办|解读|规范|按时|处理|维持|纠错|纠正|败诉|胜诉|好评|提供)[率度])"
    r"(?:已|均|约|分别|共|高|到|为|是|达|的|超过)*$"
)


def impossible_shares(text: str) -> Iterator[Quantity]:
    """The percentages of a sentence that say what part of a whole something is, and are more than the whole."""
    for quantity in counts(text):
        before = text[max(0, quantity.start - _BEFORE_SHARE) : quantity.start]
        if quantity.unit == "%" and quantity.value > 100 and _OF_A_WHOLE.search(before):
            yield quantity


_OF_ANOTHER_YEAR = re.compile(
    r"(?:[比较与]|上年|去年|上一年)(?:20\d\d年|上年|去年|上一年)?度?(?:同期)?[（(的为]*$"
)


def _wholes(
    text: str, before: str, group: Sequence[Share], unit: str
) -> tuple[list[Quantity], list[Quantity]]:
    """The counts before the first part that it may be a part of: the sentence's own, and with those before it."""
    parts = {s.part.start for s in group}
    largest = max(s.part.value for s in group)
    own = [
        q for q in counts(text)
        if q.unit == unit and q.start not in parts and q.start < group[0].part.start and q.value >= largest
        and not q.approximate
    ]  # fmt: skip
    own = [q for q in own if not _OF_ANOTHER_YEAR.search(text[: q.start])]
    earlier = [
        q for q in counts(before)
        if q.unit == unit and q.value >= largest and not q.approximate
        and not _OF_ANOTHER_YEAR.search(before[: q.start])
    ]  # fmt: skip
    return own, own + earlier
