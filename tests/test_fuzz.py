"""Damaged files of every type give a report or a typed error, never anything else."""

from __future__ import annotations

import pytest

from benchmarks import structure_fuzz
from benchmarks.fuzz import Mutation, fuzz, samples
from tests.conftest import without_program


@pytest.fixture(scope="module")
def types() -> dict[str, tuple[list[bytes], tuple[Mutation, ...]]]:
    return {name: (files, mutations) for name, files, mutations in samples()}


@pytest.mark.parametrize("kind", ["txt", "md", "html", "mht", "zip", "docx"])
def test_a_damaged_file_never_crashes(types, kind: str) -> None:
    files, mutations = types[kind]
    outcomes, _ = fuzz(files, mutations, 120)
    assert set(outcomes) <= {"report", "typed error"}
    assert outcomes["report"] > 0 and outcomes["typed error"] > 0


@pytest.mark.parametrize(("kind", "count"), [("word", 40), ("pdf", 8)])
def test_a_file_whose_structure_was_edited_gives_a_report_or_one_sentence(kind: str, count: int) -> None:
    files = structure_fuzz.originals(kind)
    if not files:
        without_program("soffice")
    outcomes, _ = structure_fuzz.fuzz(kind, files, range(count))
    assert {told for told in outcomes if not told.startswith("SLOW")} <= {"report", "typed error"}
