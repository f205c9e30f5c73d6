"""How sure a reading is: what arrives of a file, and what is said of what does not."""

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.formats import TEXT_EXPORTS, to_docx, to_html
from benchmarks.generate.layouts import to_pdf
from reports.certainty import Subject
from reports.parse import parse_bytes
from review.finding import Severity
from review.reviewer import review

_BEFORE = """云溪县民政局2023年政府信息公开工作年度报告
本报告所列数据的统计期限为2023年1月1日至2023年12月31日。
一、总体情况
2023年，我局认真做好政府信息公开工作。
二、主动公开政府信息情况
"""
_AFTER = """三、收到和处理政府信息公开申请情况
无。
六、其他需要报告的事项
无。
"""


def _read(text: str):
    return parse_bytes(text.encode(), "report.txt").reading


@pytest.mark.parametrize("seed", range(3))
def test_everything_of_a_usual_file_arrives(seed):
    content = make_content(seed)
    for write in (to_docx, to_html, to_pdf, *TEXT_EXPORTS.values()):
        data = write(content, Layout())
        if data is not None:
            reading = parse_bytes(data, "report").reading
            assert (reading.share, reading.doubts, reading.to_verify) == (1.0, (), False)


def test_what_the_reader_leaves_out_by_name_is_not_lost():
    data = to_html(make_content(2), Layout())
    page = data.decode().replace("<body>", "<body><nav>首页 政务公开 机构设置</nav>", 1)
    assert parse_bytes(page.encode(), "page.html").reading.share == 1.0


def test_text_that_does_not_arrive_is_told(monkeypatch):
    import reports.reading.document as document

    content = make_content(1)
    read = document.read_html
    monkeypatch.setattr(document, "read_html", lambda *a: _without_second_half(read(*a)))
    reading = parse_bytes(to_html(content, Layout()), "page.html").reading
    assert reading.share < 0.8
    assert reading.to_verify
    assert "未能读入各部分" in reading.about(Subject.WHOLE).message


def _without_second_half(document):
    from dataclasses import replace

    return replace(document, blocks=document.blocks[: len(document.blocks) // 2])


def test_a_table_whose_row_labels_stand_in_the_file_is_unread_and_not_missing():
    rows = "\n".join(f"甲 | {label} | 乙 | 0" for label in ("规章", "行政规范性文件", "行政许可", "行政处罚"))
    reading = _read(_BEFORE + rows + "\n" + _AFTER)
    doubt = reading.about(Subject.TABLE, "active_disclosure")
    assert doubt is not None
    assert "主动公开情况表未能读出，请对照原件" in doubt.message


def test_a_table_of_which_nothing_stands_in_the_file_is_no_doubt():
    assert _read(_BEFORE + "无。\n" + _AFTER).about(Subject.TABLE) is None


def test_numbers_that_belong_to_no_row_are_counted():
    rows = "| 规章 | 0 | 0 | 6 |\n| 行政规范性文件 | 1 | 0 | 5 |\n| 宠物登记 | 7 | 8 | 9 |\n"
    reading = _read(_BEFORE + "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n" + rows + _AFTER)
    (table,) = (t for t in reading.tables if t.kind == "active_disclosure")
    assert table.left_over == 3
    assert not table.certain


def test_numbers_of_a_table_that_nobody_could_name_are_unread_and_not_a_missing_table():
    """The head of table four was broken so that no column of it can be told."""
    page = to_html(make_content(3, level="department", year=2023), Layout()).decode()
    rows = (("", "结果维结果纠其他结尚未审", "行政复议"), ("", "持", "正"), ("", *"2101411"))
    table = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    last = page.rindex("<table")
    report = parse_bytes(f"{page[:last]}<table>{table}{page[page.rindex('</table>') :]}".encode(), "a.html")
    assert "disputes" not in report.tables
    assert report.reading.about(Subject.TABLE, "disputes") is not None
    assert not [f for f in review(report) if f.rule == "STR06" and f.severity is Severity.ERROR]


def test_the_end_of_a_row_on_a_line_of_its_own_is_numbers_left_over():
    content = make_content(3, level="department", year=2023)
    page = to_html(content, Layout()).decode()
    report = parse_bytes(page.replace("<p><strong>五、", "<p>1 0 2</p><p><strong>五、").encode(), "a.html")
    assert [d.message for d in report.reading.doubts] == [
        "第四部分的复议诉讼情况表有3个数字未能对应到行和列，请对照原件。"
    ]
