"""复审: what became of each finding in the revised report, and which numbers changed without being asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from reports.editions import load_edition
from reports.model import Report
from reports.numerals import fold
from reports.prose.quantities import quantities
from reports.tables import TABLE_NAMES
from review.changed_text import (
    ChangedParagraph,
    ChangedQuantity,
    changed_paragraphs,
    changed_quantities,
    part_name,
)
from review.doubtful import UNREAD_RULE
from review.finding import Finding
from review.own import OWN_RULE

_SAME_WORDS = 60.0
# What differs by less than its tenth part hardly differs.
_HARDLY = 10


class State(StrEnum):
    """What became of a finding; COMPARE is what no rule can find again, so that a reviewer has to look."""

    FIXED = "fixed"
    PARTLY = "partly"
    UNCHANGED = "unchanged"
    NEW = "new"
    COMPARE = "compare"

    @property
    def chinese(self) -> str:
        """The word that the office uses."""
        return _CHINESE[self.value]


_CHINESE = {
    "fixed": "已改", "partly": "部分修改", "unchanged": "未改", "new": "因修改新出现",
    "compare": "上次审查人员提出，请对照修改稿核对",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """A finding of either round with what became of it."""

    state: State
    before: Finding | None
    after: Finding | None


@dataclass(frozen=True)
class CellChange:
    """A cell whose content differs although no finding had named it."""

    table: str
    row: str
    column: str
    before: str
    after: str

    def place(self, report: Report) -> str:
        """Table, row and column by the names that the format gives them."""
        edition = load_edition(report.edition)
        column = edition.column_label(self.table, self.row, self.column)
        return f"{TABLE_NAMES.get(self.table, '')}，{edition.row_label(self.table, self.row)}，{column}"


@dataclass(frozen=True)
class TextChange:
    """A quantity of the text that differs although no finding had asked for it, with the words around it."""

    section: str | None
    before: str
    after: str

    def place(self, report: Report) -> str:
        """The part of the report."""
        return part_name(self.section)


Unasked = CellChange | TextChange


def change_words(change: Unasked, report: Report) -> str:
    """A change that nobody asked for in words: where it is, what stood there and what stands there now."""
    return f"{change.place(report)}：‘{change.before or '空白'}’改为‘{change.after or '空白'}’"


@dataclass(frozen=True)
class Rounds:
    """The comparison of two submissions of one report: what became of the findings, which figures of tables and text were
    changed unasked, and all paragraphs that are others."""

    outcomes: tuple[Outcome, ...]
    unasked: tuple[Unasked, ...]
    paragraphs: tuple[ChangedParagraph, ...] = ()

    def count(self, state: State) -> int:
        """How many findings are in this state."""
        return sum(1 for o in self.outcomes if o.state is state)


def is_revision(new: Report, old: Report) -> bool:
    """Whether both are submissions of the same report: the same agency and year."""
    return bool(new.agency) and fold(new.agency_words) == fold(old.agency_words) and new.year == old.year


def _place(finding: Finding) -> tuple[str | None, ...]:
    where = finding.location
    return finding.rule, where.section, where.table, where.row, where.column


def _same_matter(before: Finding, after: Finding) -> bool:
    """Whether a later finding is about what the earlier one was about, with other words or numbers."""
    if before.rule != after.rule:
        return False
    if before.location.table:
        return _place(before) == _place(after)
    close = fuzz.ratio(fold(before.quote), fold(after.quote)) >= _SAME_WORDS
    return before.location.section == after.location.section and (close or not before.quote)


def _unasked_cells(old: Report, new: Report, findings: Sequence[Finding]) -> tuple[CellChange, ...]:
    """Changed cells outside the places that findings named."""
    named = {c for f in findings for c in f.cells}
    named |= {(f.location.table, f.location.row, f.location.column) for f in findings if f.location.column}  # type: ignore[misc]
    changes = []
    for kind, table in new.tables.items():
        earlier = old.tables.get(kind)
        for row, cells in table.cells.items():
            for column, cell in cells.items():
                then = earlier.cells.get(row, {}).get(column) if earlier else None
                if then is None or then.value == cell.value or (kind, row, column) in named:
                    continue
                changes.append(CellChange(kind, row, column, fold(then.raw), fold(cell.raw)))
    return tuple(changes)


def _asked(change: ChangedQuantity, finding: Finding) -> bool:
    """Whether a finding asks for a changed quantity: it names both numbers, or is about the words that it stands in."""
    named = {(q.value, q.unit) for q in quantities(f"{finding.message}{finding.suggestion}")}
    # Of a table's figure a finding may tell no unit.
    if all(not named.isdisjoint({(q.value, q.unit), (q.value, "")}) for q in (change.then, change.now)):
        return True
    sentence, where = change.sentence, finding.location
    if where.paragraph != sentence.paragraph.index:
        return False
    quote, text = fold(finding.quote), fold(sentence.text)
    return quote in text or text in quote


def _unasked_words(old: Report, new: Report, outcomes: Iterable[Outcome]) -> tuple[TextChange, ...]:
    """Changed quantities of the text that no finding asked for about which something was done."""
    done = [o.before for o in outcomes if o.before is not None and o.state is not State.UNCHANGED]
    changes = [c for c in changed_quantities(old, new) if not any(_asked(c, f) for f in done)]
    return tuple(TextChange(c.section, fold(c.before), fold(c.after)) for c in changes)


def _unchanged(before: Finding, after: Finding) -> bool:
    """Whether nothing was done about a finding: it says the same, and what it measures hardly differs."""
    if before.matter != after.matter:
        return False
    then, now = ([q.value for q in quantities(f.measured)] for f in (before, after))
    return all(abs(a - b) * _HARDLY < b for b, a in zip(then, now, strict=True))


def _not_asked(left: Iterable[Finding], passed: Sequence[Finding]) -> set[str]:
    """Which of the findings were there before and not asked for: the revision did not bring them up."""
    same = {f.id for f in passed}
    return {f.id for f in left if f.id in same or any(_same_matter(p, f) for p in passed)}


def compare_rounds(
    old: Report,
    new: Report,
    before: Sequence[Finding],
    after: Sequence[Finding],
    passed: Sequence[Finding] = (),
) -> Rounds:
    """What became of each finding of the earlier submission, then what the revision brought up.

    `passed` are findings of the earlier one that were dismissed: where they are still there, they are not new.

    Whether what a reviewer found herself was corrected only she can tell, and what she finds now need not be new. What
    could not be read of either file was no point that was raised.
    """
    before, after = ([f for f in found if f.rule != UNREAD_RULE] for found in (before, after))
    left = {f.id: f for f in after if f.rule != OWN_RULE}
    outcomes: list[Outcome] = []
    open_ones: list[Finding] = []
    for finding in before:
        if finding.rule == OWN_RULE:
            outcomes.append(Outcome(State.COMPARE, finding, None))
            continue
        same = left.get(finding.id)
        if same is not None and _unchanged(finding, same):
            del left[finding.id]
            outcomes.append(Outcome(State.UNCHANGED, finding, same))
        else:
            open_ones.append(finding)
    for finding in open_ones:
        twin = next((f for f in left.values() if _same_matter(finding, f)), None)
        if twin is None:
            outcomes.append(Outcome(State.FIXED, finding, None))
        else:
            del left[twin.id]
            # Words around it may be others: as long as it says the same, nothing was done about it.
            state = State.UNCHANGED if _unchanged(finding, twin) else State.PARTLY
            outcomes.append(Outcome(state, finding, twin))
    order = {f.id: n for n, f in enumerate(before)}
    outcomes.sort(key=lambda o: order[o.before.id] if o.before else 0)
    passed_over = _not_asked(left.values(), passed)
    outcomes += [Outcome(State.NEW, None, f) for f in left.values() if f.id not in passed_over]
    unasked: tuple[Unasked, ...] = (*_unasked_cells(old, new, before), *_unasked_words(old, new, outcomes))
    return Rounds(tuple(outcomes), unasked, changed_paragraphs(old, new))
