"""Every type of file that a generated report can be written as without another program."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.generate.content import Content
from benchmarks.generate.layouts import Layout, to_docx, to_html
from benchmarks.generate.text_exports import (
    to_bars_between,
    to_cell_lines,
    to_flat_text,
    to_markdown,
    to_opened_rows,
    to_separated_cells,
    to_spaced_cell_lines,
    to_tab_rows,
    to_trailing_bars,
    to_txt,
)

Writer = Callable[[Content, Layout], bytes]

# These keep which cell stood in which row and column.
FORMATS: dict[str, Writer] = {"docx": to_docx, "html": to_html, "txt": to_txt}
# These keep the cells in order, but not where empty and merged ones stood: no transposed table can be told from them.
TEXT_EXPORTS: dict[str, Writer] = {
    "md": to_markdown,
    "tab rows": to_tab_rows,
    "trailing bars": to_trailing_bars,
    "bars between": to_bars_between,
    "opened rows": to_opened_rows,
    "separated cells": to_separated_cells,
    "cell lines": to_cell_lines,
    "spaced cell lines": to_spaced_cell_lines,
    "flat text": to_flat_text,
}
