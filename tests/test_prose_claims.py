"""What prose claims beyond a plain count: joint figures, denials, results, shares, changes, last year, notes.

Each kind is tried in many wordings put together from how offices write, on a report whose text and tables agree: the true
ones must be quiet, the false ones found.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from benchmarks.generate.prose import prose_report
from benchmarks.planted import findings, read
from review.finding import Finding
from review.reviewer import review

REPORT = "相山区教育局2022"
APPLICATIONS = prose_report(REPORT).tables["applications"]


def total(row: str) -> int:
    return int(APPLICATIONS[row]["total"])


def told(sentence: str, section: str = "一", **cells: tuple[str, str, str, int]) -> list[Finding]:
    """What a sentence adds to what the review says of the report; `cells` set single cells of its tables."""
    content = prose_report(REPORT)
    for table, row, column, value in cells.values():
        content.tables[table][row][column] = Decimal(value)
    before = {f.message for f in findings(content)}
    content.sections[section].append(sentence)
    return [f for f in findings(content) if f.message not in before]


GRANTED, PARTLY, UNABLE = total("granted"), total("partially_granted"), total("unable_not_held")
DENIED = sum(total(r) for r in APPLICATIONS if r.startswith("denied_"))
NEW, CARRIED, FORWARD = total("new_received"), total("carried_over"), total("carried_forward")
ALL_UNABLE = sum(total(r) for r in APPLICATIONS if r.startswith("unable_"))

JOINED = [
    (f"办理政府信息公开申请中，{one}{join}{other}{of}{{}}件。", value)
    for join, of, (one, other, value) in product(
        ("和", "及", "与", "或", "以及", "、"),
        ("", "的", "共", "合计"),
        (
            ("予以公开", "部分公开", GRANTED + PARTLY),
            ("同意公开", "部分公开", GRANTED + PARTLY),
            ("不予公开", "无法提供", DENIED + ALL_UNABLE),
        ),
    )
]


@pytest.mark.parametrize(("wording", "value"), JOINED)
def test_a_joint_figure_is_the_sum_of_its_parts_and_no_figure_of_one(wording: str, value: int) -> None:
    assert told(wording.format(value)) == []
    assert [f.rule for f in told(wording.format(value + 30))] == ["TXT02"]


@pytest.mark.parametrize(
    "includes", ["（含部分公开{}件）", "（包括部分公开{}件）", "（其中部分公开{}件）", "，含部分公开{}件"]
)
def test_a_figure_may_include_the_one_told_after_it(includes: str) -> None:
    assert told(f"办理的政府信息公开申请中，同意公开{GRANTED + PARTLY}件{includes.format(PARTLY)}。") == []


@pytest.mark.parametrize(
    "wording",
    [
        "全年受理行政复议申请86件，其中涉及政府信息公开{}件。", "全年行政复议案件86件，其中因政府信息公开引发的{}件。",
        "本年度作为被申请人的行政复议案件86件，其中政府信息公开类案件{}件，结果维持。",
    ],
)  # fmt: skip
def test_of_all_reconsiderations_only_those_on_disclosure_are_compared(wording: str) -> None:
    assert told(wording.format(1)) == []


ACTS = {"行政许可": "作出", "行政处罚": "实施", "行政强制": "实施"}
NONE = (
    "未{verb}{act}。",
    "没有{act}。",
    "我局无{act}事项。",
    "我局不涉及{act}事项。",
    "全年未{verb}{act}决定。",
    "从未{verb}过{act}。",
)


@pytest.mark.parametrize(
    ("sentence", "row"), [(n.format(verb=v, act=act), act) for act, v in ACTS.items() for n in NONE]
)
def test_a_denial_is_held_against_the_table_of_active_disclosure(sentence: str, row: str) -> None:
    assert told(sentence, cell=("active_disclosure", row, "本年处理决定数量", 0)) == []
    eight = ("active_disclosure", row, "本年处理决定数量", 8)
    assert [(f.rule, f.actual) for f in told(sentence, cell=eight)] == [("TXT07", "0")]


@pytest.mark.parametrize("result", ["均被纠正", "结果纠正", "均予以纠正", "尚未审结", "正在审理中"])
def test_a_result_without_a_number_is_that_of_all_the_cases(result: str) -> None:
    sentence = f"因政府信息公开引发行政复议1件，{result}。"
    assert {"TXT04"} == {f.rule for f in told(sentence)}
    assert told("因政府信息公开引发行政复议1件，结果维持。") == []


@pytest.mark.parametrize("money", ["126元", "1.26亿元", "12.6元", "0元"])
def test_money_is_compared_in_its_unit(money: str) -> None:
    cell = {"cell": ("active_disclosure", "行政事业性收费", "本年收费金额（单位：万元）", 126)}
    assert [f.rule for f in told(f"全年收取行政事业性收费{money}。", **cell)] == ["TXT07"]
    assert told("全年收取行政事业性收费126万元。", **cell) == []
    assert told("全年收取行政事业性收费1260000元。", **cell) == []


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("收到的政府信息公开申请全部按时办结。", True), ("政府信息公开申请均已在法定期限内答复。", False),
        ("依申请公开办结率100%。", True), ("所有申请均已按期办结，依申请公开渠道畅通。", True),
        ("收到的建议提案全部按时办结。", False), ("除结转下年度的外，政府信息公开申请全部按时办结。", False),
        ("到期的政府信息公开申请均已按时答复。", False), ("12345热线工单办结率100%。", False), ("2019年收到的政府信息公开申请均在法定期限内答复。", False),
        ("政府信息公开申请按期答复率100%。", False), ("政府信息公开申请平均答复用时8个工作日。", False),
    ],
)  # fmt: skip
def test_all_dealt_with_does_not_go_with_some_carried_forward(claim: str, found: bool) -> None:
    assert FORWARD > 0
    assert ("TXT14" in {f.rule for f in told(claim)}) is found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("新收政府信息公开申请中，自然人申请占86.7%。", False), ("新收政府信息公开申请中，自然人申请占96.7%。", True),
        (f"共办理政府信息公开申请{NEW}件，自然人申请13件，占86.7%。", False),
        (f"共办理政府信息公开申请{NEW}件，自然人申请13件，占76.7%。", True),
        ("平台访问量12件，同比增长2倍（上年4件）。", False), ("平台咨询12件，同比增长2倍（上年6件）。", True),
        ("平台咨询12件，同比增长1倍（上年6件）。", False),
    ],
)  # fmt: skip
def test_shares_and_multiples_are_computed(sentence: str, found: bool) -> None:
    assert bool([f for f in told(sentence) if f.rule == "TXT10"]) is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("全年发布政策解读稿件5篇。", "全年发布政策解读稿件8篇。", True),
        ("开展政务公开业务培训3次。", "组织政务公开业务培训2次。", True),
        ("开展政务公开业务培训3次。", "上半年开展政务公开业务培训2次。", False),
        ("召开会议3次。", "召开会议1次。", False),
        ("通过微博发布政策问答5篇。", "通过微信发布政策问答8篇。", False),
    ],
)
def test_one_thing_has_one_figure(one: str, other: str, found: bool) -> None:
    assert bool([f for f in told(one + "\n" + other) if f.rule == "TXT09"]) is found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("（2021年为20件）", False), ("（2021年为10件）", True), ("，同比减少25%", False), ("，同比增长25%", True),
        ("，比上年减少5件", False), ("，比上年增加5件", True), ("，较2021年减少5件", False), ("，较2021年减少8件", True),
    ],
)  # fmt: skip
def test_what_is_said_of_last_year_is_held_against_last_years_report(said: str, found: bool) -> None:
    content, before = prose_report(REPORT), prose_report(REPORT)
    before.tables["applications"]["new_received"]["total"] = Decimal(20)
    content.sections["一"] = [
        p.replace(f"共收到政府信息公开申请{NEW}件", f"共收到政府信息公开申请{NEW}件{said}")
        for p in content.sections["一"]
    ]
    earlier = replace(read(before), year=2021)
    assert ("TXT15" in {f.rule for f in review(read(content), previous=earlier)}) is found
    other = replace(earlier, agency="南山区教育局")
    assert "TXT15" not in {f.rule for f in review(read(content), previous=other)}


@pytest.mark.parametrize("note", ["注：行政复议数据含上年度尚未审结1件。", "备注：复议数含上年结转。", "说明：因口径调整，以本表为准。"])  # fmt: skip
def test_a_note_under_a_table_is_read_before_its_numbers_are_judged(note: str) -> None:
    content = prose_report(REPORT)
    group = content.tables["disputes"]["review"]
    group["upheld"] += 1
    group["total"] += 1
    assert "TXT04" in {f.rule for f in findings(content)}
    content.sections["四"] = [*content.sections["四"], note]
    assert "TXT04" not in {f.rule for f in findings(content)}


def test_what_was_carried_over_may_be_told_apart() -> None:
    done = total("total")
    assert told(f"政府信息公开申请办理完毕{done - CARRIED}件；办理上年结转申请{CARRIED}件。") == []


def test_a_list_within_an_item_is_no_item() -> None:
    sentence = "专栏公开信息50条。其中机构类信息20条，内有领导成员10条、机构职能10条；工作类信息11条，其中通知公告5条、工作动态6条；政策文件类信息19条。"
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("claim", "code", "found"),
    [
        ("公开目录由81项调整为86项，新增7项、取消3项。", "TXT24", True), ("公开目录由81项调整为86项，新增7项、取消2项。", "TXT24", False),
        ("政务新媒体由33个整合为27个，减少8个。", "TXT24", True), ("政务新媒体由33个整合为27个，减少6个。", "TXT24", False),
        ("公示低保对象143户196人，较上年末的151户207人减少8户9人。", "TXT24", True), ("公示低保对象143户196人，较上年末的151户207人减少8户11人。", "TXT24", False),
        ("举办活动18场，参加群众1420人次，场均约97人次。", "TXT28", True), ("举办活动18场，参加群众1420人次，场均约79人次。", "TXT28", False),
        ("考核名次由第5位升至第8位。", "TXT26", True), ("考核名次由第8位升至第5位。", "TXT26", False),
        ("办得最快的4个工作日，最慢的18个工作日，平均19个工作日。", "TXT19", True), ("办得最快的4个工作日，最慢的18个工作日，平均11个工作日。", "TXT19", False),
        ("信息均在10个工作日内上传，最长的用了12个工作日。", "TXT19", True), ("信息均在10个工作日内上传，最长的用了8个工作日。", "TXT19", False),
        ("检查历史信息3.86条。", "TXT19", True), ("检查历史信息3.86万条。", "TXT19", False),
        ("问卷收回1512份，表示满意的1421份，占收回数的84.58%。", "TXT10", True), ("问卷收回1512份，表示满意的1421份，占收回数的93.98%。", "TXT10", False),
        ("经批准延期答复申请1件，办理共用43个工作日。", "TIM07", True), ("经批准延期答复申请1件，办理共用31个工作日。", "TIM07", False),
        ("方案于6月27日印发，6月1日起施行。", "TIM11", True), ("方案于6月27日印发，8月1日起施行。", "TIM11", False),
        ("公示列明学生姓名、家庭住址和身份证号码。", "IDN11", True), ("公示只列姓氏，不列家庭住址和身份证号码。", "IDN11", False),
    ],
)  # fmt: skip
def test_what_a_sentence_reckons_or_publishes_is_told_only_where_it_is_wrong(
    claim: str, code: str, found: bool
) -> None:
    assert (code in {f.rule for f in told(claim)}) is found
