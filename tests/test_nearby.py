"""Where nothing answers, what is nearest is shown as near; a place is found by what is meant and told with its heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from answering.assistant import Assistant, Turn
from answering.source import Source
from reports.parse import parse_file

REPORTS = Path(__file__).resolve().parent.parent / "benchmarks" / "outside"


def source(name: str) -> Source:
    (path,) = REPORTS.glob(f"*/{name}.txt")
    return Source(name, parse_file(path))


STREET, LAND = "汾桥区荷坪街道办事处2024年度", "嵘州市自然资源和规划局2023年度"


def test_what_nothing_answers_is_silent_and_shows_what_is_nearest() -> None:
    answer = Assistant().ask("办不下来房产证的小区解决了几个", [source("嵘州市自然资源和规划局2022年度")])
    assert answer.abstained and "最接近的写法" in answer.text
    (citation,) = answer.citations
    assert "27个小区" in citation.quote and citation.quote in answer.text


@pytest.mark.parametrize("question", ["今天股票涨了吗", "给我讲个笑话"])
def test_what_no_report_tells_of_has_nothing_near(question: str) -> None:
    answer = Assistant().ask(question)
    assert answer.abstained and not answer.citations


def test_a_silence_with_a_reason_keeps_to_it() -> None:
    answer = Assistant().ask("局长电话多少", [source(LAND)])
    assert answer.abstained and "最相近" not in answer.text


@pytest.mark.parametrize(
    ("name", "question", "place"),
    [
        (LAND, "聘监督员的事，在第几部分第几小节", "监督保障"),
        ("柏川县人民政府2023年度", "4%的权重出自哪一节", "监督保障"),
        ("汾桥区教育和体育局2023年度", "学区那件事写在报告哪里？", "主动公开"),
    ],
)
def test_a_place_is_told_with_the_heading_that_it_stands_under(name: str, question: str, place: str) -> None:
    answer = Assistant().ask(question, [source(name)])
    assert not answer.abstained and place in answer.text.split("：")[0]


def test_another_figure_named_after_one_keeps_nothing_of_it() -> None:
    before = Turn("街道作了多少行政处罚决定")
    text = Assistant().ask("强制呢", [source(STREET)], [before]).text
    assert "行政强制" in text and "行政处罚" not in text
