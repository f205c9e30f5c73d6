"""The wordings by which a kind of question is told, each list with what it must read and what it must not."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field

from data_files import Data, either, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "questions.toml"


class Said(Data):
    """How something is said: the patterns that tell it, those that exclude it, and examples of both."""

    said: tuple[str, ...]
    unless: tuple[str, ...] = ()
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")

    @cached_property
    def _said(self) -> re.Pattern[str]:
        return either(self.said, re.I)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return either(self.unless, re.I) if self.unless else None

    def read(self, question: str) -> str | None:
        """The words of a question that say it; None where it says something else."""
        match = self._said.search(question)
        excluded = self._unless is not None and self._unless.search(question)
        return match[0] if match and not excluded else None


class Wording(Said):
    """A kind of question."""

    name: str
    asks: str


class Wordings(Data):
    """corpus/lexicon/questions.toml."""

    wordings: tuple[Wording, ...]


@cache
def wordings() -> dict[str, Wording]:
    """Every kind by its name."""
    return {w.name: w for w in load_data(_FILE, Wordings).wordings}


def asks(name: str, question: str) -> str | None:
    """The words of a question that tell the kind of this name; None where it is another kind."""
    return wordings()[name].read(question)
