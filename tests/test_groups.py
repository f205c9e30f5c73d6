"""Like quantities of the prose are groups: what follows from them is worked out, and only from them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from answering.evidence.groups import Group, groups_of, rated
from answering.plan.grouped import GroupAsk, Wants, asked_of_groups
from answering.plan.naming import years_named
from reports.parse import parse_bytes

_TITLE = "青州市某局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n"


def _groups(prose: str) -> list[Group]:
    return list(groups_of(parse_bytes(f"{_TITLE}{prose}\n".encode(), "某局2023年度.txt")))


@pytest.mark.parametrize(
    ("prose", "members", "whole"),
    [
        ("收到意见建议17条，采纳11条。", {"采纳": 11}, 17),
        ("11名信息员中45岁以上的有7名，操作较为吃力。", {"45岁以上": 7}, 11),
        ("发放问卷2,180份，回收有效问卷2,046份。", {"回收有效问卷": 2046}, 2180),
        (
            "公开征求意见，收到意见64条,采纳23条,部分采纳9条,未采纳32条。",
            {"采纳": 23, "部分采纳": 9, "未采纳": 32},
            64,
        ),
        (
            "通过网站、微信、微博主动公开信息3052条，分别为884条、1297条和871条。",
            {"网站": 884, "微信": 1297, "微博": 871},
            3052,
        ),
        (
            "我局四个季度得分依次为86.5分、88分、91.5分和94分。",
            {"第一季度": 86.5, "第二季度": 88, "第三季度": 91.5, "第四季度": 94},
            None,
        ),
        ("承办人大代表建议19件、政协提案15件，合计34件。", {"承办人大代表建议": 19, "政协提案": 15}, 34),
    ],
)
def test_members_and_their_whole(prose: str, members: dict[str, float], whole: int | None) -> None:
    group = _groups(prose)[0]
    assert {m.label: m.value for m in group.members} == {k: Decimal(str(v)) for k, v in members.items()}
    assert (group.whole.value if group.whole else None) == whole


def test_what_was_done_of_a_number_told_before_it_makes_a_rate() -> None:
    groups = _groups("发布水质抽检结果4期，抽检水样360份，合格348份。")
    rate = next(rated("合格", groups))
    assert rate.whole is not None and (rate.whole.value, rate.members[0].value) == (360, 348)
    assert not list(rated("整改", groups))


def test_what_is_abolished_is_no_part_of_what_is_made() -> None:
    assert all(g.whole is None for g in _groups("制发行政规范性文件3件，废止2件，现行有效10件。"))


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("征地拆迁的占了几成", Wants.SHARE),
        ("检查出来的问题整改率多少", Wants.SHARE),
        ("投诉办结率怎么算，是多少", Wants.SHARE),
        ("申请是从哪几种途径来的，各多少件", Wants.EACH),
        ("申请内容前三名分别什么，几件", Wants.RANK),
        ("四个季度哪个季度分最高", Wants.RANK),
        ("占前三位的问题加起来多少件", Wants.SUM),
        ("投诉比举报多多少件", Wants.DIFFERENCE),
        ("来信还剩几件没办结", Wants.REST),
        ("五类信息加起来与总数是否一致", Wants.AGREES),
    ],
)
def test_what_a_question_wants_of_a_group(question: str, wants: Wants) -> None:
    asked = asked_of_groups(question)
    assert isinstance(asked, GroupAsk) and asked.wants is wants


@pytest.mark.parametrize("question", ["他牵头搞什么", "局长是谁", "申请同比增长的比例"])
def test_what_wants_nothing_of_a_group(question: str) -> None:
    assert asked_of_groups(question) is None


def test_an_amount_is_no_year() -> None:
    assert years_named("2024年收了2043.7万信息处理费") == [2024]
