"""What every answer tells the browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from office.workspace import Workspace
from settings import Settings
from tests.security.conftest import Target
from web.server import make_application

PATHS = ("", "review/", "config", "robots.txt", "gradio_api/info", "no/such/page", "gradio_api/token")


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(local: Target, path: str) -> None:
    headers = local.client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert (
        "frame-ancestors 'none'" in policy
        and "object-src 'none'" in policy
        and "default-src 'self'" in policy
    )


def test_a_refusal_carries_them_too(local: Target) -> None:
    for answer in (
        local.client().get("", headers={"Host": "evil.example"}),
        local.client().post("gradio_api/run/ask", json={}, headers={"Origin": "https://evil.example"}),
    ):
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_page_runs_only_the_scripts_that_it_was_made_with(local: Target, guarded: Target) -> None:
    for answer in (
        local.client().get(""),
        local.client().get("review/"),
        guarded.client().get("review/login"),
    ):
        scripts = answer.headers["content-security-policy"].split("script-src")[1].split(";")[0]
        assert "'sha256-" in scripts and "'unsafe-inline'" not in scripts


def test_a_fault_of_the_program_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    workspace = Workspace(Settings(data_dir=tmp_path))
    application = make_application(workspace, with_login=False)

    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the program")

    monkeypatch.setattr(workspace.library, "entries", fail)
    client = TestClient(application, base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = client.post("/gradio_api/run/reports", json={"data": []})
    assert answer.status_code == 500 and "程序出错" in answer.json()["error"]
    assert "secret" not in answer.text
    workspace.close()
