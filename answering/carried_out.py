"""A plan is carried out: its operations one after the other, what none of them reads by words, what is missing said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.answer import Answer, Citation
from answering.by_words import REVIEWED, STATED, Found
from answering.coverage import explained, tells_measures, unaccounted
from answering.draft.figures import CORRECTED
from answering.evidence.held import Held
from answering.execution import Execution
from answering.joined import joined
from answering.matching.judged import told_of_year
from answering.matching.wanted import offers
from answering.plan.all_of import claims_all
from answering.plan.figures import asks_reason
from answering.plan.kinds import asks_body
from answering.plan.measures import asks_number
from answering.plan.operations import (
    AllOf,
    Application,
    Fee,
    Find,
    Happened,
    HowTo,
    Listed,
    Name,
    NameKind,
    Operation,
    OutOfScope,
    Overview,
    Plan,
    Premise,
    RankClaimed,
    Shape,
    Values,
    Way,
)
from answering.plan.scope import Named, mentioned
from answering.source import Source

# What these ask is not of a year or an agency.
_WITHOUT_NAMES = (Fee, HowTo, OutOfScope, Application)
_CONFIRMS = re.compile("(?:对[吗吧]|是[吗吧]|对不对|是不是|吧)[？?]?$|是不是|对不对")
_ASKS_BEYOND = re.compile("什么|怎么|怎样|哪|谁|为何|如何")
_TOTALS = ("new_received", "total")
# What the report says of itself, or a review of it, is asked for in words of their own.
_SURE = (STATED, REVIEWED)
_SETS_AGAINST = re.compile("比|较|同比|增|减|升|降|变化")

Shelf = Callable[[], Sequence[Named]]


def carried_out(
    plan: Plan, helds: Sequence[Held], by_words: Callable[[], Found], shelf: Shelf | None = None
) -> Found:
    """The answer to a plan over some reports; a name that is not bound, a word that nothing accounts for, is said.

    `by_words` finds what no operation reads; `shelf` are the reports of the library, to offer one of another year.
    """
    sources = [h.source for h in helds]
    absent = (
        _not_in_library(plan, shelf)
        if not helds and not isinstance(plan.operations[0], _WITHOUT_NAMES)
        else ""
    )
    if absent:
        return Found(Answer(plan.question, absent, abstained=True))
    if plan.unbound and not isinstance(plan.operations[0], _WITHOUT_NAMES):
        told = _of_named_year(plan, helds)
        if told is not None:
            return Found(told)
        why = f"{'；'.join(n.why for n in plan.unbound)}。{_offered(plan, sources, shelf)}"
        return Found(Answer(plan.question, why, abstained=True))
    execution = Execution(helds)
    answers: list[Answer] = []
    looked_up = Found(Answer(plan.question, ""))
    for operation in plan.operations:
        operation = _to_agency(operation, plan, shelf)
        told_together = execution.grouped(plan, operation)
        if told_together is not None:
            answers.append(told_together)
            continue
        found = execution.answer(plan, operation)
        if found is None and isinstance(operation, Values | Find) and (other := _of_another_year(plan)):
            told = _of_named_year(plan, helds)
            if told is not None:
                return Found(told)
            why = f"{other.why}。{_offered(plan, sources, shelf)}"
            return Found(Answer(plan.question, why, abstained=True))
        if found is not None:
            answers.append(_of_what_is_asked(plan, operation, found, helds))
            if isinstance(operation, _GRANTED) and _settles_it(operation, found, plan):
                break
            elsewhere = _is_view(plan) or claims_all(plan.read_as)
            if isinstance(operation, Premise) and elsewhere and CORRECTED not in found.text:
                answers.pop()
                continue
            if isinstance(operation, Premise) and _settles(operation, found, plan):
                break
        elif not isinstance(operation, Premise | AllOf | Happened | RankClaimed):
            looked_up = by_words()
            told_together = (
                execution.grouped(plan, operation, surely=False) if looked_up.answer.abstained else None
            )
            if told_together is not None:
                answers.append(told_together)
                continue
            stated = any(name in _SURE for name, _ in looked_up.by)
            told = _with_a_reason(plan, _with_its_arithmetic(operation, looked_up.answer))
            if answers and CORRECTED in answers[0].text and asks_reason(plan.read_as):
                # What is taken for granted wrongly may have no reason; another sentence is none.
                told = told if any(_REASON.search(c.quote) for c in told.citations) else _without_reason(plan)
                answers.append(told)
                continue
            told = told if stated or looked_up.judged else _with_what_is_missing(plan, told, helds)
            answers.append(_only_counted(plan, answers, told))
    spoken = [a for a in answers if not a.abstained] or answers[-1:]
    answer = joined(plan.question, spoken)
    if _only_confirms(plan, answers):
        answer = replace(joined(plan.question, answers), abstained=True)
    return replace(looked_up, answer=answer)


def _of_named_year(plan: Plan, helds: Sequence[Held]) -> Answer | None:
    """What the reports at hand say of the one year of another report that a question names; a report tells of others too."""
    years = [n.text for n in plan.names if n.kind is NameKind.YEAR and n.why]
    others = [n for n in plan.unbound if n.kind is not NameKind.YEAR]
    if len(years) != 1 or others:
        return None
    return told_of_year(plan.read_as, plan.question, years[0], helds)


def _to_agency(operation: Operation, plan: Plan, shelf: Shelf | None) -> Operation:
    """A request with the agency's full name, where the library knows it."""
    if not isinstance(operation, Application) or shelf is None:
        return operation
    every = shelf()
    names = {n.agency for n in mentioned(operation.agency or plan.read_as, every) if n.agency}
    # 交通局 is short for 交通运输局.
    spread = re.compile(".{0,4}".join(map(re.escape, operation.agency)) + "$") if operation.agency else None
    names = names or {n.agency for n in every if spread is not None and spread.search(n.agency)}
    return replace(operation, agency=names.pop()) if len(names) == 1 else operation


_YEAR_SAID = re.compile(r"(?:19|20)\d\d年?(?:度)?")


def _not_in_library(plan: Plan, shelf: Shelf | None) -> str:
    """That the library has an agency that a question names, and no report of the year; empty where that is not so."""
    every = shelf() if shelf is not None and _YEAR_SAID.search(plan.read_as) else ()
    of_agency = mentioned(_YEAR_SAID.sub("", plan.read_as), every) if every else []
    if not of_agency or mentioned(plan.read_as, every):
        return ""
    agencies = {n.agency for n in of_agency}
    years = sorted({n.year for n in every if n.agency in agencies and n.year})
    said = "、".join(sorted(agencies))
    return f"资料库里没有{said}这一年度的报告，只有{'、'.join(f'{y}年' for y in years)}的，可以改问这些年度。"


def _only_confirms(plan: Plan, answers: Sequence[Answer]) -> bool:
    """Whether a stated number was confirmed, and what the question asks beside it was not found."""
    asks_more = isinstance(plan.operations[0], Premise) and len(answers) > 1
    return asks_more and CORRECTED not in answers[0].text and answers[-1].abstained


def _of_what_is_asked(plan: Plan, operation: Operation, answer: Answer, helds: Sequence[Held]) -> Answer:
    """A judgement of the whole report is near, and no answer, where a narrower thing is asked that it does not tell of."""
    if not isinstance(operation, Overview) or operation.shape is not Shape.JUDGEMENT or answer.abstained:
        return answer
    missing = unaccounted(plan, answer, helds)
    if not missing:
        return answer
    said = f"报告没有写明“{'”“'.join(missing)}”，可供判断的有："
    return replace(answer, text=f"{said}\n{answer.text}", abstained=True)


_REASON = re.compile("原因|因为|由于|因(?!此)|受.{1,8}影响|主要是")


def _with_a_reason(plan: Plan, answer: Answer) -> Answer:
    """A sentence of the report that gives no reason is near, and no answer, where the reason is asked for."""
    prose = answer.citations and all(c.source == "report" and not c.cells for c in answer.citations)
    if answer.abstained or not prose or not asks_reason(plan.read_as):
        return answer
    if any(offers(plan.read_as, "why", c.quote) for c in answer.citations):
        return answer
    return replace(answer, text=f"报告没有写明原因，相近的是：\n{answer.text}", abstained=True)


def _without_reason(plan: Plan) -> Answer:
    return Answer(plan.question, "报告没有写明原因。", abstained=True)


def _is_view(plan: Plan) -> bool:
    """Whether a judgement on one thing is asked, which says itself what the report states."""
    last = plan.operations[-1]
    return isinstance(last, Overview) and last.shape in _DRAFTS


# What is thought of a number that is not the report's.
_OPINIONS = (Shape.VIEW, Shape.JUDGEMENT)
_DRAFTS = (Shape.VIEW, Shape.REPLY, Shape.MESSAGE, Shape.POST, Shape.OUTLINE)
_ASKS_LIST = re.compile(
    "(?:都|分别)?(?:是|有)?(?:哪些|哪几[个项条件样]|(?:都|分别)(?:是|有)(?:啥|什么))[？?]?$"
)
_ENUMERATES = re.compile("[、：:；;]|其中|包括|分别|一是")


def _only_counted(plan: Plan, before: Sequence[Answer], told: Answer) -> Answer:
    """Where a stated number was confirmed and which ones they are is asked, the same words once more are no list."""
    if not before or told.abstained or not _ASKS_LIST.search(plan.read_as):
        return told
    quotes = {c.quote for a in before for c in a.citations}
    same = bool(told.citations) and all(
        any(c.quote in q or q in c.quote for q in quotes) for c in told.citations
    )
    if not same or any(_ENUMERATES.search(c.quote) for c in told.citations):
        return told
    return Answer(plan.question, "报告只写了数，没有写明是哪些。", abstained=True)


def _with_its_arithmetic(operation: Operation, answer: Answer) -> Answer:
    """One number alone is near, and no answer, where several were to be added up or divided by each other."""
    if not isinstance(operation, Listed) or operation.way not in _WORKED_OUT or answer.abstained:
        return answer
    if len(answer.citations) != 1 or any(
        _WORKED_OUT[operation.way].search(c.quote) for c in answer.citations
    ):
        return answer
    said = "报告没有给出可以直接计算的几个数，相近的是："
    return replace(answer, text=f"{said}\n{answer.text}", abstained=True)


# Cells that explain less of a question are of another thing.
_OF_ANOTHER_THING = 0.15
# By these words a report itself tells what was to be worked out.
_WORKED_OUT = {
    Way.SUM: re.compile("共|合计|总|累计|和|、"),
    Way.AVERAGE: re.compile("平均|均|每"),
}


def _with_what_is_missing(plan: Plan, answer: Answer, helds: Sequence[Held]) -> Answer:
    """What was found by words is the answer only where it accounts for every word of the question; else it is near."""
    cited = [c for c in answer.citations if c.source == "report"]
    if answer.abstained or not cited:
        return answer
    if len(helds) == 1 and asks_body(plan.read_as) and all(c.cells for c in cited):
        said = "报告没有写明是哪些单位，表格只有件数："
        return replace(answer, text=f"{said}\n{answer.text}", abstained=True)
    explains = explained(plan, answer, helds).share >= _OF_ANOTHER_THING
    if all(c.cells for c in cited) and explains and not _is_bare_total(cited):
        return answer
    if (any(not c.cells for c in cited) and any(c.cells for c in cited)) or tells_measures(
        plan.read_as, cited
    ):
        return answer
    missing = unaccounted(plan, answer, helds)
    if not missing:
        return answer
    names = "、".join(h.source.name for h in helds)
    said = f"没有在{names}的报告中找到写明“{'”“'.join(missing)}”的内容，相近的是："
    return replace(answer, text=f"{said}\n{answer.text}", abstained=True)


def _is_bare_total(cited: Sequence[Citation]) -> bool:
    """Whether only all that was received or dealt with is shown, which answers nothing narrower."""
    cells = [c for citation in cited for c in citation.cells]
    return all(row in _TOTALS and column == "total" for _, row, column in cells)


def _of_another_year(plan: Plan) -> Name | None:
    """The year of another report whose number a question wants, without setting it against the report's own."""
    years = [n for n in plan.names if n.kind is NameKind.YEAR]
    if any(n.bound and not n.why for n in years) or _SETS_AGAINST.search(plan.read_as):
        return None
    return next((n for n in years if n.why and asks_number(plan.read_as)), None)


# What a question takes for granted beside a number.
_GRANTED = (AllOf, Happened, RankClaimed)


def _settles_it(operation: Operation, found: Answer, plan: Plan) -> bool:
    """Whether with what is taken for granted all is said; a rank that is true may be asked more about (怎么做到的)."""
    if isinstance(operation, RankClaimed):
        return CORRECTED in found.text or bool(_CONFIRMS.search(plan.read_as))
    return True


def _settles(premise: Premise, found: Answer, plan: Plan) -> bool:
    """Whether with a stated number all is said; not where the question goes on to ask another thing."""
    last = plan.operations[-1]
    if CORRECTED in found.text and isinstance(last, Overview) and last.shape in _OPINIONS:
        return True
    if CORRECTED not in found.text:
        return bool(_CONFIRMS.search(plan.read_as)) and not _is_view(plan)
    rest = plan.operations[-1]
    same = isinstance(rest, Values) and rest.operands[0].figure == premise.operand.figure
    return same or (isinstance(rest, Find) and not _ASKS_BEYOND.search(plan.read_as))


def _offered(plan: Plan, chosen: Sequence[Source], shelf: Shelf | None) -> str:
    """Which reports of the library are on the agency or the year that a question names and the chosen ones lack."""
    years = {int(n.text[:4]) for n in plan.names if n.kind is NameKind.YEAR and n.why}
    every = shelf() if shelf is not None else ()
    own = {s.report.agency for s in chosen}
    found = mentioned(plan.read_as, every) or [n for n in every if n.year in years and n.agency in own]
    held = {s.id for s in chosen}
    names = [f"{n.agency}{n.year}年" for n in found if n.id not in held and (not years or n.year in years)]
    return f"资料库里有{'、'.join(dict.fromkeys(names))}的报告，可以选它再问。" if names else ""


def with_doubts(answer: Answer, sources: Sequence[Source]) -> Answer:
    """An answer with word of the reports whose reading is to be verified."""
    doubted = [s.name for s in sources if s.report.reading.to_verify]
    if not doubted:
        return answer
    said = f"{'、'.join(doubted)}的报告有没读准的地方（读取待核），请对照原文核对"
    return replace(answer, notice=f"{answer.notice}；{said}" if answer.notice else f"{said}。")
