"""Whether a question is within the domain at all: told from its words and from how well the Regulation fits it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data_files import Data, load_data
from retrieval.search import Hit

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "domain.toml"
# On the scale of Hit.fit. Everyday questions on the Regulation are at 0.1 and more, nineteen of twenty questions on
# other public services under 0.
_ALIKE = -0.08
_ALIKE_WITHOUT_A_WORD = 0.16


class Domain(Data):
    """corpus/lexicon/domain.toml: words of the domain, and of what is elsewhere."""

    inside: tuple[str, ...]
    elsewhere: tuple[str, ...]


@cache
def domain_words() -> Domain:
    """The words of the file."""
    return load_data(_FILE, Domain)


def is_elsewhere(question: str) -> bool:
    """Whether a question is about other public services or nothing official at all."""
    return any(word in question for word in domain_words().elsewhere)


def answered_by_rules(question: str, best: Hit | None) -> bool:
    """Whether the Regulation's best article answers the question: alike enough, and the question is of the domain."""
    if best is None or is_elsewhere(question):
        return False
    inside = any(word in question for word in domain_words().inside)
    return best.fit >= (_ALIKE if inside else _ALIKE_WITHOUT_A_WORD)
