"""Each list of wordings reads its own examples and none of those that it must not read."""

from __future__ import annotations

import pytest

from answering.plan.rates import Rate, rates
from answering.plan.request import requests, topics_of
from answering.plan.spelling import read_as, spelling
from answering.plan.wordings import Wording, wordings


@pytest.mark.parametrize("wording", wordings().values(), ids=lambda w: w.name)
def test_a_kind_of_question_is_told_by_its_examples_alone(wording: Wording) -> None:
    assert [e for e in wording.reads if wording.read(e) is None] == []
    assert [e for e in wording.refused if wording.read(e) is not None] == []


@pytest.mark.parametrize("rate", rates(), ids=lambda r: r.name)
def test_a_rate_is_told_by_its_examples_alone(rate: Rate) -> None:
    assert all(rate.asked(e) for e in rate.reads)
    assert not any(rate.asked(e) for e in rate.refused)


@pytest.mark.parametrize("example", spelling().examples, ids=lambda e: e.written)
def test_slips_of_sound_and_shape_and_other_scripts_are_read_as_meant(example) -> None:  # type: ignore[no-untyped-def]
    assert read_as(example.written) == example.read


@pytest.mark.parametrize("kept", spelling().kept, ids=lambda k: k.text)
def test_what_is_spelt_right_is_left_alone(kept) -> None:  # type: ignore[no-untyped-def]
    assert read_as(kept.text) == kept.text


@pytest.mark.parametrize("example", requests().examples, ids=lambda e: e.question)
def test_what_a_request_is_about_is_read_without_how_it_is_to_be_written(example) -> None:  # type: ignore[no-untyped-def]
    assert topics_of(example.question, example.agency) == example.topics
