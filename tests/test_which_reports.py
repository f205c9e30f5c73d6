"""A question asked beside a report is about that report; only words for other agencies widen it."""

from __future__ import annotations

import pytest

from office.questions import asks_for_others


@pytest.mark.parametrize(
    "question",
    [
        "哪家单位收到的申请最多",
        "各乡镇的办结率排名",
        "谁收到的申请最多",
        "这三家比一比",
        "资料库里有几份报告",
    ],
)
def test_words_for_other_agencies_ask_for_their_reports(question: str) -> None:
    assert asks_for_others(question)


@pytest.mark.parametrize(
    "question",
    [
        "委托哪家第三方做的满意度调查",
        "被整改的那两家医院叫什么",
        "本单位在全市考核排名",
        "景区按等级数量谁最多",
        "哪个渠道发得最多",
    ],
)
def test_what_the_report_itself_tells_of_does_not(question: str) -> None:
    assert not asks_for_others(question)
