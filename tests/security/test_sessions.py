"""A session belongs to one browser and ends when it should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from library.accounts import AccountError, Accounts
from library.entries import Viewer
from library.roles import Role
from library.sessions import Sessions
from tests.security.conftest import PASSWORD, Target, functions, heard, upload, with_accounts

LI = {"username": "li", "password": PASSWORD}


def entered(client: httpx.Client) -> bool:
    return client.get("review/config").status_code == 200


def test_no_address_of_the_reviewers_face_answers_without_a_login(guarded: Target) -> None:
    stranger = guarded.client()
    for path in (
        "config",
        "theme.css",
        "gradio_api/info",
        "gradio_api/queue/data?session_hash=x",
        "gradio_api/heartbeat/x",
    ):
        assert stranger.get(f"review/{path}").status_code == 401
    for path in ("run/ask", "queue/join", "cancel", "reset", "upload"):
        assert stranger.post(f"review/gradio_api/{path}", json={"data": []}).status_code == 401


def test_a_browser_is_shown_the_login_page(guarded: Target) -> None:
    page = guarded.client(follow_redirects=True).get("review/", headers={"Accept": "text/html"})
    assert page.url.path == "/review/login" and "请用管理员建立的账户登录。" in page.text


def test_the_cookies_are_kept_from_scripts_and_other_sites(guarded: Target) -> None:
    answer = guarded.client().post("review/login", data=LI)
    for cookie in answer.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    answer = guarded.client().post("review/login", data=LI, headers={"X-Forwarded-Proto": "https"})
    assert all("Secure" in cookie for cookie in answer.headers.get_list("set-cookie"))


def test_no_address_gives_a_session_away(guarded: Target) -> None:
    client = guarded.reviewer()
    token = client.cookies["nianbao-session"]
    for path in (
        "gradio_api/token",
        "gradio_api/user",
        "gradio_api/login_check",
        "config",
        "",
        "gradio_api/info",
    ):
        assert token not in client.get(f"review/{path}").text
    assert client.get("review/gradio_api/token").status_code == 404


def test_logging_out_ends_this_session_and_no_other(guarded: Target) -> None:
    here, there = guarded.reviewer(), guarded.reviewer()
    path = upload(here, "a.txt", b"x")
    assert here.get("review/logout").status_code == 404
    assert entered(here)
    held = dict(here.cookies)
    assert here.post("review/logout").status_code == 303
    assert not entered(guarded.client(cookies=held)) and not Path(path).exists()
    assert entered(there)


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.set_password("li", "another long password"),
        lambda accounts: accounts.set_disabled("li", True),
        lambda accounts: accounts.remove("li"),
    ],
    ids=["password changed", "disabled", "removed"],
)
def test_a_session_ends_with_what_it_was_begun_with(
    tmp_path: Path, change: Callable[[Accounts], None]
) -> None:
    database = with_accounts(tmp_path, "li", "wang")
    sessions = Sessions(database)
    token, other = sessions.begin("li"), sessions.begin("wang")
    assert sessions.viewer_of(token) == Viewer("li", Role.REVIEWER)
    change(Accounts(database))
    assert sessions.viewer_of(token) is None
    assert sessions.viewer_of(other) == Viewer("wang", Role.REVIEWER)
    database.close()


def test_the_running_page_forgets_a_session_whose_account_is_changed_by_command(
    guarded: Target, nianbao: Callable[..., object]
) -> None:
    with_accounts(guarded.data, "zhao").close()
    client = guarded.reviewer("zhao")
    assert entered(client)
    nianbao("users", "disable", "zhao", NIANBAO_DATA_DIR=str(guarded.data))
    assert not entered(client)
    refused = guarded.client().post("review/login", data={"username": "zhao", "password": PASSWORD})
    assert refused.status_code == 400
    nianbao("users", "enable", "zhao", NIANBAO_DATA_DIR=str(guarded.data))
    assert entered(guarded.reviewer("zhao"))


def test_a_session_expires_unused_and_at_the_latest_after_some_days(tmp_path: Path) -> None:
    database = with_accounts(tmp_path, "li")
    token = Sessions(database).begin("li")
    assert Sessions(database, idle=timedelta(0)).viewer_of(token) is None
    assert Sessions(database, longest=timedelta(0)).viewer_of(token) is None
    database.close()


def test_the_database_does_not_hold_what_a_browser_shows(tmp_path: Path) -> None:
    database = with_accounts(tmp_path, "li")
    token = Sessions(database).begin("li")
    database.close()
    assert token.encode() not in b"".join(p.read_bytes() for p in tmp_path.glob("library.sqlite3*"))


def test_a_closed_account_is_not_entered_and_an_unknown_one_not_changed(tmp_path: Path) -> None:
    database = with_accounts(tmp_path, "li")
    accounts = Accounts(database)
    accounts.set_disabled("li", True)
    assert not accounts.verify("li", PASSWORD)
    accounts.set_disabled("li", False)
    assert accounts.verify("li", PASSWORD)
    with pytest.raises(AccountError, match="没有账户"):
        accounts.remove("nobody")
    database.close()


def test_accounts_are_listed_disabled_and_removed_by_command(
    nianbao: Callable[..., object], tmp_path: Path
) -> None:
    with_accounts(tmp_path, "li", "wang").close()

    def users(*arguments: str) -> tuple[int, str]:
        done = nianbao("users", *arguments, NIANBAO_DATA_DIR=str(tmp_path))
        return done.returncode, done.stdout + done.stderr  # type: ignore[attr-defined]

    assert users("disable", "li")[0] == 0 and users("remove", "wang")[0] == 0
    code, said = users("list")
    assert code == 0 and "li" in said and "已停用" in said and "wang" not in said
    code, said = users("remove", "wang")
    assert code == 2 and "没有账户 wang" in said


def place_of(client: httpx.Client, face: str) -> int:
    """The number of the component that a face's place is."""
    parts = client.get(f"{face}config").json()["components"]
    return next(int(p["id"]) for p in parts if p["props"].get("elem_id") == "place")


def asked(client: httpx.Client, face: str, conversation: str, queue: str) -> None:
    """Asks as the page does, under a name for the queue that a stranger guessed or set."""
    ask = next(f["id"] for f in functions(client, face) if f["targets"] and f["targets"][0][1] == "ask")
    question = {"conversation": conversation, "report": "", "question": "多久给答复"}
    body = {"data": [], "fn_index": ask, "session_hash": queue, "event_data": question}
    assert client.post(f"{face}gradio_api/queue/join", json=body).status_code == 200


@pytest.mark.parametrize("face", ["", "review/"])
def test_an_answer_is_heard_only_by_who_asked(guarded: Target, face: str) -> None:
    """Gradio gives an answer to whoever names the queue; its name is a few letters that a script made up."""
    asker, other = (
        (guarded.reviewer("li"), guarded.reviewer("wang")) if face else (guarded.visitor(), guarded.visitor())
    )
    asked(asker, face, "b" * 32, "abc")
    assert "process_completed" not in heard(other, f"{face}gradio_api/queue/data?session_hash=abc")
    assert "process_completed" in heard(asker, f"{face}gradio_api/queue/data?session_hash=abc")


def test_a_conversation_stays_with_its_account_in_a_shared_browser(guarded: Target) -> None:
    """Its name is kept in the browser, where another reviewer may log in next, or a citizen sit down."""
    li, wang = guarded.reviewer("li"), guarded.reviewer("wang")
    name = "c" * 32
    asked(li, "review/", name, "q")
    heard(li, "review/gradio_api/queue/data?session_hash=q")
    counts = {}
    for client, face in ((wang, "review/"), (guarded.visitor(), ""), (li, "review/")):
        call = {
            "data": {"conversation": name, "report": ""}, "component_id": place_of(client, face),
            "fn_name": "conversation", "session_hash": "s",
        }  # fmt: skip
        counts[client] = client.post(f"{face}gradio_api/component_server", json=call).json()["count"]
    assert list(counts.values()) == [0, 0, 1]
