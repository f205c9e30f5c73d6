"""Vectors without a model and without a network, behind LangChain's Embeddings; an endpoint's where one is set.

The offline embedding hashes characters and pairs of characters, with the domain's synonyms, to a unit vector.
It carries wording, not meaning: lexical search stays beside it, and glosses close the gap in wording.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from dataclasses import dataclass

from langchain_core.embeddings import Embeddings

from retrieval.terms import expand, fold_text, pairs

DIMENSIONS = 512


class HashedEmbeddings(Embeddings):
    """Feature hashing of characters and character pairs: deterministic, offline, about 0.2 ms a passage."""

    identity = f"hashed-{DIMENSIONS}-v1"

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        counts = Counter(pairs(expand(text)))
        for char in re.findall("[一-鿿]", fold_text(text)):
            counts[char] += 1
        vector = [0.0] * DIMENSIONS
        for term, count in counts.items():
            code = zlib.crc32(term.encode())
            weight = (1.0 + math.log(count)) * (1.0 if len(term) > 1 else 0.4)
            vector[code % DIMENSIONS] += weight if code & 0x10000 else -weight
        norm = math.sqrt(sum(x * x for x in vector)) or 1.0
        return [x / norm for x in vector]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        return [self.embed_query(t) for t in texts]


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible embedding endpoint."""

    model: str
    base_url: str | None
    api_key: str
    timeout: float = 20.0


def make_embeddings(endpoint: Endpoint | None) -> tuple[Embeddings, str]:
    """The embedding and its identity, which names the collection that its vectors are kept in."""
    if endpoint is None:
        return HashedEmbeddings(), HashedEmbeddings.identity
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    # The length check would download a tokenizer before the first request.
    embeddings = OpenAIEmbeddings(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=SecretStr(endpoint.api_key),
        check_embedding_ctx_length=False,
        timeout=endpoint.timeout,
        max_retries=1,
    )
    return embeddings, re.sub(r"[^a-zA-Z0-9._-]", "-", f"openai-{endpoint.model}")[:60]
