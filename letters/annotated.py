"""The original .docx with a Word comment at the place of each finding; nothing else in the file is changed."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
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


def _likeness(one: Grid, other: Grid) -> int:
    """How many cells of two grids say the same; -1 where they are not laid out alike."""
    if [len(r) for r in one.rows] != [len(r) for r in other.rows]:
        return -1
    pairs = (p for rows in zip(one.rows, other.rows, strict=True) for p in zip(*rows, strict=True))
    return sum(1 for a, b in pairs if fold(a.text) == fold(b.text))


class _Places:
    """The places of one document, its paragraphs and tables read once for all findings."""

    def __init__(self, document: Any, report: Report) -> None:
        self._report = report
        self._document = document
        self._paragraphs = [(p, text) for p in _paragraphs(document) if (text := fold(_text(p)))]

    def __bool__(self) -> bool:
        return bool(self._paragraphs)

    @cached_property
    def _tables(self) -> list[tuple[Any, Grid]]:
        body = self._document.element.body
        return [(t, grid_of(t)) for t in body.iter(body.tag.replace("body", "tbl"))]

    @cache  # noqa: B019  # lives as long as the document is annotated
    def _table_of(self, grid: Grid) -> Any:
        """The table of the file that was read as this grid, or None."""
        scores = [(_likeness(read, grid), table) for table, read in self._tables]
        best = max((score for score, _ in scores), default=-1)
        return next((t for score, t in scores if score == best), None) if best > 0 else None

    def _of_cell(self, finding: Finding) -> Any:
        """The paragraph of the cell that a finding names, at the cell's own place: two labels may read alike."""
        from docx.text.paragraph import Paragraph

        where = finding.location
        named = (where.table, where.row, where.column) if where.column else next(iter(finding.cells), None)
        table = self._report.tables.get(named[0]) if named and named[0] else None
        cell = table.cells.get(named[1] or "", {}).get(named[2] or "") if table and named else None
        grid = self._report.grid(cell.grid) if cell else None
        found = self._table_of(grid) if grid else None
        tc = cell_at(found, cell.row, cell.column) if found is not None and cell else None
        return None if tc is None else Paragraph(tc.p_lst[0], self._document)

    def of(self, finding: Finding) -> Any:
        """The paragraph that a finding is about: its cell, its quotation, its section's heading, or the title."""
        found = self._of_cell(finding)
        quote = fold(finding.quote)
        if found is None and quote:
            found = next((p for p, text in self._paragraphs if quote in text), None)
        if found is None and finding.location.section:
            section = self._report.section(finding.location.section)
            heading = fold(section.heading.text) if section else ""
            found = next((p for p, text in self._paragraphs if heading and text.startswith(heading)), None)
        return found or self._paragraphs[0][0]


def _text(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(node.text or "" for node in paragraph._p.iter(qn("w:t")))


def _paragraphs(document: Any) -> Iterator[Any]:
    """The paragraphs of the body, then those of the tables, each once however cells are merged."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    yield from document.paragraphs
    for cell in document.element.body.iter(qn("w:tc")):
        yield from (Paragraph(e, document) for e in cell.iterchildren(qn("w:p")))


def annotate(data: bytes, report: Report, findings: Iterable[Finding]) -> bytes:
    """The file's bytes with the comments added; raises UnknownTypeError where it is no .docx."""
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
    except Exception as error:
        LOGGER.exception("a file of %d bytes could not be opened to be annotated", len(data))
        raise UnknownTypeError("只有 .docx 文件可以加批注；其他类型请使用审核意见。") from error
    places = _Places(document, report)
    if not places:
        raise UnknownTypeError("文件里没有可以加批注的文字；请使用审核意见。")
    for finding in findings:
        paragraph = places.of(finding)
        runs = paragraph.runs or [paragraph.add_run("")]
        document.add_comment(runs, text=_comment(finding), author=AUTHOR, initials="审")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
