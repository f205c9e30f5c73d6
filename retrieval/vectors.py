"""Where the vectors of texts come from: shipped with the product, computed, or kept in the store.

A text's vector is known by the digest of the text, so that what many reports say in the same words (the statutory
sentences) is embedded once.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retrieval.embeddings import EmbeddingUnreachableError, Named, embed, embed_question

Vector = npt.NDArray[np.float32]
LOGGER = logging.getLogger("nianbao")
SHIPPED = Path(__file__).resolve().parent.parent / "corpus" / "vectors"


def digest(text: str) -> str:
    """What a text's vector is known by."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def unit(vector: Sequence[float] | Vector) -> Vector:
    """A vector of length one; zeros stay zeros."""
    array = np.asarray(vector, dtype=np.float32)
    length = float(np.linalg.norm(array))
    return array / length if length else array


@cache
def shipped(identity: str) -> Mapping[str, Vector]:
    """The vectors that come with the product for one embedding; empty where there are none."""
    file = SHIPPED / f"{identity}.npz"
    if not file.exists():
        return {}
    with np.load(file) as data:
        names, rows = data["digests"].tobytes().hex(), data["vectors"].astype(np.float32)
    return {names[i * 32 : i * 32 + 32]: unit(row) for i, row in enumerate(rows)}


def shipped_for(named: Named, texts: Iterable[str]) -> Mapping[str, Vector]:
    """The shipped vectors of texts; a text without one is left out."""
    at_hand = shipped(named.identity)
    return {t: at_hand[d] for t in texts if (d := digest(t)) in at_hand}


class VectorSource(Protocol):
    """Gives vectors of texts that are searched, and of questions."""

    def known(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        """The vectors at hand, by text; a text without one is left out."""

    def question(self, text: str) -> Vector | None:
        """The vector of a question; None where it cannot be had now."""


def _by_words_alone(named: Named, error: EmbeddingUnreachableError) -> None:
    """Keeps why vectors are missing, for whoever asked, and logs it."""
    LOGGER.warning("the embedding did not answer; the search goes on by words alone", exc_info=True)
    named.faults[str(error)] = None


class Questions:
    """Vectors of questions, the latest kept: one question is searched for in several places."""

    def __init__(self, named: Named) -> None:
        self._named = named
        self._vector = lru_cache(maxsize=256)(lambda text: unit(embed_question(named.embeddings, text)))

    def question(self, text: str) -> Vector | None:
        """The vector of a question; None where the endpoint does not answer, which is logged."""
        try:
            return self._vector(text)
        except EmbeddingUnreachableError as error:
            _by_words_alone(self._named, error)
            return None


class Computed(Questions):
    """Vectors shipped with the product, or computed when they are asked for and held as long as this object."""

    def __init__(self, named: Named) -> None:
        super().__init__(named)
        self._held: dict[str, Vector] = {}

    def known(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        """The vectors of all the texts; none where the endpoint does not answer."""
        texts = list(texts)
        at_hand = shipped(self._named.identity)
        names = {t: digest(t) for t in texts}
        missing = [t for t, d in names.items() if d not in at_hand and d not in self._held]
        try:
            made = embed(self._named.embeddings, missing) if missing else []
        except EmbeddingUnreachableError as error:
            _by_words_alone(self._named, error)
            return {}
        self._held.update({names[t]: unit(v) for t, v in zip(missing, made, strict=True)})
        return {t: at_hand[d] if d in at_hand else self._held[d] for t, d in names.items()}
