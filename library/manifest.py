"""What a backup says of itself: the digest of every table's rows and of every file, so that nothing is missed unseen."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import BinaryIO, Literal

from pydantic import BaseModel, ConfigDict

_CHUNK = 1024 * 1024
DATABASE = "library.sqlite3"
MANIFEST = "manifest.json"


class Rows(BaseModel):
    """The rows of a table: how many, and the digest of them all in the order of the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: int
    sha256: str


class Kept(BaseModel):
    """A file: its length and digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """Everything in a backup. `files` has the database too; paths are relative to the data folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal[1] = 1
    program: str
    schema_version: str
    made: str
    tables: dict[str, Rows]
    files: dict[str, Kept]

    @property
    def digest(self) -> str:
        """One digest of all that is kept: the same for two backups only where their content is."""
        told = [f"{name}\t{rows.rows}\t{rows.sha256}" for name, rows in sorted(self.tables.items())]
        told += [f"{path}\t{k.sha256}" for path, k in sorted(self.files.items()) if path != DATABASE]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    @property
    def reports(self) -> int:
        """How many reports are in it."""
        found = self.tables.get("reports")
        return found.rows if found is not None else 0


def schema_version(database: sqlite3.Connection) -> str:
    """The schema that a library has; one from before there were migrations has the first."""
    known = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in known:
        return "0001"
    row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else "0001"


def table_digests(database: sqlite3.Connection) -> dict[str, Rows]:
    """The digests of the rows of every table. Text is taken as the bytes it is kept as."""
    database.text_factory = bytes
    try:
        names = [
            name.decode()
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            )
        ]
        return {name: _rows(database, name) for name in sorted(names)}
    finally:
        database.text_factory = str


def _rows(database: sqlite3.Connection, table: str) -> Rows:
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [c[1].decode() for c in columns]
    key = [c[1].decode() for c in sorted(columns, key=lambda c: c[5]) if c[5]] or names
    listed, order = (", ".join(f'"{n}"' for n in some) for some in (names, key))
    digest, count = hashlib.sha256("\t".join(names).encode()), 0
    for row in database.execute(f'SELECT {listed} FROM "{table}" ORDER BY {order}'):
        count += 1
        for value in row:
            kept = value if isinstance(value, bytes) else repr(value).encode()
            digest.update(f"{type(value).__name__}:{len(kept)}:".encode())
            digest.update(kept)
    return Rows(rows=count, sha256=digest.hexdigest())


def copied(source: BinaryIO, target: BinaryIO | None = None, most: int | None = None) -> Kept:
    """Reads a stream to its end, or to one byte past `most`; what was read, written to the target on the way."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
        if most is not None and size > most:
            break
    return Kept(bytes=size, sha256=digest.hexdigest())
