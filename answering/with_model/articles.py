"""The articles that a model sees with a question: those nearest to it, and those that such a question always rests on.

Which these are stands in corpus/lexicon/standing_articles.toml.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import Field

from answering.extract import usable
from data_files import Data, load_data
from retrieval.passages import Passage, regulation_passages
from retrieval.search import Hit
from retrieval.searches import Searches

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "standing_articles.toml"
_NEAREST = 3


class Standing(Data):
    """A matter that citizens ask about: how it is asked, and the articles and sections of the fees that settle it."""

    name: str
    said: str
    articles: tuple[int, ...]
    fees: tuple[str, ...] = ()
    must: tuple[str, ...] = Field(min_length=1)
    must_not: tuple[str, ...] = Field(min_length=1)


class Standings(Data):
    """The file."""

    standing: tuple[Standing, ...]


@cache
def standings() -> tuple[Standing, ...]:
    """The matters of the file; a key that is not known, or missing, raises a DataFileError."""
    return load_data(_FILE, Standings).standing


def articles_for(question: str, searches: Searches) -> list[Hit]:
    """The passages of the Regulation and the fees for a prompt, the standing ones first, each once."""
    standing = [Hit(p, 1.0, 1.0) for s in standings() if re.search(s.said, question) for p in _passages(s)]
    hits = [*standing, *searches.regulation.find(question, _NEAREST)]
    return usable(list({h.passage.id: h for h in hits}.values()))


def _passages(matter: Standing) -> list[Passage]:
    return [
        p for p in regulation_passages() if p.article in matter.articles or (p.section or "") in matter.fees
    ]
