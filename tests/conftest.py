from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from answering.assistant import Assistant
from answering.source import Source
from benchmarks import server
from benchmarks.browser import CHROMIUM, chromium
from benchmarks.server import NIANBAO
from library.database import Database
from office.workspace import Workspace
from reports.model import Report
from reports.parse import parse_file
from settings import Settings
from tests.model_server import ModelServer
from tests.postgresql import PostgreSql, programs, running

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = next((ROOT / "corpus" / "reports").glob("*.txt"))


def without_program(name: str) -> NoReturn:
    """Passes a test over where a program is not installed; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: its tests cannot be passed over in CI")
    pytest.skip(f"{name} is not installed")


@pytest.fixture(autouse=True)
def no_endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reaches a model or the developer's own library unless it opens one itself."""
    for name in [n for n in os.environ if n.startswith(("OPENAI_", "NIANBAO_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NIANBAO_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """One for all tests: the Regulation's searcher takes longer to make than a question to answer."""
    return Assistant()


@pytest.fixture(scope="session")
def sample() -> Report:
    return parse_file(SAMPLE)


@pytest.fixture
def sample_source(sample: Report) -> Source:
    return Source("sample", sample)


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    model = ModelServer()
    yield model
    model.close()


@pytest.fixture
def nianbao(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command as a subprocess, with a data folder of its own."""

    def run(
        *arguments: object, stdin: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(NIANBAO), *map(str, arguments)],
            input=stdin, capture_output=True, text=True, timeout=120,
            env={**os.environ, **environment},
        )  # fmt: skip

    return run


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server without a model, for all the tests of a module."""
    with server.served(tmp_path_factory.mktemp("served")) as running:
        yield running.url


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSql]:
    """One server for all tests; each takes a fresh database of it."""
    found = programs()
    if found is None:
        without_program("postgresql")
    with running(found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each of those that a library may be kept in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library.sqlite3'}"
    return str(request.getfixturevalue("postgresql").fresh())


@pytest.fixture
def two_processes(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Workspace, Workspace]]:
    """Two processes of one library, of which none does a job but where a test says so."""
    monkeypatch.setattr(Workspace, "go_on", lambda self: None)
    one, other = (
        Workspace(Settings(database_url=address, data_dir=tmp_path / name)) for name in ("one", "other")
    )
    yield one, other
    for workspace in (one, other):
        workspace.close()


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    opened = Database(address)
    yield opened
    opened.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not shutil.which(CHROMIUM):
        without_program("chromium")
    from playwright.sync_api import expect

    expect.set_options(timeout=40_000)
    with chromium() as running:
        yield running
