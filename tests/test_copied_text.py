"""Text as people copy it out of a PDF or a page: cut lines, shredded tables, debris."""

from __future__ import annotations

import re

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.formats import TEXT_EXPORTS
from reports.model import Document, Paragraph
from reports.parse import parse_bytes
from reports.reading.characters import without_debris
from reports.reading.headings import headings_apart
from reports.reading.reprint import without_reprint
from reports.reading.wrapped import unwrapped
from review.reviewer import review

_PROSE = (
    "我局按照《中华人民共和国政府信息公开条例》的要求，全年主动公开政府信息158条，其中政务动态95条、"
    "通知公告63条；办理依申请公开12件（含上年结转2件），均在法定期限内答复，未发生行政复议、行政诉讼。"
)


def _cut(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(0, len(text), size)]


@pytest.mark.parametrize("size", [18, 26, 34, 42])
def test_lines_cut_at_a_margin_are_one_paragraph_again(size: int) -> None:
    first, second = _PROSE * 2, "（一）主动公开。" + _PROSE * 2
    assert unwrapped([*_cut(first, size), "一、总体情况", *_cut(second, size)]) == [
        first,
        "一、总体情况",
        second,
    ]


def test_paragraphs_of_different_length_stay_as_they_are() -> None:
    lines = [_PROSE[:n] for n in (20, 33, 47, 58, 66, 80)]
    assert unwrapped(lines) == lines


def test_a_table_is_never_joined() -> None:
    rows = ["规章\t0\t0\t0", "行政规范性文件\t1\t0\t4"] * 4
    assert unwrapped(rows) == rows


@pytest.mark.parametrize("debris", ["&nbsp;", "&amp;nbsp;", "\u200b", "\ufeff", "\u00ad", "\u202a", "\x07"])
def test_what_nobody_sees_goes_and_is_told_once(debris: str) -> None:
    document = without_debris(
        Document((Paragraph(f"全年公开{debris}12条"), Paragraph(f"0{debris}")), "纯文本")
    )
    assert [re.sub(" ", "", b.text) for b in document.blocks] == ["全年公开12条", "0"]
    assert len(document.warnings) == 1


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("有疑问请联系我局。二、主动公开政府信息情况", ["有疑问请联系我局。", "二、主动公开政府信息情况"]),
        ("？六、其他需要报告的事项", ["六、其他需要报告的事项"]),
        ("\uf0b7 五、存在的主要问题及改进情况 一是", ["五、存在的主要问题及改进情况", "一是"]),
        ("本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况组成。", None),
        ("按照一、总体情况的要求办理", None),
    ],
)  # fmt: skip
def test_headings_stand_by_themselves(line: str, parts: list[str] | None) -> None:
    assert [b.text for b in headings_apart([Paragraph(line)])] == (parts or [line])


def test_a_single_pinyin_goes_and_a_remark_in_brackets_stays() -> None:
    document = without_reprint(
        Document((Paragraph(_PROSE * 2 + "统(tǒng)计期限（年）和网站（app）。"),), "纯文本")
    )
    assert document.blocks[0].text == _PROSE * 2 + "统计期限（年）和网站（app）。"


def test_one_cell_a_line_ended_by_a_bar_is_a_table() -> None:
    content = make_content(4, year=2023)
    plain = TEXT_EXPORTS["trailing bars"](content, Layout())
    assert plain is not None
    lines = []
    for line in plain.decode().splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        lines += [f"{c} |" for c in cells] if line.strip().endswith("|") else [line]
    report = parse_bytes("\n".join(lines).encode(), "a.txt")
    wanted = {k: dict(v) for k, v in content.tables["applications"].items()}
    got = {k: {c: report.tables["applications"].value(k, c) for c in v} for k, v in wanted.items()}
    assert got == wanted


def test_a_missing_value_in_a_shredded_row_is_told_and_no_error() -> None:
    content = make_content(4, year=2023)
    data = TEXT_EXPORTS["cell lines"](content, Layout())
    assert data is not None
    lines = data.decode().splitlines()
    at = next(i for i, line in enumerate(lines) if "新收政府信息公开申请数量" in line)
    del lines[at + 2]
    report = parse_bytes("\n".join(lines).encode(), "a.txt")
    (table,) = (t for t in report.reading.tables if t.kind == "applications")
    assert table.uncertain == ("new_received",)
    found = [f for f in review(report) if f.location.table == "applications"]
    assert [f.rule for f in found if f.severity.value == "error"] == []
