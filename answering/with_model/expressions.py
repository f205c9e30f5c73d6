"""What stands in a slot, reckoned: T4.总计, (T9.总计+T10.总计)/T7.总计, P6.4期×P6.1500册, A33.20个工作日+A33.20个工作日.

A grammar of sums, products and brackets over operands. The name of a column is read before a sign of reckoning, for it
may hold one: T4.本年增/减.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from answering.plan.figures import unit_of
from answering.plan.operations import CellPath
from answering.with_model.material import Material, Piece
from errors import NianbaoError
from reports.numerals import spoken
from reports.prose.comparison import measure
from reports.prose.quantities import quantities
from reports.prose.quantity import Quantity

_KEY = r"\[?(?P<key>[TPAFD]\s?\d{1,3})\]?"
_OPERAND = re.compile(rf"\s*{_KEY}\s*[.．·:：,，、]?\s*", re.I)
_SIGN = re.compile(r"\s*([-+−－＋*×xX/÷])\s*")
_SIGNS = {"−": "-", "－": "-", "＋": "+", "×": "*", "x": "*", "X": "*", "÷": "/"}
_SHOWN = {"-": "−", "+": "+", "*": "×", "/": "÷"}
# What names an operand ends where a sign and another operand follow, or a bracket closes.
_NAME = re.compile(rf".*?(?=\s*[-+−－＋*×xX/÷]\s*[(（]*\s*{_KEY}|[)）]|$)", re.I)
_WHOLES = ("总计", "合计", "小计")


class SlotError(NianbaoError):
    """A slot that names no cell, or whose sentence says something else of it; the message says why."""


@dataclass(frozen=True)
class Operand:
    """A number that a slot names: a cell by its column, or a number of a text as it is `told` there."""

    number: Decimal
    unit: str
    column: str
    piece: Piece
    cell: CellPath | None = None
    told: Quantity | None = None

    @property
    def name(self) -> str:
        """Its row and column."""
        return f"{self.piece.label}，{self.column}"


@dataclass(frozen=True)
class Reckoned:
    """What was reckoned: the number, the operands in order, and the sign and the two sides of the last step, if any."""

    number: Decimal
    unit: str
    operands: tuple[Operand, ...]
    sign: str = ""
    sides: tuple[Reckoned, ...] = ()

    def written(self, name: Callable[[Operand], str]) -> str:
        """The arithmetic with each operand under the name that is given to it."""
        if not self.sides:
            return f"{name(self.operands[0])}{spoken(self.number)}"
        left, right = (side.written(name) for side in self.sides)
        binds = self.sign in "*/"
        left = f"({left})" if binds and self.sides[0].sign in ("+", "-") else left
        apart = self.sides[1].sign in ("+", "-") and self.sign != "+"
        return f"{left}{_SHOWN[self.sign]}{f'({right})' if apart else right}"


def reckoned(slot: str, material: Material) -> Reckoned:
    """The value of a slot; raises SlotError where it names nothing, or adds what is not of one kind."""
    reader = _Reader(slot, material)
    found = reader.sum()
    if reader.rest():
        raise SlotError(f"没有“{slot}”这一格")
    return found


class _Reader:
    """Reads a slot from left to right: sums of products of operands and brackets."""

    def __init__(self, slot: str, material: Material) -> None:
        self._slot, self._material, self._place = slot, material, 0

    def rest(self) -> str:
        return self._slot[self._place :].strip()

    def sum(self) -> Reckoned:
        return self._chain("+-", lambda: self._chain("*/", self._factor))

    def _chain(self, signs: str, part: Callable[[], Reckoned]) -> Reckoned:
        found = part()
        while (match := _SIGN.match(self._slot, self._place)) is not None:
            sign = _SIGNS.get(match[1], match[1])
            if sign not in signs:
                break
            self._place = match.end()
            found = _step(found, sign, part())
        return found

    def _factor(self) -> Reckoned:
        opened = re.compile(r"\s*[(（]").match(self._slot, self._place)
        if opened is None:
            return self._operand()
        self._place = opened.end()
        found = self.sum()
        closed = re.compile(r"\s*[)）]").match(self._slot, self._place)
        if closed is None:
            raise SlotError(f"没有“{self._slot}”这一格")
        self._place = closed.end()
        return found

    def _operand(self) -> Reckoned:
        match = _OPERAND.match(self._slot, self._place)
        key = re.sub(r"\s", "", match["key"]).upper() if match else ""
        if match is None or key not in self._material:
            raise SlotError(f"没有“{self.rest() or self._slot}”这一格")
        piece = self._material[key]
        rest = self._slot[match.end() :]
        named = max((n for n in piece.cells if rest.startswith(n)), key=len, default="")
        name = _NAME.match(rest, len(named))
        said = named + (name[0] if name else "")
        if said.rstrip().endswith((*_SIGNS, *_SHOWN)):
            raise SlotError(f"“{self._slot}”没有写完")
        self._place = match.end() + len(said)
        operand = _cell(said.strip("。. "), piece) if piece.cells else _told(said, piece)
        return Reckoned(operand.number, operand.unit, (operand,))


def _step(left: Reckoned, sign: str, right: Reckoned) -> Reckoned:
    operands, sides = left.operands + right.operands, (left, right)
    if sign == "*":
        unit = right.unit if _each(right) else left.unit or right.unit
        return Reckoned(left.number * right.number, unit, operands, sign, sides)
    same = _in_one_unit(left, right)
    if sign == "/":
        if not right.number:
            raise SlotError("除数是0，没有比率")
        a, b = same or (left, right)
        return Reckoned(a.number / b.number, "" if same else left.unit, operands, sign, sides)
    if same is None:
        raise SlotError("只能加减同一单位的数，或者用一个数除以另一个数")
    a, b = same
    value = a.number + b.number if sign == "+" else a.number - b.number
    unit = "个百分点" if sign == "-" and a.unit == "%" else a.unit or b.unit
    return Reckoned(value, unit, operands, sign, sides)


def _each(side: Reckoned) -> bool:
    """Whether a number is told of each of several: 4期，每期1500册."""
    told, piece = side.operands[0].told, side.operands[0].piece
    return told is not None and re.search(r"[每各][^，。；\d]{0,3}$", piece.text[: told.start]) is not None


def _in_one_unit(left: Reckoned, right: Reckoned) -> tuple[Reckoned, Reckoned] | None:
    """Both sides in one unit (2元 and 3万元 in 元); None where they count different things."""
    if left.unit == right.unit or not left.unit or not right.unit:
        return left, right
    a, b = (_measured(side) for side in (left, right))
    return (a, b) if a.unit == b.unit else None


def _measured(side: Reckoned) -> Reckoned:
    read = next(iter(quantities(f"{side.number:f}{side.unit}")), None)
    if read is None:
        return side
    as_one = measure(read)
    return replace(side, number=as_one.value, unit=as_one.unit)


def _cell(said: str, piece: Piece) -> Operand:
    column = _column(piece, said)
    cell = piece.cells[column]
    table = piece.source.report.tables[cell[0]] if piece.source else None
    number = table.value(cell[1], cell[2]) if table else None
    if number is None:
        raise SlotError(f"“{column}”这一格没有填写")
    return Operand(number, unit_of(cell[0], column), column, piece, cell)


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


def _told(said: str, piece: Piece) -> Operand:
    """A number that a text gives: 36块."""
    asked = next(iter(quantities(said.strip())), None)
    same = [q for q in quantities(piece.text) if asked is not None and q.value == asked.value]
    fitting = [q for q in same if asked is not None and (not asked.unit or q.unit == asked.unit)]
    if not fitting:
        raise SlotError(f"[{piece.id}]没有“{said}”这个数")
    return Operand(fitting[0].value, fitting[0].unit or "", said.strip(), piece, told=fitting[0])
