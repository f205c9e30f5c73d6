"""Tables whose rows of different lengths were filled up with blanks: a converter puts text with bars into a grid.

Heads then stand beside their columns. Every cell is read as from the text itself, or said to be unread.
"""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from reports.model import Report
from reports.parse import parse_bytes

Rows = list[list[str]]
Block = str | Rows
FOLDER = Path("benchmarks/outside")
NEW, OLD = FOLDER / "l/临洑区白塔街道办事处2024年度.txt", FOLDER / "m/珑川县教育体育局2020年度.txt"
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def blocks(text: str) -> list[Block]:
    """The lines of a text, those with bars as rows of tables."""
    found: list[Block] = []
    for line in text.splitlines():
        if "|" not in line:
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append([c.strip() for c in line.split("|")])
        else:
            found.append([[c.strip() for c in line.split("|")]])
    return found


def is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "").isdigit()


def labels(row: list[str]) -> int:
    """How many cells of a row of table three are its label; 0 for another row."""
    values = len(row) - 7
    return (
        values if values > 0 and all(map(is_number, row[values:])) and not is_number(row[values - 1]) else 0
    )


def filled_right(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*r, *[""] * (width - len(r))] for r in rows]


def filled_left(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*[""] * (width - len(r)), *r] for r in rows]


def framed(rows: Rows) -> Rows:
    """With the blanks that bars at both ends of a line leave."""
    return filled_right([["", *r, ""] for r in rows])


def heads_repeated(rows: Rows) -> Rows:
    """A head, and a wide value of table two, in each cell that it was merged over."""
    wide = {"申请人情况": ["申请人情况"] * 7, "自然人": ["自然人", *["法人或其他组织"] * 5, "总计"]}
    wide["行政复议"] = ["行政复议"] * 5 + ["行政诉讼"] * 10
    out = []
    for row in rows:
        head = next((w for w in wide if w in row), "")
        if head:
            row = [*row[: row.index(head)], *wide[head]]
        elif row[:1] == ["商业企业"]:
            row = ["自然人", *row, "总计"]
        elif "复议后起诉" in row:
            row = [*OUTCOMES, *["未经复议直接起诉"] * 5, *["复议后起诉"] * 5]
        elif len(row) == 2:
            row = [row[0], *[row[1]] * 3]
        out.append(row)
    return filled_right(out)


def label_in_one_cell(rows: Rows) -> Rows:
    return filled_right([["".join(r[: labels(r)]), *r[labels(r) :]] if labels(r) else r for r in rows])


def label_in_three_cells(rows: Rows) -> Rows:
    return filled_right([[*r[:n], *[""] * (3 - n), *r[n:]] if (n := labels(r)) else r for r in rows])


def zeros_blank(rows: Rows) -> Rows:
    def blank(row: list[str]) -> list[str]:
        return [*(c if c != "0" else "" for c in row[:-1]), row[-1]] if labels(row) else row

    return filled_right(list(map(blank, rows)))


def with_a_note(rows: Rows) -> Rows:
    return filled_right([*rows[:12], ["注：本表数据由各科室报送"], *rows[12:]])


def without_the_head_of_totals(rows: Rows) -> Rows:
    return filled_right([[c for c in r if c != "总计"] if "自然人" in r else r for r in rows])


def as_word(found: list[Block]) -> bytes:
    document = docx.Document()
    for block in found:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_page(found: list[Block]) -> bytes:
    def row(texts: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{html.escape(t)}</td>" for t in texts) + "</tr>"

    parts = (
        f"<p>{html.escape(b)}</p>" if isinstance(b, str) else f"<table>{''.join(map(row, b))}</table>"
        for b in found
    )
    return f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}</body></html>".encode()


def as_markdown(found: list[Block]) -> bytes:
    lines: list[str] = []
    for block in found:
        rows = [] if isinstance(block, str) else [f"| {' | '.join(r)} |" for r in block]
        lines += (
            ["", block] if isinstance(block, str) else ["", rows[0], "|---" * len(block[0]) + "|", *rows[1:]]
        )
    return "\n".join(lines).encode()


FORMS: dict[str, Callable[[list[Block]], bytes]] = {"docx": as_word, "html": as_page, "md": as_markdown}
WAYS = (
    filled_right,
    filled_left,
    framed,
    heads_repeated,
    label_in_one_cell,
    label_in_three_cells,
    zeros_blank,
    with_a_note,
    without_the_head_of_totals,
)


def read(path: Path, way: Callable[[Rows], Rows], form: str) -> Report:
    found = [b if isinstance(b, str) else way(b) for b in blocks(path.read_text(encoding="utf-8"))]
    return parse_bytes(FORMS[form](found), f"a.{form}")


def cells(report: Report) -> dict[tuple[str, str, str], Decimal | None]:
    """Every cell with a number other than 0."""
    tables = report.tables.items()
    every = (
        (k, r, c, cell.value) for k, t in tables for r, row in t.cells.items() for c, cell in row.items()
    )
    return {(k, r, c): value for k, r, c, value in every if value}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", [NEW, OLD], ids=["2021", "2019"])
def test_a_filled_up_table_is_read_as_its_text_is(path: Path, way: Callable[[Rows], Rows], form: str) -> None:
    report = read(path, way, form)
    assert cells(report) == cells(parse_bytes(path.read_bytes(), path.name))
    assert report.reading.doubts == ()


def test_a_row_that_lacks_a_number_is_unread_and_not_guessed() -> None:
    def lacking(rows: Rows) -> Rows:
        return filled_right([[*r[:-3], *r[-2:]] if "本年新收" in r[0] else r for r in rows])

    report = read(NEW, lacking, "docx")
    assert "new_received" not in report.tables["applications"].cells
    assert [d.message for d in report.reading.doubts] == [
        "第三部分的申请办理情况表的“一、本年新收政府信息公开申请数量”行未能读出，请对照原件。"
    ]


def test_a_line_that_lacks_a_number_beside_whole_ones_is_told() -> None:
    text = NEW.read_text(encoding="utf-8").replace("申请数量 | 4 | 0 | 0 |", "申请数量 | 4 | 0 |")
    assert "空在哪一列未能确定" in parse_bytes(text.encode(), NEW.name).reading.doubts[0].message


def test_a_row_of_outcomes_that_lacks_a_number_is_told() -> None:
    def lacking(rows: Rows) -> Rows:
        return filled_right([[*r[:2], *r[3:]] if len(r) == len(OUTCOMES) * 3 else r for r in rows])

    report = read(NEW, lacking, "html")
    assert "复议诉讼情况表" in report.reading.doubts[0].message


def test_a_wide_value_that_differs_from_its_repeat_is_left_over() -> None:
    def differing(rows: Rows) -> Rows:
        return [[*r[:-1], "9"] if r[0] == "行政许可" else r for r in heads_repeated(rows)]

    assert "有1个数字未能对应" in read(NEW, differing, "md").reading.doubts[0].message
