"""The quantities of one sentence of the prose, each with what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from answering.plan.lexicon import same_measure
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence

_KINDS = (Kind.COUNT, Kind.MONEY, Kind.SCORE)
_MARKS = "，,；;。：:、（）()\n"
_FILLERS = re.compile(
    "^(?:从.{2,4}看|其中|主要|另有?|新收|共|全年|只(?=有|$))+|(?:的?(?:有|是|为|达到?|各|共|约|了)|为[由主]|的)+$"
)
_SEASONS = re.compile("(?P<n>[二三四])个季度|(?:一|1)(?:至|到|—|-)(?:四|4)季度|四季度")
_ALIKE_VERB = re.compile("(?:通过|利用|依托|在|从|向|对|为|以|,|，|。)")
# What is left of a list is no kind of its own.
RESTS = re.compile("其他|其余|其它|另有")
_LONGEST = 16
_LEADS = re.compile(
    "^(?:.*(?:其中|包括|分别是?为?|依次为?|集中在|集中于|涉及|主要是|主要为|主要有|占前[一二三四五六]位的是|申请中|[^以]为(?![由主]))|.*以(?![上下内外]))(?=.{2})[：:]?"
)
_FEWEST = 2


@dataclass(frozen=True)
class Member:
    """A quantity of a sentence with what it counts; `words` are all that stands before it since the last one."""

    label: str
    quantity: Quantity
    words: str
    sentence: Sentence

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.quantity.value

    @property
    def quote(self) -> str:
        """The words with the number, verbatim."""
        text, end = self.sentence.text, self.quantity.end
        start = self.quantity.start - len(self.words)
        after = re.match(f"的?{re.escape(self.label)}", text[end:]) if self.label else None
        end += after.end() if after else 0
        end += 1 if text[end : end + 1] in ")）" and "(" in text[start:end].replace("（", "(") else 0
        return text[start:end].strip("，,；;、。 ")


def is_rest(member: Member) -> bool:
    """Whether a number is of what is left of a list (其他8件, 另有2件属其他事项)."""
    return RESTS.match(member.words.strip("，,、 ")) is not None or RESTS.match(member.label) is not None


def members_of(sentence: Sentence) -> list[Member]:
    """Every exact quantity with a unit, in order."""
    text = sentence.text
    every = quantities(text)
    taken = [q for q in every if q.kind in _KINDS and not q.idiom and not q.approximate and q.unit]
    inside = {p for q in every for p in range(q.start, q.end)}
    out: list[Member] = []
    for place, quantity in enumerate(taken):
        last = max((q.end for q in taken[:place] if same_measure(q.unit, quantity.unit)), default=0)
        bracket = text[quantity.start - 1 : quantity.start] in ("(", "（")
        stop = quantity.start - 1 if bracket else quantity.start
        start = max((p + 1 for p in range(last, stop) if text[p] in _MARKS and p not in inside), default=last)
        if start == stop and text[start - 1 : start] in (")", "）"):  # 乡镇（街道）67件
            opened = max(text.rfind(b, last, start) for b in "(（")
            start = max((p + 1 for p in range(last, max(opened, last)) if text[p] in _MARKS), default=last)
        words = text[start:stop]
        label = _label(words) or _after(text, quantity, inside)
        out.append(Member(label, quantity, text[start : quantity.start], sentence))
    return out


def _label(words: str) -> str:
    bare = _LEADS.sub("", words.strip())
    bare = re.sub("^.*?[员件条人]中(?=.{3})", "", bare)
    return _FILLERS.sub("", bare)[-_LONGEST:]


def _after(text: str, quantity: Quantity, inside: set[int]) -> str:
    """What stands right after a number that nothing stands before: 11名信息员, 1件予以公开."""
    end = quantity.end
    while end < len(text) and text[end] not in _MARKS and end not in inside and end - quantity.end < _LONGEST:
        end += 1
    return re.split("中", text[quantity.end : end].removeprefix("的"))[0]


def names_before(text: str, wanted: int) -> list[str]:
    """The names of so many things that are told together before their numbers (网站、微信、微博……分别为); empty where none are."""
    if _SEASONS.search(text):
        return [f"第{n}季度" for n in "一二三四"[:wanted]] if wanted <= 4 else []
    if "上半年" in text and "下半年" in text and wanted == _FEWEST:
        return ["上半年", "下半年"]
    for listed in reversed(re.findall("[一-龥A-Za-z“”]{2,12}(?:[、和与及][一-龥A-Za-z“”]{2,10})+", text)):
        names = re.split("[、和与及]", listed)
        if len(names) >= wanted:
            names = names[-wanted:]
            last = re.split(
                "[两二三四五六七八]类|为主|主动|分别|依次|累计|发布|公开|推送|得分|共", names[-1]
            )[0]
            head = _ALIKE_VERB.split(names[0])[-1]
            return [head, *names[1:-1], last or names[-1]]
    return []
