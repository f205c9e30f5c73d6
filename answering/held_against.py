"""An answer held against its question: what does not answer it is shown as near, and said not to be what was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answering.answer import Answer, Citation
from answering.coverage import explained, tells_measures, unaccounted
from answering.draft.figures import CORRECTED
from answering.evidence.held import Held
from answering.matching.wanted import offers
from answering.plan.figures import asks_reason
from answering.plan.kinds import asks_body
from answering.plan.operations import Listed, Operation, Overview, Plan, Shape, Way


@dataclass(frozen=True)
class Told:
    """An answer to an operation of a plan, `before` it what was told of the operations before; `surely` where it was
    weighed against all that the reports say."""

    plan: Plan
    operation: Operation
    answer: Answer
    helds: Sequence[Held]
    before: Sequence[Answer] = ()
    surely: bool = False

    @property
    def asked(self) -> str:
        """The question after spelling."""
        return self.plan.read_as

    @property
    def is_why_of_what_is_wrong(self) -> bool:
        """Whether the reason is asked of what was told not to be so."""
        return bool(self.before) and CORRECTED in self.before[0].text and asks_reason(self.asked)

    def near(self, said: str) -> Answer:
        """The answer as what is near, after what is said of it."""
        return replace(self.answer, text=f"{said}\n{self.answer.text}", abstained=True)

    def silent(self, said: str) -> Answer:
        """That the report does not say it."""
        return Answer(self.plan.question, said, abstained=True)


Check = Callable[[Told], Answer]


def carried_out_for(told: Told) -> Answer:
    """What was carried out, as what it is; a judgement of the whole report is near where it tells nothing of a narrower thing."""
    operation, answer = told.operation, told.answer
    if not isinstance(operation, Overview) or operation.shape is not Shape.JUDGEMENT or answer.abstained:
        return answer
    missing = unaccounted(told.plan, answer, told.helds)
    return told.near(f"报告没有写明“{'”“'.join(missing)}”，可供判断的有：") if missing else answer


def looked_up_for(told: Told) -> Answer:
    """What was found by words, as what it is: each check of the table in its order."""
    for check in CHECKS:
        told = replace(told, answer=check(told))
    return told.answer


# By these words a report itself tells what was to be worked out.
_WORKED_OUT = {
    Way.SUM: re.compile("共|合计|总|累计|和|、"),
    Way.AVERAGE: re.compile("平均|均|每"),
}


def _with_its_arithmetic(told: Told) -> Answer:
    """One number alone is near, and no answer, where several were to be added up or divided by each other."""
    operation, answer = told.operation, told.answer
    worked_out = _WORKED_OUT.get(operation.way) if isinstance(operation, Listed) else None
    if worked_out is None or answer.abstained or len(answer.citations) != 1:
        return answer
    if worked_out.search(answer.citations[0].quote):
        return answer
    return told.near("报告没有给出可以直接计算的几个数，相近的是：")


_REASON = re.compile("原因|因为|由于|因(?!此)|受.{1,8}影响|主要是")


def _with_a_reason(told: Told) -> Answer:
    """A sentence of the report that gives no reason is near, and no answer, where the reason is asked for."""
    answer = told.answer
    prose = answer.citations and all(c.source == "report" and not c.cells for c in answer.citations)
    if answer.abstained or not prose or not asks_reason(told.asked):
        return answer
    if any(offers(told.asked, "why", c.quote) for c in answer.citations):
        return answer
    return told.near("报告没有写明原因，相近的是：")


def _why_of_what_is_wrong(told: Told) -> Answer:
    """What is taken for granted wrongly may have no reason; another sentence is none."""
    if not told.is_why_of_what_is_wrong or any(_REASON.search(c.quote) for c in told.answer.citations):
        return told.answer
    return told.silent("报告没有写明原因。")


# Cells that explain less of a question are of another thing.
_OF_ANOTHER_THING = 0.15
_TOTALS = ("new_received", "total")


def _with_what_is_missing(told: Told) -> Answer:
    """What was found by words is the answer only where it accounts for every word of the question; else it is near."""
    answer, helds = told.answer, told.helds
    cited = [c for c in answer.citations if c.source == "report"]
    if told.surely or told.is_why_of_what_is_wrong or answer.abstained or not cited:
        return answer
    of_cells = [bool(c.cells) for c in cited]
    if len(helds) == 1 and asks_body(told.asked) and all(of_cells):
        return told.near("报告没有写明是哪些单位，表格只有件数：")
    explains = explained(told.plan, answer, helds).share >= _OF_ANOTHER_THING
    if all(of_cells) and explains and not _is_bare_total(cited):
        return answer
    if (any(of_cells) and not all(of_cells)) or tells_measures(told.asked, cited):
        return answer
    missing = unaccounted(told.plan, answer, helds)
    if not missing:
        return answer
    names = "、".join(h.source.name for h in helds)
    return told.near(f"没有在{names}的报告中找到写明“{'”“'.join(missing)}”的内容，相近的是：")


def _is_bare_total(cited: Sequence[Citation]) -> bool:
    """Whether only all that was received or dealt with is shown, which answers nothing narrower."""
    cells = [c for citation in cited for c in citation.cells]
    return all(row in _TOTALS and column == "total" for _, row, column in cells)


_ASKS_LIST = re.compile(
    "(?:都|分别)?(?:是|有)?(?:哪些|哪几[个项条件样]|(?:都|分别)(?:是|有)(?:啥|什么))[？?]?$"
)
_ENUMERATES = re.compile("[、：:；;]|其中|包括|分别|一是")


def _only_counted(told: Told) -> Answer:
    """Where a stated number was confirmed and which ones they are is asked, the same words once more are no list."""
    cited = told.answer.citations
    asks_list = told.before and not told.answer.abstained and _ASKS_LIST.search(told.asked)
    if told.is_why_of_what_is_wrong or not asks_list or not cited:
        return told.answer
    quotes = {c.quote for a in told.before for c in a.citations}
    same = all(any(c.quote in q or q in c.quote for q in quotes) for c in cited)
    if not same or any(_ENUMERATES.search(c.quote) for c in cited):
        return told.answer
    return told.silent("报告只写了数，没有写明是哪些。")


CHECKS: tuple[Check, ...] = (
    _with_its_arithmetic,
    _with_a_reason,
    _why_of_what_is_wrong,
    _with_what_is_missing,
    _only_counted,
)
