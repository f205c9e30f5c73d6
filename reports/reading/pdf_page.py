"""One page of a PDF with text: its ruled tables, its tables without rules, and its lines.

What is painted behind text is no table: WPS and Word paint the shading of paragraphs as filled rectangles, white or
coloured, one for each line or paragraph, whose edges look like rules.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Any

from reports.model import Block, Grid, GridCell
from reports.reading.page_layout import Placed, Tail, TextLine, page_blocks
from reports.reading.pdf_columns import column_lines
from reports.reading.pdf_lines import Box, Char, CharLine, inside, lines_of, text_of_chars
from reports.reading.running_heads import EDGE, likeness
from reports.reading.unruled_tables import unruled_tables

# Rules are often painted as thin filled rectangles; in points.
_THICKEST_RULE = 3.0
_THINNEST_SLIVER = 1.2
_MOST_TURNED = 0.2
# The sine of the angle from which on a letter is turned; what Word and WPS set slanting is less.
_TURNED = 0.08
_PROSE_CELL = 40
_SAME_HEIGHT = 3.0
_HAIR = 0.01
_LEAST_RULES = 3
# A table that comes nearer to the right edge of its paper goes on beyond it; in points.
_NARROWEST_MARGIN = 10.0


def _without_shading(page: Any) -> Any:
    """The page's rules: no characters, and nothing of what is painted behind text."""
    areas = [o for o in (*page.rects, *page.curves) if _is_area(o)]
    _straighten(page.lines)
    colours = {str(o.get("non_stroking_color")) for o in areas}

    def is_rule(obj: dict[str, Any]) -> bool:
        if obj["object_type"] == "char" or _is_area(obj):
            return False
        # Between two words their shading is painted in slivers.
        thick = min(obj["width"], obj["height"]) > _THINNEST_SLIVER
        sliver = obj.get("fill") and thick and str(obj.get("non_stroking_color")) in colours
        return obj["object_type"] not in ("rect", "curve") or not sliver

    return page.filter(is_rule)


def _straighten(lines: Sequence[dict[str, Any]]) -> None:
    """Makes both ends of a line alike that differ by less than is printed: pdfplumber takes it for a rule across or down
    by whether they are equal, which they are no more on a page that is turned."""
    for line in lines:
        for start, end in (("x0", "x1"), ("top", "bottom")):
            if abs(line[end] - line[start]) < _HAIR:
                line[end] = line[start]


def _is_area(obj: dict[str, Any]) -> bool:
    """Whether a rectangle or curve is painted as an area: filled, not thin, without a rule of another colour."""
    if obj["object_type"] not in ("rect", "curve") or not obj.get("fill"):
        return False
    if min(obj["width"], obj["height"]) <= _THICKEST_RULE:
        return False
    return not obj.get("stroke") or obj.get("stroking_color") == obj.get("non_stroking_color")


def _is_upright(char: Char) -> bool:
    across, up = (char.get("matrix") or (1.0, 0.0))[:2]
    return bool(char.get("upright", True)) and abs(up) <= _TURNED * math.hypot(across, up)


def upright(chars: Sequence[Char]) -> tuple[list[Char], str]:
    """The characters without a watermark's turned ones, and what those say; a page that is turned as a whole keeps them."""
    kept = [c for c in chars if _is_upright(c)]
    if len(chars) - len(kept) >= _MOST_TURNED * len(chars):
        return [*chars], ""
    return kept, "".join(c["text"] for c in chars if not _is_upright(c))


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
    around: Box = table.bbox  # pdfplumber makes it anew each time
    left = {n: c for n, c in enumerate(chars) if inside(c, around)}
    own: dict[Box, list[Char]] = {}
    # Where a rule is missing, a cell lies over its neighbour too, whose own is the smaller one.
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])):
        within = [n for n, c in left.items() if inside(c, box)]
        own[box] = [left.pop(n) for n in within]
    back_over_rules(own)
    texts = {box: text_of_chars(chars) for box, chars in own.items()}
    unclosed = _unclosed(list(left.values()), boxes, columns, around)
    texts |= {box: text_of_chars(chars) for box, chars in unclosed.items()}
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
    return Grid(tuple(out), page=page, cut=_goes_off(table, chars))


def _goes_off(table: Any, chars: Sequence[Char]) -> bool:
    """Whether rules or letters beside a table reach the right edge of the paper: what is beyond it was not printed."""
    _, top, _, bottom = table.bbox
    reach = [e["x1"] for e in (*table.page.horizontal_edges, *chars) if top - 1 <= e["top"] <= bottom + 1]
    return bool(max(reach, default=0.0) > table.page.width - _NARROWEST_MARGIN)


def back_over_rules(own: dict[Box, list[Char]]) -> None:
    """Gives a blank cell what begins at its left rule and was taken for the end of the cell before it: rules of several rows
    that lie nearly below one another are read as one, between them."""
    for box in (b for b, chars in own.items() if not chars):
        before = next(
            (b for b in own if abs(b[2] - box[0]) < 1 and b[1] <= box[1] + 1 and b[3] >= box[3] - 1), None
        )
        within = [c for c in own.get(before, ()) if c["text"].strip()] if before else []
        over = [c for c in within if c["x1"] > box[0] + (c["x1"] - c["x0"]) / 3]
        rest = [c["x1"] for c in within if c not in over]
        if before and over and rest and min(c["x0"] for c in over) - max(rest) > over[0]["size"]:
            own[before] = [c for c in own[before] if c not in over]
            own[box] = over


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
    from pdfplumber.table import merge_edges

    closing: list[dict[str, Any]] = []
    # The dashes of a rule are no ends of it.
    whole = merge_edges(page.vertical_edges, *[_SAME_HEIGHT] * 4)
    for end in ("top", "bottom"):
        rules = sorted(whole, key=lambda e: e[end])
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


def within_heads(lines: Sequence[CharLine], height: float, is_head: Callable[[str], bool]) -> list[CharLine]:
    """The lines without the running heads at both edges; of two alike, as a browser's head and the title, the outer one is."""
    seen: set[str] = set()
    heads: set[int] = set()
    outwards = sorted(range(len(lines)), key=lambda n: min(lines[n].middle, height - lines[n].middle))
    for n in outwards:
        if min(lines[n].middle, height - lines[n].middle) > EDGE * height:
            break
        if (alike := likeness(lines[n].text)) not in seen and is_head(lines[n].text):
            heads.add(n)
            seen.add(alike)
    return [line for n, line in enumerate(lines) if n not in heads]


def _text_line(line: CharLine) -> TextLine:
    return TextLine(line.text, line.left, line.right, line.top, line.size)


def read_page(
    page: Any,
    chars: Sequence[Char],
    number: int,
    is_head: Callable[[str], bool] = lambda line: False,
    pictures: Sequence[Placed] = (),
) -> tuple[list[Block], Tail | None]:
    """The blocks of a pdfplumber page whose upright characters are given, and where its text ends.

    `pictures` stand on it besides. `is_head` tells whether a line at the edge of the page is a running head: it stands in no block.
    """
    plain = _without_shading(page)
    placed: list[Placed] = []
    boxes: list[Box] = []
    for table in plain.find_tables({"explicit_horizontal_lines": _left_open(plain)}):
        grid = _grid(table, chars, number)
        if _is_table(grid):
            boxes.append(table.bbox)
            placed.append(Placed(boxes[-1][1], grid))
    lines = lines_of([c for c in chars if not any(inside(c, box) for box in boxes)])
    lines = within_heads(lines, page.height, is_head)
    columns, lines = column_lines(lines, [p.top for p in placed])
    unruled, rest = unruled_tables(lines, number)
    plain_lines = sorted([*columns, *map(_text_line, rest)], key=lambda line: line.top)
    return page_blocks(plain_lines, [*placed, *unruled, *pictures], number)
