"""Whether the numbers of two years follow from each other: what was left over, and which normative documents are valid."""

from __future__ import annotations

from answering.draft.sentence import Slot
from answering.evidence.fact import CellFact, Facts
from answering.evidence.held import Held
from answering.evidence.places import cell
from answering.overview.material import Pieces
from reports.numerals import spoken

_DOCUMENTS = "行政规范性文件"


def continued(before: Held, now: Held, facts: Facts, asked: str = "") -> list[Pieces]:
    """A sentence with its verdict for each number that one year hands to the next, of those only that are asked for by
    name where any is; nothing where a cell is blank."""
    every = (("结转", _carried), ("有效", _documents), ("规范性文件", _documents))
    named = [of for name, of in every if name in asked] or [_carried, _documents]
    return [p for of in dict.fromkeys(named) if (p := of(before, now, facts))]


def _carried(before: Held, now: Held, facts: Facts) -> Pieces:
    left = _known("applications", "carried_forward", "total", before, facts)
    carried = _known("applications", "carried_over", "total", now, facts)
    if left is None or carried is None:
        return ()
    same = left.value == carried.value
    return (
        f"{before.source.name}的结转下年度是", Slot(left.id), f"，{now.source.name}的上年结转是", Slot(carried.id),
        "，对得上，一致" if same else "，对不上，两个数不一致",
    )  # fmt: skip


def _documents(before: Held, now: Held, facts: Facts) -> Pieces:
    old = _known("active_disclosure", _DOCUMENTS, "现行有效件数", before, facts)
    columns = ("本年制发件数", "本年废止件数", "现行有效件数")
    made, ended, valid = (_known("active_disclosure", _DOCUMENTS, c, now, facts) for c in columns)
    if old is None or made is None or ended is None or valid is None:
        return ()
    due = (old.value or 0) + (made.value or 0) - (ended.value or 0)
    return (
        f"{_DOCUMENTS}：上年现行有效", Slot(old.id), "，本年制发", Slot(made.id), "、废止", Slot(ended.id),
        f"，推算现行有效应为{spoken(due)}件，{now.source.name}填的是", Slot(valid.id),
        "，对得上，一致" if due == valid.value else "，对不上，两个数不一致",
    )  # fmt: skip


def _known(table: str, row: str, column: str, held: Held, facts: Facts) -> CellFact | None:
    if table not in held.report.tables:
        return None
    found = cell((table, row, column), held, facts)
    return found if found.value is not None else None
