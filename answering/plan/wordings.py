"""The wordings by which a kind of question is told, each list with what it must read and what it must not."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "questions.toml"


class Wording(BaseModel):
    """A kind of question: the patterns that tell it, those that exclude it, and examples of both."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    asks: str
    said: tuple[str, ...]
    unless: tuple[str, ...] = ()
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")

    @cached_property
    def _said(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{s})" for s in self.said), re.I)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"(?:{s})" for s in self.unless), re.I) if self.unless else None

    def read(self, question: str) -> str | None:
        """The words of a question that tell the kind; None where it is another kind."""
        match = self._said.search(question)
        excluded = self._unless is not None and self._unless.search(question)
        return match[0] if match and not excluded else None


@cache
def wordings() -> dict[str, Wording]:
    """Every kind by its name."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["wordings"]
    return {w.name: w for w in map(Wording.model_validate, entries)}


def asks(name: str, question: str) -> str | None:
    """The words of a question that tell the kind of this name; None where it is another kind."""
    return wordings()[name].read(question)
