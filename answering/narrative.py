"""Figures and parts that the narrative states: 招标采购5条, the problems, the measures, what else is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answering.answer import Answer, Citation, Evidence
from answering.facts import Source
from answering.hostile import poses_as_instruction, without_instructions
from reports.model import Paragraph
from retrieval.passages import report_title
from retrieval.terms import question_terms
from review.quantities import quantities

_ASKS = re.compile(r"多少|几(?:条|件|次|个|场|篇|人|期|项|份|家|部|宗|起)|数量|总数|条数|次数|件数")
_MEASURE = re.compile(r"(?:多少|几)(条|件|次|个|场|篇|人|期|项|份|家|部|宗|起)")
_CLAUSE = re.compile(r"[^，,；;。：:、（）()]+")
_LABEL_NOISE = re.compile(
    r"^(?:其中|包括|分别是|分别为|具体为|以及|和|并|共|还|今年|本年|全年|20\d\d年|截至.*?日)+"
)
_ENOUGH = 0.6
_LONGEST_PART = 700


@dataclass(frozen=True)
class NarrativeFigure:
    """A quantity in the prose with the words that it counts."""

    label: str
    unit: str
    words: str
    paragraph: Paragraph
    lead: str = ""


def narrative_figures(source: Source) -> Iterator[NarrativeFigure]:
    """Every quantity of the narrative with its clause."""
    for paragraph in source.report.paragraphs():
        lead = ""
        for clause in _CLAUSE.finditer(paragraph.text):
            words = clause[0].strip()
            found = list(quantities(words))
            if not found:
                lead = words[-20:]
                continue
            label = words[: found[0].start].strip() or lead
            yield NarrativeFigure(_LABEL_NOISE.sub("", label), found[0].unit, words, paragraph, lead)
            lead = (lead + words)[-40:]


def _fit(question: set[str], figure: NarrativeFigure) -> float:
    """How well a figure's label and the question mean the same thing, from 0 to 1."""
    label = set(question_terms(figure.label)) | set(question_terms(figure.words))
    near = set(question_terms(figure.lead)) - label
    if not label or not question:
        return 0.0
    own = set(question_terms(figure.label))
    recall = (len(question & label) + 0.8 * len(question & near)) / len(question)
    precision = len(question & own) / len(own) if own else 0.0
    return 0.75 * recall + 0.25 * precision


def answer_from_narrative_figures(question: str, sources: list[Source]) -> Answer | None:
    """The clause of the narrative that gives the number asked for; None where none clearly does."""
    if not _ASKS.search(question):
        return None
    terms = set(
        question_terms(
            re.sub(
                r"多少|一?共(?=有|$)|(?<!没)有(?=多|几|$)|几(?=[条件次个场篇人期项份家部宗起])|(?:条|件|次|个|场|篇|期|项|份)(?=[^一-龥]|$)|报告|本单位|他们|该单位",
                " ",
                question,
            )
        )
    )
    terms = {t for t in terms if len(t) > 1}
    measure = _MEASURE.search(question)
    evidence, said = Evidence(), []
    for source in sources:
        ranked = sorted(
            (
                (_fit(terms, f), n, f)
                for n, f in enumerate(narrative_figures(source))
                if measure is None or f.unit.startswith(measure[1])
            ),
            key=lambda x: (-x[0], x[1]),
        )
        if not ranked or ranked[0][0] < _ENOUGH or poses_as_instruction(ranked[0][2].words):
            continue
        best = ranked[0][2]
        mark = evidence.cite(
            Citation(
                n=0,
                source="report",
                title=report_title(source.report),
                quote=best.words,
                section=source.report.section_of(best.paragraph.index),
                report=source.id,
                anchor=best.paragraph.index,
            )
        )
        said.append(f"{source.name}的报告写明：{best.words}。{mark}")
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


_PARTS: tuple[tuple[re.Pattern[str], str, re.Pattern[str] | None], ...] = (
    (re.compile(r"改进(?:措施|情况|举措)?|下一步|今后.{0,6}(?:打算|做|安排|计划)|打算怎么|整改|怎么改"), "五",
     re.compile(r"改进|下一步|今后|下一年|将(?:从|进一步|继续|严格|加强|着力|重点)|针对")),
    (re.compile(r"(?:存在|有)(?:的|哪些|什么|啥)?(?:主要)?(?:问题|不足|困难|短板)|主要问题|不足之处|短板"), "五", None),
    (re.compile(r"其[他它](?:需要)?报告|其[他它]事项|第六部分|信息处理费"), "六", None),
    (re.compile(r"总体情况|第一部分|整体情况"), "一", None),
)  # fmt: skip


def answer_from_section(question: str, sources: list[Source]) -> Answer | None:
    """The part of the report that a question names (problems, measures, other matters), in its own words."""
    for pattern, number, only in _PARTS:
        if not pattern.search(question) or re.search(r"什么叫|规定|条例|收费标准", question):
            continue
        evidence, said = Evidence(), []
        for source in sources:
            section = source.report.section(number)
            paragraphs = list(section.paragraphs) if section else []
            chosen = _measures(paragraphs) if only else paragraphs
            if number == "五" and only is None:
                chosen = _problems(paragraphs)
            said += [line for p in chosen if (line := _line(evidence, source, number, p))]
        if said:
            return Answer(question, "\n".join(said), tuple(evidence.citations))
    return None


def _measures(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """From the paragraph in which the measures begin."""
    sign = re.compile(r"改进措施|改进举措|改进情况|下一步|今后|20\d\d年[，,][^。]{0,10}将|针对")
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
    mark = evidence.cite(
        Citation(0, "report", report_title(source.report), words, number, None, source.id, paragraph.index)
    )
    return f"{words}{mark}"
