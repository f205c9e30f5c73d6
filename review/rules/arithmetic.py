"""SUM: the sums between the cells; broken ones are traced to the cell that is most likely wrong.

The checks of one table are made together, so that one wrong cell gives one finding; each finding bears the
code of the identity that is broken, or SUM06 where the wrong cell could be located.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.numerals import spoken
from reports.tables import TABLE_NAMES
from review.basis import regulation, table_form
from review.finding import Basis, BrokenSum, Problem, Severity
from review.identities import CellKey, Equation, broken
from review.repair import Repair, components, repairs
from review.rule import Context, Rule, rule


@dataclass(frozen=True)
class Trouble:
    """A group of broken equations of one table, the values they were checked with and the smallest repairs."""

    kind: str
    wrong: tuple[Equation, ...]
    values: Repair
    fixes: tuple[Repair, ...]

    @property
    def located(self) -> Repair | None:
        """The repair, where there is just one."""
        return self.fixes[0] if len(self.fixes) == 1 else None


def troubles(context: Context) -> list[Trouble]:
    """The groups of broken equations of a report, found once for all the rules of this family."""
    return context.once("troubles", lambda c: list(_find_troubles(c)))


def _find_troubles(context: Context) -> Iterator[Trouble]:
    for kind in ("applications", "disputes"):
        table = context.report.tables.get(kind)
        if table is None:
            continue
        every, wrong, values = broken(table, context.edition)
        for group in components(wrong):
            yield Trouble(kind, tuple(group), values, tuple(repairs(group, every, values)))


def _line_name(context: Context, equation: Equation) -> str:
    identity = equation.identity
    if identity.across == "columns":
        label = context.edition.column_label(identity.table, "", equation.line)
        return f"“{label}”列"
    return f"“{context.edition.row_label(identity.table, equation.line)}”行"


def _sums(context: Context, trouble: Trouble) -> tuple[BrokenSum, ...]:
    """The broken equations of a trouble, to be drawn on the table."""
    drawn = []
    for equation in trouble.wrong:
        left, right = (equation.side(s, trouble.values) for s in (equation.left, equation.right))
        sides = [tuple((trouble.kind, *c) for c in s) for s in (equation.left, equation.right)]
        name = f"{_line_name(context, equation)}：{equation.identity.name}"
        drawn.append(
            BrokenSum(name, sides[0], sides[1], spoken(left), spoken(right), spoken(abs(left - right)))
        )
    return tuple(drawn)


def describe(context: Context, equation: Equation, values: dict[CellKey, Decimal]) -> str:
    """A broken equation in words, with both sides and the difference."""
    left, right = equation.side(equation.left, values), equation.side(equation.right, values)
    return (
        f"{_line_name(context, equation)}：{equation.identity.name}，"
        f"左边{spoken(left)}，右边{spoken(right)}，相差{spoken(abs(left - right))}"
    )


def _basis(context: Context, kind: str, wrong: Sequence[Equation]) -> tuple[Basis, ...]:
    names = dict.fromkeys(e.identity.name for e in wrong)
    return (table_form(context.edition, kind, "表内勾稽关系：" + "；".join(names)), regulation(6))


_MOST_NAMED = 3
_MOST_DESCRIBED = 2


def _reason(context: Context, trouble: Trouble, cell: CellKey, repair: Repair) -> str:
    """Why a cell has to hold another number: the other numbers of the shortest equation that it stands in."""
    values = trouble.values | repair
    own = [e for e in trouble.wrong if cell in e.coefficients]
    # An equation that holds other wrong cells proves less.
    shortest = min(own, key=lambda e: (sum(c in e.coefficients for c in repair), len(_told(e, cell, values))))
    by_row = shortest.identity.across != "columns"
    line, names = ("行", _columns) if by_row else ("列", _rows)
    total = next((c for c in shortest.coefficients if c[by_row] == "total"), None)
    told = _told(shortest, cell, values)
    named = [
        f"{names(context, trouble.kind, c)}{spoken(values.get(c, Decimal(0)))}" for c in told if c != total
    ]
    parts = [f"总计{spoken(values.get(total, Decimal(0)))}"] if total and total != cell else []
    if len(named) > _MOST_NAMED:
        rest = sum((values.get(c, Decimal(0)) for c in told if c != total), Decimal(0))
        named = [f"其余各{'列' if by_row else '项'}之和{spoken(rest)}"]
    said = "、".join([*parts, *named])
    return f"该{line}{said}" if said else f"该{line}其余各格均为0"


def _impossible(value: Decimal) -> str:
    """What is wrong with a number whatever stands beside it."""
    if value < 0:
        return "（负数）"
    return "" if value == value.to_integral_value() else "（不是整数）"


def _told(equation: Equation, cell: CellKey, values: Repair) -> list[CellKey]:
    """The other cells of an equation that are not 0."""
    return [c for c in equation.coefficients if c != cell and values.get(c)]


def _columns(context: Context, kind: str, cell: CellKey) -> str:
    return context.edition.column_label(kind, cell[0], cell[1])


def _rows(context: Context, kind: str, cell: CellKey) -> str:
    return f"“{context.edition.row_label(kind, cell[0])}”"


def located_cells(context: Context) -> frozenset[tuple[str, str, str]]:
    """The wrong cells that were located: what is wrong with each is told there."""
    return frozenset(
        (trouble.kind, *cell) for trouble in troubles(context) if trouble.located for cell in trouble.located
    )


def _cells(kind: str, wrong: Sequence[Equation]) -> tuple[tuple[str, str, str], ...]:
    return tuple((kind, *c) for c in dict.fromkeys(c for e in wrong for c in e.coefficients))


def _unlocated(context: Context, code: str) -> Iterator[Problem]:
    for trouble in troubles(context):
        if trouble.located is not None:
            continue
        codes = [e.identity.rule for e in trouble.wrong]
        if codes[0] != code:
            continue
        first = trouble.wrong[0]
        said = "；".join(describe(context, e, trouble.values) for e in trouble.wrong[:_MOST_DESCRIBED])
        others = len(trouble.wrong) - _MOST_DESCRIBED
        more = f"；与之相关的另有{others}行（列）也不平衡" if others > 0 else ""
        row, column = first.left[0]
        rest = first.left[1:]
        other = first.side(first.right, trouble.values) - first.side(rest, trouble.values)
        yield Problem(
            f"{TABLE_NAMES[trouble.kind]}数据不符合勾稽关系：{said}{more}。",
            "请对照办理台账逐项核对并更正。" + _candidates(context, trouble),
            context.at_table(trouble.kind, row, column),
            expected=spoken(other)
            if len(first.left) == 1
            else spoken(first.side(first.right, trouble.values)),
            actual=spoken(trouble.values.get((row, column), Decimal(0)))
            if len(first.left) == 1
            else spoken(first.side(first.left, trouble.values)),
            basis=_basis(context, trouble.kind, trouble.wrong),
            cells=_cells(trouble.kind, trouble.wrong),
            sums=_sums(context, trouble),
        )


def _candidates(context: Context, trouble: Trouble) -> str:
    if not trouble.fixes:
        return ""
    options = []
    for fix in trouble.fixes[:6]:
        options.append(
            "且".join(
                f"{context.cell_name(trouble.kind, *cell)}应为{spoken(value)}（现为{spoken(trouble.values.get(cell, Decimal(0)))}）"
                for cell, value in fix.items()
            )
        )
    more = "等" if len(trouble.fixes) > 6 else ""
    return f"可能的情形（任一即可使表内平衡）：{'；或'.join(options)}{more}。"


def _none(context: Context) -> tuple[Basis, ...]:
    return (regulation(6),)


@rule("SUM01", "行合计不符", Severity.ERROR, _none)
def row_total(context: Context) -> Iterator[Problem]:
    """检查：申请表每一行 总计＝自然人＋法人或其他组织五列之和。

    为何：行合计是统一格式的勾稽关系。
    触发：某行自然人3、其余为0，总计填2，且无法唯一定位错格。
    不触发：总计等于各列之和。
    例外：能唯一定位到错格的，只由定位规则报告一条；空白格视为未知数，不因空白报错。
    """
    return _unlocated(context, "SUM01")


@rule("SUM02", "办结总计不符", Severity.ERROR, _none)
def outcome_total(context: Context) -> Iterator[Problem]:
    """检查：每一列 三（七）总计＝三（一）至（六）各明细行之和。

    为何：办理结果的总计应等于各种结果之和。
    触发：自然人列各明细之和为12，总计填11，且无法唯一定位错格。
    不触发：两者相等。
    例外：同行合计规则。
    """
    return _unlocated(context, "SUM02")


@rule("SUM03", "收办结转不平衡", Severity.ERROR, _none)
def intake_balance(context: Context) -> Iterator[Problem]:
    """检查：每一列 一（新收）＋二（上年结转）＝三（七）总计＋四（结转下年度）。

    为何：这是统一格式表头写明的勾稽关系。
    触发：新收10、上年结转0，总计9、结转下年度0，且无法唯一定位错格。
    不触发：两边相等。
    例外：同行合计规则。
    """
    return _unlocated(context, "SUM03")


@rule("SUM04", "行政复议合计不符", Severity.ERROR, _none)
def review_total(context: Context) -> Iterator[Problem]:
    """检查：行政复议 总计＝结果维持＋结果纠正＋其他结果＋尚未审结。

    为何：总计应等于各种结果之和。
    触发：维持1、其余0，总计填2。
    不触发：两者相等。
    例外：空白格视为未知数。只有一个等式，不能确定是总计还是分项有误，故列出各种可能。
    """
    return _unlocated(context, "SUM04")


@rule("SUM05", "行政诉讼合计不符", Severity.ERROR, _none)
def litigation_total(context: Context) -> Iterator[Problem]:
    """检查：行政诉讼两组各自 总计＝结果维持＋结果纠正＋其他结果＋尚未审结。

    为何：总计应等于各种结果之和。
    触发：未经复议直接起诉 维持1、其余0，总计填0。
    不触发：两者相等。
    例外：同复议合计规则。
    """
    return _unlocated(context, "SUM05")


@rule("SUM06", "勾稽差错定位", Severity.ERROR, _none)
def located_cell(context: Context) -> Iterator[Problem]:
    """检查：在不成立的等式里求最小修改，指出最可能的错格和应填的值。

    为何：一个错格会使几个等式同时不成立，逐个罗列不如指出要改哪一格。
    触发：把“予以公开”自然人列的5误填为3，行合计与列合计同时不成立，唯一的单格修改是改回5。
    不触发：有几种同样小的修改时不武断，由合计规则列出各种可能。
    例外：应填值为负数或小数的修改不予考虑。
    """
    for trouble in troubles(context):
        if trouble.located is None:
            continue
        for (row, column), value in trouble.located.items():
            now = trouble.values.get((row, column), Decimal(0))
            name = context.cell_name(trouble.kind, row, column)
            yield Problem(
                f"{TABLE_NAMES[trouble.kind]}{name}填报{spoken(now)}{_impossible(now)}，"
                f"按勾稽关系应为{spoken(value)}（{_reason(context, trouble, (row, column), trouble.located)}）。",
                f"经推算，该格应为{spoken(value)}，请对照办理台账核实后更正。",
                context.at_table(trouble.kind, row, column),
                quote=context.report.tables[trouble.kind].cells[row][column].raw.strip(),
                expected=spoken(value),
                actual=spoken(now),
                basis=_basis(context, trouble.kind, trouble.wrong),
                cells=_cells(trouble.kind, trouble.wrong),
                sums=_sums(context, trouble),
            )


RULES: tuple[Rule, ...] = (
    row_total, outcome_total, intake_balance, review_total, litigation_total, located_cell,
)  # fmt: skip
