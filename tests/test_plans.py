"""A question becomes a plan: operations over bound names; what is not bound is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from answering.assistant import Assistant, Turn
from answering.plan.operations import (
    Agreement,
    Checked,
    Combined,
    Divided,
    Fee,
    Find,
    FindingsAsked,
    Locate,
    Operation,
    Overview,
    Plan,
    Premise,
    Values,
    Way,
    Where,
)
from answering.plan.planner import read_plan
from answering.plan.scope import Named
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report
from regulation.fees import by_applications, by_pages


@pytest.fixture(scope="module")
def police() -> Source:
    return source_of(prose_report("平原市公安局2023"), "police")


@pytest.fixture(scope="module")
def city() -> Source:
    return source_of(prose_report("望海市2024"), "city")


@pytest.fixture(scope="module")
def town() -> Source:
    return source_of(prose_report("竹溪镇2022"), "town")


def plan_of(question: str, source: Source, *before: str) -> Plan:
    prose = "".join(p.text for p in source.report.paragraphs())
    plans: list[Plan] = []
    for earlier in before:
        plans.append(read_plan(earlier, [source], plans, prose))
    return read_plan(question, [source], plans, prose)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("许可、处罚、强制各多少件", Values),
        ("处罚比许可少多少", Combined),
        ("办结率是多少", Combined),
        ("公开率怎么样", Combined),
        ("表三的合计对不对", Checked),
        ("第五部分第二段写了什么", Locate),
        ("统计期限写在哪一部分", Where),
        ("用一句话概括这份报告", Overview),
        ("这份报告有没有写错的地方", FindingsAsked),
        ("一个月申请25件要交多少钱", Fee),
    ],
)
def test_a_question_becomes_a_typed_operation(police: Source, question: str, kind: type[Operation]) -> None:
    assert isinstance(plan_of(question, police).operations[-1], kind)


def test_the_trace_says_which_decision_read_the_question(police: Source) -> None:
    assert ("比率和占比", "Combined") in [(s.rule, s.read) for s in plan_of("办结率是多少", police).trace]


def test_a_number_that_the_question_states_is_looked_at_first(police: Source) -> None:
    plan = plan_of("为什么只收到300件申请", police)
    assert isinstance(plan.operations[0], Premise) and plan.operations[0].claimed == Decimal(300)


def test_a_follow_up_sets_the_last_two_numbers_against_each_other(police: Source) -> None:
    plan = plan_of("差多少", police, "自然人申请了几件", "那法律服务机构呢")
    operation = plan.operations[0]
    assert isinstance(operation, Combined) and operation.way is Way.DIFFERENCE
    assert [o.figure.column_name for o in operation.operands if o.figure] == ["自然人", "法律服务机构"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2019年收到多少件申请", "2019年的数据需要另选报告"),
        ("海州市教育局收到几件申请", "教育局”的数据"),
    ],
)
def test_another_year_or_agency_is_never_answered_with_this_one(
    police: Source, question: str, words: str
) -> None:
    answer = Assistant().ask(question, [police])
    assert answer.abstained and words in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("许可、处罚、强制各多少件", ("45210", "18321", "2210")),
        ("微信、微博、抖音号各发布多少条", ("1520", "3011", "486")),
        ("微博比微信多发布几条", ("3011－1520＝1491",)),
        ("公开率是多少", ("21.2%", "35÷165")),
        ("复议的维持/纠正/其他/未结各几件", ("结果维持", "结果纠正", "其他结果", "尚未审结")),
        (
            "规范性文件、许可、强制各多少（制发、现行有效也要）",
            ("本年制发件数", "现行有效件数", "45210", "2210"),
        ),
        ("办理结果里件数排前三的是哪三种", ("不予公开", "件数前3位")),
        ("不予公开的理由里最多的是哪个", ("属于行政执法案卷", "34件")),
        ("办理结果按件数从多到少排一下", ("不予公开63件、无法提供33件、予以公开30件",)),
        ("表三的合计对不对", ("全部成立", "160＋12＝172")),
        ("正文写的行政诉讼和表四一致吗", ("8件", "一致")),
        ("复议纠正了30件，怎么这么多", ("3件", "不是30件")),
        ("2022年收了多少件申请", ("160＋24＝184", "184件")),
        ("第一部分第三点写了什么", ("三审三校",)),
        ("表四第5个数是多少", ("28",)),
        ("引言里写的电话是多少", ("0534-2100001",)),
    ],
)
def test_what_a_plan_asks_is_answered(police: Source, question: str, expected: tuple[str, ...]) -> None:
    answer = Assistant().ask(question, [police])
    assert not answer.abstained
    assert [e for e in expected if e not in answer.text] == []


def test_several_figures_stand_in_a_small_table(police: Source) -> None:
    table = Assistant().ask("许可、处罚、强制各多少件", [police]).table
    assert [row[1] for row in table[1:]] == ["45210件", "18321件", "2210件"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("这份报告主要讲了什么", ("174条", "予以公开3件", "群众看不懂")),
        ("你觉得他们做得怎么样", ("做得好的一面", "要注意的一面", "由审查人员判断")),
        ("给通报写一段话", ("新收政府信息公开申请3件", "建议")),
        ("说说视频号，写条简讯", ("66个", "9.8万次")),
    ],
)
def test_overviews_are_made_of_figures_and_the_reports_own_words(
    town: Source, question: str, expected: tuple[str, ...]
) -> None:
    answer = Assistant().ask(question, [town])
    assert [e for e in expected if e not in answer.text] == []
    assert answer.citations


def test_two_reports_are_set_against_each_other(police: Source, city: Source) -> None:
    text = Assistant().ask("这两家谁收到的申请多，差几件", [police, city]).text
    assert "望海市人民政府2024年" in text.splitlines()[0] and "1272件" in text


def test_a_follow_up_asks_the_same_of_something_else(town: Source) -> None:
    answer = Assistant().ask("那镇级的呢", [town], [Turn("村级公开栏有几块")])
    assert "5块" in answer.text


def test_prose_numbers_of_earlier_questions_are_added_up(police: Source) -> None:
    turns = [Turn("微博发布了多少条"), Turn("那抖音呢")]
    assert "3011＋486＝3497" in Assistant().ask("加起来呢", [police], turns).text


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("换成2022年的", "2022年收到多少件申请"),
        ("要是2022年呢", "2022年收到多少件申请"),
        ("改成2022年的话", "2022年收到多少件申请"),
        ("换成电子版发布的有几条", "换成电子版发布的有几条"),
    ],
)
def test_a_follow_up_puts_another_year_into_the_question_before(
    police: Source, question: str, whole: str
) -> None:
    assert plan_of(question, police, "2023年收到多少件申请").read_as == whole


def test_what_is_left_is_the_difference_of_the_two_numbers_before(police: Source) -> None:
    operation = plan_of("没办成的还剩几条", police, "微博发布了多少条", "那抖音呢").operations[0]
    assert isinstance(operation, Combined) and operation.way is Way.DIFFERENCE
    other = plan_of("没办成的是哪几条", police, "微博发布了多少条", "那抖音呢").operations[0]
    assert not isinstance(other, Combined)


def test_the_year_before_is_never_answered_with_this_one_in_a_follow_up(town: Source) -> None:
    answer = Assistant().ask("那去年呢", [town], [Turn("收到多少件申请")])
    assert answer.abstained and "2021年的数据需要另选报告" in answer.text


def test_a_cell_is_cited_by_its_row_and_columns(police: Source) -> None:
    citation = Assistant().ask("行政处罚多少件", [police]).citations[0]
    assert citation.place == "主动公开情况表：行政处罚，本年处理决定数量"


@pytest.mark.parametrize(
    ("count", "fee"), [(10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300)]
)
def test_applications_are_charged_by_the_steps_of_the_standard(count: int, fee: int) -> None:
    assert by_applications(count)[0] == fee


@pytest.mark.parametrize(
    ("pages", "fee"), [(30, 0), (45, 150), (100, 700), (120, 1100), (200, 2700), (201, 2740)]
)
def test_pages_are_charged_by_the_steps_of_the_standard(pages: int, fee: int) -> None:
    assert by_pages(pages)[0] == fee


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("文广局全年工作一句话", Overview),
        ("给这个局写几句肯定的话", Overview),
        ("是进步还是退步", Overview),
        ("是不是用错格式了", FindingsAsked),
        ("处罚加许可是不是1000", Combined),
        ("监督保障那段讲了什么", Locate),
        ("第五部分第一句", Locate),
        ("全办完了，表三有没有留到明年的", Agreement),
    ],
)
def test_everyday_wordings_of_a_kind_are_told(police: Source, question: str, kind: type[Operation]) -> None:
    assert isinstance(plan_of(question, police).operations[0], kind)


def test_numbers_that_a_question_adds_up_end_in_a_verdict(police: Source) -> None:
    text = Assistant().ask("许可加处罚是不是5件", [police]).text
    assert "与所说的5件不相等" in text


def test_a_whole_year_that_is_not_the_reports_own_is_not_judged(police: Source) -> None:
    answer = Assistant().ask("2024年公安局怎么样", [police])
    assert answer.abstained and "2024年的数据需要另选报告" in answer.text


def test_a_report_of_the_library_on_the_year_asked_for_is_offered(police: Source) -> None:
    agency = str(police.report.agency)
    shelf = [Named("police", agency, 2023), Named("older", agency, 2019), Named("other", "甲市教育局", 2019)]
    assistant = Assistant().within(lambda _question, _k: [], lambda: shelf)
    text = assistant.ask("2019年收到多少件申请", [police]).text
    assert f"资料库里有{agency}2019年的报告" in text and "教育局" not in text


def test_a_report_that_was_not_read_for_certain_says_so_with_its_answer(police: Source) -> None:
    report = replace(police.report, reading=replace(police.report.reading, share=0.1))
    answer = Assistant().ask("收到多少件申请", [Source("police", report)])
    assert answer.notice is not None and "读取待核" in answer.notice
    assert Assistant().ask("收到多少件申请", [police]).notice is None


def test_a_counted_list_of_problems_is_read_from_the_fifth_part(police: Source) -> None:
    assert "的报告写道" in Assistant().ask("三条不足都是啥", [police]).text


def test_a_change_that_the_prose_states_is_worked_out_from_the_table(police: Source) -> None:
    text = Assistant().ask("今年收到的申请比去年少了多少", [police]).text
    assert "新收政府信息公开申请160件（上年184件），减少24件，下降13.0%" in text


def test_a_follow_up_of_another_row_keeps_the_rest_of_the_question(police: Source) -> None:
    assert plan_of("诉讼呢", police, "复议几件，结果怎样").read_as == "诉讼几件，结果怎样"


def test_a_follow_up_after_a_follow_up_edits_the_whole_question(town: Source) -> None:
    assert "那镇级" not in plan_of("那学校的呢", town, "村级公开栏有几块", "那镇级的呢").read_as


def test_the_format_of_several_reports_is_told(police: Source, city: Source) -> None:
    text = Assistant().ask("哪几份用的老格式表", [police, city]).text
    assert "2份报告中，用的不是现行2021年版格式的有0份" in text


def test_a_rate_is_worked_out_to_as_many_decimals_as_asked(assistant: Assistant, police: Source) -> None:
    (operation,) = plan_of("新收加上年结转一起做分母，本年办结的比率是多少？保留两位小数", police).operations
    assert isinstance(operation, Combined)
    assert (operation.rate, operation.decimals) == ("办结率", 2)


def test_which_applicants_an_outcome_was_of_is_told_by_the_columns_of_its_row(police: Source) -> None:
    (operation,) = plan_of("本机关不掌握的有几件，是哪一类申请人提的", police).operations
    assert isinstance(operation, Divided)
    assert (operation.figure.name, operation.by) == ("因本机关不掌握相关政府信息无法提供", "applicant")


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("2023年公示了多少户保障房对象", "那前一年呢", "2022年公示了多少户保障房对象"),
        ("2022年发布了多少条信息", "第二年呢", "2023年发布了多少条信息"),
        ("23年新收申请几件，比上年多几件", "增长了百分之几？", "23年新收申请几件，比上年增长了百分之几？"),
        ("2021年热线接了多少个电话对吧", "下一年有多少", "2022年热线接了多少个电话"),
    ],
)
def test_another_year_and_the_rate_of_change_are_asked_of_the_measure_before(
    before: str, question: str, whole: str
) -> None:
    assert read_plan(question, [], [read_plan(before, [])]).read_as == whole


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("不予公开的一共几件，我核一下表", Values),
        ("公开条数几个平台之和与总数核过没", Checked),
        ("申请量“下降17.2%”这个说法准不准", Checked),
        ("复议输了三件，算不算硬伤", Overview),
        ("组长是副局长，对不对", Find),
        ("通篇有没有硬伤", FindingsAsked),
        ("报告查出几处填错", FindingsAsked),
    ],
)
def test_only_a_doubt_of_the_report_itself_is_answered_by_its_review(
    police: Source, question: str, kind: type[Operation]
) -> None:
    assert isinstance(plan_of(question, police).operations[-1], kind)


@pytest.mark.parametrize(
    ("question", "tables"),
    [
        ("表三的合计对不对", True),
        ("各项数据跟合计对得上吗", True),
        ("新收加结转等于办结加结转下年吗", True),
        ("公开条数几个平台之和与总数核过没", False),
        ("违建、渣土、停车这三类申请件数相加，跟新收总数是否吻合", False),
        ("申请量“下降17.2%”这个说法准不准", False),
    ],
)
def test_the_sums_of_the_tables_are_no_answer_to_a_doubt_of_something_else(
    police: Source, question: str, tables: bool
) -> None:
    (operation,) = plan_of(question, police).operations
    assert isinstance(operation, Checked) and bool(operation.tables) is tables
