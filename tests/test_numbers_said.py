"""What a question states is read as a report is read: whole numbers, with magnitude and unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from answering.plan.numbers_said import amounts_said, first_number
from answering.plan.thresholds import threshold_claimed


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("全年是不是收到1,064件申请", "1064", "件"),
        ("网站访问量真的有3.6万次吗", "36000", "次"),
        ("处理费是不是收了3万元", "3", "万元"),
        ("是不是三十件", "30", "件"),
        ("为什么只有八十五条", "85", "条"),
        ("按时办结率是不是98.5%", "98.5", "%"),
    ],
)
def test_an_amount_is_read_whole(question: str, value: str, unit: str) -> None:
    assert [(q.value, q.unit) for q in amounts_said(question)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "question",
    [
        "为什么一件都没有公开",
        "这两类各有多少",
        "第3条写了什么",
        "2023年12月31日前公开了吗",
        "用200字概括",
        "表3对不对",
    ],
)
def test_what_is_no_amount_is_not_taken_for_one(question: str) -> None:
    assert not amounts_said(question)


@pytest.mark.parametrize(
    ("words", "value"), [("2020年收到的27件对吗", "27"), ("第三季度有多少", None), ("表里的1,064", "1064")]
)
def test_the_first_number_is_no_year_and_no_ordinal(words: str, value: str | None) -> None:
    assert first_number(words) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("question", "percent", "above"),
    [
        ("自然人过了三成吗", "30", True),
        ("有没有超过百分之九十五", "95", True),
        ("是不是不到一半", "50", False),
        ("没过七成半吧", "75", False),
        ("低于12.5%吗", "12.5", False),
    ],
)
def test_what_a_share_is_said_to_pass_is_read_like_any_share(
    question: str, percent: str, above: bool
) -> None:
    claimed = threshold_claimed(question)
    assert claimed is not None and (claimed.percent, claimed.above) == (Decimal(percent), above)
