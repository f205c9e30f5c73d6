"""The one list of synonyms and the one of stop words: corpus/lexicon/synonyms.toml and stop_words.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data_files import Data, load_data

_LEXICON = Path(__file__).resolve().parent.parent / "corpus" / "lexicon"


class Synonym(Data):
    """Everyday words, and the domain's term for them."""

    said: tuple[str, ...]
    term: str


class Synonyms(Data):
    """Words that stand for each other, and everyday words with the term that they stand for."""

    groups: tuple[tuple[str, ...], ...]
    pairs: tuple[Synonym, ...]


class StopWords(Data):
    """Words that tell nothing by themselves, and what is cut out of a question before its characters are compared."""

    words: tuple[str, ...]
    filler: tuple[str, ...]


@cache
def synonyms() -> Synonyms:
    """The synonyms of the file, in its order."""
    return load_data(_LEXICON / "synonyms.toml", Synonyms)


@cache
def stop_words() -> StopWords:
    """The stop words of the file."""
    return load_data(_LEXICON / "stop_words.toml", StopWords)
