"""Uploads and files for download that several processes share: in a folder or in an S3-compatible store they are the same to
the page, and each process hands out, refuses and deletes what another one took or made."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import boto3
import httpx
import pytest
from fsspec import AbstractFileSystem
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem
from sqlalchemy import delete

from benchmarks.server import Server, served
from library.accounts import Accounts
from library.database import Database
from library.files import SEVERAL, Files
from library.schema import SharedFileRow
from library.shared_files import FilesError, SharedFiles
from settings import Settings
from tests.conftest import SAMPLE
from tests.postgresql import PostgreSql

PASSWORD = "correct horse battery"
KEYS = {"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "nothing", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of an S3-compatible server with an empty bucket."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"], region_name=KEYS["AWS_DEFAULT_REGION"],
    )  # fmt: skip
    client.create_bucket(Bucket="bao")
    yield address
    server.stop()


@pytest.fixture(params=["folder", "memory", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place of each kind, empty."""
    if request.param == "folder":
        return str(tmp_path / "shared")
    if request.param == "memory":
        return f"memory://bao/{tmp_path.name}"
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": request.getfixturevalue("s3")}.items():
        monkeypatch.setenv(name, value)
    return f"s3://bao/{tmp_path.name}"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Database]:
    """The database of the processes, which lists what they share."""
    opened = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def two(url: str, library: Database, tmp_path: Path) -> tuple[Files, Files]:
    """The files of two processes."""
    shared = (SharedFiles(url, library), SharedFiles(url, library))
    one, other = (
        Files(tmp_path / name, most=1000, largest=600, shared=s)
        for name, s in zip(("one", "other"), shared, strict=True)
    )
    for files in (one, other):
        files.begin()
    return one, other


def test_what_one_process_takes_and_makes_the_other_hands_out(two: tuple[Files, Files]) -> None:
    one, other = two
    taken = str(one.take("li", "报告.pdf", io.BytesIO(b"taken")))
    made = one.make("li", "意见.docx", b"made", of="report1")
    for path, content in ((taken, b"taken"), (made, b"made")):
        found = other.found(path, "li")
        assert found is not None and found.read_bytes() == content and found.name == Path(path).name
        assert found.is_relative_to(other.folder)
        assert {who: other.found(path, who) for who in ("wang", "", "..")} == {
            "wang": None,
            "": None,
            "..": None,
        }


def test_what_one_deletes_is_handed_out_by_none(two: tuple[Files, Files]) -> None:
    one, other = two

    def gone(*paths: str) -> bool:
        return not any(files.found(p, "li") for files in two for p in paths)

    paths = [one.make("li", "a.docx", b"x", of) for of in ("report1", SEVERAL)]
    stays = one.make("li", "b.docx", b"x", "report2")
    assert other.found(paths[0], "li")
    other.forget_report("report1")
    assert gone(*paths) and other.found(stays, "li")
    other.discard(other.found(stays, "li") or Path())
    assert gone(stays)
    path = one.make("li", "c.docx", b"x")
    other.forget_caller("li")
    assert gone(path)


def test_a_path_leads_nowhere_else(two: tuple[Files, Files]) -> None:
    one, other = two
    path = one.make("li", "a.docx", b"x")
    for wrong in (f"{path}/../../../../../etc/passwd", "/etc/passwd", "li/../../wang/a.docx", f"{path}\0"):
        assert other.found(wrong, "li") is None


def test_there_is_an_end_to_all_of_them_together_and_the_oldest_made_give_way(
    two: tuple[Files, Files],
) -> None:
    one, other = two
    first = one.make("li", "a.docx", b"x" * 600)
    second = other.make("li", "b.docx", b"x" * 600)
    assert one.found(first, "li") is None and one.found(second, "li")
    with pytest.raises(FilesError, match="空间已满"):
        one.take("li", "c.pdf", io.BytesIO(b"x" * 500))


def test_the_store_is_not_listed_to_take_a_file_or_to_delete_one(
    two: tuple[Files, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(*_: object, **__: object) -> None:
        raise AssertionError("the whole store was listed")

    for kind in (AbstractFileSystem, LocalFileSystem, MemoryFileSystem, S3FileSystem):
        monkeypatch.setattr(kind, "find", listed)
    one, other = two
    one.take("li", "a.docx", io.BytesIO(b"x"))
    one.make("li", "b.docx", b"x", "report1")
    other.forget_report("report1")
    other.forget_caller("li")
    other.sweep()


def test_what_an_earlier_program_left_unlisted_is_found_by_the_next_start(
    url: str, library: Database, tmp_path: Path
) -> None:
    one = Files(tmp_path / "one", shared=SharedFiles(url, library))
    path = one.make("li", "a.docx", b"x")
    with library.session() as session:
        session.execute(delete(SharedFileRow))
    other = Files(tmp_path / "other", shared=SharedFiles(url, library))
    other.begin()
    other.forget_caller("li")
    assert one.found(path, "li") is None


def test_old_ones_go_and_a_process_that_starts_leaves_those_of_the_others(
    url: str, library: Database, tmp_path: Path
) -> None:
    one = Files(tmp_path / "one", shared=SharedFiles(url, library))
    one.begin()
    path = one.make("li", "a.docx", b"x")
    later = Files(tmp_path / "later", age=-5, shared=SharedFiles(url, library))
    later.begin()
    assert one.found(path, "li")
    later.sweep()
    assert one.found(path, "li") is None


@pytest.mark.parametrize("url", ["s9://bao/x", "s3x:bao"])
def test_an_address_of_no_kind_is_one_sentence(
    url: str, library: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "://" in url:
        with pytest.raises(FilesError, match="NIANBAO_FILES 不能使用"):
            SharedFiles(url, library)
    else:
        SharedFiles(url, library).prepare()


def test_a_store_that_does_not_answer_is_one_sentence(
    tmp_path: Path, library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(FilesError, match="没有正常答复"):
        Files(tmp_path / "one", shared=SharedFiles("s3://bao/silent", library)).begin()


def reviewer(server: Server) -> httpx.Client:
    client = httpx.Client(base_url=server.url, timeout=60)
    assert client.post("review/login", data={"username": "li", "password": PASSWORD}).status_code == 200
    return client


def test_two_processes_of_the_page_take_and_hand_out_each_others_files(
    postgresql: PostgreSql, s3: str, tmp_path: Path
) -> None:
    address = postgresql.fresh()
    database = Database(address)
    Accounts(database).add("li", PASSWORD)
    database.close()
    settings = {
        **KEYS, "AWS_ENDPOINT_URL": s3, "NIANBAO_DATABASE_URL": address, "NIANBAO_FILES": "s3://bao/pages",
        "NIANBAO_TRUSTED_PROXIES": "127.0.0.1",
    }  # fmt: skip
    with served(tmp_path / "one", **settings) as one, served(tmp_path / "other", **settings) as other:
        at_one = reviewer(one)
        at_other = httpx.Client(base_url=other.url, timeout=60, cookies=at_one.cookies)
        sent = at_one.post("review/gradio_api/upload", files={"files": (SAMPLE.name, SAMPLE.read_bytes())})
        (path,) = sent.json()
        shape = {"path": path, "meta": {"_type": "gradio.FileData"}}
        reviewed = at_other.post("review/gradio_api/run/review", json={"data": [shape]}).json()
        assert "findings" in reviewed["data"][0]
        assert at_other.get(f"review/gradio_api/file={path}").content == SAMPLE.read_bytes()
        assert reviewer(other).get(f"review/gradio_api/file={path}").status_code == 404
        at_one.post("review/logout")
        assert at_other.get(f"review/gradio_api/file={path}").status_code in (401, 404)


def test_as_it_comes_nothing_is_shared(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).files is None and "NIANBAO_FILES" not in os.environ
