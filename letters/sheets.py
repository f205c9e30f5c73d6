"""Writing tables for spreadsheet programs: text is never taken for a formula, and every sheet is ready for print.

The only module that fills a cell of an .xlsx or .csv file, whatever the text comes from: a report, a file's name, an
account's name, a reviewer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT = 32_000
# What a cell of a .csv file, which has no types, is taken for a formula by (OWASP, "CSV Injection"); the wide forms
# count where the language is Chinese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(sheet: Any, row: int, column: int, value: object) -> Any:
    """Writes a cell; text is text, also where it begins like a formula, and empty text is an empty cell."""
    cell = sheet.cell(row=row, column=column)
    if value == "":
        return cell
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)[:_LONGEST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value
    return cell


def heading(sheet: Any, names: Sequence[str], widths: Sequence[int]) -> None:
    """The first row, bold and frozen, with the columns' widths in characters."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        write(sheet, 1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def for_print(sheet: Any) -> None:
    """Landscape A4, as wide as the paper, the first row on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def to_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as .csv, with the mark by which Excel knows UTF-8; text that begins like a formula gets a ' before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (head, *rows):
        cells = (_CONTROL.sub("", cell) for cell in row)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")
