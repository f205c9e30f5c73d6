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
    ("滨湖街道2020", "谁是领导小组组长", "街道主任任组长"),
    ("滨湖街道2020", "老年人意见占多少", "八成来自60岁以上老人"),
    ("滨湖街道2020", "问题办结率", "办结率97.3%"),
    ("岚山县2021", "去年排第几", "由第38位上升到第21位"),
    ("岚山县2021", "申请都是关于什么的", "内容以征地补偿、工程招投标和教师招聘为主"),
    ("岚山县2021", "机器人叫什么名字", "“小岚”"),
    ("鹿鸣区应急局2023", "平均几天办结", "平均8天办结"),
    ("鹿鸣区应急局2023", "罚款一共多少", "罚款金额合计188.5万元"),
    ("鹿鸣区应急局2023", "申请数量同比变化", "同比下降45%"),
    ("鹿鸣区应急局2023", "有几处地址没更新", "8处地址未及时更新"),
    ("鹿鸣区应急局2023", "和哪些部门口径不一致", "气象、水务部门口径偶有不一致"),
    ("福田县民政局2021", "图解准备提到多少", "提高到20%"),
    ("福田县民政局2021", "经办人员有什么问题", "经办人员更换频繁"),
    ("福田县民政局2021", "申请收费了吗", "没有收取任何费用"),
    ("福田县民政局2021", "手册叫什么", "《基层民政信息公开操作手册》"),
    ("石门乡2024", "公示多少天", "公示期不少于7天"),
    ("石门乡2024", "最快多久答复", "当天就给了答复"),
    ("石门乡2024", "人大代表提了几条建议", "提出建议4条"),
    ("石门乡2024", "明白纸至少几份", "全年不少于12份"),
    ("云梦市教育体育局2023", "招生方案提前多久公示", "提前45天公示"),
    ("海州市公积金中心2022", "专职人员几个", "3人专职"),
    ("海州市公积金中心2022", "热线号码是多少", "12329"),
    ("海州市公积金中心2022", "谁是第一责任人", "中心主任担任"),
    ("海州市公积金中心2022", "多少企业申请缓缴", "172家企业"),
    ("青龙县2020", "扶贫资金多少", "2.87亿元"),
    ("青龙县2020", "许可项目去年有多少", "268"),
    ("嘉河市生态环境局2022", "收费依据是什么文件", "国办函〔2020〕109号"),
]


@pytest.mark.parametrize(("report", "question", "words"), PROSE_QUESTIONS)
def test_what_only_the_prose_tells_is_answered_from_it(
    assistant: Assistant, report: str, question: str, words: str
) -> None:
    answer = assistant.ask(question, [Source("r", read(prose_report(report)))])
    assert words in answer.text
    assert not answer.abstained
    assert answer.citations


def test_a_near_sentence_is_shown_without_the_claim_that_nothing_was_written(assistant: Assistant) -> None:
    answer = assistant.ask("督办单发给了几个科室", [Source("r", read(prose_report("沣河区住建局2023")))])
    assert answer.abstained
    assert answer.text.startswith("没有在")
    assert "未载明" not in answer.text
    assert "下发督办单" in answer.text


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("岚山县2021", "有多少个行政村"),
        ("岚山县2021", "体验厅多大面积"),
        ("嘉河市生态环境局2022", "罚了多少家企业"),
        ("滨湖街道2020", "加装了几部电梯"),
        ("石门乡2024", "大桥多长"),
    ],
)
def test_a_sentence_that_only_shares_words_is_no_answer(
    assistant: Assistant, report: str, question: str
) -> None:
    assert assistant.ask(question, [Source("r", read(prose_report(report)))]).abstained


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("申请公开要不要钱", 42),
        ("申请书要写哪些内容", 29),
        ("公开前要不要审查", 17),
        ("一个人申请太多次会怎么样", 35),
    ],
)
def test_what_is_asked_of_the_rules_is_told_by_them_beside_a_report(
    assistant: Assistant, question: str, article: int
) -> None:
    answer = assistant.ask(question, [Source("r", read(prose_report("石门乡2024")))])
    assert article in [c.article for c in answer.citations]


def test_where_the_report_is_silent_and_the_rules_are_not_both_are_said(assistant: Assistant) -> None:
    answer = assistant.ask(
        "单位电脑里存的一份扫描件也算政府信息么", [Source("r", read(prose_report("石门乡2024")))]
    )
    assert 2 in [c.article for c in answer.citations]
    assert not answer.abstained
