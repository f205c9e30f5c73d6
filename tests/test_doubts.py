"""What a reviewer doubts of a report is answered of the thing itself: whether it is there, how it is written, whether a
number, a claim of all or a case is so."""

from __future__ import annotations

import pytest

from answering.answer import Answer
from answering.assistant import Assistant
from benchmarks.answers import prose_source

TOWN, POLICE = "竹溪镇2022", "平原市公安局2023"


def asked(question: str, report: str) -> Answer:
    return Assistant().ask(question, [prose_source(report)])


@pytest.mark.parametrize(
    ("question", "report", "expected"),
    [
        ("考核、评议、追责三样有没有交代全", TOWN, ("写齐了", "占3%", "94分", "无责任追究情形")),
        ("引言有没有缺东西", TOWN, ("缺编制依据", "0797-3722016")),
        ("第六部分就一句话，合格不合格", TOWN, ("合格", "信息处理费情况：无")),
        ("总体情况五个方面写齐了没有", TOWN, ("写齐了", "监督保障：")),
        ("没写社会评议，要不要补", POLICE, ("不必补写", "部门")),
    ],
)
def test_what_a_report_has_to_hold_is_told_thing_by_thing(
    question: str, report: str, expected: tuple[str, ...]
) -> None:
    assert [e for e in expected if e not in asked(question, report).text] == []


@pytest.mark.parametrize(
    ("question", "report", "expected"),
    [
        ("改进措施写得怎么样", TOWN, ("3条措施中", "3条问题、3条改进措施")),
        ("便民服务中心的窗口写得清楚吗", TOWN, ("23件",)),
    ],
)
def test_how_one_thing_is_written_is_told_of_it_alone(
    question: str, report: str, expected: tuple[str, ...]
) -> None:
    assert [e for e in expected if e not in asked(question, report).text] == []


@pytest.mark.parametrize(
    ("question", "report", "expected"),
    [
        ("申请全是村民提的吧", TOWN, ("是的", "自然人3件")),
        ("复议全维持了吧", POLICE, ("与报告不符", "结果维持14件", "结果纠正3件")),
        ("听说镇里打官司输了", TOWN, ("与报告不符", "行政诉讼为0件")),
        ("复议纠正了30件，怎么这么多", POLICE, ("不是30件",)),
    ],
)
def test_what_is_taken_for_granted_is_corrected_first(
    question: str, report: str, expected: tuple[str, ...]
) -> None:
    assert [e for e in expected if e not in asked(question, report).text] == []


def test_one_row_is_checked_alone() -> None:
    answer = asked("表三第一行的数加总对不对", TOWN)
    assert "一行加总正确，对得上" in answer.text
    assert "勾稽等式" not in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("许可、处罚、强制、收费，分别填了多少？急用", ("45210件", "18321件", "2210件", "1862.15万元")),
        ("复议维持几件，纠正几件，总共几件", ("14件", "3件", "28件")),
    ],
)
def test_several_figures_are_all_told(question: str, expected: tuple[str, ...]) -> None:
    assert [e for e in expected if e not in asked(question, POLICE).text] == []


def test_what_was_done_of_an_aspect_is_told_item_by_item() -> None:
    answer = asked("平台建设这块做了哪些事", TOWN)
    assert [e for e in ("公开栏41块", "作品66个", "受理反映问题23件") if e not in answer.text] == []


def test_a_text_on_one_part_is_about_that_part() -> None:
    answer = asked("写一段审核意见，重点说第五部分", POLICE)
    assert "第五部分" in answer.text
    assert "新收政府信息公开申请" not in answer.text
