"""QLT: characters written twice, lost or mistaken, told from fixed terms and a dictionary; only where hardly any doubt is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from data_files import Data, either, load_data
from reports.model import Paragraph
from reports.prose.sentences import clip
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import FOLDER, Prose, also_at, every_paragraph, load_wordings, prose_of

_CHINESE = re.compile(r"[一-鿿]")
_RUN = re.compile(r"[一-鿿]{4,}")
_SHORTEST_WITH_LOSS = 6
# A term, the place of one of its characters, and what is left without it.
_Shortened = tuple[str, int, str]


@dataclass(frozen=True)
class _Slip:
    """A doubtful place: its paragraph, its words, and how they should read."""

    paragraph: Paragraph
    start: int
    found: str
    right: str


class Terms(Data):
    """corpus/review/terms.toml."""

    terms: tuple[str, ...]
    doubled_alone: str
    alone: str
    doubled_particles: tuple[str, ...]
    never_first: str
    doubled_words: frozenset[str]
    repeated: re.Pattern[str]


@cache
def fixed_terms() -> Terms:
    """The fixed terms, and which characters and words may stand twice."""
    return load_data(FOLDER / "terms.toml", Terms)


@cache
def _terms() -> tuple[str, ...]:
    return tuple(sorted(fixed_terms().terms, key=len, reverse=True))


@cache
def _known(word: str) -> bool:
    """Whether the dictionary has a word of two characters; what is not two Chinese characters is none."""
    import rjieba

    return len(word) == 2 and all(map(_CHINESE.match, word)) and bool(rjieba.has_word(word))


@cache
def _near_terms() -> re.Pattern[str]:
    """A pattern for every term with another character in one of its places; it looks ahead, so that none hides another.

    Hardly any place begins as one of them does: that is looked at first, which is four times as fast.
    """
    others = (
        re.escape(term[:i]) + f"(?!{term[i]})[一-鿿]" + re.escape(term[i + 1 :])
        for term in _terms()
        for i in range(len(term))
    )
    first, second = ("".join({term[i] for term in _terms()}) for i in (0, 1))
    return re.compile(f"(?=[{first}]|[一-鿿][{second}])(?=({'|'.join(others)}))")


def _mistaken(paragraph: Paragraph) -> Iterator[_Slip]:
    """A term with one character exchanged for one that makes no word with its neighbours: 攻府信息公开."""
    for match in _near_terms().finditer(paragraph.text):
        found = match[1]
        for term in (t for t in _terms() if len(t) == len(found)):
            wrong = [i for i, (a, b) in enumerate(zip(term, found, strict=True)) if a != b]
            if len(wrong) == 1 and _makes_no_word(paragraph.text, match.start(), term, wrong[0]):
                yield _Slip(paragraph, match.start(), found, term)


def _makes_no_word(text: str, start: int, term: str, i: int) -> bool:
    """Whether the character in place i of a term is at home neither there nor with its neighbours."""
    at = start + i
    other = text[at]
    # A character at the beginning may belong to the text before: 厂务公开, 县府信息公开.
    if _stands_alone(other) or (i == 0 and (len(term) < _SHORTEST_WITH_LOSS or term[1] == "务")):
        return False
    return not _known(text[max(0, at - 1) : at + 1]) and not _known(text[at : at + 2])


@cache
def _stands_alone(character: str) -> bool:
    """Whether a character is often a word of its own: 和, 的, 与."""
    return character in fixed_terms().doubled_alone or character in fixed_terms().alone


def _lost(paragraph: Paragraph, shortened: Sequence[_Shortened]) -> Iterator[_Slip]:
    """A long term without one of its characters: 府信息公开, 政府信公开."""
    text = paragraph.text
    for term, i, rest in shortened:
        start = text.find(rest)
        while start >= 0:
            left = text[start - 1 : start] if i == 0 else term[i - 1]
            right = term[i + 1] if i else rest[0]
            doubtful = not _known(left + right) if i else _no_word_before(left, right)
            doubtful = doubtful and not (i == 1 and _known(text[max(0, start - 1) : start] + rest[0]))
            if doubtful and term not in text[max(0, start - 1) : start + len(term)]:
                yield _Slip(paragraph, start, rest, term)
            start = text.find(rest, start + 1)


@cache
def _shortened() -> tuple[_Shortened, ...]:
    """Each long term with the place of a character and what is left without it; the last is never missed."""
    return tuple(
        (term, i, term[:i] + term[i + 1 :])
        for term in _terms()
        if len(term) >= _SHORTEST_WITH_LOSS
        for i in range(len(term) - 1)
    )


def _no_word_before(left: str, right: str) -> bool:
    """Whether the first character of what is left of a term belongs to nothing before it."""
    return right in fixed_terms().never_first and not _CHINESE.match(left)


def _doubled(paragraph: Paragraph) -> Iterator[_Slip]:
    """A character or a word written twice, where the dictionary does not divide them: 行行政, 情况情况."""
    import rjieba

    alone, words = fixed_terms().doubled_alone, fixed_terms().doubled_words
    for run in _RUN.finditer(paragraph.text):
        place = run.start()
        tokens = rjieba.cut(run[0], hmm=False)
        for position, (first, second) in enumerate(pairwise(tokens)):
            joined, start = first + second, place
            place += len(first)
            if first == second and len(first) >= 2 and first not in words:
                yield _Slip(paragraph, start, joined, first)
            elif joined in fixed_terms().doubled_particles:
                after = "".join(tokens[position + 2 : position + 3])
                if not _known(second + after[:1]):
                    yield _Slip(paragraph, start, joined, first)
            elif first[-1] == second[0] and 1 in (len(first), len(second)) and len(joined) > 2:
                single = first if len(first) == 1 else second
                if single not in alone:
                    yield _Slip(paragraph, start, joined, joined.replace(single * 2, single, 1))


def _repeated(paragraph: Paragraph) -> Iterator[_Slip]:
    """The same link said twice within a few characters: 可通过可以通过."""
    for match in fixed_terms().repeated.finditer(paragraph.text):
        yield _Slip(paragraph, match.start(), match[0], match["w"])


@cache
def _any_confused() -> re.Pattern[str]:
    """What stands in every text in which one is taken for another."""
    return either(tuple(w.pattern for w in load_wordings("misprints")))


def _confused(context: Context) -> Iterator[_Slip]:
    """Characters that are taken for others that look or sound like them: 防雨厨窗."""
    prose = prose_of(context)
    if not _any_confused().search(prose.whole):
        return
    for wording in load_wordings("misprints"):
        for place in wording.places(prose):
            yield _Slip(place.paragraph, place.start, place.found, wording.right or "")


def _told_as_serious(slip: _Slip) -> bool:
    """Whether the place is told as a serious error already."""
    stop = slip.start + len(slip.found)
    return any(
        place.start < stop and place.start + len(place.found) > slip.start
        for wording in load_wordings("serious")
        for place in wording.places(Prose([slip.paragraph]))
    )


@rule("QLT14", "疑有错字、漏字、叠字", Severity.NOTICE, accuracy)
def misprint(context: Context) -> Iterator[Problem]:
    """检查：固定用语是否写错一字、漏一字，是否有重复的字词。

    为何：公开的文稿应当准确，差错影响公信力。
    触发：“情况情况”“行行政规范性文件”“可通过可以通过”“府信息公开工作”“政府信公开”“防雨厨窗”。
    不触发：“2024年年度报告”“各部门门户网站”“公开开展情况”等两个词正好相连的。
    例外：词典里成词的不报；没有把握的不报；各处合并为一条。
    """
    slips: list[_Slip] = list(_confused(context))
    paragraphs = every_paragraph(context)
    whole = "\n".join(p.text for p in paragraphs)
    shortened = [s for s in _shortened() if s[2] in whole]
    for paragraph in paragraphs:
        taken: set[int] = set()
        for found in (
            _mistaken(paragraph),
            _lost(paragraph, shortened),
            _doubled(paragraph),
            _repeated(paragraph),
        ):
            for slip in found:
                span = set(range(slip.start, slip.start + len(slip.found)))
                if not span & taken and not _told_as_serious(slip):
                    taken |= span
                    slips.append(slip)
    if slips:
        slip = slips[0]
        yield Problem(
            f"“{slip.found}”疑为“{slip.right}”之误{also_at([s.found for s in slips])}。",
            "请通读全文，更正错字、漏字和重复的字词。",
            context.at_paragraph(slip.paragraph),
            quote=clip(slip.paragraph.text, slip.start, slip.start + len(slip.found), 12),
            expected=slip.right,
            actual=slip.found,
        )


RULES: tuple[Rule, ...] = (misprint,)
