"""Reports are handed over: by whom, to whom, what that lets her see, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.server import served as served_from
from errors import NotAllowedError, NotVisibleError
from library.accounts import Accounts
from library.entries import CITIZEN, Viewer
from library.roles import Role
from library.trail import Deed
from library.worklist import Column, Wanted
from office.desk import Desk
from office.workbench import work_counters, work_page
from office.workspace import Workspace
from settings import Settings
from tests.conftest import SAMPLE
from tests.page_helpers import SAMPLE_AGENCY, hand_in, opened, violations, word_file

PASSWORD = "correct horse battery"
PEOPLE = {
    "li": Role.REVIEWER,
    "wang": Role.REVIEWER,
    "chen": Role.REVIEWER,
    "du": Role.READER,
    "guan": Role.ADMINISTRATOR,
}


def staffed(folder: Path) -> Workspace:
    """A library with an account of every role, and one that is closed."""
    workspace = Workspace(Settings(data_dir=folder))
    accounts = Accounts(workspace.database)
    for name, role in PEOPLE.items():
        accounts.add(name, PASSWORD, role)
    accounts.add("gone", PASSWORD)
    accounts.set_disabled("gone", True)
    return workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = staffed(tmp_path_factory.mktemp("data"))
    yield opened
    opened.close()


def desk_of_each(workspace: Workspace) -> dict[str, Desk]:
    return {name: Desk(workspace, Viewer(name, role)) for name, role in PEOPLE.items()}


@pytest.fixture
def desks(workspace: Workspace) -> dict[str, Desk]:
    return desk_of_each(workspace)


@pytest.fixture
def draft(desks: dict[str, Desk]) -> Iterator[str]:
    """Li's draft, which nobody else sees."""
    (taken,) = desks["li"].add_file(SAMPLE)
    assert taken.entry is not None
    yield taken.entry.id
    desks["li"].remove(taken.entry.id)


def test_colleagues_are_the_open_accounts_that_write(desks: dict[str, Desk]) -> None:
    assert desks["li"].colleagues() == ["chen", "guan", "li", "wang"]
    with pytest.raises(NotAllowedError):
        desks["du"].colleagues()


def test_whom_a_draft_is_handed_over_to_sees_it_and_works_on_it(desks: dict[str, Desk], draft: str) -> None:
    li, wang = desks["li"], desks["wang"]
    with pytest.raises(NotVisibleError):
        wang.entry(draft)
    assert li.assign([draft], "wang") == 1
    finding = wang.findings(draft)[0]
    wang.decide(draft, finding.id, state="accepted")
    assert li.decisions(draft)[finding.id].state == "accepted"
    assert not wang.may_change(wang.entry(draft))
    for other in (desks["chen"], desks["guan"], Desk(li.workspace, CITIZEN)):
        with pytest.raises(NotVisibleError):
            other.entry(draft)


def test_who_has_a_report_hands_it_on_and_sees_it_no_more(desks: dict[str, Desk], draft: str) -> None:
    desks["li"].assign([draft], "wang")
    assert desks["wang"].assign([draft], "chen") == 1
    with pytest.raises(NotVisibleError):
        desks["wang"].entry(draft)
    assert desks["li"].assign([draft], "") == 1
    with pytest.raises(NotVisibleError):
        desks["chen"].entry(draft)


def test_of_a_published_report_owner_and_administrator_say_whose_work_it_is(
    desks: dict[str, Desk], draft: str
) -> None:
    desks["li"].publish(draft, True)
    with pytest.raises(NotAllowedError, match="由上传人、负责人或管理员来移交"):
        desks["wang"].assign([draft], "wang")
    assert desks["guan"].assign([draft], "wang") == 1
    assert desks["li"].assign([draft], "wang") == 0


@pytest.mark.parametrize("to", ["du", "gone", "nobody"])
def test_nothing_is_handed_over_to_who_could_not_work_on_it(
    desks: dict[str, Desk], draft: str, to: str
) -> None:
    with pytest.raises(NotAllowedError, match="只能移交给可用的审查人员或管理员"):
        desks["li"].assign([draft], to)
    assert desks["li"].workspace.assignments.of(draft) == ""


def test_where_one_may_not_be_handed_over_none_is(desks: dict[str, Desk], draft: str, tmp_path: Path) -> None:
    path, _ = word_file(tmp_path, 91)
    (taken,) = desks["chen"].add_file(path)
    assert taken.entry is not None
    with pytest.raises(NotVisibleError):
        desks["li"].assign([draft, taken.entry.id], "wang")
    assert desks["li"].workspace.assignments.of(draft) == ""


def test_the_trail_tells_from_whom_to_whom(desks: dict[str, Desk], draft: str) -> None:
    desks["li"].assign([draft], "wang")
    desks["wang"].assign([draft], "chen")
    traces = [t for t in desks["guan"].trail() if t.deed is Deed.ASSIGNED and t.target == draft][-2:]
    assert [(t.who, t.before, t.after) for t in traces] == [
        ("li", "未指定", "wang"),
        ("wang", "wang", "chen"),
    ]


def test_the_list_shows_whose_work_a_report_is_and_one_s_own_alone(
    desks: dict[str, Desk], draft: str
) -> None:
    def mine(name: str) -> list[str]:
        desk, wanted = desks[name], Wanted(mine=True, sort=Column.ASSIGNEE)
        ids = [line.entry.id for line in work_page(desk, wanted).rows]
        assert work_counters(desk, mine=True).total == len(ids)
        return ids

    assert mine("li") == [draft] and mine("wang") == []
    desks["li"].assign([draft], "wang")
    (line,) = (r for r in work_page(desks["li"], Wanted()).rows if r.entry.id == draft)
    assert line.assignee == "wang"
    assert mine("li") == [] and mine("wang") == [draft]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with those accounts, on which the sample is published."""
    folder = tmp_path_factory.mktemp("served")
    workspace = staffed(folder)
    workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    workspace.close()
    with served_from(folder, "--host", "0.0.0.0", NIANBAO_ALLOWED_HOSTS="bao.example.gov.cn") as running:
        yield running.url


def log_in(page: Any, name: str) -> None:
    page.locator("#username").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("button").click()
    page.locator("#rows tr").first.wait_for()


@pytest.mark.browser
def test_the_chosen_reports_are_handed_over_on_the_page(browser: Any, office: str, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 33)
    with opened(browser, office + "review/") as page:
        log_in(page, "li")
        hand_in(page, path)
        row = page.locator("#rows tr", has_text=agency)
        row.locator("[data-pick]").check()
        page.locator("#colleague").select_option("wang")
        page.locator("[data-handover]").click()
        expect(page.locator("#flash")).to_contain_text("已把 1 份移交给wang。")
        expect(row).to_contain_text("wang")
        assert violations(page) == []
        page.locator("[data-own]").click()
        expect(page.locator("[data-own]")).to_have_attribute("aria-pressed", "true")
        expect(row).to_have_count(0)
    with opened(browser, office + "review/") as page:
        log_in(page, "wang")
        page.locator("[data-own]").click()
        expect(page.locator("#rows tr")).to_have_count(1)
        expect(page.locator("#rows tr", has_text=agency)).to_be_visible()
        page.locator("[data-own]").click()
        expect(page.locator("#rows tr", has_text=SAMPLE_AGENCY)).to_be_visible()


@pytest.mark.browser
def test_where_there_are_no_colleagues_nothing_is_handed_over(browser: Any, served: str) -> None:
    with opened(browser, served + "review/") as page:
        page.locator("#rows [data-pick]").first.check()
        expect(page.locator("#chosen")).to_be_visible()
        expect(page.locator("#handing")).to_be_hidden()
        expect(page.locator("[data-own]")).to_have_count(0)
