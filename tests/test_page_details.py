"""Details of the places in a real browser: pictures of figures, headings over the right numbers, notices, AA on cards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.page_helpers import (
    SAMPLE_AGENCY,
    ask,
    badly_read_file,
    hand_in,
    opened,
    read,
    violations,
    word_file,
)

pytestmark = pytest.mark.browser


def test_figures_of_several_years_are_drawn_and_each_source_names_its_report(
    browser: Any, served: str, tmp_path: Path
) -> None:
    before, agency = word_file(tmp_path, 31, 2021)
    after, same = word_file(tmp_path, 31, 2022)
    assert agency == same
    with opened(browser, served + "review/") as page:
        hand_in(page, before, after)
        read(page, agency)
        answer = ask(page, "历年收到多少件申请？")
        picture = answer.locator(".bars svg")
        expect(picture).to_have_attribute("aria-label", re.compile("本年新收"))
        expect(picture.locator("rect")).to_have_count(2)
        expect(picture).to_contain_text(re.compile("2021.*2022"))
        sources = answer.locator(".cite:not(.trace) summary").all_inner_texts()
        assert [any(f"{year}年" in text for text in sources) for year in (2021, 2022)] == [True, True]
        page.reload()
        expect(page.locator(".answer .bars svg")).to_be_visible()


def test_a_heading_stays_above_the_numbers_only_where_no_other_heading_follows(
    browser: Any, served: str, tmp_path: Path
) -> None:
    path, agency = word_file(tmp_path, 32)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        stays = "node => getComputedStyle(node.closest('.grid').querySelector('thead')).position"
        disclosed = page.locator(".report td.number[id^=c-active_disclosure]").first
        applied = page.locator(".report td.number[id^=c-applications]").first
        assert disclosed.evaluate(stays) != "sticky"
        assert applied.evaluate(stays) == "sticky"


def test_without_vectors_of_its_own_the_settings_say_what_that_means(browser: Any, served: str) -> None:
    with opened(browser, served + "review/") as page:
        page.locator("#rows tr").first.wait_for()
        page.evaluate(
            "() => { const real = nianbao.server.settings;"
            " nianbao.server.settings = async (data) => ({ ...(await real(data)), by_wording: true }); }"
        )
        page.locator("[data-settings]").click()
        expect(page.locator("#by-wording")).to_contain_text("只能按字词查找")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_of_a_doubtful_reading_and_the_steps_keep_level_aa(
    browser: Any, served: str, tmp_path: Path, scheme: Any
) -> None:
    with opened(browser, served + "review/", color_scheme=scheme) as page:
        hand_in(page, badly_read_file(tmp_path))
        read(page, "沐溪县水利局")
        page.locator("#verify h2").wait_for()
        page.locator("#stage-form button").click()
        page.locator(".stages li").first.wait_for()
        assert violations(page) == []
        page.locator("[data-unmark]").first.click()
        expect(page.locator(".stages li")).to_have_count(0)


def test_on_a_phone_the_column_that_is_seen_is_marked_and_the_table_fits(browser: Any, served: str) -> None:
    with opened(browser, served + "review/", 390, 844) as page:
        page.locator("#rows tr").first.wait_for()
        assert page.evaluate("document.querySelector('#workbench .table').scrollWidth") <= 390
        read(page, SAMPLE_AGENCY)
        colour = "node => getComputedStyle(node).backgroundColor"
        chosen = page.locator(".switch [data-column=right]")
        other = page.locator(".switch [data-column=middle]")
        assert chosen.evaluate(colour) != other.evaluate(colour)


def test_several_figures_are_a_table_of_which_one_click_lights_the_cell(
    browser: Any, served: str, tmp_path: Path
) -> None:
    path, agency = word_file(tmp_path, 33)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        table = ask(page, "收到多少件申请，各种结果各多少件？").locator("table.figures")
        expect(table.locator("th")).to_have_text(["项目", "总计"])
        line = table.locator("tr", has_text="本年新收")
        number = line.locator(".locate")
        number.click()
        lit = page.locator("#c-applications-new_received-total.lit")
        expect(lit).to_be_in_viewport()
        expect(lit).to_have_text(number.inner_text())
        page.reload()
        expect(table.locator("th")).to_have_text(["项目", "总计"])


def test_in_a_ranking_one_click_opens_the_other_report(browser: Any, served: str, tmp_path: Path) -> None:
    agencies = [word_file(tmp_path, seed, 2022) for seed in (34, 35)]
    with opened(browser, served + "review/") as page:
        hand_in(page, *(path for path, _ in agencies))
        read(page, agencies[0][1])
        table = ask(page, "哪些单位新收申请最多？").locator("table.figures")
        line = table.locator("tr", has_text=agencies[1][1]).first
        line.locator(".locate").first.click()
        expect(page.locator("#here")).to_contain_text(agencies[1][1])
        expect(page.locator(".report .number.lit")).to_be_in_viewport()


def test_on_a_phone_a_failed_file_has_its_sentence_and_its_button_in_view(
    browser: Any, served: str, tmp_path: Path
) -> None:
    bad = tmp_path / "不是报告.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    with opened(browser, served + "review/", 390, 844) as page:
        hand_in(page, bad)
        row = page.locator("#failed tr", has_text="不是报告.pdf")
        expect(row.get_by_role("alert")).to_be_in_viewport(ratio=1)
        expect(row.get_by_role("button", name="移除")).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.querySelector('#workbench .table').scrollWidth") <= 390
