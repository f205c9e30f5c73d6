"""The database behind the library: opened, brought to the present schema, used in short sessions."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from errors import NianbaoError
from library.faults import DAMAGED, sentence_of

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_FIRST_SCHEMA = "0001"
# The version of SQLite's own header from which on all that was deleted has been overwritten.
_OVERWRITING = 1


class LibraryError(NianbaoError):
    """The library cannot be used; the message is one clear Chinese sentence."""


class Database:
    """One database address. Every session is one transaction: a kill at any moment loses at most the last one."""

    def __init__(self, url: str) -> None:
        try:
            self._engine = _engine(url)
            with self._engine.begin() as connection:
                _upgrade(connection)
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise LibraryError(
                "资料库打不开，文件可能已损坏或没有写权限；请检查 NIANBAO_DATA_DIR 与 NIANBAO_DATABASE_URL，或换一个文件夹重试。"
            ) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at its end, or rolled back where an error ends it.

        Raises a LibraryError where the database fails: full, read-only, damaged, busy, out of reach.
        """
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except IntegrityError:
            raise
        except (DBAPIError, UnicodeDecodeError) as error:
            raise LibraryError(sentence_of(error)) from error

    def one_at_a_time(self, session: Session, what: str) -> None:
        """Lets one process after the other do something, until the session ends; to be called before anything is read.

        SQLite would take its lock at the first change only: whoever read before it is refused then, or changes what
        another has changed meanwhile.
        """
        _queue_up(session.connection(), what)

    def ping(self) -> None:
        """Raises a LibraryError where the database does not answer."""
        with self.session() as session:
            session.execute(text("SELECT 1 FROM alembic_version"))

    def check(self) -> None:
        """Raises a LibraryError where SQLite finds its file damaged: better told at the start than met later."""
        if self._engine.dialect.name == "sqlite":
            with self.session() as session:
                found = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise LibraryError(DAMAGED)

    def scrub(self) -> None:
        """Makes sure that SQLite's files hold nothing of what was deleted; other databases do so in their own time."""
        if self._engine.dialect.name != "sqlite":
            return
        try:
            self._overwrite()
        except (DBAPIError, sqlite3.Error) as error:
            raise LibraryError(sentence_of(error)) from error

    def _overwrite(self) -> None:
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            # What was deleted before deleting meant overwriting is still in the free pages, once.
            if raw.execute("PRAGMA user_version").fetchone()[0] < _OVERWRITING:
                raw.execute("VACUUM")
                raw.execute(f"PRAGMA user_version = {_OVERWRITING}")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the database's connections."""
        self._engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of the library where SQLite keeps it; None where a server does."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def known_schemas() -> set[str]:
    """The versions of the schema that this program can bring to the present one."""
    from alembic.script import ScriptDirectory

    return {revision.revision for revision in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def _queue_up(connection: Connection, what: str) -> None:
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(f"nianbao {what}".encode()).digest()[:8], signed=True)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _engine(url: str) -> Engine:
    file = sqlite_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith("sqlite"):
        # A server that was away is used again as soon as it is back.
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _sqlite_safety)
    return engine


def _sqlite_safety(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    """Brings the schema to the present one; a library from before there were migrations is the first schema."""
    _queue_up(connection, "migrations")
    known = set(inspect(connection).get_table_names())
    if "alembic_version" in known:
        present = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if present == _newest_schema():
            return  # as at nearly every start: alembic takes long to import

    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if "reports" in known and "alembic_version" not in known:
            command.stamp(config, _FIRST_SCHEMA)
        command.upgrade(config, "head")
    except CommandError as error:
        raise LibraryError(
            "资料库是由更新版本的程序建立的，这个版本不能使用；请升级程序，或换一个文件夹。"
        ) from error


def _newest_schema() -> str:
    """The version of the last migration, which begins the name of its file."""
    return max(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
