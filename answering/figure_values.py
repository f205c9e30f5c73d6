"""The value of a figure in one report, computed from its cells, and the sentence that gives it with its citations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from answering.answer import Evidence
from answering.breakdowns import results_of
from answering.plan.operations import CellPath, Figure
from answering.source import Source, cite_cells
from reports.model import Report
from reports.numerals import spoken


def sum_of(report: Report, cells: tuple[CellPath, ...]) -> tuple[Decimal | None, list[CellPath]]:
    """The sum of the cells, and those without a number; None where no cell has one."""
    values = [(c, report.tables[c[0]].value(c[1], c[2])) for c in cells]
    known = [v for _, v in values if v is not None]
    return (sum(known, Decimal(0)) if known else None), [c for c, v in values if v is None]


def statement_of(
    question: str, evidence: Evidence, source: Source, figure: Figure
) -> tuple[str, Decimal | None] | None:
    """One sentence that gives a figure of one report, and its value; None where the report has no such cell."""
    cells = figure.cells(source.report)
    if not cells:
        return None
    value, blank = sum_of(source.report, cells)
    named = [c for c in cells if c not in blank]
    shown = (
        tuple(c for c in named if source.report.tables[c[0]].value(c[1], c[2]))
        or tuple(named[:1])
        or cells[:1]
    )
    marks = cite_cells(evidence, source, shown[:8])
    if value is None:
        return f"{source.name}的报告没有填报{figure.said()}的数字（单元格空白）。{marks}", None
    caution = f"（其中{len(blank)}个单元格空白，未计入）" if blank else ""
    results = results_of(question, figure, source)
    return f"{source.name}{figure.said()}{spoken(value)}{figure.unit}{caution}。{results}{marks}", value


def marks_of(sentences: Iterable[str]) -> str:
    """The citation marks of some sentences, each once."""
    return "".join(dict.fromkeys(m for s in sentences for m in re.findall(r"\[\d+\]", s)))


def percent(part: Decimal, whole: Decimal) -> str:
    """A share as a sentence writes it, with one decimal place."""
    return f"{(part * 100 / whole).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"
