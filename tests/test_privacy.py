"""Names, addresses and accounts of persons, and marks of secrecy, in a report that is made public."""

from __future__ import annotations

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from review.finding import Finding
from review.reviewer import review


def told(sentence: str, code: str) -> list[Finding]:
    content = make_content(1, level="department", year=2023)
    content.sections["一"].append(sentence)
    return [f for f in review(read(content)) if f.rule == code]


@pytest.mark.parametrize(
    "sentence",
    [
        "行政复议1件（申请人：李建国），已审结。",
        "申请人王小明不服答复，向市政府申请复议。",
        "原告：张伟，已撤诉。",
        "缴费账号：6228480402564890018。",
    ],
)
def test_what_tells_who_a_person_is(sentence: str) -> None:
    assert told(sentence, "IDN11")


def test_the_name_itself_is_not_repeated_in_the_finding() -> None:
    (finding,) = told("申请人王小明不服答复，向市政府申请复议。", "IDN11")
    assert "王小明" not in finding.message + finding.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "申请人李某不服答复，申请复议。",
        "对高频申请人向其说明情况。",
        "申请人方面提出异议的，及时沟通。",
        "与申请人、第三人充分沟通。",
        "联系电话138****1234，证件号3401**********1234。",
        "“云溪发布”账号发布信息300条。",
    ],
)
def test_masked_and_ordinary_words_tell_no_person(sentence: str) -> None:
    assert not told(sentence, "IDN11") and not told(sentence, "IDN06")


def test_a_report_made_public_bears_no_mark_of_secrecy() -> None:
    assert told("（此件不公开）", "IDN12")
    assert not told("属于国家秘密的，一律不予公开，严格管理内部资料。", "IDN12")
