"""Passwords cannot be tried without end, and no stranger locks anybody out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from library.accounts import Accounts
from library.attempts import Attempt, Attempts
from library.database import Database
from tests.security.conftest import PASSWORD, Target, with_accounts


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 20, 9)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock, tmp_path: Path) -> Iterator[Attempts]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield Attempts(database, clock)
    database.close()


def tries(attempts: Attempts, attempt: Attempt, count: int) -> int:
    """How many of so many tries may be made."""
    return sum(attempts.begin(attempt) <= 0 for _ in range(count))


def test_a_name_is_tried_a_few_times_a_minute_from_one_address(attempts: Attempts, clock: Clock) -> None:
    li = Attempt("10.0.0.1", "li")
    assert tries(attempts, li, 50) == 5
    clock.now += timedelta(seconds=61)
    assert tries(attempts, li, 50) == 5


def test_one_address_does_not_try_many_names(attempts: Attempts) -> None:
    assert sum(tries(attempts, Attempt("10.0.0.1", f"name{n}"), 1) for n in range(100)) == 20


def test_the_addresses_of_one_network_are_one(attempts: Attempts) -> None:
    assert sum(tries(attempts, Attempt(f"2001:db8::{n:x}", "li"), 1) for n in range(1, 100)) == 5


def test_a_stranger_does_not_lock_anybody_out(attempts: Attempts) -> None:
    for n in range(200):
        tries(attempts, Attempt(f"10.1.0.{n}", "li"), 10)
    assert attempts.begin(Attempt("10.2.0.1", "li")) == 0
    assert attempts.begin(Attempt("10.1.0.1", "li", device="known")) == 0


def test_a_name_that_is_tried_from_everywhere_leaves_each_address_one_try(attempts: Attempts) -> None:
    for n in range(40):
        tries(attempts, Attempt(f"10.1.0.{n}", "li"), 1)
    assert tries(attempts, Attempt("10.2.0.1", "li"), 10) == 1


def test_a_right_password_is_not_counted(attempts: Attempts) -> None:
    li = Attempt("10.0.0.1", "li")
    for _ in range(50):
        assert attempts.begin(li) == 0
        attempts.right(li)


def entering(client: httpx.Client, name: str, password: str, address: str) -> httpx.Response:
    """A try to log in from some address, as the proxy tells it."""
    data = {"username": name, "password": password}
    return client.post("review/login", data=data, headers={"X-Forwarded-For": address})


def test_the_page_says_how_long_to_wait(guarded: Target) -> None:
    answers = [entering(guarded.client(), "nobody", "wrong", "10.9.9.9") for _ in range(8)]
    assert [a.status_code for a in answers] == [400] * 5 + [429] * 3
    assert (
        answers[-1].json()["detail"].startswith("尝试次数太多")
        and int(answers[-1].headers["retry-after"]) > 0
    )


def test_who_entered_from_a_device_before_is_let_in_while_its_address_is_blocked(guarded: Target) -> None:
    here, device = "10.8.8.8", guarded.client()
    assert entering(device, "wang", PASSWORD, here).is_success
    for _ in range(30):
        entering(guarded.client(), "wang", "x", here)
    assert entering(guarded.client(), "wang", PASSWORD, here).status_code == 429
    assert entering(device, "wang", PASSWORD, here).is_success


def test_an_unknown_name_is_hashed_like_a_known_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import argon2

    hashed: list[argon2.Parameters] = []
    verify = argon2.PasswordHasher.verify

    def counted(self: argon2.PasswordHasher, kept: str, password: str) -> bool:
        hashed.append(argon2.extract_parameters(kept))
        return bool(verify(self, kept, password))

    database = with_accounts(tmp_path, "li")
    accounts = Accounts(database)
    accounts.prepare()
    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    monkeypatch.setattr(argon2.PasswordHasher, "hash", None)  # nothing is hashed beside it
    for name in ("li", "nobody"):
        assert not accounts.verify(name, "wrong password")
    assert len(hashed) == 2 and hashed[0] == hashed[1]
    database.close()


def test_the_page_answers_while_passwords_are_tried(guarded: Target) -> None:
    with ThreadPoolExecutor(8) as pool:
        work = [
            pool.submit(entering, guarded.client(), f"u{n}", "wrong", f"10.7.0.{n}").result for n in range(24)
        ]
        answers = [guarded.client().get("robots.txt").status_code for _ in range(10)]
        tried = {result().status_code for result in work}
    assert set(answers) == {200} and tried <= {400, 503}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data", b"--x\r\nfoo"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="username"; filename="a"\r\n\r\nli\r\n--x--',
        ),
        ("application/x-www-form-urlencoded", b"username=li%00&password=%ff%ed%a0%80%00"),
    ],
    ids=["no boundary", "a file as a name", "broken characters"],
)
def test_what_is_no_login_form_is_told_in_a_sentence(guarded: Target, kind: str, content: bytes) -> None:
    answer = guarded.client().post("review/login", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["detail"]) == (400, "用户名或密码不对；请检查后再试。")
