"""Deciding in a real browser: shown at once, whatever the server still has to answer; nothing written is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.page_helpers import SAMPLE_AGENCY, finding, opened, read, settled, violations

pytestmark = pytest.mark.browser
# A server that answers a call only when it is told to, and counts how often it was asked.
_HELD = """(name) => {
  const real = nianbao.server[name];
  window.held = [];
  window.asked = 0;
  nianbao.server[name] = async (data) => {
    window.asked += 1;
    if (window.held) await new Promise((go) => window.held.push(go));
    return real(data);
  };
  window.release = () => { const waiting = window.held; window.held = null; waiting.forEach((go) => go()); };
}"""


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    with opened(browser, served + "review/") as tab:
        read(tab, SAMPLE_AGENCY)
        yield tab
        settled(tab)


def test_everything_is_decided_with_the_keyboard_alone(page: Any) -> None:
    total = page.locator(".finding").count()
    for number in range(total):
        chosen = page.locator(".finding.chosen").get_attribute("id")
        page.keyboard.press("a" if number % 2 else "d")
        expect(page.locator(f"#{chosen}")).to_have_class(re.compile("dismissed|accepted"))
    expect(page.locator("#tab-findings")).to_have_text("问题 ✓")
    assert page.evaluate("document.activeElement.closest('.finding') !== null")
    for _ in range(total):
        page.keyboard.press("u")
        page.wait_for_timeout(60)
    expect(page.locator("#tab-findings")).to_have_text(f"问题 {total}")


def test_decisions_are_shown_before_the_server_answers_and_no_answer_takes_them_back(page: Any) -> None:
    page.evaluate(_HELD, "decide")
    rows = [page.locator(".finding").nth(n).get_attribute("id") for n in range(3)]
    for key in "dad":
        page.keyboard.press(key)
    said = ["✗ 不采纳", "✓ 采纳", "✗ 不采纳"]
    shown = [page.locator(f"#{row} .state") for row in rows]
    for state, words in zip(shown, said, strict=True):
        expect(state).to_have_text(words)
    page.evaluate("window.seen = new Set()")
    page.evaluate(
        "row => new MutationObserver(() => seen.add(document.getElementById(row).className))"
        ".observe(document.getElementById('findings'), { subtree: true, childList: true, attributes: true })",
        rows[2],
    )
    page.evaluate("release()")
    settled(page)
    for state, words in zip(shown, said, strict=True):
        expect(state).to_have_text(words)
    assert not [name for name in page.evaluate("[...seen]") if "open" in name.split()]
    expect(page.locator("#tab-findings")).to_have_text(f"问题 {page.locator('.finding').count() - 3}")
    for _ in rows:
        page.keyboard.press("u")
    expect(page.locator(".finding:not(.open)")).to_have_count(0)


def test_steps_taken_back_quickly_are_one_call(page: Any) -> None:
    for key in "ddd":
        page.keyboard.press(key)
    settled(page)
    page.evaluate(_HELD, "undo")
    for _ in range(3):
        page.keyboard.press("u")
    expect(page.locator(".finding:not(.open)")).to_have_count(0)
    page.evaluate("release()")
    settled(page)
    assert page.evaluate("asked") <= 2
    page.reload()
    page.locator(".finding").first.wait_for()
    expect(page.locator(".finding:not(.open)")).to_have_count(0)


def test_a_decision_made_without_a_connection_is_not_shown_as_made(page: Any) -> None:
    page.context.set_offline(True)
    first = page.locator(".finding").first
    page.keyboard.press("a")
    expect(page.locator("#flash [role=alert]")).to_contain_text("和服务器的连接断了")
    expect(first).to_have_class(re.compile("open"))
    expect(first.locator(".state")).to_have_text("")
    page.context.set_offline(False)


def test_a_finding_is_reworded_and_the_letter_says_so(page: Any) -> None:
    row = finding(page, "宜为“其他”")
    name = row.get_attribute("id")
    row.locator(".head").click()
    page.keyboard.press("e")
    page.locator(f"#{name} [name=wording]").fill("用词请统一。\n建议：请改为“其他”。")
    page.locator(f"#{name} [name=note]").fill("电话里说过")
    page.locator(f"#{name} [data-do=save]").click()
    expect(page.locator(f"#{name}")).to_contain_text("备注：电话里说过")
    page.locator("#tab-letter").click()
    expect(page.locator("#letter")).to_contain_text("用词请统一。")
    page.locator("#tab-findings").click()
    page.locator("#flash button").click()
    expect(page.locator(f"#{name}")).not_to_contain_text("用词请统一。")


def test_what_is_written_into_a_finding_is_kept_when_its_box_is_left(page: Any) -> None:
    row = finding(page, "宜为“其他”")
    name = row.get_attribute("id")
    row.locator(".head").click()
    page.keyboard.press("e")
    page.locator(f"#{name} [name=note]").fill("等单位回电")
    page.locator(".finding").first.locator(".head").click()
    expect(page.locator(f"#{name}")).to_contain_text("备注：等单位回电")
    page.reload()
    expect(page.locator(f"#{name}")).to_contain_text("备注：等单位回电")
    page.locator(f"#{name} .head").click()
    page.keyboard.press("u")
    expect(page.locator(f"#{name}")).not_to_contain_text("备注：")


def test_what_is_written_into_a_finding_outlives_a_lost_connection(page: Any) -> None:
    row = finding(page, "宜为“其他”")
    name = row.get_attribute("id")
    row.locator(".head").click()
    page.keyboard.press("e")
    page.locator(f"#{name} [name=note]").fill("等单位回电")
    page.context.set_offline(True)
    page.locator(f"#{name} [data-do=save]").click()
    expect(page.locator("#flash [role=alert]")).to_contain_text("已写的文字还在")
    expect(page.locator(f"#{name} [name=note]")).to_have_value("等单位回电")
    page.context.set_offline(False)
    page.locator(f"#{name} [name=note]").fill("")
    page.wait_for_function("!nianbao.decisions.unsaved()")


def test_she_adds_a_problem_with_words_that_she_selected_and_takes_it_back(page: Any) -> None:
    words = page.evaluate(
        """() => {
          document.querySelector("#own").open = true;
          const block = [...document.querySelectorAll("#view-text p[id^=a-]")].find((p) => p.textContent.length > 40);
          const range = document.createRange();
          range.setStart(block.firstChild, 5);
          range.setEnd(block.firstChild, 25);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString();
        }"""
    )
    expect(page.locator("#own-quote")).to_have_text(words)
    total = page.locator(".finding").count()
    page.locator("#own-form [name=message]").fill("没有写<img src=x onerror='window.attacked=1'>培训")
    page.locator("#own-form [name=suggestion]").fill("请补充。")
    page.locator("#own-form [type=submit]").click()
    own = page.locator(".finding[data-rule=OWN01]")
    expect(own.locator(".where")).to_contain_text("审查人员提出")
    expect(own.locator(".state")).to_have_text("✓ 采纳")
    expect(own.locator(".two")).to_contain_text("没有写<img src=x")
    expect(page.locator("#filters [data-filter=''] b")).to_have_text(str(total + 1))
    expect(page.locator(f"#a-{own.get_attribute('data-anchor')}")).to_have_class(re.compile("lit"))
    assert violations(page) == []
    own.locator("[data-do=dismissed]").click()
    expect(own).to_have_count(0)
    page.keyboard.press("u")
    expect(own).to_have_count(1)
    page.keyboard.press("u")
    expect(own).to_have_count(0)
