"""What numbers in prose count in, and the words around them: loads corpus/lexicon/units.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "units.toml"


class Bounds(Data):
    """Words that make a number approximate, or a bound, by where they stand."""

    about: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    at_most: tuple[str, ...]
    inside: tuple[str, ...]
    after_above: tuple[str, ...]
    after_below: tuple[str, ...]
    after_about: tuple[str, ...]
    time_above: tuple[str, ...]
    time_below: tuple[str, ...]


class SetPhrases(Data):
    """Words with a numeral in them that state no number, or the name of a plan."""

    none: tuple[str, ...]
    plans: tuple[str, ...]
    one_after: tuple[str, ...]
    idiomatic: tuple[str, ...]


class Units(Data):
    """The units by what they measure; `same` are other writings of a unit."""

    count: tuple[str, ...]
    count_after_digits: tuple[str, ...]
    money: tuple[str, ...]
    percent: tuple[str, ...]
    points: tuple[str, ...]
    tenths: tuple[str, ...]
    multiple: tuple[str, ...]
    score: tuple[str, ...]
    duration: tuple[str, ...]
    ordinal: tuple[str, ...]
    ordinal_alone: tuple[str, ...]
    same: dict[str, tuple[str, ...]]
    bounds: Bounds
    words: SetPhrases

    def canonical(self, unit: str) -> str:
        """The writing by which a unit is compared."""
        return next((name for name, others in self.same.items() if unit in others), unit)


@cache
def load_units() -> Units:
    """The units of the file; a key that is not known, or missing, raises DataFileError."""
    return load_data(_FILE, Units)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
