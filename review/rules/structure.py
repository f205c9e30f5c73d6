"""STR: the parts of the report and its tables against the uniform format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.editions import normalise_label
from reports.model import Level, Table
from reports.numerals import fold
from reports.sections import NUMBERS
from reports.tables import KINDS, TABLE_NAMES
from review.basis import regulation, six_parts, table_form, uniform_format
from review.finding import Basis, Location, Problem, Severity
from review.rule import Context, Rule, rule


def _parts(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "应当包括下列内容"), six_parts(context.due_edition))


@rule("STR01", "缺少规定的部分", Severity.ERROR, _parts)
def missing_section(context: Context) -> Iterator[Problem]:
    """检查：统一格式的六个部分是否齐全，题名按等价写法匹配。

    为何：条例第五十条规定了报告应当包括的内容，统一格式将其固定为六个部分。
    触发：全文没有“五、存在的主要问题及改进情况”。
    不触发：题名写作“存在的主要问题和改进措施”。
    例外：该部分的统计表还在、只是标题缺失的，仍报缺少标题；一个部分也没有识别出的，合并为一条。
    """
    present = {s.number for s in context.report.sections}
    missing = [s for s in context.due_edition.sections if s.number not in present]
    if len(missing) == len(context.due_edition.sections):
        yield Problem(
            "报告没有按统一格式分为六个部分。",
            "请按统一格式的六个部分及其题名重新编排全文。",
            Location(),
            expected="六个部分",
            actual="0",
        )
        return
    for part in missing:
        yield Problem(
            f"缺少“{part.number}、{part.title}”部分。",
            f"请补充“{part.number}、{part.title}”部分；没有相关情况的，也应保留标题并予以说明。",
            Location(section=part.number),
            expected=f"{part.number}、{part.title}",
        )


@rule("STR02", "部分顺序或编号有误", Severity.ERROR, _parts)
def section_order(context: Context) -> Iterator[Problem]:
    """检查：各部分的先后顺序和印出的编号是否连续、不重复。

    为何：六个部分的顺序和编号由统一格式规定，编号错乱会使读者误解。
    触发：“四、”之后又是“四、存在的主要问题及改进情况”。
    不触发：题名前没有编号但顺序正确（由题名规则提示）。
    例外：缺少的部分造成的断档不重复报告；叙述写完后表格从头编号的，只报一次。
    """
    sections = [s for s in context.report.sections if s.number]
    seen: set[str] = set()
    for before, section in zip([None, *sections], sections, strict=False):
        number, printed = section.number or "", section.printed_number
        label = f"{printed}、{section.title}" if printed else section.title
        if number in seen:
            yield Problem(
                f"“{label}”重复出现。",
                "请合并内容重复的部分，每个部分只保留一处，并按一至六连续编号。",
                context.at_paragraph(section.heading),
                quote=section.heading.text,
            )
            return
        seen.add(number)
        expected = f"{number}、{section.title}"
        if before is not None and NUMBERS.find(before.number or "") > NUMBERS.find(number):
            yield Problem(
                f"“{label}”排在“{before.heading.text}”之后，顺序与统一格式不一致。",
                "请按统一格式的顺序调整各部分。",
                context.at_paragraph(section.heading),
                quote=section.heading.text,
                expected=expected,
            )
        elif printed and printed != number:
            yield Problem(
                f"“{label}”的编号有误，统一格式中为第{number}部分。",
                f"请将编号改为“{number}、”，并检查其他部分的编号是否连续。",
                context.at_paragraph(section.heading),
                quote=section.heading.text,
                expected=expected,
                actual=label,
            )


@rule("STR03", "部分题名与统一格式不一致", Severity.NOTICE, _parts)
def section_title(context: Context) -> Iterator[Problem]:
    """检查：各部分题名是否为统一格式的题名或通行的等价写法。

    为何：题名统一便于公众查找和比对。
    触发：“一、工作推进情况”。
    不触发：“六、其它需要报告的事项”“四、因政府信息公开工作被申请行政复议、提起行政诉讼情况”。
    例外：只是标点、空格或等价写法不同的不报。
    """
    for section in context.report.sections:
        if section.number is None or NUMBERS.find(section.number) > 5:
            continue
        part = context.due_edition.section(section.number)
        if normalise_label(section.title) not in part.wordings():
            yield Problem(
                f"题名“{section.title}”与统一格式的“{part.title}”不一致。",
                f"建议将题名改为“{part.number}、{part.title}”。",
                context.at_paragraph(section.heading),
                quote=section.heading.text,
                expected=part.title,
                actual=section.title,
            )


@rule("STR04", "部分只有标题没有内容", Severity.ERROR, _parts)
def empty_section(context: Context) -> Iterator[Problem]:
    """检查：每个部分标题之下是否有文字、表格或图片。

    为何：只有标题等于没有报告该项内容。
    触发：“五、存在的主要问题及改进情况”之下直接是“六、”。
    不触发：“六、其他需要报告的事项”写“无”。
    例外：应有统计表而没有表的部分，由缺表规则报告；叙述和表格分开编号、另一处有内容的不报。
    """
    for section in context.report.sections:
        others = [s for s in context.report.sections if s.number == section.number and s.blocks]
        table = next((s.table for s in context.due_edition.sections if s.number == section.number), None)
        if section.blocks or others or table:
            continue
        yield Problem(
            f"“{section.heading.text}”只有标题，没有内容。",
            "请补充该部分的内容；确无相关情况的，应写明“无”或作简要说明。",
            context.at_paragraph(section.heading),
            quote=section.heading.text,
        )


_COMPOSITION = re.compile(
    r"(?:报告|全文|本年报)[^。]{0,30}?(?:由|包括|包含|分为|共分)([^。]{12,260}?)(?:等)?(?:[一二三四五六七八九十\d]+个|几个|个)?(?:部分|方面|内容|组成|构成)"
)


def listed_parts(text: str) -> list[str]:
    """The parts that an introduction lists: 由甲、乙、丙等部分组成."""
    match = _COMPOSITION.search(text)
    if match is None:
        return []
    listing = re.sub(r"^(?:以下)?[一二三四五六七八九十\d]*个?(?:部分|方面)?[:：]?", "", match[1])
    listing = listing.replace("行政复议、行政诉讼", "行政复议和行政诉讼").replace(
        "行政复议、提起行政诉讼", "行政复议和提起行政诉讼"
    )
    items = [re.sub(r"^(?:和|及|以及)", "", i.strip('“”"（）() ')) for i in re.split(r"[、，；;]", listing)]
    return [i for i in items if len(i) >= 3]


@rule("STR05", "引言所列组成与正文不一致", Severity.WARNING, _parts)
def announced_parts(context: Context) -> Iterator[Problem]:
    """检查：引言中“由……等部分组成”列举的部分与正文实际的部分是否一致。

    为何：引言与正文不一致多为沿用旧稿所致。
    触发：引言列举七个部分，其中“推进情况”在正文中没有。
    不触发：列举的题名与正文题名是等价写法。
    例外：引言没有列举组成的不判；只列举部分内容并用“等”结尾的，只报正文没有的项。
    """
    titles = [(s.number, s.title) for s in context.report.sections]
    wordings = {w for n, t in titles for w in _accepted(context, n, t)}
    for paragraph in context.report.preamble:
        items = listed_parts(paragraph.text)
        if len(items) < 3:
            continue
        strange = [i for i in items if not _same_part(i, wordings)]
        open_end = "等部分" in paragraph.text or "等内容" in paragraph.text
        absent = [
            f"{n}、{t}" for n, t in titles
            if not open_end and not any(_same_part(i, _accepted(context, n, t)) for i in items)
        ]  # fmt: skip
        if not strange and not absent:
            return
        said = [f"列有“{'”“'.join(strange)}”，正文没有对应的部分"] if strange else []
        said += [f"没有列出正文的“{'”“'.join(absent)}”"] if absent else []
        match = _COMPOSITION.search(paragraph.text)
        yield Problem(
            f"引言说明的报告组成与正文不一致：引言{'；'.join(said)}。",
            "请按正文实际的六个部分修改引言的列举。",
            context.at_paragraph(paragraph),
            quote=match[0] if match else "",
            expected=str(len(titles)),
            actual=str(len(items)),
        )
        return


def _accepted(context: Context, number: str | None, title: str) -> set[str]:
    part = next((s for s in context.due_edition.sections if s.number == number), None)
    return {normalise_label(title)} | (set(part.wordings()) if part else set())


def _same_part(item: str, wordings: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    name = normalise_label(item)
    return any(fuzz.ratio(name, w) >= 75 or (len(name) >= 4 and (name in w or w in name)) for w in wordings)


@rule("STR06", "应有的统计表缺失", Severity.ERROR, _parts)
def missing_table(context: Context) -> Iterator[Problem]:
    """检查：第二、三、四部分是否各有对应的统计表。

    为何：这三个部分以统计表报告数据，是统一格式的主体。
    触发：第四部分只写“无行政复议、行政诉讼”，没有表格。
    不触发：表格放在了另一部分（由放错部分规则提示）。
    例外：表格贴成图片的，说明无法机读并请提供可编辑的表格，不说缺表。
    """
    pictures = {context.report.section_of(p.index) for p in context.report.pictures}
    for part in context.due_edition.sections:
        if part.table is None or part.table in context.report.tables:
            continue
        if context.report.section(part.number) is None:
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


@rule("STR07", "统计表放错部分", Severity.WARNING, _parts)
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


@rule("STR08", "另立统一格式以外的部分", Severity.NOTICE, _parts)
def extra_section(context: Context) -> Iterator[Problem]:
    """检查：六个部分之外是否另立一级标题。

    为何：统一格式要求内容不能遗漏，也不宜泛化。
    触发：“七、下一步工作打算”。
    不触发：部分之内的“（一）”“1.”小标题。
    例外：附件、附表、落款不算另立部分。
    """
    for section in context.report.sections:
        if section.number and section.number in {s.number for s in context.due_edition.sections}:
            continue
        if re.match(r"附[件表录]", section.title):
            continue
        yield Problem(
            f"在六个部分之外另立“{section.heading.text}”。",
            "建议将其内容并入六个部分中相应的部分，其余事项写入“六、其他需要报告的事项”。",
            context.at_paragraph(section.heading),
            quote=section.heading.text,
        )


def _overview_basis(context: Context) -> tuple[Basis, ...]:
    names = "、".join(t.name for t in context.due_edition.topics)
    return (uniform_format(context.due_edition, "一、总体情况", f"总体情况一般写明{names}等方面的情况。"),)


@rule("STR09", "总体情况缺少应写的方面", Severity.WARNING, _overview_basis)
def overview_topics(context: Context) -> Iterator[Problem]:
    """检查：总体情况是否写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面。

    为何：2021 版统一格式要求总体情况写明这五个方面；2019 版只要求综述，故只作建议。
    触发：总体情况全文没有提到依申请公开。
    不触发：“（四）平台建设”“（五）政府信息公开监督保障情况”。
    例外：没有总体情况部分的不判；缺少的方面合并为一条。
    """
    section = context.report.section("一")
    if section is None or not section.text.strip():
        return
    text = fold("\n".join(s.text for s in context.report.sections if s.number == "一"))
    missing = [
        t.name for t in context.due_edition.topics if not any(re.search(sign, text) for sign in t.signs)
    ]
    if missing:
        yield Problem(
            f"总体情况没有写到{'、'.join(missing)}方面的情况。",
            f"请在总体情况中补充{'、'.join(missing)}方面本年度开展的具体工作；没有开展的，也请如实说明。",
            context.at_section("一"),
            quote=section.heading.text,
            severity=Severity(context.due_edition.topics_severity),
            expected="、".join(t.name for t in context.due_edition.topics),
        )


def _government_duty(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "各级人民政府的政府信息公开工作年度报告还应当包括"), regulation(46))


@rule("STR10", "缺少工作考核、社会评议、责任追究结果", Severity.ERROR, _government_duty,
      levels=(Level.GOVERNMENT, Level.TOWNSHIP))  # fmt: skip
def government_results(context: Context) -> Iterator[Problem]:
    """检查：各级人民政府（含乡镇）的报告是否写明工作考核、社会评议和责任追究结果情况。

    为何：条例第五十条第一款第（四）项对各级人民政府的明确要求。
    触发：镇人民政府的报告没有提到社会评议。
    不触发：写“未发生责任追究情形”。
    例外：部门和其他组织不适用；街道办事处是派出机关，不属于一级人民政府，不适用。
    """
    if "街道" in context.report.agency:
        return
    text = fold("\n".join(p.text for p in context.report.paragraphs()))
    signs = {
        "工作考核": ("考核",),
        "社会评议": ("评议", "满意度"),
        "责任追究": ("责任追究", "追责", "问责", "追究责任"),
    }
    missing = [name for name, words in signs.items() if not any(w in text for w in words)]
    if missing:
        yield Problem(
            f"没有报告{'、'.join(missing)}结果情况。",
            f"请补充{'、'.join(missing)}的结果情况；没有发生的，应写明“未发生”等情况。",
            context.at_section("五"),
            expected="工作考核、社会评议、责任追究结果情况",
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


@rule("STR12", "表格行列与统一格式不一致", Severity.ERROR, _parts)
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
        missing = [
            r for r in form if r.key not in table.cells and not (foreign and r.key.startswith("other"))
        ]
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
        f"{TABLE_NAMES[table.kind]}的行名与统一格式不一致：{said}{more}。",
        "请将行名改为统一格式的行名。",
        context.at_table(table.kind, first.row),
        quote=first.found,
        expected=first.expected,
        actual=first.found,
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


@rule("STR13", "表内有空行", Severity.NOTICE, _parts)
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


RULES: tuple[Rule, ...] = (
    missing_section, section_order, section_title, empty_section, announced_parts, missing_table, misplaced_table,
    extra_section, overview_topics, government_results, table_edition, table_shape, empty_table_rows,
)  # fmt: skip
