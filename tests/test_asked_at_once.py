"""Several numbers in one question, sums that leave something out, two years in prose, follow-ups that leave out their subject."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant, Turn
from answering.plan.elliptic import filled_up, without_lead
from answering.plan.operations import Plan
from answering.source import Source
from benchmarks.outside_questions import parse_report


def sources(letter: str, *names: str) -> list[Source]:
    return [Source(name, parse_report(letter, name)) for name in names]


@pytest.mark.parametrize(
    ("letter", "name", "question", "said"),
    [
        (
            "l", "霁山市卫生健康委员会2025年度",
            "想知道：1）视频解读几件 2）简明问答几条 3）新闻发布会几场",
            ("视频解读13件", "简明问答128条", "新闻发布会5场"),
        ),
        (
            "k", "澄溪县人民政府2024年度", "规范性文件今年发了几件废了几件还剩几件有效",
            ("制发件数5件", "废止件数6件", "现行有效件数51件"),
        ),
        (
            "l", "芦湾县水利局2023年度", "培训几期多少人次，社会评议打了多少分，三个数一起给",
            ("3期", "124人次", "92.6分"),
        ),
        ("k", "澄溪县人民政府2023年度", "新收申请里刨掉自然人，剩下各类单位合计几件", ("14＋0＋1＋5＋2＝22",)),
        (
            "h", "澜江市人民政府2023年度",
            "企业、公益、律所、其他这些单位总共新提了多少件申请（不算个人）？", ("合计68件",),
        ),
        ("g", "云浦区交通运输局2022年度", "交通局22年输了官司,法院怎么判的", ("与报告不符", "结果维持1件")),
    ],
)  # fmt: skip
def test_all_that_one_question_asks_is_told(
    assistant: Assistant, letter: str, name: str, question: str, said: tuple[str, ...]
) -> None:
    text = assistant.ask(question, sources(letter, name)).text
    assert [s for s in said if s not in text] == []


@pytest.mark.parametrize(
    ("letter", "names", "question", "said"),
    [
        (
            "k", ("澄溪县人民政府2023年度", "澄溪县人民政府2024年度"),
            "两年的视频解读个数分别是？涨了几个", ("增加8篇", "11－3＝8"),
        ),
        ("l", ("芦湾县水利局2022年度", "芦湾县水利局2023年度"), "汛情预警多发了几期呢", ("34－27＝7",)),
        (
            "k", ("澄溪县人民政府2023年度", "澄溪县人民政府2024年度"),
            "两年新收的申请件数相加是多少", ("合计262件",),
        ),
        (
            "h", ("柳荫街道办事处2022年度", "青岚市文化和旅游局2024年度"),
            "街道和文旅局，一年的申请谁多？多几件？", ("9件", "3件", "6件"),
        ),
    ],
)  # fmt: skip
def test_two_reports_are_set_against_each_other(
    assistant: Assistant, letter: str, names: tuple[str, ...], question: str, said: tuple[str, ...]
) -> None:
    text = assistant.ask(question, sources(letter, *names)).text
    assert [s for s in said if s not in text] == []


@pytest.mark.parametrize(
    ("letter", "name", "before", "question", "said"),
    [
        (
            "l", "禾丰县人民政府2024年度", ("新收申请总数是多少", "商业企业提了几件"),
            "占多少百分比", "14÷142＝9.9%",
        ),
        (
            "j", "云陂县人民政府2023年度", ("季度检查发现多少问题，整改多少",),
            "剩下没整改的两个什么情况", "其余2个因涉及系统升级",
        ),
    ],
)  # fmt: skip
def test_a_follow_up_goes_on_from_what_was_told(
    assistant: Assistant, letter: str, name: str, before: tuple[str, ...], question: str, said: str
) -> None:
    answer = assistant.ask(question, sources(letter, name), [Turn(q) for q in before])
    assert said in answer.text


def asked(question: str) -> Plan:
    return Plan(question, question)


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (("有没有收信息处理费", "几个人缴了"), "多少钱", "信息处理费多少钱"),
        (("新收了多少件申请",), "上年呢，涨了多少", "新收了多少件申请，比上年涨了多少"),
        (("新收了多少件申请",), "收到多少件复议", ""),
        (("惠民补贴的总额和户数",), "那户均多少钱", "惠民补贴户均多少钱"),
        (("办了几期培训班",), "平均每期多少人", "培训班平均每期多少人"),
        (("办了几期培训班",), "每人一本的手册印了多少", ""),
    ],
)
def test_a_question_that_leaves_out_its_subject_is_filled_up(
    before: tuple[str, ...], question: str, whole: str
) -> None:
    assert filled_up(question, [asked(q) for q in before]) == whole


def test_what_only_leads_to_a_follow_up_is_no_part_of_it() -> None:
    assert without_lead("再说说不予公开都有哪些") == "不予公开都有哪些"
    assert without_lead("说说申请") == "说说申请"
