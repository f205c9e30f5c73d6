"""The only module that touches Chroma: vectors of texts, by digest, one collection for each embedding and use.

What is kept here is a cache: it can be made again from the texts at any time, and a folder that cannot be opened is
put aside. Vectors are passed explicitly, and `upsert` is what LangChain's Chroma uses (`add` ignores a known id).
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from langchain_core.embeddings import Embeddings

from errors import NO_FAULT, NianbaoError
from retrieval.embeddings import Named, embed
from retrieval.locking import StoreDamagedError, StoreUnreachableError
from retrieval.vectors import Questions, Vector, digest, shipped, unit

if TYPE_CHECKING:
    from langchain_chroma import Chroma

LOGGER = logging.getLogger("nianbao")
# Kept together; the engine is given back to questions more often (retrieval.embeddings).
_BATCH = 32
_SHIPPED_BATCH = 500
_UNREACHABLE = (
    "连接不上 NIANBAO_CHROMA_URL 指向的 Chroma 服务；请检查地址和服务是否启动，或取消该设置改用本地存储。"
)


def connect(folder: Path, server: str | None) -> Any:
    """Chroma's client: of the server where one is set, else of the folder; raises StoreUnreachableError."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if server:
        try:
            return _served(server, settings)
        except Exception as error:
            raise StoreUnreachableError(_UNREACHABLE) from error
    try:
        client = chromadb.PersistentClient(path=str(folder), settings=settings)
        client.list_collections()
        return client
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.warning("the vector store cannot be opened; it is put aside and built anew", exc_info=True)
        if folder.exists():
            shutil.move(str(folder), f"{folder}.broken-{time.time_ns()}")
        with contextlib.suppress(Exception):
            chromadb.api.client.SharedSystemClient.clear_system_cache()
        return chromadb.PersistentClient(path=str(folder), settings=settings)


def _served(server: str, settings: Any) -> Any:
    """A client of a server. Chroma's own waits for an answer without end: a server that hangs would hang every question."""
    import chromadb
    import httpx

    parts = urlsplit(server)
    httpx.get(f"{server.rstrip('/')}/api/v2/heartbeat", timeout=_PATIENCE).raise_for_status()
    client: Any = chromadb.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if parts.scheme == "https" else 8000),
        ssl=parts.scheme == "https",
        settings=settings,
    )
    client._server._session.timeout = httpx.Timeout(_PATIENCE)
    return client


F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
# Seconds for which a server that did not answer is left alone, and within which it is to answer.
_REST, _PATIENCE = 10.0, 20.0


def _told(work: F) -> F:
    """Work with Chroma, whose faults, the panics of its Rust part among them, become a StoreError."""

    @wraps(work)
    def done(self: ChromaVectors, *arguments: Any) -> Any:
        try:
            return work(self, *arguments)
        except (NianbaoError, *NO_FAULT):
            raise
        except BaseException as error:
            LOGGER.error("Chroma failed", exc_info=error)
            raise StoreUnreachableError(_UNREACHABLE) if self.served else StoreDamagedError() from error

    return cast("F", done)


class _Given(Embeddings):
    """LangChain's Chroma asks for an embedding: it gets the vectors that are at hand already."""

    def __init__(self, vectors: Mapping[str, Vector]) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vectors[t].tolist() for t in texts]

    def embed_query(self, text: str) -> list[float]:
        raise NotImplementedError


class ChromaVectors(Questions):
    """The vectors of texts in one collection of Chroma."""

    def __init__(self, client: Any, use: str, named: Named, served: bool = False) -> None:
        """`served`: the client is that of a Chroma server and of no folder."""
        super().__init__(named)
        self.served = served
        self._client = client
        self._named = named
        self._name = f"{use}-{named.identity}"
        # Until then a server that did not answer is not asked again: words are searched meanwhile.
        self._resting = 0.0
        self._answered = True
        # How many texts there were when it was looked at last.
        self._kept = 0
        self._texts = self._collection(named.embeddings)

    def _collection(self, embeddings: Embeddings) -> Chroma:
        from langchain_chroma import Chroma

        return Chroma(
            self._name,
            embeddings,
            client=self._client,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )

    def known(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        """The vectors that are in the collection, by text; none while its server does not answer."""
        return self._asked(lambda: self._known(texts), {})

    def nearest(self, question: Vector, most: int) -> list[str]:
        """The digests of the nearest texts of all; none while the server does not answer."""
        return self._asked(lambda: self._nearest(question, most), [])

    @property
    def answers(self) -> bool:
        """Whether the server answered when it was asked last; a folder always does."""
        return self._answered

    def _asked(self, ask: Callable[[], T], nothing: T) -> T:
        if time.monotonic() < self._resting:
            return nothing
        try:
            found = ask()
        except StoreUnreachableError:
            self._answered, self._resting = False, time.monotonic() + _REST
            return nothing
        self._answered = True
        return found

    def lacks(self) -> bool:
        """Looks whether the server answers and has fewer texts than it had: it may have been put back empty, or as it was
        earlier. False while it does not answer, and of a folder, which nobody else writes."""
        if not self.served:
            return False
        self._resting = 0.0
        return self._asked(self._shrank, False)

    @_told
    def _shrank(self) -> bool:
        # Asked for by its name, which makes it where it is gone: a server that was put back has another one of that name.
        self._texts = self._collection(self._named.embeddings)
        kept: int = self._client.get_collection(self._name).count()
        shrank, self._kept = kept < self._kept, kept
        return shrank

    @_told
    def _known(self, texts: Iterable[str]) -> Mapping[str, Vector]:
        """Fetched by id, which costs the same in a large library."""
        names = {digest(t): t for t in texts}
        found = self._texts.get(ids=list(names), include=["embeddings"]) if names else {"ids": []}
        return {names[i]: unit(v) for i, v in zip(found["ids"], found.get("embeddings", ()), strict=True)}

    @_told
    def _nearest(self, question: Vector, most: int) -> list[str]:
        """Without a filter: its cost would grow with the collection."""
        found = self._texts.similarity_search_by_vector_with_relevance_scores(question.tolist(), k=most)
        return [digest(d.page_content) for d, _ in found]

    def add(self, texts: Iterable[str], stop: Callable[[], bool] = lambda: False) -> int:
        """Makes and keeps the vectors of the texts that have none, until `stop` says so; returns how many it made.

        Raises EmbeddingUnreachableError where an endpoint does not answer; what was made until then is kept.
        """
        missing = self._missing(texts)
        at_hand = shipped(self._named.identity)
        ready = {t: at_hand[digest(t)] for t in missing if digest(t) in at_hand}
        self.keep(ready)
        made = len(ready)
        rest = [t for t in missing if t not in ready]
        for start in range(0, len(rest), _BATCH):
            if stop():
                return made
            batch = rest[start : start + _BATCH]
            self.keep(dict(zip(batch, map(unit, embed(self._named.embeddings, batch)), strict=True)))
            made += len(batch)
        return made

    @_told
    def _missing(self, texts: Iterable[str]) -> list[str]:
        names = {digest(t): t for t in texts}
        digests = list(names)
        there: set[str] = set()
        for start in range(0, len(digests), _SHIPPED_BATCH):
            there.update(self._texts.get(ids=digests[start : start + _SHIPPED_BATCH], include=[])["ids"])
        return [t for d, t in names.items() if d not in there]

    @_told
    def keep(self, vectors: Mapping[str, Vector]) -> None:
        """Keeps vectors that are at hand, by their texts."""
        texts = list(vectors)
        keeping = self._collection(_Given(vectors))
        for start in range(0, len(texts), _SHIPPED_BATCH):
            batch = texts[start : start + _SHIPPED_BATCH]
            keeping.add_texts(batch, ids=[digest(t) for t in batch])

    @_told
    def keep_only(self, digests: Sequence[str]) -> None:
        """Takes out every text but these."""
        self.remove(set(self._texts.get(include=[])["ids"]) - set(digests))

    @_told
    def remove(self, digests: Iterable[str]) -> None:
        """Takes texts out."""
        gone = list(digests)
        if gone:
            self._texts.delete(ids=gone)

    @_told
    def count(self) -> int:
        """How many texts have a vector."""
        return len(self._texts.get(include=[])["ids"])
