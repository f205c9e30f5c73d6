"""Findings of the review as answers to 有什么问题."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Citation, Evidence
from answering.evidence.narrative_index import NarrativeIndex
from answering.plan.lexicon import lexicon
from answering.source import Source
from retrieval.passages import report_title
from review.finding import Finding, Severity

_ASKS = re.compile(
    r"(?:有|存在|发现)(?:了)?(?:什么|哪些|啥|没有|多少|几个|几处)?(?:.{0,4})(?:错误|差错|硬伤|毛病|不规范|不符合|不合规|违规|偏差|瑕疵|漏洞)|"
    r"(?<!没)有(?:什么|哪些|啥|没有)?问题(?:吗|么|？|\?|$)|有没有(?:什么)?问题|"
    r"(?:哪里|哪儿|什么地方|哪些地方|哪些).{0,8}(?:要改|需要改|应该改|要修改|需要修改|该改|写错|填错|错了|有误|不对|不合格|不规范|不符合|不一致)|"
    r"审查(?:结果|意见|一下|发现)|审核(?:结果|意见|一下)|(?:符合|合乎|满足).{0,10}(?:要求|规定|条例|格式|规范)(?:吗|么|？|\?|$)|合格吗|合规吗|规范吗|"
    r"(?:数据|表格|数字|表|账|合计|总计).{0,8}(?:对不对|正确|准确|平不平|平衡|有误|错|矛盾|对得上|能不能对上|漏填|没填|空白|空着)|勾稽|"
    r"缺(?:了|少)?(?:什么|哪些|啥)|漏(?:了|填|写)(?:什么|哪些)?|检查一下|挑(?:挑)?(?:错|毛病)|能不能通过|可以通过吗"
)
_OWN_PROBLEMS = re.compile(
    r"(?:答复|解读|网站|平台|公开栏|培训|审核|管理)(?:上|方面|中|书)?(?:有|存在)(?:什么|哪些)|(?:单位|工作|公开工作|信息公开|自己|本年度|自身).{0,8}(?:存在|有).{0,6}问题|存在的(?:主要)?问题|主要问题|问题(?:及|和|与)改进|改进"
)
# What an agency finds in its own work, such as audits and inspections.
_OF_ITS_WORK = re.compile(
    r"(?:审计|检查|执法|抽查|监督|巡察|排查|抽检).{0,6}(?:发现|查出)|违规(?:金额|资金|案件|单位|企业|行为)"
)
_MOST = 12


def asks_for_review(question: str) -> bool:
    """Whether a question asks what is wrong with the report, and not what problems the agency reports of itself."""
    elsewhere = _OWN_PROBLEMS.search(question) or _OF_ITS_WORK.search(question)
    return bool(_ASKS.search(question)) and not elsewhere


def names_its_work(question: str, indexes: Sequence[NarrativeIndex]) -> bool:
    """Whether a question is about something that the report tells of and not about the report: 经办人员有什么问题."""
    if not indexes:
        return False
    words = [w for w in indexes[0].words(question) if w.is_telling and not w.is_light]
    own = lexicon()["parts_of_reports"]
    return any(w.text not in own and index.says(w) for w in words for index in indexes)


def _filtered(question: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that a narrower question is about: tables, structure, dates."""
    if re.search(r"表格?(?!述)|数据|数字|勾稽|合计|总计|单元格|空白|漏填", question):
        families: tuple[str, ...] = ("TAB", "SUM", "STR06", "STR07", "STR11", "STR12", "STR13", "TXT", "CON")
    elif re.search(r"结构|部分|格式|目录|标题|题名", question):
        families = ("STR", "IDN01", "IDN03")
    elif re.search(r"错别字|标点|用词|文字", question):
        families = ("QLT",)
    else:
        return findings
    return tuple(f for f in findings if f.rule.startswith(families))


def review_citation(source: Source, finding: Finding) -> Citation:
    """The place of a finding; where it quotes nothing, the finding's own words are what is cited."""
    return Citation(
        n=0,
        source="review",
        title=f"{report_title(source.report)}·{finding.title}",
        quote=finding.quote or finding.message,
        section=finding.location.section,
        article=next((b.article for b in finding.basis if isinstance(b.article, int)), None),
        report=source.id,
        anchor=finding.location.paragraph,
        cells=finding.cells,
    )


def answer_from_review(question: str, sources: list[Source]) -> Answer:
    """What the review found in the reports, the most serious first, each with its place."""
    evidence, said = Evidence(), []
    for source in sources:
        every = source.findings()
        found = _filtered(question, every)
        if not found:
            scope = "这方面的" if every else ""
            said.append(f"按现有规则审查，{source.name}的报告没有发现{scope}问题。")
            continue
        counts = [(s, sum(1 for f in found if f.severity is s)) for s in Severity]
        summary = "、".join(f"{s.chinese}{n}处" for s, n in counts if n)
        said.append(f"审查{source.name}的报告，发现{summary}：")
        ordered = sorted(found, key=lambda f: list(Severity).index(f.severity))
        for number, finding in enumerate(ordered[:_MOST], start=1):
            mark = evidence.cite(review_citation(source, finding))
            said.append(f"{number}. {finding.message}{mark}")
        if len(ordered) > _MOST:
            said.append(f"其余{len(ordered) - _MOST}处见“审查”。")
    return Answer(question, "\n".join(said), tuple(evidence.citations))
