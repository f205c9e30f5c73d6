"""The original .docx with a Word comment at the place of each finding; nothing else in the file is changed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reports.editions import load_edition, normalise_label
from reports.errors import UnknownTypeError
from reports.model import Report
from reports.numerals import fold
from review.finding import Finding

AUTHOR = "年报审阅"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _comment(finding: Finding) -> str:
    return _CONTROL.sub("", f"【{finding.severity.chinese}】{finding.message}{finding.suggestion}")


def _paragraphs(document: Any) -> Iterator[Any]:
    """Paragraphs with text in the body and in the tables."""
    yield from (p for p in document.paragraphs if p.text.strip())
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from (p for p in cell.paragraphs if p.text.strip())


def _table_row(document: Any, label: str) -> Any:
    """The table row that begins with a label of the format, or None."""
    wanted = normalise_label(label)
    for table in document.tables:
        for row in table.rows:
            if any(normalise_label(cell.text) == wanted for cell in row.cells):
                return row
    return None


def _cell_paragraph(document: Any, report: Report, finding: Finding) -> Any:
    """The paragraph of the cell that a finding names; the row's label where the cell is empty."""
    where = finding.location
    if where.table is None or where.row is None:
        return None
    edition = load_edition(report.edition)
    label = next((r.label for r in edition.rows(where.table) if r.key == where.row), where.row)
    row = _table_row(document, label)
    if row is None:
        return None
    cells = row.cells
    typed = report.tables[where.table].cells.get(where.row, {}).get(where.column or "")
    if typed is not None and typed.column < len(cells) and cells[typed.column].text.strip():
        return cells[typed.column].paragraphs[0]
    return next((p for c in cells for p in c.paragraphs if p.text.strip()), None)


def _place(document: Any, report: Report, finding: Finding, body: Sequence[Any]) -> Any:
    """The paragraph that a finding is about: its cell, its quotation, its section's heading, or the title."""
    found = _cell_paragraph(document, report, finding)
    quote = fold(finding.quote)
    if found is None and quote:
        found = next((p for p in body if quote in fold(p.text)), None)
    if found is None and finding.location.section:
        section = report.section(finding.location.section)
        heading = fold(section.heading.text) if section else ""
        found = next((p for p in body if heading and fold(p.text).startswith(heading)), None)
    return found or body[0]


def annotate(data: bytes, report: Report, findings: Iterable[Finding]) -> bytes:
    """The file's bytes with the comments added; raises UnknownTypeError where it is no .docx."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
    except Exception as error:
        raise UnknownTypeError("只有 .docx 文件可以加批注；其他类型请使用审核意见。") from error
    body = list(_paragraphs(document))
    if not body:
        raise UnknownTypeError("文件里没有可以加批注的文字；请使用审核意见。")
    for finding in findings:
        paragraph = _place(document, report, finding, body)
        runs = paragraph.runs or [paragraph.add_run("")]
        document.add_comment(runs, text=_comment(finding), author=AUTHOR, initials="审")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
