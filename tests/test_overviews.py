"""Summaries, judgements and drafts: their frames, their limits, what they dwell on, two years set against each other."""

from __future__ import annotations

import re

import pytest

from answering.assistant import Assistant
from answering.overview.commonplaces import commonplace, commonplaces
from answering.overview.frames import genres
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.conversations import report_of
from benchmarks.generate.prose import prose_report


@pytest.fixture(scope="module")
def town() -> Source:
    return source_of(prose_report("磐石镇2021"), "town")


def told(source: Source, question: str) -> str:
    return re.sub(r"\[\d+\]", "", Assistant().ask(question, [source]).text)


@pytest.mark.parametrize("text", commonplaces().has)
def test_a_set_phrase_is_known(text: str) -> None:
    assert commonplace(text)


@pytest.mark.parametrize("text", commonplaces().has_none)
def test_what_was_done_is_no_set_phrase(text: str) -> None:
    assert not commonplace(text)


@pytest.mark.parametrize(
    ("genre", "question"),
    [
        ("summary", "这份报告主要讲了什么"),
        ("summary.problems", "只总结问题，不要措施"),
        ("summary.measures", "归纳一下改进打算"),
        ("judgement", "你觉得他们做得怎么样"),
        ("judgement.publish", "能直接公布吗，还是退回"),
        ("lead", "给我写个新闻导语"),
        ("comment", "写一段点评"),
        ("comment.bad", "写一段批评的话"),
        ("circular", "写句通报里的话"),
        ("circular.good", "写句通报表扬的话"),
        ("circular.errors", "写一段通报里的话，说数据有差错"),
        ("opinion", "替我拟个审核意见"),
        ("notice", "帮写个通知，让各站办所报信息"),
        ("notice.both", "拟一条表扬兼提醒的短信"),
    ],
)
def test_a_genre_has_the_words_of_its_example(town: Source, genre: str, question: str) -> None:
    text = told(town, question)
    assert [w for w in genres()[genre].example if w not in text] == []
    assert not re.search("。；|；；|，，|。。|：。|\\{", text)


@pytest.mark.parametrize(("question", "most"), [("一百字的点评", 110), ("200字摘要", 220)])
def test_a_limit_of_length_is_kept_without_cutting_a_sentence(town: Source, question: str, most: int) -> None:
    text = told(town, question)
    assert len(text) <= most and text.endswith("。")


@pytest.mark.parametrize(("question", "points"), [("三点总结一下主要成绩", 3), ("两点概括这份报告", 2)])
def test_as_many_points_as_are_asked_for(town: Source, question: str, points: int) -> None:
    lines = told(town, question).splitlines()
    assert [line[:2] for line in lines] == [f"{n}." for n in range(1, points + 1)]


def test_one_sentence_is_one_and_has_no_empty_place(town: Source) -> None:
    assert told(town, "一句话概括这份报告").count("。") == 1


def test_only_problems_are_told_without_measures(town: Source) -> None:
    text = told(town, "只总结问题，不要措施")
    assert "年纪偏大" in text and "移到村口" not in text


def test_the_day_of_a_report_is_held_against_the_one_that_is_set() -> None:
    office = source_of(prose_report("高平县自然资源局2023"), "office")
    assert told(office, "报告1月30日发布算不算超期").startswith("没有超期")
    assert told(office, "报告2月5日才公布，晚了没有").startswith("超期了")


@pytest.mark.parametrize(
    "question", ["三百字以内讲讲磐石公开工作，突出数据", "写段话向县政府报告信息公开总体数据"]
)
def test_words_of_any_report_are_no_topic(town: Source, question: str) -> None:
    assert "新收政府信息公开申请" in told(town, question)


def test_an_opinion_that_only_says_what_is_to_be_mended_tells_what_the_review_found(town: Source) -> None:
    assert "指出要改的" not in told(town, "写个退回修改的通知，指出要改的")


BUREAUS = ("岚江市生态环境局2023年度", "岚江市生态环境局2024年度")


def told_of_both(question: str) -> str:
    return re.sub(r"\[\d+\]", "", Assistant().ask(question, [report_of(n) for n in BUREAUS]).text)


def test_a_comment_on_one_problem_tells_that_problem_and_its_measure() -> None:
    text = told(report_of(BUREAUS[1]), "起草一小段点评：噪声类诉求占比高的问题，两三句即可")
    assert "知识库" in text and "工作有成效" not in text


def test_a_comment_on_two_years_dwells_on_the_figures_that_it_is_to_bring_out() -> None:
    text = told_of_both("写一段两年对比的评语，突出解读量和申请量")
    assert "政策解读由8篇变为17篇" in text and "行政复议" not in text


def test_whether_something_got_better_is_judged_by_its_own_figures() -> None:
    text = told_of_both("复议被纠正的情况是好转还是恶化？")
    assert "行政复议结果纠正由1件变为0件" in text and "尚未审结" not in text


def test_whether_measures_answer_the_problems_is_told_from_part_five() -> None:
    text = told(report_of(BUREAUS[1]), "这三个问题写得实不实，改进措施对得上吗")
    assert "噪声问答库" in text and "等式" not in text
