"""A report that a question may be about, and citations of the rows of its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from answering.answer import Citation, Evidence
from answering.plan.operations import CellPath
from reports.editions import load_edition
from reports.model import Paragraph, Report
from reports.tables import TABLE_NAMES
from retrieval.passages import report_title
from review.finding import Finding
from review.reviewer import review


@dataclass(frozen=True)
class Source:
    """A report that a question may be about, with its id in the library and how its one review is come by."""

    id: str
    report: Report
    reviewed: Callable[[], tuple[Finding, ...]] | None = field(default=None, compare=False)

    def findings(self) -> tuple[Finding, ...]:
        """What the office's review found and the reviewer kept; of a report outside the office what the rules find."""
        return self.reviewed() if self.reviewed is not None else review(self.report)

    @property
    def name(self) -> str:
        """Agency and year, as an answer names the report."""
        agency = self.report.shown_agency
        return f"{agency}{self.report.year}年" if self.report.year else agency


def row_quote(report: Report, table: str, row: str) -> str:
    """A table row as it stands in the file: the texts of its own cells, in order."""
    cells = report.tables[table].cells[row]
    first = next(iter(cells.values()))
    grid = report.grid(first.grid)
    if grid is not None and first.row < len(grid.rows):
        texts = [c.text.strip() for c in grid.rows[first.row] if not c.merged and c.text.strip()]
        raw = [c.raw.strip() for c in cells.values() if c.raw.strip()]
        if all(r in texts for r in raw):
            return " ".join(" ".join(texts).split())
    label = load_edition(report.edition).row_label(table, row)
    return f"{label} {' '.join(c.raw.strip() for c in cells.values())}".strip()


def place_in_table(report: Report, cells: list[CellPath]) -> str:
    """A row of a table with the columns of some of its cells, in the words of the format."""
    table, row, _ = cells[0]
    edition = load_edition(report.edition)
    columns = "、".join(edition.column_label(table, row, c) for _, _, c in cells)
    return f"{TABLE_NAMES[table]}：{edition.row_label(table, row)}，{columns}"


def cite_cells(evidence: Evidence, source: Source, cells: tuple[CellPath, ...]) -> str:
    """Marks for the rows in which the cells stand."""
    marks = []
    for table, row in dict.fromkeys((t, r) for t, r, _ in cells):
        typed = source.report.tables[table]
        if row not in typed.cells:
            continue  # a sum may count in rows that this table does not have
        marks.append(
            evidence.cite(
                Citation(
                    n=0,
                    source="report",
                    title=report_title(source.report),
                    quote=row_quote(source.report, table, row),
                    section=typed.section,
                    report=source.id,
                    anchor=next(iter(typed.cells[row].values())).grid,
                    cells=tuple(c for c in cells if c[:2] == (table, row)),
                    place=place_in_table(source.report, [c for c in cells if c[:2] == (table, row)]),
                )
            )
        )
    return "".join(marks)


def cite_paragraph(evidence: Evidence, source: Source, paragraph: Paragraph, words: str) -> str:
    """The mark for words that stand in a paragraph."""
    return evidence.cite(
        Citation(
            n=0,
            source="report",
            title=report_title(source.report),
            quote=words,
            section=source.report.section_of(paragraph.index),
            report=source.id,
            anchor=paragraph.index,
        )
    )
