"""A question in simplified characters, its domain words spelt right: slips of sound and of shape are read as meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from answering.plan.lexicon import cut, is_word
from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "spelling.toml"
_LONGEST = 5


class _Example(Data):
    written: str
    read: str


class _Kept(Data):
    text: str


class Spelling(Data):
    """corpus/lexicon/spelling.toml: the domain's words, characters alike in shape, and examples."""

    words: tuple[str, ...]
    shapes: tuple[str, ...]
    spoken: tuple[tuple[str, str], ...]
    examples: tuple[_Example, ...]
    kept: tuple[_Kept, ...]


@cache
def spelling() -> Spelling:
    """The file's lists."""
    return load_data(_FILE, Spelling)


@cache
def _simplifier() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """A text in simplified characters."""
    return str(_simplifier().convert(text))  # type: ignore[attr-defined]


@cache
def _sound(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text))


@cache
def _by_sound() -> dict[tuple[str, ...], str]:
    return {_sound(word): word for word in spelling().words}


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in spelling().shapes:
        for char in group:
            found[char] = found.get(char, frozenset()) | frozenset(group)
    return found


def _same_shape(written: str, word: str) -> bool:
    return all(a == b or b in _alike().get(a, ()) for a, b in zip(written, word, strict=True))


def _meant(written: str, by_sound: bool) -> str | None:
    """The domain word that a slip stands for: as many characters alike in sound, or in shape, at least one the same."""
    if any(ord(c) < 0x4E00 for c in written):
        return None
    word = _by_sound().get(_sound(written)) if by_sound else None
    if word is not None and any(a == b for a, b in zip(written, word, strict=True)):
        return word
    same = (w for w in spelling().words if len(w) == len(written) and _same_shape(written, w))
    return next(same, None)


def _cuts(words: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch begins or ends within a word."""
    return any(s < start < e or s < end < e for s, e in words)


def _cuts_an_end(words: Sequence[tuple[int, int]], text: str, start: int, end: int) -> bool:
    """Whether a stretch only takes the end off a word that is one without it too (办公地, 办公)."""
    return not any((s < start < e and not is_word(text[s:start])) or s < end < e for s, e in words)


def read_as(question: str) -> str:
    """The question as it is meant; what is a word of its own, or a part of one, is left alone."""
    text = simplified(question)
    for said, meant in spelling().spoken:
        text = text.replace(said, meant)
    words = [(s, s + len(w)) for w, s, _ in cut(text) if len(w) > 1]
    known = {p for start, end in words for p in range(start, end)}
    out = text
    for size in range(_LONGEST, 1, -1):
        for start in range(len(text) - size + 1):
            written = text[start : start + size]
            inside = all(p in known for p in range(start, start + size))
            cuts = _cuts(words, start, start + size)
            if inside or written in spelling().words:
                continue
            if cuts and not _cuts_an_end(words, text, start, start + size):
                continue
            word = _meant(written, by_sound=not cuts)
            if word is not None and out[start : start + size] == written:
                out = out[:start] + word + out[start + size :]
    return out
