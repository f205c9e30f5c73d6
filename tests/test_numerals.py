"""Numbers are read as Chinese documents write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.dates import year_number
from reports.numerals import cell_value, chinese_integer, is_blank
from reports.prose.days import all_dates
from reports.prose.quantities import counts
from reports.reading.docx_numbering import chinese_ordinal


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0 ", 0), ("　１５８", 158), ("1,580", 1580), ("3件", 3), ("-2", -2), ("+3", 3), ("45.28万元", Decimal("45.28")), ("0\xa0", 0), ("(12)", None)],
)  # fmt: skip
def test_a_cell_states_a_number(raw: str, value: object) -> None:
    assert cell_value(raw) == value


@pytest.mark.parametrize("raw", ["", " ", "/", "-", "—", "无", "　", "\\"])
def test_a_sign_for_none_is_blank_and_never_zero(raw: str) -> None:
    assert is_blank(raw)
    assert cell_value(raw) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百五十八", 158),
        ("二〇二〇", 2020),
        ("十", 10),
        ("两千零三", 2003),
        ("三万五", 30005),
        ("甲", None),
    ],
)
def test_chinese_integers(text: str, value: int | None) -> None:
    assert chinese_integer(text) == value


@given(st.integers(1, 99))
def test_ordinals_and_integers_are_each_others_reverse(number: int) -> None:
    assert chinese_integer(chinese_ordinal(number)) == number


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_width_and_separators_do_not_change_a_value(number: Decimal) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{number:,.2f}")
    assert cell_value(f"　{wide} ") == number


@pytest.mark.parametrize("text", ["2020", "２０２０", "二〇二〇", "二○二○"])
def test_years_in_every_writing(text: str) -> None:
    assert year_number(text) == 2020


def test_impossible_dates_are_left_out() -> None:
    assert [d.isoformat() for d in all_dates("2021年2月30日，2021-01-31")] == ["2021-01-31"]


def said(text: str) -> list[tuple[Decimal, str, bool]]:
    return [(q.value, q.unit, q.approximate) for q in counts(text)]


def test_quantities_carry_unit_and_whether_they_are_approximate() -> None:
    assert said("新增１５８条，栏目20余个，近百件，收费45.28万元") == [
        (158, "条", False), (20, "个", True), (100, "件", True), (Decimal("45.28"), "万元", False),
    ]  # fmt: skip


def test_years_ordinals_and_manners_of_speaking_are_no_quantities() -> None:
    assert said("2020年第三项工作，一项重要任务，国办发〔2021〕30号") == []


def test_a_day_may_lack_its_word_but_is_no_count_of_something() -> None:
    assert all_dates("2021年1月28") == [date(2021, 1, 28)]
    assert all_dates("2021年1月28件") == []
    assert all_dates("2021. 1. 28，二〇二一年二月三十日") == [date(2021, 1, 28)]
