"""Nobody fills the disk or the memory: what the page does not need is closed, what it takes has an end."""

from __future__ import annotations

import asyncio
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from library.files import SEVERAL, Files
from library.shared_files import FilesError
from tests.event_loop import awaited
from tests.security.conftest import Target
from web.gates import allowed
from web.patience import Patient

CLOSED = (
    "GET proxy=http://evil.example", "GET run-history/buckets", "GET runs", "GET dev/reload", "GET openapi.json",
    "GET profiling/traces", "POST process_recording", "POST vibe-edit", "POST run-history/connect",
    "POST stream/x", "GET vibe-code", "GET custom_component/x/y/z/w", "GET token", "GET deep_link", "POST api/ask",
)  # fmt: skip


@pytest.mark.parametrize("route", CLOSED)
def test_what_the_page_does_not_need_is_closed_on_both_faces(local: Target, route: str) -> None:
    method, path = route.split()
    for face in ("", "review/"):
        answer = local.client().request(method, f"{face}gradio_api/{path}", json={})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "path", ["monitoring", "monitoring/summary", "pwa_icon", "svelte/x", "docs", "openapi.json"]
)
def test_no_other_page_is_there(local: Target, path: str) -> None:
    for face in ("", "review/"):
        assert local.client().get(f"{face}{path}").status_code == 404


def test_citizens_upload_nothing(local: Target) -> None:
    for path in ("gradio_api/upload", "gradio_api/upload/", "gradio_api/upload?upload_id=x"):
        assert local.client().post(path, files={"files": b"x"}).status_code == 404


@pytest.mark.parametrize("path", ["run/ask", "queue/join", "call/ask", "cancel", "reset"])
def test_a_large_body_is_cut_off(local: Target, path: str) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"data": ["'
        for _ in range(200):
            yield b"x" * 100_000

    for face in ("", "review/"):
        for content in (b"x" * 3_000_000, endless()):
            answer = local.client().post(f"{face}gradio_api/{path}", content=content)
            assert answer.status_code == 413 and answer.json()["detail"].endswith("。")


def test_a_body_nested_without_end_is_refused(local: Target) -> None:
    answer = local.client().post("review/gradio_api/run/ask", content=b'{"data":' + b"[" * 200_000)
    assert answer.status_code == 400


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files", age=100, most=1000, largest=600)


def test_an_upload_that_is_too_large_leaves_nothing(files: Files) -> None:
    with pytest.raises(FilesError, match="太大"):
        files.take("li", "a.pdf", io.BytesIO(b"x" * 601))
    assert not [p for p in files.folder.rglob("*") if p.is_file()]


def test_uploads_have_an_end_together(files: Files) -> None:
    files.take("li", "a.pdf", io.BytesIO(b"x" * 600))
    with pytest.raises(FilesError, match="空间已满"):
        files.take("li", "b.pdf", io.BytesIO(b"x" * 500))


def test_of_the_files_made_the_oldest_give_way(files: Files) -> None:
    first = files.make("li", "a.docx", b"x" * 600)
    second = files.make("li", "b.docx", b"x" * 600)
    assert not Path(first).exists() and Path(second).exists()


def test_old_files_go(files: Files) -> None:
    old, new = (files.take("li", name, io.BytesIO(b"x")) for name in ("old.pdf", "new.pdf"))
    os.utime(old, (time.time() - 200,) * 2)
    files.sweep()
    assert not old.exists() and new.exists()


def test_a_file_says_whose_it_is_and_of_what(files: Files) -> None:
    path = Path(files.make("li", "意见.docx", b"x", of="report1"))
    assert path.relative_to(files.folder).parts[:2] == ("li", "report1")
    belongs = {whose: files.found(str(path), whose) is not None for whose in ("li", "wang", "", "..", ".")}
    assert belongs == {"li": True, "wang": False, "": False, "..": False, ".": False}


def test_what_tells_of_a_report_goes_with_it(files: Files) -> None:
    gone = [files.make(who, "a.docx", b"x", of) for who in ("li", "wang") for of in ("report1", SEVERAL)]
    stays = [files.make("li", "b.docx", b"x", "report2"), str(files.take("li", "c.pdf", io.BytesIO(b"x")))]
    files.forget_report("report1")
    assert not any(Path(p).exists() for p in gone)
    assert all(Path(p).exists() for p in stays)


def test_a_folder_of_another_user_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "files").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FilesError, match="别的用户"):
        Files(tmp_path / "files").secure()


DEEP = '{"data":' + "[" * 60 + "1" + "]" * 60 + "}"
WIDE_AND_DEEP = '{"data":' + "[" * 900 + ",".join(['""'] * 15_000) + "]" * 900 + "}"
MANY = '{"data":[' + ",".join(["{}"] * 150_000) + "]}"


@pytest.mark.parametrize("body", [DEEP, WIDE_AND_DEEP, MANY], ids=["deep", "wide and deep", "many"])
def test_a_body_costs_no_more_to_look_through_than_to_send(local: Target, body: str) -> None:
    """Each text in a body was once handed up through every level above it: 2 MB kept everyone waiting for minutes."""
    sent = local.client().post(
        "review/gradio_api/run/ask", content=body, headers={"Content-Type": "application/json"}
    )
    assert sent.status_code == 400 and sent.json()["detail"].endswith("。")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_number_that_is_none_is_refused(local: Target, number: str) -> None:
    content = f'{{"data":["多久给答复","",{number}]}}'
    headers = {"Content-Type": "application/json"}
    answer = local.client().post("gradio_api/run/search", content=content, headers=headers)
    assert answer.status_code == 400 and answer.json()["detail"].endswith("。")


@pytest.mark.parametrize("name", ["ask", "search"])
def test_a_question_that_would_take_minutes_to_read_is_refused(local: Target, name: str) -> None:
    data = ["收到申请多少件，" * 100, ""]
    answer = local.client().post(
        f"gradio_api/run/{name}", json={"data": data if name == "ask" else [*data, 5]}
    )
    assert answer.json()["error"] == "问题太长（最多500个字）；请分成几个问题来问。"


def test_a_citizen_sends_no_more_than_a_question(local: Target) -> None:
    answer = local.client().post("gradio_api/run/ask", content=b"x" * 100_000)
    assert answer.status_code == 413


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads the whole body."""
    if scope["type"] == "http":
        await Request(scope, receive).body()
        await JSONResponse("done")(scope, receive, send)


class Slow:
    """A client that says the beginning of something and then waits."""

    def __init__(self, beginning: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Patient, "seconds", 0.05)
        monkeypatch.setattr(allowed, "_SECONDS", 0.05)
        self._beginning = beginning

    async def hears(self) -> bytes:
        """All that a server with a single address says to it until it closes the connection."""
        config = uvicorn.Config(allowed.Allowed(echo), port=0, http=Patient, log_config=None)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(self._beginning)
        heard = await asyncio.wait_for(reader.read(), 20)
        writer.close()
        server.should_exit = True
        await running
        return heard


def test_who_never_says_whole_what_is_wanted_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slow loris: connections that are held open by half a request."""
    slow = Slow(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", monkeypatch)
    assert awaited(slow.hears()) == b""


def test_a_body_that_does_not_arrive_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b"POST /gradio_api/run/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"
    monkeypatch.setattr(allowed, "_SLOWEST", 1e9)
    heard = awaited(Slow(head + b'{"data', monkeypatch).hears())
    assert heard.startswith(b"HTTP/1.1 408") and "太久" in heard.decode()
