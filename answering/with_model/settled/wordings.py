"""How a sentence says what code can settle: loads corpus/lexicon/settled.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[3] / "corpus" / "lexicon" / "settled.toml"


class Wording(Data):
    """A pattern with what it must read, and what it must not."""

    said: str
    must: tuple[str, ...] = Field(min_length=1)
    must_not: tuple[str, ...] = Field(min_length=1)


class Wordings(Data):
    """The file: each wording under its name."""

    wordings: dict[str, Wording]


@cache
def settled_wordings() -> Wordings:
    """The words of the file; a key that is not known, or missing, raises a DataFileError."""
    return load_data(_FILE, Wordings)


@cache
def wording(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return re.compile(settled_wordings().wordings[name].said)
