"""Two processes of the page on one PostgreSQL and one Chroma server: what one takes in or removes the other knows; a server
that goes away costs nothing but the meaning of words, and is used again by itself when it is back."""

from __future__ import annotations

import json
import re
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from playwright.sync_api import expect

from benchmarks.server import Server, served
from library.entries import Viewer
from office.desk import Desk
from office.opening import follow
from office.questions import assistant_of
from office.search_state import SearchState
from office.workspace import Workspace
from retrieval.chroma import connect
from retrieval.locking import StoreUnreachableError
from settings import Settings
from tests.chroma_server import ChromaServer
from tests.chroma_server import running as chroma
from tests.conftest import SAMPLE, without_program
from tests.page_helpers import SAMPLE_AGENCY, opened
from tests.postgresql import programs, running

AGENCY, TOLD = "相山区财政局", "银杏大道便民服务点全年受理事项八百余次"
CONTENT = SAMPLE.read_bytes().replace(SAMPLE_AGENCY.encode(), AGENCY.encode()).replace(
    "二、主动公开政府信息情况".encode(), f"{TOLD}。\n二、主动公开政府信息情况".encode(), 1
)  # fmt: skip
_LONGEST = 90.0


@dataclass
class Two:
    """One process is the test's own, the other a page that is served."""

    one: Workspace
    other: Server
    chroma: ChromaServer
    folder: Path

    def kept_by_the_other(self) -> bool:
        """Whether a file of the page's own has the words of the report."""
        files = [f for f in self.folder.rglob("*") if f.is_file() and not f.name.endswith(".log")]
        return any(TOLD.encode() in f.read_bytes() for f in files)

    def hits(self, query: str) -> list[dict[str, Any]]:
        """What the page finds."""
        client = Client(self.other.url + "review/", verbose=False)
        answer = client.predict(query, "", 20, api_name="/search")
        assert "error" not in answer, answer
        return [h for h in answer["hits"] if h["source"] == "report"]

    def finds(self) -> bool:
        return any(TOLD in h["text"] for h in self.hits(TOLD))

    def health(self) -> dict[str, str]:
        with urllib.request.urlopen(self.other.url + "healthz") as answer:
            found: dict[str, str] = json.load(answer)
        return found


def until(condition: Callable[[], bool]) -> bool:
    """Whether something becomes so, in the time that a slow machine needs."""
    deadline = time.monotonic() + _LONGEST
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.5)
    return condition()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    found = programs()
    if found is None:
        without_program("postgresql")
    folder = tmp_path_factory.mktemp("two")
    with running(found) as database, chroma(folder / "server") as server:
        address = database.fresh()
        one = Workspace(Settings(database_url=address, chroma_url=server.url, data_dir=folder / "one"))
        one.open_index()
        shared = {"NIANBAO_DATABASE_URL": address, "NIANBAO_CHROMA_URL": server.url}
        with served(folder / "other", **shared) as other:
            pair = Two(one, other, server, folder / "other")
            assert until(lambda: pair.health()["search"] == "ok")
            yield pair
        one.close()


@pytest.fixture
def report(two: Two) -> Iterator[str]:
    """A report that the one has taken in, with its vectors on the server."""
    two.one.catch_up()  # as a page does by itself
    entry = two.one.add(CONTENT, "cz.txt", published=True)
    two.one.make_vectors(behind=False)
    yield entry.id
    if two.one.library.entry(entry.id) is not None:
        two.one.remove(entry.id)


def test_what_one_takes_in_the_other_finds(two: Two, report: str) -> None:
    assert any(TOLD in text for text in two.chroma.texts())
    assert until(two.finds)


def test_what_one_removes_the_other_finds_no_more_and_the_server_keeps_nothing_of(
    two: Two, report: str
) -> None:
    assert until(two.finds) and two.kept_by_the_other()
    two.one.remove(report)
    assert until(lambda: not two.finds())
    assert until(lambda: not [text for text in two.chroma.texts() if TOLD in text])
    assert until(lambda: not two.kept_by_the_other())


def test_while_the_server_is_away_words_are_searched_and_it_is_used_again_when_it_is_back(
    two: Two, report: str
) -> None:
    assert until(two.finds)
    two.chroma.stop()
    assert two.finds(), "by its words"
    assert two.health() == {"database": "ok", "search": "words"}
    client = Client(two.other.url, verbose=False)
    assert "答复" in client.predict("多久给答复", "", api_name="/ask")["answer"]
    later = two.one.add(CONTENT.replace("八百".encode(), "九百".encode()), "later.txt", published=True)
    assert until(lambda: any("九百余次" in h["text"] for h in two.hits(TOLD)))
    two.one.remove(later.id)
    two.chroma.start()
    assert until(lambda: two.health()["search"] == "ok" and two.finds())
    assert until(lambda: not [t for t in two.chroma.texts() if "九百余次" in t])


@pytest.mark.browser
def test_both_pages_say_so_while_the_server_is_away_and_no_longer_when_it_is_back(
    two: Two, browser: Any
) -> None:
    assert until(lambda: two.health()["search"] == "ok")
    with opened(browser, two.other.url) as citizens, opened(browser, two.other.url + "review/") as reviewers:
        pages = (citizens, reviewers)
        for page in pages:
            expect(page.locator("#amiss")).to_be_hidden()
        two.chroma.stop()
        assert until(lambda: two.health()["search"] == "words"), "without anybody asking"
        for page in pages:
            page.reload()
            expect(page.locator("#amiss")).to_have_text(re.compile("只按字词查找"), timeout=60_000)
        citizens.locator("#question").fill("多久给答复")
        citizens.keyboard.press("Enter")
        expect(citizens.locator(".exchange .answer:not(.busy)")).to_contain_text("答复")
        expect(citizens.locator("#amiss")).to_be_visible()
        two.chroma.start()
        for page in pages:
            expect(page.locator("#amiss")).to_be_hidden(timeout=90_000)


def test_a_server_that_comes_back_empty_is_filled_again(two: Two, report: str) -> None:
    two.chroma.stop()
    two.chroma.lose()
    two.chroma.start()
    assert two.chroma.texts() == []
    assert until(lambda: any(TOLD in text for text in two.chroma.texts()))
    assert until(lambda: two.health()["search"] == "ok" and two.finds())


def test_a_server_that_takes_calls_and_never_answers_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.MonkeyPatch.context() as patched:
        patched.setattr("retrieval.chroma._PATIENCE", 0.3)
        with pytest.raises(StoreUnreachableError):
            connect(Path("unused"), f"http://127.0.0.1:{mute.getsockname()[1]}")


def test_a_page_that_starts_without_the_server_uses_it_when_it_comes(
    two: Two, report: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.opening._FOLLOW_SECONDS", 0.2)
    settings = Settings(
        database_url=two.one.settings.database_url, chroma_url=two.chroma.url, data_dir=tmp_path
    )
    two.chroma.stop()
    third = Workspace(settings)
    with pytest.raises(Exception, match="NIANBAO_CHROMA_URL"):
        third.open_index()
    assert not third.index_ready and third.search_state is SearchState.WORDS
    two.chroma.start()
    monkeypatch.setattr(third.closing, "wait", lambda _: third.index_ready)
    follow(third)
    found = assistant_of(Desk(third, Viewer())).search(TOLD, (), 5)
    assert any(TOLD in hit.passage.text for hit in found)
    third.close()
