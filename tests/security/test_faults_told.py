"""What breaks while the server runs is one sentence at the page, to programs and on the command line; the rest goes on."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from langchain_chroma import Chroma
from starlette.requests import Request
from starlette.testclient import TestClient

from benchmarks import server
from cli.program import main
from library.entries import Viewer
from library.faults import DAMAGED
from office.desk import Desk
from office.pending import Removals
from office.questions import assistant_of
from office.work import putting_away
from office.workspace import Workspace
from retrieval.locking import StoreDamagedError
from settings import Settings
from tests.conftest import SAMPLE
from tests.event_loop import awaited
from tests.security.conftest import PASSWORD, Target, with_accounts
from tests.security.test_sessions import place_of
from web.calls import Asked, guarded
from web.face import Face
from web.gates.arguments import CheckedBlocks
from web.gates.asgi import Faults


class PanicError(BaseException):
    """As pyo3's PanicException, which is no Exception."""


def panic(*_: object, **__: object) -> Any:
    raise PanicError("range end index 9 out of range")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A library of one report whose vectors are made."""
    opened = Workspace(Settings(data_dir=tmp_path / "data"))
    opened.open_index()
    opened.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    opened.make_vectors(behind=False)
    yield opened
    opened.close()


@pytest.fixture
def chroma_panics(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, in a store that was opened in good health."""
    for work in ("get", "similarity_search_by_vector_with_relevance_scores", "delete", "add_texts"):
        monkeypatch.setattr(Chroma, work, panic)


def damage(file: Path, table: str) -> None:
    """Writes noise over the first page of a table, and of each of its indexes, of a database that is open elsewhere."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name=?", (table,)).fetchall()
        with file.open("r+b") as content:
            for (page,) in pages:
                content.seek((page - 1) * size)
                content.write(b"\xff" * size)
        # What the other connections remember of the pages holds no longer.
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version={version + 1}")


def test_a_library_damaged_under_a_running_server_is_told_and_the_server_goes_on(tmp_path: Path) -> None:
    with_accounts(tmp_path, "li").close()
    settings = {"NIANBAO_ALLOWED_HOSTS": "bao.example.gov.cn"}
    with server.served(tmp_path, "--host", "0.0.0.0", **settings) as running:
        target = Target(running.url, tmp_path, tmp_path)
        li, visitor = target.reviewer("li"), target.visitor()
        places = {li: place_of(li, "review/"), visitor: place_of(visitor, "")}
        damage(tmp_path / "library.sqlite3", "reports")
        for client, face, name, asked in (
            (li, "review/", "rows", {}),
            (visitor, "", "agencies", {"typed": "残联"}),
        ):
            call = {"data": asked, "component_id": places[client], "fn_name": name, "session_hash": "s"}
            assert client.post(f"{face}gradio_api/component_server", json=call).json() == {"error": DAMAGED}
        for client, face in ((li, "review/"), (visitor, "")):
            for verb, data in (("reports", []), ("ask", ["收到多少件申请", ""])):
                said = client.post(f"{face}gradio_api/run/{verb}", json={"data": data}).json()
                assert DAMAGED in (said.get("error"), (said.get("data") or [{}])[0].get("error"))
        assert li.get("review/config").status_code == 200
        damage(tmp_path / "library.sqlite3", "sessions")
        for accept in ("text/html", "application/json"):
            answer = li.get("review/config", headers={"Accept": accept})
            assert answer.status_code == 500 and DAMAGED in answer.text
        wrong = target.client().post("review/login", data={"username": "li", "password": PASSWORD})
        assert wrong.status_code == 500 and wrong.json()["error"] == DAMAGED
        assert visitor.get("").status_code == 200


def test_a_library_damaged_before_a_command_is_told_by_it_and_the_regulation_searched(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close()
    damage(workspace.settings.data_dir / "library.sqlite3", "reports")
    monkeypatch.setattr(sys, "argv", ["nianbao", "search", "收到多少件申请"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 2 and told.err.startswith(DAMAGED) and told.err.count("\n") == 1


@pytest.mark.usefixtures("chroma_panics")
def test_a_panic_of_chroma_is_one_sentence_of_the_store(workspace: Workspace) -> None:
    with pytest.raises(StoreDamagedError, match="重新启动"):
        assistant_of(Desk(workspace, Viewer())).search("收到多少件申请", (), 5)


@pytest.mark.usefixtures("chroma_panics")
def test_a_panic_of_chroma_is_told_by_the_command(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def usable(_: Workspace) -> None:
        """The panic comes with the question and not as the store is opened."""
        _.searches.store = _._index = workspace._index

    monkeypatch.setattr(Workspace, "open_index", usable)
    monkeypatch.setattr(sys, "argv", ["nianbao", "search", "收到多少件申请"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and capsys.readouterr().err == f"{StoreDamagedError()}\n"


@pytest.mark.usefixtures("chroma_panics")
def test_a_report_is_deleted_though_chroma_panics_and_the_rest_is_done_at_the_next_start(
    workspace: Workspace,
) -> None:
    (entry,) = workspace.library.entries()
    workspace.remove(entry.id)
    assert workspace.library.entries() == []
    assert workspace.removals.unfinished() == [entry.id]


def test_damage_of_the_catalogue_is_told_when_it_is_met_and_mended_at_the_next_start(
    workspace: Workspace,
) -> None:
    damage(workspace.settings.data_dir / "passages.sqlite3", "passages")
    with pytest.raises(StoreDamagedError, match="重新启动"):
        assistant_of(Desk(workspace, Viewer())).search("收到多少件申请", (), 5)
    workspace.close()
    again = Workspace(workspace.settings)
    again.open_index()
    assert again.search("收到多少件申请", 3, {e.id for e in again.library.entries()})
    again.close()
    assert not list(workspace.settings.data_dir.glob("*.damaged"))


def test_a_panic_in_a_call_of_the_page_is_one_sentence(workspace: Workspace) -> None:
    told = guarded(Face(workspace, False), Asked, lambda *_: panic(), {}, None)
    assert told["error"].endswith("。") and "range" not in told["error"]


def test_a_panic_in_a_handler_or_an_endpoint_is_one_sentence() -> None:
    with CheckedBlocks() as blocks:
        gr.Button().click(panic, None, gr.JSON(), api_name="x")
    with pytest.raises(gr.Error, match="程序出错"):
        awaited(blocks.call_function(blocks.fns[0], []))


def test_whoever_cancels_a_handler_is_not_told_of_a_fault() -> None:
    async def cancelled() -> None:
        raise asyncio.CancelledError

    with CheckedBlocks() as blocks:
        gr.Button().click(cancelled, None, gr.JSON(), api_name="x")
    with pytest.raises(asyncio.CancelledError):
        awaited(blocks.call_function(blocks.fns[0], []))


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_panic_behind_the_gates_is_answered_and_the_server_goes_on(accept: str) -> None:
    async def failing(scope: Any, receive: Any, send: Any) -> None:
        assert Request(scope)
        panic()

    client = TestClient(Faults(failing))
    for _ in range(2):
        answer = client.get("/", headers={"Accept": accept})
        assert answer.status_code == 500 and "程序出错" in answer.text


def test_a_panic_at_one_deletion_leaves_the_others(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, removals = Desk(workspace, Viewer()), Removals(workspace, seconds=0)
    (entry,) = desk.entries()
    monkeypatch.setattr(Desk, "remove", panic)
    monkeypatch.setattr(workspace, "go_on", lambda: None)
    workspace.jobs.pause = 0
    removals.begin(desk, [entry.id])
    while removals.hidden():
        assert workspace.other_hands.do_one(putting_away(workspace))
    assert workspace.library.size() == 1, "what could not be deleted is there again"
