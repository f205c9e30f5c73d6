"""Figures of one report against each other, together, and by whom; computed from the cells and cited to them."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def city() -> Source:
    return source_of(prose_report("望海市2024"), "r")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("企业比律所多申请几件", "商业企业多73件"),
        ("个人和企业谁申请得多", "自然人多1189件"),
        ("复议和诉讼哪个多", "行政复议多85件"),
        ("予以公开比不予公开多几件", "予以公开多461件"),
        ("直接起诉的和复议后起诉的差几件", "复议后起诉的行政诉讼多2件"),
        ("企业和律所一共申请了多少件", "合计129件"),
        ("不公开的里面哪种理由最少", "最少的是“危及“三安全一稳定””"),
    ],
)
def test_figures_are_set_against_each_other(
    assistant: Assistant, city: Source, question: str, words: str
) -> None:
    answer = assistant.ask(question, [city])
    assert words in answer.text
    assert {c.section for c in answer.citations} <= {"三", "四"}
    assert all(c.cells for c in answer.citations)


def test_the_outcomes_of_one_kind_of_applicants_are_told_from_their_column(assistant: Assistant) -> None:
    report = source_of(prose_report("沣河区住建局2023"), "r")
    answer = assistant.ask("律师的申请怎么处理的", [report])
    assert "法律服务机构的申请办理结果总计1件：因重复申请不予处理1件" in answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("去年没办完转到今年的有几件", "上年结转政府信息公开申请60件"),
        ("手里没有这个信息的有多少件", "492件"),
        ("没走复议直接告的有多少", "17件"),
        ("先复议再起诉的几件", "19件"),
        ("复议输了几件", "结果纠正7件"),
        ("纠正率是多少", "5.8%"),
        ("留到明年的有几件", "51件"),
    ],
)
def test_cells_are_found_in_everyday_words(
    assistant: Assistant, city: Source, question: str, words: str
) -> None:
    assert words in assistant.ask(question, [city]).text
