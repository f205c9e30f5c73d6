"""A real PostgreSQL for the tests: started on a free port in a temporary folder, as a user without rights."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from benchmarks.server import free_port

_INSTALLED = Path("/usr/lib/postgresql")
_LONGEST_START = 60.0
_NUMBERS = count(1)


@dataclass(frozen=True)
class PostgreSql:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    def address(self, database: str) -> str:
        """The address of one of its databases, as NIANBAO_DATABASE_URL takes it."""
        return f"postgresql://nianbao@127.0.0.1:{self.port}/{database}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"library{next(_NUMBERS)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self.address(name)


def programs() -> Path | None:
    """Where Debian keeps the programs of the newest PostgreSQL that is installed; None where there is none."""
    found = sorted(_INSTALLED.glob("*/bin/postgres"), key=lambda p: float(p.parent.parent.name))
    return found[-1].parent if found else None


def _user() -> str | None:
    """Whom to run as: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@contextmanager
def running(programs: Path) -> Iterator[PostgreSql]:
    """A server on a folder of its own; both are gone afterwards."""
    user, folder = _user(), Path(tempfile.mkdtemp(prefix="nianbao-postgresql-"))
    if user is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data, port = folder / "data", free_port()
    made = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "nianbao",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(list(map(str, made)), user=user, check=True, capture_output=True, cwd=folder)
    settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off")
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
    for setting in settings:
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd=folder)
    try:
        server = PostgreSql(port, process)
        _await(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: PostgreSql) -> None:
    deadline = time.monotonic() + _LONGEST_START
    while True:
        try:
            psycopg.connect(server.address("postgres")).close()
            return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
