"""Text that poses as an instruction: in a report, a question or a model's answer it is only data."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from data_files import Data, either, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "hostile.toml"
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


class Hostile(Data):
    """corpus/lexicon/hostile.toml."""

    patterns: tuple[str, ...]


@cache
def hostile() -> Hostile:
    """The wordings that pose as instructions."""
    return load_data(_FILE, Hostile)


@cache
def _pattern() -> re.Pattern[str]:
    return either(hostile().patterns, re.I)


def poses_as_instruction(text: str) -> bool:
    """Whether a text speaks to the machine that reads it instead of to the public."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return bool(_pattern().search(folded) or _pattern().search(re.sub(r"\s+", "", folded)))


def without_instructions(text: str) -> str:
    """The text without the sentences that pose as instructions."""
    if not poses_as_instruction(text):
        return text
    return "".join(s for s in _SENTENCE.findall(text) if not poses_as_instruction(s)).strip()
