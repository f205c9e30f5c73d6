"""The page with a model: its wording is shown where it stands, refused where it does not, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.server import served
from tests.model_server import ModelServer
from tests.page_helpers import ask, hand_in, read, word_file

pytestmark = pytest.mark.browser
WRONG = "推进情况"


def polished(request: dict[str, Any]) -> str:
    """A wording of its own for each line; for one of them with another number in it."""
    told = str(request["messages"][-1]["content"])
    line = told.rsplit("文字：\n", maxsplit=1)[-1]
    if WRONG in told:
        return line.replace("⟦2⟧", "⟦3⟧")
    return line.replace("请核对", "请认真核对").replace("，请核实", "，请予核实")


@pytest.fixture
def page(browser: Any, model_server: ModelServer, tmp_path: Path) -> Iterator[Any]:
    with served(tmp_path, OPENAI_BASE_URL=model_server.url) as running:
        url = running.url
        tab = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        tab.set_default_timeout(15_000)
        tab.goto(url + "review/")
        tab.locator("#rows [data-open]").first.click()
        tab.locator(".finding").first.wait_for()
        yield tab
        tab.close()


def test_a_letter_is_polished_where_nothing_changes_and_the_polish_is_taken_back(
    page: Any, model_server: ModelServer
) -> None:
    model_server.reply = polished
    page.locator("#tab-letter").click()
    letter = page.locator("#letter")
    expect(letter).to_contain_text("审核意见")
    before = letter.inner_text()
    page.locator("[data-polish]").click()
    page.locator("#flash", has_text="已润色").wait_for()
    expect(letter).to_contain_text("请认真核对")
    after = letter.inner_text()
    assert "第五十一条" not in after
    assert re.findall(r"\d+", after) == re.findall(r"\d+", before)
    expect(page.locator("#flash")).to_contain_text("未通过核对")
    page.locator("#flash button").click()
    expect(letter).not_to_contain_text("请认真核对")
    assert letter.inner_text() == before


def test_a_model_that_fails_leaves_the_extract_and_one_sentence(page: Any, model_server: ModelServer) -> None:
    model_server.mode = "500"
    answer = ask(page, "怎么申请公开信息？")
    expect(answer).to_contain_text("第二十九条")
    expect(answer).to_contain_text("以下为按规则查到的答复")


QUOTED = "对市长热线定期发布政务舆情月度统计"


def test_an_opinion_of_the_model_is_a_finding_once_it_is_clicked_and_is_taken_back(
    page: Any, model_server: ModelServer
) -> None:
    model_server.reply = lambda request: f"全区|{QUOTED}\n全区|报告里没有的一句话放在这里"
    findings = page.locator(".finding")
    before = findings.count()
    expect(findings.filter(has_text=QUOTED)).to_have_count(0)
    page.locator("#opinions > summary").click()
    page.locator("[data-opinions]").click()
    opinion = page.locator(".opinion")
    expect(opinion).to_have_count(1)
    expect(opinion.locator("blockquote")).to_have_text(QUOTED)
    expect(findings).to_have_count(before)
    adopt = opinion.locator("[data-adopt]")
    adopt.click()
    expect(adopt).to_be_disabled()
    expect(findings).to_have_count(before + 1)
    expect(findings.filter(has_text=QUOTED)).to_have_count(1)
    page.locator("#flash button").click()
    expect(findings).to_have_count(before)
    expect(adopt).to_be_enabled()
    adopt.click()
    expect(adopt).to_be_disabled()
    page.reload()
    expect(findings).to_have_count(before + 1)
    expect(findings.filter(has_text=QUOTED)).to_contain_text("采纳")


def test_the_opinions_on_a_report_are_gone_when_another_is_opened(
    page: Any, model_server: ModelServer, tmp_path: Path
) -> None:
    model_server.reply = lambda request: f"全区|{QUOTED}"
    page.locator("#opinions > summary").click()
    page.locator("[data-opinions]").click()
    expect(page.locator(".opinion")).to_have_count(1)
    page.locator("[data-home]").click()
    path, agency = word_file(tmp_path, 5)
    hand_in(page, path)
    read(page, agency)
    expect(page.locator(".opinion")).to_have_count(0)
