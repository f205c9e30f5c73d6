"""What a question is about, word by word, and whether a word is said in a text in the same or another wording."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval.terms import fold_text

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "report_words.toml"
_PARTLY = 0.7
_OTHERWISE = 0.9
_SPREAD = 0.8
_COUNTED = re.compile(
    r"百分之(?:几|多少)|(?:多少|几|哪)(?:个)?(?=[件条次篇项份家期场部名处页批种类人位起宗])[件条次篇项份家期场部名处页批种类人位起宗]"
)


@cache
def lexicon() -> dict[str, list[str]]:
    """The lists of corpus/lexicon/report_words.toml that are words."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: data[name] for name in ("stop", "general", "attributes")}


@cache
def _groups(name: str) -> dict[str, frozenset[str]]:
    """For each word or measure of a list of groups the ones that it may stand for."""
    out: dict[str, frozenset[str]] = {}
    for group in tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]:
        for word in group:
            out[word] = out.get(word, frozenset()) | frozenset(group)
    return out


def same_measure(one: str, other: str) -> bool:
    """Whether two measure words count the same kind of thing (次 and 期)."""
    return one == other or other in _groups("measures").get(one, frozenset())


@dataclass(frozen=True)
class Word:
    """A word of a question that carries meaning, and where it begins in the folded question.

    `also` are other words for it in this report (2020年 for 去年); `weight` is less for a word that only names the kind
    of what is asked (什么文件).
    """

    text: str
    start: int
    also: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def is_general(self) -> bool:
        """Whether the word alone narrows nothing: nearly every question has it, or it only names a kind."""
        return self.text in lexicon()["general"] or self.weight < 1.0

    @property
    def is_telling(self) -> bool:
        """Whether an answer must have the word: it is not general and longer than a single character."""
        return not self.is_general and len(self.text) > 1

    def said_in(self, text: str) -> float:
        """How surely a text says this word: 1 in the same wording, less in another one, 0 not at all."""
        return max(_said(word, text) for word in (self.text, *self.also))


@cache
def _wordings(word: str) -> tuple[str, ...]:
    return tuple(sorted(_groups("groups").get(word, frozenset()) - {word}, key=len, reverse=True))


def _said(word: str, text: str) -> float:
    if word in text:
        return 1.0
    if any(other in text for other in _wordings(word)):
        return _OTHERWISE
    if len(word) >= 3 and word.isascii() is False:
        if re.search(".{0,1}".join(map(re.escape, word)), text):
            return _SPREAD
        if word[:-1] in text or word[1:] in text:
            return _PARTLY
    return 0.0


@cache
def _stop() -> frozenset[str]:
    return frozenset(lexicon()["stop"])


def cut(text: str) -> list[tuple[str, int]]:
    """The words of a text with their places; numbers and Latin words stay whole."""
    import rjieba

    return [(word, start) for word, start, _ in rjieba.tokenize(text)]


# With the verb that only leads to what is asked (涉及什么内容, 集中在哪些方面).
_KIND_ASKED = re.compile(
    r"(?:(?:涉及|关于|围绕|针对|集中)(?:到|在|于|的是)?)?(?:什么|哪些|哪个|哪种|哪类|哪几|何种|啥)(?:样的|个|项|种|类)?"
)
_KIND_WEIGHT = 0.3
_YEAR_BEFORE = ("上年", "去年", "上一年", "前一年", "上年度")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def content_words(question: str, agency: str = "", year: int | None = None) -> list[Word]:
    """The words of a question that say what it is about, without the agency's name and what every question has."""
    text = fold_text(question)
    kinds = {m.end() for m in _KIND_ASKED.finditer(text)}
    out: list[Word] = []
    for word, start in cut(_KIND_ASKED.sub(_blank, _COUNTED.sub(_blank, text))):
        plain = word.strip()
        plain = plain.rstrip("了过的") if len(plain) > 1 else plain
        if plain in _YEAR_BEFORE:
            out.append(Word(plain, start, (f"{year - 1}年",) if year else ()))
        elif _carries_meaning(plain) and not (len(plain) > 1 and plain in agency):
            out.append(Word(plain, start, (), _KIND_WEIGHT if start in kinds else 1.0))
    return _with_years(out)


def _carries_meaning(word: str) -> bool:
    if not re.search(r"\w", word) or word in _stop():
        return False
    return not (len(word) == 2 and word[0] in _stop() and word[1] in _stop())


def _with_years(words: list[Word]) -> list[Word]:
    """2022 and 年 are one word, which only the year itself says."""
    return [
        Word(f"{w.text}年", w.start, w.also, w.weight) if re.fullmatch(r"(?:19|20)\d\d", w.text) else w
        for w in words
    ]
