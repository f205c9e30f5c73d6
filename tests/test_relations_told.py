"""Statements of a text that are held against each other, the tables and the Regulation: wrong ones told, true ones quiet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.generate.prose import prose_report
from benchmarks.planted import read
from reports.model import Level
from review.reviewer import review
from tests.test_prose_claims import CARRIED, REPORT, told

PUNISHED = int(prose_report(REPORT).tables["active_disclosure"]["行政处罚"]["本年处理决定数量"])


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (f"行政处罚决定比上年的{PUNISHED + 6}件减少5件。", "TXT29"),
        (f"行政处罚较2021年的{PUNISHED + 6}件减少了4件。", "TXT29"),
        (f"加上2021年结转的{CARRIED + 1}件一并办理。", "TXT29"),
        (f"上年结转申请{CARRIED + 2}件已全部办结。", "TXT02"),
        (f"2021年结转申请{CARRIED + 2}件已全部办结。", "TXT29"),
        ("办法于7月15日印发、7月8日公开。", "TIM11"),
        ("方案于9月15日印发，并于9月3日在县政府网站公布。", "TIM11"),
        ("这件申请9月15日收到，9月3日答复。", "TIM11"),
        ("规范性文件全部在印发后30个工作日内公开。", "TIM08"),
        ("信息自形成之日起25个工作日内公开。", "TIM08"),
        ("均自收到申请之日起30个工作日内答复。", "TIM08"),
        ("资料均在收到批准文件后10个工作日内上传，最长的用了12个工作日。", "TXT19"),
        ("4次测评得分分别为94分、95分、96分、97分，平均93分。", "TXT28"),
        ("公示补贴3268户、面积1.42万亩、金额134.9亿元，亩均95元。", "TXT28"),
        ("专栏的168条按内容分，有机构信息62条、财政资金58条、社会救助37条、其他13条。", "TXT08"),
        ("收到的53件从渠道看，信函24件、网络23件、当面8件。", "TXT08"),
        ("《公报》为季刊，全年出版6期，每期印300册。", "TXT27"),
        ("公开简报为双月刊，全年编印7期。", "TXT27"),
        ("每月编发简报2期，全年共26期。", "TXT27"),
        ("杨柳社区、北桥社区三处的公开栏没有更新。", "TXT27"),
        ("要点确定24项任务，年末全部完成，剩余1项因平台升级顺延至下年。", "TXT30"),
        ("通报问题12个，均已整改，尚有2个未整改到位。", "TXT30"),
        ("配套解读只有2篇、解读率达100%。", "TXT30"),
        ("网办率由15%降至2.5%，下降12.5%。", "TXT30"),
        ("公开信息218条，比上年增加14条，增长6.9个百分点。", "TXT30"),
        ("参加人员36人次、38人次，共74人。", "TXT30"),
        ("收取信息处理费1100元，留作办公经费。", "TXT31"),
        ("发出信息处理费收费通知1件，收取260元，已用于补充办公经费。", "TXT31"),
        ("另有1件申请人逾期未缴纳，已予以公开。", "TXT31"),
        ("另有1件申请人逾期没有缴费，仍予以提供。", "TXT31"),
        ("另有1件是11月3日收到的，没有到期，转到下年办理。", "TXT22"),
        ("受训人员分别为51人次、47人次、52人次，共3期，平均每期54人次。", "TXT28"),
        ("低保对象13479人，比上年末减少357人，下降5.58%。", "TXT10"),
    ],
)
def test_what_contradicts_is_told(claim: str, code: str) -> None:
    assert code in {f.rule for f in told(claim)}


@pytest.mark.parametrize(
    "claim",
    [
        f"行政处罚决定比上年的{PUNISHED + 6}件减少6件。",
        f"其中本级收到8件（不含2021年结转{CARRIED + 6}件）。",
        "热线工单比上年的120件减少20件。",
        "上年结转的信访事项4件全部办结。",
        "上年结转的建议提案2件已办复。",
        "网站栏目由9个归并为7个。",
        "解读材料由上年的5篇增加到7篇。",
        "办法于7月8日印发、7月15日公开。",
        "6月2日公开征求意见，7月1日印发，8月1日起施行。",
        "办法于7月1日印发，此前的6月2日公开征求意见。",
        "7月5日印发公开工作要点；3月1日公布上年度的年度报告。",
        "10月8日印发通知，9月1日公布的目录同时废止。",
        "规范性文件全部在印发后3个工作日内公开。",
        "均在收到申请后20个工作日内答复。",
        "在收到申请之日起7个工作日内告知补正。",
        "资料均在收到批准文件后10个工作日内上传，最长的用了8个工作日。",
        "4次测评得分分别为94分、95分、96分、97分，平均95.5分。",
        "公示补贴3268户、面积1.42万亩、金额134.9万元，亩均95元。",
        "专栏的168条按内容分，有机构信息62条、财政资金58条、社会救助35条、其他13条。",
        "《公报》为双月刊，全年出版6期。",
        "《半月刊》为内部刊物，编印3期。",
        "11个村每月张贴1次，全年共132次。",
        "杨柳社区、北桥社区两处的公开栏没有更新。",
        "杨柳村、北桥村三个月没有更新。",
        "要点确定24项任务，除1项顺延外，全部完成，剩余1项正在办理。",
        "其中23项已全部完成，其余1项正在推进。",
        "其中应于年内完成的已全部完成，其余2项跨年实施。",
        "问题已全部整改，还有2项建议待研究。",
        "网办率由15%降至2.5%，下降12.5个百分点。",
        "网办率由15%降至2.5%，降幅83.3%。",
        "网办率为98%，比上年提高2个百分点。",
        "参加人员36人次、38人次，共74人次。",
        "收取信息处理费不得留作办公经费。",
        "另有1件申请人逾期未缴纳，不再处理，其余已予以公开。",
        "另有1件是12月22日收到的，没有到期，转到下年办理。",
        "受训人员分别为51人次、47人次、52人次，共3期，平均每期50人次。",
        "全县低保对象8986户13479人，户均1.50人，总人数比上年末减少357人，下降2.58%。",
        "发出收费通知3份。其中1份按件计收，收取400元；1份按量计收，收取560元；这两份共960元。另1份没有缴纳。",
        "全年推送信息1236条。网站742条，公众号418条，其余76条登在公报。",
        "中止办理14件，其中等待法院裁判的9件。9件中止办理中有2件已恢复。",
    ],
)
def test_what_agrees_or_is_of_other_things_is_not(claim: str) -> None:
    assert told(claim) == []


@pytest.mark.parametrize(("said", "found"), [("1件", False), ("3件", True)])
def test_cases_that_were_pending_are_held_against_last_years_table(said: str, found: bool) -> None:
    content, before = prose_report(REPORT), prose_report(REPORT)
    before.tables["disputes"]["review"]["pending"] = Decimal(1)
    content.sections["四"] = [*content.sections["四"], f"行政复议含2021年尚未审结转入的{said}。"]
    earlier = replace(read(before), year=2021)
    assert ("TXT29" in {f.rule for f in review(read(content), previous=earlier)}) is found


@pytest.mark.parametrize(
    ("agency", "sentence", "found"),
    [
        ("梧岭县民政局", "2022年，梧领县坚持公开为民。", False),
        ("梧岭县人民政府", "2022年，梧领县坚持公开为民。", True),
        ("梧岭县人民政府", "2022年，梧岭县坚持公开为民。", False),
        ("梧岭县人民政府", "学习借鉴梧江县把公开纳入考核的做法。", False),
        ("青坪县白石铺镇人民政府", "白石铺乡认真落实条例。", True),
        ("青坪县白石铺镇人民政府", "全县将从三个方面改进。", True),
        ("青坪县白石铺镇人民政府", "全县14个乡镇开展评比，我镇名列第三。", False),
    ],
)
def test_an_agency_acts_under_its_own_name(agency: str, sentence: str, found: bool) -> None:
    content = prose_report(REPORT)
    level = Level.TOWNSHIP if "镇" in agency else Level.GOVERNMENT
    report = replace(read(content), agency=agency, level=level)
    before = {f.message for f in review(report) if f.rule == "IDN24"}
    content.sections["一"].append(sentence)
    named = replace(read(content), agency=agency, level=level)
    new = [f for f in review(named) if f.rule == "IDN24" and f.message not in before]
    assert bool(new) is found


@pytest.mark.parametrize(
    ("problem", "found"),
    [
        ("一是主动公开工作还有一定差距；二是解读形式单一，图解、视频偏少。", True),
        ("一是主动公开的栏目更新慢；二是解读形式单一，图解、视频偏少。", False),
    ],
)
def test_a_problem_that_anybody_has_is_named(problem: str, found: bool) -> None:
    content = prose_report(REPORT)
    content.sections["五"] = [
        f"存在的主要问题：{problem}",
        "改进措施：一是每月检查栏目；二是每件文件配一幅图解。",
    ]
    assert any(f.rule == "QLT01" for f in review(read(content))) is found
