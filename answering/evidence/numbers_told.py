"""The numbers that the narrative of reports gives, each in its clause."""

from __future__ import annotations

from answering.answer import Answer, Evidence
from answering.evidence.narrative_index import NarrativeIndex, Ranked
from answering.hostile import poses_as_instruction
from answering.plan.kinds import answers_the_kind, asks_why
from answering.plan.measures import asks_duration, asks_number
from answering.source import Source, cite_paragraph

_ENOUGH = 0.66
_AS_GOOD = 0.02
_SURELY = 0.85


def best_number(question: str, index: NarrativeIndex) -> Ranked | None:
    """The clause of a report's prose that gives the number asked for; None where none clearly does."""
    words = index.words(question)
    if not words or not (asks_number(question) or asks_duration(question)):
        return None
    ranked = index.numbers(question, words)
    best = next((r for r in ranked if r.coverage >= _ENOUGH), None)
    if best is None or best.score < ranked[0].score - _AS_GOOD or poses_as_instruction(best.sentence.text):
        return None
    return best


def tells_duration(question: str, index: NarrativeIndex) -> bool:
    """Whether the prose tells how long what a question names took; how long an answer may take is for the rules."""
    if not asks_duration(question) or not any(w.is_telling for w in index.words(question)):
        return False
    best = best_number(question, index)
    return best is not None and best.coverage >= _SURELY


def answer_from_numbers(question: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer | None:
    """The clauses of the narratives that give the number asked for; None where none clearly does."""
    evidence, said = Evidence(), []
    for source, index in zip(sources, indexes, strict=True):
        best = best_number(question, index)
        if best is None or best.clause is None:
            continue
        if asks_why(question) and not answers_the_kind(question, best.sentence.text):
            continue  # a number is no reason
        words = best.clause.quote(index.words(question))
        said.append(
            f"{source.name}的报告写明：{words}。{cite_paragraph(evidence, source, best.sentence.paragraph, words)}"
        )
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None
