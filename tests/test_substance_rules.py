"""Part five, the overview, the heads of the tables, plausibility and repetition: what is told and what stays quiet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.planted import read
from reports.parse import parse_bytes
from review.finding import Finding, Severity
from review.reviewer import review
from review.similarity import identical


def clean(level: str = "department", year: int = 2023) -> Content:
    return make_content(1, level=level, year=year)


def told(content: Content, code: str) -> list[Finding]:
    return [f for f in review(read(content)) if f.rule == code]


def part_five(*paragraphs: str) -> list[Finding]:
    content = clean()
    content.sections["五"] = list(paragraphs)
    return told(content, "QLT01")


MEASURES = (
    "改进措施：2024年，一是加强学习培训，提升业务能力；二是完善工作制度，提升工作质量；三是丰富公开形式。"
)


@pytest.mark.parametrize(
    "problems",
    [
        "2023年，政府信息公开工作取得了一定成效，但与上级要求和群众期盼相比还存在一定差距。",
        "本单位政府信息公开工作不存在突出问题。",
        "2022年存在的主要问题整改情况：均已整改到位。",
        "",
    ],
)
def test_a_part_five_without_a_problem_of_the_year(problems: str) -> None:
    assert part_five(*filter(None, [problems, MEASURES]))


@pytest.mark.parametrize(
    "problems",
    [
        "存在的主要问题：政策解读形式比较单一。",
        "问题：（一）解读材料仅有3篇；（二）水质检测数据公开间隔长，半年才公布一次。",
        "虽然取得了一定成绩，但与群众期盼还有差距，村级公开栏更新慢，有的村一季度才换一次。",
        "2022年存在的问题均已整改。本年度存在的问题：栏目更新不及时。",
    ],
)
def test_a_part_five_that_names_a_problem(problems: str) -> None:
    assert part_five(problems, MEASURES) == []


@pytest.mark.parametrize("lead", ["2024年，", "下步工作：", "对此，"])
def test_measures_are_known_by_the_next_year_too(lead: str) -> None:
    content = clean()
    content.sections["五"] = [
        "一是解读形式单一；二是更新不够及时。",
        f"{lead}一要丰富解读形式，多用图解和短视频；二要明确更新责任，逐月检查。",
    ]
    assert told(content, "QLT02") == []


def test_a_head_without_text_is_told_and_a_head_above_its_text_is_not() -> None:
    content = clean()
    content.sections["一"] += [
        "（六）政府信息管理。",
        "（七）平台建设。" + "加强网站和政务新媒体的日常维护，优化栏目设置，提升检索功能，方便公众。" * 2,
    ]
    assert len(told(content, "QLT16")) == 1
    content = clean()
    content.sections["一"] += [
        "（六）政府信息管理。",
        "完善信息发布审核制度，做好行政规范性文件的动态清理，及时标注有效性和公开属性。",
    ]
    assert told(content, "QLT16") == []


def test_an_overview_of_nobody_s_work() -> None:
    content = clean()
    content.sections["一"] = [
        "（一）主动公开。各级政府部门通过多种渠道积极公开信息，部分地区开设专栏，方便公众查询使用。",
        "（二）依申请公开。多数部门能按时答复，部分地区开通在线申请平台，方便申请人提交申请并了解办理进度。",
        "（三）政府信息管理、平台建设、监督保障有序推进，纳入考核，组织培训，提升质量，取得良好成效。",
    ]
    assert told(content, "QLT15")
    content.sections["一"][0] += "我局公开信息20条。"
    assert told(content, "QLT15") == []


PARTS = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况"


@pytest.mark.parametrize(
    ("announced", "expected"),
    [
        (f"全文包括{PARTS}。", 1),
        (f"本报告由{PARTS}、其他需要报告的事项、统计附表组成。", 1),
        ("本报告由总体情况等五部分组成。", 1),
        (f"本报告由{PARTS}、其他需要报告的事项六个部分组成。", 0),
        ("其中总体情况包括主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。", 0),
        ("本报告由区民政局编制，内容真实准确。", 0),
        (
            "本报告由区民政局依据《条例》编制，包括总体情况、主动公开、依申请公开、复议诉讼、问题与改进、其他事项六部分。",
            0,
        ),
        ("由区民政局编制，包括总体情况、主动公开、依申请公开、复议诉讼、推进情况、其他事项六部分。", 1),
    ],
)
def test_the_parts_that_an_introduction_announces(announced: str, expected: int) -> None:
    content = clean()
    content.preamble = announced + content.preamble
    assert len(told(content, "STR05")) == expected


def html(content: Content, old: str, new: str) -> tuple[Finding, ...]:
    page = to_html(content, Layout()).decode()
    assert old in page
    return review(parse_bytes(page.replace(old, new).encode(), "r.html"))


@pytest.mark.parametrize(
    ("old", "new", "code", "severity"),
    [
        ("（单位：万元）", "（单位：元）", "TAB09", Severity.ERROR),
        ("（单位：万元）", "（单位：亿元）", "TAB09", Severity.ERROR),
        ("（单位：万元）", "", "TAB09", Severity.NOTICE),
        ("第二十条第（六）项", "第二十条第（五）项", "STR16", Severity.NOTICE),
        ("本年处理决定数量", "本年处理绝对数量", "STR12", Severity.NOTICE),
    ],
)
def test_heads_of_the_tables(old: str, new: str, code: str, severity: Severity) -> None:
    assert [f.severity for f in html(clean(), old, new) if f.rule == code] == [severity]


def test_numbers_that_hardly_go_together() -> None:
    content = clean()
    content.tables["disputes"]["review"] = dict.fromkeys(content.tables["disputes"]["review"], Decimal(0))
    after = content.tables["disputes"]["litigation_after_review"]
    after.update(
        upheld=Decimal(2),
        total=sum((v for k, v in after.items() if k not in ("upheld", "total")), Decimal(2)),
    )
    content.sections["一"] = [re_said for re_said in content.sections["一"] if "复议" not in re_said]
    assert told(content, "TAB10")
    content.sections["一"].append("复议后起诉的案件由上年的行政复议引起。")
    assert told(content, "TAB10") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("收取信息处理费35元。", 1), ("收取信息处理费2,460元。", 0), ("信息处理费按每页10元收取。", 0)],
)
def test_fees_come_in_tens(sentence: str, expected: int) -> None:
    content = clean()
    content.sections["六"].append(sentence)
    assert len(told(content, "TXT18")) == expected


def test_a_mass_organisation_decides_no_permits() -> None:
    report = read(clean())
    assert [f for f in review(replace(report, agency="青山区妇女联合会")) if f.rule == "TAB11"]
    assert not [f for f in review(report) if f.rule == "TAB11"]


def test_text_that_comes_twice() -> None:
    content = clean()
    content.sections["一"].append("建立信息发布台账，对每条信息的来源、审核人和发布时间逐一登记备查。")
    assert told(content, "QLT17") == []
    content.sections["五"].append(content.sections["一"][-1])
    assert len(told(content, "QLT17")) == 1


def test_only_the_same_agency_s_year_before_is_last_year() -> None:
    now, other = clean(), clean(year=2022)
    other.agency, other.title = "西岭县水利局", "西岭县水利局2022年政府信息公开工作年度报告"
    other.sections = {n: list(p) for n, p in now.sections.items()}
    assert not [f for f in review(read(now), previous=read(other)) if f.rule.startswith("CON")]
    old = clean(year=2021)
    old.sections = other.sections
    assert not [f for f in review(read(now), previous=read(old)) if f.rule.startswith("CON")]


def test_a_quotation_of_likeness_stands_in_both() -> None:
    one, other = "我局公开信息30条，认真落实各项制度。", "该局公开信息25条，认真落实各项制度！"
    assert identical(one, other) in one and identical(one, other) in other
