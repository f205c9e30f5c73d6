"""The narrower thing that an overview is to be about, without how it is to be said and what all overviews have."""

from __future__ import annotations

import re

from answering.evidence.held import Held
from answering.plan.operations import Overview
from answering.plan.words import Word

_NO_TOPIC = re.compile(
    r"报告|年报|整份|全文|一?句话|几句|概括|总结|摘要|导语|新闻|简讯|通报|点评|评语|总评|审核意见|整改建议|建议|表扬|批评|领导|写|说|讲|起草|拟|帮我|替我|给|发给|介绍|重点|大白话|怎么样|如何|好不好|扎实|应付|质量|严重|工作|公开(?!栏|周报)|觉得|导语|短信|拟|条|信息|通报|太长不看|五句话|以内|表扬|提醒|兼|要有|说明|点评|字|左右|这么多|那么多|多|给|群众|答复|为什么|得|够|透明|名义|通知|开头|差错|数据|局|县政府办|凭数|这一年|这个|问题|措施|情况|总体|申请|县里|市里|别太长|做得|干得|大不大|是不是|多吗|偏低|主要|什么|一段|[一两三几]?[句段条]话?|都|内容"
)
# What has to be told as well (要有复议诉讼情况) is not what all of it is about.
_TOLD_BESIDE = re.compile("(?:要有|提到|写上|带上|包括|得有|还要).+$")


def words_about(asked: Overview, held: Held) -> tuple[Word, ...]:
    """The words of the question that the report says and that name something narrower; none for a whole part."""
    about = asked.point or (asked.topic if asked.part is None else "")
    plain = _NO_TOPIC.sub(" ", _TOLD_BESIDE.sub("", about))
    words = [w for w in held.narrative.words(plain) if w.is_telling and not w.is_year]
    return tuple(w for w in words if held.narrative.says(w))
