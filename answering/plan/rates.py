"""The rates that the figures of a report make (公开率, 办结率, 纠错率): corpus/lexicon/rates.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from answering.plan.operations import Figure
from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "rates.toml"


class _Cells(Data):
    name: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def figure(self) -> Figure:
        """The figure that the cells make."""
        return Figure(self.name, self.table, self.rows, self.columns)


class Rate(Data):
    """A rate: its name, the wordings that ask for it, and what is divided by what."""

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


class Rates(Data):
    """corpus/lexicon/rates.toml."""

    rates: tuple[Rate, ...]


@cache
def rates() -> tuple[Rate, ...]:
    """Every rate, in the order of the file."""
    return load_data(_FILE, Rates).rates


def rate_asked(question: str) -> Rate | None:
    """The rate that a question asks for; None where it asks for none."""
    return next((r for r in rates() if r.asked(question)), None)
