"""The report as its readers see it: sections, paragraphs and tables, each with an anchor that can be lit up."""

from __future__ import annotations

from reports.model import Block, Chart, Grid, Paragraph, Picture, Report
from reports.numerals import fold
from web.escape import safe

_LEVELS = {
    "government": "人民政府",
    "department": "政府部门",
    "township": "乡镇街道",
    "organisation": "授权组织或群团",
}


def cell_id(table: str, row: str, column: str) -> str:
    """The anchor of a typed cell."""
    return safe(f"c-{table}-{row}-{column}".replace(" ", ""))


def _typed_cells(report: Report) -> dict[tuple[int, int, int], str]:
    """The typed cell that stands at a place of a grid."""
    return {
        (cell.grid, cell.row, cell.column): cell_id(kind, row, column)
        for kind, table in report.tables.items()
        for row, cells in table.cells.items()
        for column, cell in cells.items()
    }


def _grid(grid: Grid, typed: dict[tuple[int, int, int], str]) -> str:
    width = max((len(r) for r in grid.rows), default=1)
    lines = []
    for r, row in enumerate(grid.rows):
        if not any(fold(c.text) for c in row) and not any(
            (grid.index, r, c) in typed for c in range(len(row))
        ):
            continue
        cells = []
        own = [c for c in range(len(row)) if not row[c].merged]
        for position, c in enumerate(own):
            following = own[position + 1] if position + 1 < len(own) else len(row)
            span = following - c
            if position + 1 == len(own) and len(row) < width and len(own) <= 2:
                span += width - len(row)
            identity = typed.get((grid.index, r, c))
            name = f' id="{identity}" class="number"' if identity else ""
            size = f' colspan="{span}"' if span > 1 else ""
            cells.append(f"<td{name}{size}>{safe(row[c].text.strip())}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<div class="grid" id="a-{grid.index}"><table>{"".join(lines)}</table></div>'


def _chart(chart: Chart) -> str:
    rows = "".join(f"<tr><td>{safe(k)}</td><td>{safe(v)}</td></tr>" for k, v in chart.points)
    title = safe(chart.title or chart.series or "图表")
    return f'<div class="grid" id="a-{chart.index}"><p class="caption">图表数据：{title}</p><table>{rows}</table></div>'


def _block(block: Block, typed: dict[tuple[int, int, int], str]) -> str:
    if isinstance(block, Paragraph):
        return f'<p id="a-{block.index}">{safe(block.text)}</p>'
    if isinstance(block, Grid):
        return _grid(block, typed)
    if isinstance(block, Chart):
        return _chart(block)
    assert isinstance(block, Picture)
    return f'<p class="caption" id="a-{block.index}">（此处是图片，内容无法机读）</p>'


def report_html(report: Report) -> str:
    """The report as HTML; every text of the file is escaped."""
    typed = _typed_cells(report)
    facts = [report.agency, f"{report.year}年度" if report.year else "年度不明", f"{report.edition}年版格式",
             _LEVELS[report.level.value], f"读取方式：{report.provenance.reader}"]  # fmt: skip
    parts = [f'<p class="facts">{"　".join(safe(f) for f in facts if f)}</p>']
    parts += [f'<p class="reading" role="note">{safe(w)}</p>' for w in report.provenance.warnings]
    for paragraph in report.preamble:
        kind = "h2" if paragraph.index == report.title_paragraph else "p"
        parts.append(f'<{kind} id="a-{paragraph.index}">{safe(paragraph.text)}</{kind}>')
    for section in report.sections:
        parts.append(f'<h3 id="a-{section.heading.index}">{safe(section.heading.text)}</h3>')
        parts += [_block(b, typed).replace(f'id="a-{section.heading.index}"', "") if b.index == section.heading.index
                  else _block(b, typed) for b in section.blocks]  # fmt: skip
    return (
        f'<article class="report" lang="zh-CN" tabindex="0" aria-label="报告正文">{"".join(parts)}</article>'
    )
