"""The rates that the figures of a report make (公开率, 办结率, 纠错率): corpus/lexicon/rates.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from answering.plan.operations import Figure

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "rates.toml"


class _Cells(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def figure(self) -> Figure:
        """The figure that the cells make."""
        return Figure(self.name, self.table, self.rows, self.columns)


class Rate(BaseModel):
    """A rate: its name, the wordings that ask for it, and what is divided by what."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    said: tuple[str, ...]
    part: _Cells
    whole: _Cells
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")

    def asked(self, question: str) -> bool:
        """Whether a question asks for the rate."""
        return any(re.search(s, question) for s in self.said)

    def without(self, question: str) -> str:
        """A question without the words that ask for the rate."""
        return re.sub("|".join(self.said), " ", question)


@cache
def rates() -> tuple[Rate, ...]:
    """Every rate, in the order of the file."""
    return tuple(Rate.model_validate(r) for r in tomllib.loads(_FILE.read_text(encoding="utf-8"))["rates"])


def rate_asked(question: str) -> Rate | None:
    """The rate that a question asks for; None where it asks for none."""
    return next((r for r in rates() if r.asked(question)), None)
