"""STR: the parts of the report against the uniform format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.certainty import Subject
from reports.editions import normalise_label
from reports.sections import NUMBERS
from review.finding import Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import form_of_report


@rule("STR01", "缺少规定的部分", Severity.ERROR, form_of_report)
def missing_section(context: Context) -> Iterator[Problem]:
    """检查：统一格式的六个部分是否齐全，题名按等价写法匹配。

    为何：条例第五十条规定了报告应当包括的内容，统一格式将其固定为六个部分。
    触发：全文没有“五、存在的主要问题及改进情况”。
    不触发：题名写作“存在的主要问题和改进措施”。
    例外：该部分的统计表还在、只是标题缺失的，仍报缺少标题；一个部分也没有识别出的，合并为一条；标题在文件里而未能读出的，只提示对照原件。
    """
    present = {s.number for s in context.report.sections}
    absent = [s for s in context.due_edition.sections if s.number not in present]
    missing = [s for s in absent if not context.report.reading.about(Subject.PART, s.number)]
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


@rule("STR02", "部分顺序或编号有误", Severity.ERROR, form_of_report)
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


@rule("STR03", "部分题名与统一格式不一致", Severity.NOTICE, form_of_report)
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


@rule("STR04", "部分只有标题没有内容", Severity.ERROR, form_of_report)
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


@rule("STR08", "另立统一格式以外的部分", Severity.NOTICE, form_of_report)
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


RULES: tuple[Rule, ...] = (
    missing_section,
    section_order,
    section_title,
    empty_section,
    extra_section,
)
