"""Questions over several reports: the sum, the average, who has none, which year; and the ones that name a single report."""

from __future__ import annotations

import pytest

from answering.answer import Answer
from answering.assistant import Assistant, Turn
from answering.source import Source
from benchmarks.generate import make_content
from benchmarks.generate.prose import prose_report
from benchmarks.planted import read

STREETS = ("南湖街道2021", "礼让街街道2022", "锦屏街道2023")  # 6, 0 and 21 applications


def streets() -> list[Source]:
    return [Source(name, read(prose_report(name))) for name in STREETS]


def two_years() -> list[Source]:
    """One agency's reports on 2022 and 2023, with 12 applications more in the second."""
    before, after = make_content(7, year=2022), make_content(7, year=2023)
    received = after.tables["applications"]["new_received"]
    received["natural_person"] += 12
    received["total"] += 12
    return [Source("y1", read(before)), Source("y2", read(after))]


def asked(assistant: Assistant, question: str, sources: list[Source], *earlier: str) -> Answer:
    turns = [Turn(q) for q in earlier]
    return assistant.ask(question, sources, turns)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("这三家一共收到多少件申请", "合计27件"),
        ("锦屏街道比南湖街道多几件申请", "多15件"),
        ("有没有街道没收到申请", "为0件的有1个：西宁市城中区礼让街街道办事处"),
        ("申请超过5件的有哪些", "超过5件的有2个"),
        ("谁的申请最少", "最少的是西宁市城中区礼让街街道办事处"),
        ("按申请数量排个名", "最多的是锦屏街道办事处"),
        ("平均每家收到多少申请", "平均9件"),
        ("哪个街道没有收到申请", "礼让街街道办事处2022年"),
        ("哪个街道被复议过", "锦屏街道办事处2023年（2件）、城中区南湖街道办事处2021年（1件）"),
        ("不予公开最多的是哪家", "都是0件"),
    ],
)
def test_a_figure_is_summed_and_compared_over_reports(
    assistant: Assistant, question: str, words: str
) -> None:
    answer = asked(assistant, question, streets())
    assert words in answer.text
    assert answer.citations


def test_an_order_names_the_first_and_shows_all_in_a_table(assistant: Assistant) -> None:
    answer = asked(assistant, "申请数量从多到少排一下", streets())
    assert [row[1] for row in answer.table[1:]] == ["21件", "6件", "0件"]


def test_a_question_that_names_one_of_the_reports_is_about_that_one(assistant: Assistant) -> None:
    answer = asked(assistant, "锦屏街道收到几件", streets())
    assert "21件" in answer.text
    assert {c.report for c in answer.citations} == {"锦屏街道2023"}


@pytest.mark.parametrize(
    ("follow_up", "words"),
    [
        ("两年合计多少", "合计120件"),
        ("哪一年更多", "2023年，66件"),
        ("2022年的呢", "2022年新收政府信息公开申请54件"),
    ],
)
def test_a_follow_up_over_two_years_is_about_the_figure_before(
    assistant: Assistant, follow_up: str, words: str
) -> None:
    assert words in asked(assistant, follow_up, two_years(), "收到多少件申请").text


def test_a_rate_of_an_outcome_is_its_share_and_a_named_rate_is_computed(assistant: Assistant) -> None:
    assert "的2.2%" in asked(assistant, "予以公开率是多少", two_years()[:1]).text
    assert "45÷54＝83.3%" in asked(assistant, "办结率是多少", two_years()[:1]).text


def test_what_only_prose_tells_is_set_in_order_and_the_silent_reports_are_named(assistant: Assistant) -> None:
    answer = asked(assistant, "哪个街道主动公开的信息最多", streets())
    first, *told = answer.text.splitlines()
    assert "最多的是城中区南湖街道办事处" in first
    assert "三百二十一条" in told[0]
    assert "187条" in told[1]
    assert "礼让街街道办事处2022年的报告没有写明" in told[-1]
    assert {c.report for c in answer.citations} == {"南湖街道2021", "锦屏街道2023"}


def test_a_chosen_street_may_be_named_by_its_bare_name(assistant: Assistant) -> None:
    answer = asked(assistant, "锦屏和礼让街谁的复议多", streets())
    assert answer.text.startswith("2份报告中，行政复议最多的是锦屏街道办事处")
