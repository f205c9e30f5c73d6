"""One writer for the store: two processes writing one Chroma folder lose vectors without an error."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from filelock import FileLock, Timeout

from errors import NianbaoError


class StoreError(NianbaoError):
    """The store cannot be used; the message is one clear Chinese sentence."""


class StoreLockedError(StoreError):
    """Another process writes this store."""


class StoreUnreachableError(StoreError):
    """The configured Chroma server does not answer."""


class StoreDamagedError(StoreError):
    """A file of the store was damaged while it was used; what is in it can be made again from the library."""

    def __init__(self) -> None:
        super().__init__("全文检索的文件已损坏，眼下不能检索；请重新启动程序，启动时会从资料库自动重建。")


class StoreLock:
    """The lock on one folder, held by the process that writes it."""

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
