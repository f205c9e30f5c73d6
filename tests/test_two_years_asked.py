"""What is asked of two years of one agency: every item is answered, ways of applying too, and what each year says."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant, Turn
from answering.plan.scope import Named, meant_by_answer, points_at_report
from answering.source import Source
from benchmarks.outside_questions import parse_report

TWO = ("嵘州市自然资源和规划局2022年度", "嵘州市自然资源和规划局2023年度")


@pytest.fixture(scope="module")
def years() -> list[Source]:
    return [Source(name, parse_report("i", name)) for name in TWO]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("两年的新收申请量怎么变的", ("2022年142件，2023年133件",)),
        ("递交渠道这两年有什么变化", ("2022年63件，2023年78件", "2022年66件，2023年44件")),
        ("网上递交的申请前后差多少", ("2022年63件，2023年78件",)),
        ("延期答复、培训人次这两项哪年多", ("2022年11件，2023年6件", "2022年156人次，2023年214人次")),
        ("被复议纠正的，一年跟一年比咋样", ("2022年3件，2023年1件",)),
        ("征地档案这块前后怎么说", ("2022年的报告写道：", "40%", "2023年的报告写道：", "73%")),
    ],
)
def test_each_thing_is_told_of_both_years(
    assistant: Assistant, years: list[Source], question: str, said: tuple[str, ...]
) -> None:
    text = assistant.ask(question, years).text
    assert [s for s in said if s not in text] == []


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        (("2023年发过收费通知吗", "收到钱的那件收了多少"), "另外那一件呢", "逾期未缴费，不再处理"),
        (("自然人提出的新申请有几件",), "占新收的百分之几", "75.9%"),
    ],
)
def test_a_follow_up_goes_on_from_what_was_told(
    assistant: Assistant, years: list[Source], before: tuple[str, ...], question: str, said: str
) -> None:
    assert said in assistant.ask(question, years[1:], [Turn(q) for q in before]).text


def test_a_question_of_the_report_that_an_answer_named_is_about_that_agency() -> None:
    reports = [
        Named("1", "临水县财政局", 2023),
        Named("2", "临水县财政局", 2022),
        Named("3", "云溪县民政局", 2023),
    ]
    told = "3份报告中，新收申请最多的是临水县财政局2022年，9件。[1]"
    assert points_at_report("它下一年收了多少")
    assert [r.id for r in meant_by_answer("它下一年收了多少", told, reports)] == ["1"]
    assert [r.id for r in meant_by_answer("那家复议几件", told, reports)] == ["2"]
    assert points_at_report("跟它相邻的那年呢")
    assert [r.id for r in meant_by_answer("跟它相邻的那年呢", told, reports)] == ["1"]
