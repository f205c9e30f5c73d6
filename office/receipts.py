"""What an agency says on its 整改回执 beside what the comparison of its two submissions found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letters.letter import place_of
from letters.receipt import Answer, Claim
from reports.errors import UnusableFileError
from reports.model import Report
from reports.numerals import fold
from review.rounds import Outcome, Rounds, State


class OtherReceiptError(UnusableFileError):
    """The form answers another letter."""


@dataclass(frozen=True)
class Answered:
    """An item of the form with what became of the problems that it tells of; none where it tells of no known one."""

    answer: Answer
    outcomes: tuple[Outcome, ...]

    @property
    def state(self) -> State | None:
        """What the comparison found: corrected only where every problem of the item is."""
        states = {o.state for o in self.outcomes}
        if not states:
            return None
        return states.pop() if len(states) == 1 else State.PARTLY

    @property
    def verdict(self) -> str:
        """Whether both agree, in words."""
        if self.state is None:
            return "上次审查中没有对应的问题，请人工核对"
        claim, found = self.answer.claim, f"对照为“{self.state.chinese}”"
        if self.state is State.COMPARE:
            return f"回执为“{claim.value}”；{self.state.chinese}"
        if claim in (Claim.BLANK, Claim.UNCLEAR):
            return f"回执{claim.value}，{found}"
        agreed = {Claim.YES: State.FIXED, Claim.PARTLY: State.PARTLY, Claim.NO: State.UNCHANGED}[claim]
        return f"一致：{found}" if agreed is self.state else f"不一致：回执为“{claim.value}”，{found}"


def answered(answers: Sequence[Answer], rounds: Rounds, old: Report) -> tuple[Answered, ...]:
    """Every item of a form beside the comparison; raises OtherReceiptError where no item is of this report's letter."""
    before = [o for o in rounds.outcomes if o.before is not None]
    made = tuple(Answered(a, tuple(o for o in before if _tells_of(a, o, old))) for a in answers)
    if not any(a.outcomes for a in made):
        raise OtherReceiptError("这份整改回执与原稿的审核意见对不上，请确认是不是这份报告的回执。")
    return made


def _tells_of(answer: Answer, outcome: Outcome, old: Report) -> bool:
    finding = outcome.before
    if finding is None or fold(place_of(old, finding)) != fold(answer.place):
        return False
    return fold(finding.message) in fold(answer.problem)
