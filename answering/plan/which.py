"""Which of several reports meet a condition: on figures of the tables (谁没有复议), or on what their prose tells (谁收过费)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.over_all import blank_report
from answering.plan.figures import figure_asked
from answering.plan.listing import condition_asked, without_which
from answering.plan.operands import table_operands
from answering.plan.operations import Figure, Operation, Which
from answering.plan.reading import Reading
from answering.plan.scope import names_of
from answering.source import Source

# 没有复议也没有诉讼, 复议、诉讼一件都没有: each of the figures must meet the condition.
_EACH_OF = re.compile("(?:也|又|且|并且|同时|而且)(?:都)?(?=没|无|有|被)|(?:和|与|、|及|以及|还是)")
_ALTERNATIVES = re.compile("或者?|、|还是")
# What only leads up to what a report tells: that it writes of it, of what kind it is.
_LEADS = re.compile(
    "写明|写到|写了|写着|写|提到了?|提及|讲到了?|讲了|说到了?|说了|反映了?|(?:的)?(?:报告|年报)(?:里面?|中|上)?|库里?(?:面)?|"
    "的问题|的情况|(?:里面?|中)(?=有|写|提)|^(?:都|又|还|真的?|曾经?|也)+|[吗么呢啊呀？?。，,]"
)
_COUNTS = re.compile("多少|几")
_BRACKETED = re.compile("[（(][^（）()]*[)）]")
_OF_HAVING = re.compile("^(?:的|是|有|都|真|过|了|没有?|未|无|不)+|(?:过|了|的|没有|没|是|有)+$")
_DENIED = re.compile("没有|没|未|从未|无(?!法|效|关)|不(?!予|足|够|稳|少|动)")
# 停课不停学 and what is quoted are names and deny nothing.
_NAMES = re.compile(r"[“\"《][^”\"》]*[”\"》]|([一-龥])[一-龥]{0,2}不[一-龥]?\1")
_MONEY = re.compile("(?:收|交|缴|花|费)了?(?:多少|几)(?!件|条|次|人|个|份)|多少(?:钱|元)|[费钱款]")
_SHORTEST = 2


def which(reading: Reading) -> Operation | None:
    """The condition that reports must meet to be named; None where a question asks for no such reports."""
    text, sources = reading.text, reading.sources
    condition = condition_asked(text)
    if len(sources) < 2 or condition is None:
        return None
    figures = _figures(text, sources)
    if figures:
        return Which(figures, condition)
    told = _told(without_which(_BRACKETED.sub("", _without_names(text, sources))))
    words = tuple(w for piece in _ALTERNATIVES.split(told) if len(w := _words(piece)) >= _SHORTEST)
    if not words:
        return None
    return Which((), condition, words, _denies(told), _MONEY.search(text) is not None)


def _figures(text: str, sources: Sequence[Source]) -> tuple[Figure, ...]:
    """The figures that are to meet the condition; none where the prose is asked."""
    report = blank_report(sources[0].report.edition)
    asked = without_which(text)
    pieces = [o.figure for p in _EACH_OF.split(asked) for o in table_operands(p, report)[:1] if o.figure]
    if len(pieces) > 1 and not any(f.vague for f in pieces):
        return tuple(dict.fromkeys(pieces))
    named = [o.figure for o in table_operands(asked, report) if o.figure is not None]
    figure = figure_asked(text, report) or (named[-1] if named else None)
    return (figure,) if figure is not None and not figure.vague else ()


def _told(text: str) -> str:
    """The clauses that say what is to be told, without those that ask how much of it (各办了几场、来了多少人)."""
    clauses = [c for c in re.split("[，,]", text) if c]
    return "，".join(c for c in clauses[1:] and clauses if c is clauses[0] or not _COUNTS.search(c)) or text


def _words(told: str) -> str:
    """What the prose is to tell, without what leads up to it."""
    shorter = _OF_HAVING.sub("", _LEADS.sub("", told)).strip()
    return shorter if shorter == told else _words(shorter)


def _denies(told: str) -> bool:
    """Whether reports are asked for that tell of none."""
    return _DENIED.search(_NAMES.sub("", told)) is not None


def _without_names(text: str, sources: Sequence[Source]) -> str:
    for name in sorted({n for s in sources if s.report.agency for n in names_of(s.report.agency)}, key=len)[
        ::-1
    ]:
        text = text.replace(name, "")
    return text
