"""A backup put back into an empty data folder, each row and file of it compared with what the backup says of itself."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from library.backup import BackupError
from library.database import Database, known_schemas
from library.manifest import DATABASE, MANIFEST, Manifest, copied, schema_version, table_digests

_DAMAGED = "备份文件已损坏或不完整，没有恢复；请换一份备份。"
_NO_BACKUP = "这个文件不是备份，没有恢复；请选用 nianbao backup 写出的文件。"
_NEWER = "备份是由更新版本的程序做的，这个版本不能使用；请升级程序后再恢复。"
_STAGE = ".restoring-"
_LARGEST_MANIFEST = 4 * 1024 * 1024


def restore_backup(archive: Path, data: Path) -> Manifest:
    """Puts a backup into a data folder that is empty or not there, and brings it to the present schema; what was in it.

    Nothing is put there before everything has been compared. Raises BackupError.
    """
    if not archive.is_file():
        raise BackupError(f"{archive}：没有这个文件；请检查路径。")
    _require_empty(data)
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data, prefix=_STAGE) as folder:
            manifest = _unpacked(archive, Path(folder))
            _compare(Path(folder) / DATABASE, manifest)
            _upgrade(Path(folder) / DATABASE)
            _put(Path(folder), data, manifest)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValidationError,
        sqlite3.DatabaseError,
    ) as error:
        raise BackupError(f"{archive}：{_DAMAGED}") from error
    except OSError as error:
        raise BackupError(f"{data}：无法写入，没有恢复；请检查磁盘空间和写权限。") from error
    return manifest


def _require_empty(data: Path) -> None:
    """Only logs, and what an earlier try that was killed left, may be there."""
    if data.exists() and not data.is_dir():
        raise BackupError(f"{data}：这里应是一个文件夹，没有恢复；请检查 NIANBAO_DATA_DIR。")
    for path in data.iterdir() if data.is_dir() else ():
        if path.name.startswith(_STAGE):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != "logs":
            raise BackupError(f"{data}：文件夹里已有内容，没有恢复；请把 NIANBAO_DATA_DIR 指向一个空文件夹。")


def _unpacked(archive: Path, folder: Path) -> Manifest:
    with zipfile.ZipFile(archive) as packed:
        if MANIFEST not in packed.namelist():
            raise BackupError(f"{archive}：{_NO_BACKUP}")
        if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise zipfile.BadZipFile
        manifest = Manifest.model_validate_json(packed.read(MANIFEST))
        if manifest.schema_version not in known_schemas():
            raise BackupError(_NEWER)
        for name, kept in manifest.files.items():
            target = folder / _inside(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(name) as source, target.open("xb") as out:
                if copied(source, out, kept.bytes) != kept:  # type: ignore[arg-type]
                    raise zipfile.BadZipFile(name)
    return manifest


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise zipfile.BadZipFile(name)
    return path


def _compare(path: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        whole = database.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        same = table_digests(database) == manifest.tables
        if not whole or not same or schema_version(database) != manifest.schema_version:
            raise zipfile.BadZipFile(DATABASE)


def _upgrade(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    database.scrub()
    database.close()


def _put(folder: Path, data: Path, manifest: Manifest) -> None:
    """The library last: a folder without it is none that anything was restored to."""
    for name in sorted(manifest.files, key=lambda name: name == DATABASE):
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / name).rename(target)
