"""The page in a real browser: the main job of a reviewer, and nothing from a file or a question is executed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_pdf
from benchmarks.generate.scans import to_scan
from benchmarks.generate.text_exports import to_txt
from benchmarks.load import fill
from benchmarks.server import served as served_from
from library.database import Database
from tests.conftest import without_program
from web.chooser import MOST_LISTED

pytestmark = pytest.mark.browser
UPLOAD = "[data-testid=上传报告-upload-button]"
ATTACK = (
    "<img src=x onerror=window.attacked=1><script>window.attacked=2</script>${window.attacked=3}{{attack}}"
)


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    """A fresh page at the reviewer's width; records what it asks for and what goes wrong."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    tab.set_default_timeout(10_000)
    tab.requested, tab.faults = [], []
    tab.on("request", lambda request: tab.requested.append(request.url))
    tab.on("pageerror", lambda error: tab.faults.append(str(error)))
    tab.goto(served + "review/")
    tab.wait_for_selector(".report h3")
    tab.wait_for_selector(".finding")
    yield tab
    assert [u for u in tab.requested if not u.startswith((served, "data:", "blob:"))] == []
    assert tab.evaluate("window.attacked") is None
    assert tab.faults == []
    tab.close()


def ask(page: Any, question: str, number: int = 1) -> Any:
    page.get_by_role("tab", name="问答").click()
    page.locator("#question textarea").fill(question)
    page.locator("#send").click()
    answer = page.locator(".answer:not(.busy)").nth(number - 1)
    answer.wait_for()
    return answer


def test_findings_stand_beside_the_report_and_light_up_their_place(page: Any) -> None:
    page.get_by_role("tab", name="审查").click()
    page.locator(".finding", has_text="相差19条").locator(".locate").click()
    expect(page.locator(".report .lit")).to_contain_text("158条")
    page.locator(".finding", has_text="三安全一稳定").locator(".locate").click()
    expect(page.locator(".report td.lit")).to_have_count(1)


def test_keys_step_through_the_findings(page: Any) -> None:
    page.get_by_role("tab", name="审查").click()
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator(".finding").nth(1).locator(".locate")).to_be_focused()


def test_a_question_is_answered_and_its_citation_opens(page: Any) -> None:
    answer = ask(page, "收到多少件申请？")
    expect(answer).to_contain_text("0件")
    answer.locator(".mark").first.click()
    expect(answer.locator(".cite[open] mark")).to_have_text(re.compile("^一、本年新收"))
    answer.locator(".cite .locate").first.click()
    expect(page.locator(".report td.lit").first).to_be_visible()


def test_an_article_opens_with_its_words_lit(page: Any) -> None:
    answer = ask(page, "申请公开后多久给答复？")
    answer.locator(".mark").first.click()
    expect(answer.locator(".cite[open] mark").first).to_contain_text("20个工作日")


def test_a_decision_is_kept_over_a_reload_and_keeps_the_finding_out_of_the_letter(page: Any) -> None:
    page.get_by_role("tab", name="审查").click()
    card = page.locator(".finding", has_text="相差19条")
    card.locator("[data-do=dismissed]").click()
    page.locator(".finding.dismissed", has_text="相差19条").wait_for()
    page.reload()
    page.locator(".finding.dismissed", has_text="相差19条").wait_for()
    page.get_by_role("tab", name="意见").click()
    page.locator("#renew").click()
    page.locator("#letter-note", has_text="重新生成").wait_for()
    expect(page.locator("#letter textarea")).not_to_have_value(re.compile("相差19条"))
    page.get_by_role("tab", name="审查").click()
    page.locator(".finding.dismissed [data-do=dismissed]").click()
    page.locator(".finding:not(.dismissed)", has_text="相差19条").wait_for()


@pytest.mark.parametrize(("button", "suffix"), [("#download-md", ".md"), ("#download-docx", ".docx")])
def test_the_letter_can_be_downloaded(page: Any, button: str, suffix: str) -> None:
    page.get_by_role("tab", name="意见").click()
    page.locator("#letter textarea").wait_for()
    with page.expect_download() as download:
        page.locator(button).click()
    assert download.value.suggested_filename.endswith(suffix)
    assert Path(download.value.path()).stat().st_size > 500


def test_markup_in_a_file_and_in_a_question_is_only_text(page: Any, tmp_path: Path) -> None:
    content = make_content(1)
    content.sections["一"].append(f"其他情况{ATTACK}。")
    content.sections["五"] = [f"我局存在{ATTACK}等问题××。"]
    path = tmp_path / "attack.txt"
    path.write_bytes(to_txt(content, Layout()))
    page.locator(UPLOAD).set_input_files(str(path))
    page.locator(".report", has_text=content.agency).wait_for()
    page.locator(".finding", has_text="××").first.wait_for()
    expect(page.locator(".report img, .report script")).to_have_count(0)
    answer = ask(page, f"存在的主要问题是什么{ATTACK}")
    expect(answer).not_to_be_empty()
    expect(page.locator("#side img[src=x]")).to_have_count(0)
    expect(page.locator(".question").first).to_contain_text("<img")


def test_a_file_that_cannot_be_read_is_one_sentence_and_nothing_is_lost(page: Any, tmp_path: Path) -> None:
    bad = tmp_path / "empty.docx"
    bad.write_bytes(b" ")
    page.locator(UPLOAD).set_input_files(str(bad))
    alert = page.locator("#note [role=alert]")
    expect(alert).to_have_text(re.compile("。$"))
    expect(page.locator(".report h3").first).to_be_visible()


def test_the_reading_of_a_scan_tells_its_pages_and_can_be_stopped(page: Any, tmp_path: Path) -> None:
    content = make_content(77)
    pdf = to_pdf(content, Layout())
    if pdf is None:
        without_program("LibreOffice")
    path = tmp_path / "scan.pdf"
    path.write_bytes(to_scan(pdf))
    page.locator(UPLOAD).set_input_files(str(path))
    expect(page.locator("#note")).to_contain_text(re.compile(r"第 \d+/\d+ 页"))
    page.locator("#upload-stop").click()
    expect(page.locator("#note")).to_contain_text("已停止")
    expect(page.locator("#upload-stop")).to_be_hidden()
    page.reload()
    page.wait_for_selector(".report h3")
    page.locator("#chooser input").fill(content.agency)
    expect(page.get_by_role("option", name=content.agency)).to_have_count(0)


def test_many_files_are_taken_and_the_bad_one_is_listed(page: Any, tmp_path: Path) -> None:
    paths = []
    for seed in (31, 32):
        path = tmp_path / f"{seed}.txt"
        path.write_bytes(to_txt(make_content(seed), Layout()))
        paths.append(str(path))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    page.get_by_role("tab", name="批量").click()
    page.locator("#batch input[type=file]").set_input_files([*paths, str(tmp_path / "bad.pdf")])
    page.locator("#batch-note", has_text="收录 2 份报告").wait_for()
    expect(page.locator("#batch-note [role=alert]")).to_contain_text("bad.pdf")
    row = page.locator("#overview [role=row], #overview tr", has_text=make_content(31).agency).last
    row.locator("td, [role=cell], [role=gridcell]").first.click()
    page.locator(".report h2", has_text=make_content(31).agency).wait_for()
    expect(page.get_by_role("tab", name="审查")).to_have_attribute("aria-selected", "true")


def test_the_page_fits_a_phone(browser: Any, served: str) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    phone.goto(served + "review/")
    phone.wait_for_selector(".report h3")
    expect(phone.get_by_role("tab", name="问答")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.close()


def test_the_pages_language_and_controls_are_labelled(page: Any) -> None:
    expect(page.get_by_label("报告", exact=True).first).to_be_attached()
    ask(page, "邮编是多少")
    expect(page.locator("[role=log][aria-live=polite]")).to_have_count(1)
    expect(page.get_by_label("提问", exact=True).first).to_be_attached()


def test_a_finding_is_reworded_noted_and_undone(page: Any) -> None:
    page.get_by_role("tab", name="审查").click()
    card = page.locator(".finding", has_text="“其它”宜为“其他”")
    card.locator(".edit summary").click()
    card.locator("[name=wording]").fill("第一处用词请统一。\n建议：请改为“其他”。")
    card.locator("[name=note]").fill("电话里说过")
    card.locator("[data-do=save]").click()
    reworded = page.locator(".finding", has_text="第一处用词请统一。")
    expect(reworded).to_contain_text("备注：电话里说过")
    page.reload()
    page.locator(".finding", has_text="第一处用词请统一。").wait_for()
    page.get_by_role("tab", name="意见").click()
    page.locator("#renew").click()
    page.locator("#letter-note", has_text="重新生成").wait_for()
    expect(page.locator("#letter textarea")).to_have_value(re.compile("第一处用词请统一。"))
    page.get_by_role("tab", name="审查").click()
    for _ in range(2):
        page.locator("#undo").click()
        page.locator("#review-note", has_text="已撤销").wait_for()
    page.locator(".finding", has_text="“其它”宜为“其他”").wait_for()


def test_a_broken_sum_is_drawn_on_the_table(page: Any, tmp_path: Path) -> None:
    content = make_content(2)
    content.tables["applications"]["granted"]["natural_person"] += 3
    path = tmp_path / "sum.docx"
    path.write_bytes(to_docx(content, Layout()))
    page.locator(UPLOAD).set_input_files(str(path))
    card = page.locator(".finding", has_text="“（一）予以公开”").first
    card.locator(".locate").click()
    expect(card.locator(".sums tr").nth(1)).to_be_visible()
    expect(page.locator(".report td.eq-left-cell").first).to_be_visible()
    expect(page.locator(".report td.eq-wrong")).to_have_attribute("data-value", re.compile(r"\d"))


def test_the_letter_keeps_her_words_when_it_is_made_anew(page: Any) -> None:
    page.get_by_role("tab", name="意见").click()
    box = page.locator("#letter textarea")
    page.wait_for_function("document.querySelector('#letter textarea').value.length > 100")
    box.fill(box.input_value().replace("现将意见反馈如下", "现将意见函告如下"))
    box.blur()
    page.locator("#letter-note", has_text="已保存").wait_for()
    page.locator("#renew").click()
    page.locator("#letter-note", has_text="重新生成").wait_for()
    expect(box).to_have_value(re.compile("现将意见函告如下"))
    page.locator("#restart").click()
    page.locator("#letter-note", has_text="模板").wait_for()
    expect(box).to_have_value(re.compile("现将意见反馈如下"))


def test_an_empty_box_is_not_taken_for_the_reviewers_words(page: Any) -> None:
    page.get_by_role("tab", name="意见").click()
    box = page.locator("#letter textarea")
    expect(box).to_have_value(re.compile("审核意见"))
    box.fill("")
    box.blur()
    expect(page.locator("#letter-note")).to_contain_text("没有保存")
    page.locator("#renew").click()
    expect(box).to_have_value(re.compile("现将意见反馈如下"))


def test_the_conversation_and_what_was_thought_of_it_outlive_a_reload(page: Any) -> None:
    answer = ask(page, "邮编是多少？")
    answer.get_by_role("button", name="有用", exact=True).click()
    page.locator(".judge", has_text="已记下").wait_for()
    page.reload()
    page.get_by_role("tab", name="问答").click()
    page.locator(".question", has_text="邮编是多少？").wait_for()
    expect(page.locator(".judge").first).to_contain_text("已记下")
    page.locator("#clear").click()
    page.locator(".question").wait_for(state="detached")


def test_suggested_questions_are_asked_by_a_click(page: Any) -> None:
    page.get_by_role("tab", name="问答").click()
    page.locator("[data-ask]").first.click()
    page.locator(".answer:not(.busy)").first.wait_for()
    expect(page.locator(".answer .mark").first).to_be_visible()


def test_charts_show_the_chosen_agency_in_words_and_figures(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "chart.docx"
    content = make_content(4)
    path.write_bytes(to_docx(content, Layout()))
    page.locator(UPLOAD).set_input_files(str(path))
    page.locator(".report h2", has_text=content.agency).wait_for()
    page.get_by_role("tab", name="图表").click()
    received = content.tables["applications"]["new_received"]["total"]
    page.locator(".block.figure-words", has_text=f"本年新收{received}件").wait_for()
    page.locator("#figure-received canvas, #figure-received svg").first.wait_for()
    with page.expect_download() as download:
        page.locator("#figure-xlsx").click()
    assert load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).sheetnames[0] == "收到的申请"


def test_citizens_see_what_is_published_and_cannot_upload(browser: Any, served: str, page: Any) -> None:
    page.get_by_role("tab", name="资料库").click()
    page.locator("#entry", has_text="已发布").wait_for()
    citizen = browser.new_page(locale="zh-CN")
    citizen.goto(served)
    citizen.wait_for_selector(".report h3")
    expect(citizen.get_by_role("tab")).to_have_text(["问答", "图表"])
    expect(citizen.locator("input[type=file]")).to_have_count(0)
    citizen.locator("#question textarea").fill("怎么申请公开？")
    citizen.locator("#send").click()
    expect(citizen.locator(".answer:not(.busy)")).to_contain_text("第二十九条")
    citizen.close()
    refused = httpx.post(served + "gradio_api/upload", files={"files": b"x"})
    assert refused.status_code == 404


def test_of_very_many_reports_those_are_listed_that_fit_what_is_typed(browser: Any, tmp_path: Path) -> None:
    library = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    fill(library, MOST_LISTED + 50)
    library.close()
    with served_from(tmp_path) as running:
        url = running.url
        tab = browser.new_page(locale="zh-CN")
        tab.goto(url)
        tab.wait_for_selector(".report h2")
        tab.locator("#finder textarea, #finder input").fill("第637局")
        tab.keyboard.press("Enter")
        expect(tab.locator("#chooser input")).to_have_value(re.compile("第637局"))
        tab.locator("#chooser input").click()
        expect(tab.get_by_role("option", name="第637局")).to_be_visible()
        expect(tab.get_by_role("option", name="第636局")).to_have_count(0)
        expect(tab.locator(".report h2")).to_be_visible()
        tab.close()


def test_the_ledger_and_all_letters_are_made_at_once(page: Any) -> None:
    page.get_by_role("tab", name="批量").click()
    page.locator("#batch-export").click()
    page.locator("#batch-note", has_text="已生成").wait_for()
    expect(page.locator("#batch-files")).to_contain_text("问题台账")
    expect(page.locator("#batch-files")).to_contain_text("审核意见")
