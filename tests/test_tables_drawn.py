"""A report's tables as the page draws them: the cells where the source has them, each named by its row and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html
from benchmarks.generate.text_exports import to_txt
from letters.side_by_side import side_by_side
from reports.editions import load_edition
from reports.model import Grid, GridCell, Report
from reports.parse import parse_bytes
from reports.table_layout import TypedCell, spread
from review.reviewer import review
from web.table_view import table_html, tables_of


def drawn(table: str) -> dict[tuple[int, int], str]:
    """What a browser shows at each place of an HTML table, merged cells at every place that they cover."""
    places: dict[tuple[int, int], str] = {}
    rows = html.fromstring(table).iter("tr")
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in places:
                column += 1
            text = "".join(cell.itertext())
            for i in range(int(cell.get("rowspan", 1))):
                for k in range(int(cell.get("colspan", 1))):
                    assert (r + i, column + k) not in places
                    places[r + i, column + k] = text
            column += int(cell.get("colspan", 1))
    return places


def check(report: Report) -> None:
    """Every typed cell of table three stands under the heading of its column and beside the label of its row."""
    table = report.tables["applications"]
    places = drawn(tables_of(report)[table.grids[0]])
    width = max(c for _, c in places)
    for r in range(max(r for r, _ in places) + 1):
        assert all((r, c) in places for c in range(width + 1)), f"row {r} has holes"
    heads = [(r, c) for (r, c), t in places.items() if t in ("自然人", "商业企业", "法律服务机构")]
    assert len({c for _, c in heads}) == 3
    for row, column, head in (
        ("new_received", "natural_person", "自然人"),
        ("granted", "legal", "法律服务机构"),
    ):
        at = next(c for (_, c), t in places.items() if t == head)
        label = {"new_received": "本年新收", "granted": "予以公开"}[row]
        line = next(r for (r, _), t in places.items() if label in t)
        assert places[line, at] == table.cells[row][column].raw.strip()


def test_word_tables_are_drawn_with_their_merged_cells() -> None:
    check(parse_bytes(to_docx(make_content(5, level="department", year=2022), Layout()), "a.docx"))


def test_web_tables_are_drawn_with_their_merged_cells() -> None:
    check(parse_bytes(to_html(make_content(6, level="department", year=2022), Layout()), "a.html"))


def test_text_exports_get_the_merging_back_that_they_lost(sample: Report) -> None:
    check(parse_bytes(to_txt(make_content(7, level="department", year=2020), Layout()), "a.txt"))
    check(sample)


def test_a_merged_cell_covers_what_repeats_it_and_nothing_else() -> None:
    a, down, b = GridCell("甲"), GridCell("甲", merged=True), GridCell("甲")
    rows = spread(Grid(((a, b), (down, GridCell("1")))), {(1, 1): TypedCell("t", "r", "c", "乙")}, {})
    assert [[(c.text, c.across, c.down) for c in row] for row in rows] == [
        [("甲", 1, 2), ("甲", 1, 1)],
        [("1", 1, 1)],
    ]


def test_a_cell_tells_its_row_and_column(sample: Report) -> None:
    table = tables_of(sample)[sample.tables["applications"].grids[0]]
    assert re.search(
        r'id="c-applications-denied_security-total"[^>]*title="行：[^"]*三安全一稳定[^"]*\n列：总计"', table
    )


def test_markup_in_a_cell_is_text() -> None:
    table = table_html(Grid(((GridCell("<img src=x onerror=alert(1)>"),),)), {}, load_edition("2021"))
    assert "<img" not in table


HEADINGS = {
    "corners blank, the last blank lost": (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况",
        " | 自然人 | 法人或其他组织 | 总计",
        " | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ",
    ),
    "corners lost": (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况",
        "自然人 | 法人或其他组织 | 总计",
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
    ),
}


@pytest.mark.parametrize("form", HEADINGS)
def test_headings_that_lost_their_blanks_stand_over_their_columns(form: str) -> None:
    text = Path("benchmarks/outside/k/云麓区卫生健康委员会2022年度.txt").read_text(encoding="utf-8")
    lost = "\n".join(HEADINGS["corners lost"])
    assert text.count(lost) == 1
    report = parse_bytes(text.replace(lost, "\n".join(HEADINGS[form])).encode(), "a.txt")
    table = report.tables["applications"]
    places = drawn(tables_of(report)[table.grids[0]])
    columns = [c for c in range(12) if "本年新收" not in places.get((3, c), "本年新收")]
    assert [places[2, c] or places[1, c] for c in columns] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]


def test_an_annotated_page_draws_the_tables_like_the_page_and_marks_the_cell() -> None:
    """雁溪镇's table three gives 9 received where 7 and 1 stand beside it."""
    text = Path("benchmarks/outside/i/柏川县雁溪镇人民政府2021年度.txt").read_bytes()
    report = parse_bytes(text, "a.txt")
    table = next(f for f in review(report) if f.location.table == "applications")
    tree = html.fromstring(side_by_side(report, [table]).decode())
    marked = [m.text_content().strip() for m in tree.iter("mark")]
    cell = report.tables["applications"].cells[table.location.row or ""][table.location.column or ""]
    assert cell.raw.strip() in marked
    places = next(
        p
        for t in tree.iter("table")
        if "自然人" in (p := drawn(html.tostring(t, encoding="unicode"))).values()
    )
    width = max(c for _, c in places)
    assert all((r, c) in places for r in range(max(r for r, _ in places) + 1) for c in range(width + 1))
