"""What a question names is bound to a number of table or prose, added up, put in order, set against the year before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from answering.assistant import Assistant
from answering.evidence.bound import bound, nearness
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.source import Source
from benchmarks.answers import source_of
from benchmarks.generate.prose import prose_report
from retrieval.searches import Searches


@pytest.fixture(scope="module")
def police() -> Source:
    return source_of(prose_report("平原市公安局2023"), "police")


@pytest.fixture(scope="module")
def years() -> list[Source]:
    """A report, and one of the year before that is the same but for 10 applications received and 12 carried forward."""
    now = prose_report("平原市公安局2023")
    rows = dict(now.tables["applications"])
    for row, value in (("new_received", 10), ("carried_forward", 12)):
        rows[row] = {k: Decimal(value if k in ("natural_person", "total") else 0) for k in rows[row]}
    before = source_of(replace(now, tables={**now.tables, "applications": rows}), "before")
    return [replace(before, report=replace(before.report, year=2022)), source_of(now, "now")]


def test_a_name_is_nearer_to_what_counts_it_alone() -> None:
    assert nearness("图解", "图解") > nearness("图解", "视频、图解等多元化解读") > 0
    assert nearness("在线访谈", "召开新闻发布会") == 0


@pytest.mark.parametrize(("name", "value"), [("许可", 45210), ("强制决定", 2210)])
def test_a_name_is_bound_to_a_figure_of_the_tables(police: Source, name: str, value: int) -> None:
    told = bound(name, Held(police, Searches()), Facts())
    assert told is not None and told.value == value


def test_what_is_named_nowhere_stays_unknown(police: Source) -> None:
    assert bound("无人机巡查", Held(police, Searches()), Facts()) is None


def test_all_that_is_named_is_added_up(police: Source) -> None:
    assert "45210＋18321＋2210＝65741" in Assistant().ask("许可、处罚、强制决定全年总数", [police]).text


def test_a_change_has_its_verdict_first_and_its_arithmetic(years: list[Source]) -> None:
    text = Assistant().ask("和上年比，申请多了几件，涨了百分之多少？", years).text
    assert text.startswith("新收政府信息公开申请增加") and "2022年10件" in text and "160－10＝150" in text


def test_what_was_carried_forward_is_set_against_what_was_taken_over(years: list[Source]) -> None:
    text = Assistant().ask("上年结转对得上去年的结转下年吗？", years).text
    assert "对得上，一致" in text and text.count("12件") == 2 and "规范性文件" not in text


def test_of_a_year_whose_cell_is_blank_nobody_says_how_it_changed(years: list[Source]) -> None:
    before, now = years
    table = now.report.tables["applications"]
    blank = replace(table.cells["new_received"]["total"], value=None)
    rows = {**table.cells, "new_received": dict.fromkeys(table.cells["new_received"], blank)}
    report = replace(now.report, tables={**now.report.tables, "applications": replace(table, cells=rows)})
    text = Assistant().ask("和上年比，申请多了几件？", [before, replace(now, report=report)]).text
    assert text.startswith("新收政府信息公开申请无法比较：2022年10件，2023年未填")
