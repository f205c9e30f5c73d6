"""Every wording of corpus/review reads what it must and nothing that it must not."""

from __future__ import annotations

import pytest

from reports.model import Paragraph
from review.reasons_told import Reason, reasons
from review.wordings import Prose, Wording, load_wordings, wording_files

EVERY = [
    pytest.param(wording, id=f"{name}-{number}")
    for name in wording_files()
    for number, wording in enumerate(load_wordings(name), 1)
]


def reads(wording: Wording, text: str) -> bool:
    return bool(list(wording.places(Prose([Paragraph(text, 1)]))))


@pytest.mark.parametrize("wording", EVERY)
def test_a_wording_reads_its_examples(wording: Wording) -> None:
    assert [text for text in wording.must if not reads(wording, text)] == []


@pytest.mark.parametrize("wording", EVERY)
def test_a_wording_leaves_its_counterexamples_alone(wording: Wording) -> None:
    assert [text for text in wording.must_not if reads(wording, text)] == []


@pytest.mark.parametrize("reason", reasons(), ids=lambda r: r.rows[0])
def test_a_reason_reads_its_examples_and_no_others(reason: Reason) -> None:
    assert [text for text in reason.must if not reason.compiled.search(text)] == []
    assert [text for text in reason.must_not if reason.compiled.search(text)] == []
