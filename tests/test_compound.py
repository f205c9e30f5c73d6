"""Several questions in one, and what a number must count to be the one asked for."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.plan.figures import asks_reason
from answering.plan.parts import asks_which_too, in_context, parts_of
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def police() -> Source:
    return source_of(prose_report("平原市公安局2023"), "r")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("收到几件，办结几件？", ["收到几件", "办结几件？"]),
        ("我的申请被拒绝了，理由有哪些", ["我的申请被拒绝了，理由有哪些"]),
        ("多久答复？要不要钱？急用。", ["多久答复？", "要不要钱？急用"]),
        ("你好，请问收到多少申请", ["你好，请问收到多少申请"]),
    ],
)
def test_each_question_keeps_what_is_said_before_it(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


def test_a_part_that_only_goes_on_stays_with_the_one_before() -> None:
    assert parts_of("问题部分写了几条，分别是什么") == ["问题部分写了几条，分别是什么"]


def test_the_things_themselves_are_asked_for_beside_their_number() -> None:
    assert asks_which_too("改进措施一共几条，都有什么")
    assert not asks_which_too("改进措施一共几条")


def test_of_another_figure_the_same_is_asked() -> None:
    assert in_context("许可呢？", "罚了多少回") == "许可有多少件"


def test_two_questions_get_two_answers_with_citations_numbered_through(
    assistant: Assistant, police: Source
) -> None:
    answer = assistant.ask("收到多少件申请？不予公开几件？", [police])
    assert answer.text.index("160件") < answer.text.index("63件")
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{c.n}]" in answer.text for c in answer.citations)


def test_a_second_question_that_names_nothing_is_about_what_the_first_one_is(
    assistant: Assistant, police: Source
) -> None:
    assert "280人次" in assistant.ask("办了几期培训班，多少人参加", [police]).text


def test_why_asks_about_the_figure_before(assistant: Assistant, police: Source) -> None:
    answer = assistant.ask("不予公开几件？为什么？", [police])
    assert "属于行政执法案卷34件" in answer.text


def test_what_is_outside_the_domain_does_not_silence_the_rest(assistant: Assistant) -> None:
    answer = assistant.ask("今天天气怎么样？申请多久答复？")
    assert not answer.abstained
    assert 33 in [c.article for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("交上去一个多月了，一点音信都没有，能去告他们吗", 33),
        ("开会的纪要还有请示稿，咱能要来看看吗", 16),
    ],
)
def test_what_citizens_ask_in_plain_words_is_inside_the_domain(
    assistant: Assistant, question: str, article: int
) -> None:
    assert article in [c.article for c in assistant.ask(question).citations]


@pytest.mark.parametrize("question", ["告诉我明天几点下雨", "奶茶递过来要等多长"])
def test_what_only_sounds_like_them_is_outside_it(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_articles_stand_beside_a_chosen_report_only_where_rules_are_asked_for(
    assistant: Assistant, police: Source
) -> None:
    asked = assistant.ask("处罚案由第二多的是什么", [police])
    assert [c for c in asked.citations if c.source == "regulation"] == []
    rules = assistant.ask("收到申请后应当多少天之内答复，能拖吗", [police])
    assert [c for c in rules.citations if c.source == "regulation"]


def test_what_was_wrong_with_a_case_asks_why() -> None:
    assert asks_reason("那纠正的几件分别是什么毛病") and asks_reason("被撤销那件到底错在哪")
    assert not asks_reason("报告有什么毛病") and not asks_reason("复议纠正了几件")


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("锦屏街道2023", "街道有多少个社区"),
        ("礼让街街道2022", "监督电话是多少"),
        ("平原市公安局2023", "局长的手机号"),
        ("绿原县林草局2023", "罚款金额多少"),
    ],
)
def test_a_number_of_something_else_is_no_answer(assistant: Assistant, report: str, question: str) -> None:
    assert assistant.ask(question, [source_of(prose_report(report), "r")]).abstained


def test_how_often_is_answered_by_words_that_say_how_often(assistant: Assistant) -> None:
    forestry = source_of(prose_report("绿原县林草局2023"), "r")
    assert "法定期限" not in assistant.ask("防火期间信息多久发布一次", [forestry]).text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("第三方评估排第几", "第5位"),
        ("复议以后又去打官司的有几件", "复议后起诉"),
        ("他们觉得自己哪里做得不好", "主动公开意识"),
        ("接下来打算做什么", "三方会审"),
        ("申请量比上年降了百分之几", "13.04%"),
    ],
)
def test_everyday_wordings_find_what_is_said(
    assistant: Assistant, police: Source, question: str, words: str
) -> None:
    assert words in assistant.ask(question, [police]).text


def test_how_to_correct_ones_own_record_is_a_question_to_the_regulation(
    assistant: Assistant, police: Source
) -> None:
    assert [c.article for c in assistant.ask("我的信息记错了怎么改", [police]).citations] == [41]


def test_there_was_none_answers_how_many(assistant: Assistant) -> None:
    answer = assistant.ask("代表建议收到几件", [source_of(prose_report("白湖镇2023"), "r")])
    assert not answer.abstained and "未收到人大代表建议" in answer.text


def test_the_largest_item_of_a_listing_is_named_where_that_is_what_is_divided(
    assistant: Assistant, police: Source, sample_source: Source
) -> None:
    answer = assistant.ask("哪一类信息最多", [sample_source])
    assert "政策法规15条、监督保障15条" in answer.text and len(answer.citations) == 2
    assert "维持14件" not in assistant.ask("哪一类信息最多", [police]).text
