"""How a generated report is laid out: the three tables as cells with spans, and files of every type made of them."""

from __future__ import annotations

import html
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from benchmarks.generate.content import Content
from reports.reading.libre_office import run_bounded


@dataclass(frozen=True)
class Span:
    """A cell of a table with how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = list[list[Span]]


@dataclass(frozen=True)
class Layout:
    """Variations that real files show; each is harmless by itself."""

    number: Callable[[Decimal], str] = lambda d: format(d.normalize(), "f") if d else "0"
    split_after: int | None = None
    repeat_header: bool = False
    break_labels: bool = False
    headings_numbered: bool = True
    swap_titles: bool = False
    transpose: bool = False
    empty_columns: bool = False
    disputes_in: str = "四"


def _full_width(d: Decimal) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in format(d.normalize(), "f"))


LAYOUTS: dict[str, Layout] = {
    "plain": Layout(),
    "spaces": Layout(number=lambda d: f"　　{format(d.normalize(), 'f')}\xa0"),
    "full-width": Layout(number=_full_width),
    "split": Layout(split_after=12),
    "split, header repeated": Layout(split_after=9, repeat_header=True),
    "labels broken": Layout(break_labels=True),
    "headings without numbers": Layout(headings_numbered=False),
    "equivalent titles": Layout(swap_titles=True),
    "transposed": Layout(transpose=True),
    "empty columns": Layout(empty_columns=True),
    "disputes in part three": Layout(disputes_in="三"),
}


def _cell(content: Content, layout: Layout, kind: str, row: str, column: str) -> str:
    """A cell as it is written: the number in this layout, or the text that was put in its place."""
    number = content.tables[kind][row][column]
    return content.raw.get((kind, row, column), layout.number(number))


def _disclosure_rows(content: Content, layout: Layout) -> Rows:
    rows: Rows = []
    for group in content.edition.active_disclosure:
        wide = 12 // len(group.columns)
        rows.append([Span(group.clause, columns=13)])
        rows.append([Span("信息内容"), *(Span(_broken(c.key, layout), columns=wide) for c in group.columns)])
        for row in group.rows:
            cells = [_cell(content, layout, "active_disclosure", row.key, c.key) for c in group.columns]
            rows.append([Span(content.names.get(row.key, row.key)), *(Span(c, columns=wide) for c in cells)])
    return rows


def _broken(text: str, layout: Layout) -> str:
    return (
        f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}"
        if layout.break_labels and len(text) > 6
        else text
    )


def _application_header() -> Rows:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    organisations = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    return [
        [Span(note, rows=3, columns=3), Span("申请人情况", columns=7)],
        [Span("自然人", rows=2), Span("法人或其他组织", columns=5), Span("总计", rows=2)],
        [Span(o) for o in organisations],
    ]


def _application_body(content: Content, layout: Layout) -> Rows:
    labels = [r for r in content.edition.application_rows if r.key in content.tables["applications"]]
    outcome = [r for r in labels if r.key not in ("new_received", "carried_over", "carried_forward")]
    rows: Rows = []
    for label in labels:
        columns = [c.key for c in content.edition.application_columns]
        numbers = [Span(_cell(content, layout, "applications", label.key, c)) for c in columns]
        text = _broken(content.names.get(label.key, label.label), layout)
        if label not in outcome:
            rows.append([Span(text, columns=3), *numbers])
            continue
        head = [Span("三、本年度办理结果", rows=len(outcome))] if label is outcome[0] else []
        grouped = label.group is not None and label.group.startswith("（")
        if not grouped:
            rows.append([*head, Span(text, columns=2), *numbers])
            continue
        members = [r for r in outcome if r.group == label.group]
        group = [Span(label.group or "", rows=len(members))] if label is members[0] else []
        rows.append([*head, *group, Span(text), *numbers])
    return rows


def _dispute_rows(content: Content, layout: Layout) -> Rows:
    columns = [c.label for c in content.edition.dispute_columns]
    top = [Span("行政复议", columns=5), Span("行政诉讼", columns=10)]
    middle = [
        *(Span(c, rows=2) for c in columns),
        Span("未经复议直接起诉", columns=5),
        Span("复议后起诉", columns=5),
    ]
    bottom = [Span(c) for c in columns * 2]
    numbers = [
        Span(_cell(content, layout, "disputes", r.key, c.key)) for r in content.edition.dispute_rows
        for c in content.edition.dispute_columns
    ]  # fmt: skip
    return [top, middle, bottom, numbers]


def _cut(rows: Rows, header: Rows, layout: Layout) -> list[Rows]:
    """A table cut in two at a row; cells that span the cut go on below, as word processors write them."""
    if layout.split_after is None or layout.split_after >= len(rows):
        return [header + rows]
    at = layout.split_after
    first, second = [list(r) for r in rows[:at]], [list(r) for r in rows[at:]]
    carried: list[Span] = []
    for r, row in enumerate(first):
        for c, cell in enumerate(row):
            if cell.rows > 1 and r + cell.rows > at:
                carried.append(Span(cell.text, rows=r + cell.rows - at, columns=cell.columns))
                row[c] = Span(cell.text, rows=at - r, columns=cell.columns)
    second[0] = carried + second[0]
    return [header + first, (header if layout.repeat_header else []) + second]


def _covered(row: int, column: int, cell: Span) -> set[tuple[int, int]]:
    return {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}


def _placed(rows: Rows) -> Iterator[tuple[int, int, Span]]:
    """Each cell with the row and the column that it begins in, which cells merged from above push to the right."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            yield r, column, cell
            taken |= _covered(r, column, cell)
            column += cell.columns


def _transposed(rows: Rows) -> Rows:
    """The table with rows and columns exchanged; the text of a merged cell stands in each place that it covered."""
    height, width = len(rows), max(sum(c.columns for c in r) for r in rows)
    texts = [["" for _ in range(width)] for _ in range(height)]
    for r, column, cell in _placed(rows):
        for y, x in _covered(r, column, cell):
            texts[y][x] = cell.text
    return [[Span(texts[r][c]) for r in range(height)] for c in range(width)]


def _with_empty_columns(rows: Rows) -> Rows:
    """Each value followed by an empty cell below the same header, as nested tables are exported."""
    out: Rows = []
    for row in rows:
        wide: list[Span] = []
        for cell in row:
            is_value = cell.columns == 1 and cell.rows == 1 and cell.text.strip().isdigit()
            widened = cell.text in _VALUE_HEADERS
            wide += (
                [cell, Span("")]
                if is_value
                else [replace(cell, columns=cell.columns * 2) if widened else cell]
            )
        out.append(wide)
    return out


_VALUE_HEADERS = frozenset(
    (
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
        "申请人情况",
        "法人或其他组织",
    )
)


def document_rows(content: Content, layout: Layout) -> dict[str, list[Rows]]:
    """The tables of a report by section number, each perhaps in two pieces."""
    tables: dict[str, list[Rows]] = {}
    if "active_disclosure" in content.tables:
        tables["二"] = [_disclosure_rows(content, layout)]
    if "applications" in content.tables:
        tables["三"] = _application_pieces(content, layout)
    if "disputes" in content.tables:
        tables.setdefault(layout.disputes_in, []).append(_dispute_rows(content, layout))
    return tables


def _application_pieces(content: Content, layout: Layout) -> list[Rows]:
    header, body = _application_header(), _application_body(content, layout)
    pieces = [_transposed(header + body)] if layout.transpose else _cut(body, header, layout)
    return [_with_empty_columns(rows) for rows in pieces] if layout.empty_columns else pieces


def heading(content: Content, number: str, layout: Layout) -> str:
    """The heading of a section in this layout."""
    printed = content.headings[number]
    if layout.swap_titles and number in "二三四五六":
        printed = f"{number}、{content.edition.section(number).aliases[0]}"
    return printed if layout.headings_numbered else printed.split("、", 1)[1]


def to_html(content: Content, layout: Layout, encoding: str = "utf-8") -> bytes:
    """The report as a page of a government site, with navigation before and links after it."""
    parts = []
    for number in content.headings:
        parts.append(f"<p><strong>{html.escape(heading(content, number, layout))}</strong></p>")
        parts += [f"<p style='text-indent:2em'>{html.escape(p)}</p>" for p in content.sections[number]]
        for rows in document_rows(content, layout).get(number, []):
            lines = []
            for row in rows:
                cells = "".join(
                    f"<td rowspan='{c.rows}' colspan='{c.columns}'><p>{html.escape(c.text).replace(chr(10), '<br>')}</p></td>"
                    for c in row
                )
                lines.append(f"<tr>{cells}</tr>")
            parts.append(f"<table border='1'><tbody>{''.join(lines)}</tbody></table>")
    page = (
        f"<html><head><meta charset='{encoding}'><title>{content.title}</title><script>var a='一、总体情况';</script></head>"
        "<body><div class='nav'><a>首页</a><a>政务公开</a></div><div>您现在的位置：首页 &gt; 政务公开</div>"
        f"<h1>{content.title}</h1><div>发布日期：{content.year + 1}-01-15 来源：办公室 字号：大 中 小</div>"
        f"<div id='content'><p>{content.preamble}</p>{''.join(parts)}</div>"
        "<div>上一篇：某某通知</div><div>版权所有 某某政府</div></body></html>"
    )
    return page.encode(encoding, errors="xmlcharrefreplace")


def to_docx(content: Content, layout: Layout) -> bytes:
    """The report as a Word file styled like WPS output, with merged cells."""
    from docx import Document

    document = Document()
    document.add_paragraph(content.title)
    document.add_paragraph(content.preamble)
    for number in content.headings:
        document.add_paragraph(heading(content, number, layout))
        for paragraph in content.sections[number]:
            document.add_paragraph(paragraph)
        for rows in document_rows(content, layout).get(number, []):
            _word_table(document, rows)
            document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: object, rows: Rows) -> None:
    width = max(sum(c.columns for c in r) for r in rows)
    table = document.add_table(len(rows), width, style="Table Grid")  # type: ignore[attr-defined]
    grid = [list(row.cells) for row in table.rows]
    for r, column, cell in _placed(rows):
        last = grid[min(r + cell.rows, len(rows)) - 1][min(column + cell.columns, width) - 1]
        first = grid[r][column]
        merged = first.merge(last) if cell.rows > 1 or cell.columns > 1 else first
        merged.text = cell.text


def to_pdf(content: Content, layout: Layout) -> bytes | None:
    """The report as a PDF with text, made from the Word file by LibreOffice; None where that is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "r.docx").write_bytes(to_docx(content, layout))
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/p",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(folder / "r.docx"),
        ]
        run_bounded(command, 120)
        return (folder / "r.pdf").read_bytes()
