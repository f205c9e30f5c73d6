"""Sums, percentages and changes that a question doubts, worked out anew, in words."""

from __future__ import annotations

from answering.draft.checks import change_checked_draft, sum_draft, tables_draft
from answering.draft.sentence import Draft
from answering.evidence.changes import check_change
from answering.evidence.checks import check_listing, check_percentages, check_stated, check_table
from answering.evidence.fact import Facts
from answering.evidence.held import Held
from answering.plan.doubted import is_of_prose_alone
from answering.plan.operations import Checked
from answering.plan.wordings import asks


def checked_draft(operation: Checked, held: Held, facts: Facts) -> Draft | None:
    """What checking the sums of a table, a stated change or numbers gave; None where nothing is to be checked."""
    if operation.tables:
        return _of_tables(operation, held, facts)
    first = operation.operands[0]
    change = check_change(first.words, held, facts)
    if change is not None:
        return change_checked_draft(held, change)
    if asks("growth_checked", first.words):
        return None
    read = (
        check_percentages
        if first.unit == "%"
        else check_stated
        if len(operation.operands) > 1
        else check_listing
    )
    check = read(operation, held, facts)
    if check is not None:
        return sum_draft(held, check)
    if is_of_prose_alone(first.words, held.report.agency_words):
        return None
    return _of_tables(operation, held, facts)


def _of_tables(operation: Checked, held: Held, facts: Facts) -> Draft | None:
    """What the sums of the named tables gave; a table without sums is not the one that is meant: some count the tables
    by their own order."""
    named, every = (
        [c for k in kinds if (c := check_table(k, held, facts, operation.columns, operation.rows))]
        for kinds in (operation.tables, tuple(held.report.tables))
    )
    checks = named or every
    return tables_draft(held, checks) if checks else None
