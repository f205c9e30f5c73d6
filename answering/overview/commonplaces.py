"""The set phrases that every report has and that tell nothing of what this one did (corpus/lexicon/commonplaces.toml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "commonplaces.toml"


class Commonplaces(Data):
    """Patterns of set phrases, with sentences that have one and sentences that have none."""

    said: tuple[str, ...]
    has: tuple[str, ...]
    has_none: tuple[str, ...] = Field(alias="has_not")


@cache
def commonplaces() -> Commonplaces:
    """The list of the file."""
    return load_data(_FILE, Commonplaces)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(commonplaces().said))


def commonplace(text: str) -> int:
    """How many set phrases a text has."""
    return len(_pattern().findall(text))
