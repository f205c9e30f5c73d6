"""No file of the machine is handed out, whichever way an object that poses as a file is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import SAMPLE
from tests.security.conftest import CANARY, Target, call, functions, heard, upload

FACES = ("", "review/")
NO_FILES = "公众页面不接收文件。"
NOT_HERS = "只能使用本次登录后上传的文件；请重新上传。"


def posing(path: Path) -> list[Any]:
    """The shapes that Gradio takes for a file, and their disguises."""
    return [
        {"path": str(path), "meta": {"_type": "gradio.FileData"}},
        {"path": str(path)},
        {"a": [{"path": str(path), "url": None, "meta": {"_type": "gradio.FileData"}}]},
        {"meta": {"_type": "gradio.FileData"}, "url": f"file://{path}"},
    ]


def transports(
    client: httpx.Client, face: str, function: dict[str, Any], arguments: list[Any]
) -> Iterator[str]:
    """What comes back for a call of one function over each way that a call can take, by name and by number."""
    number, name = function["id"], function.get("api_name")
    clicked = {"data": arguments, "component_id": number, "fn_name": "x", "session_hash": "s"}
    yield client.post(f"{face}gradio_api/component_server", json=clicked).text
    body = {"data": arguments, "fn_index": number, "session_hash": f"s{number}", "event_data": None}
    joined = client.post(f"{face}gradio_api/queue/join", json=body)
    yield joined.text
    if joined.status_code == 200:
        yield heard(client, f"{face}gradio_api/queue/data?session_hash=s{number}")
    for way in ("run", "api", "call", "call/v2"):
        answer = client.post(f"{face}gradio_api/{way}/{name or 'predict'}", json=body)
        yield answer.text
        if way.startswith("call") and answer.status_code == 200:
            yield heard(client, f"{face}gradio_api/{way}/{name}/{answer.json()['event_id']}")


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("who", ["local", "stranger", "reviewer"])
def test_an_object_that_poses_as_a_file_is_refused_by_every_function(
    local: Target, guarded: Target, face: str, who: str
) -> None:
    target = local if who == "local" else guarded
    client = target.reviewer() if who == "reviewer" else target.visitor(face if who == "local" else "")
    known = functions(target.reviewer() if who == "stranger" else client, face)
    assert len(known) > 5
    for function in known:
        # Every shape by the number of some functions, the usual one of all of them over every way.
        for shape in posing(target.canary)[: 4 if function["id"] < 5 else 1]:
            for said in transports(client, face, function, [shape] * max(1, len(function["inputs"]))):
                assert CANARY not in said
                assert "event_id" not in said, f"{function['id']} took {shape}"


def test_the_refusal_is_one_sentence_on_either_face(local: Target) -> None:
    client = local.visitor("review/")
    shape = posing(local.canary)[0]
    for face, sentence in zip(FACES, (NO_FILES, NOT_HERS), strict=True):
        answer = client.post(f"{face}gradio_api/run/ask", json={"data": [shape, ""]})
        assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


def test_a_part_of_the_page_is_handed_no_file_in_any_form(local: Target) -> None:
    fields = {"data": "x", "component_id": "1", "fn_name": "x", "session_hash": "s"}
    for face in FACES:
        sent = local.visitor(face).post(
            f"{face}gradio_api/component_server", data=fields, files={"files": b"x"}
        )
        assert sent.status_code == 400


def test_what_was_clicked_does_not_pose_as_a_file_either(local: Target) -> None:
    body = {"data": ["", ""], "fn_index": 0, "session_hash": "e", "event_data": posing(local.canary)[0]}
    assert local.visitor().post("gradio_api/queue/join", json=body).status_code == 400


@pytest.mark.parametrize("path", ["library.sqlite3", "canary.txt"])
def test_no_address_serves_a_file_of_the_data_folder(local: Target, path: str) -> None:
    for client in (local.visitor(), local.visitor("review/")):
        for face in FACES:
            for way in ("file=", "file/", "proxy=", "file=file://", "stream/"):
                assert client.get(f"{face}gradio_api/{way}{local.data / path}").status_code == 404


def test_a_path_does_not_climb_out_of_the_folder_of_uploads(guarded: Target) -> None:
    client = guarded.reviewer()
    path = upload(client, "report.txt", b"content")
    up = "/".join([".."] * 8)
    for climbing in (f"{path}/{up}{guarded.canary}", f"{Path(path).parent}/{up}{guarded.canary}"):
        assert client.get(f"review/gradio_api/file={climbing}").status_code == 404
        shape = {"path": climbing, "meta": {"_type": "gradio.FileData"}}
        answer = client.post("review/gradio_api/run/review", json={"data": [shape]})
        assert answer.json()["detail"] == NOT_HERS


def test_a_link_among_the_uploads_leads_nowhere(guarded: Target) -> None:
    client = guarded.reviewer()
    link = Path(upload(client, "report.txt", b"content")).parent / "link.txt"
    link.symlink_to(guarded.canary)
    assert client.get(f"review/gradio_api/file={link}").status_code == 404


def test_the_name_of_an_upload_does_not_place_it_elsewhere(guarded: Target) -> None:
    client = guarded.reviewer()
    path = Path(upload(client, "../../../../tmp/outside.txt", b"content"))
    assert path.name == "outside.txt"
    assert client.get(f"review/gradio_api/file={path}").content == b"content"


def test_an_upload_belongs_to_the_session_that_sent_it(guarded: Target) -> None:
    li, wang = guarded.reviewer("li"), guarded.reviewer("wang")
    path = upload(li, SAMPLE.name, SAMPLE.read_bytes())
    shape = {"path": path, "meta": {"_type": "gradio.FileData"}}
    assert "findings" in call(li, "review/", "review", shape)
    refused = wang.post("review/gradio_api/run/review", json={"data": [shape]})
    assert refused.json()["detail"] == NOT_HERS
    assert wang.get(f"review/gradio_api/file={path}").status_code == 404
    assert guarded.client().get(f"review/gradio_api/file={path}").status_code == 401
    assert guarded.visitor().get(f"gradio_api/file={path}").status_code == 404


@pytest.mark.parametrize("wrong", [{"a": 1}, ["x"], 7, True, "x\0y", "\ud800"])
def test_an_argument_of_another_kind_is_refused_with_a_sentence(local: Target, wrong: object) -> None:
    content = json.dumps({"data": [wrong, ""]})
    headers = {"Content-Type": "application/json"}
    answer = local.visitor().post("gradio_api/run/ask", content=content, headers=headers)
    assert answer.status_code in (400, 500)
    assert "类型不对" in answer.json()["error"] or "无法处理" in answer.json()["error"]
