"""Nothing of a file is lost in silence: what stands in it is in the report or was left out by name."""

from __future__ import annotations

import re

import pytest

from benchmarks.arrival import missing, written
from benchmarks.generate import Layout
from benchmarks.generate.converted import converted
from benchmarks.generate.layouts import to_html
from benchmarks.generate.prose import prose_report
from benchmarks.generate.word_quirks import QUIRKS, quirky
from benchmarks.pdf import section_text, wrong_cells
from reports.model import text_of
from reports.parse import parse_bytes
from reports.reading import read_document
from reports.reading.running_heads import running_heads
from tests.conftest import without_program

REPORT = "江东省2023"


@pytest.mark.parametrize("kind", QUIRKS)
def test_a_word_file_arrives_with_all_that_was_put_into_it(kind: str) -> None:
    content = prose_report(REPORT)
    data = quirky(content, kind)
    assert missing(data, [*written(content, Layout()), *QUIRKS[kind].adds]) == ""
    assert wrong_cells(content, parse_bytes(data, "report.docx")) == []


def page(change: str, to: str, count: int = 0) -> bytes:
    """The report's page with something of its markup changed."""
    markup = to_html(prose_report(REPORT), Layout()).decode()
    changed = re.sub(change, to, markup, count=count)
    assert changed != markup
    return changed.encode()


@pytest.mark.parametrize(
    ("what", "change", "to"),
    [
        ("the whole page is one form", "<body>(.*)</body>", r"<body><form id='aspnetForm'>\1</form></body>"),
        ("the introduction is a header", "<div id='content'>(<p>.*?</p>)", r"<div id='content'><header>\1</header>"),
        ("the article is hidden until a script shows it", "<div id='content'>", "<div style='display:none'>"),
    ],
)  # fmt: skip
def test_what_holds_the_report_is_not_left_out_as_the_page_around_it(what: str, change: str, to: str) -> None:
    content = prose_report(REPORT)
    report = parse_bytes(page(change, to), "page.html")
    assert wrong_cells(content, report) == [], what
    assert content.preamble[:40] in section_text(report, None)


def test_a_form_of_the_site_is_left_out() -> None:
    data = page("<div id='content'>", "<form>站内搜索<button>提交</button></form><div id='content'>")
    assert "站内搜索" not in section_text(parse_bytes(data, "page.html"), None)


@pytest.mark.parametrize("place", ["<caption>本表由办公室填报</caption>", "本表由办公室填报"])
def test_a_caption_and_words_between_the_rows_stand_above_their_table(place: str) -> None:
    report = parse_bytes(page("<tbody>", f"{place}<tbody>", 1), "page.html")
    assert "本表由办公室填报" in section_text(report, "二")


def test_one_row_below_the_head_of_a_table_is_not_taken_for_a_table_laid_across() -> None:
    """A page break can leave one row below the head, whose 其他 and 总计 name rows as well as columns."""
    head = "| | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
    row = "| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"
    text = f"甲县民政局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n{head}\n{row}\n"
    assert parse_bytes(text.encode(), "a.md").tables["applications"].value("new_received", "total") == 3


def test_running_heads_stand_in_no_part_and_cut_no_row() -> None:
    content = prose_report(REPORT)
    printed = converted({"r": quirky(content, "header and footer")}, "pdf")
    if not printed:
        without_program("soffice")
    document = read_document(printed["r"])
    assert any("送审稿" in text for text in document.left_out)
    assert not any("送审稿" in text_of(block) for block in document.blocks)
    assert wrong_cells(content, parse_bytes(printed["r"], "report.pdf")) == []


def test_a_row_of_numbers_or_labels_at_the_edge_of_pages_is_no_running_head() -> None:
    edges = [
        ["本级年报 第1页", "0 0 0 0", "自然人 商业企业 科研机构"],
        ["本级年报 第2页", "0 0 0 0", "自然人 商业企业 科研机构"],
    ]
    assert running_heads(edges) == {"本级年报第#页"}
