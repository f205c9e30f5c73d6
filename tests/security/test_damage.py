"""Damage is told in one sentence, or mended where it can be, and never a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import CompletedProcess

import pytest
from chromadb.api.shared_system_client import SharedSystemClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from library.conversations import Conversations
from library.database import Database, LibraryError
from library.faults import DAMAGED
from library.schema import ExchangeRow
from library.store import Library
from office.opening import open_workspace
from office.workspace import Workspace
from retrieval.store import StoreError
from settings import Settings
from tests.conftest import SAMPLE

Nianbao = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in use: one report, indexed."""
    workspace = Workspace(Settings(data_dir=tmp_path / "data"))
    workspace.open_index()
    workspace.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    workspace.close()
    SharedSystemClient.clear_system_cache()  # as in another process
    return tmp_path / "data"


def spoil(path: Path, seed: int, pages: int = 12) -> None:
    """Writes noise over some pages of a file, not over its head."""
    content, random = bytearray(path.read_bytes()), Random(seed)
    for _ in range(pages):
        start = random.randrange(4096, len(content) - 4096) // 4096 * 4096
        content[start : start + 4096] = random.randbytes(4096)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_damaged_store_is_built_anew_from_the_library(data: Path, seed: int) -> None:
    spoil(data / "chroma" / "chroma.sqlite3", seed)
    workspace = Workspace(Settings(data_dir=data))
    workspace.open_index()
    visible = {e.id for e in workspace.library.entries()}
    assert workspace.search("收到多少件申请", 3, visible)
    workspace.close()


def test_a_damaged_library_is_told_at_the_start(data: Path) -> None:
    with sqlite3.connect(data / "library.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spoil(data / "library.sqlite3", 1, pages=40)
    with pytest.raises(LibraryError, match=r"备份|打不开"):
        open_workspace(Settings(data_dir=data))


def test_a_library_that_is_damaged_while_it_is_used_is_one_sentence(data: Path) -> None:
    database = Database(f"sqlite:///{data / 'library.sqlite3'}")
    with database.session() as session:
        session.connection().exec_driver_sql("PRAGMA writable_schema=ON")
        session.connection().exec_driver_sql("UPDATE sqlite_master SET rootpage=9999 WHERE name='exchanges'")
    database.close()
    damaged = Database.__new__(Database)
    damaged.__dict__.update(database.__dict__)
    with pytest.raises(LibraryError) as told:
        Conversations(damaged).of("x")
    assert str(told.value) == DAMAGED


def test_a_schema_newer_than_the_program_is_told(data: Path, nianbao: Nianbao) -> None:
    with sqlite3.connect(data / "library.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.close()
    done = nianbao("index", SAMPLE, NIANBAO_DATA_DIR=str(data))
    assert done.returncode == 2 and "更新版本" in done.stderr and "Traceback" not in done.stderr


def test_text_that_is_no_utf8_is_told(data: Path) -> None:
    with sqlite3.connect(data / "library.sqlite3") as connection:
        connection.execute("UPDATE reports SET agency=CAST(x'fffe' AS TEXT)")
    connection.close()
    database = Database(f"sqlite:///{data / 'library.sqlite3'}")
    with pytest.raises(LibraryError, match="UTF-8"):
        Library(database).entries()
    database.close()


@pytest.mark.parametrize("name", ["index.lock", "index.pid"])
def test_a_lock_that_is_a_folder_is_told(data: Path, name: str) -> None:
    (data / name).unlink(missing_ok=True)
    (data / name).mkdir()
    workspace = Workspace(Settings(data_dir=data))
    with pytest.raises(StoreError, match="删除它们"):
        workspace.open_index()
    workspace.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, nianbao: Nianbao) -> None:
    (tmp_path / "file").write_text("no folder")
    for command in (("index", SAMPLE), ("users", "list")):
        done = nianbao(*command, NIANBAO_DATA_DIR=str(tmp_path / "file" / "data"))
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert done.stderr.strip().endswith("。")


@pytest.mark.parametrize("question", ["多久给答复\udc80", "多久给\x01答复"])
def test_a_question_with_broken_characters_is_answered(nianbao: Nianbao, question: str) -> None:
    done = nianbao("ask", question)
    assert done.returncode == 0 and "20个工作日" in done.stdout


def test_a_question_with_nul_in_it_is_answered(nianbao: Nianbao) -> None:
    done = nianbao("ask", "-", stdin="多久给\0答复\n")
    assert done.returncode == 0 and "20个工作日" in done.stdout


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database or disk is full", "磁盘空间已满"),
        ("attempt to write a readonly database", "不可写"),
        ("x", "重试"),
    ],
)
def test_what_the_database_says_is_told_in_a_sentence(data: Path, said: str, sentence: str) -> None:
    database = Database(f"sqlite:///{data / 'library.sqlite3'}")
    failure = OperationalError("DELETE", {}, sqlite3.OperationalError(said))
    with pytest.raises(LibraryError, match=sentence), database.session():
        raise failure
    database.close()


def test_the_name_of_a_conversation_fits_its_column_however_long_it_is(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    conversations = Conversations(database)
    for name in ("x" * 500, "x" * 501):
        conversations.keep(name, "问", "{}")
    with database.session() as session:
        assert {len(row.conversation) for row in session.scalars(select(ExchangeRow))} == {40}
    assert len(conversations.of("x" * 500)) == 1
    database.close()
