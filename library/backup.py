"""A backup of everything that cannot be made anew, in one file, while the program goes on working.

The library is copied by SQLite's online backup (https://www.sqlite.org/backup.html): one moment of it, whatever is
written meanwhile. The vector store is made from the library, so it is left out, and so are the logs and the sessions:
a session that has ended must not come back to life with an old backup.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from library.database import LibraryError, sqlite_file
from library.faults import DAMAGED
from library.manifest import (
    DATABASE,
    MANIFEST,
    Kept,
    Manifest,
    Rows,
    copied,
    schema_version,
    table_digests,
)

# What the data folder holds besides, and is made anew or tells only of the machine.
_NOT_KEPT = ("chroma", "logs", "index.lock", "index.pid")
# The library is copied in another way, the passages are made from it; with what SQLite keeps beside such a file.
_DATABASES = (DATABASE, "passages.sqlite3")
_MADE = 0o600  # the accounts' hashes and all drafts are in it


class BackupError(LibraryError):
    """A backup cannot be made or restored; the message is one clear Chinese sentence."""


def make_backup(url: str, data: Path, target: Path) -> Manifest:
    """Writes a backup of the library at a database address and of the rest of its data folder; what is in it.

    The target appears whole or not at all, and is never written over. Raises BackupError.
    """
    path = sqlite_file(url)
    if path is None:
        raise BackupError("资料库在数据库服务器上，请用该服务器自己的工具备份（PostgreSQL 用 pg_dump）。")
    if not path.is_file():
        raise BackupError(f"{path}：没有资料库，无可备份；请检查 NIANBAO_DATA_DIR。")
    if target.exists():
        raise BackupError(f"{target}：文件已经存在，没有备份；请换一个文件名，或先移走它。")
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent}：没有这个文件夹，没有备份；请先建立它。")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".nianbao-backup-") as folder:
            return _written(path, data, Path(folder), target)
    except sqlite3.DatabaseError as error:
        raise BackupError(
            DAMAGED if "malformed" in str(error) else f"资料库读不出来，没有备份：{path}。"
        ) from error
    except OSError as error:
        raise BackupError(f"{target}：无法写入，没有备份；请检查磁盘空间和写权限。") from error


def _written(path: Path, data: Path, folder: Path, target: Path) -> Manifest:
    copy = folder / DATABASE
    schema, tables = _copy_library(path, copy)
    others = _others(data)
    files: dict[str, Kept] = {}
    archive = folder / "archive"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, source in {DATABASE: copy, **others}.items():
            with source.open("rb") as stream, out.open(name, "w", force_zip64=True) as member:
                files[name] = copied(stream, member)  # type: ignore[arg-type]
        made = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = Manifest(
            program=version("nianbao"), schema_version=schema, made=made, tables=tables, files=files
        )
        out.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    archive.chmod(_MADE)
    _flush(archive)
    archive.rename(target)
    return manifest


def _copy_library(path: Path, copy: Path) -> tuple[str, dict[str, Rows]]:
    copy.touch(mode=_MADE)
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    into = sqlite3.connect(copy)
    with closing(source), closing(into):
        source.backup(into)
        into.execute("PRAGMA journal_mode=DELETE")
        into.execute("PRAGMA secure_delete=ON")
        if into.execute("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").fetchone():
            with into:
                into.execute("DELETE FROM sessions")
        if into.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise BackupError(DAMAGED)
        return schema_version(into), table_digests(into)


def _others(data: Path) -> dict[str, Path]:
    """The other files of the data folder by their names in the backup; other backups are none of them."""
    found = {}
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        if name.parts[0] in _NOT_KEPT or name.parts[0].startswith((".", *_DATABASES)):
            continue
        if path.is_file() and not path.is_symlink() and not _is_backup(path):
            found[name.as_posix()] = path
    return found


def _is_backup(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as packed:
        return MANIFEST in packed.namelist()


def _flush(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
