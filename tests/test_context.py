"""A follow-up is answered from the sentence of the question before, or from beside it."""

from __future__ import annotations

import pytest

from answering.context import points_back


@pytest.mark.parametrize(
    "question", ["这些户一共拿了多少资金", "其中较大事故几份", "比上一年快了多少", "他牵头搞什么"]
)
def test_a_question_points_back_by_its_words(question: str) -> None:
    assert points_back(question)


@pytest.mark.parametrize("question", ["收到多少件申请", "比例是多少", "谁分管政务公开"])
def test_a_question_of_its_own_does_not(question: str) -> None:
    assert not points_back(question)
