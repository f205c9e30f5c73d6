"""The parts of a figure with their numbers: reasons, applicants, outcomes; largest first, those of 0 at the end."""

from __future__ import annotations

from answering.evidence.fact import CellFact, Facts
from answering.evidence.held import Held
from answering.evidence.values import of_cells
from answering.plan.figures import outcomes_of, row_figures
from answering.plan.operations import Divided, Figure
from reports.editions import load_edition

_OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")


def parts_of_figure(asked: Divided, held: Held, facts: Facts) -> list[CellFact]:
    """Each part as a fact, the largest first."""
    found = [
        f for figure in _figures(asked, held) if (f := of_cells(figure, held, facts)) and f.value is not None
    ]
    return sorted(found, key=lambda f: -(f.value or 0))


def _figures(asked: Divided, held: Held) -> list[Figure]:
    figure = asked.figure
    if asked.by == "reason":
        return [
            Figure(name.removesuffix(figure.name).removeprefix("因"), figure.table, (row,), figure.columns)
            for row, name in outcomes_of(figure)
        ]
    if asked.by == "finest":
        groups = [f for f in row_figures(held.report) if f.name in _OUTCOMES]
        return [
            Figure(name.removeprefix("因"), f.table, (row,), f.columns)
            for f in groups
            for row, name in (outcomes_of(f) or tuple((r, f.name) for r in f.rows))
        ]
    if asked.by == "outcome":
        return [f for f in row_figures(held.report) if f.name in _OUTCOMES]
    left_out = ("total", "natural_person") if asked.by == "organisation" else ("total",)
    columns = load_edition(held.report.edition).application_columns
    return [Figure(c.label, figure.table, figure.rows, (c.key,)) for c in columns if c.key not in left_out]
