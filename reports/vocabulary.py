"""How the figures of the tables are asked for and told: loads corpus/lexicon/figures.toml, the one vocabulary of them.

A figure is a row of the tables or the sum of several. Questions name it (`asked`), the narrative states it (`told`).
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import ConfigDict, Field

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "figures.toml"
CellPath = tuple[str, str, str]


class _Examples(Data):
    """Texts that are read as what is described, and texts that are not: run by tests/test_vocabulary.py."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    must: tuple[str, ...] = Field(min_length=1)
    must_not: tuple[str, ...] = Field(min_length=1)


class Asked(_Examples):
    """The wordings by which questions name a figure or a column."""

    said: tuple[str, ...] = Field(min_length=1)
    unit: str | None = None

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The wordings, compiled once: they are more than the cache of `re` holds."""
        return tuple(re.compile(p) for p in self.said)


class Cells(Data):
    """Every cell of these rows in these columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def paths(self, table: str) -> tuple[CellPath, ...]:
        """Each cell as (table, row, column)."""
        return tuple((table, row, column) for row in self.rows for column in self.columns)


class Told(_Examples):
    """How the narrative states a figure; the cells, where they are not those of the rows, and other accepted readings."""

    name: str | None = None
    cells: Cells | None = None
    alternatives: tuple[Cells, ...] = ()
    requires: tuple[str, ...] = Field(min_length=1)
    excludes: tuple[str, ...] = ()
    context: str | None = None
    elsewhere: str | None = None
    unit: str = "件|份|起|宗|例"


class FigureWords(Data):
    """A figure of the tables: its name in answers, its rows, and how it is asked for and told."""

    key: str
    name: str
    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...] = ("total",)
    asked: Asked | None = None
    asked_vaguely: Asked | None = None
    told: Told | None = None


class ColumnWords(Asked):
    """What is said beside a row: who applied, how a case ended, which count of the disclosure table."""

    table: str
    name: str
    keys: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns; a column that is called by its key has no others."""
        return self.keys or (self.name,)


class Vocabulary(Data):
    """The whole file; `neutral` is what a clause may say beside a figure without narrowing it."""

    neutral: tuple[str, ...]
    figures: tuple[FigureWords, ...]
    columns: tuple[ColumnWords, ...]


@cache
def vocabulary() -> Vocabulary:
    """The file, read once."""
    return load_data(_FILE, Vocabulary)
