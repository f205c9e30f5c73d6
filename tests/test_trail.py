"""Every act leaves its trace, in the transaction that does it, and no trace can be changed."""

from __future__ import annotations

import contextlib
import csv
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from library.accounts import AccountError, Accounts
from library.decisions import Decisions
from library.entries import Viewer
from library.letters import SavedLetter
from library.roles import Role
from library.sessions import Sessions
from library.trail import Deed, Trace
from office.desk import Desk
from office.office_settings import LetterForm
from office.workspace import Workspace
from reports.reading.opened import open_file
from tests.conftest import SAMPLE
from web.face import Face
from web.gates.caller import Caller, remember


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace, Viewer("li"))


def handed_in(desk: Desk) -> str:
    """The id of the sample as li's draft."""
    taken = desk.add(next(iter(open_file(SAMPLE))))
    assert taken.entry is not None
    return taken.entry.id


def last(workspace: Workspace) -> Trace:
    return list(workspace.trail.since())[-1]


ACTS: dict[str, tuple[Callable[[Desk, str, str], Any], tuple[Deed, str, str]]] = {
    "publish": (lambda d, i, f: d.publish(i, True), (Deed.PUBLISHED, "草稿", "已发布")),
    "remove": (lambda d, i, f: d.remove(i), (Deed.DELETED, "", "")),
    "accept": (lambda d, i, f: d.decide(i, f, state="accepted"), (Deed.DECIDED, "未决定", "采纳")),
    "reword": (lambda d, i, f: d.reword(i, f, "请改正。"), (Deed.DECIDED, "未决定", "采纳（改了措辞）")),
    "save": (
        lambda d, i, f: d.save_letter(i, SavedLetter("请改正。", "")),
        (Deed.EDITED_LETTER, "自动起草", "审查人员的文本"),
    ),
    "give out": (
        lambda d, i, f: d.save_letter(i, SavedLetter("意见", "意见"), issued=True),
        (Deed.ISSUED_LETTER, "未出意见", "已出意见"),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_a_report_is_traced(workspace: Workspace, desk: Desk, act: str) -> None:
    call, told = ACTS[act]
    identifier = handed_in(desk)
    finding = desk.findings(identifier)[0].id
    call(desk, identifier, finding)
    trace = last(workspace)
    assert (trace.deed, trace.before, trace.after) == told
    assert trace.who == "li" and trace.target.startswith(identifier) and trace.label.endswith("2020")


def test_an_upload_is_traced_once(workspace: Workspace, desk: Desk) -> None:
    handed_in(desk)
    handed_in(desk)
    (trace,) = workspace.trail.since()
    assert (trace.who, trace.deed, trace.after) == ("li", Deed.UPLOADED, "草稿")


def test_taking_back_a_decision_is_traced(workspace: Workspace, desk: Desk) -> None:
    identifier = handed_in(desk)
    desk.decide(identifier, desk.findings(identifier)[0].id, state="dismissed", reason="原件如此")
    desk.undo(identifier)
    assert (last(workspace).before, last(workspace).after) == ("不采纳", "未决定（改了理由）")


def test_a_setting_is_traced_from_what_to_what(workspace: Workspace, desk: Desk) -> None:
    desk.keep_letter_form(LetterForm(office="某市司法局"))
    desk.keep_letter_form(None)
    first, second = workspace.trail.since()
    assert first.deed is Deed.CHANGED_SETTING and "某市司法局" in first.after
    assert (second.before, second.after) == (first.after, "")


def test_accounts_and_logins_are_traced_without_passwords(workspace: Workspace) -> None:
    accounts, sessions = Accounts(workspace.database), Sessions(workspace.database)
    accounts.add("li", "correct horse battery", Role.READER)
    accounts.set_role("li", Role.REVIEWER)
    token = sessions.begin("li")
    sessions.end(token)
    sessions.end(token)
    accounts.set_disabled("li", True)
    accounts.remove("li")
    traces = list(workspace.trail.since())
    assert [(t.who, t.before, t.after) for t in traces] == [
        ("", "", "已建立"),
        ("", "审查人员", "查阅人员"),
        ("", "查阅人员", "审查人员"),
        ("li", "", ""),
        ("li", "", ""),
        ("", "可用", "已停用"),
        ("", "", "已删除"),
    ]
    assert not any("horse" in field or token in field for t in traces for field in (t.target, t.after))


def test_files_made_for_reviewers_are_traced_and_citizens_are_not(workspace: Workspace) -> None:
    class Request:
        def __init__(self) -> None:
            self.scope: dict[str, Any] = {}

    request = Request()
    remember(request.scope, Caller("li", "a" * 32))
    Face(workspace, True).made_file(request, "审核意见.docx", b"x", "several")
    Face(workspace, False).made_file(request, "对话.txt", b"x")
    (trace,) = workspace.trail.since()
    assert (trace.who, trace.deed, trace.target, trace.after) == ("li", Deed.EXPORTED, "several", "docx")


def test_an_act_that_fails_leaves_no_trace(workspace: Workspace) -> None:
    with pytest.raises(AccountError):
        Accounts(workspace.database).add("li", "correct horse battery", "boss")
    assert list(workspace.trail.since()) == []


def test_an_act_whose_trace_cannot_be_kept_is_not_done(workspace: Workspace, desk: Desk) -> None:
    identifier = handed_in(desk)
    with workspace.database.session() as session:
        session.execute(
            text("CREATE TRIGGER full BEFORE INSERT ON trail BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        )
    with pytest.raises(IntegrityError):
        Decisions(workspace.database).change(identifier, "f", state="accepted")
    assert desk.decisions(identifier) == {}


@pytest.mark.parametrize("statement", ["UPDATE trail SET who = 'wang'", "DELETE FROM trail"])
def test_the_database_lets_no_trace_be_changed(workspace: Workspace, desk: Desk, statement: str) -> None:
    handed_in(desk)
    path = workspace.settings.data_dir / "library.sqlite3"
    database = sqlite3.connect(path)
    with contextlib.closing(database), pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(statement)
    assert last(workspace).who == "li"


def test_no_text_of_a_report_or_of_a_reviewer_is_in_the_trail(workspace: Workspace, desk: Desk) -> None:
    identifier = handed_in(desk)
    finding = desk.findings(identifier)[0].id
    desk.decide(identifier, finding, state="dismissed", reason="金丝雀", note="金丝雀")
    desk.reword(identifier, finding, "金丝雀")
    desk.save_letter(identifier, SavedLetter("金丝雀", "金丝雀"))
    assert "金丝雀" not in repr(list(workspace.trail.since()))


def test_the_trail_is_told_from_a_moment_on_and_of_one_account(workspace: Workspace) -> None:
    for who in ("li", "wang"):
        workspace.trail.exported(who, "several", "docx")
    now = datetime.now(UTC)
    assert [t.who for t in workspace.trail.since(now - timedelta(hours=1), "wang")] == ["wang"]
    assert list(workspace.trail.since(now + timedelta(hours=1))) == []


def test_a_long_trail_is_told_whole_and_in_order(workspace: Workspace) -> None:
    with workspace.database.session() as session:
        session.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1203) INSERT INTO trail "
                "(at, who, deed, target, label, before, after) "
                "SELECT '2026-01-01 00:00:00.000000', 'li', 'exported', i, '', '', '' FROM n"
            )
        )
    assert [t.target for t in workspace.trail.since()] == [str(i) for i in range(1, 1204)]


def test_the_command_tells_the_trail_and_writes_it_as_csv(
    nianbao: Callable[..., subprocess.CompletedProcess[str]], workspace: Workspace, tmp_path: Path
) -> None:
    Accounts(workspace.database).add("=cmd", "correct horse battery")
    out = tmp_path / "trail.csv"
    assert "管理账户　=cmd　已建立" in nianbao("trail").stdout
    assert nianbao("trail", "--who", "wang").stdout == "没有符合的操作记录。\n"
    nianbao("trail", "--csv", out)
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "时间" and rows[1][1:4] == ["本机", "管理账户", "'=cmd"]
    wrong = nianbao("trail", "--since", "昨天")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
