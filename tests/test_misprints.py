"""Characters written twice, lost or mistaken are pointed out; words that only happen to meet are not."""

from __future__ import annotations

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from review.finding import Finding
from review.reviewer import review


def slips(sentence: str) -> list[Finding]:
    content = make_content(1, level="department", year=2023)
    content.sections["一"].append(sentence)
    return [f for f in review(read(content)) if f.rule == "QLT14"]


@pytest.mark.parametrize(
    ("sentence", "found", "right"),
    [
        ("现将情况情况说明如下。", "情况情况", "情况"),
        ("群众可通过可以通过网站查询。", "通过可以通过", "通过"),
        ("做好行行政规范性文件清理。", "行行政", "行政"),
        ("认真做好政策解读读工作。", "解读读", "解读"),
        ("清理过期的的信息。", "的的", "的"),
        ("开展府信息公开培训。", "", ""),
        ("府信息公开工作年度报告按时发布。", "府信息公开工作年度报告", "政府信息公开工作年度报告"),
        ("推进政府信公开。", "政府信公开", "政府信息公开"),
        ("加强门户网占管理。", "门户网占", "门户网站"),
    ],
)
def test_slips_of_the_pen(sentence: str, found: str, right: str) -> None:
    told = slips(sentence)
    assert [(f.actual, f.expected) for f in told] == ([(found, right)] if found else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "编制2024年年度报告。",
        "全县各部门门户网站公开开展情况良好。",
        "领导小组组长由局局长担任。",
        "由主任任领导小组组长。",
        "深入学习习近平总书记重要讲话精神。",
        "层层压实责任，人人参与。",
        "厂务公开、村务公开、党务公开同步推进。",
        "编印民政信息公开指南。",
        "耕地地力保护补贴发放到户。",
        "市市场监督管理局发布信息。",
        "会议议定事项及时公开。",
    ],
)
def test_words_that_only_meet_are_no_slips(sentence: str) -> None:
    assert slips(sentence) == []
