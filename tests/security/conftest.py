"""Running servers as an attacker finds them: one on the machine itself, one with a login, and what a stranger sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks import server
from library.accounts import Accounts
from library.database import Database

PASSWORD = "correct horse battery"
CANARY = "canary-5f1c7e"


@dataclass(frozen=True)
class Target:
    """A running server, its data folder, and a file of the machine that must never be handed out."""

    url: str
    data: Path
    canary: Path

    def client(self, **more: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30, **more)

    def reviewer(self, name: str = "li", password: str = PASSWORD) -> httpx.Client:
        """A logged-in reviewer."""
        client = self.client()
        entered = client.post("review/login", data={"username": name, "password": password})
        assert entered.json() == {"success": True}
        return client

    def visitor(self, face: str = "") -> httpx.Client:
        """Someone who has opened a page and has its cookies."""
        client = self.client()
        assert client.get(face, headers={"Accept": "text/html"}).status_code == 200
        return client


def with_accounts(folder: Path, *names: str) -> Database:
    """A library with these accounts."""
    database = Database(f"sqlite:///{folder / 'library.sqlite3'}")
    for name in names:
        Accounts(database).add(name, PASSWORD)
    return database


def _target(folder: Path, url: str) -> Target:
    canary = folder / "canary.txt"
    canary.write_text(CANARY)
    return Target(url, folder, canary)


@pytest.fixture(scope="package")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server on the machine itself, without a login."""
    folder = tmp_path_factory.mktemp("local")
    with server.served(folder) as running:
        yield _target(folder, running.url)


@pytest.fixture(scope="package")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server for other machines, with the accounts li and wang, behind a proxy on this machine that it believes."""
    folder = tmp_path_factory.mktemp("guarded")
    with_accounts(folder, "li", "wang").close()
    settings = {"NIANBAO_ALLOWED_HOSTS": "bao.example.gov.cn", "NIANBAO_TRUSTED_PROXIES": "127.0.0.1"}
    with server.served(folder, "--host", "0.0.0.0", **settings) as running:
        yield _target(folder, running.url)


def functions(client: httpx.Client, face: str) -> list[dict[str, Any]]:
    """Every function of a face, private ones too, as its page tells them to the browser."""
    found: list[dict[str, Any]] = client.get(f"{face}config").json()["dependencies"]
    return found


def upload(client: httpx.Client, name: str, content: bytes) -> str:
    """Uploads a file as the page does; its path on the server."""
    answer = client.post("review/gradio_api/upload", files={"files": (name, content)})
    assert answer.status_code == 200, answer.text
    return str(answer.json()[0])


def heard(client: httpx.Client, address: str) -> str:
    """What a stream of events says until it has ended or is silent for a while."""
    text = ""
    try:
        with client.stream("GET", address, timeout=httpx.Timeout(30, read=5)) as stream:
            for line in stream.iter_lines():
                text += line + "\n"
                if "process_completed" in line or "event: complete" in line or "event: error" in line:
                    break
    except (
        httpx.ReadTimeout,
        httpx.RemoteProtocolError,
    ):  # Gradio ends the stream of a queue that is not there
        pass
    return text


def call(client: httpx.Client, face: str, name: str, *arguments: object) -> dict[str, Any]:
    """What a named endpoint answers, asked without the queue."""
    answer = client.post(f"{face}gradio_api/run/{name}", json={"data": list(arguments)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["data"][0]
    return found
