"""What kind of thing a question wants (a date, somebody, a reason), and whether words of a report offer it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from answering.plan.measures import asks_duration, asks_number, kind_asked, numbers_in
from data_files import Data, either, load_data
from reports.prose.quantities import quantities
from reports.prose.quantity import Kind, Quantity

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "wanted.toml"
NUMBER, ANYTHING = "number", "anything"


class Wanted(Data):
    """A kind of thing: how it is asked for and how it is told, with examples of both."""

    name: str
    asks: tuple[str, ...]
    unless: tuple[str, ...] = ()
    told: tuple[str, ...]
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")
    tells: tuple[str, ...]
    silent: tuple[str, ...]

    @cached_property
    def _asks(self) -> re.Pattern[str]:
        return either(self.asks)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return either(self.unless) if self.unless else None

    @cached_property
    def _told(self) -> re.Pattern[str]:
        return either(self.told)

    def is_asked(self, question: str) -> bool:
        """Whether a question wants this kind of thing."""
        return bool(self._asks.search(question)) and not (self._unless and self._unless.search(question))

    def is_told(self, words: str) -> bool:
        """Whether words offer this kind of thing."""
        return bool(self._told.search(words))


class WantedKinds(Data):
    """corpus/lexicon/wanted.toml."""

    kinds: tuple[Wanted, ...]


@cache
def wanted_kinds() -> tuple[Wanted, ...]:
    """Every kind, the more particular ones first."""
    return load_data(_FILE, WantedKinds).kinds


def kind_wanted(question: str) -> str:
    """The name of the kind of thing that a question wants; `number` where it wants how many, how much or how long."""
    first = next((k for k in wanted_kinds() if k.is_asked(question)), None)
    if first is not None and first.name in _BEFORE_NUMBERS:
        return first.name
    if asks_number(question) or asks_duration(question):
        return NUMBER
    return first.name if first is not None else ANYTHING


_BEFORE_NUMBERS = ("rank", "when", "how_often", "why")


def numbers_wanted(question: str, words: str) -> list[Quantity]:
    """The quantities of some words that are of the kind that a question asks for."""
    fits = kind_asked(question)
    single = _OF_SINGLE_THINGS.search(question) is not None
    scores = [q for q in quantities(words) if q.kind is Kind.SCORE]
    every = [*numbers_in(words), *scores]
    return [q for q in every if fits(q.unit) and not (single and q.unit in _OF_MESSAGES)]


# 多少个社区 counts things: neither messages nor times nor money are any.
_OF_SINGLE_THINGS = re.compile("(?:多少|几)个(?!月|工作日)")
_OF_MESSAGES = ("条", "条次", "次", "人次", "元", "万元")


def offers(question: str, kind: str, words: str) -> bool:
    """Whether words offer what a question wants; that there was none of it answers every kind of question."""
    if _NONE.search(words):
        return True
    if kind == NUMBER:
        soon = asks_duration(question) and _SOON.search(words) is not None
        return soon or bool(numbers_wanted(question, words))
    named = next((k for k in wanted_kinds() if k.name == kind), None)
    return named is None or named.is_told(words)


# 当天就给了答复 tells how long it took.
_SOON = re.compile("当[天日场]|次日|即[时日]|随到随")
_NONE = re.compile(
    "[未没](?:有(?!效)|收[到取]|发[生现出]|受[理到]|出现|开展)|无(?:其他|上述|此|需要|未)|(?:[:：为]无)|均?为(?:零|0)|零(?:申请|投诉|复议|诉讼)"
)
