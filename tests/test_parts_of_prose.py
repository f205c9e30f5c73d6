"""Shares, rates, ranks and sums of what the prose tells side by side, over parts of a report of any wording."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.source import Source
from reports.parse import parse_bytes

PROSE = (
    "（一）主动公开。全年公开信息800条，其中网站500条、公众号260条、微博40条。网站信息中，动态类260条，财政类90条，其他150条。"
    "出台文件4件，配套解读20篇，包括图解10篇、视频解读6篇、音频解读4篇。12345热线转办工单1200件，办结1180件，满意率91.3%。\n"
    "（二）执法公示。3000件行政处罚决定全部上网，按类别分：市容1800件、违法停车700件、渣土运输500件；抽检决定书1000份，不合格8份。\n"
    "（三）问题收集。“院坝会”开了12场，现场答复问题80个，带回去研究的20个。"
)


def ask(assistant: Assistant, question: str, prose: str = PROSE) -> str:
    text = f"青岭县城管局2021年政府信息公开工作年度报告\n\n一、总体情况\n{prose}\n\n五、存在的主要问题及改进情况\n解读偏少。\n"
    return assistant.ask(question, (Source("城管2021", parse_bytes(text.encode(), "报告.txt")),)).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("违停罚单占全部处罚的份额是多少", "700÷3000＝23.3%"),
        ("音视频解读占全部解读的百分之几", "50%"),
        ("热线转来的工单办结率？报告没写，自己除一下", "1180÷1200＝98.3%"),
        ("抽检的决定书不合格率多少", "8÷1000＝0.8%"),
        ("院坝会上的问题，现场就答了的占几成", "80÷（80＋20）＝80"),
        ("三个发布渠道谁发得最少", "微博（40条）"),
        ("网站信息分类，第二多的是哪一类", "财政类（90条）"),
        ("处罚决定按三类分，各是多少件", "违法停车700件"),
        ("处罚那三类求和，与处罚总数一不一样", "1800＋700＋500＝3000"),
    ],
)
def test_what_parts_make_is_worked_out(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question)


def test_a_percentage_is_worked_out_from_the_count_that_is_said_to_have_grown(assistant: Assistant) -> None:
    prose = "新收申请81件，上年结转5件，办结82件，结转下年度4件。新收数比2020年的69件多12件，增长17.4%。"
    assert "12÷69＝17.4%，算得对" in ask(assistant, "“增长17.4%”算对了没有", prose)


TURNED = "处罚总数比2020年的9312件减少855件，下降9.2%。公开信息187条，较2020年的210条减少23条。"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("为什么处罚件数大幅增加", "方向相反"),
        ("公开条数比上年降了百分之几", "（210－187）÷210＝10.95%"),
    ],
)
def test_a_change_is_told_as_it_was(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question, TURNED)


def test_a_change_that_is_told_as_asked_is_not_corrected(assistant: Assistant) -> None:
    assert "与报告不符" not in ask(assistant, "处罚为什么减少了", TURNED)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("网站信息哪两类发得最多", "前2项是：动态类460条、公告类250条"),
        ("网站信息倒数第二的是哪一类", "倒数第2位的是公告类（250条）"),
    ],
)
def test_places_from_either_end_are_ranked(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question, "网站信息800条，其中动态类460条，公告类250条，财政类90条。")


LISTS = (
    "公布“白名单”29家、“黑名单”6家。“局长信箱”来信1486件，办结1459件。门户网站发布信息2640条，上年为2410条，增长9.5%。\n"
    "收到申请18件。申请以职称评审、幼儿园审批、学区划分三类为主，分别为7件、5件和4件，另有2件属其他事项。"
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("白名单比黑名单多几家", "（29－6＝23）"),
        ("信箱来信没办结的还有几件", "（1486－1459＝27）"),
        ("信息发布量比上年多了多少条", "2640－2410＝230"),
        ("职称评审类申请占几成", "7÷18＝38.9%"),
    ],
)
def test_what_lists_tell_is_told_of_its_own_things(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question, LISTS)


SHARED = "配套解读20篇，包括图解10篇、文字解读6篇、视频解读4篇。公开征求意见，收到意见94条，采纳41条。"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("文字和图解解读合起来占比", "16÷20＝80%"),
        ("征求意见没有采纳的有多少条", "（94－41＝53）"),
        ("视频和文字两类解读之和", "6＋4＝10"),
    ],
)
def test_every_thing_that_is_named_is_taken(assistant: Assistant, question: str, said: str) -> None:
    assert said in ask(assistant, question, SHARED)


def test_a_rank_of_changes_is_no_rank_of_numbers(assistant: Assistant) -> None:
    assert "最多的是" not in ask(assistant, "哪类申请降得最多", LISTS)
