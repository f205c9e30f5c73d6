"""Nobody fills the disk or the memory: what the page does not need is closed, what it takes has an end."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.files import SEVERAL, Files, FilesError
from tests.security.conftest import Target

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
    answer = local.client().post("gradio_api/run/ask", content=b'{"data":' + b"[" * 200_000)
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
    belongs = {whose: files.belongs(str(path), whose) for whose in ("li", "wang", "", "..", ".")}
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
