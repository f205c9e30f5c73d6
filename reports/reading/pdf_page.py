"""One page of a PDF with text: its ruled tables, its tables without rules, and its lines.

What is painted behind text is no table: WPS and Word paint the shading of paragraphs as filled rectangles, white or
coloured, one for each line or paragraph, whose edges look like rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Any

from reports.model import Block, Grid, GridCell
from reports.reading.page_layout import Placed, Tail, TextLine, page_blocks
from reports.reading.pdf_lines import Box, Char, CharLine, inside, lines_of, text_of_chars
from reports.reading.running_heads import EDGE
from reports.reading.unruled_tables import unruled_tables

# Rules are often painted as thin filled rectangles; in points.
_THICKEST_RULE = 3.0
_THINNEST_SLIVER = 1.2
_MOST_TURNED = 0.2
_PROSE_CELL = 40
_SAME_HEIGHT = 3.0
_LEAST_RULES = 3


def _without_shading(page: Any) -> Any:
    """The page's rules: no characters, and nothing of what is painted behind text."""
    areas = [o for o in (*page.rects, *page.curves) if _is_area(o)]
    colours = {str(o.get("non_stroking_color")) for o in areas}

    def is_rule(obj: dict[str, Any]) -> bool:
        if obj["object_type"] == "char" or _is_area(obj):
            return False
        # Between two words their shading is painted in slivers.
        thick = min(obj["width"], obj["height"]) > _THINNEST_SLIVER
        sliver = obj.get("fill") and thick and str(obj.get("non_stroking_color")) in colours
        return obj["object_type"] not in ("rect", "curve") or not sliver

    return page.filter(is_rule)


def _is_area(obj: dict[str, Any]) -> bool:
    """Whether a rectangle or curve is painted as an area: filled, not thin, without a rule of another colour."""
    if obj["object_type"] not in ("rect", "curve") or not obj.get("fill"):
        return False
    if min(obj["width"], obj["height"]) <= _THICKEST_RULE:
        return False
    return not obj.get("stroke") or obj.get("stroking_color") == obj.get("non_stroking_color")


def _upright(chars: Sequence[Char]) -> list[Char]:
    """The characters without a watermark's turned ones; a page that is turned as a whole keeps them."""
    turned = [c for c in chars if not c.get("upright", True)]
    return (
        [c for c in chars if c.get("upright", True)] if len(turned) < _MOST_TURNED * len(chars) else [*chars]
    )


def _is_table(grid: Grid) -> bool:
    """Whether a grid holds a table: more than one column, and cells rather than running prose."""
    own = [[c for c in row if not c.merged] for row in grid.rows]
    if max((len(row) for row in own), default=0) < 2:
        return False
    texts = ["".join(c.text.split()) for row in own for c in row]
    prose = sum(len(t) for t in texts if len(t) > _PROSE_CELL and "。" in t)
    return prose * 2 < sum(map(len, texts)) or prose == 0


def _grid(table: Any, chars: Sequence[Char], page: int) -> Grid:
    """A grid with one position for each line of rules: where no cell begins, the cell that covers it goes on."""
    rows = table.rows
    width = max((len(r.cells) for r in rows), default=0)
    columns = [
        next((float(r.cells[c][0]) for r in rows if c < len(r.cells) and r.cells[c]), 0.0)
        for c in range(width)
    ]
    boxes: list[Box] = [cell for row in rows for cell in row.cells if cell]
    left = {n: c for n, c in enumerate(chars) if inside(c, table.bbox)}
    texts: dict[Box, str] = {}
    for box in boxes:
        within = [n for n, c in left.items() if inside(c, box)]
        texts[box] = text_of_chars([left.pop(n) for n in within])
    unclosed = _unclosed(list(left.values()), boxes, columns, table.bbox)
    texts |= {box: text_of_chars(own) for box, own in unclosed.items()}
    begun: set[Box] = set()
    out: list[tuple[GridCell, ...]] = []
    for row in rows:
        # Just below the row's upper rule: tall merged cells that begin here would shift the middle.
        line = min((cell[1] for cell in row.cells if cell), default=row.bbox[1]) + 1
        cells: list[GridCell] = []
        for c, cell in enumerate(row.cells):
            owner = cell or next((b for b in texts if _covers(b, (columns[c] + 1, line))), None)
            begins = cell is not None or (owner in unclosed and owner not in begun)
            if owner:
                begun.add(owner)
            cells.append(GridCell(texts[owner] if owner else "", merged=not begins))
        out.append(tuple(cells))
    return Grid(tuple(out), page=page)


def _unclosed(
    left: Sequence[Char], boxes: Sequence[Box], columns: Sequence[float], around: Box
) -> dict[Box, list[Char]]:
    """Cells without a rule below or above them, by what stands in no other cell of a table: the label of a group of
    rows whose cell goes on over the page break."""
    out: dict[Box, list[Char]] = {}
    starts = [*columns, around[2]]
    for x0, x1 in pairwise(starts):
        own = [c for c in left if c["text"].strip() and x0 <= (c["x0"] + c["x1"]) / 2 < x1]
        if not own:
            continue
        first, last = min(c["top"] for c in own), max(c["bottom"] for c in own)
        beside = [b for b in boxes if b[0] < x1 - 1 and b[2] > x0 + 1]
        top = max((b[3] for b in beside if b[3] <= first + 1), default=around[1])
        bottom = min((b[1] for b in beside if b[1] >= last - 1), default=around[3])
        out[(x0, top, x1, bottom)] = own
    return out


def _covers(box: Box, at: tuple[float, float]) -> bool:
    return box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]


def _left_open(page: Any) -> list[dict[str, Any]]:
    """Rules that close tables above and below where their upright rules end without one.

    Browsers print no rule at a page break, so that the row beside it stood outside the table.
    """
    closing: list[dict[str, Any]] = []
    for end in ("top", "bottom"):
        rules = sorted(page.vertical_edges, key=lambda e: e[end])
        for _, together in groupby(rules, key=lambda e: round(e[end] / _SAME_HEIGHT)):
            edges = list(together)
            left, right = min(e["x0"] for e in edges), max(e["x0"] for e in edges)
            at = edges[0][end]
            # The short ends of rules that are painted as rectangles close nothing.
            met = sum(
                max(0.0, min(h["x1"], right) - max(h["x0"], left))
                for h in page.horizontal_edges
                if abs(h["top"] - at) <= _SAME_HEIGHT and h["width"] > _THICKEST_RULE
            )
            if len({round(e["x0"]) for e in edges}) >= _LEAST_RULES and met * 2 < right - left:
                closing.append(
                    {
                        "object_type": "line", "orientation": "h", "x0": left, "x1": right, "top": at, "bottom": at,
                        "width": right - left, "height": 0,
                    }
                )  # fmt: skip
    return closing


def _text_line(line: CharLine) -> TextLine:
    return TextLine(line.text, line.left, line.right, line.top, line.size)


def read_page(
    page: Any, chars: Sequence[Char], number: int, is_head: Callable[[str], bool] = lambda line: False
) -> tuple[list[Block], Tail | None]:
    """The blocks of a pdfplumber page whose characters are given, and where its text ends.

    `is_head` tells whether a line at the edge of the page is a running head: it stands in no block.
    """
    chars = _upright(chars)
    plain = _without_shading(page)
    placed: list[Placed] = []
    boxes: list[Box] = []
    for table in plain.find_tables({"explicit_horizontal_lines": _left_open(plain)}):
        grid = _grid(table, chars, number)
        if _is_table(grid):
            placed.append(Placed(table.bbox[1], grid))
            boxes.append(table.bbox)
    lines = lines_of([c for c in chars if not any(inside(c, box) for box in boxes)])
    edge = EDGE * page.height
    lines = [n for n in lines if edge < n.middle < page.height - edge or not is_head(n.text)]
    unruled, rest = unruled_tables(lines, number)
    return page_blocks([_text_line(line) for line in rest], [*placed, *unruled], number)
