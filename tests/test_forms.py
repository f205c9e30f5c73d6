"""An answer has the form that its question wants: each form by its own examples, and what lacks it is no answer."""

from __future__ import annotations

import pytest

from answering.answer import Answer
from answering.assistant import Assistant
from answering.matching.form import forms, has_form
from answering.matching.wanted import Wanted
from answering.source import Source
from reports.parse import parse_bytes

EVERY = pytest.mark.parametrize("form", forms(), ids=lambda f: f.name)


@EVERY
def test_a_form_is_asked_for_in_its_examples_alone(form: Wanted) -> None:
    assert [e for e in form.reads if not form.is_asked(e)] == []
    assert [e for e in form.refused if form.is_asked(e)] == []


@EVERY
def test_an_answer_that_has_it_is_known(form: Wanted) -> None:
    assert [e for e in form.tells if not form.is_told(e)] == []
    assert [e for e in form.silent if form.is_told(e)] == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("热线工单办结率多少", "报告写道：转办工单9430件，办结9287件，满意率91.3%。"),
        ("打官司花了多少律师费", "行政诉讼7件。"),
        ("那两件用了几天办结", "5月起每月最后一个周五为开放日，全年8次。"),
    ],
)
def test_another_number_is_no_answer(question: str, answer: str) -> None:
    assert not has_form(question, Answer(question, answer))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("热线工单办结率多少", "办结率为98.5%（9287÷9430＝98.5%）。"),
        ("满意率多少", "报告写道：满意率91.3%。"),
        ("占比多少", "提问中的16件与报告不符。"),
    ],
)
def test_what_was_worked_out_or_is_corrected_answers(question: str, answer: str) -> None:
    assert has_form(question, Answer(question, answer))


def test_an_answer_without_its_form_is_not_given(assistant: Assistant) -> None:
    text = "青岭县水务局2021年政府信息公开工作年度报告\n\n一、总体情况\n发生行政诉讼7件，均由法制科应诉。\n"
    source = Source("水务局2021", parse_bytes(text.encode(), "报告.txt"))
    answer = assistant.ask("打官司请律师花了多少律师费", (source,))
    assert answer.abstained
