"""The numbers of a sentence as slots: {T4.总计} names a cell, {(T9.总计+T10.总计)/T7.总计} is reckoned by code; each with
the words before it held against what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from answering.attribution import misattributed
from answering.figure_values import percent
from answering.plan.figures import figure_asked
from answering.plan.named import column_asked
from answering.plan.operations import CellPath
from answering.plan.scope import narrowed
from answering.with_model.expressions import Operand, Reckoned, SlotError, reckoned
from answering.with_model.material import Material, Piece
from answering.with_model.protocol import SLOT
from reports.numerals import spoken
from reports.prose.quantities import quantities

_WHOLES = ("总计", "合计", "小计")
_UNIT_AFTER = re.compile(r"\s*(?:[（(]?个?百分点[）)]?|件|份|个|宗|条|项|起|次|万元|元|%|％)")
_BREAK = re.compile(r"[，,。；;：:\n]")
_APART = re.compile("除|外|比|较|多|少|差|减|增|高|低|涨|升|降|缩|压|短|延长|扣|其余|其他|剩|相加|合计|共")
# The arithmetic written out: 上年16件，加5件，减4件，得17件. Its signs are held against what is reckoned elsewhere.
_SPELT_OUT = re.compile("减|扣除|除去")
_AVERAGE = re.compile("平均|每[人件名户个份条]|人均|户均|件均")
_MULTIPLE = re.compile("倍")
_COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")
# Stands in the place of a slot while code looks at the words around it.
_SIGN = 0xE000


@dataclass(frozen=True)
class Filled:
    """A slot's number as it is shown, with what it was reckoned from and, where reckoned, its arithmetic.

    `unnamed` is the name of a plain cell that the sentence does not name, to stand at its end.
    """

    shown: str
    unit: str
    found: Reckoned
    arithmetic: str = ""
    unnamed: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it was reckoned from, each piece once."""
        return tuple({o.piece.id: o.piece for o in self.found.operands}.values())

    @property
    def cells(self) -> tuple[tuple[Piece, CellPath], ...]:
        """The cells among that."""
        return tuple((o.piece, o.cell) for o in self.found.operands if o.cell is not None)


def _computed(found: Reckoned, clause: str, sentence: str) -> Filled:
    values = found.operands
    ratio = found.sign == "/"
    if all(_names_another(v, clause) for v in values) or (
        ratio and (_names_another(values[0], re.split("占", clause)[0]) or not _is_whole(found))
    ):
        raise SlotError(f"算式里没有句中所说的“{clause[-12:]}”")
    arithmetic = found.written(lambda v: _short_name(v, sentence))
    if ratio:
        shown, unit = _quotient(found, clause)
        return Filled(shown, unit, found, arithmetic)
    if found.sign == "-" and not (_APART.search(clause) or _SPELT_OUT.search(sentence)):
        raise SlotError("相减得到的数要说明是除去什么、比什么多或少")
    return Filled(spoken(abs(found.number)), found.unit, found, arithmetic)


def _quotient(found: Reckoned, clause: str) -> tuple[str, str]:
    """A share as a percentage; an average in its unit, where one is told or money falls to a number of people."""
    unit = found.sides[0].unit
    of_money = unit.endswith("元") and not found.sides[1].unit.endswith("元")
    if of_money or (_AVERAGE.search(clause) and found.unit):
        number, unit = (
            (found.number * 10_000, "元") if unit == "万元" and found.number < 1 else (found.number, unit)
        )
        return spoken(number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)), unit
    if _MULTIPLE.search(clause):
        return spoken(found.number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)), "倍"
    # A fall is told as one: its number has no sign.
    number = abs(found.number) if found.sides[0].sign == "-" else found.number
    share = number * 100
    if 0 < share < 1:
        return f"{share.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%", ""
    return percent(number, Decimal(1)), ""


def _is_whole(found: Reckoned) -> bool:
    """Whether what is divided by is a whole of the parts: of the same row, or what was received or dealt with."""
    part, whole = (side.operands for side in found.sides)
    if any(v.cell is None for v in (*part, *whole)):
        return True
    cells = [v.cell for v in part if v.cell is not None]
    for table, row, column in (v.cell for v in whole if v.cell is not None):
        same_row = all(c[:2] == (table, row) for c in cells)
        if table != "applications" and not (same_row or all(c[2] == column for c in cells)):
            return False
        if table == "applications" and row not in _ALL_APPLICATIONS and not same_row:
            return False
    return True


_ALL_APPLICATIONS = ("total", "new_received", "carried_over")


def _short_name(value: Operand, sentence: str) -> str:
    """The name of an operand that the sentence does not name."""
    missing = _name_missing(value, sentence)
    return (
        re.sub(r"^[一二三四]、|^（[一二三四五六七]）|（[^）]*）|\d\.", "", value.name).replace("，", "")
        if missing
        else ""
    )


def _names_another(value: Operand, clause: str) -> bool:
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


def _is_of_another(value: Operand, clause: str) -> bool:
    """Whether the prose gives another number for what the clause names."""
    about = re.split("占|的比|比率|率", clause)[0]
    return misattributed(f"{about}{value.column}", value.piece.text) is not None


def _of_another_report(value: Operand, said: str, material: Material) -> bool:
    """Whether the words before a slot name the other of two reports."""
    if len(material.helds) < 2 or value.piece.source is None:
        return False
    sources = [h.source for h in material.helds]
    for words in (_BREAK.split(said)[-1], said):
        named = narrowed(words, sources)
        if len(named) == 1:
            return named[0].id != value.piece.source.id
    return False


def _name_missing(value: Operand, sentence: str) -> str:
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
    """A sentence with its slots filled; `coded` is it with a sign in the place of each."""

    text: str
    coded: str
    fills: tuple[Filled, ...] = ()

    def borne_out(self, coded: str) -> str:
        """What of it the sources can bear out: plain slots with their numbers, without what was reckoned."""
        for place, fill in enumerate(self.fills):
            coded = coded.replace(sign_of(place), "" if fill.arithmetic else f"{fill.shown}{fill.unit}")
        return coded

    def counted_by_code(self, borne_out: str) -> bool:
        """Whether every number of what is left of it was written by code."""
        plain = sum(1 for f in self.fills if not f.arithmetic)
        return bool(self.fills) and len(list(quantities(borne_out))) <= plain


def sign_of(place: int) -> str:
    """What stands for the slot of that place."""
    return chr(_SIGN + place)


def slots_in(coded: str) -> Iterator[tuple[int, int]]:
    """Where the signs of slots stand in a text, and the place of the slot of each."""
    return ((at, ord(c) - _SIGN) for at, c in enumerate(coded) if _SIGN <= ord(c) < _SIGN + 100)


def filled(words: str, material: Material) -> Words:
    """The words with each slot's number in its place.

    Raises:
        SlotError: a slot names no cell, cannot be reckoned, or the words before it name another figure.
    """
    text, coded, place, since = "", "", 0, 0
    done: list[Filled] = []
    bare = SLOT.sub("", words)
    for match in SLOT.finditer(words):
        between = words[place : match.start()]
        text, coded, place = text + between, coded + between, match.end()
        clause = _BREAK.split(text[since:])[-1]
        clause = clause if len(clause.strip("、和及其 ")) > 1 else _BREAK.split(text)[-1]
        clause = _respectively(clause)
        after = _UNIT_AFTER.match(words, place)
        value = _filled(match[1], f"{clause}{after[0] if after else ''}", bare, material, text)
        copied = re.compile(rf"(?<![\d.]){re.escape(value.shown)}{value.unit}?\s*$")  # 31件{T4.总计}
        text, coded = copied.sub("", text), copied.sub("", coded)
        value = replace(value, unit=_unit(value, after[0] if after else ""))
        place = after.end() if after else place
        text += f"{value.shown}{value.unit}" + (f"（{value.arithmetic}）" if value.arithmetic else "")
        coded += sign_of(len(done))
        since = len(text)
        done.append(value)
    return Words(text + words[place:], coded + words[place:], tuple(done))


def _respectively(clause: str) -> str:
    """Of 许可、处罚、强制分别为421件、 the one whose turn it is: 处罚."""
    listed, apart, told = clause.partition("分别")
    items = re.split("[、和与及]", listed)
    turn = len(re.findall("[、和与及]", told))
    return items[turn] if apart and 1 < len(items) > turn else clause


def _unit(value: Filled, after: str) -> str:
    """The unit that the sentence writes after a slot, or the slot's own."""
    said = after.strip("（）() ")
    if value.shown.endswith("%"):
        return ""
    if said.endswith("百分点"):
        return "个百分点"
    if said and ("元" in said or "元" in value.unit) and said != value.unit:
        raise SlotError(f"这个数以“{value.unit}”计，不以“{said}”计")
    return said or value.unit


def _filled(slot: str, clause: str, sentence: str, material: Material, said: str) -> Filled:
    found = reckoned(slot, material)
    if any(_of_another_report(v, said, material) for v in found.operands[:1]):
        raise SlotError(f"{{{slot}}}是另一份报告的数")
    if found.sides:
        return _computed(found, clause, sentence)
    only = found.operands[0]
    if _names_another(only, clause):
        raise SlotError(f"{{{slot}}}是“{only.name}”，不是句中所说的")
    unnamed = _name_missing(only, sentence) and _name_missing(only, clause)
    return Filled(spoken(only.number), only.unit, found, unnamed=unnamed)


def names_missing(fills: tuple[Filled, ...]) -> str:
    """The names of plain cells that the sentence itself does not name."""
    return "".join(dict.fromkeys(f.unnamed for f in fills))
