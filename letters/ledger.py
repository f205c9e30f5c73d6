"""问题台账: a workbook with a row for each finding of many reports, and a sheet that sums them up."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from letters.letter import basis_names
from letters.sheets import for_print, heading, write
from reports.model import Report
from review.finding import Finding, Severity

_HEAD = (
    "单位",
    "年度",
    "部分",
    "程度",
    "问题类别",
    "问题",
    "依据",
    "修改建议",
    "状态",
    "理由或备注",
    "轮次",
    "日期",
    "办理环节",
)
_WIDTHS = (26, 8, 10, 11, 24, 60, 40, 50, 12, 24, 8, 13, 20)
_MOST_COMMON = 5


@dataclass(frozen=True)
class LedgerEntry:
    """A finding on a report with the state of its handling, the round of submission that it was found in, and the step that
    the report has come to."""

    report: Report
    finding: Finding
    state: str = "待处理"
    remark: str = ""
    round: int = 1
    day: date | None = None
    stage: str = ""


def _rows(sheet: Any, entries: Sequence[LedgerEntry], day: date) -> None:
    from openpyxl.styles import Alignment

    heading(sheet, _HEAD, _WIDTHS)
    for row, entry in enumerate(entries, start=2):
        finding = entry.finding
        part = f"第{finding.location.section}部分" if finding.location.section else "题名引言"
        values = (
            entry.report.shown_agency, entry.report.year, part, finding.severity.chinese, finding.title, finding.message,
            basis_names([finding]), finding.suggestion, entry.state,
            entry.remark, entry.round, (entry.day or day).isoformat(), entry.stage,
        )  # fmt: skip
        for column, value in enumerate(values, start=1):
            write(sheet, row, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = f"A1:M{max(len(entries) + 1, 2)}"
    for_print(sheet)


def common_problems(entries: Sequence[LedgerEntry]) -> str:
    """The most common problems in words, as a circular needs them."""
    reports = {(e.report.shown_agency, e.report.year) for e in entries}
    affected: dict[str, set[tuple[str, int | None]]] = {}
    for entry in entries:
        affected.setdefault(entry.finding.title, set()).add((entry.report.shown_agency, entry.report.year))
    ranked = sorted(affected.items(), key=lambda x: (-len(x[1]), x[0]))[:_MOST_COMMON]
    if not ranked:
        return "未发现问题。"
    said = "；".join(f"“{title}”涉及{len(where)}份" for title, where in ranked)
    return f"本次审核发现问题的报告{len(reports)}份，共性问题主要有：{said}。"


def _summary(sheet: Any, entries: Sequence[LedgerEntry]) -> None:
    heading(sheet, ("问题类别", "程度", "件数"), (30, 12, 10))
    kinds = Counter((e.finding.title, e.finding.severity) for e in entries)
    row = 1
    for (title, severity), count in sorted(kinds.items(), key=lambda x: (-x[1], x[0][0])):
        row += 1
        for column, value in enumerate((title, severity.chinese, count), start=1):
            write(sheet, row, column, value)
    row += 2
    for column, name in enumerate(("单位", *(s.chinese for s in Severity)), start=1):
        write(sheet, row, column, name)
    agencies = Counter((e.report.shown_agency, e.finding.severity) for e in entries)
    for agency in dict.fromkeys(e.report.shown_agency for e in entries):
        row += 1
        for column, value in enumerate((agency, *(agencies[agency, s] for s in Severity)), start=1):
            write(sheet, row, column, value)
    write(sheet, row + 2, 1, common_problems(entries))
    for_print(sheet)


def workbook(entries: Iterable[LedgerEntry], day: date) -> Any:
    """The ledger as a workbook, to which more sheets can be put."""
    from openpyxl import Workbook

    every = list(entries)
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "问题台账"
    _rows(first, every, day)
    _summary(book.create_sheet("汇总"), every)
    return book


def to_xlsx(book: Any) -> bytes:
    """A workbook as the bytes of an .xlsx file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
