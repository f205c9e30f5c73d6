"""The sheets 通报 and 扣分 of the ledger's workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from letters.sheets import for_print, heading, write
from library.stages import Stage
from office.circular import Circular, InTime, Standing

_AGENCIES = (
    "单位",
    "应报单位名称",
    "报送稿次",
    "是否按时",
    "日期",
    "退回稿次",
    "再次报送",
    "最后一稿",
    "办理环节",
)
_WIDTHS = (34, 34, 12, 12, 40, 12, 12, 14, 40)
_MISSING = "未交"
_VERIFY = "待核对"
_SUM = "合计"
_NOTE = (
    "退回稿次：出过有“必须修改”问题的意见、或在“办理”里记为退回的稿次；无问题：最后一稿没有“必须修改”和“需要核实”的问题；"
    "问题种类和扣分按各单位第一稿统计，审查人员不采纳的问题不计。"
)


def _table(sheet: Any, row: int, rows: Sequence[Sequence[object]], bold: Sequence[int] = (0,)) -> int:
    """Writes rows under each other, those with the numbers `bold` as heads; the row of the next table."""
    from openpyxl.styles import Alignment, Font

    for number, values in enumerate(rows):
        for column, value in enumerate(values, start=1):
            cell = write(sheet, row + number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number in bold)
    return row + len(rows) + 1


def totals(circular: Circular) -> list[tuple[str, int]]:
    """The numbers of the circular in all, each with its name; expected and missing ones only where a list is set."""
    lines = circular.lines
    listed = [("应报", circular.expected)] if circular.expected else []
    beside = sum(x.expected is None for x in lines) if circular.expected else 0
    open_ones = [(_MISSING, len(circular.missing)), (_VERIFY, len(circular.to_verify))]
    return [
        *listed,
        ("已报", len(lines)),
        *([("其中不在应报名单", beside)] if beside else []),
        *(open_ones if circular.expected else []),
        *((state.value, sum(x.in_time is state for x in lines)) for state in InTime),
        ("退回", sum(x.returned > 0 for x in lines)),
        ("再次报送", sum(x.again > 0 for x in lines)),
        *((state.value, sum(x.standing is state for x in lines)) for state in Standing),
        *_steps(circular),
    ]


def _steps(circular: Circular) -> list[tuple[str, int]]:
    """How many agencies have come to each step, where any step was noted."""
    taken = Counter(mark.stage for line in circular.lines for mark in line.stages)
    return [(f"已{stage.shown}", taken[stage]) for stage in Stage] if taken else []


def _agencies(circular: Circular) -> list[tuple[object, ...]]:
    handed_in = [
        (x.agency, x.expected or ("不在应报名单" if circular.expected else ""), len(x.submissions), x.in_time.value,
         x.remark, x.returned, x.again, x.standing.value, "；".join(mark.shown for mark in x.stages))
        for x in circular.lines
    ]  # fmt: skip
    missing = [(name, name, 0, _MISSING) for name in circular.missing]
    verify = [(name, name, "", _VERIFY, reason) for name, reason in circular.to_verify]
    return [*handed_in, *missing, *verify]


def add_circular(book: Any, circular: Circular, of_year: str = "", note: str = "") -> None:
    """Puts the sheet 通报 into a workbook, and the sheet 扣分 where points are deducted; `of_year` is in the sheets' names,
    `note` stands below the first one's own."""
    sheet = book.create_sheet(f"通报{of_year}")
    heading(sheet, _AGENCIES, _WIDTHS)
    row = _table(sheet, 2, _agencies(circular), bold=())
    year = f"{circular.year}年度合计" if circular.year else "合计"
    row = _table(sheet, row, [(year, "单位数"), *totals(circular)])
    kinds = [(k.title, k.severity.chinese, k.agencies, k.count, k.example) for k in circular.kinds]
    row = _table(sheet, row, [("问题类别", "程度", "单位数", "处数", "例"), *kinds])
    write(sheet, row, 1, _NOTE)
    if note:
        write(sheet, row + 1, 1, note)
    for_print(sheet)
    if circular.deductions:
        _deductions(book.create_sheet(f"扣分{of_year}"), circular)


def _deductions(sheet: Any, circular: Circular) -> None:
    heading(sheet, ("单位", "失分原因", "扣分", "整改情况"), (34, 80, 10, 20))
    rows: list[tuple[object, ...]] = []
    for line in circular.lines:
        own = [d for d in circular.deductions if d.agency == line.agency]
        rows += [(d.agency, d.reason, d.points, d.mended) for d in own]
        if own:
            rows.append((line.agency, _SUM, sum(d.points for d in own), ""))
    _table(sheet, 2, rows, bold=[n for n, values in enumerate(rows) if values[1] == _SUM])
    for_print(sheet)
