"""The words that change what a sentence claims: loads corpus/lexicon/claims.toml."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

from pydantic import ConfigDict, Field

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "claims.toml"


class _Closed(Data):
    model_config = ConfigDict(ignored_types=(cached_property,))


class Licence(_Closed):
    """Words that may be said only where the source's clause has one of those that license them.

    `fails` and `stands` are pairs of a sentence and a source; the tests execute them.
    """

    name: str
    said: str
    licence: str
    fails: tuple[tuple[str, str], ...] = Field(min_length=1)
    stands: tuple[tuple[str, str], ...] = Field(min_length=1)

    @cached_property
    def saying(self) -> re.Pattern[str]:
        """The words themselves."""
        return re.compile(self.said)

    @cached_property
    def licensing(self) -> re.Pattern[str]:
        """What licenses them."""
        return re.compile(self.licence)


class Claims(_Closed):
    """The file: what is planned, what is denied, what leaves room, who acts, and the words that need a licence."""

    plan: str
    negation: str
    hedges: tuple[str, ...]
    actors: tuple[str, ...]
    licences: tuple[Licence, ...]

    @cached_property
    def planned(self) -> re.Pattern[str]:
        """Words of what is not yet done."""
        return re.compile(self.plan)

    @cached_property
    def denied(self) -> re.Pattern[str]:
        """Words of what is not so."""
        return re.compile(self.negation)

    @cached_property
    def hedging(self) -> tuple[re.Pattern[str], ...]:
        """Words that leave room, those of a group for each other."""
        return tuple(re.compile(group) for group in self.hedges)

    @cached_property
    def acting(self) -> re.Pattern[str]:
        """Those who act or receive, longer names first."""
        return re.compile("|".join(sorted(self.actors, key=len, reverse=True)))

    @cached_property
    def every(self) -> re.Pattern[str]:
        """All words that change a claim: what is left without them tells which clause of a source is meant."""
        return re.compile("|".join([self.plan, self.negation, *(w.said for w in self.licences)]))


@cache
def load_claims() -> Claims:
    """The words of the file; a key that is not known, or missing, raises a DataFileError."""
    return load_data(_FILE, Claims)
