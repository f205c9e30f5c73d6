"""Who speaks in a report: names as titles, catalogues, introductions and signatures give them."""

from __future__ import annotations

import pytest

from reports.certainty import Subject
from reports.model import Report
from reports.names import is_name, kinds, level_of, names, other_standard, standards, whole_agency
from reports.parse import parse_bytes
from review.reviewer import review

_BODY = """根据《中华人民共和国政府信息公开条例》编制本报告。所列数据的统计期限为2023年1月1日至2023年12月31日。
一、总体情况
2023年，{we}认真做好政府信息公开工作。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
{end}"""


def _read(head: str = "", we: str = "我单位", end: str = "无。", name: str = "file.txt") -> Report:
    return parse_bytes((head + _BODY.format(we=we, end=end)).encode(), name)


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.level.value)
def test_each_level_has_names_that_tell_it_and_names_that_do_not(kind) -> None:
    assert [n for n in kind.examples if level_of(n) is not kind.level] == []
    assert [n for n in kind.others if level_of(n) is kind.level] == []


@pytest.mark.parametrize("standard", standards(), ids=lambda s: s.kind)
def test_other_standards_are_for_their_own_agencies(standard) -> None:
    assert [n for n in standard.examples if other_standard(n) is not standard] == []
    assert [n for n in standard.others if other_standard(n) is not None] == []


def test_names_are_told_from_words_for_an_agency() -> None:
    assert [n for n in names().examples if not is_name(n)] == []
    assert [n for n in names().others if is_name(n)] == []


def test_an_office_within_an_agency_is_the_agencys() -> None:
    assert whole_agency("云溪县民政局办公室") == "云溪县民政局"
    assert whole_agency("云溪市人民政府外事办公室") == "云溪市人民政府外事办公室"


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("信息名称：南坪区水务局2023年政府信息公开工作年度报告\n", "南坪区水务局"),
        ("文件名称 | 南坪区水务局2023年政府信息公开工作年度报告 |\n索引号 | 0032 |\n", "南坪区水务局"),
        ("南坪区水务局\n2023年度政府信息公开工作年度报告\n", "南坪区水务局"),
        ("当前位置：首页 > 年报\n南坪区水务局2023年政府信息公开工作年度报告 发布时间：2024-01-20\n", "南坪区水务局"),
        ("南坪区人民政府门户网站\n南坪区水务局2023年\n政府信息公开工作年报\n", "南坪区水务局"),
        ("现将南坪区水务局2023年度政府信息公开工作情况报告如下。\n", "南坪区水务局"),
        ("本年度报告由南坪区水务局编制。\n", "南坪区水务局"),
        ("南坪区水务局（以下简称“我局”）严格按照要求编制本报告。\n", "南坪区水务局"),
        ("如有疑问，请与南坪区水务局办公室联系（电话：0561-3012345）。\n", "南坪区水务局"),
        ("首页 > 政府信息公开 > 政府信息公开年度报告\n", None),
        ("如有疑问，请与我局办公室联系。\n", None),
        ("请与本单位政府信息公开受理机构联系。\n", None),
    ],
)  # fmt: skip
def test_the_agency_is_read_where_it_is_named_and_nowhere_else(head: str, agency: str | None) -> None:
    assert _read(head).agency == agency


def test_a_signature_names_the_agency() -> None:
    assert _read(end="无。\n南坪区水务局\n2024年1月22日\n").agency == "南坪区水务局"


def test_the_files_name_never_names_the_agency() -> None:
    report = _read(name="南坪区水务局2023年政府信息公开工作年度报告.txt")
    assert report.agency is None
    assert report.reading.about(Subject.AGENCY) is not None


@pytest.mark.parametrize(
    ("we", "level"),
    [("我乡", "township"), ("我街道", "township"), ("我县", "government"), ("我局", "department"), ("我社区", "organisation")],
)  # fmt: skip
def test_without_a_name_the_level_is_what_the_agency_calls_itself(we: str, level: str) -> None:
    assert _read(we=we).level.value == level


def test_a_page_has_its_title_outside_its_text() -> None:
    page = "<html><head><meta name='ArticleTitle' content='南坪区水务局2023年政府信息公开工作年度报告'></head><body>"
    body = "".join(f"<p>{line}</p>" for line in _BODY.format(we="我局", end="无。").splitlines())
    assert parse_bytes((page + body + "</body></html>").encode(), "a.html").agency == "南坪区水务局"


def test_title_and_signature_that_differ_by_a_character_are_told_once() -> None:
    title = "南坪区水务局2023年政府信息公开工作年度报告\n"
    report = _read(title, end="无。\n南评区水务局\n2024年1月22日\n")
    assert [f.rule for f in review(report) if "南评区" in f.message] == ["IDN17"]


@pytest.mark.parametrize(
    "title", ["南坪医学院2023年信息公开工作年度报告\n", "南坪大学2022—2023学年信息公开年度报告\n"]
)
def test_another_standard_is_named_instead_of_judging(title: str) -> None:
    (finding,) = review(_read(title))
    assert "第五十五条" in finding.message
