"""Numbers that follow from the prose, how a part is written, and what is said where a word of the question is not found."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant()


def asked(assistant: Assistant, report: str, question: str) -> str:
    return assistant.ask(question, [source_of(prose_report(report), "r")]).text


@pytest.mark.parametrize(
    ("report", "question", "told"),
    [
        ("磐石镇2021", "监督员的意见有几条没采纳", "23－19＝4"),
        ("磐石镇2021", "意见采纳率多少", "82.6%"),
        ("磐石镇2021", "监督员意见采纳率82.6%，算得对吗", "一致，对得上"),
        ("磐石镇2021", "监督员意见采纳率是不是80%，帮我验一下", "不一致，对不上"),
        ("磐石镇2021", "监督员提的意见，采纳率有多高？精确一点", "82.6%"),
        ("磐石镇2021", "大伙儿递上来的建议，采纳率有多高", "82.6%"),
        ("海州市公积金中心2022", "按报告推算，缴存职工总共约多少人", "415000÷83%＝500000"),
    ],
)
def test_what_follows_from_the_prose_is_worked_out_with_its_arithmetic(
    assistant: Assistant, report: str, question: str, told: str
) -> None:
    assert told in asked(assistant, report, question)


def test_problems_and_measures_are_set_side_by_side(assistant: Assistant) -> None:
    text = asked(assistant, "磐石镇2021", "问题和改进措施具体不具体")
    assert "3条问题、3条改进措施，条数对得上" in text and "比较具体" in text


def test_a_word_that_nothing_accounts_for_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("全县考核第一名的乡镇是哪个", [source_of(prose_report("磐石镇2021"), "r")])
    assert answer.abstained


@pytest.mark.parametrize(
    ("report", "question", "told"),
    [
        ("岚山县2021", "办一场培训平均多少人参加", "780÷5＝156"),
        ("海州市公积金中心2022", "缓缴平均每家企业多少钱", "732558.14"),
        ("岚山县2021", "复议纠错率过了三成，对吗", "说“过了三成”不对"),
        ("岚山县2021", "复议纠错率不到三成，对吗", "说“不到三成”属实"),
        ("岚山县2021", "企业申请的，全部公开和部分公开一共几件", "9＋1＝10"),
        ("岚山县2021", "自然人这一列横竖加得平不平", "（自然人列）：184＝184"),
        ("岚山县2021", "报告里的“上年”收到多少件申请", "203－41＝162"),
        ("磐石镇2021", "“明年”指的是哪年", "“明年”指2022年"),
        ("福田县民政局2021", "对报告有疑问找谁联系", "福田县民政局办公室"),
    ],
)
def test_what_a_question_sets_together_is_bound_and_worked_out(
    assistant: Assistant, report: str, question: str, told: str
) -> None:
    assert told in asked(assistant, report, question)


def test_that_a_report_counts_things_is_no_list_of_them(assistant: Assistant) -> None:
    report = source_of(prose_report("福田县民政局2021"), "r")
    assert assistant.ask("自查发现的11个问题都是哪些", [report]).abstained
