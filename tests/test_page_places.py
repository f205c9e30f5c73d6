"""工作台 and 查询 in a real browser: files, filters, what is done to many; one box for citizens; AA, phone, print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_pdf
from benchmarks.generate.scans import to_scan
from benchmarks.load import fill
from benchmarks.server import served as served_from
from library.database import Database
from library.entries import Viewer
from library.worklist import Worklist
from tests.conftest import without_program
from tests.page_helpers import SAMPLE_AGENCY, given_out, hand_in, opened, read, violations, word_file

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Any, served: str) -> Iterator[Any]:
    with opened(browser, served + "review/") as page:
        page.locator("#rows tr").first.wait_for()
        yield page


def pick(page: Any, agency: str) -> None:
    page.locator("#rows tr", has_text=agency).first.locator("[data-pick]").check()


def test_files_fill_the_table_and_a_bad_one_is_a_row_with_its_sentence(desk: Any, tmp_path: Path) -> None:
    one, first = word_file(tmp_path, 31)
    two, second = word_file(tmp_path, 32)
    twin, bad = tmp_path / "重复.docx", tmp_path / "bad.pdf"
    twin.write_bytes(one.read_bytes())
    bad.write_bytes(b"%PDF-1.4 broken")
    hand_in(desk, one, two, twin, bad)
    expect(desk.locator("#flash")).to_contain_text(
        "收录 2 份，1 份与已有的内容相同，没有再收（重复.docx与31-2022.docx），1 个文件没有读出。"
    )
    for agency in (first, second):
        expect(desk.locator("#rows", has_text=agency)).to_be_visible()
    expect(desk.locator("#failed tr", has_text="bad.pdf")).to_contain_text(re.compile("。"))
    desk.locator("#failed [data-drop]").click()
    expect(desk.locator("#failed tr")).to_be_hidden()
    desk.locator("#flash button", has_text="撤销").click()
    expect(desk.locator("#failed tr")).to_be_visible()


def test_typing_filters_at_once_and_nothing_found_is_said(desk: Any) -> None:
    desk.locator("#search").press_sequentially("相山")
    expect(desk.locator("#rows tr")).to_have_count(1)
    desk.locator("#search").fill("没有这个单位")
    expect(desk.locator("#none")).to_have_text("没有符合“没有这个单位”的报告。")
    desk.keyboard.press("Escape")
    expect(desk.locator("#rows", has_text=SAMPLE_AGENCY)).to_be_visible()


def test_enter_opens_what_was_typed_and_not_the_first_of_the_list_before(desk: Any, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 47)
    hand_in(desk, path)
    for name in (SAMPLE_AGENCY, agency):
        desk.locator("#search").fill(name)
        desk.keyboard.press("Enter")
        expect(desk.locator("#here")).to_contain_text(name)
        desk.locator("[data-home]").click()


def test_a_deleted_report_is_gone_at_once_and_comes_back_by_undo(desk: Any, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 41)
    hand_in(desk, path)
    row = desk.locator("#rows tr", has_text=agency)
    pick(desk, agency)
    desk.locator("[data-remove]").click()
    expect(row).to_have_count(0)
    expect(desk.locator("#chosen")).to_be_hidden()
    desk.locator("#flash button").click()
    expect(row).to_have_count(1)


def test_publishing_tells_which_findings_came_or_went_with_it_and_why(desk: Any, tmp_path: Path) -> None:
    before, agency = word_file(tmp_path, 51, 2021)
    after, same = word_file(tmp_path, 51, 2022)
    assert agency == same
    hand_in(desk, before, after)
    row = desk.locator("#rows tr", has_text=agency).filter(has_text="2022")
    row.locator("[data-pick]").check()
    desk.locator("[data-publish='1']").click()
    told = desk.locator("#flash")
    expect(told).to_contain_text("所选1份中，1份还有“必须修改”的问题；仍要发布？")
    told.get_by_role("button", name="仍要发布").click()
    expect(told).to_contain_text("已发布 1 份")
    expect(told).to_contain_text(f"因为据以对照的《{agency}　2021》")
    expect(told).to_contain_text("没有公开，公开的报告只同公开的报告对照")
    told.get_by_role("button", name="撤销").click()
    expect(told).to_contain_text("已撤回发布 1 份")
    expect(told).to_contain_text(f"因为现在能对照《{agency}　2021》")
    expect(row.locator(".published")).to_have_count(0)


def test_letters_ledger_and_copies_are_made_of_the_chosen_alone(desk: Any, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 61, granted__natural_person=5)
    hand_in(desk, path)
    pick(desk, agency)

    def made(form: str) -> bytes:
        if form == "letters":
            return Path(given_out(desk, "[data-make=letters]").path()).read_bytes()
        with desk.expect_download(timeout=30_000) as download:
            desk.locator(f"[data-make={form}]").click()
        return Path(download.value.path()).read_bytes()

    with zipfile.ZipFile(io.BytesIO(made("letters"))) as archive:
        for name, told in zip(archive.namelist(), ("审核意见", "整改回执"), strict=True):
            title = Document(io.BytesIO(archive.read(name))).paragraphs[0].text
            assert agency in title and title.endswith(told)
    sheet = load_workbook(io.BytesIO(made("ledger"))).worksheets[0]
    assert {row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value} == {agency}
    with zipfile.ZipFile(io.BytesIO(made("annotated"))) as archive:
        assert len(archive.namelist()) == 1
    row = desk.locator("#rows tr", has_text=agency)
    expect(row).to_contain_text("已出意见")


def test_that_letters_were_given_out_is_told_and_taken_back(desk: Any, tmp_path: Path) -> None:
    path, agency = word_file(tmp_path, 62, granted__natural_person=5)
    hand_in(desk, path)
    pick(desk, agency)
    desk.locator("[data-make=letters]").click()
    expect(desk.locator("#flash")).to_contain_text(
        re.compile(r"还有\d+处问题未处理.*；1份意见里.*退改期限还空着；仍要出意见？")
    )
    given_out(desk, "[data-make=letters]")
    row = desk.locator("#rows tr", has_text=agency)
    expect(row).to_contain_text("已出意见")
    expect(desk.locator("#flash")).to_contain_text("报告记为“已出意见”")
    desk.locator("#flash button", has_text="撤销").click()
    expect(row).to_contain_text("待审")


def test_sorting_filters_and_kinds_of_problems(desk: Any) -> None:
    desk.locator("[data-sort=errors]").click()
    expect(desk.locator("th[aria-sort=descending]")).to_contain_text("必须修改")
    counts = [int(t) for t in desk.locator("#rows td.error").all_inner_texts() if t.isdecimal()]
    assert counts == sorted(counts, reverse=True)
    desk.locator("#problems summary").click()
    kind = desk.locator("#kinds tr", has_text="表格单元格未填数字")
    kind.locator("button").click()
    expect(desk.locator("#rows", has_text=SAMPLE_AGENCY)).to_be_visible()


def test_a_click_is_not_lost_where_the_table_is_renewed_under_it(desk: Any) -> None:
    desk.locator("#rows [data-open]", has_text=SAMPLE_AGENCY).hover()
    desk.mouse.down()
    desk.evaluate("nianbao.workbench.refresh()")
    desk.mouse.up()
    expect(desk.locator("#here")).to_contain_text(SAMPLE_AGENCY)


def test_files_handed_in_while_others_are_read_join_them(desk: Any, tmp_path: Path) -> None:
    paths = [word_file(tmp_path, seed) for seed in (81, 82, 83)]
    desk.locator("#files").set_input_files([str(path) for path, _ in paths[:2]])
    desk.locator("#files").set_input_files(str(paths[2][0]))
    for _, agency in paths:
        expect(desk.locator("#rows tr", has_text=agency).first).to_be_visible()
    expect(desk.locator("#flash [role=alert]")).to_have_count(0)


def test_settings_are_kept(desk: Any) -> None:
    desk.locator("[data-settings]").click()
    desk.locator("[name=office]").fill("某某市政务公开办")
    desk.locator("[name=due]").fill("2099-01-31")
    desk.locator("#settings button[value=save]").click()
    expect(desk.locator("#days")).to_contain_text("距1月31日还有")
    desk.reload()
    desk.locator("#rows [data-open]", has_text=SAMPLE_AGENCY).click()
    desk.locator("#tab-letter").click()
    expect(desk.locator("#letter")).to_contain_text("某某市政务公开办")
    expect(desk.locator("#unset")).to_have_text(re.compile("设置里还没有填联系人和电话、退改期限"))
    desk.locator("#unset button").click()
    desk.locator("[name=office]").fill("另一个单位")
    desk.locator("#settings button[value=save]").click()
    expect(desk.locator("#letter")).to_contain_text("另一个单位")
    desk.locator("#flash button", has_text="撤销").click()
    expect(desk.locator("#letter")).to_contain_text("某某市政务公开办")


def test_a_scan_says_its_page_and_can_be_stopped(desk: Any, tmp_path: Path) -> None:
    pdf = to_pdf(make_content(77), Layout())
    if pdf is None:
        without_program("LibreOffice")
    path = tmp_path / "scan.pdf"
    path.write_bytes(to_scan(pdf))
    desk.locator("#files").set_input_files(str(path))
    expect(desk.locator("#reading")).to_contain_text(
        re.compile(r"第 \d+/\d+ 页，还有 \d+ 页"), timeout=30_000
    )
    expect(desk.locator("#rows [data-open]", has_text=SAMPLE_AGENCY)).to_be_enabled()
    desk.locator("[data-halt]").click()
    expect(desk.locator("[data-halt]")).to_have_count(0, timeout=180_000)
    expect(desk.locator("#rows", has_text=make_content(77).agency)).to_have_count(0)


def test_citizens_ask_and_find_an_agency_and_cannot_upload(browser: Any, served: str) -> None:
    with opened(browser, served, 390, 844) as page:
        expect(page.locator("#question")).to_be_in_viewport()
        expect(page.locator("#asking button").first).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="不答复怎么办").click()
        answer = page.locator(".answer:not(.busy)").first
        answer.wait_for()
        expect(page.locator(".cite[open]")).to_have_count(0)
        expect(answer.locator(".words")).to_contain_text(
            "可以向上一级行政机关或者政府信息公开主管部门投诉、举报"
        )
        expect(answer.locator(".words")).not_to_contain_text("公民、法人或者其他组织认为")
        answer.locator(".cite summary").first.click()
        expect(answer.locator(".cite[open]")).to_have_count(1)
        expect(answer.locator(".cite[open]")).to_contain_text("当场答复")
        page.locator("#beginnings [data-find]").click()
        page.locator("#agency").press_sequentially("没有")
        expect(page.locator("#agencies")).to_contain_text("没有名称里有“没有”的单位")
        page.locator("#agency").fill("残疾人")
        page.locator("[data-agency]", has_text=SAMPLE_AGENCY).click()
        expect(page.locator("#card")).to_contain_text("电话")
        page.locator("[data-read]").first.click()
        expect(page.locator("#sheet .report h3").first).to_be_visible()
        page.locator("[data-back]").click()
        expect(page.locator("#question")).to_be_visible()
        expect(page.locator("input[type=file]")).to_have_count(0)
    refused = httpx.post(served + "gradio_api/upload", files={"files": b"x"})
    assert refused.status_code in (403, 404)


def test_who_comes_back_from_a_source_stands_where_she_left(browser: Any, served: str) -> None:
    with opened(browser, served, 390, 844) as page:
        for number in range(3):
            page.locator("#question").fill(f"{SAMPLE_AGENCY}2020年收到多少件申请")
            page.keyboard.press("Enter")
            page.locator(".answer:not(.busy)").nth(number).wait_for()
        page.locator(".exchange").nth(1).locator(".cite summary").first.click()
        source = page.locator(".exchange").nth(1).locator(".locate").first
        source.scroll_into_view_if_needed()
        left = page.evaluate("scrollY")
        assert left > 0
        source.click()
        expect(page.locator("#sheet .lit").first).to_be_visible()
        page.go_back()
        expect(page.locator("#question")).to_be_visible()
        assert page.evaluate("scrollY") == left
        page.go_forward()
        expect(page.locator("#sheet-title")).to_contain_text(SAMPLE_AGENCY)
        page.reload()
        expect(page.locator("#sheet-title")).to_contain_text(SAMPLE_AGENCY)
        page.locator("[data-back]").click()
        expect(page.locator("#question")).to_be_visible()
        expect(page.locator(".exchange")).to_have_count(3)


def test_of_a_long_answer_the_beginning_is_seen(browser: Any, served: str) -> None:
    with opened(browser, served, 390, 500) as page:
        for number, question in enumerate(("申请公开多久答复？", "不答复怎么办？")):
            page.locator("#question").fill(question)
            page.keyboard.press("Enter")
            page.locator(".answer:not(.busy)").nth(number).wait_for()
        expect(page.locator(".exchange").last.locator(".question")).to_be_in_viewport()


def test_where_to_ask_on_stays_in_sight_and_an_agency_can_be_left_again(browser: Any, served: str) -> None:
    with opened(browser, served, 390, 844) as page:
        for number, question in enumerate(("申请公开多久答复？", "申请要收费吗？", "哪些必须主动公开？")):
            page.locator("#question").fill(question)
            page.keyboard.press("Enter")
            page.locator(".answer:not(.busy)").nth(number).wait_for()
        expect(page.locator("#question")).to_be_in_viewport()
        expect(page.locator(".exchange").last.locator(".question")).to_be_in_viewport()
        page.locator("#beginnings [data-find]").click()
        page.locator("#agency").fill("残疾人")
        page.locator("[data-agency]", has_text=SAMPLE_AGENCY).click()
        page.get_by_role("button", name="不限这个单位").click()
        expect(page.locator("#card")).to_be_hidden()
        expect(page.locator("#question")).to_have_attribute("placeholder", re.compile("某某局"))


def test_the_desk_is_usable_on_a_phone(browser: Any, served: str) -> None:
    with opened(browser, served + "review/", 390, 844) as page:
        read(page, SAMPLE_AGENCY)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("button[data-column=middle]").click()
        expect(page.locator("#view-text")).to_be_visible()
        expect(page.locator("#findings")).to_be_hidden()
        page.locator("[data-home]").click()
        expect(page.locator("#work")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_place_breaks_the_rules_of_level_aa(browser: Any, served: str, scheme: Any) -> None:
    def check(page: Any) -> None:
        assert violations(page) == []

    with opened(browser, served + "review/", color_scheme=scheme) as page:
        page.locator("#rows tr").first.wait_for()
        page.locator("#problems summary").click()
        page.locator("#kinds tr").first.wait_for()
        check(page)
        read(page, SAMPLE_AGENCY)
        check(page)
        page.locator("#tab-letter").click()
        page.locator("#letter .line").first.wait_for()
        check(page)
    with opened(browser, served, color_scheme=scheme) as page:
        page.get_by_role("button", name="多久答复").click()
        page.locator(".answer:not(.busy)").first.wait_for()
        check(page)


def test_of_very_many_reports_some_are_listed_and_all_are_found(browser: Any, tmp_path: Path) -> None:
    library = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    fill(library, 700)
    # Of the reports that the copies are made from, two are submissions of one agency and year: they share a row.
    rows = len(Worklist(library).agencies(Viewer("")))
    library.close()
    with served_from(tmp_path) as running, opened(browser, running.url + "review/") as page:
        expect(page.locator("#rows tr")).to_have_count(100)
        expect(page.locator("#counters [data-state='']")).to_contain_text(str(rows))
        expect(page.locator("#none")).to_contain_text(f"还有 {rows - 100} 份没有列出")
        page.locator("[data-more]").click()
        expect(page.locator("#rows tr")).to_have_count(200)
        page.locator("#search").fill("第637局")
        expect(page.locator("#rows tr")).to_have_count(1)
