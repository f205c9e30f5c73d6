"""What was done, sentence by sentence, the most telling first: numbers and names of its own, not what all reports say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import paragraphs_of, whole_passage
from answering.overview.commonplaces import commonplace
from answering.plan.measures import numbers_in
from reports.model import Paragraph
from reports.prose.sentences import Sentence, whole_sentences

_HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九]是)?[^，；。：\d]{0,24}[。：]?$"
)
_PARTED = re.compile("[，；,;](?:其中|包括|分别)|[：:；;]")
_RESULT = re.compile(
    "满意|好评|得分|排名|第\\d+[名位]|荣誉|表彰|示范|试点|按期|办结率|粉丝|关注|访问|阅读|播放|查询|采纳|全部"
)
_TROUBLE = re.compile(
    "批评|约谈|被通报|通报\\d+次|逾期|超期|遮挡不|败诉|被?纠正\\d|撤销|追究责任(?!的?情)|追责(?!的?情)|问责(?!的?情)"
)
_NOTHING = re.compile("未发生|没有发生|未出现|无.{0,6}追究")
_OWN_NAME = re.compile("[“「《][^”」》]{2,20}[”」》]")
_FORMAL = re.compile("《?(?:中华人民共和国)?(?:政府信息公开)?条例》|工作年度报告")
_PLANNED = re.compile("^.{0,12}(?:将|拟|计划|争取)(?!.{0,3}(?:\\d|原|政务|信息))")
_DISCLOSED = re.compile(
    "(?:公开|发布)[^，。；]{0,16}(?:信息|文件|内容)[^，。；\\d]{0,6}\\d[\\d,.]*余?[条件篇个]|信息[^，。；]{0,8}\\d[\\d,.]*余?条"
)
_APPLIED = re.compile("(?:收到|新收|受理|接到|收件)[^，。；]{0,24}申请|申请[^，。；]{0,8}\\d+件")
_DISPUTED = re.compile("复议|诉讼")
_MOST_NUMBERS = 3
_LONG = 110


@dataclass(frozen=True)
class Deed:
    """A sentence on what was done; `short` is where it can end with all its grammar, `heading` whose aspect it is of."""

    fact: PassageFact
    score: float
    start: int
    short: int
    aspect: str

    @property
    def text(self) -> str:
        """Its words."""
        return self.fact.text[self.start :]

    @property
    def is_trouble(self) -> bool:
        """Whether it tells what went wrong."""
        return bool(_TROUBLE.search(self.fact.text)) and not _NOTHING.search(self.fact.text)


@dataclass(frozen=True)
class Deeds:
    """The deeds of part one: what was disclosed, what prose says of applications and disputes, all others by score; `every` sentence in order."""

    disclosed: Deed | None
    applied: Deed | None
    disputed: Deed | None
    others: tuple[Deed, ...]
    every: tuple[Deed, ...] = ()

    @property
    def good(self) -> tuple[Deed, ...]:
        """What speaks for the work, the most telling first."""
        return tuple(d for d in self.others if not d.is_trouble and d.score > 0)

    @property
    def bad(self) -> tuple[Deed, ...]:
        """What went wrong."""
        return tuple(d for d in self.others if d.is_trouble)


def deeds_of(held: Held, facts: Facts) -> Deeds:
    """The deeds of a report's part one."""
    every = [_deed(s, a, held, facts) for s, a in _sentences(paragraphs_of(held.report, "一"))]
    told = [d for d in every if numbers_in(d.text) or _OWN_NAME.search(d.text) or _NOTHING.search(d.text)]
    disclosed = _first([d for d in told if _DISCLOSED.search(d.text) and not _APPLIED.search(d.text)])
    applied = _first([d for d in every if _APPLIED.search(d.text)])
    disputed = _first([d for d in every if _DISPUTED.search(d.text) and d is not applied])
    known = (disclosed, applied, disputed)
    rest = [d for d in told if d not in known and "申请" not in d.aspect and not _APPLIED.search(d.text)]
    return Deeds(*known, tuple(sorted(rest, key=lambda d: -d.score)), tuple(every))


def _first(found: Sequence[Deed]) -> Deed | None:
    return found[0] if found else None


def _sentences(paragraphs: Sequence[Paragraph]) -> list[tuple[Sentence, str]]:
    """The sentences that say something, each with the heading that it stands under."""
    out, aspect = [], ""
    for paragraph in paragraphs:
        for sentence in whole_sentences([paragraph]):
            if _HEADING.match(sentence.text) and len(sentence.text) <= 26:
                aspect = sentence.text
            else:
                out.append((sentence, aspect))
    return out


def _deed(sentence: Sentence, aspect: str, held: Held, facts: Facts) -> Deed:
    fact = whole_passage(held, sentence, facts)
    start = _after_heading(fact.text)
    short = _short(fact.text, start)
    return Deed(fact, _score(fact.text[start:]), start, short, aspect or fact.text[:start])


def _after_heading(text: str) -> int:
    match = re.match(
        r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九]是|\d[.．、])([^。，：:]{2,16}[。：:])?",
        text,
    )
    return match.end() if match and match.end() < len(text) else 0


def _short(text: str, start: int) -> int:
    """Where the words may end: before a list of parts, if a number was told by then."""
    for match in _PARTED.finditer(text, start):
        if numbers_in(text[start : match.start()]):
            return match.start()
    return len(text.rstrip("。；"))


def _score(text: str) -> float:
    """How telling words are: numbers, names and results of their own count for them, what all reports say against."""
    own = _OWN_NAME.findall(_FORMAL.sub("", text))
    score = min(len(numbers_in(text)), _MOST_NUMBERS) + 0.7 * min(len(own), 2)
    score += 0.8 * min(len(_RESULT.findall(text)), 2)
    score -= 1.2 * commonplace(text) + (2 if _PLANNED.search(text) else 0)
    return score - (0.5 if len(text) > _LONG else 0.0)
