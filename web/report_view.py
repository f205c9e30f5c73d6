"""The report as its readers see it: sections, paragraphs and tables, each with an anchor that can be lit up."""

from __future__ import annotations

from reports.model import Block, Chart, Grid, Paragraph, Picture, Report
from web.escape import safe
from web.table_view import tables_of

_LEVELS = {
    "government": "人民政府",
    "department": "政府部门",
    "township": "乡镇街道",
    "organisation": "授权组织或群团",
}


def _chart(chart: Chart) -> str:
    rows = "".join(f"<tr><td>{safe(k)}</td><td>{safe(v)}</td></tr>" for k, v in chart.points)
    title = safe(chart.title or chart.series or "图表")
    return f'<div class="grid" id="a-{chart.index}"><p class="caption">图表数据：{title}</p><table>{rows}</table></div>'


def _block(block: Block, tables: dict[int, str]) -> str:
    if isinstance(block, Paragraph):
        return f'<p id="a-{block.index}">{safe(block.text)}</p>'
    if isinstance(block, Grid):
        return tables[block.index]
    if isinstance(block, Chart):
        return _chart(block)
    assert isinstance(block, Picture)
    return f'<p class="caption" id="a-{block.index}">（此处是图片，内容无法机读）</p>'


def report_html(report: Report) -> str:
    """The report as HTML; every text of the file is escaped."""
    tables = tables_of(report)
    facts = [report.shown_agency, f"{report.year}年度" if report.year else "年度不明", f"{report.edition}年版格式",
             _LEVELS[report.level.value], f"读取方式：{report.provenance.reader}"]  # fmt: skip
    parts = [f'<p class="facts">{"　".join(safe(f) for f in facts if f)}</p>']
    parts += [f'<p class="reading" role="note">{safe(w)}</p>' for w in report.provenance.warnings]
    mark = "读取待核：" if report.reading.to_verify else ""
    parts += [f'<p class="reading" role="note">{mark}{safe(d)}</p>' for d in report.reading.doubtful]
    for paragraph in report.preamble:
        kind = "h2" if paragraph.index == report.title_paragraph else "p"
        parts.append(f'<{kind} id="a-{paragraph.index}">{safe(paragraph.text)}</{kind}>')
    for section in report.sections:
        parts.append(f'<h3 id="a-{section.heading.index}">{safe(section.heading.text)}</h3>')
        parts += [_block(b, tables).replace(f'id="a-{section.heading.index}"', "") if b.index == section.heading.index
                  else _block(b, tables) for b in section.blocks]  # fmt: skip
    return (
        f'<article class="report" lang="zh-CN" tabindex="0" aria-label="报告正文">{"".join(parts)}</article>'
    )
