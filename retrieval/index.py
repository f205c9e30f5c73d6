"""The vector store: the only module that touches Chroma.

What is kept here is a cache of what the library holds and can be rebuilt at any time. A report counts as
indexed once its entry stands in the manifest, which is written after its passages: a process that is killed
half-way leaves no entry, and the next start indexes that report again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings

from errors import NianbaoError
from retrieval.passages import Passage
from retrieval.search import Hit, PassageSearch

_BATCH = 500
_CANDIDATES = 60
_MOST_CANDIDATES = 300


class StoreError(NianbaoError):
    """The store cannot be used; the message is one clear Chinese sentence."""


class StoreLockedError(StoreError):
    """Another process writes this store."""


class StoreUnreachableError(StoreError):
    """The configured Chroma server does not answer."""


class EmbeddingUnreachableError(StoreError):
    """The configured embedding endpoint does not answer or refuses."""


class StoreLock:
    """One writer for one folder: two processes writing one Chroma folder lose vectors without an error."""

    def __init__(self, folder: Path) -> None:
        self._owner = folder / "index.pid"
        self._lock = FileLock(str(folder / "index.lock"))

    def acquire(self) -> None:
        """Takes the lock or raises StoreLockedError at once, naming the process that holds it."""
        try:
            self._owner.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._owner.write_text(str(os.getpid()), encoding="utf-8")
        except OSError as error:
            if isinstance(error, Timeout):
                raise self._held() from error
            self._lock.release()
            raise StoreError(
                f"文件夹 {self._owner.parent} 里的 index.lock 或 index.pid 不能写入；请检查权限，删除它们后重试。"
            ) from error

    def _held(self) -> StoreLockedError:
        with contextlib.suppress(OSError):
            owner = self._owner.read_text(encoding="utf-8")
            return StoreLockedError(
                f"资料库正由另一个进程（进程号 {owner}）使用；请在已打开的页面里操作，或先结束该进程再试。"
            )
        return StoreLockedError("资料库正由另一个进程使用；请在已打开的页面里操作，或先结束它再试。")

    def release(self) -> None:
        """Gives the lock back."""
        with contextlib.suppress(OSError):
            self._owner.unlink()
        self._lock.release()


def _metadata(passage: Passage) -> dict[str, str | int]:
    """The passage's fields; Chroma drops None, so absent ones are left out."""
    fields = {
        "source": passage.source, "title": passage.title, "report": passage.report, "section": passage.section,
        "article": passage.article, "anchor": passage.anchor, "start": passage.start, "page": passage.page,
        "hints": "\n".join(passage.hints),
    }  # fmt: skip
    return {k: v for k, v in fields.items() if v is not None}


def _passage(identifier: str, text: str, meta: dict[str, Any]) -> Passage:
    return Passage(
        id=identifier,
        source=meta["source"],
        text=text,
        title=meta["title"],
        report=meta.get("report"),
        section=meta.get("section"),
        article=meta.get("article"),
        anchor=meta.get("anchor"),
        start=meta.get("start", 0),
        page=meta.get("page"),
        hints=tuple(h for h in meta.get("hints", "").split("\n") if h),
    )


class ReportIndex:
    """The passages of the library's reports in Chroma, one collection for each embedding."""

    def __init__(
        self, folder: Path, embeddings: Embeddings, identity: str, server: str | None = None
    ) -> None:
        self._folder = folder / "chroma"
        self._embeddings = embeddings
        self._lock = None if server else StoreLock(folder)
        if self._lock:
            self._lock.acquire()
        try:
            self._client = self._connect(server)
            self._passages = self._client.get_or_create_collection(
                f"passages-{identity}", embedding_function=None
            )
            self._manifest = self._client.get_or_create_collection(
                f"manifest-{identity}", embedding_function=None
            )
        except BaseException:
            self.close()
            raise

    def _connect(self, server: str | None) -> Any:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if server:
            from urllib.parse import urlsplit

            parts = urlsplit(server)
            try:
                return chromadb.HttpClient(
                    host=parts.hostname or "localhost",
                    port=parts.port or (443 if parts.scheme == "https" else 8000),
                    ssl=parts.scheme == "https",
                    settings=settings,
                )
            except Exception as error:
                raise StoreUnreachableError(
                    "连接不上 NIANBAO_CHROMA_URL 指向的 Chroma 服务；请检查地址和服务是否启动，或取消该设置改用本地存储。"
                ) from error
        try:
            client = chromadb.PersistentClient(path=str(self._folder), settings=settings)
            client.list_collections()
            return client
        except Exception:
            # A cache that cannot be opened is put aside and built anew from the library.
            if self._folder.exists():
                shutil.move(str(self._folder), f"{self._folder}.broken-{time.time_ns()}")
            with contextlib.suppress(Exception):
                chromadb.api.client.SharedSystemClient.clear_system_cache()
            return chromadb.PersistentClient(path=str(self._folder), settings=settings)

    def _embed(self, texts: Sequence[str]) -> list[list[float]]:
        """The vectors of texts; whatever an endpoint raises becomes one sentence."""
        try:
            return self._embeddings.embed_documents(list(texts))
        except Exception as error:
            raise EmbeddingUnreachableError(
                "向量服务没有正常答复；请检查 OPENAI_BASE_URL、OPENAI_API_KEY 与 NIANBAO_EMBEDDING_MODEL，"
                "或取消 NIANBAO_EMBEDDING_MODEL 改用离线向量。"
            ) from error

    def indexed(self) -> dict[str, str]:
        """The reports that are completely indexed, with the digest of what was indexed."""
        found = self._manifest.get(include=["metadatas"])
        return {i: str(m.get("digest", "")) for i, m in zip(found["ids"], found["metadatas"], strict=True)}

    def add(self, report_id: str, digest: str, passages: Sequence[Passage]) -> None:
        """Indexes a report: its passages first, its manifest entry last; what was there before is replaced."""
        self.remove(report_id)
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            self._passages.upsert(
                ids=[p.id for p in batch],
                embeddings=self._embed([p.indexed for p in batch]),
                documents=[p.text for p in batch],
                metadatas=[_metadata(p) for p in batch],
            )
        self._manifest.upsert(
            ids=[report_id], embeddings=[[0.0]], metadatas=[{"digest": digest, "passages": len(passages)}]
        )

    def remove(self, report_id: str) -> None:
        """Takes a report out: its manifest entry first, so that a kill half-way leaves it to be repaired."""
        self._manifest.delete(ids=[report_id])
        self._passages.delete(where={"report": report_id})

    def count(self) -> int:
        """How many passages there are."""
        return int(self._passages.count())

    def search(self, question: str, k: int, reports: Container[str] | None = None) -> list[Hit]:
        """The best passages of the library: nearest vectors first, then scored like any other passages.

        With `reports` the passages of other reports are passed over. That is done here and not in the query,
        whose cost with a filter grows with the library.
        """
        wanted = _CANDIDATES if reports is None else _MOST_CANDIDATES
        raw = self._passages.query(
            query_embeddings=self._embed([question]), n_results=wanted, include=["documents", "metadatas"]
        )
        found = [
            _passage(i, d, m)
            for i, d, m in zip(raw["ids"][0], raw["documents"][0], raw["metadatas"][0], strict=True)
            if reports is None or m.get("report") in reports
        ]
        return PassageSearch(found[:_CANDIDATES]).search(question, k)

    def passages_of(self, report_id: str) -> list[Passage]:
        """The passages of one report, fetched by their ids: the cost does not grow with the library."""
        entry = self._manifest.get(ids=[report_id], include=["metadatas"])
        if not entry["ids"]:
            return []
        count = int(entry["metadatas"][0]["passages"])
        raw = self._passages.get(
            ids=[f"{report_id}:{n}" for n in range(count)], include=["documents", "metadatas"]
        )
        return [
            _passage(i, d, m) for i, d, m in zip(raw["ids"], raw["documents"], raw["metadatas"], strict=True)
        ]

    def close(self) -> None:
        """Gives the store's lock back."""
        if self._lock:
            self._lock.release()
