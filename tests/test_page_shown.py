"""What a browser shows of a page is read: the numbers of lists, parts behind tabs; a note's mark and struck words are no text."""

from __future__ import annotations

import re

import pytest

from benchmarks.arrival import missing, written
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.pdf import wrong_cells
from reports.parse import parse_bytes

CONTENT = make_content(3, level="department", year=2023)
PAGE = to_html(CONTENT, Layout()).decode()
HEADING = r"<p><strong>[一二三四五六]、([^<]*)</strong></p>"


def page(pattern: str, put: str) -> bytes:
    changed, found = re.subn(pattern, put, PAGE)
    assert found
    return changed.encode()


@pytest.mark.parametrize(
    "cell",
    [
        r"<p>\1<sup>1</sup></p>", r"<p>\1<sup><a href='#n'>[1]</a></sup></p>",
        r"<p>\1<span style='vertical-align:super'>2</span></p>", r"<p>\1②</p>",
        r"<p><s>7</s>\1</p>", r"<p><del>7</del><ins>\1</ins></p>", r"<p><span style='text-decoration: line-through'>7</span>\1</p>",
    ],
)  # fmt: skip
def test_what_stands_beside_a_number_is_none_of_its_digits(cell: str) -> None:
    assert wrong_cells(CONTENT, parse_bytes(page(r"<p>(\d+)</p>", cell), "page.html")) == []


def headings_in_lists(how: str) -> bytes:
    """Every heading as the item of a list of its own, which says with which number it begins."""
    count = iter(range(1, 7))
    return re.sub(HEADING, lambda m: how.format(next(count), m[1]), PAGE).encode()


@pytest.mark.parametrize(
    "how",
    [
        "<ol start='{}'><li><strong>{}</strong></li></ol>",
        "<ol start='{}' style='list-style-type: cjk-ideographic'><li>{}</li></ol>",
    ],
)
def test_the_number_of_a_list_stands_before_the_heading_of_a_part(how: str) -> None:
    assert missing(headings_in_lists(how), written(CONTENT, Layout())) == ""


@pytest.mark.parametrize("style", ["", " style='list-style: none'"])
def test_an_item_with_a_number_of_its_own_gets_no_second_one(style: str) -> None:
    text = "甲县民政局2023年政府信息公开工作年度报告\n<ol{}><li>（一）主动公开。{}</li><li>（二）依申请公开。</li></ol>"
    data = page("<div id='content'>", "<div id='content'>" + text.format(style, "全年公开三条，" * 9))
    assert not any(p.text.startswith("1.") for p in parse_bytes(data, "page.html").paragraphs())


def test_a_part_behind_a_tab_is_read() -> None:
    data = page("<p><strong>(五、.*?)(?=<p><strong>六、)", r"<div style='display:none'><p><strong>\1</div>")
    assert missing(data, written(CONTENT, Layout())) == ""
    report = parse_bytes(data, "page.html")
    assert [s.number for s in report.sections] == list("一二三四五六")


@pytest.mark.parametrize(
    "words",
    ["数据统计起止时间为2024年1月1日至2024年12月31日", "办公时间：8:30—17:30，数据截止日期2024年12月31日"],
)
def test_another_date_is_not_the_day_of_publication(words: str) -> None:
    data = page(r"<div>发布日期.*?</div>", f"<p>{words}。</p>")
    assert parse_bytes(data, "page.html").published is None


CONTENTS = "目　录\n" + "".join(f"{h}{{0}}{n}\n" for n, h in enumerate(CONTENT.headings.values(), start=1))


@pytest.mark.parametrize("leaders", ["………………", " ", "......", " - "])
def test_a_table_of_contents_belongs_to_no_part(leaders: str) -> None:
    text = "\n".join(written(CONTENT, Layout()))
    title, rest = text.split("\n", 1)
    report = parse_bytes(f"{title}\n{CONTENTS.format(leaders)}{rest}".encode(), "report.txt")
    assert [s.number for s in report.sections] == list("一二三四五六")
    assert not any("目" in p.text for p in report.preamble) and report.reading.share == 1
