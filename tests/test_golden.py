"""Every finding on the benchmark reports and every answer to the benchmark questions, row by row.

A row that fails here is a change of behaviour: look at it, and where it is meant, write the rows anew
(`python -m benchmarks.golden_rows --write`) in the same commit.
"""

from __future__ import annotations

import pytest

from benchmarks.golden_rows import QUESTION_SETS, answer_rows, changes, defect_rows, finding_rows


def test_the_findings_are_the_ones_that_somebody_meant() -> None:
    assert changes("findings", finding_rows()) == []


def test_planted_defects_are_told_as_somebody_meant() -> None:
    assert changes("defects", defect_rows()) == []


@pytest.mark.parametrize("question_set", QUESTION_SETS)
def test_the_answers_are_the_ones_that_somebody_meant(question_set: str) -> None:
    assert changes(question_set, answer_rows(question_set)) == []
