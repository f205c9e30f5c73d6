"""Who made a report and for which year, from titles as offices write them."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from reports.names import level_of
from reports.parse import parse_bytes
from reports.period import period_cues, period_in, period_wordings
from reports.titles import agency_in


@pytest.mark.parametrize(
    ("title", "agency", "level"),
    [
        ("2023年下各镇政府信息公开工作年度报告", "下各镇", "township"),
        ("利辛县望疃镇2023政府信息公开工作年度报告", "利辛县望疃镇", "township"),
        ("关于报送青石区民政局2021年度政府信息公开工作年度报告的函", "青石区民政局", "department"),
        ("2022年度政府信息公开工作年度报告（市场监管局）", "市场监管局", "department"),
        ("北京市海淀区卫生健康委员会二〇二二年政府信息公开工作年度报告", "北京市海淀区卫生健康委员会", "department"),
        ("濉溪县气象局 2023 年政府信息公开工作年度报告", "濉溪县气象局", "department"),
        ("杜集区2021年政府信息公开工作年度报告", "杜集区", "government"),
        ("合肥高新区2022年政府信息公开工作年度报告", "合肥高新区", "organisation"),
        ("相山经济开发区管理委员会2021年政府信息公开工作年度报告", "相山经济开发区管理委员会", "organisation"),
        ("庐阳区人民政府办公室2020年政府信息公开年度报告", "庐阳区人民政府办公室", "department"),
        ("相山区人民政府东街道办事处2022年政府信息公开工作年度报告", "相山区人民政府东街道办事处", "township"),
        ("金寨县教育局关于2019年政府信息公开工作年度报告", "金寨县教育局", "department"),
    ],
)  # fmt: skip
def test_the_agency_and_its_level_are_told_from_the_title(title: str, agency: str, level: str) -> None:
    assert agency_in(title) == agency
    assert level_of(agency).value == level


INTRODUCTIONS = [
    ("统计数据自2023年1月1日至2023年12月31日。联系电话：0335-7860012，地址：青龙县都阳路1号。", {"phone": "0335-7860012", "address": "青龙县都阳路1号"}),
    ("所列数据的统计期限自2023年1月1日起，至12月31日止。如有疑问，请致电0571-88123456。", {"phone": "0571-88123456"}),
    ("统计时段为2023年1月1日至12月31日，欢迎来函寄至鹿鸣区长堤街77号（邮编430030）或拨打027-83440110。",
     {"phone": "027-83440110", "address": "鹿鸣区长堤街77号", "postcode": "430030"}),
    ("数据截止时间为2023年12月31日（统计起始时间2023年1月1日）。咨询热线：12345。", {"phone": "12345"}),
    ("报告期为2023.1.1—2023.12.31，TEL：0311-85261234。", {"phone": "0311-85261234"}),
    ("所列数据统计期限为2023年度（1月1日至12月31日）。办公电话：010-12345678。", {"phone": "010-12345678"}),
    ("统计期从2023年1月1日起到2023年12月31日止。联系方式：0553-3831234（工作时间）。", {"phone": "0553-3831234"}),
    ("统计期限自二〇二三年一月一日至二〇二三年十二月三十一日止。联系电话:(0553)3831234。", {"phone": "(0553)3831234"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023年1月至12月", (2023, 1, 1), (2023, 12, 31)),
        ("2023年1—12月", (2023, 1, 1), (2023, 12, 31)),
        ("2023.01-2023.12", (2023, 1, 1), (2023, 12, 31)),
        ("二〇二三年一月至十二月", (2023, 1, 1), (2023, 12, 31)),
        ("20230101-20231231", (2023, 1, 1), (2023, 12, 31)),
        ("2023年元月1日至12月底", (2023, 1, 1), (2023, 12, 31)),
        ("2023年1月1日起至该年12月31日止", (2023, 1, 1), (2023, 12, 31)),
        ("2023年1月1日00:00至12月31日24:00", (2023, 1, 1), (2023, 12, 31)),
        ("2023年度", (2023, 1, 1), (2023, 12, 31)),
        ("本年度1月1日至12月31日", (2023, 1, 1), (2023, 12, 31)),
        ("2023年上半年", (2023, 1, 1), (2023, 6, 30)),
        ("2023年1月至11月", (2023, 1, 1), (2023, 11, 30)),
        ("2022年12月1日至2023年11月30日", (2022, 12, 1), (2023, 11, 30)),
        ("2022—2023学年", (2022, 9, 1), (2023, 8, 31)),
    ],
)
def test_a_period_may_be_told_in_months_halves_and_school_years(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    stated = period_in(f"本报告所列数据的统计期限为{words}。", 2023)
    assert stated is not None
    assert (stated.first, stated.last) == (date(*first), date(*last))


@pytest.mark.parametrize("words", ["截至2023年12月31日", "第3至5项数据", "2023年13月至15月"])
def test_what_is_no_span_of_days_is_no_period(words: str) -> None:
    assert period_in(f"统计期限为{words}。", 2023) is None


@pytest.mark.parametrize(("introduction", "contact"), INTRODUCTIONS)
def test_the_period_and_the_contact_are_read_from_any_introduction(
    introduction: str, contact: dict[str, str]
) -> None:
    content = make_content(3, year=2023)
    content.preamble = introduction
    report = read(content)
    assert report.period == (date(2023, 1, 1), date(2023, 12, 31))
    assert dict(report.contact) == contact


@pytest.mark.parametrize(
    "sentence",
    ["据统计，2023年3月1日至5月31日开展专项整治。", "网站有8处地址未及时更新。", "全年公开信息312条。"],
)
def test_other_sentences_state_no_period(sentence: str) -> None:
    assert period_in(sentence) is None


def test_whom_to_turn_to_is_read_where_it_stands_after_the_first_parts_heading() -> None:
    said = "公众如需咨询，请与青龙县教育局办公室联系（地址：青龙县学府路9号，电话：0335-7860012）。"
    header = "索引号：014258-2025-00007 | 发布机构：县教育局 | 发文日期：2025-01-21 | 时效：有效"
    text = (
        f"青龙县教育局2024年政府信息公开工作年度报告\n{header}\n\n一、总体情况\n{said}\n全年公开信息5条。\n"
    )
    assert dict(parse_bytes(text.encode(), "报告.txt").contact) == {
        "phone": "0335-7860012", "address": "青龙县学府路9号",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["all", "named"])
def test_what_leads_up_to_a_period_is_found_by_its_examples(kind: str) -> None:
    cues, found = getattr(period_wordings(), kind), period_cues()[kind]
    assert [t for t in cues.must if not found.search(t)] == []
    assert [t for t in cues.must_not if found.search(t)] == []
