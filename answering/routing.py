"""What a question is about: this report, the Regulation, the review, how to use the tool, or nothing of ours."""

from __future__ import annotations

import re
from enum import StrEnum

from answering.kinds import asks_frequency
from answering.reviewed import asks_for_review


class Topic(StrEnum):
    """Where the answer must come from."""

    REVIEW = "review"
    REPORT = "report"
    REGULATION = "regulation"
    EITHER = "either"


_ARTICLE = re.compile(r"第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*条|条例\s*(\d{1,2})\s*条")
_RULES = re.compile(
    r"条例|规定|依据|法律|法规|应当|应该|可不可以|可以.{0,12}吗|能不能|能.{0,14}吗|必须|允许|有权|权利|怎么申请|如何申请|怎样申请|"
    r"期限|时限|多久|几天内|多少天|多少个工作日|最晚|最迟|截止|收费标准|要钱吗|要交钱|要不要|收不收|需不需要|会怎么?样|什么情况下|哪些情况下|算不算|能(?:向|从|在|去)(?:哪|谁|什么)|要(?:写|填|交|附|带)(?:什么|哪些|吗)|什么时候要|(?<!开)会(?!议).{1,12}吗|(?<!主|需)要(?!求).{1,10}吗|(?<!主)要(?:有|做|包含|包括)(?:什么|哪)|(?<!打算)(?<!准备)(?<!申请人)(?:怎么|如何|怎样)(?:处理|答复|写答复|定|建|答)[？?]?$|(?:包括|包含)(?:什么|哪些)[？?]?$|违反哪|走(?:什么|哪些)(?:程序|流程)|哪些可以|算.{1,8}吗|由谁(?!编|写|负责|承办|来)|国家|全国|才叫|哪天之前|哪几种方式|怎么办|找谁|向谁|投诉|起诉|告他|违法|合法|什么是|什么叫|是什么意思|指什么|哪一条|第几条"
)
_REPORT = re.compile(
    r"报告|年报|有人|你们|贵[局镇区县市委]|判的|判决|有吗|了吗|过吗|了没|过.{0,8}(?:没有|吗|没)|有没有|是否|有无|(?:了|过)(?:多少|几)|多少(?!天|日|个?工作日|钱一|时间|个月|久)|几(?!天|日|号|个?工作日|个月|时|月)|率(?:是|有|多)|本单位|该单位|这个单位|这家单位|他们|该局|该镇|该县|该区|本年|当年|今年|去年|20\d\d年|多少件|几件|多少条|数据|表|得分|评分|分数"
)
# What was done and how it came about (是怎么提出的) is told by a report and by no rule; so is how often.
_WHAT_WAS_DONE = re.compile(
    r"频率|最[快慢]|平均.{0,4}(?:多长|多久|几|多少)|从.{1,8}(?:改|调整|变更?|增|减|提高|降|缩短|延长)(?:加|少|低)?(?:成|为|到|至)|(?:都|大多|主要|分别)?是(?:怎么|怎样|如何|通过什么|以什么|用什么|从哪|谁|什么人|哪些人).{1,12}的(?!规定|要求|吗)|(?:多少天|几天|多久|几个工作日).{0,4}(?:办完|办结|答复|回复|处理)了?的|哪.{1,10}最[多少](?!可|能|不|延|为|要|得在)|今后|明年|来年|下一年"
)
_REPORT_DUTY = re.compile(
    r"(?:年报|年度报告|报告)(?:应当|应该|要|必须|需要)?(?:写|包括|包含|公布|提交|什么时候|几月|截止|何时|由谁)(?:什么|哪些|时间)?"
)


def named_article(question: str) -> int | None:
    """The number of the article that a question names."""
    from reports.numerals import chinese_integer

    match = _ARTICLE.search(question)
    if match is None:
        return None
    raw = match[1] or match[2]
    return int(raw) if raw.isdigit() else chinese_integer(raw)


def asks_for_rules(question: str) -> bool:
    """Whether the words of a question ask for what is provided and not for what happened."""
    return bool(_RULES.search(question))


def topic_of(question: str, with_report: bool) -> Topic:
    """The topic of a question, from its words alone; EITHER where retrieval has to decide."""
    if not with_report:
        return Topic.REGULATION
    if asks_for_review(question):
        return Topic.REVIEW
    if asks_frequency(question) or _WHAT_WAS_DONE.search(question):
        return Topic.REPORT
    rules, report = bool(_RULES.search(question)), bool(_REPORT.search(question))
    if _REPORT_DUTY.search(question) and rules:
        return Topic.REGULATION
    if rules and not report:
        return Topic.REGULATION
    if report and not rules:
        return Topic.REPORT
    return Topic.EITHER
