"""STR, TAB: the printed heads of the tables: columns in their order, units, clauses, notes, and no table twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from reports.editions import normalise_label
from reports.model import Grid
from reports.numerals import fold
from reports.tables import TABLE_NAMES
from review.basis import table_form
from review.finding import Basis, Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import form_of_report

_FEE = re.compile(r"收费金额[^元]{0,8}?(?P<unit>[^\s（(:：]{0,2}元)?[)）]?$")
_CLAUSE = re.compile(r"第?二?十?条?.{0,2}第[（(]?(?P<item>[^（()）]{0,2})[)）]?项")
_MARKS = re.compile(r"[，,。：:；;（）()\s]")
_IN_BRACKETS = re.compile(r"[（(].*")
_NOTE = re.compile(r"第一项加第二项")
_RIGHT_NOTE = "第一项加第二项之和等于第三项加第四项之和"


def _grids(context: Context, kind: str) -> list[Grid]:
    """The grids of a table of the report, as they were laid out."""
    table = context.report.tables.get(kind)
    grids = [b for s in context.report.sections for b in s.blocks if isinstance(b, Grid)]
    return [g for g in grids if table is not None and g.index in table.grids]


def _texts(grid: Grid) -> list[str]:
    return [fold(c.text) for row in grid.rows for c in row if not c.merged and c.text.strip()]


def _printed(grid: Grid, text: str) -> str:
    """A cell's text as it is printed."""
    return next(c.text.strip() for row in grid.rows for c in row if fold(c.text) == text)


def _at(context: Context, kind: str, grid: Grid) -> Location:
    return Location(context.at_table(kind).section, grid.index, kind, page=grid.page)


def _fee_basis(context: Context) -> tuple[Basis, ...]:
    return (table_form(context.due_edition, "active_disclosure", "本年收费金额（单位：万元）"),)


@rule("TAB09", "收费金额一列的单位有误", Severity.ERROR, _fee_basis, since="2021")
def fee_unit_head(context: Context) -> Iterator[Problem]:
    """检查：主动公开情况表“本年收费金额”一列的单位是否为万元。

    为何：统一格式规定单位为万元，改了单位的数据无法汇总。
    触发：表头写“本年收费金额（单位：元）”“（单位：亿元）”。
    不触发：“本年收费金额（单位：万元）”。
    例外：没有写单位的作为建议。
    """
    for grid in _grids(context, "active_disclosure"):
        for text in dict.fromkeys(t for t in _texts(grid) if "收费金额" in t and len(t) <= 24):
            match = _FEE.search(text)
            unit = match["unit"] if match else None
            if unit == "万元":
                continue
            yield Problem(
                f"表头“{text}”" + (f"的单位是“{unit}”，应为万元。" if unit else "没有写明单位“万元”。"),
                "请将表头改为“本年收费金额（单位：万元）”，并按万元填报金额。",
                _at(context, "active_disclosure", grid),
                quote=_printed(grid, text),
                expected="万元",
                actual=unit or "",
                severity=None if unit else Severity.NOTICE,
            )
            return


@rule("STR16", "表头、条款、说明与统一格式不一致", Severity.NOTICE, form_of_report)
def printed_heads(context: Context) -> Iterator[Problem]:
    """检查：申请人各列和诉讼两组的先后次序、条例的条款号、表三的勾稽说明是否与统一格式一致，同一张表是否出现两次。

    为何：次序和说明改动容易抄错、汇总错；重复的表格让人不知道以哪张为准。
    触发：“社会公益组织”排在“科研机构”之前；“复议后起诉”排在“未经复议直接起诉”之前；“第二十条第项”；“等于第三项加第五项之和”。
    不触发：与统一格式相同的表头；只是空格、标点不同。
    例外：表三重复出现的须核实；没有按统一格式列表头的由行列规则报告。
    """
    yield from _column_order(context)
    yield from _dispute_groups(context)
    yield from _clauses(context)
    yield from _note(context)
    yield from _twice(context)


def _column_order(context: Context) -> Iterator[Problem]:
    labels = {w: c.label for c in context.edition.application_columns for w in c.wordings()}
    right = [c.label for c in context.edition.application_columns]
    for grid in _grids(context, "applications"):
        for row in grid.rows[:6]:
            found = [labels[n] for c in row if not c.merged and (n := normalise_label(c.text)) in labels]
            known = [label for label in found if label not in ("自然人", "总计")]
            if len(known) == len(set(known)) >= 4 and known != [r for r in right if r in known]:
                yield Problem(
                    f"{TABLE_NAMES['applications']}各列的次序为{'、'.join(known)}，与统一格式不同。",
                    "请按统一格式的次序排列各列，并核对数据是否随列调整。",
                    _at(context, "applications", grid),
                    quote=known[0],
                    expected="、".join(r for r in right if r in known),
                    actual="、".join(known),
                )
                return


def _dispute_groups(context: Context) -> Iterator[Problem]:
    for grid in _grids(context, "disputes"):
        for row in grid.rows[:4]:
            texts = [normalise_label(c.text) for c in row if c.text.strip()]
            direct = next((i for i, t in enumerate(texts) if "未经复议" in t), None)
            after = next((i for i, t in enumerate(texts) if t.startswith("复议后")), None)
            if direct is not None and after is not None and after < direct:
                yield Problem(
                    "“复议后起诉”排在“未经复议直接起诉”之前，次序与统一格式不同，容易抄错。",
                    "请按统一格式的次序排列，并核对两组数据是否填反。",
                    _at(context, "disputes", grid),
                    quote="复议后起诉",
                    expected="未经复议直接起诉、复议后起诉",
                    actual="复议后起诉、未经复议直接起诉",
                )
                return


def _clauses(context: Context) -> Iterator[Problem]:
    right = [g.clause for g in context.edition.active_disclosure]
    found = [
        (t, g) for g in _grids(context, "active_disclosure") for t in _texts(g)
        if re.match("第[一二三四五六七八九十]{1,4}条", t) and "项" in t and len(t) <= 16
    ]  # fmt: skip
    if len(found) != len(right):
        return
    wrong = [
        (_printed(g, f), r) for (f, g), r in zip(found, right, strict=True)
        if normalise_label(f) != normalise_label(fold(r))
    ]  # fmt: skip
    if wrong:
        yield Problem(
            f"{TABLE_NAMES['active_disclosure']}的条款号有误：{'；'.join(f'“{f}”应为“{r}”' for f, r in wrong)}。",
            "请按统一格式更正条款号。",
            context.at_table("active_disclosure"),
            quote=wrong[0][0],
            expected=wrong[0][1],
            actual=wrong[0][0],
        )


def _note(context: Context) -> Iterator[Problem]:
    for grid in _grids(context, "applications"):
        for text in dict.fromkeys(_texts(grid)):
            plain = _MARKS.sub("", text)
            if _NOTE.search(plain) and _RIGHT_NOTE not in plain:
                yield Problem(
                    f"{TABLE_NAMES['applications']}的勾稽说明抄错：“{text.strip('()（）')[:60]}”。",
                    "请改为“第一项加第二项之和，等于第三项加第四项之和”。",
                    _at(context, "applications", grid),
                    quote=_printed(grid, text),
                    expected="第一项加第二项之和，等于第三项加第四项之和",
                    actual=text[:60],
                )
                return


def _twice(context: Context) -> Iterator[Problem]:
    table = context.report.tables.get("applications")
    if table is None:
        return
    first = normalise_label("一、本年新收政府信息公开申请数量")
    holding = [
        b for s in context.report.sections for b in s.blocks
        if isinstance(b, Grid) and any(first in normalise_label(t) for t in _texts(b))
    ]  # fmt: skip
    extra = [g for g in holding if g.index not in table.grids]
    if extra:
        yield Problem(
            f"{TABLE_NAMES['applications']}出现{len(extra) + 1}次。",
            "请只保留一张正确的表，删去重复的表格。",
            Location(
                context.report.section_of(extra[0].index), extra[0].index, "applications", page=extra[0].page
            ),
            actual=f"{len(extra) + 1}次",
            severity=Severity.WARNING,
        )


def misspelt_heads(context: Context, kind: str) -> list[tuple[str, str, Grid]]:
    """Column heads that are nearly those of the format: as written, as they should be, and the grid."""
    rows = context.edition.rows(kind)
    columns = {c.label: c for r in rows for c in context.edition.columns(kind, r.key)}
    accepted = {w for label in (*rows, *columns.values()) for w in label.wordings()}
    accepted |= {normalise_label(r.group) for r in rows if r.group}
    names = {normalise_label(_IN_BRACKETS.sub("", label)): label for label in columns}
    found: dict[str, tuple[str, str, Grid]] = {}
    for grid in _grids(context, kind):
        for text in dict.fromkeys(_texts(grid)):
            name = normalise_label(_IN_BRACKETS.sub("", text))
            if len(name) < 4 or len(name) > 14 or name in accepted or name in names or re.search(r"\d", name):
                continue
            near = max(names, key=lambda n: fuzz.ratio(n, name))
            if fuzz.ratio(near, name) >= 75 and abs(len(near) - len(name)) <= 1:
                found.setdefault(name, (text, names[near], grid))
    return list(found.values())


RULES: tuple[Rule, ...] = (fee_unit_head, printed_heads)
