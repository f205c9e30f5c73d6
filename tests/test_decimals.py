"""How exactly a number is wanted is read from the question, and is no part of what it asks."""

from __future__ import annotations

import pytest

from answering.plan.decimals import asks_roughly, decimals_asked, without_decimals


@pytest.mark.parametrize(
    ("question", "decimals"),
    [
        ("比例是多大，保留两位小数", 2),
        ("占比多少（精确到小数点后1位）", 1),
        ("办结率是多少，取整数", 0),
        ("采纳率多少，精确到个位", 0),
        ("第二位是谁", 1),
        ("两位副局长分管什么", 1),
    ],
)
def test_how_many_decimals(question: str, decimals: int) -> None:
    assert decimals_asked(question, 1) == decimals


def test_the_question_without_them() -> None:
    assert without_decimals("比例是多大，保留两位小数") == "比例是多大"


def test_about_as_large_is_enough() -> None:
    assert asks_roughly("平均到每个人大概多少元")
    assert not asks_roughly("平均每人多少元")
