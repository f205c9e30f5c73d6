"""Takes the last of a removed report out of the store's files: what Chroma deletes stays in the free pages of its
SQLite file and in its queue until they are written over, and the files of its vectors are written with room for more,
which holds whatever stood in memory before.

Works beside a running Chroma: SQLite's own locks keep the two apart. A Chroma server's files are its operator's.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import struct
from pathlib import Path

from errors import NianbaoError

# The head of an hnswlib index as Chroma writes it: version, offset, room, elements, bytes of an element.
_HEAD = struct.Struct("<i4q")
# How long to wait for Chroma to let go of its file.
_PATIENCE = 60.0


class PurgeError(NianbaoError):
    """The store could not be cleaned now; to be tried again."""


def purge(chroma: Path) -> None:
    """Makes sure that no text that was removed is left in the files of a store; raises PurgeError."""
    # What could not be read and was put aside is of no use, and full of text.
    for aside in chroma.parent.glob("*.broken-*"):
        shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink(missing_ok=True)
    clear_unused(chroma)
    path = chroma / "chroma.sqlite3"
    if not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if "embeddings_queue" in tables:
                connection.execute(
                    "UPDATE embeddings_queue SET metadata = NULL "
                    "WHERE id NOT IN (SELECT embedding_id FROM embeddings)"
                )
            if "embedding_fulltext_search" in tables:
                connection.execute(
                    "INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES('optimize')"
                )
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise PurgeError("向量库的文件正忙或已损坏，删除的内容将在下次启动时清除。") from error


def drop_damaged(chroma: Path) -> bool:
    """Takes away a store whose SQLite file is damaged, before Chroma meets the damage; it is built anew. Whether."""
    path = chroma / "chroma.sqlite3"
    if not path.exists():
        return False
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                return False
    except sqlite3.OperationalError:
        return False  # busy or not to be opened: no damage
    except sqlite3.DatabaseError:
        pass
    shutil.rmtree(chroma, ignore_errors=True)
    return True


def clear_unused(chroma: Path) -> None:
    """Overwrites the room for more vectors in the files of a store; Chroma itself never reads it."""
    for header in chroma.glob("*/header.bin"):
        head = header.read_bytes()[: _HEAD.size]
        if len(head) < _HEAD.size:
            continue
        _, _, _, elements, size = _HEAD.unpack(head)
        for name, used in (("data_level0.bin", elements * size), ("length.bin", elements * 4)):
            _overwrite(header.with_name(name), used)


def _overwrite(path: Path, used: int) -> None:
    with contextlib.suppress(OSError), path.open("r+b") as file:
        left = path.stat().st_size - used
        file.seek(used)
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
