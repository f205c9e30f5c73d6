"""A backup holds everything, comes back identical, and every earlier schema is brought up to date."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import subprocess
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from library.backup import BackupError, make_backup
from library.database import Database, LibraryError, known_schemas
from library.manifest import DATABASE, table_digests
from library.restore import restore_backup
from library.schema import Base
from office.workspace import Workspace
from settings import Settings
from tests.conftest import ROOT, SAMPLE

SCHEMAS = sorted((ROOT / "tests" / "schemas").glob("*.sql"))
NEWEST = SCHEMAS[-1]


def kept(folder: Path, schema: Path = NEWEST) -> str:
    """A data folder with a library of an earlier schema; the address of its database."""
    folder.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        database.executescript(schema.read_text(encoding="utf-8"))
    return f"sqlite:///{folder / DATABASE}"


def digests(folder: Path) -> dict[str, object]:
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        return dict(table_digests(database))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of the present schema with a file of the office's own and a vector store."""
    folder = tmp_path / "of office"
    Database(kept(folder)).close()
    (folder / "review.toml").write_text('off = ["TXT01"]', encoding="utf-8")
    (folder / "chroma").mkdir()
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"rebuilt")
    return folder


def made(data: Path, target: Path) -> Path:
    make_backup(f"sqlite:///{data / DATABASE}", data, target)
    return target


def test_what_is_restored_is_what_was_kept(data: Path, tmp_path: Path) -> None:
    archive, back = made(data, tmp_path / "backup.zip"), tmp_path / "back"
    restore_backup(archive, back)
    before, after = digests(data), digests(back)
    assert {k: v for k, v in after.items() if k != "sessions"} == {
        k: v for k, v in before.items() if k != "sessions"
    }
    assert sorted(p.name for p in back.iterdir()) == [DATABASE, "review.toml"]
    assert (back / "review.toml").read_bytes() == (data / "review.toml").read_bytes()


def test_the_index_is_not_kept_and_is_made_anew_from_what_is_restored(
    workspace: Workspace, tmp_path: Path
) -> None:
    entry = workspace.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    workspace.open_index()  # as a page that runs has it: its files are being written
    assert workspace.search("残疾人", 1, {entry.id})
    archive = made(workspace.settings.data_dir, tmp_path / "backup.zip")
    restore_backup(archive, tmp_path / "back")
    assert [p.name for p in (tmp_path / "back").iterdir()] == [DATABASE]
    restored = Workspace(Settings(data_dir=tmp_path / "back"))
    try:
        restored.open_index()
        assert restored.search("残疾人", 1, {entry.id})
    finally:
        restored.close()


def test_two_backups_of_the_same_have_one_digest(data: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{data / DATABASE}"
    first, second = (make_backup(url, data, tmp_path / name).digest for name in ("a.zip", "b.zip"))
    with contextlib.closing(sqlite3.connect(data / DATABASE)) as database, database:
        database.execute("UPDATE letters SET text = text || '。'")
    assert first == second != make_backup(url, data, tmp_path / "c.zip").digest


def test_nobody_is_logged_in_after_a_restore(data: Path, tmp_path: Path) -> None:
    restore_backup(made(data, tmp_path / "backup.zip"), tmp_path / "back")
    with contextlib.closing(sqlite3.connect(tmp_path / "back" / DATABASE)) as database:
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (0,)


def test_a_backup_is_for_its_maker_alone(data: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(made(data, tmp_path / "backup.zip").stat().st_mode) == 0o600


def test_a_backup_holds_one_moment_while_others_write(data: Path, tmp_path: Path) -> None:
    """Each writing changes two tables in one transaction: a backup has both or neither."""
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(data / DATABASE, timeout=10)) as database:
            number = 0
            while not stop.is_set():
                number += 1
                with database:
                    database.execute("UPDATE letters SET text = ?", (str(number),))
                    database.execute("UPDATE decisions SET reason = ?", (str(number),))
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    try:
        archives = [made(data, tmp_path / f"{n}.zip") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for n, archive in enumerate(archives):
        restore_backup(archive, tmp_path / f"back{n}")
        with contextlib.closing(sqlite3.connect(tmp_path / f"back{n}" / DATABASE)) as database:
            texts = {row[0] for row in database.execute("SELECT text FROM letters")}
            assert texts == {row[0] for row in database.execute("SELECT reason FROM decisions")}


def test_an_earlier_backup_in_the_data_folder_is_not_taken_along(data: Path, tmp_path: Path) -> None:
    made(data, data / "monday.zip")
    restore_backup(made(data, data / "tuesday.zip"), tmp_path / "back")
    assert not (tmp_path / "back" / "monday.zip").exists()


def test_a_backup_is_never_written_over(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    target.write_bytes(b"mine")
    with pytest.raises(BackupError, match="已经存在"):
        made(data, target)
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [("postgresql://db/nianbao", "pg_dump"), ("sqlite:////nowhere/library.sqlite3", "没有资料库")],
)
def test_what_cannot_be_backed_up_is_told(url: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=sentence):
        make_backup(url, tmp_path, tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_library_is_not_backed_up(data: Path, tmp_path: Path) -> None:
    path = data / DATABASE
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(BackupError):
        made(data, tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == [data]


def test_only_an_empty_folder_is_restored_to(data: Path, tmp_path: Path) -> None:
    archive = made(data, tmp_path / "backup.zip")
    before = digests(data)
    with pytest.raises(BackupError, match="已有内容"):
        restore_backup(archive, data)
    assert digests(data) == before


def test_logs_and_a_try_that_was_killed_are_no_content(data: Path, tmp_path: Path) -> None:
    back = tmp_path / "back"
    (back / "logs").mkdir(parents=True)
    (back / ".restoring-x").mkdir()
    restore_backup(made(data, tmp_path / "backup.zip"), back)
    assert sorted(p.name for p in back.iterdir()) == [DATABASE, "logs", "review.toml"]


def cut(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-200])


def flip(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 4] ^= 0xFF
    archive.write_bytes(bytes(content))


def rewrite(archive: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(archive) as packed:
        content = {n: packed.read(n) for n in packed.namelist()}
    with zipfile.ZipFile(archive, "w") as packed:
        for name, was in content.items():
            packed.writestr(name, change(name, was))


def other_file(archive: Path) -> None:
    rewrite(archive, lambda name, was: was + b"#" if name == "review.toml" else was)


def escaping(archive: Path) -> None:
    rewrite(archive, lambda name, was: was.replace(b'"review.toml"', b'"../review.toml"'))


def no_archive(archive: Path) -> None:
    archive.write_text("这不是备份", encoding="utf-8")


@pytest.mark.parametrize("damage", [cut, flip, other_file, escaping, no_archive])
def test_a_damaged_backup_leaves_nothing(data: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    archive, back = made(data, tmp_path / "backup.zip"), tmp_path / "back"
    damage(archive)
    with pytest.raises(BackupError, match="损坏"):
        restore_backup(archive, back)
    assert list(back.iterdir()) == []


def newer(folder: Path) -> str:
    url = kept(folder)
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    return url


def test_a_backup_of_a_newer_program_is_told(tmp_path: Path) -> None:
    make_backup(newer(tmp_path / "newer"), tmp_path / "newer", tmp_path / "backup.zip")
    with pytest.raises(BackupError, match="更新版本的程序"):
        restore_backup(tmp_path / "backup.zip", tmp_path / "back")


def test_a_library_of_a_newer_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="更新版本的程序"):
        Database(newer(tmp_path / "newer"))


def test_every_schema_has_its_data() -> None:
    """A new migration needs the data of its schema here, for the next one to be tried on."""
    assert {path.stem for path in SCHEMAS} == known_schemas()


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_data_of_every_schema_is_brought_up_to_date(schema: Path, tmp_path: Path) -> None:
    """By opening it, and by restoring a backup of it: the tables are the present ones, and no row is lost."""
    url = kept(tmp_path / "old", schema)
    before = {name: rows.rows for name, rows in digests(tmp_path / "old").items()}  # type: ignore[attr-defined]
    make_backup(url, tmp_path / "old", tmp_path / "backup.zip")
    restore_backup(tmp_path / "backup.zip", tmp_path / "back")
    Database(url).close()
    for folder in ("old", "back"):
        after = {name: rows.rows for name, rows in digests(tmp_path / folder).items()}  # type: ignore[attr-defined]
        assert {name: after[name] for name in before if name != "sessions"} == {
            name: rows for name, rows in before.items() if name != "sessions"
        }
        assert columns(tmp_path / folder) == {
            table.name: {column.name for column in table.columns} for table in Base.metadata.tables.values()
        }


def columns(folder: Path) -> dict[str, set[str]]:
    engine = create_engine(f"sqlite:///{folder / DATABASE}")
    found = inspect(engine)
    names = set(found.get_table_names()) - {"alembic_version"}
    listed = {name: {c["name"] for c in found.get_columns(name)} for name in names}
    engine.dispose()
    return listed


def test_the_commands_tell_the_same_digest(
    nianbao: Callable[..., subprocess.CompletedProcess[str]], data: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.zip"
    saved = nianbao("backup", archive, NIANBAO_DATA_DIR=str(data))
    restored = nianbao("restore", archive, NIANBAO_DATA_DIR=str(tmp_path / "back"))
    again = nianbao("restore", archive, NIANBAO_DATA_DIR=str(tmp_path / "back"))
    told = [line for line in saved.stdout.splitlines() if line.startswith("校验值")]
    assert told and told[0] in restored.stdout and (tmp_path / "back" / DATABASE).exists()
    assert again.returncode == 2 and again.stderr.count("\n") == 1
