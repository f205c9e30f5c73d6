"""What the text says against what the tables hold: each mistake once, whatever it shows in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.quantities import counts
from reports.tables import TABLE_NAMES
from reports.vocabulary import CellPath
from review.finding import Problem, Severity
from review.notes import explains
from review.rule import Context
from review.rules.arithmetic import troubles
from review.statements import Statement, statements


def stated(context: Context) -> list[Statement]:
    """What the text says of the figures of the tables, read once a review."""
    return context.once("statements", lambda c: list(statements(c.report)))


def _agrees(context: Context, said: Statement) -> bool:
    """Whether a statement is what the main reading of the table says."""
    readings = said.metric.readings(context.report)
    return bool(readings) and readings[0][0] == said.value


def _table_is_told_too(context: Context, said: Statement, value: Decimal) -> bool:
    """Whether the text gives the table's number as well, in the same sentence or elsewhere."""
    beside = any(q.value == value and said.metric.unit.search(q.unit) for q in counts(said.quote))
    return beside or any(s.metric is said.metric and _agrees(context, s) for s in stated(context))


_OF_DISCLOSURE = re.compile("信息公开|依申请|申请公开")


def contradicts_table(context: Context, said: Statement) -> bool:
    """Whether no reading of the table agrees with what is said; a part may be less than the whole, but not more."""
    values = [value for value, _ in said.metric.readings(context.report)]
    if not values or said.approximate or any(said.agrees_with(v) for v in values):
        return False
    if explains(context.report, said.metric.cells[0][0], said.value - values[0]):
        return False
    # What a wider body counts may be more: 全市系统共收到326件，其中市局机关……
    more = said.value > max(values) and not said.area
    return not said.narrowed or (more and bool(_OF_DISCLOSURE.search(said.quote)))


@dataclass(frozen=True)
class _Wrong:
    """A statement that no reading of the table agrees with: what the main one gives, and whether their scopes may differ."""

    said: Statement
    value: Decimal
    cells: tuple[CellPath, ...]

    @property
    def doubtful(self) -> bool:
        return self.said.area or self.said.other_count or self.said.narrowed


def _told_by_repair(context: Context, said: Statement) -> bool:
    """Whether the text says what the table says once its own sums are set right: that finding is enough."""
    table = said.metric.cells[0][0]
    for trouble in troubles(context):
        for fix in trouble.fixes if trouble.kind == table else ():
            for value, cells in said.metric.readings(context.report):
                repaired = {(row, column): trouble.values.get((row, column)) for _, row, column in cells}
                changes = (fix[c] - now for c, now in repaired.items() if c in fix and now is not None)
                change = sum(changes, Decimal(0))
                if change and said.agrees_with(value + change):
                    return True
    return False


_RESULTS_OF = {
    "review_": {"review_total"},
    "litigation_": {"litigation_total", "litigation_direct", "litigation_after_review"},
}


def _follows_from_total(wrong: _Wrong, every: list[_Wrong]) -> bool:
    """Whether a result of cases is wrong because the number of cases told in the same sentence is."""
    for prefix, totals in _RESULTS_OF.items():
        key = wrong.said.metric.key
        if key.startswith(prefix) and key not in totals:
            return any(w.said.metric.key in totals and w.said.quote == wrong.said.quote for w in every)
    return False


def _wrong_statements(context: Context, keys: set[str]) -> Iterator[_Wrong]:
    told: set[tuple[str, Decimal]] = set()
    for said in stated(context):
        told_before = (said.metric.key, said.value) in told
        if said.metric.key not in keys or told_before or not contradicts_table(context, said):
            continue
        value, cells = said.metric.readings(context.report)[0]
        told.add((said.metric.key, said.value))
        if said.area and _table_is_told_too(context, said, value):
            continue  # this number is of another scope
        if not _told_by_repair(context, said):
            yield _Wrong(said, value, cells)


def against_table(context: Context, keys: set[str]) -> Iterator[Problem]:
    """The statements on these figures that no reading of the table agrees with, each value once.

    Figures of one sentence that are wrong by as much as they make up for are one mistake: two shares told for each other.
    """
    every = list(_wrong_statements(context, keys))
    every = [w for w in every if not _follows_from_total(w, every)]
    done: list[_Wrong] = []
    for wrong in every:
        if any(wrong is d for d in done):
            continue
        beside = [w for w in every if w.said.quote == wrong.said.quote and not w.doubtful]
        exchanged = len(beside) > 1 and sum(w.said.value - w.value for w in beside) == 0
        group = beside if exchanged and not wrong.doubtful else [wrong]
        done += group
        yield _mismatch(context, group)


def _mismatch(context: Context, group: list[_Wrong]) -> Problem:
    first, doubtful = group[0], group[0].doubtful
    where = TABLE_NAMES[first.cells[0][0]]
    why = "，两处统计口径可能不同" if doubtful else ""
    told = "、".join(f"“{w.said.metric.name}”为“{w.said.raw.strip()}”" for w in group)
    in_table = f"{'分别' if len(group) > 1 else ''}为{'、'.join(spoken(w.value) for w in group)}"
    return Problem(
        f"正文写{told}，{where}中{in_table}{why}，文表不一致。",
        "请核实统计口径；如口径不同，请在正文中说明，否则请更正其中一处。"
        if doubtful
        else "请对照办理台账核实，更正正文或表格，使两处一致。",
        context.at_paragraph(first.said.paragraph),
        quote=first.said.quote,
        expected="、".join(spoken(w.value) for w in group),
        actual="、".join(spoken(w.said.value) for w in group),
        severity=Severity.WARNING if doubtful else None,
        cells=tuple(c for w in group for c in w.cells),
    )
