"""The labels and headings by which a table and its end are known where its grid was lost."""

from __future__ import annotations

from functools import cache

from reports.editions import all_editions, normalise_label


@cache
def known_labels() -> frozenset[str]:
    """Every label of a row, column or group of the uniform formats, normalised."""
    known: set[str] = set()
    for edition in all_editions():
        for table in ("active_disclosure", "applications", "disputes"):
            for row in edition.rows(table):
                known |= row.wordings()
                for column in edition.columns(table, row.key):
                    known |= column.wordings()
                known.add(normalise_label(row.group or ""))
        known |= {normalise_label(g.clause) for g in edition.active_disclosure}
    known |= {normalise_label(w) for w in ("信息内容", "申请人情况", "法人或其他组织", "三、本年度办理结果")}
    return frozenset(known - {""})


@cache
def known_headings() -> frozenset[str]:
    """Every accepted wording of a part's heading, normalised."""
    return frozenset(w for e in all_editions() for s in e.sections for w in s.wordings())
