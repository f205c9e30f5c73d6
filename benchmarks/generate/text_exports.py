"""A generated report as the texts that exports of Word files and web pages leave, each with another trace of its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.generate.content import Content
from benchmarks.generate.layouts import Layout, Rows, document_rows, heading

TableWriter = Callable[[Rows], Iterable[str]]


def _text(content: Content, layout: Layout, table: TableWriter, *, title: str = "", part: str = "") -> bytes:
    """Title, preamble and sections with their tables; `title` and `part` are what is put before headings."""
    lines = [title + content.title, "", content.preamble, ""]
    for number in content.headings:
        lines += [part + heading(content, number, layout), *content.sections[number]]
        for rows in document_rows(content, layout).get(number, []):
            lines += table(rows)
        lines.append("")
    return "\n".join(lines).encode()


def _flat(text: str) -> str:
    return text.replace("\n", "").strip()


def _tabbed_cells(rows: Rows) -> Iterable[str]:
    taken: dict[int, int] = {}
    for row in rows:
        width = 0
        cells = []
        for cell in row:
            while taken.get(width, 0):
                taken[width] -= 1
                cells.append("")
                width += 1
            cells.append(cell.text)
            for covered in range(width, width + cell.columns):
                taken[covered] = cell.rows - 1
            width += cell.columns
        yield from (f"\t{c}" for c in cells)
        yield ""


def _piped(rows: Rows) -> Iterable[str]:
    for n, row in enumerate(rows):
        yield "| " + " | ".join(_flat(c.text) for c in row) + " |"
        if n == 0:
            yield "|" + " --- |" * len(row)


def _trailing_bars(rows: Rows) -> Iterable[str]:
    for row in rows:
        merged = sum(c.columns for c in row) - len(row)
        yield " | ".join(_flat(c.text) for c in row) + " |" + "|" * merged


def _opened_rows(rows: Rows) -> Iterable[str]:
    for row in rows:
        yield "|"
        yield from (f"{c.text} |" if c.text else "|" for c in row)


def to_txt(content: Content, layout: Layout) -> bytes:
    """Exported from Word: one cell a line after a tab, an empty line between the rows."""
    return _text(content, layout, _tabbed_cells)


def to_markdown(content: Content, layout: Layout) -> bytes:
    """Markdown with pipe tables; merged cells are written once."""
    return _text(content, layout, _piped, title="# ", part="## ")


def to_tab_rows(content: Content, layout: Layout) -> bytes:
    """One row a line, tabs between the cells."""
    return _text(content, layout, lambda rows: ("\t".join(_flat(c.text) for c in r) for r in rows))


def to_trailing_bars(content: Content, layout: Layout) -> bytes:
    """One row a line, each cell ended by a bar, further bars where cells were merged."""
    return _text(content, layout, _trailing_bars)


def to_bars_between(content: Content, layout: Layout) -> bytes:
    """One row a line, bars between the cells and none at its ends."""
    return _text(content, layout, lambda rows: (" | ".join(_flat(c.text) for c in r) for r in rows))


def to_opened_rows(content: Content, layout: Layout) -> bytes:
    """One cell a line ended by a bar, each row opened by a bar on its own line."""
    return _text(content, layout, _opened_rows)


def to_separated_cells(content: Content, layout: Layout) -> bytes:
    """One cell a line, a line that is only a bar after each: where rows begin is lost."""
    return _text(content, layout, lambda rows: (x for r in rows for c in r for x in (c.text, "|")))


def to_cell_lines(content: Content, layout: Layout) -> bytes:
    """One cell a line and nothing else."""
    return _text(content, layout, lambda rows: (c.text for r in rows for c in r))


def to_spaced_cell_lines(content: Content, layout: Layout) -> bytes:
    """One cell a line, an empty line after each."""
    return _text(content, layout, lambda rows: (x for r in rows for c in r for x in (c.text, "")))


def to_flat_text(content: Content, layout: Layout) -> bytes:
    """One row a line, spaces between the labels and numbers."""
    return _text(content, layout, lambda rows: (" ".join(_flat(c.text) for c in r) for r in rows))
