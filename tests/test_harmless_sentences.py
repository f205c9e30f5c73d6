"""Sentences of the kinds that real reports have, put into a clean report: nothing is said about them."""

from __future__ import annotations

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from review.reviewer import review
from tests.conftest import ROOT

_LINES = (ROOT / "benchmarks" / "prose" / "harmless_sentences.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [tuple(line.split("\t")) for line in _LINES]
WITHIN = 10


def found(sentences: list[tuple[str, ...]]) -> set[tuple[str, str]]:
    content = make_content(1, level="department", year=2023)
    for section, sentence in sentences:
        content.sections[section].append(sentence)
    return {(f.rule, f.message) for f in review(read(content)) if f.rule != "QLT03"}


@pytest.mark.parametrize("start", range(0, len(SENTENCES), WITHIN))
def test_nothing_is_said_about_harmless_sentences(start: int) -> None:
    assert found(SENTENCES[start : start + WITHIN]) - found([]) == set()


def test_there_are_sentences_enough() -> None:
    assert len(SENTENCES) >= 60
