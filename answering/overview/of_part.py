"""What a text on one part of a report is filled with: its findings, what is thought of it, what it says."""

from __future__ import annotations

import re

from answering.evidence.fact import FindingFact
from answering.overview.material import Material, Pieces, item_pieces, joined
from answering.overview.opinions import of_part_five
from reports.prose.quantities import counts
from retrieval.terms import fold_text

_MOST_TOLD = 3
# 数据前后不符 doubts numbers, whichever word it has for them.
_DOUBTS_NUMBERS = re.compile("数据|数字|前后|不符|不一致|对不上|矛盾|出入")
_ON_NUMBERS = ("TXT", "SUM", "TAB", "CON")


def findings_of_part(m: Material, part: str | None) -> tuple[FindingFact, ...]:
    """The findings of the review that stand in a part, or name it."""
    own = f"第{part}部分"
    return tuple(
        f
        for f in m.seen.findings
        if part and (f.finding.location.section == part or own in f.finding.message)
    )


def findings_on(m: Material, question: str) -> tuple[FindingFact, ...]:
    """The findings on the things that a request names; of those on numbers only ones that name the figure."""
    words = [w for t in m.topics for w in t.words] or m.held.narrative.words(question)
    telling = [w for w in words if w.is_telling and not w.is_light and not w.is_year]
    stated = {q.value for q in counts(question)}
    out: list[FindingFact] = []
    for fact in m.seen.findings:
        said = fold_text(fact.finding.message + fact.finding.quote)
        named = any(w.said_in(said) for w in telling)
        on_numbers = fact.finding.rule.startswith(_ON_NUMBERS)
        numbers = bool(stated & {q.value for q in counts(fact.finding.message)})
        if (named and (on_numbers or not _DOUBTS_NUMBERS.search(question))) or (numbers and on_numbers):
            out.append(fact)
    # What is said of the numbers may name none of the words of the figure (正文写总数为326条).
    if out or not _DOUBTS_NUMBERS.search(question):
        return tuple(out)
    return tuple(f for f in m.seen.findings if f.finding.rule.startswith(_ON_NUMBERS))


def verdict_on_part(m: Material, part: str | None) -> Pieces:
    """How part five is written; of the others the findings say it."""
    return of_part_five(m) if part == "五" and (m.five.problems or m.five.measures) else ()


def part_told(m: Material, part: str | None) -> Pieces:
    """The problems and measures of part five in their own words."""
    if part != "五":
        return ()
    problems = joined([item_pieces(i) for i in m.five.problems[:_MOST_TOLD]])
    measures = joined([item_pieces(i) for i in m.five.measures[:_MOST_TOLD]])
    told = ("报告写的问题是：", *problems, "。") if problems else ()
    return (*told, *(("写的措施是：", *measures, "。") if measures else ()))
