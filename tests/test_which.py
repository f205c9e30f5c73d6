"""Which reports meet a condition: by their cells or by what their prose tells; none of them is dropped without a word."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.plan.listing import condition_asked
from answering.plan.operations import Across, Reports, Way, Which
from answering.plan.planner import read_plan
from answering.source import Source
from benchmarks.generate.prose import prose_report
from benchmarks.planted import read

STREETS = ("南湖街道2021", "礼让街街道2022", "锦屏街道2023")  # 6, 0 and 21 applications


@pytest.fixture(scope="module")
def streets() -> list[Source]:
    return [Source(name, read(prose_report(name))) for name in STREETS]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪几家收到过申请，各几件", "多于0"),
        ("有几份报告年底还有申请没办完，分别多少", "多于0"),
        ("谁收过信息处理费，收了多少", "多于0"),
        ("哪家一件申请都没收到", "为0"),
        ("多少家没打过官司", "为0"),
        ("哪份报告收到的申请超过10件", "超过10"),
        ("哪几份报告被复议机关纠正过（结果纠正不为零）", "多于0"),
        ("哪几家的结转数不是0", "多于0"),
    ],
)
def test_a_condition_is_read_however_the_reports_are_asked_for(question: str, said: str) -> None:
    condition = condition_asked(question)
    assert condition is not None
    assert condition.said == said


@pytest.mark.parametrize(
    "question",
    [
        "哪份报告的申请最多",
        "2023年的几份报告一共收了多少申请",
        "这几份报告收了多少件",
        "哪家的申请更多",
        "哪个街道的申请少",
    ],
)
def test_the_first_of_all_and_all_together_are_no_condition(question: str) -> None:
    assert condition_asked(question) is None


def test_two_figures_must_both_meet_it(streets: list[Source]) -> None:
    (operation,) = read_plan("有没有哪家没有复议也没有诉讼", streets).operations
    assert isinstance(operation, Which)
    assert [f.name for f in operation.figures] == ["行政复议", "行政诉讼"]


def test_what_each_has_stands_beside_its_name(assistant: Assistant, streets: list[Source]) -> None:
    text = assistant.ask("哪几家收到过申请，各几件", streets).text
    assert "多于0件的有2个：锦屏街道办事处2023年（21件）、城中区南湖街道办事处2021年（6件）" in text


def test_what_only_prose_tells_is_listed_with_its_sentences_and_the_others_are_named(
    assistant: Assistant, streets: list[Source]
) -> None:
    answer = assistant.ask("哪几份报告提到了培训", streets)
    first, *told = answer.text.splitlines()
    assert first.startswith("3份报告中，写到“培训”的有")
    names = {s.name for s in streets}
    assert all(any(name in line for line in (first, *told)) for name in names)
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("库里一共有几份报告", Reports()),
        ("哪些报告是2022年的", Reports(year=2022)),
        ("哪些报告没留联系方式", Reports(lacking="phone")),
        ("库里有几份年报？涉及几个单位", Reports()),
        ("库里有几个报告年份，最早最晚各哪年", Reports(years=True)),
    ],
)
def test_which_reports_there_are_is_told_of_the_reports_themselves(
    streets: list[Source], question: str, asked: Reports
) -> None:
    assert read_plan(question, streets).operations == (asked,)


def test_the_years_that_there_are_reports_on(assistant: Assistant, streets: list[Source]) -> None:
    text = assistant.ask("库里有几个报告年份，最早最晚各哪年", streets).text
    assert (
        text == "报告有3个年度：2021年（1份）、2022年（1份）、2023年（1份），最早的是2021年，最晚的是2023年。"
    )


def test_a_name_with_a_denial_in_it_denies_nothing(streets: list[Source]) -> None:
    (operation,) = read_plan("停课不停学是哪份报告写的", streets).operations
    assert isinstance(operation, Which)
    assert not operation.denied


def test_the_last_of_all_is_told_by_any_name(assistant: Assistant, streets: list[Source]) -> None:
    text = assistant.ask("新收申请垫底的是哪个单位", streets).text
    assert text.startswith("3份报告中，新收政府信息公开申请最少的是")
    assert "礼让街街道" in text.splitlines()[0]


def test_numbers_of_all_reports_are_added_up_by_any_name(assistant: Assistant, streets: list[Source]) -> None:
    assert "合计27件" in assistant.ask("全部年报新收申请加总是多少", streets).text


def test_the_most_and_the_least_are_told_both(assistant: Assistant, streets: list[Source]) -> None:
    text = assistant.ask("新收申请最多和最少的单位分别是谁", streets).text
    assert "锦屏街道" in text.splitlines()[0]
    assert "礼让街街道" in text.splitlines()[0]


def test_what_is_told_in_days_is_the_longest_or_the_shortest(streets: list[Source]) -> None:
    (operation,) = read_plan("全部报告里，平均办理天数最短的是哪家，几天", streets).operations
    assert isinstance(operation, Across)
    assert (operation.operand.words, operation.operand.unit, operation.way) == ("平均办理", "天", Way.LEAST)


def test_a_head_of_an_agency_is_nothing_long(streets: list[Source]) -> None:
    (operation,) = read_plan("局长换人了没有，各是谁？", streets).operations
    assert isinstance(operation, Across)
    assert "局长" in operation.operand.words
