"""What only the prose of a report tells is answered from its sentences, in whatever words it is asked."""

from __future__ import annotations

import pytest

from answering.assistant import Assistant
from answering.source import Source
from benchmarks.generate.prose import prose_report
from benchmarks.planted import read

PROSE_QUESTIONS = [
    ("磐石镇2021", "公开栏更新了多少次", "468版"),
    ("磐石镇2021", "公开员平均年龄多大", "58岁"),
    ("临江经开区2023", "公众号现在有多少粉丝", "增至3.6万"),
    ("望海市2024", "关掉了多少个僵尸账号", "账号37个"),
    ("沣河区住建局2023", "申请量跟前一年比怎么样", "减少12件"),
    ("磐石镇2021", "土地确权台账的申请怎么答复的", "告知申请人向县档案馆查询"),
    ("磐石镇2021", "疫苗接种信息什么时候公布", "当日公布"),
    ("磐石镇2021", "检查组发现了什么问题", "3条信息超期未更新"),
]


@pytest.mark.parametrize(("report", "question", "words"), PROSE_QUESTIONS)
def test_what_only_the_prose_tells_is_answered_from_it(report: str, question: str, words: str) -> None:
    answer = Assistant().ask(question, [Source("r", read(prose_report(report)))])
    assert words in answer.text
    assert not answer.abstained
    assert all(c.quote and c.anchor is not None for c in answer.citations)


def test_a_near_sentence_is_shown_without_the_claim_that_nothing_was_written() -> None:
    answer = Assistant().ask("督办单发给了几个科室", [Source("r", read(prose_report("沣河区住建局2023")))])
    assert answer.abstained
    assert answer.text.startswith("报告未载明")
    assert "没有写到" not in answer.text
    assert "下发督办单" in answer.text
