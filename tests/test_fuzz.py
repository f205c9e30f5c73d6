"""Damaged files of every type give a report or a typed error, never anything else."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import Mutation, fuzz, samples


@pytest.fixture(scope="module")
def types() -> dict[str, tuple[list[bytes], tuple[Mutation, ...]]]:
    return {name: (files, mutations) for name, files, mutations in samples()}


@pytest.mark.parametrize("kind", ["txt", "md", "html", "mht", "zip", "docx"])
def test_a_damaged_file_never_crashes(types, kind: str) -> None:
    files, mutations = types[kind]
    outcomes, _ = fuzz(files, mutations, 120)
    assert set(outcomes) <= {"report", "typed error"}
    assert outcomes["report"] > 0 and outcomes["typed error"] > 0
