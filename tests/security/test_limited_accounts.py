"""An account that is limited to agencies sees and changes nothing of others', at no door of the reviewers' page.

Every call and endpoint that the page registers is tried (the table is that of test_others_drafts) on another agency's
reports: published, the office's own, the account's own from before it was limited, and handed over to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from errors import NotAllowedError, NotVisibleError
from library.accounts import AccountError
from library.entries import Viewer
from library.job_kinds import Kind
from library.letters import SavedLetter
from library.limits import LimitError
from library.roles import Role
from library.sessions import Sessions
from library.trail import Deed
from office.batch import Batches
from office.desk import Desk
from office.ledger import ledger_of_library
from office.letters import composed_text
from office.questions import assistant_of, scope_of, sources_about
from office.verbs import draft_verb, review_verb
from office.work import reading
from office.workbench import not_handed_in
from office.workspace import Workspace
from settings import Settings
from tests.conftest import SAMPLE
from tests.page_helpers import SAMPLE_AGENCY
from tests.security.test_others_drafts import EVENTS, OF_EVERYBODY, OF_NOBODY, Office, answered, registered
from web.gates.caller import Caller, remember

OTHER, CANARY, PASSWORD = "相山区财政局", "金丝雀七号", "correct horse battery"
CONVERSATION = "d" * 32
SECRET = (OTHER, "财政局", CANARY)
HERS = SAMPLE.read_bytes()
OTHERS = HERS.replace(SAMPLE_AGENCY.encode(), OTHER.encode()) + f"\n{CANARY}工程已经完成。\n".encode()


class Request:
    """A request of zhao's, whose limits the gates have found out."""

    def __init__(self, agencies: tuple[str, ...]) -> None:
        self.scope: dict[str, Any] = {}
        remember(self.scope, Caller("zhao", "zhao-folder", Role.REVIEWER, agencies))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path_factory.mktemp("limited")))
    for name in ("li", "zhao"):
        opened.accounts.add(name, PASSWORD)
    opened.accounts.add("guan", PASSWORD, Role.ADMINISTRATOR)
    opened.use_rules({"expected_agencies": [SAMPLE_AGENCY, OTHER, "相山区民政局"]})
    opened.open_index()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def others(workspace: Workspace) -> dict[str, str]:
    """Another agency's reports, in every way in which a reviewer sees a report, and zhao's conversation about one."""
    made = {
        how: workspace.add(OTHERS + how.encode(), f"{how}.txt", owner, published).id
        for how, owner, published in (
            ("published", "li", True), ("the office's", "", False), ("zhao's own", "zhao", False), ("handed over", "li", False)
        )
    }  # fmt: skip
    Desk(workspace, Viewer("li", Role.REVIEWER)).assign([made["handed over"]], "zhao")
    li = Desk(workspace, Viewer("li", Role.REVIEWER))
    li.save_letter(made["published"], SavedLetter(CANARY, ""))
    workspace.conversations.keep(CONVERSATION, CANARY, f'{{"question": "{CANARY}", "text": ""}}', "zhao")
    return made


@pytest.fixture(scope="module")
def own(workspace: Workspace) -> str:
    """The report of zhao's agency: the office's own, of the same text as the others."""
    return workspace.add(HERS, SAMPLE.name).id


@pytest.fixture(scope="module")
def zhao(workspace: Workspace, others: dict[str, str], own: str) -> Viewer:
    """Zhao, from now on limited to one agency."""
    token = Sessions(workspace.database).begin("zhao")
    workspace.limits.put("zhao", [SAMPLE_AGENCY], "guan")
    assert Sessions(workspace.database).viewer_of(token) is None, "what she fetched before is out of reach"
    found = Sessions(workspace.database).viewer_of(Sessions(workspace.database).begin("zhao"))
    assert found == Viewer("zhao", Role.REVIEWER, (SAMPLE_AGENCY,))
    return found


@pytest.fixture(scope="module")
def calls(workspace: Workspace) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patched:
        return registered(workspace, patched, True)


def test_before_she_was_limited_she_saw_them_all(workspace: Workspace, others: dict[str, str]) -> None:
    seen = {e.id for e in Desk(workspace, Viewer("zhao", Role.REVIEWER)).entries()}
    assert set(others.values()) <= seen


def test_the_reports_of_her_agency_are_as_they_were(workspace: Workspace, zhao: Viewer, own: str) -> None:
    desk = Desk(workspace, zhao)
    assert [e.id for e in desk.entries()] == [own]
    finding = desk.findings(own)[0]
    desk.decide(own, finding.id, state="accepted")
    assert desk.decisions(own)[finding.id].state == "accepted"
    (source,) = scope_of(desk, "收到多少件申请", [own])
    assert "申请" in assistant_of(desk).ask("收到多少件申请", [source]).text


def test_no_door_shows_another_agency_s_reports(
    workspace: Workspace, zhao: Viewer, own: str, others: dict[str, str], calls: dict[str, Any]
) -> None:
    request = Request(zhao.agencies)
    for report in others.values():
        finding = workspace.reviews.of(report).findings[0].id
        office = Office(workspace, calls, report, finding, "no-ticket", "no-deletion")
        for name, function in calls.items():
            if name in OF_NOBODY | OF_EVERYBODY:
                continue
            tried = [*office.asked(name), *_further(name, report, own)]
            for asked in tried:
                said = answered(function, name, asked, request)  # type: ignore[arg-type]
                assert not [s for s in SECRET if s in said], (
                    f"{name} {asked} tells of another's: {said[:400]}"
                )
    assert set(others.values()) <= workspace.library.ids(), "and none of them is gone"


def _further(name: str, report: str, own: str) -> list[Any]:
    """What she sends besides, on reports of her own and over all."""
    talk = {"conversation": CONVERSATION, "report": ""}
    table: dict[str, list[Any]] = {
        "rows": [{"mine": True}, {"state": "missing"}, {"typed": "财政"}, {"problem": "x", "among": [report, own]}],
        "open_report": [{"report": own}], "letter": [{"report": own}], "compared": [{"report": own}],
        "pulse": [{"report": own}], "conversation": [talk],
        "ask": [{**talk, "question": "哪个单位收到的申请最多"}, {**talk, "question": "所有单位一共收到多少件申请"},
                {**talk, "report": own, "question": "有什么问题"}, {**talk, "report": own, "question": "与哪个单位雷同"}],
        "/ask": [["有哪些单位的报告", ""], ["有什么问题", own]], "/search": [["七号工程已经完成", "", 20]],
        "problems": [{}], "rule_sheet": [{}], "rule_sheet_file": [{}], "trail": [{}], "trail_file": [{}],
    }  # fmt: skip
    return table.get(name, [])


@pytest.mark.parametrize("name", ["trail", "trail_file", "accounts", "rule_sheet", "limit_account"])
def test_what_the_administrator_has_is_not_hers(zhao: Viewer, calls: dict[str, Any], name: str) -> None:
    asked = {"name": "zhao", "agencies": []} if name == "limit_account" else {}
    said = answered(calls[name], name, asked, Request(zhao.agencies))  # type: ignore[arg-type]
    assert "不能" in json.loads(said)["error"]


def test_every_event_and_call_of_the_page_was_tried(calls: dict[str, Any]) -> None:
    assert set(EVENTS) <= set(calls) and {"/reports", "/ask", "/search", "rows", "make"} <= set(calls)


def test_whose_report_is_alike_is_not_named_to_her(workspace: Workspace, zhao: Viewer, own: str) -> None:
    """The finding is the same one, with the same id; whoever is not limited reads the name."""
    hers, li = Desk(workspace, zhao), Desk(workspace, Viewer("li", Role.REVIEWER))
    (alike,) = (f for f in hers.findings(own) if f.rule == "CON05")
    (named,) = (f for f in li.findings(own) if f.rule == "CON05")
    assert alike.id == named.id and OTHER in named.message
    assert "另一单位同年报告" in alike.message and OTHER not in repr(alike)
    assert OTHER in composed_text(li, own)
    for said in (composed_text(hers, own), repr(review_verb(SAMPLE, hers)), repr(draft_verb(SAMPLE, hers))):
        assert "另一单位" in said and OTHER not in said


def test_ledger_and_circular_are_of_her_agencies(workspace: Workspace, zhao: Viewer) -> None:
    desk = Desk(workspace, zhao)
    ledger = ledger_of_library(desk, desk.entries())
    assert OTHER not in repr(ledger) and "民政局" not in repr(ledger)
    (made,) = ledger.circulars
    assert (made.expected, made.missing) == (1, ())
    assert not_handed_in(desk, desk.expected()) == ([], [])


def test_a_question_that_names_another_agency_finds_no_report(
    workspace: Workspace, zhao: Viewer, own: str
) -> None:
    desk = Desk(workspace, zhao)
    for beside in ("", own):
        found = sources_about(desk, beside, f"{OTHER}2020年收到多少件申请")
        assert {s.id for s in found} <= {own}
    assert {h.passage.report for h in assistant_of(desk).search(CANARY, (), 20)} <= {None, "", own}


def test_what_she_waited_for_when_she_was_limited_is_refused_in_one_sentence(
    workspace: Workspace, zhao: Viewer
) -> None:
    """The limits are those of the moment in which the work is done."""
    workspace.jobs.add(
        Kind.INTAKE, Viewer("zhao", Role.REVIEWER), [("财.txt", OTHERS + "新".encode()), ("own.txt", HERS)]
    )
    while (batch := Batches(workspace).of("zhao")) is None or not batch.finished:
        workspace.hands.do_one(reading(workspace))
    assert batch.kept == 1
    (refused,) = batch.failures
    assert str(refused.error) == (
        f"这是“{OTHER}”的报告，您的账户限定在别的单位，没有收录；请由负责的人提交，或请管理员增加单位。"
    )


def test_what_she_took_in_before_is_not_taken_in_again(
    workspace: Workspace, zhao: Viewer, tmp_path: Path
) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes(OTHERS + b"zhao's own")
    (taken,) = Desk(workspace, zhao).add_file(file)
    assert taken.entry is None and "限定在别的单位" in str(taken.error)


def test_a_report_of_no_read_agency_is_hers_to_name_within_her_limits(
    workspace: Workspace, zhao: Viewer, tmp_path: Path
) -> None:
    file = tmp_path / "unread.txt"
    file.write_text(
        "政府信息公开工作年度报告\n一、总体情况\n2020年，做好政府信息公开工作。\n", encoding="utf-8"
    )
    desk = Desk(workspace, zhao)
    (taken,) = desk.add_file(file)
    assert taken.entry is not None and taken.entry.agency == ""
    with pytest.raises(NotAllowedError, match="不是这个账户负责的单位"):
        desk.name_agency(taken.entry.id, OTHER)
    assert desk.entry(taken.entry.id).agency == ""
    desk.remove(taken.entry.id)


def test_nothing_is_handed_over_to_whom_it_is_outside_the_limits_of(
    workspace: Workspace, zhao: Viewer, others: dict[str, str]
) -> None:
    guan, report = Desk(workspace, Viewer("guan", Role.ADMINISTRATOR)), others["published"]
    with pytest.raises(NotAllowedError, match="zhao的账户不负责的单位"):
        guan.assign([report], "zhao")
    with pytest.raises(NotVisibleError):
        Desk(workspace, zhao).assign([others["handed over"]], "")


def test_an_administrator_is_not_limited(workspace: Workspace) -> None:
    with pytest.raises(LimitError, match="管理员管理全部单位"):
        workspace.limits.put("guan", [SAMPLE_AGENCY])
    with pytest.raises(AccountError, match="不能做管理员"):
        workspace.accounts.set_role("zhao", Role.ADMINISTRATOR)


def test_the_trail_tells_who_was_limited_to_what(workspace: Workspace, zhao: Viewer) -> None:
    (trace,) = (t for t in workspace.trail.since(who="guan") if t.deed is Deed.CHANGED_ACCOUNT)
    assert (trace.target, trace.before, trace.after) == ("zhao", "不限单位", SAMPLE_AGENCY)


def test_the_command_limits_and_takes_it_back(nianbao: Callable[..., CompletedProcess[str]]) -> None:
    nianbao("users", "add", "zhao", stdin=f"{PASSWORD}\n")
    said = nianbao("users", "limit", "zhao", SAMPLE_AGENCY, OTHER)
    assert f"限定在{SAMPLE_AGENCY}、{OTHER}" in said.stdout and f"还没有“{OTHER}”的报告" in said.stdout
    assert f"限定：{SAMPLE_AGENCY}、{OTHER}" in nianbao("users", "list").stdout
    for wrong in (("zhao",), ("zhao", OTHER, "--none"), ("nobody", OTHER)):
        refused = nianbao("users", "limit", *wrong)
        assert refused.returncode == 2 and refused.stderr.count("\n") == 1
    assert "不限单位" in nianbao("users", "limit", "zhao", "--none").stdout
    assert "限定：" not in nianbao("users", "list").stdout
