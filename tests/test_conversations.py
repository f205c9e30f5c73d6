"""Recorded replies of a good, a careless and a hostile model run through the whole path."""

from __future__ import annotations

import pytest

from benchmarks.conversations import (
    FILE,
    PLAYED,
    Heard,
    RecordedModel,
    Said,
    ask,
    digest,
    each_sentence,
    judged,
    prompt_of,
    recorded,
)

EVERY = recorded()
HONEST = [s for s in EVERY if s.row["voice"] == "honest"]


def test_at_least_forty_questions_of_many_kinds_are_recorded() -> None:
    assert len(HONEST) >= 40
    assert len({s.row["kind"] for s in HONEST}) >= 12


@pytest.mark.parametrize("said", EVERY, ids=lambda s: s.row["id"])
def test_each_reply_belongs_to_the_prompt_that_is_sent_today(said: Said) -> None:
    told = prompt_of(said)
    assert not told or digest(told) == said.row["digest"], (
        f"the prompt of {said.row['id']} has changed. Read it (python -m benchmarks.conversations --prompt "
        f"{said.row['id']}), mend its reply in {FILE} by hand where it no longer fits, then run "
        "python -m benchmarks.conversations --seal"
    )


def test_with_a_good_model_more_is_right_than_without() -> None:
    with_model = sum(judged(s, ask(s, RecordedModel(s))) == "right" for s in HONEST)
    alone = sum(judged(s, ask(s, None)) == "right" for s in HONEST)
    assert with_model >= 0.85 * len(HONEST) and with_model > alone


@pytest.fixture(scope="module")
def heard() -> list[Heard]:
    return [h for said in EVERY for h in each_sentence(said)]


def test_of_the_true_sentences_one_in_twenty_is_dropped_at_most(heard: list[Heard]) -> None:
    true = [h for h in heard if h.true]
    assert len(true) >= 100
    assert [h for h in true if not h.passed][len(true) // 20 :] == []


def test_of_the_false_ones_one_in_twenty_passes_at_most(heard: list[Heard]) -> None:
    false = [h for h in heard if not h.true]
    assert len(false) >= 80
    assert [h for h in false if h.passed][len(false) // 20 :] == []


@pytest.fixture(scope="module")
def played() -> list[Heard]:
    return [h for said in recorded(PLAYED) for h in each_sentence(said)]


def test_of_whole_answers_to_the_prompts_one_true_sentence_in_twenty_is_dropped_at_most(
    played: list[Heard],
) -> None:
    true = [h for h in played if h.true]
    assert len(true) >= 200
    assert [h for h in true if not h.passed][len(true) // 20 :] == []


def test_of_their_false_twins_one_in_twenty_passes_at_most(played: list[Heard]) -> None:
    false = [h for h in played if not h.true]
    assert len(false) >= 100
    assert [h for h in false if h.passed][len(false) // 20 :] == []
