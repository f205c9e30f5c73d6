"""Facts computed from the typed tables: which kind of answer a figure gets, and its share of the whole.

Numbers are read from cells and calculated here, never retrieved as text and never left to a model.
"""

from __future__ import annotations

import re
from dataclasses import replace

from answering.across_reports import apart, compared_years, ranked, together
from answering.answer import Answer, Evidence
from answering.breakdowns import breakdown
from answering.figure_values import percent, statement_of, sum_of
from answering.figures_compared import set_against
from answering.plan.figures import asks_reason, figure_asked, outcomes_of
from answering.plan.operations import Figure
from answering.source import Source, cite_cells
from reports.numerals import spoken

_RATE = re.compile("[一-鿿]率(?:是|为|有|达|怎么样)?(?:多少|几|多高)?[？?]?$")
_SHARE = re.compile(r"占比|比例|百分之|占(?:了)?多少|占.{1,8}(?:多少|几成)|占(?:总|全部)|比重|几成")
_CHANGE = re.compile(
    r"(?:比|较|跟|和|与).{0,10}(?:增|减|多|少|变化|差|相比|比较|上升|下降)|同比|变化|增长|增加(?:了)?多少|减少(?:了)?多少|趋势|历年|逐年|这几年|各年|(?:和|跟|与|比)(?:去年|上年|上一年|前一年|20\d\d年)"
)
_GREW = re.compile(r"增长|增加|增幅|增速|涨|上升|减少|下降|降低|降幅")


def _share(question: str, figure: Figure, source: Source, evidence: Evidence) -> str | None:
    if (
        not (_SHARE.search(question) or _RATE.search(question))
        or _GREW.search(question)
        or figure.table == "active_disclosure"
    ):
        return None
    whole_rows = (
        figure.rows if figure.column_name else (("total",) if figure.table == "applications" else figure.rows)
    )
    if figure.rows == ("new_received",) or figure.column_name:
        whole = Figure("总计", figure.table, figure.rows, ("total",), figure.unit)
    else:
        whole = Figure("办理结果总计", figure.table, whole_rows, ("total",), figure.unit)
    parts, wholes = figure.cells(source.report), whole.cells(source.report)
    part, _ = sum_of(source.report, parts) if parts else (None, [])
    total, _ = sum_of(source.report, wholes) if wholes else (None, [])
    if part is None or total is None:
        return None
    shown = tuple(c for c in parts if source.report.tables[c[0]].value(c[1], c[2])) or parts[:1]
    marks = cite_cells(evidence, source, shown + wholes)
    if total == 0:
        return f"{source.name}{whole.name}为0件，无法计算占比。{marks}"
    return (
        f"{source.name}{figure.said()}{spoken(part)}{figure.unit}，占{whole.name}{spoken(total)}{figure.unit}的"
        f"{percent(part, total)}。{marks}"
    )


def answer_from_tables(
    question: str, sources: list[Source], before: Figure | None = None
) -> tuple[Answer, Figure] | None:
    """The answer computed from the tables of the reports, and the figure that was asked for; None if none was."""
    if not sources:
        return None
    evidence = Evidence()
    figure = figure_asked(question, sources[0].report, before)
    if figure is None or (asks_reason(question) and not outcomes_of(figure)):
        return None
    against = set_against(question, sources, evidence)
    if against is not None:
        return _answer(question, against[0], evidence), against[1]
    evidence = Evidence()
    detailed = breakdown(question, figure, sources, evidence)
    if detailed:
        return _answer(question, detailed, evidence), figure
    order = ranked(question, figure, sources, evidence)
    if order:
        return Answer(question, order[0], tuple(evidence.citations), table=order[1]), figure
    summed = apart(question, figure, sources, evidence) or together(question, figure, sources, evidence)
    if summed:
        return _answer(question, summed, evidence), figure
    if _CHANGE.search(question):
        compared = compared_years(question, figure, sources, evidence)
        if compared:
            return _answer(question, compared, evidence), figure
        evidence = Evidence()
    # A rate of all that was received or dealt with is told by no table.
    if _RATE.search(question) and figure.rows in (("total",), ("new_received",)):
        return None
    said = []
    for source in sources:
        share = _share(question, figure, source, evidence)
        told = statement_of(question, evidence, source, figure) if share is None else None
        if share or told:
            said.append(share or (told[0] if told else ""))
    if not said:
        return None
    tells_change = any("增" in column for column in figure.columns)
    if (
        _CHANGE.search(question)
        and not tells_change
        and len(sources) == 1
        and (_GREW.search(question) or re.search(r"上年|去年|20\d\d年?比|比20|较20|同比", question))
    ):
        said.append("资料库中没有对照年度的报告，无法比较。")
        return replace(_answer(question, "\n".join(said), evidence), abstained=True), figure
    return _answer(question, "\n".join(said), evidence), figure


def _answer(question: str, text: str, evidence: Evidence) -> Answer:
    return Answer(question, text, tuple(evidence.citations))
