"""Every wording of a figure reads the questions and clauses that it must, and none that it must not."""

from __future__ import annotations

import pytest

from answering.plan.named import asked_columns, asked_rows, column_asked, row_asked
from reports.editions import all_editions
from reports.vocabulary import ColumnWords, vocabulary
from review.metrics import load_metrics

TOLD = {f.key: f.told for f in vocabulary().figures if f.told is not None}
TABLES = ("applications", "disputes", "active_disclosure")


@pytest.mark.parametrize("row", asked_rows(), ids=lambda r: r.figure.key + "-vaguely" * r.vague)
def test_questions_ask_for_the_row_that_they_name(row) -> None:  # type: ignore[no-untyped-def]
    assert [q for q in row.words.must if row_asked(q) is not row] == []
    assert [q for q in row.words.must_not if row_asked(q) is row] == []


@pytest.mark.parametrize("column", [c for t in TABLES for c in asked_columns(t)], ids=lambda c: c.name)
def test_questions_ask_for_the_column_that_they_name(column) -> None:  # type: ignore[no-untyped-def]
    for among in _beside(column):
        assert [q for q in column.must if column_asked(q, column.table, among) is not column] == []
        assert [q for q in column.must_not if column_asked(q, column.table, among) is column] == []


def _beside(column: ColumnWords) -> list[list[str] | None]:
    """A count of the disclosure table is chosen among the columns of its row, any other among all of its table."""
    if column.table != "active_disclosure":
        return [None]
    groups = (g for edition in all_editions() for g in edition.active_disclosure)
    rows = [[c.key for c in group.columns] for group in groups]
    return [keys for keys in rows if column.name in keys]


@pytest.mark.parametrize("metric", load_metrics(), ids=lambda m: m.key)
def test_clauses_tell_the_figure_that_they_name(metric) -> None:  # type: ignore[no-untyped-def]
    assert [c for c in TOLD[metric.key].must if not metric.named_in(c)] == []
    assert [c for c in TOLD[metric.key].must_not if metric.named_in(c)] == []


def test_every_figure_is_asked_for_or_told_and_is_in_a_form() -> None:
    for figure in vocabulary().figures:
        assert figure.asked or figure.told, figure.key
        for row in figure.rows:
            assert any(row in {r.key for r in edition.rows(figure.table)} for edition in all_editions()), row
