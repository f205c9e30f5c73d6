"""Whom to turn to: the lines for one purpose that a report names, and its sentence on enquiries with all that it tells."""

from __future__ import annotations

import re

from answering.answer import Answer, Evidence
from answering.hostile import poses_as_instruction
from answering.source import Source, cite_paragraph
from reports.model import Paragraph
from reports.prose.sentences import whole_sentences

# A line for one purpose is not the one for enquiries about the report.
_PURPOSE = "监督|举报|投诉|值班|维权|服务|报警|便民|抢修|应急|夜间|24小时|二十四小时"
SPECIAL_LINE = re.compile(rf"(?P<purpose>{_PURPOSE})(?:电话|热线|号码)")
# 要投诉打哪个电话 may be told by a line for it.
FOR_A_PURPOSE = re.compile(
    rf"(?P<purpose>{_PURPOSE}).*?(?:电话|热线|号码|号(?=[？?]?$)|打(?:哪|什么))|(?:电话|热线|号码).*?(?P<also>{_PURPOSE})"
)


def found_in_prose(question: str, pattern: re.Pattern[str], sources: list[Source]) -> Answer | None:
    """The first words of each report's prose that fit a pattern; None where none do."""
    evidence, said = Evidence(), []
    for source in sources:
        found = ((p, pattern.search(p.text)) for p in source.report.paragraphs())
        paragraph, match = next(((p, m) for p, m in found if m), (None, None))
        if paragraph is not None and match is not None and not poses_as_instruction(match[0]):
            words = match[0].strip()
            said.append(
                f"{source.name}的报告写明：{words}。{cite_paragraph(evidence, source, paragraph, words)}"
            )
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


def special_line(question: str, purpose: str, sources: list[Source]) -> Answer | None:
    """The number of a line for one purpose, where the prose gives it."""
    line = re.compile(
        rf"{purpose}[一-鿿]{{0,4}}(?:电话|热线|号码)[^\d，。；]{{0,6}}[\d（(][\d\-－—–()（）]{{2,20}}"
    )
    return found_in_prose(question, line, sources)


_CONTACTS = ("phone", "address", "email", "fax", "postcode")
_ENQUIRIES = re.compile("疑[问义]|不清楚|联系(?:方式|电话|地址)")


def _turn_to(source: Source) -> tuple[Paragraph, str] | None:
    """The sentence of a report that tells whom to turn to with enquiries, with all that it tells of them."""
    every = list(whole_sentences(source.report.paragraphs()))
    values = [v for key in _CONTACTS if (v := source.report.contact.get(key))]
    told = next((s for s in every if any(v in s.text for v in values)), None)
    told = told or next((s for s in every if _ENQUIRIES.search(s.text)), None)
    if told is None or poses_as_instruction(told.text):
        return None
    return told.paragraph, told.text.strip()


def enquiries(question: str, sources: list[Source]) -> Answer | None:
    """Whom to turn to with enquiries, in the words of each report; None where none tells it."""
    evidence, said = Evidence(), []
    for source in sources:
        found = _turn_to(source)
        if found is not None:
            mark = cite_paragraph(evidence, source, *found)
            said.append(f"{source.name}的报告写明：{found[1].rstrip('。')}。{mark}")
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None
