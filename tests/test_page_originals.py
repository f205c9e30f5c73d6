"""原件 in a real browser: every kind of file as it was made, nothing of it run, nothing fetched; what cannot be shown says so."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.generate.text_exports import to_txt
from reports.reading.libre_office import converted, office_program
from reports.reading.limits import usual_limits
from tests.conftest import without_program
from tests.page_helpers import hand_in, opened, read, word_file


@pytest.fixture(autouse=True)
def libre_office() -> None:
    if not shutil.which("soffice"):
        without_program("soffice")


@pytest.mark.browser
def test_a_word_file_is_shown_page_by_page(browser: Any, served: str, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 95)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        page.locator("#tab-original").click()
        expect(page.get_by_alt_text("原件第 1 页")).to_be_visible()
        expect(page.locator("#view-original")).to_contain_text("按转换出来的版面显示")
        with page.expect_download() as download:
            page.get_by_role("button", name="下载原件").click()
        assert Path(download.value.path()).read_bytes() == path.read_bytes()


@pytest.mark.browser
def test_a_web_page_is_shown_as_it_was_and_nothing_of_it_runs(
    browser: Any, served: str, tmp_path: Path
) -> None:
    content = make_content(96, level="department", year=2022)
    attack = b"<script>parent.attacked = 1</script><img src='http://192.0.2.1/x.png' onerror='top.attacked = 1'></body>"
    path = tmp_path / "page.html"
    path.write_bytes(to_html(content, Layout()).replace(b"</body>", attack))
    assert attack in path.read_bytes()
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, content.agency)
        page.locator("#tab-original").click()
        frame = page.frame_locator("#view-original iframe")
        expect(frame.get_by_text("一、总体情况")).to_be_visible()


@pytest.mark.browser
def test_a_text_is_shown_as_it_stands(browser: Any, served: str, tmp_path: Path) -> None:
    content = make_content(97, level="department", year=2022)
    path = tmp_path / "report.txt"
    path.write_bytes(to_txt(content, Layout()))
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, content.agency)
        page.locator("#tab-original").click()
        expect(page.locator("#view-original pre")).to_contain_text(content.title)


@pytest.fixture
def pointed_at() -> Iterator[tuple[str, list[str]]]:
    """A server of somebody else's, and what it is asked for."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", asked
    server.shutdown()
    server.server_close()


def test_what_a_word_file_only_points_at_is_not_fetched(
    tmp_path: Path, pointed_at: tuple[str, list[str]]
) -> None:
    address, asked = pointed_at
    source = tmp_path / "report.docx"
    source.write_bytes(_with_linked_picture(address))
    printed = converted(office_program(""), source, "pdf", tmp_path, usual_limits())
    assert printed.stat().st_size > 0
    assert asked == []


def _with_linked_picture(address: str) -> bytes:
    """A Word file with a picture that is not in it."""
    picture, inside, out = io.BytesIO(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document = Document()
    document.add_picture(picture)
    document.save(inside)
    with zipfile.ZipFile(inside) as whole, zipfile.ZipFile(out, "w") as changed:
        for name in whole.namelist():
            part = whole.read(name).replace(b"r:embed=", b"r:link=")
            target = f'Target="{address}" TargetMode="External"'.encode()
            changed.writestr(name, part.replace(b'Target="media/image1.png"', target))
    return out.getvalue()
