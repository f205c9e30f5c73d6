"""The original .docx with a Word comment at the place of each finding; nothing else in the file is changed."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reports.errors import UnknownTypeError
from reports.model import Grid, Report
from reports.numerals import fold
from reports.reading.docx import cell_at, grid_of
from review.finding import Finding

LOGGER = logging.getLogger(__name__)
AUTHOR = "年报审阅"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _comment(finding: Finding) -> str:
    return _CONTROL.sub("", f"【{finding.severity.chinese}】{finding.message}{finding.suggestion}")


def _paragraphs(document: Any) -> Iterator[Any]:
    """Paragraphs with text, first those of the body, then those of the tables, each once however cells are merged."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    yield from (p for p in document.paragraphs if p.text.strip())
    for cell in document.element.body.iter(qn("w:tc")):
        yield from (
            p for p in (Paragraph(e, document) for e in cell.iterchildren(qn("w:p"))) if p.text.strip()
        )


def _likeness(one: Grid, other: Grid) -> int:
    """How many cells of two grids say the same; -1 where they are not laid out alike."""
    if [len(r) for r in one.rows] != [len(r) for r in other.rows]:
        return -1
    pairs = (p for rows in zip(one.rows, other.rows, strict=True) for p in zip(*rows, strict=True))
    return sum(1 for a, b in pairs if fold(a.text) == fold(b.text))


def _table_of(document: Any, grid: Grid) -> Any:
    """The table of the file that was read as this grid, or None."""
    body = document.element.body
    tables = [(_likeness(grid_of(t), grid), t) for t in body.iter(body.tag.replace("body", "tbl"))]
    best = max((score for score, _ in tables), default=-1)
    return next((t for score, t in tables if score == best), None) if best > 0 else None


def _cell_paragraph(document: Any, report: Report, finding: Finding) -> Any:
    """The paragraph of the cell that a finding names, at the cell's own place: two labels may read alike."""
    from docx.text.paragraph import Paragraph

    where = finding.location
    named = (where.table, where.row, where.column) if where.column else next(iter(finding.cells), None)
    table = report.tables.get(named[0]) if named and named[0] else None
    cell = table.cells.get(named[1] or "", {}).get(named[2] or "") if table and named else None
    grid = report.grid(cell.grid) if cell else None
    found = _table_of(document, grid) if grid else None
    tc = cell_at(found, cell.row, cell.column) if found is not None and cell else None
    return None if tc is None else Paragraph(tc.p_lst[0], document)


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
        LOGGER.exception("a file of %d bytes could not be opened to be annotated", len(data))
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
