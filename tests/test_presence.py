"""Two people on one report know of each other; drafts of others are given to whoever is to work on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from benchmarks.server import served as served_from
from errors import NotAllowedError, NotVisibleError
from library.database import Database, LibraryError
from library.presences import GONE_AFTER, Presences
from library.roles import Role
from library.schema import PresenceRow, now
from library.trail import Deed
from office.desk import Desk
from office.workspace import Workspace
from tests.conftest import SAMPLE
from tests.page_helpers import SAMPLE_AGENCY, opened, read, violations
from tests.test_handing_over import PEOPLE, desk_of_each, log_in, staffed


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = staffed(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def desks(workspace: Workspace) -> dict[str, Desk]:
    return desk_of_each(workspace)


@pytest.fixture
def report(workspace: Workspace) -> str:
    return workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True).id


def test_each_is_told_of_the_other_until_one_leaves(desks: dict[str, Desk], report: str) -> None:
    assert desks["li"].others_at(report) == []
    assert desks["wang"].others_at(report) == ["li"]
    assert desks["li"].others_at(report) == ["wang"]
    desks["wang"].leave(report)
    assert desks["li"].others_at(report) == []


def test_who_says_nothing_any_more_has_gone(
    workspace: Workspace, desks: dict[str, Desk], report: str
) -> None:
    desks["li"].others_at(report)
    with workspace.database.session() as session:
        session.execute(update(PresenceRow).values(seen=now() - GONE_AFTER - timedelta(seconds=1)))
    assert desks["wang"].others_at(report) == []
    assert desks["li"].others_at(report) == ["wang"]
    assert desks["wang"].others_at(report) == ["li"], "and is back as soon as she says something"


def test_another_process_knows_too(workspace: Workspace, desks: dict[str, Desk], report: str) -> None:
    other = Database(workspace.settings.database)
    desks["li"].others_at(report)
    assert Presences(other).others(report, "wang") == ["li"]
    other.close()


def test_of_a_report_that_she_does_not_see_nobody_is_told(desks: dict[str, Desk]) -> None:
    (taken,) = desks["li"].add_file(SAMPLE)
    assert taken.entry is not None
    for act in (desks["wang"].others_at, desks["wang"].leave):
        with pytest.raises(NotVisibleError):
            act(taken.entry.id)


def test_a_report_is_read_also_where_nothing_can_be_written(
    desks: dict[str, Desk], report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(PresenceRow):
        def __init__(self, **_: object) -> None:
            raise LibraryError("磁盘写不进去了。")

    monkeypatch.setattr("library.presences.PresenceRow.__init__", Full.__init__)
    assert desks["li"].others_at(report) == []


@pytest.fixture
def draft(desks: dict[str, Desk]) -> str:
    (taken,) = desks["li"].add_file(SAMPLE)
    assert taken.entry is not None
    return taken.entry.id


def test_the_administrator_knows_of_drafts_and_sees_none(desks: dict[str, Desk], draft: str) -> None:
    (found,) = desks["guan"].drafts_of_others("", 0, 10)
    assert (found.id, found.agency, found.owner, found.assignee) == (draft, SAMPLE_AGENCY, "li", "")
    assert [d.id for d in desks["guan"].drafts_of_others("残疾人", 0, 10)] == [draft]
    assert desks["guan"].drafts_of_others("民政局", 0, 10) == []
    with pytest.raises(NotVisibleError):
        desks["guan"].entry(draft)
    with pytest.raises(NotAllowedError):
        desks["li"].drafts_of_others("", 0, 10)


def test_a_draft_of_somebody_who_is_away_is_given_to_a_colleague(desks: dict[str, Desk], draft: str) -> None:
    assert desks["guan"].assign_drafts([draft], "wang") == 1
    assert desks["wang"].entry(draft).id == draft
    with pytest.raises(NotVisibleError):
        desks["guan"].entry(draft)
    (trace,) = (t for t in desks["guan"].trail() if t.deed is Deed.ASSIGNED)
    assert (trace.who, trace.target, trace.before, trace.after) == ("guan", draft, "未指定", "wang")


@pytest.mark.parametrize("to", ["du", "gone", "nobody"])
def test_it_is_given_to_whom_can_work_on_it(desks: dict[str, Desk], draft: str, to: str) -> None:
    with pytest.raises(NotAllowedError, match="只能移交给可用的审查人员或管理员"):
        desks["guan"].assign_drafts([draft], to)
    with pytest.raises(NotVisibleError):
        desks["guan"].assign_drafts([draft, "0" * 16], "wang")
    assert desks["guan"].workspace.assignments.of(draft) == ""


@pytest.mark.browser
def test_two_people_see_each_other_and_a_draft_is_given_on_the_page(browser: Any, tmp_path: Path) -> None:
    workspace = staffed(tmp_path)
    workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True)
    draft = SAMPLE.read_bytes().replace(SAMPLE_AGENCY.encode(), "相山区财政局".encode())
    workspace.library.add(draft, "cz.txt", owner="chen")
    workspace.close()
    role = Role.ADMINISTRATOR
    assert PEOPLE["guan"] is role
    with (
        served_from(tmp_path, "--host", "0.0.0.0", NIANBAO_ALLOWED_HOSTS="bao.example.gov.cn") as running,
        opened(browser, running.url + "review/") as li,
        opened(browser, running.url + "review/") as guan,
    ):
        log_in(li, "li")
        log_in(guan, "guan")
        read(li, SAMPLE_AGENCY)
        expect(li.locator("#others")).to_be_hidden()
        read(guan, SAMPLE_AGENCY)
        expect(guan.locator("#others")).to_have_text("li也打开着这份报告")
        expect(li.locator("#others")).to_have_text("guan也打开着这份报告")
        assert violations(li) == []
        guan.locator("[data-home]").click()
        expect(li.locator("#others")).to_be_hidden()
        guan.locator("[data-administration]").click()
        guan.locator("#tab-drafts").click()
        row = guan.locator("#drafts tbody tr")
        expect(row).to_contain_text("相山区财政局")
        row.locator("[data-draft]").check()
        guan.locator("#drafts-form [name=to]").select_option("li")
        guan.locator("[data-give]").click()
        expect(guan.locator("#drafts-said")).to_have_text("已把 1 份交给li。")
        expect(row).to_contain_text("li")
        assert violations(guan) == []
