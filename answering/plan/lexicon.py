"""The lists of corpus/lexicon/report_words.toml: measure words and others; and text cut into words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from data_files import Data, load_data
from retrieval.synonyms import synonyms

if TYPE_CHECKING:
    from rjieba import Jieba

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "report_words.toml"
# Words for a year, by how far it is from the report's own.
YEARS = dict.fromkeys(("上年", "去年", "上一年", "前一年", "上年度"), -1) | dict.fromkeys(
    ("明年", "来年", "下年", "下一年"), 1
)


class ReportWords(Data):
    """corpus/lexicon/report_words.toml."""

    general: tuple[str, ...]
    measure_words: tuple[str, ...]
    measures: tuple[tuple[str, ...], ...]
    attributes: tuple[str, ...]
    parts_of_reports: tuple[str, ...]
    subject_told: tuple[str, ...]
    disclosed_told: tuple[str, ...]
    surnames: tuple[str, ...]
    framing: tuple[str, ...]


@cache
def report_words() -> ReportWords:
    """The lists of the file."""
    return load_data(_FILE, ReportWords)


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The lists that are words."""
    return {name: words for name, words in report_words() if name != "measures"}


@cache
def alike() -> dict[str, frozenset[str]]:
    """For each word that has synonyms the group that it may stand for."""
    return _by_member(synonyms().groups)


@cache
def measures_alike() -> dict[str, frozenset[str]]:
    """For each measure word that has some the ones that count the same kind of thing."""
    return _by_member(report_words().measures)


def _by_member(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            out[word] = out.get(word, frozenset()) | frozenset(group)
    return out


def any_measure() -> str:
    """A pattern for any measure word."""
    return "|".join(f"{w}(?![值数])" for w in sorted(lexicon()["measure_words"], key=len, reverse=True))


def same_measure(one: str, other: str) -> bool:
    """Whether two measure words count the same kind of thing (次 and 期)."""
    return one == other or other in measures_alike().get(one, frozenset())


@cache
def _cutter() -> Jieba:
    """The dictionary's words and those of the lexicon."""
    from rjieba import Jieba

    cutter = Jieba()
    for word in (*sorted(alike()), *YEARS):
        if not cutter.has_word(word):
            cutter.add_word(word, cutter.suggest_freq(word), "n")
    return cutter


def is_word(text: str) -> bool:
    """Whether a text is a word of the dictionary, longer than a character."""
    return len(text) > 1 and bool(_cutter().has_word(text))


def cut(text: str) -> list[tuple[str, int, str]]:
    """The words of a text with their places and parts of speech."""
    # Guessed words join what does not belong together (律所提, 上发), so only known ones count.
    tagged = _cutter().tag(text, hmm=False)
    starts = accumulate((len(word) for word, _ in tagged), initial=0)
    return [(word, start, part) for (word, part), start in zip(tagged, starts, strict=False)]
