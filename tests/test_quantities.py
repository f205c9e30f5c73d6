"""One reader of quantities: what it reads, and that nobody who checks by it lets a changed one pass."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answering.verification import verify
from benchmarks.verification import true_sentences
from letters.polish import refusal
from reports.prose.comparison import measure, strange
from reports.prose.phrases import MARK, find_phrase
from reports.prose.quantities import quantities
from reports.prose.quantity import Bound, Kind, Quantity
from reports.prose.units import load_units

READ = [
    ("5千余条", Kind.COUNT, 5000, "条", Bound.ABOVE),
    ("两万余人", Kind.COUNT, 20000, "人", Bound.ABOVE),
    ("3.6万件", Kind.COUNT, 36000, "件", Bound.EXACT),
    ("2.87亿元", Kind.MONEY, Decimal("2.87"), "亿元", Bound.EXACT),
    ("八成", Kind.TENTHS, 8, "成", Bound.EXACT),
    ("近百件", Kind.COUNT, 100, "件", Bound.BELOW),
    ("上百家", Kind.COUNT, 100, "家", Bound.ABOUT),
    ("约40%", Kind.PERCENT, 40, "%", Bound.ABOUT),
    ("百分之八十", Kind.PERCENT, 80, "%", Bound.EXACT),
    ("3.2个百分点", Kind.POINTS, Decimal("3.2"), "个百分点", Bound.EXACT),
    ("2倍", Kind.MULTIPLE, 2, "倍", Bound.EXACT),
    ("第三季度", Kind.ORDINAL, 3, "季度", Bound.EXACT),
    ("三季度", Kind.ORDINAL, 3, "季度", Bound.EXACT),
    ("第五次", Kind.ORDINAL, 5, "次", Bound.EXACT),
    ("第三十三条", Kind.ORDINAL, 33, "条", Bound.EXACT),
    ("三个乡镇", Kind.COUNT, 3, "个", Bound.EXACT),
    ("三审", Kind.SPOKEN, 3, "审", Bound.EXACT),
    ("20个工作日", Kind.DURATION, 20, "个工作日", Bound.EXACT),
    ("468版", Kind.COUNT, 468, "版", Bound.EXACT),
    ("12345", Kind.NUMBER, 12345, "", Bound.EXACT),
    ("１，２０４条", Kind.COUNT, 1204, "条", Bound.EXACT),
]


@pytest.mark.parametrize(("text", "kind", "value", "unit", "bound"), READ)
def test_a_number_is_read_whole(text: str, kind: Kind, value: object, unit: str, bound: Bound) -> None:
    first = quantities(text)[0]
    assert (first.kind, first.value, first.unit, first.bound) == (kind, value, unit, bound)


def test_the_number_of_an_item_is_not_read_with_the_year_after_it() -> None:
    assert [q.raw for q in quantities("措施：1.2022年起实行；历时3.14年")] == ["1", "2022年", "3.14年"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四十个", 30, 40), ("十五六次", 15, 16), ("十几次", 11, 19), ("数十次", 20, 90), ("3—5件", 3, 5), ("七至八成", 7, 8)],
)  # fmt: skip
def test_a_range_has_both_ends(text: str, low: int, high: int) -> None:
    (only,) = quantities(text)
    assert (only.value, only.upto, only.bound) == (low, high, Bound.RANGE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年12月31日", (2023, 12, 31)), ("二〇二三年", (2023, None, None)), ("5月份", (None, 5, None)),
        ("2024-01-15", (2024, 1, 15)),
    ],
)  # fmt: skip
def test_a_date_is_one_quantity(text: str, day: tuple[int | None, ...]) -> None:
    assert quantities(text)[0].day == day


@pytest.mark.parametrize("text", ["统一部署", "十分重要", "千方百计", "唯一一", "不断完成年度任务"])
def test_a_numeral_within_a_word_is_no_number(text: str) -> None:
    assert quantities(text) == ()


SOURCE = (
    "开展培训三十余次，两万余人参加，投入2.87亿元，满意率达八成，覆盖三个乡镇，第三季度发布5千余条，"
    "浏览3.6万次，编发468版，办结率99%，平均用时6个工作日。"
)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("三十余次", "四十余次"), ("三十余次", "三十次"), ("两万余人", "三万余人"), ("2.87亿元", "2.87万元"), ("八成", "六成"),
        ("三个乡镇", "五个乡镇"), ("第三季度", "第四季度"), ("5千余条", "5万余条"), ("3.6万次", "3.6亿次"), ("468版", "468次"),
        ("99%", "99件"), ("6个工作日", "6个月"),
    ],
)  # fmt: skip
def test_a_changed_quantity_is_refused_by_every_checker(true: str, false: str) -> None:
    wrong = SOURCE.replace(true, false)
    assert strange(wrong, SOURCE)
    assert not verify(f"{wrong}[1]", [SOURCE]).passed
    assert refusal(SOURCE, wrong)


@pytest.mark.parametrize(
    ("one", "other"), [("2.87亿元", "28700万元"), ("80%", "百分之八十"), ("八成", "80%"), ("两万件", "2万件")]
)
def test_two_writings_of_one_quantity_are_one(one: str, other: str) -> None:
    assert [measure(q) for q in quantities(one)] == [measure(q) for q in quantities(other)]


@cache
def told() -> list[tuple[str, Quantity]]:
    """Every quantity of every true sentence of the benchmark reports, with its sentence."""
    return [(s, q) for s, _ in true_sentences() for q in quantities(s)]


@pytest.mark.parametrize(
    ("text", "value", "kind", "bound"),
    [
        ("办结率不低于百分之九十五", 95, Kind.PERCENT, Bound.ABOVE),
        ("不到百分之三", 3, Kind.PERCENT, Bound.BELOW),
        ("约四分之一", Decimal("0.25"), Kind.FRACTION, Bound.ABOUT),
    ],
)
def test_a_share_in_words_has_the_bound_before_it(text: str, value: object, kind: Kind, bound: Bound) -> None:
    assert [(q.value, q.kind, q.bound) for q in quantities(text)] == [(value, kind, bound)]


NUMERALS = "一二三四五六七八九"
_UNITS = load_units()


def _another_digit(raw: str, at: int, to: int) -> str:
    places = [n for n, c in enumerate(raw) if (c.isascii() and c.isdigit()) or c in NUMERALS + "两"]
    if not places:
        return raw
    place = places[at % len(places)]
    digits = "123456789" if raw[place].isdigit() else NUMERALS
    return raw[:place] + digits[to % 9] + raw[place + 1 :]


def _another_scale(raw: str, at: int, to: int) -> str:
    return raw.translate({ord("万"): "亿", ord("亿"): "万", ord("千"): "百"})


def _another_unit(raw: str, at: int, to: int) -> str:
    unit = next((u for u in sorted(_UNITS.count, key=len, reverse=True) if raw.endswith(u)), None)
    return raw if unit is None else raw.removesuffix(unit) + _UNITS.count[to % len(_UNITS.count)]


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([_another_digit, _another_scale, _another_unit]), st.integers(0, 9), st.integers(0, 60))  # fmt: skip
def test_whatever_quantity_of_a_true_sentence_is_changed_every_checker_refuses(
    which: int, change, at: int, to: int
) -> None:
    sentence, quantity = told()[which % len(told())]
    changed = change(sentence[quantity.start : quantity.end], at, to)
    wrong = sentence[: quantity.start] + changed + sentence[quantity.end :]
    known = {measure(q) for q in quantities(sentence)}
    if all(measure(q) in known for q in quantities(wrong)):
        return  # the change made no other quantity than the sentence has
    assert refusal(sentence, wrong)
    assert not verify(f"{wrong}[1]。", [sentence]).passed


def test_every_digit_of_a_text_stands_in_a_quantity() -> None:
    for sentence, _ in true_sentences():
        read = {n for q in quantities(sentence) for n in range(q.start, q.end)}
        assert not [c for n, c in enumerate(sentence) if c in "0123456789" and n not in read], sentence


_CARRIED = re.compile(f"新收{MARK}[^{MARK}]*结转{MARK}")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全年新收申请1,064件，上年结转2件。", None),
        ("全年新收1,064件，上年结转2件。", [1064, 2]),
        ("全年新收６４件，上年结转两件。", [64, 2]),
        ("全年新收六十四件（2023年结转十二件）。", [64, 12]),
    ],
)
def test_a_phrase_reads_its_numbers_however_they_are_written(text: str, values: list[int] | None) -> None:
    found = find_phrase(_CARRIED, text)
    assert (found and [q.value for q in found.quantities]) == values
    if found:
        assert text[found.start : found.end] == found.words
        assert found.words.startswith("新收") and found.words.endswith("件")
