"""Which reports a question is about that names a place or nothing, after the questions before it."""

from __future__ import annotations

import pytest

from answering.plan.places_said import unknown_places
from answering.plan.scope import Named, at_place, meant_before, mentioned

HEALTH = Named("h", "澜江市卫生健康委员会", 2024)
LAND = Named("l", "澜江市自然资源和规划局", 2022)
COUNTY = [Named("c4", "云陂县人民政府", 2024), Named("c3", "云陂县人民政府", 2023)]
SHELF = [HEALTH, LAND, *COUNTY]


def test_a_place_with_its_rank_or_without_names_the_agencies_there() -> None:
    assert at_place("澜江市有多少家医院有发热门诊", SHELF) == [HEALTH, LAND]
    assert at_place("澜江哪里能看发烧", SHELF) == [HEALTH, LAND]


def test_of_a_place_the_reports_of_the_year_that_is_named_are_meant() -> None:
    assert at_place("澜江22年批了多少地", SHELF) == [LAND]


def test_a_year_alone_is_asked_of_the_agency_of_the_question_before() -> None:
    assert meant_before("那2023年呢", ["云陂县2024年新收申请多少件"], SHELF) == [COUNTY[1]]


def test_a_question_without_a_name_stays_with_the_report_of_the_question_before() -> None:
    assert meant_before("平均几天答复", ["云陂县2024年新收申请多少件"], SHELF) == [COUNTY[0]]


def test_questions_before_that_name_no_agency_leave_it_open() -> None:
    assert meant_before("那2023年呢", ["收到申请后多久答复"], SHELF) == []


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("望鹤街道电话是多少", ["望鹤街道"]),
        ("武汉市收到多少件申请", ["武汉市"]),
        ("问下临渡市城管局电话", []),
        ("我们镇收到多少件", []),
        ("被扣分的是哪个街道", []),
    ],
)
def test_a_place_that_no_agency_has_is_unknown(question: str, unknown: list[str]) -> None:
    assert unknown_places(question, ["临渡市城市管理综合行政执法局"]) == unknown


def test_a_street_is_named_without_the_government_over_it() -> None:
    street = Named("s", "棠湖区人民政府青槐街道办事处", 2025)
    assert mentioned("青槐街道有人申请公开吗", [street]) == [street]
