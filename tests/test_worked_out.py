"""Numbers that follow from the prose, how a part is written, and what is said where a word of the question is not found."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant()


def asked(assistant: Assistant, report: str, question: str) -> str:
    return assistant.ask(question, [source_of(prose_report(report), "r")]).text


@pytest.mark.parametrize(
    ("report", "question", "told"),
    [
        ("磐石镇2021", "监督员的意见有几条没采纳", "23－19＝4"),
        ("磐石镇2021", "意见采纳率多少", "82.6%"),
        ("海州市公积金中心2022", "按报告推算，缴存职工总共约多少人", "415000÷83%＝500000"),
    ],
)
def test_what_follows_from_the_prose_is_worked_out_with_its_arithmetic(
    assistant: Assistant, report: str, question: str, told: str
) -> None:
    assert told in asked(assistant, report, question)


def test_problems_and_measures_are_set_side_by_side(assistant: Assistant) -> None:
    text = asked(assistant, "磐石镇2021", "问题和改进措施具体不具体")
    assert "3条问题、3条改进措施，条数对得上" in text and "比较具体" in text


def test_a_word_that_nothing_accounts_for_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("全县考核第一名的乡镇是哪个", [source_of(prose_report("磐石镇2021"), "r")])
    assert answer.abstained
