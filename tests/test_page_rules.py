"""审查规则 in a real browser: the office's own sheet as a form that everybody's reviews follow at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.server import served as served_from
from tests.conftest import ROOT
from tests.page_helpers import SAMPLE_AGENCY, opened, read, violations

pytestmark = pytest.mark.browser
EXAMPLE = ROOT / "docs" / "review.example.toml"


def open_rules(page: Any) -> Any:
    page.locator("#rows tr").first.wait_for()
    page.locator("[data-settings]").click()
    page.locator("[data-rules]").click()
    page.locator("#rule-fields h3").first.wait_for()
    return page


@pytest.fixture
def rules(browser: Any, served: str) -> Iterator[Any]:
    """The form on a page of its own; afterwards nothing is set."""
    with opened(browser, served + "review/") as page:
        yield open_rules(page)
        page.evaluate("() => nianbao.server.reset_rule_sheet({})")


def save(page: Any) -> None:
    page.locator("#rule-form .go").click()
    expect(page.locator("#rule-sheet")).to_be_hidden()


def field(page: Any, name: str) -> Any:
    return page.locator(f"[name='{name}']")


def wrong(page: Any, name: str) -> Any:
    return page.locator(f"[data-wrong='{name}']")


def test_a_kept_sheet_is_what_reports_are_reviewed_by_and_its_keeping_is_undone(rules: Any) -> None:
    rules.get_by_role("button", name="添加一个写法").click()
    field(rules, "wordings.1000.wrong").fill("残联")
    field(rules, "wordings.1000.right").fill("残疾人联合会")
    field(rules, "off.TAB01").check()
    save(rules)
    expect(rules.locator("#flash")).to_contain_text("规则已保存")
    read(rules, SAMPLE_AGENCY)
    expect(rules.locator(".finding", has_text="残疾人联合会").first).to_be_visible()
    rules.locator("[data-home]").click()
    open_rules(rules)
    expect(field(rules, "wordings.0.right")).to_have_value("残疾人联合会")
    expect(field(rules, "off.TAB01")).to_be_checked()
    rules.locator("[data-rules-undo]").click()
    expect(field(rules, "off.TAB01")).not_to_be_checked()
    expect(rules.locator("[data-rules-undo]")).to_be_hidden()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(rules: Any) -> None:
    field(rules, "deadlines.department").fill("一月底")
    field(rules, "lengths.government").fill("1500")
    rules.get_by_role("button", name="添加一项数据").click()
    field(rules, "required_counts.1000.name").fill("政策解读数")
    rules.locator("#rule-form .go").click()
    expect(wrong(rules, "deadlines.department")).to_have_text("应写成“月-日”，如“01-26”。")
    expect(wrong(rules, "required_counts.1000.words")).to_have_text("请填写这一项。")
    expect(rules.locator("#rule-status")).to_contain_text("有2处填得不对")
    expect(field(rules, "deadlines.department")).to_be_focused()
    expect(field(rules, "lengths.government")).to_have_value("1500")
    rules.locator("[data-rules-close]").click()
    open_rules(rules)
    expect(field(rules, "deadlines.department")).to_have_value("一月底")
    field(rules, "deadlines.department").fill("01-28")
    field(rules, "required_counts.1000.words").fill("解读、图解")
    save(rules)
    open_rules(rules)
    expect(field(rules, "deadlines.department")).to_have_value("01-28")
    expect(field(rules, "required_counts.0.words")).to_have_value("解读、图解")


def test_the_sheet_goes_out_and_comes_in_as_a_file(rules: Any, tmp_path: Path) -> None:
    rules.locator("#rules-file").set_input_files(str(EXAMPLE))
    expect(rules.locator("#rule-status")).to_have_text("已读入文件，点“保存”才生效。")
    expect(field(rules, "required_items.0.section")).to_have_value("六")
    with rules.expect_download() as download:
        rules.locator("[data-rules-file]").click()
    written = tomllib.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    asked_for = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert {k: asked_for[k] for k in written if k != "wordings"} == {
        k: v for k, v in written.items() if k != "wordings"
    }
    bad = tmp_path / "bad.toml"
    bad.write_text('dedline = "01-01"', encoding="utf-8")
    rules.locator("#rules-file").set_input_files(str(bad))
    expect(rules.locator("#rule-status")).to_contain_text("“dedline”不是可用的设置项")
    expect(field(rules, "required_items.0.section")).to_have_value("六")
    rules.locator("[data-rules-drop]").click()
    expect(field(rules, "required_items.0.section")).to_have_count(0)


def test_a_pasted_list_of_agencies_says_who_has_not_handed_in(rules: Any, tmp_path: Path) -> None:
    names = tmp_path / "名单.csv"
    names.write_bytes(f"淮北市{SAMPLE_AGENCY},张三\n不存在的局,李四\n".encode("gb18030"))
    rules.locator("#expected-file").set_input_files(str(names))
    expect(field(rules, "expected_agencies")).to_have_value(f"淮北市{SAMPLE_AGENCY}\n不存在的局")
    save(rules)
    rules.locator("[data-state=missing]").click()
    expect(rules.locator("#rows tr")).to_have_text([re.compile("不存在的局.*未交")])


def test_rules_are_found_by_typing(rules: Any) -> None:
    rules.locator("[data-find-rule]").fill("公布时间")
    expect(rules.locator(".rules tbody tr:visible")).to_have_count(1)
    expect(rules.locator(".rules tbody tr:visible")).to_contain_text("公布时间晚于规定")


def test_on_a_machine_with_a_sheet_of_its_own_the_form_says_which_counts(
    browser: Any, tmp_path: Path
) -> None:
    settings = {"NIANBAO_REVIEW_SETTINGS": str(EXAMPLE)}
    with served_from(tmp_path, **settings) as running, opened(browser, running.url + "review/") as page:
        open_rules(page)
        expect(page.locator("#rule-said")).to_contain_text("现在用的是服务器上的设置文件")
        expect(field(page, "lengths.government")).to_have_value("1500")
        field(page, "lengths.government").fill("1600")
        save(page)
        open_rules(page)
        expect(page.locator("#rule-said")).to_contain_text("不起作用")
        page.get_by_role("button", name="改用服务器上的文件").click()
        expect(field(page, "lengths.government")).to_have_value("1500")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_form_keeps_level_aa_and_fits_a_phone(browser: Any, served: str, scheme: Any, width: int) -> None:
    with opened(browser, served + "review/", width, 844, color_scheme=scheme) as page:
        open_rules(page)
        page.locator("#rules-file").set_input_files(str(EXAMPLE))
        expect(field(page, "required_items.0.section")).to_have_value("六")
        field(page, "overview_length").fill("很多")
        page.locator("#rule-form .go").click()
        expect(wrong(page, "overview_length")).to_be_visible()
        assert page.evaluate(
            "document.querySelector('#rule-fields').scrollWidth <= document.querySelector('#rule-fields').clientWidth"
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
