"""A plan is carried out: its operations one after the other, what none of them reads by words, what is missing said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.answer import Answer
from answering.by_words import REVIEWED, STATED, Found
from answering.evidence.held import Held
from answering.execution import Execution
from answering.held_against import Told, carried_out_for, looked_up_for
from answering.joined import joined
from answering.matching.form import has_form
from answering.matching.judged import absent
from answering.names_missing import Shelf, of_another_year, with_full_agency, without_report
from answering.plan.operations import (
    Across,
    Checked,
    Combined,
    Derived,
    Divided,
    Find,
    Listed,
    Operation,
    OverYears,
    Plan,
    Values,
    Verified,
)
from answering.settled import GRANTED, Then, after, only_confirms
from answering.source import Source

# What these tell are numbers, which a question wants in a form of its own.
_OF_NUMBERS = (Values, Combined, Verified, Divided, Across, OverYears, Checked, Derived, Listed, Find)
# What the report says of itself, or a review of it, is asked for in words of their own.
_SURE = (STATED, REVIEWED)


def carried_out(
    plan: Plan, helds: Sequence[Held], by_words: Callable[[], Found], shelf: Shelf | None = None
) -> Found:
    """The answer to a plan over some reports; a name that is not bound, a word that nothing accounts for, is said.

    `by_words` finds what no operation reads; `shelf` are the reports of the library, to offer one of another year.
    """
    refused = without_report(plan, helds, shelf)
    if refused is not None:
        return Found(refused)
    execution = Execution(plan, helds)
    answers: list[Answer] = []
    looked_up = Found(Answer(plan.question, ""))
    for asked in plan.operations:
        operation = with_full_agency(asked, plan, shelf)
        told_together = _formed(plan, operation, execution.grouped(operation))
        if told_together is not None:
            answers.append(told_together)
            continue
        found = _formed(plan, operation, execution.answer(operation))
        if found is None:
            refused = of_another_year(operation, plan, helds, shelf)
            if refused is not None:
                return Found(refused)
            if not isinstance(operation, GRANTED):
                looked_up = by_words()
                answers.append(_of_words(plan, operation, looked_up, helds, answers, execution))
            continue
        then = after(operation, found, plan)
        if then is not Then.WITHOUT_IT:
            answers.append(carried_out_for(Told(plan, operation, found, helds)))
        if then is Then.STOP:
            break
    spoken = [a for a in answers if not a.abstained] or answers[-1:]
    answer = joined(plan.question, spoken)
    if only_confirms(plan, answers):
        answer = replace(joined(plan.question, answers), abstained=True)
    return replace(looked_up, answer=answer)


def _of_words(
    plan: Plan,
    operation: Operation,
    looked_up: Found,
    helds: Sequence[Held],
    before: Sequence[Answer],
    execution: Execution,
) -> Answer:
    """What was found by words; where that is silent or of another form, what follows from a group that is probably meant."""
    formed = _formed(plan, operation, looked_up.answer)
    if formed is None or formed.abstained:
        told = _formed(plan, operation, execution.grouped(operation, surely=False))
        if told is not None:
            return told
    if formed is None:
        return absent(plan.read_as, plan.question, helds)
    surely = looked_up.judged or any(name in _SURE for name, _ in looked_up.by)
    return looked_up_for(Told(plan, operation, formed, helds, tuple(before), surely))


def _formed(plan: Plan, operation: Operation, answer: Answer | None) -> Answer | None:
    """An answer about numbers of reports that has the form which its question wants (a share, money, days); else None."""
    if answer is None or not isinstance(operation, _OF_NUMBERS):
        return answer
    of_reports = any(c.source == "report" for c in answer.citations)
    return None if of_reports and not has_form(plan.read_as, answer) else answer


def with_doubts(answer: Answer, sources: Sequence[Source]) -> Answer:
    """An answer with word of the reports whose reading is to be verified."""
    doubted = [s.name for s in sources if s.report.reading.to_verify]
    if not doubted:
        return answer
    said = f"{'、'.join(doubted)}的报告有没读准的地方（读取待核），请对照原文核对"
    return replace(answer, notice=f"{answer.notice}；{said}" if answer.notice else f"{said}。")
