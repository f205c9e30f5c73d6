"""What a figure is made up of: why applications had an outcome, who applied, how they were dealt with, how cases ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from answering.answer import Evidence
from answering.plan.figures import names_of_rows, outcomes_of
from answering.plan.operations import CellPath, Figure
from answering.source import Source, cite_cells
from reports.editions import load_edition
from reports.model import Table
from reports.numerals import spoken

_TOP = re.compile(
    r"最[多少]|最主要|主要(?:的)?(?:理由|原因)|排第一|占比最大|最常见|哪(?:种|类|个)(?:理由|原因|情形)|(?:理由|原因)(?:有哪些|是什么|分别)"
)
_REASON = re.compile(r"理由|原因|为什么|为何|情形|因为什么|依据什么")
# 四种结果分别几件: those of 0 too.
_EACH_RESULT = re.compile("[四4几各]种|各|分别|每")
_WHICH_AGENCY = re.compile("谁|哪(?:一)?(?:家|年|个(?:单位|部门|街道|乡镇|镇|乡|局|机关))")
_RESULT = re.compile(r"结果|怎么样|如何|怎样|情况|判")
_APPLICANTS = re.compile(
    r"(?:哪类|哪种|哪一类|什么样的?|什么|哪些|何种)(?:身份)?(?:的)?(?:申请)?(?:人|主体)|申请人.{0,6}(?:类型|构成|类别|身份|是谁|有哪些|分布)|谁(?!.{0,2}(?:收|受理|办)).{0,3}申请(?!表)|申请.{0,4}(?:谁|什么人|哪些人)(?:提|交|申请|写|递)|申请.{0,6}是谁"
)
_OUTCOMES = re.compile(
    r"(?:处理|办理|答复)(?:的)?(?:结果|情况)(?:都|是|怎么样|如何|有哪些|分布|构成|各)|(?:哪些|什么|各种|哪几种).{0,4}(?:处理|办理|答复)?结果|(?:怎么|如何|怎样)(?:处理|答复|办理)的"
)
_NO_OUTCOME = ("new_received", "carried_over", "total", "carried_forward")
Part = tuple[str, CellPath]


def breakdown(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The parts of a figure where the question asks for them; None where it asks for the figure alone."""
    reasons = _reasons(question, figure, sources, evidence)
    if reasons or figure.table != "applications" or len(figure.columns) > 1:
        return reasons
    if figure.column_name:
        if not _OUTCOMES.search(question):
            return None
        name = f"{figure.column_name}的申请办理结果总计"
        return _parts(
            sources, evidence, name, "total", _outcomes_of_applicants(figure.columns[0]), figure.columns[0]
        )
    if _APPLICANTS.search(question) and not (len(sources) > 1 and _TOP.search(question)):
        return _parts(sources, evidence, figure.name, figure.rows[0], _applicants(figure.rows[0]))
    if _OUTCOMES.search(question):
        return _parts(sources, evidence, "办理结果总计", "total", _outcomes_of_applicants("total"))
    return None


def _applicants(row: str) -> Callable[[Source, Table], list[Part]]:
    """The kinds of applicants of a row."""

    def parts(source: Source, table: Table) -> list[Part]:
        columns = load_edition(source.report.edition).application_columns
        return [(c.label, (table.kind, row, c.key)) for c in columns if c.key != "total"]

    return parts


def _outcomes_of_applicants(column: str) -> Callable[[Source, Table], list[Part]]:
    """Every way in which the applications of a column can have been dealt with."""

    def parts(source: Source, table: Table) -> list[Part]:
        names, edition = names_of_rows(), load_edition(source.report.edition)
        return [
            (names.get(row) or edition.row_label(table.kind, row), (table.kind, row, column))
            for row in table.cells
            if row not in _NO_OUTCOME
        ]

    return parts


def _parts(
    sources: list[Source],
    evidence: Evidence,
    name: str,
    whole: str,
    parts_of: Callable[[Source, Table], list[Part]],
    column: str = "total",
) -> str | None:
    """A sentence for each report: the whole, then its parts that are not 0, the largest first."""
    said = []
    for source in sources:
        table = source.report.tables.get("applications")
        if table is None or whole not in table.cells:
            continue
        total = table.value(whole, column)
        found = [(table.value(path[1], path[2]), label, path) for label, path in parts_of(source, table)]
        counted = sorted(((v, label, path) for v, label, path in found if v), key=lambda x: -x[0])
        cells = ((table.kind, whole, column), *(path for _, _, path in counted))
        marks = cite_cells(evidence, source, cells)
        listed = "、".join(f"{label}{spoken(v)}件" for v, label, _ in counted)
        shown = f"{spoken(total)}件" if total is not None else "未填报"
        said.append(f"{source.name}{name}{shown}" + (f"：{listed}。{marks}" if counted else f"。{marks}"))
    return "\n".join(said) or None


def _reason(name: str, group: str) -> str:
    return name.removesuffix(group).removeprefix("因")


def _reasons(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """Why applications had this outcome: each reason with its number, the most frequent first."""
    parts = outcomes_of(figure)
    if len(sources) > 1 and _WHICH_AGENCY.search(question):
        return None
    if figure.table != "applications" or not parts or not (_REASON.search(question) or _TOP.search(question)):
        return None
    said = []
    for source in sources:
        table = source.report.tables.get("applications")
        if table is None:
            continue
        values = [(table.value(r, "total"), r, n) for r, n in parts if r in table.cells]
        positive = sorted(((v, r, n) for v, r, n in values if v), key=lambda x: (-x[0], x[1]))
        if not positive:
            marks = cite_cells(
                evidence, source, tuple(("applications", r, "total") for _, r, _ in values[:1])
            )
            said.append(f"{source.name}没有{figure.name}的申请，各项理由均为0件或未填。{marks}")
            continue
        marks = cite_cells(evidence, source, tuple(("applications", r, "total") for _, r, _ in positive))
        total = sum((v for v, _, _ in positive), Decimal(0))
        most = [n for v, _, n in positive if v == positive[0][0]]
        names = "、".join(f"“{_reason(n, figure.name)}”" for n in most)
        least = f"，最少的是“{_reason(positive[-1][2], figure.name)}”" if "最少" in question else ""
        rest = "；".join(f"{_reason(n, figure.name)}{spoken(v)}件" for v, _, n in positive)
        said.append(
            f"{source.name}{figure.name}共{spoken(total)}件，最多的理由是{names}，{spoken(positive[0][0])}件{least}"
            f"（各项：{rest}）。{marks}"
        )
    return "\n".join(said) or None


def results_of(question: str, figure: Figure, source: Source) -> str:
    """How the cases of reconsideration or litigation ended, where that is asked."""
    if figure.table != "disputes" or figure.columns != ("total",) or not _RESULT.search(question):
        return ""
    table = source.report.tables["disputes"]
    columns = load_edition(source.report.edition).dispute_columns
    found = []
    for column in columns:
        values = [v for r in figure.rows if (v := table.value(r, column.key)) is not None]
        if column.key != "total" and (any(values) or (values and _EACH_RESULT.search(question))):
            found.append(f"{column.label}{spoken(sum(values, Decimal(0)))}件")
    return f"其中：{'，'.join(found)}。" if found else ""
