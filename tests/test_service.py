"""The page as a service: what monitoring is told, and that nobody enters through a proxy without a login."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from app import ServeError, require_accounts
from library.accounts import Accounts
from office.workspace import Workspace
from settings import Settings
from web.gates.allowed import Allowed, most_bytes
from web.server import _add_routes


def asked(workspace: Workspace) -> tuple[int, dict[str, str]]:
    application = Starlette(routes=list[Route]())
    _add_routes(application, workspace, None)
    answer = TestClient(Allowed(application)).get("/healthz")
    return answer.status_code, answer.json()


def test_a_page_that_works_says_so(workspace: Workspace) -> None:
    assert asked(workspace) == (200, {"database": "ok", "search": "preparing"})


def test_a_page_without_its_database_says_so(workspace: Workspace) -> None:
    workspace.database.close()
    (workspace.settings.data_dir / "library.sqlite3").write_bytes(b"no database " * 1000)
    status, told = asked(workspace)
    assert status == 503 and told["database"] == "failed" and told["error"].endswith("。")


@pytest.mark.parametrize(
    "reached_by", [{"allowed_hosts": ("bao.example.gov.cn",)}, {"trusted_proxies": ("127.0.0.1",)}]
)
def test_a_loopback_address_behind_a_proxy_needs_a_login(
    workspace: Workspace, reached_by: dict[str, Any]
) -> None:
    with pytest.raises(ServeError, match="users add"):
        require_accounts(Settings(**reached_by), workspace)
    Accounts(workspace.database).add("li", "correct horse battery")
    assert require_accounts(Settings(**reached_by), workspace)


def test_monitoring_may_only_ask() -> None:
    assert most_bytes({"path": "/healthz", "method": "GET"}) == 0
    assert most_bytes({"path": "/healthz", "method": "POST"}) is None


def test_an_address_that_is_none_is_a_page_for_a_person_and_data_for_a_program() -> None:
    client = TestClient(Allowed(Starlette()))
    page = client.get("/review/doesnotexist", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "没有这个网址" in page.text and 'href="/review/"' in page.text
    assert "没有这个网址" in client.get("/review/doesnotexist").json()["error"]
