"""What each role may do at the desk: every method of it, for every role."""

from __future__ import annotations

import inspect
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from errors import NotAllowedError, NotVisibleError
from library.accounts import AccountError, Accounts
from library.database import Database
from library.entries import Viewer
from library.letters import SavedLetter
from library.phrases import Phrase
from library.roles import ACCOUNT_ROLES, Role
from library.sessions import Sessions
from library.stages import Stage
from library.trail import Sought
from office.desk import Desk
from office.office_settings import LetterForm
from office.permissions import Act
from office.questions import scope_of
from office.workspace import Workspace
from reports.reading.opened import open_file
from settings import Settings
from tests.conftest import SAMPLE
from web.face import Face
from web.gates.caller import Caller, remember

CITIZEN, READER, REVIEWER, ADMINISTRATOR = Role.CITIZEN, Role.READER, Role.REVIEWER, Role.ADMINISTRATOR
ALL = frozenset(Role)
ACCOUNTS, WRITERS, ADMINISTRATORS = ALL - {CITIZEN}, frozenset({REVIEWER, ADMINISTRATOR}), {ADMINISTRATOR}
PHRASE = Phrase("TXT01", "其它", "其他")

# What each method is called with on a published report, and who may call it.
METHODS: dict[str, tuple[Callable[[Desk, str], Any], frozenset[Role] | set[Role]]] = {
    "entries": (lambda d, i: d.entries(), ALL),
    "size": (lambda d, i: d.size(), ALL),
    "matching": (lambda d, i: d.matching("残联", 5), ALL),
    "versions": (lambda d, i: d.versions(d.entry(i)), ALL),
    "entry": (lambda d, i: d.entry(i), ALL),
    "report": (lambda d, i: d.report(i), ALL),
    "known": (lambda d, i: d.known(SAMPLE.read_bytes()), ALL),
    "may_change": (lambda d, i: d.may_change(d.entry(i)), ALL),
    "phrases_offered": (lambda d, i: d.phrases_offered(), ALL),
    "phrases_adopted": (lambda d, i: d.phrases_adopted(), ALL),
    "content": (lambda d, i: d.content(i), ACCOUNTS),
    "review": (lambda d, i: d.review(i), ACCOUNTS),
    "findings": (lambda d, i: d.findings(i), ACCOUNTS),
    "others_at": (lambda d, i: d.others_at(i), ACCOUNTS),
    "leave": (lambda d, i: d.leave(i), ACCOUNTS),
    "drafts_of_others": (lambda d, i: d.drafts_of_others("", 0, 5), ADMINISTRATORS),
    "assign_drafts": (lambda d, i: d.assign_drafts([i], ""), ADMINISTRATORS),
    "shown": (lambda d, i: d.shown(d.workspace.reviews.of(i)), ALL),
    "expected": (lambda d, i: d.expected(), ALL),
    "decisions": (lambda d, i: d.decisions(i), ACCOUNTS),
    "rounds": (lambda d, i: d.rounds(i), ACCOUNTS),
    "saved_letter": (lambda d, i: d.saved_letter(i), ACCOUNTS),
    "stages": (lambda d, i: d.stages(i), ACCOUNTS),
    "stage_marks": (lambda d, i: d.stage_marks(), ACCOUNTS),
    "permit": (lambda d, i: d.permit(Act.SEE_REVIEWS, i), ACCOUNTS),
    "add": (lambda d, i: d.add(next(iter(open_file(SAMPLE)))), WRITERS),
    "add_file": (lambda d, i: list(d.add_file(SAMPLE)), WRITERS),
    "require_owner": (lambda d, i: d.require_owner(i), WRITERS),
    "publish": (lambda d, i: d.publish(i, True), WRITERS),
    "remove": (lambda d, i: d.remove(i), WRITERS),
    "decide": (lambda d, i: d.decide(i, "none", state="accepted"), WRITERS),
    "reword": (lambda d, i: d.reword(i, "none", "请修改。"), WRITERS),
    "verify_reading": (lambda d, i: d.verify_reading(i, True), WRITERS),
    "name_agency": (lambda d, i: d.name_agency(i, "云溪县民政局"), WRITERS),
    "undo": (lambda d, i: d.undo(i), WRITERS),
    "mark_stage": (lambda d, i: d.mark_stage(i, Stage.SUBMITTED, date(2021, 1, 20)), WRITERS),
    "unmark_stage": (lambda d, i: d.unmark_stage(i, Stage.SUBMITTED), WRITERS),
    "settle_phrase": (lambda d, i: d.settle_phrase(PHRASE, True), WRITERS),
    "save_letter": (lambda d, i: d.save_letter(i, SavedLetter("请修改。", "")), WRITERS),
    "take_back_letters": (lambda d, i: d.take_back_letters([i]), WRITERS),
    "forget_letter": (lambda d, i: d.forget_letter(i), WRITERS),
    "colleagues": (lambda d, i: d.colleagues(), WRITERS),
    "assign": (lambda d, i: d.assign([i], ""), WRITERS),
    "keep_letter_form": (lambda d, i: d.keep_letter_form(LetterForm(office="某市司法局")), ADMINISTRATORS),
    "trail": (lambda d, i: list(d.trail()), ADMINISTRATORS),
    "trail_page": (lambda d, i: d.trail_page(Sought(), None, 5), ADMINISTRATORS),
    "accounts": (lambda d, i: d.accounts(), ADMINISTRATORS),
    "limit_account": (lambda d, i: d.limit_account("zhao", []), ADMINISTRATORS),
    "use_rules": (lambda d, i: d.use_rules({"off": ["TXT01"]}), ADMINISTRATORS),
    "take_back_rules": (lambda d, i: d.take_back_rules(), ADMINISTRATORS),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path_factory.mktemp("roles")))
    opened.accounts.add("zhao", "correct horse battery")
    yield opened
    opened.close()


@pytest.fixture
def identifier(workspace: Workspace) -> str:
    """A report of the office's own that everyone sees."""
    return workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True).id


def test_every_method_of_the_desk_stands_in_the_table() -> None:
    public = {n for n, _ in inspect.getmembers(Desk, inspect.isfunction) if not n.startswith("_")}
    assert public == set(METHODS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("method", METHODS)
def test_a_role_may_do_what_the_table_says(
    workspace: Workspace, identifier: str, method: str, role: Role
) -> None:
    call, allowed = METHODS[method]
    desk = Desk(workspace, Viewer("li", role))
    if role in allowed:
        call(desk, identifier)
        return
    with pytest.raises(NotAllowedError, match=r"不能.*；请.*。"):
        call(desk, identifier)


@pytest.mark.parametrize("role", Role)
def test_everybody_may_ask_about_what_she_sees_and_nothing_else(
    workspace: Workspace, identifier: str, role: Role
) -> None:
    desk = Desk(workspace, Viewer("li", role))
    (source,) = scope_of(desk, "收到多少件申请", [identifier])
    assert source.id == identifier
    draft = workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, owner="zhang").id
    with pytest.raises(NotVisibleError):
        scope_of(desk, "收到多少件申请", [draft])


def test_what_is_refused_leaves_everything_as_it_was(workspace: Workspace, identifier: str) -> None:
    reader = Desk(workspace, Viewer("li", READER))
    finding = reader.findings(identifier)[0]
    with pytest.raises(NotAllowedError):
        reader.decide(identifier, finding.id, state="dismissed")
    assert reader.decisions(identifier) == {}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield opened
    opened.close()


def test_a_new_account_is_a_reviewer(database: Database) -> None:
    Accounts(database).add("li", "correct horse battery")
    assert [a.role for a in Accounts(database).all()] == [REVIEWER]


def test_another_password_leaves_the_role(database: Database) -> None:
    accounts = Accounts(database)
    accounts.add("li", "correct horse battery", ADMINISTRATOR)
    accounts.set_password("li", "another horse battery")
    assert accounts.verify("li", "another horse battery")
    assert [a.role for a in accounts.all()] == [ADMINISTRATOR]


def test_an_account_that_is_there_keeps_its_password_when_its_name_is_added_again(database: Database) -> None:
    accounts = Accounts(database)
    accounts.add("li", "correct horse battery")
    with pytest.raises(AccountError, match=r"li 已存在，没有改动；.*nianbao users password li"):
        accounts.add("li", "another horse battery", ADMINISTRATOR)
    assert accounts.verify("li", "correct horse battery") and accounts.all()[0].role is REVIEWER


@pytest.mark.parametrize(
    "end",
    [
        lambda accounts: accounts.set_role("li", READER),
        lambda accounts: accounts.set_disabled("li", True),
        lambda accounts: accounts.remove("li"),
    ],
    ids=["demoted", "disabled", "removed"],
)
def test_the_last_administrator_stays_until_there_is_another(
    database: Database, end: Callable[[Accounts], None]
) -> None:
    accounts = Accounts(database)
    accounts.add("li", "correct horse battery", ADMINISTRATOR)
    accounts.add("away", "correct horse battery", ADMINISTRATOR)
    accounts.set_disabled("away", True)
    with pytest.raises(AccountError, match="li 是最后一个管理员，没有改动"):
        end(accounts)
    assert [(a.role, a.disabled) for a in accounts.all() if a.name == "li"] == [(ADMINISTRATOR, False)]
    accounts.add("wang", "correct horse battery", ADMINISTRATOR)
    end(accounts)


def test_another_role_is_in_force_at_once(database: Database) -> None:
    accounts, sessions = Accounts(database), Sessions(database)
    accounts.add("li", "correct horse battery")
    token = sessions.begin("li")
    accounts.set_role("li", READER)
    assert sessions.viewer_of(token) == Viewer("li", READER)


@pytest.mark.parametrize("role", ["citizen", "boss", ""])
def test_an_account_has_one_of_three_roles(database: Database, role: str) -> None:
    accounts = Accounts(database)
    with pytest.raises(AccountError, match="角色只能是"):
        accounts.add("li", "correct horse battery", role)
    assert accounts.all() == []


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_the_page_gives_each_caller_the_desk_of_her_role(workspace: Workspace, role: Role) -> None:
    class Request:
        def __init__(self) -> None:
            self.scope: dict[str, Any] = {}

    request = Request()
    remember(request.scope, Caller("li", "folder", role))
    assert Face(workspace, True).desk(request).viewer == Viewer("li", role)
    assert Face(workspace, False).desk(request).viewer.role is CITIZEN


def test_whom_no_gate_named_may_look_only(workspace: Workspace) -> None:
    assert Face(workspace, True).desk().viewer == Viewer("", READER)


def test_the_commands_give_and_change_roles(
    nianbao: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    nianbao("users", "add", "zhang", "--role", "administrator", stdin="correct horse battery\n")
    assert "管理员" in nianbao("users", "list").stdout
    last = nianbao("users", "role", "zhang", "reader")
    assert last.returncode == 2 and "最后一个管理员" in last.stderr
    taken = nianbao("users", "add", "zhang", stdin="another horse battery\n")
    assert taken.returncode == 2 and "nianbao users password zhang" in taken.stderr
    changed = nianbao("users", "password", "zhang", stdin="another horse battery\n")
    assert changed.stdout == "已修改账户 zhang 的密码\n"
    nianbao("users", "add", "li", "--role", "administrator", stdin="correct horse battery\n")
    assert "查阅人员" in nianbao("users", "role", "zhang", "reader").stdout
    assert "查阅人员" in nianbao("users", "list").stdout
    wrong = nianbao("users", "role", "zhang", "boss")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
