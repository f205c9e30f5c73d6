"""审阅 in a real browser: findings, decisions by keyboard, the letter, questions; nothing from a file is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from benchmarks.generate.text_exports import to_markdown, to_txt
from tests.page_helpers import (
    SAMPLE_AGENCY,
    ask,
    badly_read_file,
    finding,
    given_out,
    hand_in,
    opened,
    read,
    settled,
    violations,
    word_file,
)

pytestmark = pytest.mark.browser
ATTACK = (
    "<img src=x onerror=window.attacked=1><script>window.attacked=2</script>${window.attacked=3}{{attack}}"
)


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    with opened(browser, served + "review/") as tab:
        read(tab, SAMPLE_AGENCY)
        yield tab
        settled(tab)


def test_the_worst_finding_comes_first_open_and_its_place_is_lit(page: Any) -> None:
    first = page.locator(".finding").first
    expect(first).to_have_class(re.compile("error.* chosen"))
    expect(first.locator(".basis")).to_be_visible()
    expect(page.locator(".report .lit")).to_contain_text("158条")
    finding(page, "三安全一稳定").locator(".head").click()
    expect(page.locator(".report td.lit")).to_have_count(1)
    expect(page.locator(".report td.lit")).to_have_attribute("title", re.compile("三安全一稳定.*\n列：总计"))


def test_counts_are_filters_and_a_kind_is_decided_at_once(page: Any) -> None:
    page.locator("#filters [data-filter=error]").click()
    expect(page.locator(".finding.error:visible")).to_have_count(page.locator(".finding.error").count())
    expect(page.locator(".finding.warning:visible")).to_have_count(0)
    page.locator("#filters [data-filter='']").click()
    same = page.locator(".finding:has(.alike)").first
    rule = same.get_attribute("data-rule")
    same.locator(".head").click()
    same.locator("[data-kind=dismissed]").click()
    every = page.locator(f".finding[data-rule={rule}]")
    expect(page.locator(f".finding.dismissed[data-rule={rule}]")).to_have_count(every.count())
    page.locator("#flash button").click()
    expect(page.locator(f".finding.open[data-rule={rule}]")).to_have_count(every.count())


def test_a_reload_keeps_the_report_the_finding_the_tab_and_the_decision(page: Any) -> None:
    row = finding(page, "其它")
    row.locator(".head").click()
    name = row.get_attribute("id")
    row.locator("select[name=reason]").select_option("口径不同")
    expect(page.locator(f"#{name} .state")).to_have_text("✗ 不采纳（口径不同）")
    page.locator("#tab-letter").click()
    page.reload()
    expect(page.locator("#tab-letter")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#here")).to_contain_text(SAMPLE_AGENCY)
    page.locator("#tab-findings").click()
    expect(page.locator(f"#{name}")).to_have_class(re.compile("dismissed.*chosen"))
    page.keyboard.press("Escape")
    page.locator(f"#{name} .head").focus()
    page.keyboard.press("d")
    expect(page.locator(f"#{name}")).to_have_class(re.compile("open"))


def test_a_download_holds_the_text_as_it_stands_at_the_first_click(page: Any) -> None:
    page.locator("#tab-letter").click()
    line = page.locator("#letter .line.salutation")
    line.fill("县残疾人联合会：")
    file = given_out(page, "[data-letter=docx]")
    assert file.suggested_filename.endswith(".docx")
    text = [p.text for p in Document(file.path()).paragraphs]
    assert "县残疾人联合会：" in text
    page.reload()
    expect(page.locator("#letter .line.salutation")).to_have_text("县残疾人联合会：")
    expect(page.locator("#letter .line.salutation")).to_have_class(re.compile("hers"))
    page.locator("[data-restart]").click()
    expect(page.locator("#letter .line.salutation")).to_have_text(f"{SAMPLE_AGENCY}：")
    page.locator("#flash button").click()
    expect(page.locator("#letter .line.salutation")).to_have_text("县残疾人联合会：")
    page.locator("[data-restart]").click()


@pytest.fixture
def two_writers(browser: Any, served: str, page: Any) -> Iterator[tuple[Any, Any]]:
    """Two windows on one letter; in the first, another salutation was saved since the second was opened."""
    with opened(browser, served + "review/") as other:
        for window in (page, other):
            if window is other:
                read(other, SAMPLE_AGENCY)
            window.locator("#tab-letter").click()
            window.locator("#letter .line.salutation").wait_for()
        page.locator("#letter .line.salutation").fill("先存的称谓：")
        expect(page.locator("#letter-state")).to_have_text("已保存。")
        other.locator("#letter .line.salutation").fill("后写的称谓：")
        yield page, other
        other.reload()
        other.locator("[data-restart]").click()
        expect(other.locator("#letter .line.salutation")).to_have_text(f"{SAMPLE_AGENCY}：")


def test_of_two_who_write_one_letter_the_later_sees_both_texts_and_may_keep_hers(
    two_writers: tuple[Any, Any],
) -> None:
    first, second = two_writers
    expect(second.locator("#letter-state")).to_contain_text("您这里的文字没有保存，还在框里")
    expect(second.locator("#stored .hers")).to_have_text("先存的称谓：")
    expect(second.locator("#letter .line.salutation")).to_have_text("后写的称谓：")
    second.locator("#letter .line.salutation").fill("后写的称谓，又改了：")
    second.locator("[data-keep-mine]").click()
    expect(second.locator("#letter-state")).to_have_text("已保存。")
    expect(second.locator("#clash")).to_be_hidden()
    first.reload()
    expect(first.locator("#letter .line.salutation")).to_have_text("后写的称谓，又改了：")


def test_who_takes_the_stored_text_can_have_her_own_back(two_writers: tuple[Any, Any]) -> None:
    first, second = two_writers
    second.locator("[data-take-stored]").click()
    expect(second.locator("#letter .line.salutation")).to_have_text("先存的称谓：")
    second.locator("#flash button").click()
    expect(second.locator("#letter .line.salutation")).to_have_text("后写的称谓：")
    first.reload()
    expect(first.locator("#letter .line.salutation")).to_have_text("后写的称谓：")


def test_no_file_is_made_of_a_text_that_is_not_kept_and_hers_is_there_when_she_comes_back(
    two_writers: tuple[Any, Any], tmp_path: Path
) -> None:
    _, second = two_writers
    expect(second.locator("#clash")).to_be_visible()
    second.locator("[data-letter=txt]").click()
    expect(second.locator("#flash")).to_contain_text("在别处另外保存过")
    path, agency = word_file(tmp_path, 83)
    second.locator("[data-home]").click()
    hand_in(second, path)
    for name in (agency, SAMPLE_AGENCY):
        second.locator("#rows [data-open]", has_text=name).first.click()
        expect(second.locator("#letter .line.title")).to_contain_text(name)
        expect(second.locator("#clash")).to_be_visible(visible=name == SAMPLE_AGENCY)
        if name == agency:
            second.locator("[data-home]").click()
    expect(second.locator("#letter .line.salutation")).to_have_text("后写的称谓：")
    expect(second.locator("#stored .hers")).to_have_text("先存的称谓：")
    assert violations(second) == []


def test_a_letter_follows_the_decisions_and_says_that_it_was_given_out_before(
    browser: Any, served: str, tmp_path: Path
) -> None:
    path, agency = word_file(tmp_path, 84, granted__natural_person=3)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        page.locator("#tab-letter").click()
        given_out(page, "[data-letter=txt]")
        page.locator("#tab-findings").click()
        row = finding(page, "予以公开")
        row.locator("[data-do=dismissed]").click()
        settled(page)
        page.locator("#tab-letter").click()
        expect(page.locator("#stale")).to_contain_text("已出，之后1处决定有改动，下面是更新后的文字")
        expect(page.locator("#letter")).not_to_contain_text("予以公开")


def test_words_that_somebody_wrote_are_kept_until_she_has_the_letter_renewed(page: Any) -> None:
    page.locator("#tab-letter").click()
    page.locator("#letter .line.salutation").fill("县残疾人联合会：")
    expect(page.locator("#letter-state")).to_have_text("已保存。")
    page.locator("#tab-findings").click()
    row = finding(page, "相差19条")
    row.locator("[data-do=dismissed]").click()
    settled(page)
    page.locator("#tab-letter").click()
    expect(page.locator("#stale")).to_contain_text("改过的文字没有随之更新")
    page.locator("[data-letter=docx]").click()
    expect(page.locator("#flash")).to_contain_text("1份意见手工改过")
    expect(page.locator("#flash button")).to_have_text(["更新", "仍要出意见"])
    page.locator("#flash button", has_text="更新").click()
    expect(page.locator("#flash")).to_contain_text("您改过的文字保留")
    expect(page.locator("#letter")).not_to_contain_text("相差19条")
    expect(page.locator("#letter .line.salutation")).to_have_text("县残疾人联合会：")
    page.locator("[data-restart]").click()
    page.locator("#tab-findings").click()
    row.locator(".head").click()
    page.keyboard.press("d")
    expect(row).to_have_class(re.compile("open"))


def test_the_keys_work_after_a_tab_was_clicked(page: Any) -> None:
    for tab in ("#tab-letter", "#tab-findings"):
        page.locator(tab).click()
    first = page.locator(".finding").first
    page.keyboard.press("d")
    expect(first).to_have_class(re.compile("dismissed"))
    page.keyboard.press("u")
    expect(first).to_have_class(re.compile("open"))


def test_the_other_window_shows_a_decision_within_seconds(page: Any) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    row = finding(other, "相差19条")
    row.wait_for()
    finding(page, "相差19条").locator("[data-do=accepted]").click()
    expect(row).to_have_class(re.compile("accepted"), timeout=12_000)
    row.locator("[data-do=accepted]").click()
    expect(row).to_have_class(re.compile("open"))


def test_a_question_is_answered_in_view_and_its_cell_is_lit(page: Any) -> None:
    for question in ("收到多少件申请？", "存在的主要问题是什么？", "联系电话是多少？", "邮编是多少？"):
        answer = ask(page, question)
        expect(answer).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    first = page.locator(".exchange .answer").first
    expect(first).to_contain_text("0件")
    first.locator(".mark").first.click()
    expect(first.locator(".cite[open] mark")).to_have_text(re.compile("^一、本年新收"))
    first.locator(".cite .locate").first.click()
    expect(page.locator(".report td.lit").first).to_be_visible()
    page.reload()
    expect(page.locator(".exchange")).to_have_count(4)
    expect(page.locator(".exchange").last).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.locator("[data-forget]").click()
    expect(page.locator(".exchange")).to_have_count(0)
    page.locator("#flash button", has_text="撤销").click()
    expect(page.locator(".exchange")).to_have_count(4)
    page.locator("[data-forget]").click()
    expect(page.locator(".exchange")).to_have_count(0)


def test_a_broken_sum_is_drawn_with_both_sums_and_the_right_value(
    browser: Any, served: str, tmp_path: Path
) -> None:
    path, agency = word_file(tmp_path, 2, granted__natural_person=3)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, agency)
        finding(page, "予以公开").locator(".head").click()
        expect(page.locator(".report td.eq-left-cell").first).to_be_visible()
        expect(page.locator(".eq-note")).to_contain_text(re.compile(r"一边合计 \d+另一边合计 \d+"))
        expect(page.locator(".report td.eq-wrong")).to_have_attribute("data-value", re.compile(r"\d"))
        page.locator("#tab-original").click()
        with page.expect_download() as download:
            page.locator("#view-original button").click()
        assert Path(download.value.path()).read_bytes() == path.read_bytes()


def test_markup_in_a_file_and_in_a_question_is_only_text(browser: Any, served: str, tmp_path: Path) -> None:
    content = make_content(1)
    content.sections["一"].append(f"其他情况{ATTACK}。")
    content.sections["五"] = [f"我局存在{ATTACK}等问题××。"]
    path = tmp_path / f"{ATTACK[:12]}.txt".replace("/", "")
    path.write_bytes(to_txt(content, Layout()))
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, content.agency)
        finding(page, "××").wait_for()
        expect(page.locator(".report img, .report script, #findings img")).to_have_count(0)
        ask(page, f"存在的主要问题是什么{ATTACK}")
        expect(page.locator("#conversation img")).to_have_count(0)
        expect(page.locator(".question").first).to_contain_text("<img")
        page.locator("#tab-letter").click()
        expect(page.locator("#letter")).to_contain_text("审核意见")
        expect(page.locator("#letter img")).to_have_count(0)


def test_each_report_has_the_conversation_about_it_alone(browser: Any, served: str, tmp_path: Path) -> None:
    path, other = word_file(tmp_path, 8)
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, other)
        ask(page, "收到多少件申请")
        expect(page.locator("#conversation .question")).to_have_count(1)
        about_other = page.url
        page.locator("#tab-findings").click()
        page.locator("[data-home]").click()
        read(page, SAMPLE_AGENCY)
        page.locator("#tab-asking").click()
        expect(page.locator("#conversation .question")).to_have_count(0)
        page.goto(about_other)
        page.locator("#tab-asking").click()
        expect(page.locator("#conversation .question")).to_have_count(1)


def test_a_report_that_is_not_there_is_one_sentence(browser: Any, served: str) -> None:
    with opened(browser, served + "review/0123456789abcdef#123456") as page:
        expect(page.locator("#flash [role=alert]")).to_have_text(re.compile("这份报告不在您的资料库里"))
        expect(page.locator("#work")).to_be_visible()


def test_a_badly_read_report_is_compared_with_its_original_before_anything_else(
    browser: Any, served: str, tmp_path: Path
) -> None:
    agency = "沐溪县水利局"
    with opened(browser, served + "review/") as page:
        hand_in(page, badly_read_file(tmp_path, agency))
        expect(page.locator("#rows tr", has_text=agency)).to_contain_text("读取待核")
        read(page, agency)
        card = page.locator("#verify")
        expect(card).to_contain_text("先核对读取结果")
        expect(card).to_contain_text("主动公开情况表未能读出")
        page.locator("#tab-letter").click()
        expect(page.locator("#letter")).to_contain_text("读取待核，暂不出意见")
        expect(page.locator("[data-letter=docx]")).to_be_hidden()
        page.locator("#letter button", has_text="去核对").click()
        card.get_by_role("button", name="没有读对").click()
        expect(card).to_contain_text("已对照原件")
        page.locator("#tab-letter").click()
        expect(page.locator("#letter .line.title")).to_contain_text(agency)
        page.locator("#flash button").click()
        expect(page.locator("#letter")).to_contain_text("读取待核，暂不出意见")


def test_a_name_that_was_not_read_is_typed_once(browser: Any, served: str, tmp_path: Path) -> None:
    content = make_content(4, level="department")
    text = to_markdown(content, Layout()).decode().replace(content.agency + "办公室", "我办")
    path = tmp_path / "无名报告.md"
    path.write_text(text.replace(content.agency, ""), encoding="utf-8")
    with opened(browser, served + "review/") as page:
        hand_in(page, path)
        read(page, "无名报告")
        page.get_by_label("没有读出单位名称").fill("沐溪县林业局")
        page.get_by_role("button", name="记下名称").click()
        expect(page.locator("#name-form")).to_have_count(0)
        expect(page.locator("#verify")).not_to_contain_text("未读出单位名称")
        page.locator("#tab-letter").click()
        expect(page.locator("#letter")).to_contain_text("沐溪县林业局")


def test_the_steps_of_the_business_are_noted_with_their_days(page: Any) -> None:
    form = page.locator("#stage-form")
    form.locator("select").select_option(label="报审")
    form.locator("input").fill("2021-01-20")
    form.get_by_role("button", name="记下").click()
    expect(page.locator(".stages li")).to_have_text([re.compile("报审1月20日")])
    form.locator("select").select_option(label="报审")
    form.locator("input").fill("2021-01-22")
    form.get_by_role("button", name="记下").click()
    expect(page.locator(".stages li")).to_have_text([re.compile("报审1月22日")])
    page.locator("#flash button", has_text="撤销").click()
    expect(page.locator(".stages li")).to_have_text([re.compile("报审1月20日")])
    form.locator("select").select_option(label="退回")
    form.locator("input").fill("2021-01-10")
    form.get_by_role("button", name="记下").click()
    expect(page.locator("#flash [role=alert]")).to_contain_text("早于“报审 2021-01-20”")
    page.locator("[data-unmark]").click()
    expect(page.locator(".stages li")).to_have_count(0)
    page.locator("#flash button").click()
    expect(page.locator(".stages li")).to_have_count(1)
    page.locator("[data-unmark]").click()
    expect(page.locator(".stages li")).to_have_count(0)


def test_an_answer_on_the_form_is_read_beside_the_next_submission(
    browser: Any, served: str, tmp_path: Path
) -> None:
    first, agency = word_file(tmp_path, 6, granted__natural_person=3)
    content = make_content(6, level="department", year=2022)
    second = tmp_path / "again.docx"
    second.write_bytes(to_docx(content, Layout()))
    with opened(browser, served + "review/") as page:
        hand_in(page, first)
        read(page, agency)
        page.locator("#tab-compared").click()
        expect(page.locator("#compared")).to_contain_text("先添加修改稿，再打开它，在这里读入回执")
        page.locator("#tab-letter").click()
        with page.expect_download() as download:
            page.locator("[data-receipt]").click()
        assert agency in download.value.suggested_filename
        form = tmp_path / "form.docx"
        download.value.save_as(form)
        page.locator("#tab-findings").click()
        page.locator("[data-home]").click()
        hand_in(page, second)
        read(page, agency)
        page.locator("#tab-compared").click()
        page.locator("#receipt-file").set_input_files(str(form))
        expect(page.locator("#receipt")).to_contain_text("与本稿对照")
        page.locator("#receipt-file").set_input_files(str(second))
        expect(page.locator("#flash [role=alert]")).to_contain_text("请填写随审核意见一起生成的整改回执")
        page.locator("#tab-text").click()
        page.locator("#tab-compared").click()
        expect(page.locator("#receipt")).to_contain_text("与本稿对照")


def test_a_report_that_is_much_like_another_leads_to_it(browser: Any, served: str, tmp_path: Path) -> None:
    # In a year that no other report of this library is of: which of several equal ones is named would be chance.
    content, paths = make_content(9, level="department", year=2020), []
    for agency in ("沭溪县水务局", "沭溪县农业局"):
        paths.append(tmp_path / f"{agency}.txt")
        text = to_txt(content, Layout()).decode("utf-8-sig")
        paths[-1].write_text(text.replace(content.agency, agency), encoding="utf-8")
    with opened(browser, served + "review/") as page:
        hand_in(page, *paths)
        read(page, "沭溪县水务局")
        row = page.locator(".finding", has=page.locator("[data-report-of]")).first
        row.locator(".head").click()
        expect(row).to_contain_text("这一条对照“沭溪县农业局”同一年度的报告得出")
        row.locator("[data-report-of]").click()
        expect(page.locator("#here")).to_contain_text("沭溪县农业局")


def test_the_changed_paragraphs_of_a_second_submission_stand_side_by_side(
    browser: Any, served: str, tmp_path: Path
) -> None:
    content, paths = make_content(12, level="department", year=2019), []
    for name, number in (("first", "24人"), ("second", f"42人{ATTACK}")):
        paths.append(tmp_path / f"{name}.txt")
        content.sections["一"][-1] = f"全年举办政务公开业务培训，培训{number}。"
        paths[-1].write_bytes(to_txt(content, Layout()))
    with opened(browser, served + "review/", 420) as page:
        for path in paths:
            page.goto(served + "review/")
            hand_in(page, path)
        read(page, content.agency)
        page.locator(".switch [data-column=middle]").click()
        page.locator("#tab-compared").click()
        changed = page.locator("#compared .texts")
        expect(changed.locator("del").first).to_have_text("24人")
        expect(changed.locator("ins").first).to_contain_text("42人")
        expect(page.locator("#compared")).to_contain_text("意见之外改动的数据 1 处")
        expect(page.locator("#compared")).to_contain_text("（其余未改）")
        assert page.evaluate("window.attacked") is None
        assert changed.evaluate("e => e.getBoundingClientRect().right <= innerWidth")
        page.emulate_media(media="print")
        expect(changed).to_be_visible()
