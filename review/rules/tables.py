"""TAB: what stands in the cells of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.model import Cell, Level, Table
from reports.numerals import cell_value, fold, is_blank, spoken
from reports.tables import KINDS, TABLE_NAMES
from review.basis import regulation, table_form
from review.finding import Basis, Problem, Severity
from review.identities import forced_values
from review.rule import Context, Rule, rule
from review.rules.arithmetic import located_cells

_MANY = 3
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def _filling(context: Context) -> tuple[Basis, ...]:
    return (
        regulation(6),
        table_form(context.edition, "applications", "各项数据以数字填报，没有相关情况的填“0”。"),
    )


_Standing = tuple[Table, str, str, Cell, str]


def _cells(context: Context) -> tuple[_Standing, ...]:
    """Table, row, column, cell and the column's kind, for every cell that the edition knows."""
    return context.once("cells of the tables", lambda c: tuple(_each_cell(c)))


def _each_cell(context: Context) -> Iterator[_Standing]:
    for kind in KINDS:
        table = context.report.tables.get(kind)
        if table is None:
            continue
        for row, cells in table.cells.items():
            kinds = {c.key: c.kind for c in context.edition.columns(kind, row)}
            for column, cell in cells.items():
                yield table, row, column, cell, kinds.get(column, "count")


@rule("TAB01", "表格单元格未填数字", Severity.ERROR, _filling)
def blank_cell(context: Context) -> Iterator[Problem]:
    """检查：单元格是否空白或以“/”“-”“—”“无”代替数字。

    为何：空白无法区分“没有”和“漏填”，没有相关情况的应填“0”。
    触发：“3.危及‘三安全一稳定’”行总计列为空白。
    不触发：单元格为“0”。
    例外：一张表有大量空白的合并为一条；能由勾稽关系推出应填数值的，写明该数值。
    """
    blanks: dict[str, list[tuple[str, str, Cell]]] = {}
    for table, row, column, cell, _ in _cells(context):
        if is_blank(cell.raw):
            blanks.setdefault(table.kind, []).append((row, column, cell))
    for kind, found in blanks.items():
        forced = forced_values(context.report.tables[kind], context.edition)
        if len(found) > _MANY:
            row, column, _ = found[0]
            yield Problem(
                f"{TABLE_NAMES[kind]}有{len(found)}个单元格空白或未填数字。",
                "请逐格核实填报；没有相关情况的填“0”。",
                context.at_table(kind, row, column),
                actual=f"{len(found)}格",
                cells=tuple((kind, r, c) for r, c, _ in found),
            )
            continue
        for row, column, cell in found:
            value = forced.get((row, column))
            written = f"填写为“{fold(cell.raw)}”" if fold(cell.raw) else "空白"
            hint = (
                f"按表内勾稽关系应为“{spoken(value)}”，请核实后填写。"
                if value is not None
                else "请核实后填写，没有的填“0”。"
            )
            yield Problem(
                f"{TABLE_NAMES[kind]}{context.cell_name(kind, row, column)}{written}，没有填报数字。",
                hint,
                context.at_table(kind, row, column),
                quote=fold(cell.raw),
                expected=spoken(value) if value is not None else None,
                actual=fold(cell.raw),
                cells=((kind, row, column),),
            )


@rule("TAB02", "单元格数值不合理", Severity.ERROR, _filling)
def impossible_value(context: Context) -> Iterator[Problem]:
    """检查：件数是否为非负整数；金额可以有小数，“本年增/减”可以为负。

    为何：件数不可能是负数、小数或文字。
    触发：“行政处罚”本年处理决定数量填“-1”。
    不触发：“本年增/减”填“-3”；“采购总金额”填“12.5”。
    例外：空白另由未填数字规则报告；能由勾稽关系算出应填数值的，只由定位规则报告。
    """
    located = located_cells(context)
    for table, row, column, cell, kind in _cells(context):
        if cell.raw.isdigit():
            continue
        value = cell_value(cell.raw)
        if is_blank(cell.raw) or (table.kind, row, column) in located:
            continue
        if value is None:
            why = "不是数字"
        elif value < 0 and kind != "signed":
            why = "为负数"
        elif value != value.to_integral_value() and kind != "amount":
            why = "不是整数"
        else:
            continue
        yield Problem(
            f"{TABLE_NAMES[table.kind]}{context.cell_name(table.kind, row, column)}填写为“{fold(cell.raw)}”，{why}。",
            "请核实后改填实际数字。",
            context.at_table(table.kind, row, column),
            quote=fold(cell.raw),
            actual=fold(cell.raw),
            cells=((table.kind, row, column),),
        )


@rule("TAB03", "单元格数字写法不规范", Severity.NOTICE, _filling)
def number_style(context: Context) -> Iterator[Problem]:
    """检查：是否使用全角数字、千分位或在格内带单位。

    为何：写法不统一不利于汇总和机读。
    触发：“１２”“1,580”“3件”。
    不触发：“12”“+3”。
    例外：同一张表合并为一条。
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for table, row, column, cell, _ in _cells(context):
        raw = "".join(cell.raw.split())
        if not _PLAIN.fullmatch(raw) and cell_value(raw) is not None:
            found.setdefault(table.kind, []).append((row, column, raw))
    for kind, cells in found.items():
        row, column, raw = cells[0]
        examples = "、".join(f"“{c[2]}”" for c in cells[:5])
        yield Problem(
            f"{TABLE_NAMES[kind]}有{len(cells)}个单元格使用全角数字、千分位或带单位，如{examples}。",
            "建议统一改为半角阿拉伯数字，不带单位和分隔符。",
            context.at_table(kind, row, column),
            quote=raw,
            cells=tuple((kind, r, c) for r, c, _ in cells),
        )


def _pair(context: Context, row: str, first: str, second: str) -> tuple[Decimal, Decimal] | None:
    a, b = (context.value("active_disclosure", row, column) for column in (first, second))
    return (a, b) if a is not None and b is not None else None


def _compare(
    context: Context, rows: tuple[str, ...], part: str, whole: str, suggestion: str
) -> Iterator[Problem]:
    for row in rows:
        pair = _pair(context, row, part, whole)
        if pair and pair[1] < pair[0]:
            yield Problem(
                f"{TABLE_NAMES['active_disclosure']}“{row}”的{whole}（{spoken(pair[1])}）小于{part}（{spoken(pair[0])}）。",
                suggestion,
                context.at_table("active_disclosure", row, whole),
                expected=f"不小于{spoken(pair[0])}",
                actual=spoken(pair[1]),
                cells=(("active_disclosure", row, part), ("active_disclosure", row, whole)),
            )


@rule("TAB04", "现行有效件数小于本年制发件数", Severity.WARNING, _filling, since="2021")
def valid_documents(context: Context) -> Iterator[Problem]:
    """检查：规章、行政规范性文件的现行有效件数是否小于本年制发件数。

    为何：当年制发的文件一般当年仍有效，现行有效件数通常不小于制发件数。
    触发：本年制发5件，现行有效3件。
    不触发：两者相等。
    例外：制发后当年又废止的情形，故只提示核实。
    """
    return _compare(context, ("规章", "行政规范性文件"), "本年制发件数", "现行有效件数",
                    "请核实两项件数；现行有效件数应包括本年制发且仍然有效的文件。")  # fmt: skip


def may_make_rules(agency: str, level: Level) -> bool | None:
    """Whether an agency may issue 规章 (立法法): None where its name does not tell."""
    name = fold(agency)
    if level in (Level.TOWNSHIP, Level.ORGANISATION):
        return False
    if level is Level.GOVERNMENT:
        return False if re.search(r"(?:县|[^治]区|旗)(?:人民)?政府$|[县旗]$", name) else None
    if re.match(r"(?:国家|中华人民共和国|国务院|中国)", name) or re.search(
        r"政府办公(?:室|厅)$|政府办$", name
    ):
        return None
    return False if re.search(r"[省市县区旗州盟]", name) else None


@rule("TAB05", "无规章制定权而填报规章", Severity.ERROR, lambda c: (
    Basis("《中华人民共和国立法法》", "规章制定主体", "规章由国务院部门和省、自治区、直辖市以及设区的市、自治州的人民政府制定。"),
    regulation(20, "（一）"),
))  # fmt: skip
def rules_without_power(context: Context) -> Iterator[Problem]:
    """检查：没有规章制定权的机关是否在“规章”行填了非零数字。

    为何：规章只能由国务院部门、省级和设区的市（自治州）政府制定，填报非零多为误将规范性文件计入。
    触发：县民政局“规章”行本年制发填2。
    不触发：省人民政府填报规章。
    例外：从名称不能确定有无制定权的不报。
    """
    table = context.report.tables.get("active_disclosure")
    if table is None or may_make_rules(context.report.agency_words, context.level) is not False:
        return
    filled = [(c, cell.value) for c, cell in table.cells.get("规章", {}).items() if cell.value]
    if filled:
        column, value = filled[0]
        yield Problem(
            f"{TABLE_NAMES['active_disclosure']}“规章”行“{column}”填报{spoken(value or Decimal(0))}，"
            f"{context.report.shown_agency}没有规章制定权。",
            "请核实是否将规范性文件误计为规章；没有制定规章的应填“0”。",
            context.at_table("active_disclosure", "规章", column),
            expected="0",
            actual=spoken(value or Decimal(0)),
            cells=tuple(("active_disclosure", "规章", c) for c, _ in filled),
        )


@rule("TAB06", "对外公开总数量小于本年新公开数量", Severity.ERROR, _filling, until="2019")
def total_disclosed(context: Context) -> Iterator[Problem]:
    """检查：2019版表中对外公开总数量是否小于本年新公开数量。

    为何：总数量包含本年新公开的数量，不可能更小。
    触发：本年新公开6件，对外公开总数量4件。
    不触发：两者相等。
    例外：有空白的不判。
    """
    return _compare(
        context, ("规章", "规范性文件"), "本年新公开数量", "对外公开总数量", "请核实两项数量并更正。"
    )


@rule("TAB07", "采购项目数量与金额矛盾", Severity.ERROR, _filling, until="2019")
def procurement(context: Context) -> Iterator[Problem]:
    """检查：政府集中采购的项目数量与总金额是否一个为零、一个不为零。

    为何：没有项目就没有金额，有项目就应有金额。
    触发：采购项目数量0，采购总金额120.5。
    不触发：两者都为0。
    例外：有空白的不判。
    """
    pair = _pair(context, "政府集中采购", "采购项目数量", "采购总金额")
    if pair and (pair[0] == 0) != (pair[1] == 0):
        yield Problem(
            f"政府集中采购的采购项目数量为{spoken(pair[0])}，采购总金额为{spoken(pair[1])}，两者矛盾。",
            "请核实项目数量和金额并更正。",
            context.at_table("active_disclosure", "政府集中采购", "采购项目数量"),
            actual=f"{spoken(pair[0])}；{spoken(pair[1])}",
            cells=(
                ("active_disclosure", "政府集中采购", "采购项目数量"),
                ("active_disclosure", "政府集中采购", "采购总金额"),
            ),
        )


_FEE = "本年收费金额（单位：万元）"
_IMPLAUSIBLE = {
    Level.TOWNSHIP: 10_000,
    Level.ORGANISATION: 10_000,
    Level.DEPARTMENT: 100_000,
    Level.GOVERNMENT: 10_000_000,
}


@rule("TAB08", "收费金额疑似误用单位", Severity.WARNING, _filling, since="2021")
def fee_unit(context: Context) -> Iterator[Problem]:
    """检查：行政事业性收费金额的量级是否疑似把“元”填成“万元”。

    为何：该列单位为万元，直接填元会放大一万倍。
    触发：区民政局填“1258000”（万元）。
    不触发：填“125.8”。
    例外：政府汇总全辖区的金额界限放宽；格内写明“万元”的不报。
    """
    cell = context.cell("active_disclosure", "行政事业性收费", _FEE)
    if cell is None or cell.value is None:
        return
    in_yuan = re.search(r"(?<!万)元", fold(cell.raw))
    if (cell.value >= _IMPLAUSIBLE[context.level] or in_yuan) and "万元" not in cell.raw:
        yield Problem(
            f"行政事业性收费金额填报{spoken(cell.value)}（单位：万元），量级异常，疑似以“元”为单位填报。",
            "请核实金额单位；如为元，请换算为万元后填报。",
            context.at_table("active_disclosure", "行政事业性收费", _FEE),
            quote=fold(cell.raw),
            actual=spoken(cell.value),
            cells=(("active_disclosure", "行政事业性收费", _FEE),),
        )


RULES: tuple[Rule, ...] = (
    blank_cell, impossible_value, number_style, valid_documents, rules_without_power, total_disclosed, procurement,
    fee_unit,
)  # fmt: skip
