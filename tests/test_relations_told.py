"""Statements of a text that are held against each other, the tables and the Regulation: wrong ones told, true ones quiet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.generate.prose import prose_report
from benchmarks.planted import read
from review.reviewer import review
from tests.test_prose_claims import CARRIED, REPORT, told

PUNISHED = int(prose_report(REPORT).tables["active_disclosure"]["行政处罚"]["本年处理决定数量"])


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (f"行政处罚决定比上年的{PUNISHED + 6}件减少5件。", "TXT29"),
        (f"行政处罚较2021年的{PUNISHED + 6}件减少了4件。", "TXT29"),
        (f"加上2021年结转的{CARRIED + 1}件一并办理。", "TXT29"),
        (f"上年结转申请{CARRIED + 2}件已全部办结。", "TXT29"),
        ("办法于7月15日印发、7月8日公开。", "TIM11"),
        ("方案于9月15日印发，并于9月3日在县政府网站公布。", "TIM11"),
        ("这件申请9月15日收到，9月3日答复。", "TIM11"),
        ("规范性文件全部在印发后30个工作日内公开。", "TIM08"),
        ("信息自形成之日起25个工作日内公开。", "TIM08"),
        ("均自收到申请之日起30个工作日内答复。", "TIM08"),
        ("资料均在收到批准文件后10个工作日内上传，最长的用了12个工作日。", "TXT19"),
    ],
)
def test_what_contradicts_is_told(claim: str, code: str) -> None:
    assert code in {f.rule for f in told(claim)}


@pytest.mark.parametrize(
    "claim",
    [
        f"行政处罚决定比上年的{PUNISHED + 6}件减少6件。",
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
