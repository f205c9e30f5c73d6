"""Grids become the typed tables two, three and four; code walks the labels of the edition's data.

Layouts differ: merged cells, ragged rows (text exports), nested empty columns, tables split over pages,
transposed tables. Labels are therefore matched by what they say, and values by where their column's
header stands or, in ragged rows, by their order after the label.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from reports.editions import Edition
from reports.model import Grid, Table
from reports.tables.applications import read_applications
from reports.tables.builder import Builder
from reports.tables.disclosure import read_active_disclosure
from reports.tables.disputes import read_disputes
from reports.tables.grids import editions_of_tables, upright, whole_tables

__all__ = ["KINDS", "TABLE_NAMES", "editions_of_tables", "read_tables"]

KINDS = ("active_disclosure", "applications", "disputes")
TABLE_NAMES = {
    "active_disclosure": "主动公开情况表",
    "applications": "申请办理情况表",
    "disputes": "复议诉讼情况表",
}
_READERS = {
    "active_disclosure": read_active_disclosure,
    "applications": read_applications,
    "disputes": read_disputes,
}


def _read(builder: Builder, grid: Grid) -> Builder:
    """The builder with what a grid holds: values below their heads or, where fewer numbers are left over so, in order.

    Where rows of different lengths were filled up with blanks, the heads stand beside their columns.
    """
    below_heads = _tried(builder, grid, by_heads=True)
    if not below_heads.left_over():
        return below_heads
    in_order = _tried(builder, grid, by_heads=False)
    return min(below_heads, in_order, key=lambda way: len(way.left_over()))


def _tried(builder: Builder, grid: Grid, by_heads: bool) -> Builder:
    tried = deepcopy(builder, {id(builder.edition): builder.edition})  # the edition is never changed
    tried.by_heads = by_heads
    _READERS[tried.kind](tried, grid)
    return tried


def read_tables(grids: Iterable[tuple[Grid, str | None]], edition: Edition) -> dict[str, Table]:
    """The typed tables from the grids with the section each stands in; a kind not found is absent.

    A grid that is none of the three by itself, right after a part of one with as many columns, is its
    continuation on the next page.
    """
    builders: dict[str, Builder] = {}
    sections: dict[str, str | None] = {}
    for kind, grid, section in whole_tables(grids, edition):
        builder = builders.get(kind, Builder(kind, edition))
        sections.setdefault(kind, section)
        builder.grids.append(grid.index)
        laid_out = upright(grid, kind, edition)
        builder.see(laid_out)
        builders[kind] = _read(builder, laid_out)
    return {k: builders[k].table(sections[k]) for k in KINDS if k in builders and builders[k].cells}
