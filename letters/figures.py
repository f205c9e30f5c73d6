"""The numbers behind the charts as a workbook: one sheet for each chart."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from letters.sheets import for_print, heading, write

Rows = Sequence[tuple[str, int | None, str, float]]


def figures_workbook(sheets: Mapping[str, Rows]) -> bytes:
    """The bytes of an .xlsx file; each sheet has rows of agency, year, item and number."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        heading(sheet, ("单位", "年度", "项目", "数量"), (36, 10, 24, 12))
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                write(sheet, number, column, value)
        sheet.auto_filter.ref = f"A1:D{max(len(rows) + 1, 2)}"
        for_print(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
