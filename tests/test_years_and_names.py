"""Years, dates, documents, titles and names: what must be told and what must stay quiet, on one clean report."""

from __future__ import annotations

import pytest

from benchmarks.generate import Content, make_content
from benchmarks.planted import read
from review.finding import Finding
from review.reviewer import review


def clean(level: str = "department", year: int = 2023) -> Content:
    return make_content(1, level=level, year=year)


def told(content: Content, code: str) -> list[Finding]:
    return [f for f in review(read(content)) if f.rule == code]


def with_sentence(section: str, sentence: str, level: str = "department", year: int = 2023) -> Content:
    content = clean(level, year)
    content.sections[section].append(sentence)
    return content


@pytest.mark.parametrize(
    ("code", "section", "sentence"),
    [
        ("IDN14", "一", "2022年，我局召开专题会议2次。"),
        ("IDN14", "一", "截至2022年12月31日，公开目录信息300条。"),
        ("IDN14", "一", "全年新收申请9件，2021年结转1件。"),
        ("IDN14", "六", "2022年度未收取信息处理费。"),
        ("IDN15", "一", "围绕“十三五”规划目标任务，完善公开目录。"),
        ("IDN15", "一", "今年是“十四五”规划的收官之年，我局扎实推进公开。"),
        ("IDN15", "一", "深入学习党的二十届三中全会精神。"),
        ("TIM02", "五", "改进措施：2023年，一是加强培训；二是丰富解读形式。"),
        ("TIM05", "一", "11月31日举办开放日活动。"),
        ("IDN13", "一", "落实《信息公开条例》的要求。"),
        ("IDN13", "一", "按照《条例》第六十三条开展工作。"),
        ("IDN13", "六", "依据《政府信息公开信息处理费管理办法》（国办发〔2020〕109号）执行。"),
    ],
)
def test_what_was_left_over_or_cannot_be(code: str, section: str, sentence: str) -> None:
    assert told(with_sentence(section, sentence), code)


@pytest.mark.parametrize(
    ("code", "section", "sentence"),
    [
        ("IDN14", "一", "2022年公开信息200条，2023年公开信息300条。"),
        ("IDN14", "一", "2022年，我局公开信息200条。今年公开300条，同比增长50%。"),
        ("IDN14", "一", "2022年10月建成的公开专区接待群众300人次。"),
        ("IDN14", "一", "落实《2022年政务公开工作考核通报》指出问题的整改。"),
        ("IDN14", "一", "在2022年度政务公开考核结果通报中排名第3。"),
        ("IDN14", "一", "自2022年起，每年编印公开手册。"),
        ("IDN14", "六", "自2021年1月1日起，按规定收取信息处理费，本年度未收取。"),
        ("IDN14", "一", "2022年结转的2件申请已全部办结。"),
        ("IDN15", "一", "编制完成“十三五”规划实施情况总结评估并公开。"),
        ("IDN15", "五", "2025年是“十四五”规划的收官之年，我局将继续努力。"),
        ("IDN15", "一", "深入学习贯彻党的二十大精神。"),
        ("TIM02", "五", "改进情况：2023年，针对上年问题，完善了公开目录，已全部整改到位。"),
        ("TIM05", "一", "2024年2月29日前完成报告的公布。"),
        ("IDN13", "一", "落实《政府信息公开条例》和国办发〔2020〕5号文件。"),
        ("IDN13", "一", "按照《条例》第五十条编制本报告。"),
        ("IDN13", "一", "落实《优化营商环境条例》第六十三条。"),
    ],
)
def test_ordinary_years_and_documents_stay_quiet(code: str, section: str, sentence: str) -> None:
    assert told(with_sentence(section, sentence), code) == []


@pytest.mark.parametrize(
    "title",
    [
        "{agency}2023年政府信息公开工作报告",
        "{agency}2023年政府信息公开工作年度报告（征求意见稿）",
        "附件2：{agency}2023年政府信息公开工作年度报告",
        "{agency}2023年政务公开工作总结",
    ],
)
def test_titles_that_are_not_the_report_s_own(title: str) -> None:
    content = clean()
    content.title = title.format(agency=content.agency)
    (finding,) = told(content, "IDN01")
    assert finding.message != "正文没有题名。"


@pytest.mark.parametrize(
    "title",
    [
        "{agency}2023年政府信息公开工作年度报告",
        "2023年度{agency}政府信息公开工作报告",
        "{agency}政府信息公开工作2023年度报告",
    ],
)
def test_titles_with_all_elements_are_accepted(title: str) -> None:
    content = clean()
    content.title = title.format(agency=content.agency)
    assert told(content, "IDN01") == []


def signed(agency: str, day: str) -> Content:
    content = clean()
    content.sections["六"] += [agency, day]
    return content


def test_the_signature_is_the_agency_s_and_after_the_year() -> None:
    own = clean().agency
    right = signed(own, "2024年1月15日")
    assert not told(right, "IDN17") and not told(right, "TIM03") and not told(right, "TIM04")
    assert told(signed("西岭县水利局", "2024年1月15日"), "IDN17")
    assert told(signed(own, "2023年1月15日"), "TIM03")
    assert told(signed(own, "2024年3月5日"), "TIM04")


def test_the_introduction_names_the_agency_as_the_title_does() -> None:
    content = clean()
    wrong = (
        content.agency.replace("县", "区") if "县" in content.agency else content.agency.replace("区", "县")
    )
    content.preamble = f"由{wrong}编制。" + content.preamble
    assert len(told(content, "IDN17")) == (1 if len(wrong) >= 5 and wrong != content.agency else 0)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("推进乡政府信息公开。", 1), ("各乡镇政府加强联动。", 0), ("原柳河乡政府的文件已清理。", 0)],
)
def test_a_town_is_no_township_of_another_kind(sentence: str, expected: int) -> None:
    content = with_sentence("一", sentence, level="township")
    content.title, content.agency = (
        content.title.replace(content.agency, "青山县柳河镇人民政府"),
        "青山县柳河镇人民政府",
    )
    assert len(told(content, "IDN18")) == expected


def test_a_government_reports_on_its_whole_area() -> None:
    content = clean("government")
    content.preamble = "本报告涵盖了县政府办公室政府信息公开各项工作。" + content.preamble
    assert told(content, "IDN19")
    content = clean("government")
    content.preamble = "本报告由县政府办公室汇总各部门、各乡镇的报告编制。" + content.preamble
    assert not told(content, "IDN19")


@pytest.mark.parametrize(
    ("office", "wrong"),
    [("西岭县水利局", True), ("×办公室", False), ("我局办公室", False), ("西岭县政务公开办公室", False)],
)
def test_whoever_has_questions_is_sent_to_the_department_itself(office: str, wrong: bool) -> None:
    content = clean()
    content.preamble += f"如有疑问，请与{office.replace('×', content.agency)}联系。"
    assert bool(told(content, "IDN17")) is wrong
