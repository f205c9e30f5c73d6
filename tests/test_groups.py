"""Like quantities of the prose are groups: what follows from them is worked out, and only from them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from answering.evidence.groups import Group, groups_of
from answering.evidence.rated import rated
from answering.plan.grouped import GroupAsk, Wants, asked_of_groups, each_rate
from answering.plan.naming import years_named
from reports.model import Report
from reports.parse import parse_bytes

_TITLE = "青州市某局2023年政府信息公开工作年度报告\n\n一、总体情况\n\n"


def _report(prose: str) -> Report:
    return parse_bytes(f"{_TITLE}{prose}\n".encode(), "某局2023年度.txt")


def _groups(prose: str) -> list[Group]:
    return list(groups_of(_report(prose)))


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
        ("按机关分，县本级8件，乡镇（街道）6件。", {"县本级": 8, "乡镇（街道）": 6}, None),
        ("不予公开14件，其中以行政执法案卷为由的9件。", {"以行政执法案卷": 9}, 14),
        (
            "收到申请34件，以纠纷调查、机构设置审批、物资采购为主，分别有11件、9件和6件，其他8件。",
            {"纠纷调查": 11, "机构设置审批": 9, "物资采购": 6, "其他": 8},
            34,
        ),
        (
            "作出处罚决定4316件，其中市容类2806件、建设类214件、油烟类735件、运输类606件。",
            {"市容类": 2806, "建设类": 214, "油烟类": 735, "运输类": 606},
            4316,
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


@pytest.mark.parametrize(
    ("prose", "done", "rate"),
    [
        ("发布水质抽检结果4期，抽检水样360份，合格348份。", "合格", (360, 348)),
        ("督察反馈的31项整改任务逐项公布方案，年底已销号26项。", "销号", (31, 26)),
        ("发出问卷300份，收回286份，满意和基本满意271份。", "回收", (300, 286)),
        ("抽检决定书1200份，不合格7份。", "不合格", (1200, 7)),
        ("收到线索5237条，核实处理4890条。", "处理", (5237, 4890)),
        ("发出问卷300份，收回286份，满意和基本满意271份。", "满意", (286, 271)),
    ],
)
def test_what_was_done_of_a_number_told_before_it_makes_a_rate(
    prose: str, done: str, rate: tuple[int, int]
) -> None:
    found = next(rated(done, _report(prose)))
    assert found.whole is not None and (found.whole.value, found.members[0].value) == rate


def test_what_was_done_of_nothing_told_makes_no_rate() -> None:
    assert not list(rated("整改", _report("抽检水样360份，合格348份。")))


def test_a_part_that_only_few_are_is_named_by_what_they_did() -> None:
    (group,) = _groups("全县民办园29所，只有18所在网上公示了收费标准。")
    assert group.members[0].label == "在网上公示了收费标准"
    assert group.members[0].quote == "只有18所在网上公示了收费标准"


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
        ("处罚那五类求和，与表二的处罚数一不一样", Wants.AGREES),
        ("五类事由相加等不等于报告说的总量", Wants.AGREES),
        ("几个平台之和与总数核过没", Wants.AGREES),
        ("抽查结果三档加起来够40家不", Wants.AGREES),
        ("违停罚单占全部处罚的份额是多少", Wants.SHARE),
        ("处罚决定按五类分，各是多少件", Wants.EACH),
        ("公开渠道哪个发得最多", Wants.RANK),
    ],
)
def test_what_a_question_wants_of_a_group(question: str, wants: Wants) -> None:
    asked = asked_of_groups(question)
    assert isinstance(asked, GroupAsk) and asked.wants is wants


@pytest.mark.parametrize(
    ("question", "places", "apart"),
    [
        ("诉求排第一、第二的类别", (1, 2), False),
        ("三个渠道按条数排名，老二是谁，比老大少多少条", (1, 2), True),
        ("罚单哪一类排末位", (-1,), False),
        ("申请涉及事项谁排第一谁排第二", (1, 2), False),
        ("哪类最多哪类最少", (1, -1), False),
        ("四类信息从多到少排一下", (1, -1), False),
        ("网站信息分类，第三多的是哪一类", (3,), False),
    ],
)
def test_the_places_of_a_ranking(question: str, places: tuple[int, ...], apart: bool) -> None:
    asked = asked_of_groups(question)
    assert asked is not None
    assert (asked.places, asked.apart) == (places, apart)


def test_channels_to_apply_by_are_ways_and_no_channels_of_publication() -> None:
    asked = asked_of_groups("申请渠道谁最少")
    assert asked is not None and asked.kind == "途径"


def test_what_a_share_is_taken_of_is_read() -> None:
    asked = asked_of_groups("旧改补偿相关的占新收申请多大比例")
    assert asked is not None and asked.whole == "新收申请"


def test_what_failed_did_not_pass() -> None:
    assert not list(rated("合格", _report("抽检决定书1200份，不合格7份。")))


def test_the_number_of_what_is_divided_is_read() -> None:
    asked = asked_of_groups("14件不予公开中，执法案卷的占百分之几")
    assert asked is not None and asked.stated == 14


@pytest.mark.parametrize("question", ["音视频解读占总解读的百分之多少", "网络和邮寄的加起来占多少"])
def test_the_share_of_several_together_is_read(question: str) -> None:
    asked = asked_of_groups(question)
    assert asked is not None and asked.several


def test_a_quarter_is_no_place_of_a_ranking() -> None:
    asked = asked_of_groups("哪个渠道第二季度发得最多")
    assert asked is not None and asked.places == (1,)


def test_what_is_left_out_of_a_ranking() -> None:
    asked = asked_of_groups("除“其他”外哪类信息条数最多")
    assert asked is not None and asked.without == "其他"


def test_what_a_rate_is_taken_of_and_how_exactly() -> None:
    asked = asked_of_groups("问卷满意率（按收回的算），保留两位小数")
    assert asked is not None and (asked.done, asked.base, asked.decimals) == ("满意", "收回", 2)


def test_two_rates_of_one_thing_are_two_questions() -> None:
    assert each_rate("问卷回收率和满意率") == ("问卷回收率", "问卷满意率")


@pytest.mark.parametrize("question", ["他牵头搞什么", "局长是谁", "申请同比增长的比例"])
def test_what_wants_nothing_of_a_group(question: str) -> None:
    assert asked_of_groups(question) is None


def test_an_amount_is_no_year() -> None:
    assert years_named("2024年收了2043.7万信息处理费") == [2024]


def test_a_doubted_whole_tells_the_group_in_whatever_words() -> None:
    ask = asked_of_groups("学校评议三档加起来够64所不")
    assert ask is not None and (ask.stated, ask.many) == (64, 3)
    none = asked_of_groups("学校评议三档加起来和总数一样吗")
    assert none is not None and none.stated is None
