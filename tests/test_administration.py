"""管理: the trail searched by who, what, when and on what, by pages and as a file; the limits of accounts on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.server import served as served_from
from library.database import Database
from library.entries import Viewer
from library.roles import Role
from library.schema import ReportRow
from library.trail import Deed, Sought, Trail, note, note_on_report
from office.desk import Desk
from office.workspace import Workspace
from settings import Settings
from tests.conftest import SAMPLE
from tests.page_helpers import SAMPLE_AGENCY, opened, violations
from web.places.administration import Nothing, TrailAsked, accounts, trail

PASSWORD = "correct horse battery"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    with opened.session() as session:
        for identifier, agency in (("a1", "云溪县民政局"), ("a2", "云溪县100%_局")):
            session.add(
                ReportRow(
                    id=identifier, file_name="x", content=b"", agency=agency, year=2021,
                    added=datetime(2022, 1, 5), told="", reader="", reviewer="",
                )
            )  # fmt: skip
    with opened.session() as session:
        note(session, "li", Deed.LOGGED_IN)
        note_on_report(session, "li", Deed.UPLOADED, "a1", after="草稿")
        note_on_report(session, "wang", Deed.DECIDED, "a1", "未决定", "采纳", "f1")
        note_on_report(session, "", Deed.DELETED, "a2", "草稿")
    yield opened
    opened.close()


HERE = datetime.now(UTC)
SEARCHES: dict[str, tuple[Sought, list[Deed]]] = {
    "all, the latest first": (Sought(), [Deed.DELETED, Deed.DECIDED, Deed.UPLOADED, Deed.LOGGED_IN]),
    "by who": (Sought(who="li"), [Deed.UPLOADED, Deed.LOGGED_IN]),
    "by whoever sits at the machine": (Sought(who=""), [Deed.DELETED]),
    "by what": (Sought(deed=Deed.DECIDED), [Deed.DECIDED]),
    "by the agency": (Sought(about="民政"), [Deed.DECIDED, Deed.UPLOADED]),
    "by the id of the report": (Sought(about="a1"), [Deed.DECIDED, Deed.UPLOADED]),
    "a sign is itself and no pattern": (Sought(about="100%_"), [Deed.DELETED]),
    "by who and on what": (Sought(who="wang", about="民政局"), [Deed.DECIDED]),
    "before it all": (Sought(until=HERE - timedelta(days=1)), []),
    "since yesterday": (Sought(since=HERE - timedelta(days=1), who="wang"), [Deed.DECIDED]),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_the_trail_is_searched(database: Database, name: str) -> None:
    sought, deeds = SEARCHES[name]
    assert [t.deed for t in Trail(database).page(sought, None, 10)] == deeds
    assert [t.deed for t in Trail(database).found(sought)] == deeds[::-1]


def test_a_page_goes_on_where_the_one_before_ended(database: Database) -> None:
    kept = Trail(database)
    first = kept.page(Sought(), None, 3)
    rest = kept.page(Sought(), first[-1].id, 3)
    assert [t.deed for t in (*first, *rest)] == SEARCHES["all, the latest first"][1]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path_factory.mktemp("administration")))
    opened.accounts.add("li", PASSWORD)
    opened.accounts.add("guan", PASSWORD, Role.ADMINISTRATOR)
    opened.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    yield opened
    opened.close()


def test_the_page_pages_and_names_who_there_is(workspace: Workspace) -> None:
    desk = Desk(workspace, Viewer("guan", Role.ADMINISTRATOR))
    with workspace.database.session() as session:
        for _ in range(250):
            note(session, "li", Deed.LOGGED_IN)
    asked, rows, pages = TrailAsked(who="li", deed="logged_in"), 0, 0
    while True:
        answer = trail(desk, asked, None)
        rows, pages = rows + answer["html"].count("<tr>"), pages + 1
        if answer["before"] is None:
            break
        asked = asked.model_copy(update={"before": answer["before"]})
    assert (rows, pages) == (250, 3)
    assert "li" in answer["accounts"] and ["logged_in", "登录"] in answer["deeds"]


def test_a_day_that_is_none_is_one_sentence(workspace: Workspace) -> None:
    desk = Desk(workspace, Viewer("guan", Role.ADMINISTRATOR))
    assert "日期不存在" in trail(desk, TrailAsked(since="2026-02-31"), None)["error"]


def test_the_accounts_are_listed_with_their_limits(workspace: Workspace) -> None:
    desk = Desk(workspace, Viewer("guan", Role.ADMINISTRATOR))
    assert desk.limit_account("li", [f" {SAMPLE_AGENCY} ", "", "没有报告的局"]) == ["没有报告的局"]
    (li,) = (a for a in accounts(desk, Nothing(), None)["accounts"] if a["name"] == "li")
    assert li["agencies"] == [SAMPLE_AGENCY, "没有报告的局"]
    desk.limit_account("li", [])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[str]:
    """The address of a server with a reviewer and an administrator, on which the sample is published."""
    workspace = Workspace(Settings(data_dir=tmp_path))
    workspace.accounts.add("li", PASSWORD)
    workspace.accounts.add("guan", PASSWORD, Role.ADMINISTRATOR)
    workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    workspace.close()
    with served_from(tmp_path, "--host", "0.0.0.0", NIANBAO_ALLOWED_HOSTS="bao.example.gov.cn") as running:
        yield running.url


def log_in(page: Any, name: str) -> None:
    page.locator("#username").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("button").click()
    page.locator("#rows tr, #none:visible").first.wait_for()


@pytest.mark.browser
def test_the_administrator_searches_the_trail_and_limits_an_account(browser: Any, office: str) -> None:
    with opened(browser, office + "review/") as page:
        log_in(page, "guan")
        page.locator("[data-administration]").click()
        rows = page.locator("#trail tbody tr")
        expect(rows.first).to_contain_text("登录")
        page.locator("#trail-form [name=about]").fill("残疾人")
        page.locator("#trail-form .go").click()
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("上传报告")
        assert violations(page) == []
        with page.expect_download() as fetched:
            page.locator("[data-trail-file]").click()
        assert "上传报告" in fetched.value.path().read_bytes().decode("utf-8-sig")
        page.locator("#tab-accounts").click()
        page.locator("#limit-form [name=account]").select_option("li")
        page.locator("#limit-form [name=agencies]").fill("云溪县民政局")
        page.locator("#limit-form .go").click()
        expect(page.locator("#limit-said")).to_contain_text("还没有这些单位的报告")
        assert violations(page) == []
    with opened(browser, office + "review/") as page:
        log_in(page, "li")
        expect(page.locator("#limits")).to_have_text("您的账户限定在：云溪县民政局。")
        expect(page.locator("#rows tr")).to_have_count(0)
        expect(page.locator("[data-administration]")).to_be_hidden()
