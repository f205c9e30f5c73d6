from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest

from answering.source import Source
from benchmarks.browser import CHROMIUM, chromium
from reports.model import Report
from reports.parse import parse_file
from tests.model_server import ModelServer

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = next((ROOT / "corpus" / "reports").glob("*.txt"))
NIANBAO = Path(sys.executable).parent / "nianbao"


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
def sample() -> Report:
    return parse_file(SAMPLE)


@pytest.fixture
def sample_source(sample: Report) -> Source:
    return Source("sample", sample)


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    yield server
    server.close()


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError("the server ended before it answered")
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """The address of a running server with the sample report: citizens at /, reviewers at /review/."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    process = subprocess.Popen(
        [str(NIANBAO), "serve", "--port", str(port)],
        env={**environment, "NIANBAO_DATA_DIR": str(folder), **settings},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}/"
    try:
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server without a model, for all the tests of a module."""
    with serving(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not shutil.which(CHROMIUM):
        without_program("chromium")
    from playwright.sync_api import expect

    expect.set_options(timeout=10_000)
    with chromium() as running:
        yield running
