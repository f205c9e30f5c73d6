"""Fingerprints of the reader and of the rules: what they made is kept until they themselves are changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_READER = ("reports", "corpus/formats", "corpus/agencies", "corpus/reading")
_RULES = (*_READER, "review", "corpus/lexicon", "corpus/regulation")


@cache
def _of(folders: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".md"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def reader_fingerprint() -> str:
    """The identity of the code and data that turn a file into a Report."""
    return _of(_READER)


def rules_fingerprint() -> str:
    """The identity of the code and data that turn a Report into findings."""
    return _of(_RULES)
