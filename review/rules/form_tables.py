"""STR: the tables of the report against those of the uniform format: there, in their parts, with their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

from reports.certainty import Subject
from reports.model import Table
from reports.tables import KINDS, TABLE_NAMES
from review.basis import regulation, table_form, uniform_format
from review.finding import Basis, Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import form_of_report
from review.rules.table_heads import misspelt_heads


@rule("STR06", "应有的统计表缺失", Severity.ERROR, form_of_report)
def missing_table(context: Context) -> Iterator[Problem]:
    """检查：第二、三、四部分是否各有对应的统计表。

    为何：这三个部分以统计表报告数据，是统一格式的主体。
    触发：第四部分只写“无行政复议、行政诉讼”，没有表格。
    不触发：表格放在了另一部分（由放错部分规则提示）。
    例外：表格贴成图片的，说明无法机读并请提供可编辑的表格，不说缺表；行名在文件里而表格未能读出的，只提示对照原件。
    """
    pictures = {context.report.section_of(p.index) for p in context.report.pictures}
    for part in context.due_edition.sections:
        if part.table is None or part.table in context.report.tables:
            continue
        if context.report.section(part.number) is None or context.report.reading.about(
            Subject.TABLE, part.table
        ):
            continue
        name = TABLE_NAMES[part.table]
        if part.number in pictures:
            yield Problem(
                f"“{part.number}、{part.title}”中的表格是图片，无法机读，未能核对数据。",
                "请以可编辑的表格替换图片，以便公众查阅、核对和利用。",
                context.at_section(part.number),
                severity=Severity.WARNING,
            )
            continue
        yield Problem(
            f"“{part.number}、{part.title}”没有{name}。",
            f"请按统一格式补充{name}；没有相关情况的，各项填“0”。",
            context.at_section(part.number),
            expected=name,
        )


@rule("STR07", "统计表放错部分", Severity.WARNING, form_of_report)
def misplaced_table(context: Context) -> Iterator[Problem]:
    """检查：三张统计表是否在各自的部分之内。

    为何：表格与题名不对应，读者无法确认数据口径。
    触发：申请办理情况表放在第二部分。
    不触发：三张表各在第二、三、四部分。
    例外：该部分缺失的（由缺少部分规则报告）不重复报告。
    """
    for part in context.due_edition.sections:
        table = context.report.tables.get(part.table or "")
        if table is None or table.section == part.number or context.report.section(part.number) is None:
            continue
        place = f"第{table.section}部分" if table.section else "正文各部分之前"
        yield Problem(
            f"{TABLE_NAMES[table.kind]}放在{place}，应在“{part.number}、{part.title}”之下。",
            "请将表格移到对应的部分。",
            context.at_table(table.kind),
            expected=part.number,
            actual=table.section,
        )


def _edition_basis(context: Context) -> tuple[Basis, ...]:
    due = context.due_edition
    return (
        regulation(50, "统一格式"),
        uniform_format(due, "适用年度", f"报告{due.first_year}年度起适用的统一格式。"),
    )


def _foreign_rows(context: Context) -> list[str]:
    table = context.report.tables.get("applications")
    own = {r.key for r in context.due_edition.application_rows}
    return [r for r in table.cells if r not in own] if table else []


@rule("STR11", "表格版本与报告年度不符", Severity.ERROR, _edition_basis)
def table_edition(context: Context) -> Iterator[Problem]:
    """检查：统计表采用的版本是否为报告年度适用的版本。

    为何：2019、2020 年度用 2019 版，2021 年度起用 2021 版；版本错则行列口径不同。
    触发：2023 年度报告的第（六）项“其他处理”仍只有一行。
    不触发：2020 年度报告使用 2019 版表格。
    例外：没有读到年度的不判；版本错引起的缺行、缺列不再逐项报告。
    """
    report, due = context.report, context.due_edition
    if report.year is None or not report.tables:
        return
    if report.edition != due.edition:
        yield Problem(
            f"{report.year}年度报告应使用{due.edition}年版统一格式，统计表却采用了{report.edition}年版的行列。",
            f"请改用{due.number}印发的表格重新填报。",
            context.at_table(next(iter(report.tables))),
            expected=due.edition,
            actual=report.edition,
        )
        return
    foreign = _foreign_rows(context)
    if foreign:
        labels = "、".join(f"“{context.edition.row_label('applications', r)}”" for r in foreign if r)
        wanted = [r.label for r in due.application_rows if r.key.startswith("other")]
        location = context.at_table("applications", foreign[0])
        yield Problem(
            f"申请办理情况表第三项第（六）“其他处理”采用了其他版本的行{labels if 'other' not in foreign else ''}，"
            f"与{due.edition}年版统一格式不符。",
            f"请按{due.edition}年版表格填报“（六）其他处理”：{'；'.join(wanted)}。",
            location,
            expected="；".join(wanted),
            basis=(table_form(due, "applications", f"（六）其他处理：{'；'.join(wanted)}"),),
        )


@rule("STR12", "表格行列与统一格式不一致", Severity.ERROR, form_of_report)
def table_shape(context: Context) -> Iterator[Problem]:
    """检查：统计表是否缺行、缺列、改了行名或多出行。

    为何：行列不全则数据不全，无法汇总和核对。
    触发：申请办理情况表没有“重复申请”一行。
    不触发：行名只是空格、标点或断行不同。
    例外：表格版本不符的报告只报版本；行名个别字有出入但能辨认的，作为建议提示。
    """
    report = context.report
    if report.year is not None and report.edition != context.due_edition.edition:
        return
    foreign = _foreign_rows(context)
    for kind in KINDS:
        table = report.tables.get(kind)
        if table is None:
            continue
        form = context.edition.rows(kind)
        unread = report.reading.unread_rows(kind)
        missing = [
            r for r in form
            if r.key not in table.cells and r.key not in unread and not (foreign and r.key.startswith("other"))
        ]  # fmt: skip
        if missing:
            names = "、".join(f"“{r.label}”" for r in missing)
            yield Problem(
                f"{TABLE_NAMES[kind]}缺少{names}{'行' if kind != 'disputes' else '各列'}。",
                "请按统一格式补齐；没有数据的填“0”。",
                context.at_table(kind),
                expected=str(len(form)),
                actual=str(len(form) - len(missing)),
                basis=(table_form(context.edition, kind, names),),
            )
        yield from _missing_columns(context, kind)
        yield from _stray_rows(context, table)
        yield from _renamed_rows(context, table)
        yield from _misspelt_heads(context, kind)


_MOST_NAMED = 5


def _listed(names: list[str]) -> str:
    more = f"等{len(names)}行" if len(names) > _MOST_NAMED else ""
    return "、".join(f"“{n}”" for n in names[:_MOST_NAMED]) + more


def _stray_rows(context: Context, table: Table) -> Iterator[Problem]:
    """Rows that the format does not have, told together: a strange table is one problem and not twenty."""
    if not table.stray_rows:
        return
    first = table.stray_rows[0]
    hint = f"，疑为“{first.resembles}”" if len(table.stray_rows) == 1 and first.resembles else ""
    yield Problem(
        f"{TABLE_NAMES[table.kind]}中的{_listed([s.label for s in table.stray_rows])}不是统一格式的行{hint}。",
        "请按统一格式的行名填报，删去自行增加的行。",
        Location(table.section, first.grid, table.kind),
        quote=first.label,
        expected=first.resembles,
        actual=first.label,
    )


def _renamed_rows(context: Context, table: Table) -> Iterator[Problem]:
    """Rows whose label is not the one of the format though it can be recognised, told together."""
    if not table.relabelled:
        return
    first = table.relabelled[0]
    said = "、".join(f"“{r.found}”应为“{r.expected}”" for r in table.relabelled[:_MOST_NAMED])
    more = f"等{len(table.relabelled)}处" if len(table.relabelled) > _MOST_NAMED else ""
    yield Problem(
        f"{TABLE_NAMES[table.kind]}的行名或列名与统一格式不一致：{said}{more}。",
        "请将行名、列名改为统一格式的写法。",
        context.at_table(table.kind, first.row),
        quote=first.found,
        expected=first.expected,
        actual=first.found,
        severity=Severity.NOTICE,
    )


def _misspelt_heads(context: Context, kind: str) -> Iterator[Problem]:
    told = {r.found for r in context.report.tables[kind].relabelled}
    found = [f for f in misspelt_heads(context, kind) if f[0] not in told]
    if found:
        said = "、".join(f"“{wrong}”应为“{right}”" for wrong, right, _ in found[:_MOST_NAMED])
        yield Problem(
            f"{TABLE_NAMES[kind]}的表头与统一格式不一致：{said}。",
            "请将表头改为统一格式的写法。",
            Location(context.at_table(kind).section, found[0][2].index, kind, page=found[0][2].page),
            quote=found[0][0],
            expected=found[0][1],
            actual=found[0][0],
            severity=Severity.NOTICE,
        )


def _missing_columns(context: Context, kind: str) -> Iterator[Problem]:
    table = context.report.tables[kind]
    gaps: dict[str, list[str]] = {}
    for row, cells in table.cells.items():
        for column in context.edition.columns(kind, row):
            if column.key not in cells:
                gaps.setdefault(column.label, []).append(row)
    known_rows = [r.key for r in context.edition.rows(kind) if r.key in table.cells]
    for label, rows in gaps.items():
        if kind == "applications" and len(rows) < max(2, len(known_rows) - 2):
            row = rows[0]
            yield Problem(
                f"{TABLE_NAMES[kind]}“{context.edition.row_label(kind, row)}”行没有“{label}”列的数据。",
                "请补齐该行的数据；没有数据的填“0”。",
                context.at_table(kind, row),
                expected=label,
            )
        else:
            yield Problem(
                f"{TABLE_NAMES[kind]}缺少“{label}”列"
                + (
                    "。"
                    if kind == "applications"
                    else f"（{'、'.join(context.edition.row_label(kind, r) for r in rows)}）。"
                ),
                "请按统一格式补齐该列；没有数据的填“0”。",
                context.at_table(kind, rows[0]),
                expected=label,
            )


@rule("STR13", "表内有空行", Severity.NOTICE, form_of_report)
def empty_table_rows(context: Context) -> Iterator[Problem]:
    """检查：统计表内是否有没有任何内容的行。

    为何：空行多为排版残留，影响阅读和机读。
    触发：主动公开情况表末尾有一行空白。
    不触发：没有内容的合并单元格。
    例外：同一张表的空行合并为一条。
    """
    for kind in KINDS:
        table = context.report.tables.get(kind)
        if table is not None and table.empty_rows:
            yield Problem(
                f"{TABLE_NAMES[kind]}中有 {table.empty_rows} 行空行。",
                "建议删去空行。",
                context.at_table(kind),
                actual=str(table.empty_rows),
            )


RULES: tuple[Rule, ...] = (missing_table, misplaced_table, table_edition, table_shape, empty_table_rows)
