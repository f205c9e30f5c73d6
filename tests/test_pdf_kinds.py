"""PDF files as offices print them: nothing of what was printed is lost, whatever is painted behind it."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.arrival import missing, written
from benchmarks.generate import Layout
from benchmarks.generate.converted import converted
from benchmarks.generate.file_steps import STEPS
from benchmarks.generate.layouts import to_html
from benchmarks.generate.pdf_kinds import (
    PAGE_KINDS,
    WORD_KINDS,
    lost_prose,
    printed_by_browser,
    word_file,
)
from benchmarks.generate.prose import prose_report
from benchmarks.pdf import section_text, wrong_cells
from reports.certainty import Subject
from reports.editions import edition_for
from reports.errors import NotAReportError
from reports.model import Grid, GridCell, Paragraph
from reports.parse import parse_bytes
from reports.reading import page_layout, pdf_page, read_document
from reports.reading.page_layout import TextLine, page_blocks
from reports.reading.pdf_columns import column_lines
from reports.reading.pdf_lines import Char, CharLine, lines_of
from reports.reading.pdf_page import upright
from reports.reading.text_layer import TextLayer, kind_of
from reports.reading.unruled_tables import unruled_tables
from reports.tables.grids import whole_tables
from review.reviewer import review
from tests.conftest import without_program

REPORT = "江东省2023"


@pytest.fixture(scope="module")
def printed(browser: Any) -> dict[str, bytes]:
    """The report in every kind; without those of LibreOffice where it is not installed."""
    content = prose_report(REPORT)
    word = {kind: word_file(content, shading) for kind, shading in WORD_KINDS.items()}
    return converted(word, "pdf") | printed_by_browser(browser, content, PAGE_KINDS)


@pytest.mark.browser
@pytest.mark.parametrize("kind", [*WORD_KINDS, *PAGE_KINDS])
def test_every_cell_and_every_paragraph_arrives(printed: dict[str, bytes], kind: str) -> None:
    if kind not in printed:
        without_program("soffice")
    content = prose_report(REPORT)
    report = parse_bytes(printed[kind], "report.pdf")
    assert wrong_cells(content, report) == []
    assert lost_prose(content, lambda number: section_text(report, number)) == []
    assert missing(printed[kind], written(content, Layout())) == ""


def char(text: str, x: float, top: float, size: float = 10) -> Char:
    return {"text": text, "x0": x, "x1": x + size, "top": top, "bottom": top + size, "size": size}


def chars(text: str, x: float, top: float, gap: float = 0) -> list[Char]:
    return [char(c, x + n * (10 + gap), top) for n, c in enumerate(text)]


def char_line(text: str, x: float, top: float) -> CharLine:
    return CharLine(tuple(chars(text, x, top)))


def test_digits_on_another_baseline_stand_in_their_line() -> None:
    name, digits, rest = chars("民政局", 0, 0), chars("2024", 30, 4), chars("年报告", 70, 0)
    assert [line.text for line in lines_of([*name, *rest, *digits])] == ["民政局2024年报告"]


def test_a_small_raised_digit_behind_a_number_is_the_mark_of_a_note() -> None:
    number, mark = chars("12", 0, 10), {**char("3", 20, 8, 6), "bottom": 14}
    assert [line.text for line in lines_of([*number, mark])] == ["12³"]


def test_a_small_digit_on_the_line_is_one_of_the_number() -> None:
    number, last = chars("12", 0, 10), {**char("3", 20, 14, 6), "bottom": 20}
    assert [line.text for line in lines_of([*number, last])] == ["123"]


def test_a_cell_beside_two_rows_is_not_drawn_into_either() -> None:
    rows = [*chars("重复申请", 60, 0), *chars("其他", 60, 12)]
    assert [line.text for line in lines_of([*rows, *chars("处理", 0, 6)])] == ["重复申请", "处理", "其他"]


def test_letters_printed_twice_for_boldness_are_read_once() -> None:
    assert [line.text for line in lines_of([*chars("总计", 0, 0), *chars("总计", 0.4, 0)])] == ["总计"]


def test_two_narrow_letters_that_are_alike_are_both_read() -> None:
    narrow = [char("j", x, 0) | {"x1": x + 2.4} for x in (0, 2.4)]
    assert [line.text for line in lines_of(narrow)] == ["jj"]


def test_a_heading_spread_over_the_line_has_no_spaces() -> None:
    assert [line.text for line in lines_of(chars("总体情况", 0, 0, gap=20))] == ["总体情况"]


def paragraphs(*lines: TextLine) -> list[str]:
    blocks, _ = page_blocks(lines, [], 1)
    return [b.text for b in blocks if isinstance(b, Paragraph)]


def line(text: str, number: int, right: float = 400, left: float = 0, size: float = 10) -> TextLine:
    return TextLine(text, left, right, number * 15.0, size)


def test_an_open_bracket_goes_on_in_the_next_line_however_short_the_first_is() -> None:
    assert paragraphs(line("地址（电话：0551-", 1, 100), line("62345678）。", 2, 80)) == [
        "地址（电话：0551-62345678）。"
    ]


def test_a_title_does_not_run_into_the_text_below_it() -> None:
    assert len(paragraphs(line("年度报告", 1, 400, size=20), line("根据条例编制。", 2))) == 2


def test_rows_of_a_table_without_rules_stay_lines_of_their_own() -> None:
    assert len(paragraphs(line("规章 0 0 0", 1), line("行政规范性文件 3 1 9", 2))) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、总体情况 2023年，我局主动公开信息25条。", TextLayer.CHINESE),
        ("Annual report on government information disclosure of the bureau", TextLayer.FOREIGN),
        ("Годовой отчет о раскрытии информации", TextLayer.FOREIGN),
        ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~¡¢£¤¥¦§¨©ª«¬", TextLayer.GARBLED),
        ("qxzv bcdf ghjk lmnp qrst vwxz bcdf ghjk", TextLayer.GARBLED),
        (" 3 / 12 ", TextLayer.NONE),
    ],
)
def test_a_text_layer_is_ours_another_language_or_without_meaning(text: str, kind: TextLayer) -> None:
    assert kind_of(text) is kind


@pytest.mark.browser
def test_a_file_in_another_language_is_refused_without_being_recognised(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<p>" + "The quick brown fox jumps over the lazy dog. " * 40)
    data = page.pdf()
    page.close()
    with pytest.raises(NotAReportError, match="都不是中文"):
        read_document(data)


@pytest.mark.parametrize(("page", "pieces"), [(2, 2), (1, 1)])
def test_a_table_goes_on_where_a_page_break_cut_a_line_on_either_side(page: int, pieces: int) -> None:
    def grid(*labels: str, index: int, page: int) -> Grid:
        rows = tuple(tuple(map(GridCell, (label, *"0000000"))) for label in labels)
        return Grid(rows, index=index, page=page)

    edition = edition_for(2023)
    assert edition is not None
    above = grid("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", index=1, page=1)
    below = grid("（七）总计", "四、结转下年度继续办理", index=4, page=page)
    assert len(whole_tables([(above, "三"), (below, "三")], edition)) == pieces


def test_a_bracket_that_is_never_closed_does_not_swallow_the_page() -> None:
    assert not page_layout.goes_on("（" + "字" * 200, "下一段")


@pytest.mark.browser
def test_columns_beyond_the_edge_of_the_paper_are_unread_and_no_missing_columns(browser: Any) -> None:
    markup = to_html(prose_report(REPORT), Layout()).decode()
    page = browser.new_page()
    page.set_content(
        markup.replace(
            "</head>",
            "<style>table{border-collapse:collapse}td{border:1px solid;white-space:nowrap}</style></head>",
        )
    )
    report = parse_bytes(page.pdf(format="A4"), "report.pdf")
    page.close()
    doubt = report.reading.about(Subject.TABLE, "applications")
    assert doubt is not None and "超出纸面" in doubt.message
    told = [f for f in review(report) if f.location.table == "applications" and f.rule != "RDG01"]
    assert told and all(f.held is not None for f in told)


@pytest.mark.browser
def test_what_a_scanner_wrote_below_its_picture_is_told_of_where_nothing_recognises_it(
    printed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.reading.pdf.ocr_installed", lambda: False)
    (data,) = STEPS["two layers"]({"r": printed["page, white lines"]}).values()
    report = parse_bytes(data, "report.pdf")
    assert [w for w in report.provenance.warnings if "扫描程序写入的文字" in w and w.startswith("第 3 页")]
    assert not any("未能读出文字" in w for w in report.provenance.warnings)


def test_prose_in_two_columns_is_read_column_by_column() -> None:
    # Six lines of either column at heights of their own, the second column a gap to the right of the first.
    left = [char_line(f"左栏第{n}行写着许多字就是正文", 50, 100 + 20 * n) for n in range(6)]
    right = [char_line(f"右栏第{n}行也写着许多字是正文", 300, 107 + 20 * n) for n in range(6)]
    columns, rest = column_lines(sorted([*left, *right], key=lambda line: line.top), [])
    read = [line.text for line in sorted(columns, key=lambda line: line.top)]
    assert rest == [] and read == [line.text for line in (*left, *right)]


def test_a_row_of_labels_and_numbers_is_no_second_column() -> None:
    rows = [char_line("行政规范性文件制发件数一二三", 50, 100 + 20 * n) for n in range(6)]
    numbers = [char_line("12", 300, 100 + 20 * n) for n in range(6)]
    assert column_lines([*rows, *numbers], [])[0] == []


def test_letters_across_the_page_are_a_watermark_and_stand_in_no_line() -> None:
    written = chars("正文的字" * 10, 50, 100)
    mark = [{**c, "matrix": (0.8, 0.6)} for c in chars("内部", 200, 300)]
    assert upright([*written, *mark]) == (written, "内部")


def test_head_labels_broken_over_lines_without_gaps_are_taken_to_their_columns() -> None:
    upper, lower = (
        chars("结果维结果纠其他结尚未审", 60, 0),
        [c for n, t in enumerate("持正果结") for c in chars(t, 60 + 30 * n, 12)],
    )
    values = [c for n, t in enumerate("21014") for c in chars(t, 70 + 30 * n, 30)]
    upper += chars("总计", 188, 0)
    lines = [CharLine(tuple(line)) for line in (upper, lower, values)]
    (table,), _ = unruled_tables(lines, 1)
    assert isinstance(table.block, Grid)
    heads = [c.text for c in table.block.rows[-2] if c.text]
    assert heads == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_of_two_lines_alike_at_the_edge_the_inner_one_is_no_running_head() -> None:
    """A browser prints the page's title above the page, and the title stands on the first page too."""
    head, title = (CharLine(tuple(chars("某局年度报告", 0, top))) for top in (5, 40))
    kept = pdf_page.within_heads([head, title], 842, lambda line: line == "某局年度报告")
    assert kept == [title]


def test_a_value_that_begins_just_before_its_rule_is_not_the_end_of_the_cell_before() -> None:
    left, right = (0.0, 0.0, 40.0, 20.0), (40.0, 0.0, 60.0, 20.0)
    before, over = chars("0", 5, 5), [char("7", 34, 5)]
    own = {left: [*before, *over], right: []}
    pdf_page.back_over_rules(own)
    assert own == {left: before, right: over}


def test_a_number_does_not_go_on_in_the_words_of_a_head_below_the_page_break() -> None:
    edition = edition_for(2023)
    assert edition is not None

    def grid(rows: list[list[str]], index: int, page: int) -> Grid:
        return Grid(tuple(tuple(GridCell(t) for t in row) for row in rows), index=index, page=page)

    upper = grid([["一、本年新收政府信息公开申请数量", *"1234567"], ["2.重复申请", *"0000000"]], 1, 1)
    head = ["（本列数据的勾稽关系为：第一项加第二项之和）", *["申请人情况"] * 7]
    lower = grid([head, ["四、结转下年度继续办理", *"1111111"]], 3, 2)
    pieces = [piece for _, piece, _ in whole_tables([(upper, "三"), (lower, "三")], edition)]
    assert [c.text for c in pieces[0].rows[-1]] == ["2.重复申请", *"0000000"]


def test_a_label_that_a_page_break_put_around_its_numbers_is_put_together() -> None:
    numbers = [c for n in range(7) for c in chars("0", 300 + 40 * n, 110)]
    lines = [
        char_line("5.要求行政机关确认或重新出具已", 50, 100),
        CharLine(tuple(numbers)),
        char_line("获取信息", 50, 120),
    ]
    (table,), rest = unruled_tables(lines, 2)
    assert isinstance(table.block, Grid) and rest == []
    assert [c.text for c in table.block.rows[-1]] == ["5.要求行政机关确认或重新出具已获取信息", *"0000000"]
