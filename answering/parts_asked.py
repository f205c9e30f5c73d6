"""A whole part of the report that a question names: the problems, the measures, other matters."""

from __future__ import annotations

import re

from answering.answer import Answer, Evidence
from answering.hostile import without_instructions
from answering.source import Source, cite_paragraph
from reports.model import Paragraph

_LONGEST_PART = 700
_SHORTCOMING = "问题|毛病|不足|短板|困难|差距|薄弱(?:环节|点|的?地方)?|缺点|欠缺"
_LATER = r"明年|来年|下一?年|下一步|下一阶段|今后|接下来|后面|往后|以后|将来|未来|后续|20\d\d年"
_PLANNED = "怎|(?:要|会|将|想).{0,6}(?:什么|哪)|如何|做|改|打算|准备|计划|安排|措施|举措|思路|重点"
_PARTS: tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...] = (
    (re.compile(rf"(?:{_LATER}).{{0,10}}(?:{_PLANNED})|(?:打算|准备|计划).{{0,8}}(?:怎|如何|什么|哪|做些|改|解决)|(?:怎么|如何|怎样|准备)(?:加强|改|提高|提升|完善|做好|解决)|改进(?:措施|情况|举措)?|整改"), "五",
     re.compile(r"改进|下一步|今后|下一年|将(?:从|进一步|继续|严格|加强|着力|重点)|针对")),
    (re.compile(rf"(?:{_SHORTCOMING})部分(?:写|列|讲|说|提|有)了?(?:什么|哪|啥|几)|(?:存在|有|主要|哪些|什么|自身)(?:着|的|哪些|什么|啥|何)?(?:主要)?(?:{_SHORTCOMING})|(?:{_SHORTCOMING})(?:之处)?(?:是|有|在)?(?:什么|哪|啥)|不足之处|短板|(?:自己|自身|承认|自述|自陈|列了?|检讨).{0,8}(?:问题|毛病|不足|短板|欠缺)|(?:问题|毛病|不足).{0,4}(?:自己|列)|哪[几些两三四五](?:条|个|点)?(?:不足|问题|毛病|短板)|[几两三四五](?:条|个|点|项|方面)(?:的)?(?:不足|问题|毛病|短板)(?:都|各|分别|具体)?(?:是|有)?(?:什么|啥|哪)|哪[几些两三四五](?:条|个|点|方面).{0,4}(?:没(?:有)?(?:做|干|搞)(?:好|到位)|做得?不好|不到位)|(?:哪里|哪儿|哪些方面|哪方面|哪些地方|什么地方|哪些(?:工作|单位|部门|乡镇|街道|科室|环节)|哪点).{{0,6}}(?:不好|不够|不到位|不足|欠缺|薄弱|差|需要(?:提高|加强|改善))"), "五", None),
    (re.compile(r"其[他它](?:需要)?报告|其[他它]事项|第六部分|信息处理费"), "六", None),
    (re.compile(r"总体情况|第一部分|整体情况"), "一", None),
)  # fmt: skip


# What is asked of the rules, or for oneself (我的信息错了怎么改).
_NOT_OF_THE_REPORT = re.compile(r"什么叫|规定|条例|收费标准|我(?!们?[省市区县镇乡局办委会街])")


# 检查组发现了什么问题 asks for what others found, 代表提了哪些问题 for what they said.
_FOUND_BY = re.compile(
    r"(?:组|员|代表|委员|机构|部门|单位|领导|评估|评议|检查|督查|审计|抽查|自查).{0,4}(?:发现|指出|反映|反馈|提出?|查出|通报)了?.{0,4}(?:什么|哪些|啥|几个?|多少)"
)


def answer_from_section(question: str, sources: list[Source]) -> Answer | None:
    """The part of the report that a question names (problems, measures, other matters), in its own words."""
    for pattern, number, only in _PARTS:
        if not pattern.search(question) or _NOT_OF_THE_REPORT.search(question) or _FOUND_BY.search(question):
            continue
        evidence, said = Evidence(), []
        for source in sources:
            section = source.report.section(number)
            paragraphs = list(section.paragraphs) if section else []
            chosen = _measures(paragraphs) if only else paragraphs
            if number == "五" and only is None:
                chosen = _problems(paragraphs)
            lines = [line for p in chosen if (line := _line(evidence, source, number, p))]
            said += [f"{source.name}的报告写道：{lines[0]}", *lines[1:]] if lines else []
        if said:
            return Answer(question, "\n".join(said), tuple(evidence.citations))
    return None


def _measures(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """From the paragraph in which the measures begin."""
    sign = re.compile(
        r"改进措施|改进举措|改进情况|下一步|今后|20\d\d年[，,]?[^。，]{0,10}(?:将|重点|做好|抓好|打算|计划)|针对"
    )
    start = next((n for n, p in enumerate(paragraphs) if sign.search(p.text)), None)
    return paragraphs if start is None else paragraphs[start:]


def _problems(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Up to the paragraph in which the measures begin."""
    sign = re.compile(r"^.{0,12}(?:改进措施|改进举措|改进情况|下一步|今后|针对)")
    stop = next((n for n, p in enumerate(paragraphs) if n and sign.search(p.text)), len(paragraphs))
    return paragraphs[:stop]


def _line(evidence: Evidence, source: Source, number: str, paragraph: Paragraph) -> str:
    words = without_instructions(paragraph.text)[:_LONGEST_PART]
    if not words or words not in paragraph.text:
        return ""
    return f"{words}{cite_paragraph(evidence, source, paragraph, words)}"
