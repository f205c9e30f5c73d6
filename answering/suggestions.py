"""Questions that fit a report: each asks for something that this report does say, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.model import Report

_MOST = 5
_REFUSED = "denied_"


def _total(report: Report, table: str, rows: tuple[str, ...], column: str = "total") -> Decimal:
    typed = report.tables.get(table)
    if typed is None:
        return Decimal(0)
    return sum((typed.value(r, column) or Decimal(0) for r in rows), Decimal(0))


def _fitting(report: Report, with_year_before: bool) -> Iterator[str]:
    applications = report.tables.get("applications")
    if applications is not None:
        yield "收到多少件申请？"
        if with_year_before:
            yield "和上年比，收到的申请增加了多少？"
        refused = tuple(r for r in applications.cells if r.startswith(_REFUSED))
        if _total(report, "applications", refused) > 0:
            yield "不予公开最多的理由是什么？"
        elif _total(report, "applications", ("granted",)) > 0:
            yield "予以公开了多少件？"
    if _total(report, "disputes", ("review",)) > 0:
        yield "行政复议有多少件，纠正了几件？"
    if report.section("五") is not None:
        yield "存在的主要问题是什么？"
    if report.contact.get("phone"):
        yield "联系电话是多少？"


def suggested_questions(report: Report | None, with_year_before: bool = False) -> list[str]:
    """Up to five questions on a report; without one, on the Regulation."""
    if report is None:
        return [
            "申请公开后多久给答复？",
            "怎么申请政府信息公开？",
            "申请公开要收费吗？",
            "不给公开怎么办？",
            "哪些信息必须主动公开？",
        ]
    return list(_fitting(report, with_year_before))[:_MOST]
