"""A sentence of the prose is weighed: it is the answer, most probably the answer, or the report does not say it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from answering.answer import Answer
from answering.assistant import Assistant, Turn
from answering.plan.places import part_named, table_named
from answering.plan.scope import Named, mentioned
from answering.source import Source
from reports.parse import parse_bytes, parse_file

ROOT = Path(__file__).resolve().parent.parent


def source(year: int, prose: str, agency: str = "青岭县教育局") -> Source:
    text = f"{agency}{year}年政府信息公开工作年度报告\n\n一、总体情况\n{prose}\n\n五、存在的主要问题及改进情况\n解读偏少。\n"
    return Source(f"{agency}{year}", parse_bytes(text.encode(), "报告.txt"))


PROSE = (
    "（一）主动公开。全年公开信息532条，张贴公示430余次，召开屋场会62场，现场解答群众提问。公众号于2019年5月开通。\n"
    "（二）依申请公开。收到申请15件，比2020年减少5件。发生行政复议3件，其中结果纠正1件，主要因对过程性信息把握不准。\n"
    "（三）监督保障。局办公室为牵头科室，副局长何志强分管。"
)


def ask(assistant: Assistant, question: str, *sources: Source, before: tuple[str, ...] = ()) -> Answer:
    return assistant.ask(question, sources or (source(2021, PROSE),), [Turn(q) for q in before])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青岭县开了多少场屋场会", "62场"),
        ("谁分管这项工作", "何志强"),
        ("公众号哪年开通的", "2019年5月"),
    ],
)
def test_the_sentence_that_says_it_is_the_answer(assistant: Assistant, question: str, said: str) -> None:
    answer = ask(assistant, question)
    assert said in answer.text
    assert not answer.abstained
    assert "未载明" not in answer.text


@pytest.mark.parametrize("question", ["网站访问量是多少", "局长叫什么名字", "招聘了多少教师"])
def test_what_no_sentence_offers_is_not_answered_with_another_one(
    assistant: Assistant, question: str
) -> None:
    assert ask(assistant, question).abstained


def test_of_two_reports_the_one_that_says_it_answers_and_the_other_is_said_to_be_silent(
    assistant: Assistant,
) -> None:
    other = source(2022, "全年公开信息600条。")
    answer = ask(assistant, "召开了多少场屋场会", source(2021, PROSE), other)
    assert "62场" in answer.text
    assert "2022年的报告没有写明" in answer.text


def test_a_sentence_on_another_year_is_told_before_another_report_is_asked_for(assistant: Assistant) -> None:
    assert "2019年5月" in ask(assistant, "2019年开通了什么公众号").text


def test_why_after_a_number_is_asked_of_what_was_counted(assistant: Assistant) -> None:
    answer = ask(assistant, "为什么？", before=("行政复议结果纠正的有几件？",))
    assert "过程性信息" in answer.text


@pytest.mark.parametrize(
    ("question", "table"),
    [("第二张表最后一行", "applications"), ("最后一张表", "disputes"), ("表二第一行", "active_disclosure")],
)
def test_a_table_is_named_by_its_number_or_its_place(question: str, table: str) -> None:
    assert table_named(question) == table


@pytest.mark.parametrize(
    ("question", "part"), [("一（三）写的是什么", "一"), ("第5部分第2段", "五"), ("第三部分", "三")]
)
def test_a_part_is_named_in_characters_or_digits(question: str, part: str) -> None:
    assert part_named(question) == part


def test_an_agency_is_known_by_its_place_without_its_rank_where_no_other_shares_it() -> None:
    one = Named("a", "临沅县人民政府", 2023)
    assert mentioned("我们临沅2023收到几件申请", [one, Named("b", "明川区教育局", 2023)]) == [one]
    assert mentioned("临沅收到几件申请", [one, Named("b", "临沅县教育局", 2023)]) == []


def outside(name: str) -> Source:
    """A report of the sets that somebody wrote from reports alone."""
    file = next((ROOT / "benchmarks" / "outside").glob(f"?/{name}.txt"))
    return Source(name, parse_file(file))


@pytest.mark.parametrize(
    ("report", "question", "said"),
    [
        ("嵘州市自然资源和规划局2023年度", "官方微博后来怎么处理的", "3月停更并注销"),
        ("嵘州市自然资源和规划局2022年度", "律师（法律顾问）帮着把过多少件答复的关", "47件"),
        ("柏川县人民政府2023年度", "个人隐私排查发现了多少条问题，怎么处理的？", "遮挡或撤下"),
    ],
)
def test_a_sentence_that_explains_more_of_a_question_than_a_cell_is_the_answer(
    assistant: Assistant, report: str, question: str, said: str
) -> None:
    answer = assistant.ask(question, [outside(report)])
    assert said in answer.text
    assert not any(c.cells for c in answer.citations)
    assert len(answer.citations) == 1


def test_a_cell_whose_words_explain_the_question_stays_the_answer_beside_a_sentence(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("现行有效的规范性文件还有几件", [outside("云陂县人民政府2024年度")])
    assert "34件" in answer.text
    assert any(c.cells for c in answer.citations)


def test_a_cell_that_explains_next_to_nothing_of_a_question_is_near_and_no_answer(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("学校食堂承包合同的申请是谁提的", [outside("安澜区教育局2024年度")])
    assert answer.abstained
    assert "学校食堂" in answer.text


ENQUIRIES = (
    "检查组对排名靠后的县林业局、石盘乡主要负责人进行约谈。\n"
    "有疑问的，请联系局办公室（地址：青岭县学府路9号，邮编：222042，电话：0518-82310455，24小时便民热线：0518-82310400）。"
)


def test_words_that_say_all_of_a_question_without_what_it_wants_are_near_and_no_answer(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "被通报批评的4所学校是哪些", source(2021, "全年召开会议2次，通报批评4所学校。"))
    assert answer.abstained


def test_what_comes_nearest_is_shown_where_nothing_surely_answers(assistant: Assistant) -> None:
    answer = ask(assistant, "谁家被叫去谈话了，被约谈的是哪两个单位", source(2021, ENQUIRIES))
    assert "石盘乡" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("24小时都能打的那个号码", "0518-82310400"),
        ("找哪个科室，地址在哪", "局办公室"),
        ("我要寄信，地址是什么", "222042"),
    ],
)
def test_whom_to_turn_to_is_told_by_what_is_wanted_of_it(
    assistant: Assistant, question: str, said: str
) -> None:
    assert said in ask(assistant, question, source(2021, ENQUIRIES)).text


def test_a_contact_that_is_not_told_is_silent_beside_all_that_is(assistant: Assistant) -> None:
    answer = ask(assistant, "电子邮箱是多少", source(2021, ENQUIRIES))
    assert answer.abstained
    assert "局办公室" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("187/141/58加起来是不是386", "187＋141＋58＝386"),
        ("公开信息的分类数加起来对吗", "相差|不一致|对不上|395"),
    ],
)
def test_numbers_side_by_side_are_added_up(assistant: Assistant, question: str, said: str) -> None:
    prose = "全年公开信息395条，其中动态187条、公告141条、其他58条。"
    assert re.search(said, ask(assistant, question, source(2021, prose)).text)
