"""One agency under a longer and a shorter name: offered as one on the page, compared as one, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.content import Content
from benchmarks.generate.layouts import to_docx
from errors import NotAllowedError
from library.entries import Viewer
from library.sessions import Sessions
from office.desk import Desk
from office.same_agencies import list_apart, list_together, other_name
from office.workspace import Workspace
from reports.reading.opened import Opened
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


@pytest.fixture
def zhao(desk: Desk) -> Callable[[str], Desk]:
    """Zhao's desk, limited to one name, as she finds it when she asks; the reports are the office's own."""
    desk.workspace.accounts.add("zhao", "correct horse battery")
    for entry in desk.entries():
        desk.publish(entry.id, True)

    def limited(name: str) -> Desk:
        desk.workspace.limits.put("zhao", [name])
        sessions = Sessions(desk.workspace.database)
        viewer = sessions.viewer_of(sessions.begin("zhao"))
        assert viewer is not None
        return Desk(desk.workspace, viewer)

    return limited


@pytest.mark.parametrize("name", [SHORT, LONG])
def test_who_is_limited_to_one_name_has_the_agency_under_both_until_that_is_taken_back(
    desk: Desk, zhao: Callable[[str], Desk], files: tuple[bytes, bytes], name: str
) -> None:
    assert {e.agency for e in zhao(name).entries()} == {name}
    merged = list_together(desk, SHORT, LONG)
    seen = zhao(name)
    assert {e.year for e in seen.entries()} == {2022, 2023}
    assert desk.workspace.limits.unknown([name]) == []
    for content in files:
        assert seen.add(Opened("报告.docx", content)).error is None
    assert seen.viewer.is_within(SHORT) and seen.viewer.is_within(LONG)
    list_apart(desk, merged)
    assert {e.agency for e in zhao(name).entries()} == {name}


def test_nobody_widens_her_own_limits(desk: Desk, zhao: Callable[[str], Desk], files: Any) -> None:
    """What looks like another name of the agency is not taken for one, and she cannot say that it is."""
    hers = zhao(SHORT)
    assert hers.add(Opened("报告.docx", files[1])).error is not None
    own = hers.add(Opened("报告.docx", files[0])).entry
    assert own is not None
    with pytest.raises(NotAllowedError):
        list_together(hers, SHORT, LONG)
    assert {e.agency for e in zhao(SHORT).entries()} == {SHORT}


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
