"""What a citizen wants to get done, across articles: loads corpus/regulation/guides.toml."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from data_files import Data, load_data
from regulation.articles import FOLDER


class Cited(Data):
    """A paragraph of an article: the one in which `sign` stands."""

    number: int
    sign: str


class Guide(Data):
    """One need: the direct answer in our own words, what it rests on, and how it is asked for.

    `questions` are indexed; `reads` and `refused` are wordings that must and must not lead here, for the tests.
    """

    name: str
    direct: str
    articles: tuple[Cited, ...]
    fees: tuple[str, ...] = ()
    questions: tuple[str, ...]
    reads: tuple[str, ...]
    refused: tuple[str, ...] = Field(alias="not")


class Guides(Data):
    """The file."""

    guides: tuple[Guide, ...]


@cache
def guides() -> dict[str, Guide]:
    """Every guide by its name."""
    return {g.name: g for g in load_data(FOLDER / "guides.toml", Guides).guides}
