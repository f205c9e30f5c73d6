"""What reports tell of a question: computed from their tables, or read from their listings, numbers and parts."""

from __future__ import annotations

import re

from answering.answer import Answer
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import answer_from_numbers
from answering.evidence.precedence import lacks_attribute, named_in_prose, told_more_closely
from answering.evidence.statements import answer_from_statements
from answering.facts import answer_from_tables
from answering.parts_asked import answer_from_section
from answering.plan.operations import Figure
from answering.plan.parts import asks_which_too
from answering.plan.routing import is_interrogative
from answering.prose_ranked import answer_from_ranked_numbers
from answering.source import Source
from answering.superlatives import answer_from_listings

_FIGURE_WORDS = re.compile(
    r"(?:了|过).{0,8}(?:吗|没)|多少|几(?!乎)|数量|件数|总数|总计|合计|占|比例|比|有没有|有无|是否|有吗|最多|最少|最高|最低|谁|哪|情况|变化|增|减|趋势|排名|呢|金额|发生|次数|为0|是0|数(?:据|字)?|统计|理由|原因|为什么|为何|结果|(?:怎么|如何|怎样)(?:样|处理|答复|办|判|回|了)"
)


def answer_from_reports(
    asked: str, sources: list[Source], indexes: list[NarrativeIndex], before: Figure | None = None
) -> Answer | None:
    """The answer that the tables or the prose of the reports give; None where neither clearly does.

    `indexes` are those of the sources, `before` is the figure of the last question, for follow-ups.
    """
    asks = _asks_figure(asked, before) and not lacks_attribute(asked, indexes)
    computed = answer_from_tables(asked, sources, before) if asks else None
    if computed is None:
        extreme = answer_from_ranked_numbers(asked, sources, indexes) or answer_from_listings(asked, sources)
        return extreme or _from_prose(asked, sources, indexes)
    answer, figure = computed
    if figure.vague:
        return _said(asked, sources, indexes) or answer
    if told_more_closely(asked, figure, indexes):
        return _from_prose(asked, sources, indexes) or answer
    if named_in_prose(asked, figure, indexes):
        return _said(asked, sources, indexes) or answer
    return answer


def _from_prose(asked: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer | None:
    if asks_which_too(asked) and (part := answer_from_section(asked, sources)) is not None:
        return part
    return answer_from_numbers(asked, sources, indexes) or answer_from_section(asked, sources)


def _said(asked: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer | None:
    return answer_from_numbers(asked, sources, indexes) or answer_from_statements(asked, sources, indexes)


def _asks_figure(asked: str, before: Figure | None) -> bool:
    """Whether a question wants a number, so that a word like 复议 in it means the figure of the table."""
    named = bool(_FIGURE_WORDS.search(asked)) or not is_interrogative(asked)
    return named or (before is not None and len(asked) <= 10) or len(asked) <= 8
