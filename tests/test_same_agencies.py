"""One agency under a longer and a shorter name: offered as one on the page, compared as one, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.content import Content
from benchmarks.generate.layouts import to_docx
from errors import NotAllowedError
from library.entries import Viewer
from office.desk import Desk
from office.same_agencies import list_apart, list_together, other_name
from office.workspace import Workspace
from settings import Settings
from tests.page_helpers import hand_in, opened, read

SHORT, LONG = "洪泽区人民政府", "淮安市洪泽区人民政府"


def called(content: Content, name: str) -> bytes:
    """A report of an agency of that name."""

    def renamed(text: str) -> str:
        return text.replace(content.agency, name)

    content.title, content.preamble = renamed(content.title), renamed(content.preamble)
    content.sections = {number: [renamed(t) for t in texts] for number, texts in content.sections.items()}
    content.agency = name
    return to_docx(content, Layout())


@pytest.fixture
def files() -> tuple[bytes, bytes]:
    """The report of a year under the shorter name, that of the next under the longer one."""
    before = make_content(160, level="government", year=2022)
    after = make_content(161, level="government", year=2023)
    return called(before, SHORT), called(after, LONG)


@pytest.fixture
def desk(tmp_path: Path, files: tuple[bytes, bytes]) -> Any:
    workspace = Workspace(Settings(data_dir=tmp_path))
    for number, content in enumerate(files):
        workspace.add(content, f"{number}.docx", "li")
    yield Desk(workspace, Viewer("li"))
    workspace.close()


def test_both_names_are_one_agency_until_that_is_taken_back(desk: Desk) -> None:
    (before,), (after,) = (desk.matching(str(year), 9) for year in (2022, 2023))
    beside = desk.workspace.library.beside
    assert other_name(desk, LONG) == SHORT
    assert beside.year_before(after.id) is None
    assert list_together(desk, SHORT, LONG) == [before.id]
    assert desk.entry(before.id).agency == LONG
    assert desk.report(before.id).agency == SHORT
    assert beside.year_before(after.id) == before.id
    assert other_name(desk, LONG) == ""
    list_apart(desk, [before.id])
    assert desk.entry(before.id).agency == SHORT
    assert beside.year_before(after.id) is None


def test_the_reports_of_others_keep_their_name(desk: Desk) -> None:
    for entry in desk.entries():
        desk.publish(entry.id, True)
    another = Desk(desk.workspace, Viewer("wang"))
    with pytest.raises(NotAllowedError):
        list_together(another, SHORT, LONG)
    assert {e.agency for e in desk.entries()} == {SHORT, LONG}


@pytest.mark.browser
def test_a_click_lists_both_together(
    browser: Any, served: str, tmp_path: Path, files: tuple[bytes, bytes]
) -> None:
    paths = [tmp_path / "before.docx", tmp_path / "after.docx"]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    with opened(browser, served + "review/") as page:
        hand_in(page, *paths)
        read(page, LONG)
        year_before = page.locator("[data-beside=year]")
        expect(year_before).to_be_disabled()
        expect(page.locator("#same-agency")).to_contain_text(f"资料库里还有“{SHORT}”的报告，是同一单位吗？")
        page.locator("[data-same-agency]").click()
        expect(year_before).to_be_enabled()
        expect(page.locator("#same-agency")).to_be_empty()
        page.locator("#flash button", has_text="撤销").click()
        expect(year_before).to_be_disabled()
        expect(page.locator("[data-same-agency]")).to_be_visible()
