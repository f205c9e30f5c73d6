"""The same verbs for programs: named endpoints of the page, and tools for agents."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client, handle_file
from playwright.sync_api import expect

from benchmarks import server
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from library.accounts import Accounts
from library.database import Database
from tests.conftest import SAMPLE
from tests.event_loop import awaited
from tests.page_helpers import hand_in, read


@pytest.fixture
def reviewers(served: str) -> Client:
    return Client(served + "review/", verbose=False)


def test_a_file_is_reviewed_parsed_and_drafted_over_the_api(reviewers: Client) -> None:
    reviewed = reviewers.predict(handle_file(str(SAMPLE)), api_name="/review")
    assert any("相差19条" in f["message"] for f in reviewed["findings"])
    parsed = reviewers.predict(handle_file(str(SAMPLE)), api_name="/parse")
    assert parsed["year"] == 2020 and len(parsed["sections"]) == 6
    assert "审核意见" in reviewers.predict(handle_file(str(SAMPLE)), api_name="/draft")["letter"]


def test_a_bad_file_is_one_sentence_over_the_api(reviewers: Client, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"\x00\x01")
    answer = reviewers.predict(handle_file(str(bad)), api_name="/review")
    assert list(answer) == ["error"] and answer["error"].endswith("。")


def test_questions_and_searches_are_answered_on_both_faces(served: str, reviewers: Client) -> None:
    citizens = Client(served, verbose=False)
    for client in (reviewers, citizens):
        report = client.predict(api_name="/reports")["reports"][0]
        answer = client.predict("收到多少件申请？", report["id"], api_name="/ask")
        assert "0件" in answer["answer"] and answer["citations"][0]["source"] == "report"
        hits = client.predict("多久给答复", "", 3, api_name="/search")["hits"]
        assert hits[0]["article"] == 33


def test_citizens_have_no_endpoint_for_files_and_no_other_report(served: str) -> None:
    citizens = Client(served, verbose=False)
    with pytest.raises(ValueError, match="/review"):
        citizens.predict(handle_file(str(SAMPLE)), api_name="/review")
    assert "error" in citizens.predict("收到多少件申请？", "0" * 16, api_name="/ask")


def _called(address: str, verb: str, arguments: list[Any]) -> str:
    """What a call by hand is answered, the stream of its result where it was taken."""
    taken = httpx.post(f"{address}gradio_api/call/{verb}", json={"data": arguments})
    if taken.status_code != 200:
        return taken.text
    return httpx.get(f"{address}gradio_api/call/{verb}/{taken.json()['event_id']}", timeout=60).text


@pytest.mark.parametrize(
    ("face", "verb", "arguments", "told"),
    [
        ("", "nothing", [], "没有这个接口"),
        ("", "parse", [None], "没有这个接口"),
        ("", "ask", [], "参数不够"),
        ("", "ask", [None, None], "请输入问题"),
        ("review/", "review", [None], "没有附文件"),
    ],
)
def test_a_call_made_wrongly_is_told_what_is_wrong(
    served: str, face: str, verb: str, arguments: list[Any], told: str
) -> None:
    answer = _called(served + face, verb, arguments)
    assert told in answer.encode().decode("unicode_escape") or told in answer
    assert "程序出错" not in answer


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[str]:
    """A server on all addresses with the accounts li and wang."""
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    for name in ("li", "wang"):
        Accounts(database).add(name, "correct horse battery")
    database.close()
    with server.served(tmp_path, "--host", "0.0.0.0") as running:
        yield running.url


@pytest.mark.browser
def test_two_reviewers_do_not_see_each_others_drafts(browser: Any, guarded: str, tmp_path: Path) -> None:
    content = make_content(5)
    path = tmp_path / "draft.docx"
    path.write_bytes(to_docx(content, Layout()))
    assert httpx.get(guarded + "review/config").status_code == 401

    def entered(name: str) -> Any:
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(guarded + "review/")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill("correct horse battery")
        page.get_by_role("button", name="登录").click()
        page.wait_for_selector("#rows tr")
        return page

    li, wang = entered("li"), entered("wang")
    hand_in(li, path)
    theirs = wang.locator("#rows [data-open]", has_text=content.agency)
    wang.reload()
    wang.wait_for_selector("#rows tr")
    expect(theirs).to_have_count(0)
    read(li, content.agency)
    wang.goto(li.url.partition("#")[0])
    expect(wang.locator("#flash")).to_contain_text("这份报告不在您的资料库里")
    expect(wang.locator("body")).not_to_contain_text(content.agency)
    li.locator("[data-home]").click()
    li.locator("#rows tr", has_text=content.agency).locator("[data-pick]").check()
    li.locator("[data-publish='1']").click()
    li.locator("#flash", has_text="已发布").wait_for()
    wang.reload()
    theirs.wait_for()
    assert any(
        r["agency"] == content.agency
        for r in Client(guarded, verbose=False).predict(api_name="/reports")["reports"]
    )


def test_an_agent_reviews_a_file_and_asks_about_it() -> None:
    from mcp import Client as AgentClient
    from mcp import StdioServerParameters, stdio_client

    async def talk() -> list[dict[str, Any]]:
        tools = StdioServerParameters(command=str(server.NIANBAO), args=["mcp"], env=dict(os.environ))
        async with AgentClient(stdio_client(tools)) as agent:
            names = {t.name for t in (await agent.list_tools()).tools}
            assert names == {"parse_report", "review_report", "draft_letter", "ask", "search"}
            calls = [
                ("review_report", {"path": str(SAMPLE)}),
                ("ask", {"question": "收到多少件申请？", "path": str(SAMPLE)}),
                ("parse_report", {"path": "没有这个文件"}),
            ]
            results = [await agent.call_tool(name, arguments) for name, arguments in calls]
            return [r.structured_content or json.loads(r.content[0].text) for r in results]  # type: ignore[union-attr]

    reviewed, answered, missing = awaited(talk())
    assert any("相差19条" in f["message"] for f in reviewed["findings"])
    assert "0件" in answered["answer"]
    assert missing == {"error": "文件不存在；请检查路径。"}
