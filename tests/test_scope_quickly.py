"""Of thousands of agencies only those are looked at that a question can name: none that it names is passed over."""

from __future__ import annotations

import pytest

from answering.plan.nicknames import characters_of
from answering.plan.scope import Named, may_be_named, mentioned, place_of_agency
from benchmarks.generate import make_content

AGENCIES = sorted(
    {make_content(n, level=level).agency for n in range(60) for level in ("department", "township", "government")}
    | {
        "相山区残疾人联合会", "云溪县人民政府", "明州市自然资源和规划局", "明州市生态环境局", "云溪县人力资源和社会保障局",
        "青龙县卫生健康委员会", "云溪县城市管理局", "锦屏街道办事处", "云溪县发展和改革委员会", "政务服务管理办公室（行政审批局）",
    }
)  # fmt: skip
TOLD = (
    "{a}收到多少件申请", "{short}2022年收到多少件申请", "我们区里有几件", "县政府呢", "市里收到多少", "区交通局和{a}谁多", "环保局收到几件",
    "自规局和人社局谁的多", "城管2023年收到多少", "卫健委", "残联的报告", "哪个单位收到的申请最多", "多久给答复", "发改委跟住建局比", "锦屏的复议多吗",
)  # fmt: skip


@pytest.mark.parametrize("told", TOLD)
def test_no_agency_that_a_question_names_is_passed_over(told: str) -> None:
    for named in AGENCIES:
        question = told.format(a=named, short=named[-3:])
        said = characters_of(question)
        left = [a for a in AGENCIES if not may_be_named(a, said)]
        assert [a for a in left if place_of_agency(a, question) is not None] == []
        if question == told:
            break


def test_most_are_passed_over() -> None:
    said = characters_of("哪个单位收到的申请最多")
    assert sum(may_be_named(a, said) for a in AGENCIES) < len(AGENCIES) / 10


def test_one_of_many_is_found() -> None:
    kinds = ("教育", "财政", "民政")
    reports = [Named(str(n), f"云溪{n}区{kinds[n % 3]}局", 2022) for n in range(900)]
    assert [r.id for r in mentioned("云溪100区财政局收到多少件", reports)] == ["100"]
