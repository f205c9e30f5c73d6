"""MinHash sketches of sets of words: how much two sets have in common is told from 512 bytes of each.

The values are kept in the library, so they must not change from one version to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

_PERMUTATIONS = 128
_SEED = 1
_LARGEST = (1 << 32) - 1


@cache
def _permutations() -> tuple[Any, Any]:
    """Factors and summands of one-to-one maps of 32 bits: an odd factor loses nothing."""
    drawn = np.random.RandomState(_SEED)
    odd = drawn.randint(0, 1 << 31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return odd, drawn.randint(0, 1 << 32, _PERMUTATIONS, dtype=np.uint32)


def _mixed(values: Any) -> Any:
    """The finalizer of MurmurHash3, which spreads what is alike."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values = values ^ (values >> np.uint32(13))
    values = values * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def sketch_of(words: Iterable[str]) -> bytes:
    """The sketch of a set of words: the least hash of each permutation, 512 bytes."""
    hashes = b"".join(hashlib.sha1(w.encode(), usedforsecurity=False).digest()[:4] for w in words)
    if not hashes:
        return np.full(_PERMUTATIONS, _LARGEST, dtype=np.uint32).tobytes()
    factors, summands = _permutations()
    values = _mixed(np.frombuffer(hashes, dtype="<u4").astype(np.uint32)).reshape(-1, 1)
    return bytes((values * factors + summands).min(axis=0).tobytes())


def likeness(one: bytes, others: Sequence[bytes]) -> list[float]:
    """The estimated shares of shingles that a narrative has in common with each of the others, from 0 to 1."""
    if not others:
        return []
    matrix = np.frombuffer(b"".join(others), dtype=np.uint32).reshape(len(others), -1)
    mine = np.frombuffer(one, dtype=np.uint32)
    return [float(x) for x in (matrix == mine).mean(axis=1)]
