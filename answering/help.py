"""Questions on how to use the tool, answered from corpus/help; they need no source and no model."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from data_files import Data, either, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "help" / "help.toml"


class Entry(Data):
    """How something is asked, and the answer."""

    said: tuple[str, ...]
    answer: str


class Help(Data):
    """corpus/help/help.toml."""

    entries: tuple[Entry, ...]


@cache
def help_entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the file."""
    return load_data(_FILE, Help).entries


@cache
def _entries() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((either(e.said, re.I), e.answer) for e in help_entries())


def help_on(question: str) -> str | None:
    """The answer to a question on using the tool; None where it asks for something else."""
    asked = question.strip()
    return next((text for said, text in _entries() if said.search(asked)), None)
