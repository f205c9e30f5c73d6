"""The report as its readers see it: sections, paragraphs and tables, each with an anchor that can be lit up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.model import Block, Chart, Grid, Paragraph, Picture, Report
from reports.tables import TABLE_NAMES
from review.finding import Finding
from web.escape import safe
from web.table_view import tables_of

LEVELS = {
    "government": "人民政府",
    "department": "政府部门",
    "township": "乡镇街道",
    "organisation": "授权组织或群团",
}
NUMBERS = "一二三四五六"


def _chart(chart: Chart) -> str:
    rows = "".join(f"<tr><td>{safe(k)}</td><td>{safe(v)}</td></tr>" for k, v in chart.points)
    title = safe(chart.title or chart.series or "图表")
    return (
        f'<div class="grid" id="a-{chart.index}"><p class="caption">图表数据：{title}</p>'
        f"<table>{rows}</table></div>"
    )


def _block(block: Block, tables: Mapping[int, str]) -> str:
    if isinstance(block, Paragraph):
        return f'<p id="a-{block.index}">{safe(block.text)}</p>'
    if isinstance(block, Grid):
        return tables[block.index]
    if isinstance(block, Chart):
        return _chart(block)
    assert isinstance(block, Picture)
    return f'<p class="caption" id="a-{block.index}">（此处是图片，内容无法机读）</p>'


def facts_of(report: Report) -> str:
    """What is known of a report, in one line."""
    facts = (
        report.shown_agency,
        f"{report.year}年度" if report.year else "年度不明",
        f"{report.edition}年版格式",
        LEVELS[report.level.value],
        f"读取方式：{report.provenance.reader}",
    )
    return "　".join(safe(f) for f in facts if f)


def report_html(report: Report) -> str:
    """The report as HTML; every text of the file is escaped."""
    tables = tables_of(report)
    parts = [f'<p class="facts">{facts_of(report)}</p>']
    parts += [f'<p class="reading" role="note">{safe(w)}</p>' for w in report.provenance.warnings]
    parts += [f'<p class="reading" role="note">{safe(d)}</p>' for d in report.reading.doubtful]
    for paragraph in report.preamble:
        kind = "h2" if paragraph.index == report.title_paragraph else "p"
        parts.append(f'<{kind} id="a-{paragraph.index}">{safe(paragraph.text)}</{kind}>')
    for section in report.sections:
        parts.append(f'<h3 id="a-{section.heading.index}">{safe(section.heading.text)}</h3>')
        parts += [
            _block(b, tables)
            for b in section.blocks
            if not (isinstance(b, Paragraph) and b.index == section.heading.index)
        ]
    return f'<article class="report" lang="zh-CN">{"".join(parts)}</article>'


def parts_html(report: Report, findings: Sequence[Finding]) -> str:
    """The parts and tables of a report, each with the number of findings in it."""
    counts: dict[str, int] = {}
    for finding in findings:
        part = finding.location.section or "引言"
        counts[part] = counts.get(part, 0) + 1

    def line(anchor: int | None, part: str, words: str) -> str:
        count = counts.get(part, 0)
        told = f'<b aria-label="{count}个问题">{count}</b>' if count else ""
        return (
            f'<li><button type="button" data-go="{anchor or ""}" data-part="{safe(part)}">'
            f"<span>{safe(words)}</span>{told}</button></li>"
        )

    lines = [line(report.title_paragraph or 1, "引言", "题名、引言")]
    for number in NUMBERS:
        section = report.section(number)
        if section is None:
            lines.append(f'<li class="missing">{number}、（没有读到）</li>')
        else:
            lines.append(line(section.heading.index, number, f"{number}、{section.title}"))
    tables = "".join(
        f'<li><button type="button" data-go="{table.grids[0]}"><span>{TABLE_NAMES[kind]}</span></button></li>'
        for kind, table in report.tables.items()
        if table.grids
    )
    return f"<h2>部分</h2><ul>{''.join(lines)}</ul>" + (f"<h2>表格</h2><ul>{tables}</ul>" if tables else "")
