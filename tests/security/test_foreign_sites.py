"""Another site cannot use the session of whoever visits it, nor read what the page answers."""

from __future__ import annotations

import pytest

from tests.security.conftest import Target

ASK = {"data": ["多久给答复", ""]}
FOLLOWED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""])
def test_the_page_answers_under_its_own_names_only(local: Target, host: str) -> None:
    """A stranger's name that points to this machine is how a site reaches a page on loopback (DNS rebinding)."""
    for path in ("", "review/", "review/config", "gradio_api/info"):
        answer = local.client().get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "NIANBAO_ALLOWED_HOSTS" in answer.json()["detail"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:80"])
def test_the_names_of_the_machine_to_itself_are_its_own(local: Target, host: str) -> None:
    assert local.client().get("config", headers={"Host": host}).status_code == 200


def test_a_configured_name_is_one_of_ours(guarded: Target) -> None:
    assert guarded.client().get("config", headers={"Host": "bao.example.gov.cn"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        FOLLOWED,
    ],
)
def test_what_another_site_sends_is_refused(local: Target, guarded: Target, headers: dict[str, str]) -> None:
    li = guarded.reviewer()
    for client, face in ((local.client(), ""), (local.client(), "review/"), (li, "review/")):
        answer = client.post(f"{face}gradio_api/run/ask", json=ASK, headers=headers)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers
    for path in ("review/logout", "review/login"):
        assert li.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}],
)
def test_private_data_is_not_given_to_another_site(guarded: Target, headers: dict[str, str]) -> None:
    assert guarded.reviewer().get("review/config", headers=headers).status_code == 403


def test_a_link_from_another_site_opens_the_page_but_no_frame(local: Target) -> None:
    assert local.client().get("", headers=FOLLOWED).status_code == 200
    assert local.client().get("", headers={**FOLLOWED, "Sec-Fetch-Dest": "iframe"}).status_code == 403


def test_no_answer_lets_another_origin_read_it(local: Target) -> None:
    own = {"Origin": local.url.rstrip("/")}
    answer = local.client().post("gradio_api/run/ask", json=ASK, headers=own)
    assert answer.status_code == 200
    assert not [h for h in answer.headers if h.startswith("access-control-")]


def test_a_preflight_of_another_site_is_refused(local: Target) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    answer = local.client().options("gradio_api/run/ask", headers=headers)
    assert answer.status_code == 403 and "access-control-allow-origin" not in answer.headers


def test_what_a_proxy_would_say_is_not_believed_of_anyone(local: Target) -> None:
    claimed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Original-URL": "/review/"}
    answer = local.client().get("config", headers=claimed)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text and "https://127" not in answer.text


def test_a_configured_proxy_is_believed_and_its_name_checked(guarded: Target) -> None:
    headers = {"X-Forwarded-Host": "bao.example.gov.cn", "X-Forwarded-Proto": "https"}
    assert "https://bao.example.gov.cn" in guarded.client().get("config", headers=headers).text
    assert guarded.client().get("config", headers={"X-Forwarded-Host": "evil.example"}).status_code == 421


def test_a_web_socket_is_closed_at_once(local: Target) -> None:
    upgrade = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "https://evil.example",
    }  # fmt: skip
    for path in ("gradio_api/queue/join", "review/gradio_api/queue/data", "ws"):
        assert local.client().get(path, headers=upgrade).status_code == 403
