"""Writing .xlsx sheets: text is never taken for a formula, and every sheet is ready for print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT = 32_000


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
