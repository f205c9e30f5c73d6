"""What a question is about, word by word, and whether a word is said in a text in the same or another wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from answering.plan.lexicon import YEARS, alike, cut, lexicon
from answering.plan.number_asked import number_asked, numbers_asked
from reports.names import shortens
from retrieval.synonyms import stop_words
from retrieval.terms import fold_text

_RATE = "率"
_PARTLY = 0.7
_OTHERWISE = 0.9
_SPREAD = 0.8
_HALF = 0.5
# With these at its end a word names another thing than without: 办结率, 行政村.
_OTHER_THINGS = tuple("率村站室厅馆所院校园区县")
# 专职人员 is said by 3人专职从事.
_ANY_KIND = ("人员", "工作", "情况", "内容", "活动")
_OFFICES = tuple("联局办委会厅院站队府")
_BETWEEN = 2


@dataclass(frozen=True)
class Word:
    """A word of a question that carries meaning, and where it begins in the folded question.

    `also` are other words for it in this report (2020年 for 去年); `weight` is less for a word that only names the kind
    of what is asked (什么文件). A verb or an adjective narrows less than a noun: it has many equivalents (搞了, 办了, 举行了).
    """

    text: str
    start: int
    also: tuple[str, ...] = ()
    weight: float = 1.0
    is_light: bool = False

    @property
    def is_general(self) -> bool:
        """Whether the word alone narrows nothing: nearly every question has it, or it only names a kind."""
        return self.text in lexicon()["general"] or self.weight < 1.0

    @property
    def is_telling(self) -> bool:
        """Whether an answer must have the word: it is not general and longer than a single character."""
        return not self.is_general and len(self.text) > 1

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate (维持率), which is another figure than what it is the rate of."""
        return len(self.text) > 1 and self.text.endswith(_RATE)

    @property
    def is_year(self) -> bool:
        """Whether it names a year, by its number or from the report's own (上年)."""
        return self.text in YEARS or bool(re.fullmatch(r"(?:19|20)\d\d年", self.text))

    def spelt_at(self, places: set[int]) -> float:
        """How much of the word stands at some places of the question: words are cut in other ways than they are read."""
        share = sum(1 for p in range(self.start, self.start + len(self.text)) if p in places) / len(self.text)
        # The head of a noun is its end: 行政 is not 行政村.
        has_head = self.is_light or self.start + len(self.text) - 1 in places
        return _OTHERWISE * share if share >= _HALF and has_head else 0.0

    def said_in(self, text: str) -> float:
        """How surely a text says this word: 1 in the same wording, less in another one, 0 not at all."""
        return max(_said(word, text) for word in (self.text, *self.also))


def shared_places(question: str, text: str) -> set[int]:
    """The places of a folded question whose pair of characters stands in a folded text as well."""
    found: set[int] = set()
    for place in range(len(question) - 1):
        if question[place : place + 2] in text:
            found |= {place, place + 1}
    return found


@cache
def _wordings(word: str) -> tuple[str, ...]:
    return tuple(sorted(alike().get(word, frozenset()) - {word}, key=len, reverse=True))


def _said(word: str, text: str) -> float:
    if word in text:
        return 1.0
    if any(other in text for other in _wordings(word)):
        return _OTHERWISE
    if (
        len(word) > 2
        and word.endswith(_RATE)
        and re.search(rf"{re.escape(word[:-1])}[^，,。；;]{{0,3}}\d[\d.]*%", text)
    ):
        return _OTHERWISE
    if len(word) >= 3 and word.isascii() is False:
        if re.search(".{0,1}".join(map(re.escape, word)), text):
            return _SPREAD
        if (word[:-1] in text and not word.endswith(_OTHER_THINGS)) or word[1:] in text:
            return _PARTLY
    halves = (word[:2], word[2:]) if len(word) == 4 else ()
    told = [_said(half, text) > 0 for half in halves]
    if any(told) and all(t or half in _ANY_KIND for t, half in zip(told, halves, strict=True)):
        return _SPREAD
    return 0.0


@cache
def _stop() -> frozenset[str]:
    return frozenset(stop_words().words)


# With the verb that only leads to what is asked (涉及什么内容, 集中在哪些方面).
_KIND_ASKED = re.compile(
    r"(?:(?:涉及|关于|围绕|针对|集中)(?:到|在|于|的是)?)?(?:什么|哪些|哪个|哪种|哪类|哪几|何种|啥)(?:样的|个|项|种|类)?"
)
_KIND_WEIGHT = 0.3
# 申请都是关于什么的 is told by 内容以征地补偿为主.
_SUBJECT_ASKED = re.compile(
    "(?:涉及|关于|围绕|针对|集中|(?<!提)问|了解|咨询)(?:到|在|于|的是|的都是|些)?(?:什么|哪|啥)|申请(?:公开)?的?(?:都)?是(?:什么|哪些|啥)(?:内容|信息|事)"
)
# 公开了哪些内容 is told by 公开预决算、招考录用等信息.
_DISCLOSED_ASKED = re.compile(
    "公开(?:了|过|的|的是|的主要是)?(?:些|主要)?(?:什么|哪些|哪几|啥)(?:内容|信息|东西|方面)?"
)
_SUFFIX = re.compile(
    r"(?<=.)[了过的]+$|(?<=[村镇乡局县区市省库站网栏表群信])里$|(?<=.)(?:掉|给|出来|上来|下来|起来)$"
)
# Of 工业和信息化局 it is no part that a question would name.
_INFORMATION = "信息"
# Words that are more than the two stop words that they look like.
_NO_PAIRS = ("个人",)
_LIGHT = ("v", "a", "ad", "d")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_numbers_asked(text: str) -> str:
    """A folded question with spaces in the place of the numbers that it asks for."""
    for number in numbers_asked(text):
        text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return text


def content_words(question: str, agency: str = "", year: int | None = None) -> list[Word]:
    """The words of a question that say what it is about, without the agency's name and what every question has."""
    text = fold_text(question)
    kinds = {m.end() for m in _KIND_ASKED.finditer(text)}
    out: list[Word] = []
    for word, start, part in cut(_KIND_ASKED.sub(_blank, _without_numbers_asked(text))):
        plain = word.strip()
        plain = plain if plain in _stop() else _SUFFIX.sub("", plain)
        if plain in YEARS:
            same = tuple(w for w in YEARS if YEARS[w] == YEARS[plain])
            out.append(Word(plain, start, (f"{year + YEARS[plain]}年", *same) if year else same))
        elif _carries_meaning(plain) and not (len(plain) > 1 and _names(plain, agency)):
            out.append(Word(plain, start, (), _KIND_WEIGHT if start in kinds else 1.0, part in _LIGHT))
    subject = _SUBJECT_ASKED.search(text)
    if _DISCLOSED_ASKED.search(text):
        out.append(Word("主要公开", 0, tuple(lexicon()["disclosed_told"])))
    if subject is not None:
        out.append(Word("主要涉及", subject.start(), tuple(lexicon()["subject_told"])))
    return _with_years(_with_rates(out))


def _names(word: str, agency: str) -> bool:
    """Whether a word is of the agency's name or an abbreviation of it (残联 for 残疾人联合会)."""
    if word in agency:
        return word != _INFORMATION
    return word.endswith(_OFFICES) and shortens(word, agency)


def _carries_meaning(word: str) -> bool:
    if not re.search(r"\w", word) or word in _stop():
        return False
    if word in _NO_PAIRS:
        return True
    return not (len(word) == 2 and word[0] in _stop() and word[1] in _stop())


def _with_rates(words: list[Word]) -> list[Word]:
    """公开 and 率 are one word: a rate of another thing (办结率) is not the one that is asked for."""
    out: list[Word] = []
    for word in words:
        if word.text == _RATE and out and out[-1].start + len(out[-1].text) == word.start:
            out[-1] = replace(out[-1], text=out[-1].text + _RATE, is_light=False)
        else:
            out.append(word)
    return out


def _with_years(words: list[Word]) -> list[Word]:
    """2022 and 年 are one word, which only the year itself says."""
    return [replace(w, text=f"{w.text}年") if re.fullmatch(r"(?:19|20)\d\d", w.text) else w for w in words]


def without_number(question: str) -> str:
    """A question without the number that it asks for: what it is about."""
    return _without_numbers_asked(fold_text(question)).replace(" ", "").strip("？?，,。")


def beside_number(question: str, words: Sequence[Word]) -> tuple[Word | None, Word | None]:
    """The words right before and right after the number that a question asks for, None where there is none.

    The first is what the number is of (被驳回的有几件), the second what it counts (多少个社区).
    """
    number = number_asked(fold_text(question))
    if number is None:
        return None, None
    start, end = number.start, number.end
    focus = (w for w in words if 0 <= start - w.start - len(w.text) <= _BETWEEN and w.is_telling)
    counted = None
    for word in words:  # of 僵尸账号 the last noun is what is counted
        if word.start == end and not word.is_light:
            counted, end = word, word.start + len(word.text)
    return next(focus, None), None if counted is None or counted.is_general else counted
