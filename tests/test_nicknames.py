"""Agencies by their everyday short names, and which years are meant where none is said."""

from __future__ import annotations

import pytest

from answering.plan.nicknames import called
from answering.plan.scope import Named, mentioned

REPORTS = [
    Named("交通2022", "青澜市云浦区交通运输局", 2022),
    Named("交通2023", "青澜市云浦区交通运输局", 2023),
    Named("城管", "青澜市云浦区城市管理局(综合行政执法局)", 2024),
    Named("区", "青澜市云浦区人民政府", 2023),
    Named("财政", "青澜市财政局", 2024),
]


@pytest.mark.parametrize(
    ("agency", "question", "said"),
    [
        ("云渡市卫生健康委员会", "卫健委收了几件", "卫健委"),
        ("明川区市场监督管理局", "市监局谁分管", "市监局"),
        ("平川市医疗保障局", "请问市医保局的电话", "医保局"),
        ("沅北县农业农村局", "农业局有没有复议", "农业局"),
        ("沅北县农业农村局", "明州市农业局有没有复议", ""),
        ("云浦区城市管理局", "城管2024年几件", "城管"),
        ("云浦区教育局", "教育入学公开了多少条", ""),
        ("沅北县柳溪乡人民政府", "乡里谁管", "乡里"),
        ("云浦区人民政府", "哪个小区里有", ""),
    ],
)
def test_a_short_name_is_found_where_it_stands(agency: str, question: str, said: str) -> None:
    span = called(agency, question)
    assert (question[slice(*span)] if span else "") == said


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("交通局有几件现行有效文件", ["交通2023", "交通2022"]),
        ("交通局22年收了几件", ["交通2022"]),
        ("城管局和财政局谁办结得多", ["城管", "财政"]),
        ("区里公开了多少条", ["区"]),
        ("区里城管收了几件", ["城管"]),
        ("青澜市交通局收了几件", []),
        ("今天天气怎么样", []),
    ],
)
def test_a_question_binds_every_agency_that_it_names(question: str, named: list[str]) -> None:
    assert [n.id for n in mentioned(question, REPORTS)] == named
