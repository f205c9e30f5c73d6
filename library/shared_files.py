"""The files of the page where several processes share them: a folder of the network or an S3-compatible store, by fsspec
(https://filesystem-spec.readthedocs.io).

What is there is known by its key, the path below the folder of a process: <whose>/<of what>/<random>/<name>. The list of
them is a table of the library: to list a store takes as long as it has files, and each page of a hundred costs a call.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import time
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import delete, or_, select

from errors import NO_FAULT, NianbaoError
from library.database import Database, LibraryError
from library.schema import SharedFileRow

LOGGER = logging.getLogger("nianbao")
_UNREACHABLE = "存放文件的地方（NIANBAO_FILES）没有正常答复；请检查地址、权限和服务后重试。"
_UNUSABLE = "NIANBAO_FILES 不能使用：{url}；请写一个文件夹，或 s3://存储桶/前缀（并安装 nianbao[s3]）。"
F = TypeVar("F", bound=Callable[..., Any])


class FilesError(LibraryError):
    """A file cannot be kept; the message is one clear Chinese sentence."""


def _told(work: F) -> F:
    """Work with the store, whose faults are of many classes and become a FilesError."""

    @wraps(work)
    def done(self: SharedFiles, *arguments: Any, **named: Any) -> Any:
        try:
            return work(self, *arguments, **named)
        except (NianbaoError, *NO_FAULT):
            raise
        except Exception as error:
            LOGGER.error("the store of the files failed", exc_info=error)
            raise FilesError(_UNREACHABLE) from error

    return cast("F", done)


class SharedFiles:
    """The files below one address."""

    def __init__(self, url: str, database: Database) -> None:
        """Raises a FilesError where nothing is known of such an address."""
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        try:
            # Without the listings that fsspec keeps: another process may have changed what is there.
            self._store, root = fsspec.url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
        except (ValueError, ImportError) as error:
            raise FilesError(_UNUSABLE.format(url=url)) from error
        self._root = root.rstrip("/")
        self._database = database
        # Elsewhere there are none to be made, and s3fs would make a bucket of a name that was mistyped.
        self._has_folders = isinstance(self._store, LocalFileSystem)

    def _place(self, key: str) -> str:
        return f"{self._root}/{key}"

    @_told
    def prepare(self) -> None:
        """Looks whether the store can be written."""
        place = self._made(f".probe-{secrets.token_hex(8)}")
        self._store.pipe_file(place, b"")
        self._store.rm_file(place)
        self._take_in()

    def _take_in(self) -> None:
        """Makes known what lies in the store without being known: an earlier program kept no list."""
        found = self._store.find(self._root, detail=True)
        keys = {str(place).removeprefix(f"{self._root}/"): told for place, told in found.items()}
        with self._database.session() as session:
            known = set(session.scalars(select(SharedFileRow.key)))
            rows = (
                _row(key, _moment(told), int(told["size"])) for key, told in keys.items() if key not in known
            )
            session.add_all(rows)

    def _made(self, key: str) -> str:
        """The place of a file that is to be written."""
        place = self._place(key)
        if self._has_folders:
            self._store.makedirs(place.rpartition("/")[0], exist_ok=True)
        return place

    @_told
    def put(self, key: str, path: Path) -> None:
        """Keeps a file; it is known before it is there, so that none is left behind by a process that dies."""
        with self._database.session() as session:
            session.add(_row(key, time.time(), path.stat().st_size))
        self._store.put_file(str(path), self._made(key))

    @_told
    def get(self, key: str, path: Path) -> bool:
        """Fetches a file to a path, unless it is there already; False where the store has none of this key."""
        if not self._store.isfile(self._place(key)):
            return False
        if not path.is_file():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_name(f".{path.parent.name}.part")
            self._store.get_file(self._place(key), str(part))
            part.replace(path)
        return True

    @_told
    def all(self) -> list[tuple[float, int, str]]:
        """When each file was made, its size and its key, the oldest first."""
        row = SharedFileRow
        with self._database.session() as session:
            query = select(row.made, row.size, row.key).order_by(row.made, row.key)
            return [(r.made, r.size, r.key) for r in session.execute(query)]

    @_told
    def keys(self, whose: str = "", about: Collection[str] = ()) -> list[str]:
        """The keys of somebody's files, and of those about something."""
        wanted = or_(SharedFileRow.whose == whose, SharedFileRow.about.in_(about))
        with self._database.session() as session:
            return list(session.scalars(select(SharedFileRow.key).where(wanted)))

    @_told
    def remove(self, keys: Iterable[str]) -> None:
        """Takes files out; those that are not there are passed over."""
        for key in keys:
            with contextlib.suppress(FileNotFoundError):
                self._store.rm_file(self._place(key))
            with self._database.session() as session:
                session.execute(delete(SharedFileRow).where(SharedFileRow.key == key))


def _row(key: str, made: float, size: int) -> SharedFileRow:
    whose, about = [*key.split("/"), ""][:2]
    return SharedFileRow(key=key, whose=whose, about=about, made=made, size=size)


def _moment(told: dict[str, Any]) -> float:
    """When a file was made: each kind of store says it under a name of its own."""
    found = next(told[name] for name in ("mtime", "LastModified", "created") if told.get(name) is not None)
    return found.timestamp() if isinstance(found, datetime) else float(found)
