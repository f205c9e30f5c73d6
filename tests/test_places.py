"""Places of a report: what stands in an item of article 20, in which of two columns something is, where it is to be asked."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.plan.operations import Locate, Where
from answering.plan.planner import read_plan
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def police() -> Source:
    return source_of(prose_report("平原市公安局2023"), "police")


@pytest.fixture(scope="module")
def older() -> Source:
    return source_of(prose_report("青州市教育局2020"), "older")


@pytest.mark.parametrize(
    "question",
    ["第二十条第（九）项的表格里是什么内容", "第二十条第9项那张表填了哪些数", "20条（九）项报告里填的什么"],
)
def test_an_item_of_article_20_names_its_table(older: Source, question: str) -> None:
    assert read_plan(question, [older]).operations == (
        Locate(table="active_disclosure", clause="第二十条第（九）项"),
    )


@pytest.mark.parametrize(
    "question", ["条例第二十条第（九）项规定了什么", "第二十条第（八）项那个收费金额填的是多少万元"]
)
def test_the_regulation_and_a_row_of_the_table_are_other_questions(older: Source, question: str) -> None:
    assert not any(isinstance(o, Locate) for o in read_plan(question, [older]).operations)


def test_what_stands_there_is_told_by_row_and_column(assistant: Assistant, older: Source) -> None:
    text = assistant.ask("第二十条第（九）项的表格里是什么内容", [older]).text
    assert "“政府集中采购”采购项目数量为" in text
    assert "“政府集中采购”采购总金额为" in text


def test_an_item_that_the_edition_does_not_have_is_said_to_be_missing(
    assistant: Assistant, police: Source
) -> None:
    answer = assistant.ask("第二十条第（九）项的表格里是什么内容", [police])
    assert "没有第二十条第（九）项" in answer.text
    assert answer.abstained


def test_a_row_and_a_column_that_are_named_ask_for_their_cell(police: Source) -> None:
    named = read_plan("表三“属于行政执法案卷”这行，自然人一栏是多少", [police]).operations
    assert not any(isinstance(o, Locate) for o in named)
    whole = read_plan("表三“属于行政执法案卷”这行填的是多少", [police]).operations
    assert any(isinstance(o, Locate) for o in whole)


def test_of_two_columns_the_one_that_holds_something(assistant: Assistant, police: Source) -> None:
    question = "尚未审结的那1件诉讼是在“未经复议直接起诉”还是“复议后起诉”栏"
    (operation,) = read_plan(question, [police]).operations
    assert isinstance(operation, Where)
    assert operation.either == ("未经复议直接起诉", "复议后起诉")
    assert "在“复议后起诉”一栏" in assistant.ask(question, [police]).text


def test_the_row_that_is_named_tells_a_number_from_the_same_one_elsewhere(
    assistant: Assistant, police: Source
) -> None:
    text = assistant.ask("行政处罚这个数在第二十条哪一项下面", [police]).text
    assert "“第二十条第（六）项”项下的“行政处罚”一行" in text


def test_where_it_is_to_be_asked_stands_where_the_number_is(assistant: Assistant, police: Source) -> None:
    assert "写在引言" in assistant.ask("地址电话写在报告什么位置", [police]).text


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("表三（四）里第2小项写的是什么，合计几件", Locate(table="applications", group="四", item=2)),
        ("“三、本年度办理结果”的（五）下面第1小项是什么", Locate(table="applications", group="五", item=1)),
        ("下一年工作的第四条内容", Locate(part="五", item=4, listed="measures")),
        ("存在的问题第三个说的啥", Locate(part="五", item=3, listed="problems")),
        ("表四数字行从左数第三个代表啥，数值几", Locate(table="disputes", number=3)),
    ],
)
def test_an_item_of_a_group_of_a_list_and_of_a_row_is_named_by_its_ordinal(
    police: Source, question: str, place: Locate
) -> None:
    assert read_plan(question, [police]).operations == (place,)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("“行政执法案卷”排在不予公开的第几小项？", Where("行政执法案卷", row=True)),
        ("法律服务机构在申请人那几列里是第几列（从自然人数起）", Where("法律服务机构", column=True)),
        ("书面检查那件事，报告里哪儿能找到，给个位置", Where("书面检查")),
        ("“不掌握”9件在第三张表的哪一大类下", Where("不掌握", row=True)),
        ("采购那一行归在第二十条第几项下面", Where("采购", row=True)),
        ("“12319”在报告里出现在哪几处？", Where("12319", every=True)),
    ],
)
def test_what_stands_somewhere_is_told_from_where_it_is_looked_for(
    police: Source, question: str, asked: Where
) -> None:
    assert read_plan(question, [police]).operations == (asked,)


def test_the_column_is_counted_from_the_left(assistant: Assistant, police: Source) -> None:
    assert "左起第5列" in assistant.ask("法律服务机构是左边数第几列", [police]).text
