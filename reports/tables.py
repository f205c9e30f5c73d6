"""Grids become the typed tables two, three and four; code walks the labels of the edition's data.

Layouts differ: merged cells, ragged rows (text exports), nested empty columns, tables split over pages,
transposed tables. Labels are therefore matched by what they say, and values by where their column's
header stands or, in ragged rows, by their order after the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from reports.editions import Edition, Label, all_editions, normalise_label
from reports.model import Cell, Grid, GridCell, Relabelled, StrayRow, Table
from reports.numerals import cell_value, fold, is_blank, looks_like_value

KINDS = ("active_disclosure", "applications", "disputes")
_TYPO = 80.0
_CLAUSE = re.compile(r"第?二十条第?[(（]?([一二三四五六七八九十]+)[)）]?项?")
# Where flattened tables run a group and its item together: （三）不予公开1.属于国家秘密.
_NUMBERED_PART = re.compile(r"(?<=.)(?=[(][一二三四五六七][)]|(?<!\d)[1-8][.、](?!\d))")
_FORMULA_NOTE = re.compile(r"勾稽关系|第一项加第二项")
_HEADER_WORDS = frozenset(
    normalise_label(w) for w in ("信息内容", "申请人情况", "法人或其他组织", "行政诉讼")
)


def transpose(grid: Grid) -> Grid:
    """The grid with rows and columns exchanged; short rows are filled up."""
    width = max((len(r) for r in grid.rows), default=0)
    rows = [[*r, *(GridCell("") for _ in range(width - len(r)))] for r in grid.rows]
    return replace(grid, rows=tuple(tuple(r[c] for r in rows) for c in range(width)))


def match_label(text: str, labels: Sequence[Label]) -> tuple[Label | None, float]:
    """The label that a cell's text means, and how closely (100 is an accepted wording)."""
    name = normalise_label(text)
    if not name:
        return None, 0.0
    best: tuple[Label | None, float] = (None, 0.0)
    for label in labels:
        for wording in label.wordings():
            if wording == name:
                return label, 100.0
            score = fuzz.ratio(wording, name)
            if len(wording) > 6 and (wording in name or (len(name) > 6 and name in wording)):
                score = max(score, 88.0)
            if score > best[1]:
                best = (label, score)
    return best if best[1] >= _TYPO else (None, best[1])


def _all_rows(table: str, edition: Edition) -> tuple[Label, ...]:
    """The edition's rows, then those of other editions that it does not have (leftovers are read too)."""
    rows = list(edition.rows(table))
    for other in all_editions():
        rows += [r for r in other.rows(table) if r.key not in {k.key for k in rows}]
    return tuple(rows)


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [c.text for c in row if not c.merged and fold(c.text)]


def classify(grid: Grid) -> str | None:
    """Which of the three tables a grid is (or is a part of); None where it is none of them."""
    text = {normalise_label(t) for r in grid.rows for t in _texts(r)}
    newest = all_editions()[-1]
    outcomes = {w for c in newest.dispute_columns for w in (normalise_label(c.label),)}
    rows = [w for e in all_editions() for r in e.application_rows for w in r.wordings() if len(w) > 3]
    applications = sum(1 for w in set(rows) if w in text)
    disclosure = sum(1 for t in text if _CLAUSE.search(t)) + sum(
        1 for e in all_editions() for r in e.rows("active_disclosure") if normalise_label(r.key) in text
    )
    disputes = len(outcomes & text)
    if disputes >= 3 and disputes >= applications:
        return "disputes"
    if applications >= 2:
        return "applications"
    return "active_disclosure" if disclosure >= 2 else None


def _upright(grid: Grid, kind: str, edition: Edition) -> Grid:
    """The grid as the format lays it out: transposed where the row labels stand in the header."""
    if kind == "active_disclosure":
        return grid
    labels = edition.rows(kind) if kind == "applications" else edition.columns("disputes", "review")
    known = {w for row in labels for w in row.wordings()}
    lines = [[normalise_label(c.text) for c in r] for r in grid.rows]
    across = max((sum(1 for t in set(line) if t in known) for line in lines), default=0)
    width = max((len(line) for line in lines), default=0)
    down = max(
        (sum(1 for line in lines if c < len(line) and line[c] in known) for c in range(width)), default=0
    )
    turned = across > down if kind == "applications" else down > max(across, 4) and width <= 6
    return transpose(grid) if turned else grid


@dataclass
class _Builder:
    """Gathers the cells of one typed table from one or several grids."""

    kind: str
    edition: Edition
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    stray: list[StrayRow] = field(default_factory=list)
    relabelled: list[Relabelled] = field(default_factory=list)
    grids: list[int] = field(default_factory=list)
    empty: int = 0
    header: dict[str, list[int]] = field(default_factory=dict)
    header_width: int = 0
    missing_columns: set[str] = field(default_factory=set)
    columns: tuple[Label, ...] = ()
    header_spans: list[tuple[str, int, int]] = field(default_factory=list)

    def put(self, row: Label, column: str, cell: GridCell, at: tuple[Grid, int, int]) -> None:
        """Stores a cell; a repeated row (header or page break) never overwrites a number."""
        grid, r, c = at
        known = self.cells.setdefault(row.key, {})
        if column in known and known[column].value is not None and cell_value(cell.text) is None:
            return
        if column not in known or known[column].value is None:
            known[column] = Cell(cell.text, cell_value(cell.text), grid.index, r, c, grid.page)

    def table(self, section: str | None) -> Table:
        ordered = {
            r.key: self.cells[r.key] for r in _all_rows(self.kind, self.edition) if r.key in self.cells
        }
        return Table(
            kind=self.kind,
            cells=ordered,
            grids=tuple(self.grids),
            section=section,
            stray_rows=tuple(self.stray),
            relabelled=tuple(self.relabelled),
            empty_rows=self.empty,
            missing_columns=tuple(sorted(self.missing_columns)),
        )


def _label_end(row: Sequence[GridCell]) -> int:
    """The position after the last label cell of a row; 0 where the row has no label."""
    end = 0
    for position, cell in enumerate(row):
        if fold(cell.text) and not looks_like_value(cell.text):
            end = position + 1
    return end


def _column_positions(grid: Grid, columns: Sequence[Label]) -> dict[str, list[int]]:
    """For a rectangular grid: the positions below each column's header; empty where it has no header."""
    width = len(grid.rows[0]) if grid.rows else 0
    if any(len(r) != width for r in grid.rows):
        return {}
    head: list[Sequence[GridCell]] = []
    for row in grid.rows:
        numbers = sum(1 for c in row if not c.merged and cell_value(c.text) is not None)
        if numbers >= 2 or (head and _label_end(row) and "新收" in fold("".join(_texts(row)))):
            break
        head.append(row)
    positions: dict[str, list[int]] = {}
    for c in range(width):
        texts = [normalise_label(row[c].text) for row in head if fold(row[c].text)]
        for text in reversed(texts):
            column = next((k for k in columns if text in k.wordings()), None)
            if column is not None:
                positions.setdefault(column.key, []).append(c)
                break
    return positions


def _value_at(row: Sequence[GridCell], positions: Sequence[int]) -> tuple[GridCell, int]:
    """The cell that a column's value stands in: the first with text below the column's header."""
    inside = [(row[p], p) for p in positions if p < len(row)]
    filled = [(c, p) for c, p in inside if fold(c.text) and not c.merged]
    return (filled or inside or [(GridCell(""), positions[0] if positions else 0)])[0]


def _ordered_values(values: Sequence[GridCell], count: int) -> list[int]:
    """Which of the cells after the label are the row's values, in order, where there may be empty columns."""
    own = [i for i, c in enumerate(values) if not c.merged]
    if len(own) > count:
        filled = [i for i in own if fold(values[i].text)]
        if len(filled) == count:
            return filled
        own = own[:count]
    return own


def _application_label(
    row: Sequence[GridCell], end: int, rows: Sequence[Label]
) -> tuple[Label | None, float, str]:
    """The row that the label cells mean; the innermost label decides, with its group for a bare 其他."""
    texts: list[str] = []
    for cell in row[:end]:
        text = fold(cell.text)
        if text and not looks_like_value(text) and text not in texts:
            texts.append(text)
    if not texts:
        return None, 0.0, ""
    innermost = _NUMBERED_PART.split(texts[-1])[-1]
    label, score = match_label(innermost, rows)
    if label is None and len(texts) > 1:
        label, score = match_label("".join(texts[-2:]), rows)
    return label, score, innermost


def _read_applications(builder: _Builder, grid: Grid) -> None:
    columns = builder.edition.application_columns
    rows = _all_rows("applications", builder.edition)
    positions = _column_positions(grid, columns)
    width = len(grid.rows[0]) if grid.rows else 0
    if len(positions) >= 5:
        builder.header, builder.header_width = positions, width
        builder.missing_columns |= {c.key for c in columns if c.key not in positions}
    elif builder.header and width == builder.header_width and all(len(r) == width for r in grid.rows):
        positions = builder.header
    else:
        positions = {}
    bare = {w for c in columns for w in (c.label, *c.aliases)}
    first_value = min((p[0] for p in positions.values()), default=0)
    for r, row in enumerate(grid.rows):
        if not any(fold(c.text) for c in row):
            builder.empty += 1
            continue
        end = first_value or _label_end(row)
        label, score, text = _application_label(row, end, rows)
        values = row[end:]
        if label is None:
            _stray(builder, grid, r, text, values, rows)
            continue
        if fold(text) in bare and not any(cell_value(c.text) is not None for c in values):
            continue  # the header cell 其他 or 总计, not the row of that name
        if label.key == "carried_over" and "下" in text and "结转下" in text:
            label = next(x for x in rows if x.key == "carried_forward")
        _note_label(builder, label, score, text, grid)
        if positions:
            for key, places in positions.items():
                cell, place = _value_at(row, places)
                builder.put(label, key, cell, (grid, r, place))
        else:
            taken = _ordered_values(values, len(columns))
            if not taken and label.key not in builder.cells:
                continue
            for column, i in zip(columns, taken, strict=False):
                builder.put(label, column.key, values[i], (grid, r, end + i))


def _note_label(builder: _Builder, label: Label, score: float, text: str, grid: Grid) -> None:
    if score < 100.0 and label.key not in {x.row for x in builder.relabelled}:
        builder.relabelled.append(Relabelled(label.key, label.label, text, grid.index))


def _stray(
    builder: _Builder, grid: Grid, r: int, text: str, values: Sequence[GridCell], rows: Sequence[Label]
) -> None:
    """Keeps a row that no label matches, unless it is a header, a note or the rest of a broken label."""
    numbers = [c for c in values if not c.merged and fold(c.text) and looks_like_value(c.text)]
    name = normalise_label(text)
    header = any(name in c.wordings() for e in all_editions() for c in e.application_columns)
    header = header or name in _HEADER_WORDS or bool(_FORMULA_NOTE.search(text))
    group = any(name == normalise_label(x.group or "") for x in rows)
    if header or group or not numbers or not name:
        return
    close = max(rows, key=lambda x: max(fuzz.ratio(w, name) for w in x.wordings()))
    similar = max(fuzz.ratio(w, name) for w in close.wordings())
    builder.stray.append(StrayRow(text, grid.index, r, True, close.label if similar >= 50 else None))


def _read_active_disclosure(builder: _Builder, grid: Grid) -> None:
    rows = builder.edition.rows("active_disclosure")
    for r, row in enumerate(grid.rows):
        texts = _texts(row)
        if not texts:
            builder.empty += 1
            continue
        if "信息内容" in fold(texts[0]):
            _disclosure_header(builder, row)
            continue
        if _CLAUSE.search(fold(texts[0])) and len(texts) == 1:
            continue
        start = next((i for i, c in enumerate(row) if fold(c.text)), 0)
        label, score = match_label(row[start].text, rows)
        end = next((i for i in range(start + 1, len(row)) if not row[i].merged), len(row))
        if label is None:
            numbers = [c for c in row[end:] if not c.merged and cell_value(c.text) is not None]
            if numbers:
                builder.stray.append(StrayRow(fold(row[start].text), grid.index, r, True))
            continue
        _note_label(builder, label, score, fold(row[start].text), grid)
        _disclosure_values(builder, grid, r, label, end)


def _disclosure_header(builder: _Builder, row: Sequence[GridCell]) -> None:
    builder.header_spans = []
    for position, cell in enumerate(row):
        if cell.merged and builder.header_spans:
            name, start, _ = builder.header_spans[-1]
            builder.header_spans[-1] = (name, start, position + 1)
        elif not cell.merged and fold(cell.text):
            builder.header_spans.append((cell.text, position, position + 1))
    builder.header_spans = builder.header_spans[1:]


def _disclosure_values(builder: _Builder, grid: Grid, r: int, label: Label, end: int) -> None:
    row = grid.rows[r]
    columns = builder.edition.columns("active_disclosure", label.key)
    own = [i for i in range(end, len(row)) if not row[i].merged]
    headed = [(match_label(name, columns)[0], start, stop) for name, start, stop in builder.header_spans]
    for number, column in enumerate(columns):
        span = next(((s, e) for c, s, e in headed if c is not None and c.key == column.key), None)
        if headed and span is None and any(c is not None for c, _, _ in headed):
            continue
        if span is not None and len(row) > span[0]:
            cell, place = _value_at(row, range(*span))
            if cell.merged and len(own) > number:
                cell, place = row[own[number]], own[number]
        elif len(columns) == 1 and own:
            cell, place = _value_at(row, own)
        elif number < len(own):
            cell, place = row[own[number]], own[number]
        else:
            continue
        builder.put(label, column.key, cell, (grid, r, place))


def _read_disputes(builder: _Builder, grid: Grid) -> None:
    rows, columns = builder.edition.dispute_rows, builder.edition.dispute_columns
    wanted = [(row, column) for row in rows for column in columns]
    candidates = []
    for r, row in enumerate(grid.rows):
        own = [i for i, c in enumerate(row) if not c.merged]
        own = own or list(range(len(row)))
        labels = [i for i in own if fold(row[i].text) and not looks_like_value(row[i].text)]
        if not any(fold(c.text) for c in row):
            builder.empty += int(r > 0)
        numbers = sum(1 for i in own if cell_value(row[i].text) is not None)
        if labels and numbers < 5:
            continue  # a header row, whose blank cells are merged ones
        values = [i for i in own if i not in labels]
        if len(values) > len(wanted):
            filled = [i for i in values if fold(row[i].text)]
            values = filled if len(filled) == len(wanted) else values[: len(wanted)]
        if len(values) >= 5:
            candidates.append((any(fold(row[i].text) for i in values), r, values))
    done = sum(len(v) for v in builder.cells.values())
    for has_text, r, values in sorted(candidates, key=lambda c: (not c[0], c[1])):
        if done >= len(wanted) or (not has_text and done):
            break
        for (row_label, column), i in zip(wanted[done:], values, strict=False):
            builder.put(row_label, column.key, grid.rows[r][i], (grid, r, i))
        done += len(values)
        builder.empty -= int(not has_text)


_READERS = {
    "active_disclosure": _read_active_disclosure,
    "applications": _read_applications,
    "disputes": _read_disputes,
}


def read_tables(grids: Iterable[tuple[Grid, str | None]], edition: Edition) -> dict[str, Table]:
    """The typed tables from the grids with the section each stands in; a kind not found is absent.

    A grid that is none of the three by itself, right after a part of one with as many columns, is its
    continuation on the next page.
    """
    builders: dict[str, _Builder] = {}
    sections: dict[str, str | None] = {}
    for kind, grid, section in _whole_tables(grids, edition):
        builder = builders.setdefault(kind, _Builder(kind, edition))
        sections.setdefault(kind, section)
        builder.grids.append(grid.index)
        _READERS[kind](builder, _upright(grid, kind, edition))
    return {k: builders[k].table(sections[k]) for k in KINDS if k in builders and builders[k].cells}


_Placed = tuple[str, Grid, str | None]


def _whole_tables(grids: Iterable[tuple[Grid, str | None]], edition: Edition) -> list[_Placed]:
    """The grids that are tables of the format, with their kinds; rows cut in two by a page break are put together."""
    out: list[_Placed] = []
    for grid, section in grids:
        kind = classify(grid)
        if out and grid.index - out[-1][1].index <= 2 and kind in (None, out[-1][0]):
            before_kind, before, before_section = out[-1]
            labels = _all_rows(before_kind, edition)
            joined = _join_rows(before.rows[-1], grid.rows[0], labels) if before.page != grid.page else None
            if joined is not None:
                out[-1] = (before_kind, replace(before, rows=(*before.rows[:-1], joined)), before_section)
                grid = replace(grid, rows=grid.rows[1:])
                kind = kind or before_kind
            elif kind is None and max(map(len, before.rows)) == max(map(len, grid.rows)):
                kind = before_kind
        if kind is not None and grid.rows:
            out.append((kind, grid, section))
    return out


def _join_rows(
    upper: Sequence[GridCell], lower: Sequence[GridCell], labels: Sequence[Label]
) -> tuple[GridCell, ...] | None:
    """Two halves of a row as one; None unless together they are a known row better than each by itself."""
    tops, bottoms = ([i for i, c in enumerate(row) if not c.merged] for row in (upper, lower))
    if len(upper) == len(lower):
        tops = bottoms = [i for i in range(len(upper)) if not upper[i].merged or not lower[i].merged]
    if len(tops) != len(bottoms):
        return None
    merged = list(upper)
    for top, bottom in zip(tops, bottoms, strict=True):
        a, b = upper[top].text, lower[bottom].text
        if not fold(b) or upper[top].merged:
            continue
        if fold(a) and looks_like_value(a) and looks_like_value(b):
            return None
        merged[top] = replace(upper[top], text=a + b)
    joined = tuple(merged)
    scores = [_application_label(row, _label_end(row), labels)[1] for row in (upper, lower, joined)]
    return joined if scores[2] > max(scores[0], scores[1]) or (scores[2] == 100 and scores[1] < 80) else None


def edition_of_tables(grids: Iterable[Grid]) -> str | None:
    """The edition whose labels the tables carry: table two decides, then the other-outcome rows of table three."""
    texts = {normalise_label(t) for g in grids for r in g.rows for t in _texts(r)}
    votes: dict[str, int] = {}
    for edition in all_editions():
        others = [e for e in all_editions() if e is not edition]
        own_columns = {
            w for g in edition.active_disclosure for c in g.columns for w in [normalise_label(c.label)]
        }
        foreign = {normalise_label(c.label) for e in others for g in e.active_disclosure for c in g.columns}
        shared = {w for e in others for g in e.active_disclosure for c in g.columns for w in c.wordings()}
        own_rows = {normalise_label(r.label) for r in edition.application_rows}
        other_rows = {normalise_label(r.label) for e in others for r in e.application_rows}
        votes[edition.edition] = 3 * len((own_columns - foreign - shared) & texts)
        votes[edition.edition] += len((own_rows - other_rows) & texts)
    best = max(votes, key=lambda k: votes[k])
    return best if votes[best] > 0 and list(votes.values()).count(votes[best]) == 1 else None


def blank_cells(table: Table) -> list[tuple[str, str, Cell]]:
    """Row, column and cell for every cell of a table that holds a sign for none instead of a number."""
    return [(r, c, cell) for r, row in table.cells.items() for c, cell in row.items() if is_blank(cell.raw)]
