"""The numbers of a sentence as slots: {T4.总计} names a cell; {T4.总计-T5.总计}, {P6.21件/P6.23件} and
{(T9.总计+T10.总计)/T7.总计} what code computes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from answering.attribution import misattributed
from answering.figure_values import percent
from answering.plan.figures import figure_asked, unit_of
from answering.plan.named import column_asked
from answering.plan.operations import CellPath
from answering.plan.scope import narrowed
from answering.with_model.material import Material, Piece
from answering.with_model.protocol import SLOT
from errors import NianbaoError
from reports.numerals import spoken
from reports.prose.quantities import quantities

_OPERAND = re.compile(r"\[?([TP]\s?\d{1,3})\]?\s*(?:[.．·:：,，、]?\s*([^-+−－＋/÷]*?))?\s*$", re.I)
_OPERATORS = re.compile(r"\s*([-+−－＋/÷])\s*(?=\[?[TP]\s?\d)", re.I)
_OF_A_SUM = re.compile(r"[(（](.+)[)）]\s*[/÷]\s*(.+)")
_WHOLES = ("总计", "合计", "小计")
_UNIT_AFTER = re.compile(r"\s*(?:件|份|个|宗|条|项|起|次|万元|元|%|％|个百分点)")
_BREAK = re.compile(r"[，,。；;：:\n]")
_APART = re.compile("除|外|比|较|多|少|差|减|增|高|低|其余|其他|剩|相加|合计|共")
_MORE = re.compile("增加|增长|上升|多(?!年)|高|提高|提升|扩大")
_LESS = re.compile("减少|下降|降低|少(?!数)|低|缩|回落")
_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")


class SlotError(NianbaoError):
    """A slot that names no cell, or whose sentence says something else of it; the message says why."""


@dataclass(frozen=True)
class Filled:
    """A slot's number as it is shown, with the cells that it was made of and, where computed, its arithmetic.

    `unnamed` is the name of a plain cell that the sentence does not name, to stand at its end.
    """

    shown: str
    unit: str
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[Piece, CellPath], ...] = ()
    arithmetic: str = ""
    unnamed: str = ""


@dataclass(frozen=True)
class _Value:
    number: Decimal
    unit: str
    column: str
    piece: Piece
    cell: CellPath | None = None

    @property
    def name(self) -> str:
        return f"{self.piece.label}，{self.column}"


def _column(piece: Piece, said: str) -> str:
    names = list(piece.cells)
    if said in names:
        return said
    alike = [n for n in names if said and (said in n or n in said)]
    wholes = [n for n in names if n in _WHOLES]
    if len(alike) == 1:
        return alike[0]
    if not said and (wholes or len(names) == 1):
        return (wholes or names)[0]
    raise SlotError(f"[{piece.id}]没有“{said}”这一列")


def _value(text: str, material: Material) -> _Value:
    match = _OPERAND.match(text.strip())
    identifier = re.sub(r"\s", "", match[1]).upper() if match else ""
    if match is None or identifier not in material:
        raise SlotError(f"没有“{text}”这一格")
    piece = material[identifier]
    if identifier.startswith("P"):
        return _told(match[2] or "", piece)
    column = _column(piece, (match[2] or "").strip("。. "))
    cell = piece.cells[column]
    table = piece.source.report.tables[cell[0]] if piece.source else None
    number = table.value(cell[1], cell[2]) if table else None
    if number is None:
        raise SlotError(f"“{column}”这一格没有填写")
    return _Value(number, unit_of(cell[0], column), column, piece, cell)


def _told(said: str, piece: Piece) -> _Value:
    """A number that the prose gives: 36块."""
    asked = next(iter(quantities(said.strip())), None)
    same = [q for q in quantities(piece.text) if asked is not None and q.value == asked.value]
    fitting = [q for q in same if asked is not None and (not asked.unit or q.unit == asked.unit)]
    if not fitting or fitting[0].value is None:
        raise SlotError(f"[{piece.id}]没有“{said}”这个数")
    return _Value(fitting[0].value, fitting[0].unit or "", said, piece)


def _computed(values: list[_Value], signs: list[str], clause: str, sentence: str) -> Filled:
    pieces = {v.piece.id: v.piece for v in values}
    cells = tuple((v.piece, v.cell) for v in values if v.cell is not None)
    if all(_names_another(v, clause) for v in values) or (
        signs[-1] == "/" and (_names_another(values[0], re.split("占", clause)[0]) or not _is_whole(values))
    ):
        raise SlotError(f"算式里没有句中所说的“{clause[-12:]}”")
    said = [f"{_short_name(v, sentence)}{spoken(v.number)}" for v in values]
    if signs[-1] == "/" and set(signs[:-1]) <= {"+"}:
        if not values[-1].number:
            raise SlotError("除数是0，没有比率")
        share = percent(sum((v.number for v in values[:-1]), Decimal(0)), values[-1].number)
        parts = "+".join(said[:-1])
        parts = f"({parts})" if len(said) > 2 else parts
        return Filled(share, "", tuple(pieces.values()), cells, f"{parts}÷{said[-1]}")
    if "/" in signs or len({v.unit for v in values}) > 1:
        raise SlotError("只能加减同一单位的数，或者用一个数除以另一个数")
    if "-" in signs and not _APART.search(clause):
        raise SlotError("相减得到的数要说明是除去什么、比什么多或少")
    total = values[0].number
    arithmetic = said[0]
    for sign, value, name in zip(signs, values[1:], said[1:], strict=True):
        total += value.number if sign == "+" else -value.number
        arithmetic += f"{sign.replace('-', '−')}{name}"
    opposite = _LESS if total < 0 else _MORE
    if (
        "-" in signs
        and total
        and not opposite.search(clause)
        and (_MORE.search(clause) or _LESS.search(clause))
    ):
        raise SlotError(f"{arithmetic}的结果是{spoken(total)}，与增减的说法相反")
    return Filled(spoken(abs(total)), values[0].unit, tuple(pieces.values()), cells, arithmetic)


def _is_whole(values: list[_Value]) -> bool:
    """Whether what is divided by is a whole of the parts: of the same row, or what was received or dealt with."""
    cells = [v.cell for v in values if v.cell is not None]
    if len(cells) < len(values):
        return True
    table, row, column = cells[-1]
    if table != "applications":
        return all(c[:2] == (table, row) for c in cells) or all(c[2] == column for c in cells)
    return row in ("total", "new_received") or all(c[:2] == (table, row) for c in cells)


def _short_name(value: _Value, sentence: str) -> str:
    """The name of an operand that the sentence does not name."""
    missing = _name_missing(value, sentence)
    return (
        re.sub(r"^[一二三四]、|^（[一二三四五六七]）|（[^）]*）|\d\.", "", value.name).replace("，", "")
        if missing
        else ""
    )


def _names_another(value: _Value, clause: str) -> bool:
    """Whether the words before a slot name another row or column than its own."""
    if value.piece.source is None:
        return False
    if value.cell is None:
        return not _APART.search(clause) and _is_of_another(value, clause)
    table, row, _ = value.cell
    report = value.piece.source.report
    others = [c for c in _COLUMNS if c in clause]
    if table == "applications" and others and value.column not in others:
        return True
    asked = column_asked(clause, table, tuple(value.piece.cells))
    if table == "active_disclosure" and asked is not None and asked.name != value.column:
        return True
    figure = figure_asked(clause, report)
    if figure is None or figure.vague:
        return False
    cells = figure.cells(report)
    if cells and (table, row) not in {c[:2] for c in cells}:
        return True
    return table == "disputes" and figure.columns != ("total",) and value.cell not in cells


def _is_of_another(value: _Value, clause: str) -> bool:
    """Whether the prose gives another number for what the clause names."""
    about = re.split("占|的比|比率|率", clause)[0]
    return misattributed(f"{about}{value.column}", value.piece.text) is not None


def _of_another_report(value: _Value, said: str, material: Material) -> bool:
    """Whether the words before a slot name the other of two reports."""
    if len(material.helds) < 2 or value.piece.source is None:
        return False
    sources = [h.source for h in material.helds]
    for words in (_BREAK.split(said)[-1], said):
        named = narrowed(words, sources)
        if len(named) == 1:
            return named[0].id != value.piece.source.id
    return False


def _name_missing(value: _Value, sentence: str) -> str:
    """The name of a cell where the sentence does not say which its number is of."""
    report = value.piece.source.report if value.piece.source else None
    figure = figure_asked(sentence, report) if report is not None else None
    cells = figure.cells(report) if figure is not None and report is not None else ()
    if value.cell is None:
        return ""
    has_row = value.cell[:2] in {c[:2] for c in cells} or value.piece.label[-4:] in sentence
    has_column = value.column in (*_WHOLES, sentence) or value.column in sentence or value.cell in cells
    if value.cell[0] == "active_disclosure":
        has_column = has_column or len(value.piece.cells) == 1
    return "" if has_row and has_column else f"（{value.name}）"


@dataclass(frozen=True)
class Words:
    """A sentence with its slots filled; `unfilled` is it without what was computed, as the sources can bear it out."""

    text: str
    unfilled: str
    fills: tuple[Filled, ...] = ()

    @property
    def counted_by_code(self) -> bool:
        """Whether every number of it was written by code."""
        written = [q for f in self.fills for q in quantities(f"{f.shown}{f.unit}")]
        return (
            bool(self.fills)
            and len(list(quantities(self.unfilled))) <= sum(1 for f in self.fills if not f.arithmetic)
            and bool(written)
        )


def filled(words: str, material: Material) -> Words:
    """The words with each slot's number in its place.

    Raises:
        SlotError: a slot names no cell, cannot be computed, or the words before it name another figure.
    """
    text, plain, place, since = "", "", 0, 0
    done: list[Filled] = []
    bare = SLOT.sub("", words)
    for match in SLOT.finditer(words):
        between = words[place : match.start()]
        text, plain, place = text + between, plain + between, match.end()
        clause = _BREAK.split(text[since:])[-1]
        clause = clause if len(clause.strip("、和及其 ")) > 1 else _BREAK.split(text)[-1]
        value = _filled(match[1], clause, bare, material, text)
        copied = re.compile(rf"(?<![\d.]){re.escape(value.shown)}{value.unit}?\s*$")  # 31件{T4.总计}
        text, plain = copied.sub("", text), copied.sub("", plain)
        after = _UNIT_AFTER.match(words, place)
        unit = after[0].strip() if after else value.unit
        unit = "" if value.shown.endswith("%") else unit
        place = after.end() if after else place
        if value.arithmetic:
            text += f"{value.shown}{unit}（{value.arithmetic}）"
        else:
            text, plain = f"{text}{value.shown}{unit}", f"{plain}{value.shown}{unit}"
        since = len(text)
        done.append(value)
    return Words(text + words[place:], plain + words[place:], tuple(done))


def _filled(slot: str, clause: str, sentence: str, material: Material, said: str) -> Filled:
    shared = _OF_A_SUM.fullmatch(slot)
    slot = f"{shared[1]}/{shared[2]}" if shared else slot
    signs = [re.sub("[−－]", "-", s).replace("＋", "+").replace("÷", "/") for s in _OPERATORS.findall(slot)]
    values = [_value(p, material) for p in _OPERATORS.split(slot)[::2]]
    if any(_of_another_report(v, said, material) for v in values[:1]):
        raise SlotError(f"{{{slot}}}是另一份报告的数")
    if signs:
        return _computed(values, signs, clause, sentence)
    only = values[0]
    if _names_another(only, clause):
        raise SlotError(f"{{{slot}}}是“{only.name}”，不是句中所说的")
    cells = ((only.piece, only.cell),) if only.cell is not None else ()
    unnamed = _name_missing(only, sentence) and _name_missing(only, clause)
    return Filled(spoken(only.number), only.unit, (only.piece,), cells, unnamed=unnamed)


def names_missing(fills: tuple[Filled, ...]) -> str:
    """The names of plain cells that the sentence itself does not name."""
    return "".join(dict.fromkeys(f.unnamed for f in fills))
