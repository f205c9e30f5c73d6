"""The page where things are not as usual: on paper, without a connection, at an address that is no more; its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from tests.page_helpers import SAMPLE_AGENCY, ask, hand_in, opened, read, word_file

pytestmark = pytest.mark.browser
# Every text, name and hint of a place that has Latin words, but for what comes from a report or a file's name.
_LATIN = r"""() => {
  const said = [], walker = document.createTreeWalker(document.querySelector(".place"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("style, script, .report, [data-open]")) said.push(node.data);
  }
  document.querySelectorAll(".place *").forEach((node) => ["title", "aria-label", "placeholder", "alt"]
    .forEach((name) => said.push(node.getAttribute(name) || "")));
  return said.filter((text) => /[A-Za-z]{2,}/.test(text));
}"""
_NAMES = re.compile(r"Word|PDF|docx|GB/T")


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    with opened(browser, served + "review/") as tab:
        read(tab, SAMPLE_AGENCY)
        yield tab


def strange_words(page: Any) -> list[str]:
    """What is said in Latin letters beyond the names of kinds of files and of a standard."""
    return [t for t in page.evaluate(_LATIN) if re.search("[A-Za-z]{2,}", _NAMES.sub("", t))]


def flat(text: str) -> str:
    """The Chinese characters alone: how a PDF breaks lines and writes brackets is no matter."""
    return re.sub("[^\u4e00-\u9fff]", "", text)


def test_on_paper_a_report_is_one_column_with_the_basis_of_every_finding(page: Any) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".bar, .column.left, .decide").first).to_be_hidden()
    basis = [flat(t) for t in page.locator(".finding .basis li b").all_text_contents()]
    pdf = PdfDocument(page.pdf(format="A4"))
    printed = flat("".join(sheet.get_textpage().get_text_range() for sheet in pdf))
    assert basis
    assert [b for b in basis if b not in printed] == []
    assert flat("一、总体情况") in printed
    assert "不采纳" not in printed


def test_what_is_typed_while_the_connection_is_lost_is_kept_and_saved_later(page: Any) -> None:
    page.locator("#tab-letter").click()
    line = page.locator("#letter .line.salutation")
    line.wait_for()
    page.context.set_offline(True)
    line.fill("县残联：")
    expect(page.locator("#letter-state")).to_have_text("连接断了，文字还在，恢复后会再保存。")
    expect(line).to_have_text("县残联：")
    page.context.set_offline(False)
    expect(page.locator("#letter-state")).to_have_text("已保存。", timeout=15_000)
    page.locator("[data-restart]").click()
    expect(page.locator("#letter .line.salutation")).to_have_text(f"{SAMPLE_AGENCY}：")


def test_the_address_of_a_deleted_report_says_that_it_is_gone(
    browser: Any, served: str, tmp_path: Path
) -> None:
    path, agency = word_file(tmp_path, 71)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        address = page.url
        page.locator("[data-home]").click()
        page.locator("#rows tr", has_text=agency).locator("[data-pick]").check()
        page.locator("[data-remove]").click()
        expect(page.locator("#rows tr", has_text=agency)).to_have_count(0)
        page.wait_for_timeout(20_000)
        page.goto(address)
        expect(page.locator("#flash [role=alert]")).to_have_text(re.compile("这份报告不在您的资料库里"))


def test_merged_cells_cover_what_they_cover_in_the_source(browser: Any, served: str, tmp_path: Path) -> None:
    content = make_content(72, level="department", year=2022)
    path = tmp_path / "merged.docx"
    path.write_bytes(to_docx(content, Layout()))
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, content.agency)
        number = page.locator("#c-applications-new_received-natural_person").bounding_box()
        heading = page.locator(".report th", has_text=re.compile("^自然人$")).first.bounding_box()
        assert abs(heading["x"] - number["x"]) < 1
        assert abs(heading["width"] - number["width"]) < 1
        over = page.locator(".report th", has_text="本年度办理结果").first.bounding_box()
        inside = page.locator("#c-applications-granted-total").bounding_box()
        assert over["y"] <= inside["y"] < over["y"] + over["height"]


def test_every_word_of_the_places_is_the_office_s(browser: Any, served: str, page: Any) -> None:
    ask(page, "收到多少件申请？")
    page.locator("#tab-letter").click()
    page.locator("#letter .line").first.wait_for()
    page.locator("#tab-compared").click()
    assert strange_words(page) == []
    page.locator("[data-home]").click()
    page.locator("#problems summary").click()
    page.locator("#kinds tr").first.wait_for()
    assert strange_words(page) == []
    with opened(browser, served) as citizens:
        citizens.get_by_role("button", name="多久答复").click()
        citizens.locator(".answer:not(.busy)").first.wait_for()
        assert strange_words(citizens) == []
