"""What code settles of a model's sentence by itself: what it reckons from slots goes through, its false twin does not."""

from __future__ import annotations

import pytest

from answering.answer import Answer
from answering.evidence.held import Held
from answering.with_model.checks import check
from answering.with_model.expressions import SlotError, reckoned
from answering.with_model.material import Material, material_of
from answering.with_model.protocol import read_sentence
from answering.with_model.settled.wordings import settled_wordings, wording
from benchmarks.conversations import report_of
from retrieval.searches import Searches

COUNTY = "云浦县人民政府2023年度"
BUREAUS = ("岚江市生态环境局2023年度", "岚江市生态环境局2024年度")


def material(*names: str) -> Material:
    searches = Searches()
    helds = [Held(report_of(name), searches) for name in names]
    return material_of("", helds, [], Answer("", "", abstained=True))


@pytest.fixture(scope="module")
def county() -> Material:
    return material(COUNTY)


@pytest.fixture(scope="module")
def two_years() -> Material:
    return material(*BUREAUS)


def why(sentence: str, own: Material) -> str:
    written = read_sentence(sentence)
    assert written is not None
    return "；".join(check(written, own, "", opinions=True).failures)


@pytest.mark.parametrize("name", sorted(settled_wordings().wordings))
def test_a_wording_reads_what_it_must_and_nothing_else(name: str) -> None:
    own, pattern = settled_wordings().wordings[name], wording(name)
    assert [t for t in own.must if not pattern.search(t)] == []
    assert [t for t in own.must_not if pattern.search(t)] == []


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("T7.总计+T8.总计-T31.总计", 191),
        ("T30.总计/(T7.总计+T8.总计)", 0.9409),
        ("(P7.74件+P7.24件)÷P7.191件", 0.5131),
        ("T6.本年收费金额（单位：万元）", 4267.35),
        ("P6.4期×P6.1500册", 6000),
    ],
)
def test_a_slot_reckons_sums_products_and_brackets(county: Material, slot: str, value: float) -> None:
    assert float(reckoned(slot, county).number) == pytest.approx(value, abs=0.0001)


def test_the_name_of_a_column_is_read_before_a_sign_of_reckoning() -> None:
    assert reckoned("T4.本年增/减", material("珑川县教育体育局2020年度")).number == -2


@pytest.mark.parametrize(
    "slot", ["T7.总计+", "(T7.总计", "T99.总计", "T7.总计+P5.2160万元", "T7.总计/T13.总计"]
)
def test_what_cannot_be_reckoned_is_refused(county: Material, slot: str) -> None:
    with pytest.raises(SlotError):
        reckoned(slot, county)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("三项累加为{T3.本年处理决定数量+T4.本年处理决定数量+T5.本年处理决定数量}[T3]。",
         "四项累加为{T3.本年处理决定数量+T4.本年处理决定数量+T5.本年处理决定数量}[T3]。"),
        ("最多的是予以公开，{T9.总计}[T9]。", "最多的是部分公开，{T10.总计}[T10]。"),
        ("其余各列均为0[T13]。", "其余各列均为0[T14]。"),
        ("行政许可、行政处罚分别为{T3.本年处理决定数量}、{T4.本年处理决定数量}[T3][T4]。",
         "行政许可、行政处罚分别为{T4.本年处理决定数量}、{T3.本年处理决定数量}[T3][T4]。"),
        ("办理结果总计{T30.总计}，与正文办结191件一致[T30][P7]。", "办理结果总计{T30.总计}，与正文办结191件不一致[T30][P7]。"),
        ("比上年增加{P7.189件-P7.165件}[P7]。", "比上年减少{P7.189件-P7.165件}[P7]。"),
        ("第五部分写了三项不足[P12]。", "第六部分写了三项不足[P12]。"),
    ],
)  # fmt: skip
def test_of_one_report_the_true_form_passes_and_its_twin_does_not(
    county: Material, true: str, false: str
) -> None:
    assert why(true, county) == ""
    assert why(false, county) != ""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("2024年比2023年减少{T32.总计-T66.总计}[T32][T66]。", "2024年比2023年增加{T32.总计-T66.总计}[T32][T66]。"),
        ("减少{P5.314条-P16.268条}[P5][P16]。", "增加{P5.314条-P16.268条}[P5][P16]。"),
        ("翻倍了，2024年是2023年的{P20.17篇/P5.8篇}[P5][P20]。", "2023年是2024年的{P20.17篇/P5.8篇}[P5][P20]。"),
        ("2024年更高[T9][T30][T43][T64]。", "2023年更高[T9][T30][T43][T64]。"),
    ],
)  # fmt: skip
def test_of_two_years_the_true_form_passes_and_its_twin_does_not(
    two_years: Material, true: str, false: str
) -> None:
    assert why(true, two_years) == ""
    assert why(false, two_years) != ""


def test_money_for_each_of_some_people_is_an_average_and_no_share(two_years: Material) -> None:
    written = read_sentence("平均每人{P6.4.3万元/P6.17名}[P6]。")
    assert written is not None
    assert "2529.41元" in check(written, two_years, "", opinions=False).text


def test_a_measure_is_of_the_year_that_the_heading_over_it_says(two_years: Material) -> None:
    assert why("2025年将建成噪声问答库，首批不少于60问[P37]。", two_years) == ""
    assert why("2026年将建成噪声问答库，首批不少于60问[P37]。", two_years) != ""
