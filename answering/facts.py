"""Facts computed from the typed tables: a cell, a sum, a share, the largest, a difference between years or reports.

Numbers are read from cells and calculated here, never retrieved as text and never left to a model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from answering.answer import Answer, Evidence
from answering.breakdowns import breakdown, results_of
from answering.figures import CellPath, Figure, asks_reason, figure_asked, outcomes_of
from answering.listing import Condition, condition_asked, listed
from answering.source import Source, cite_cells
from reports.model import Report
from reports.numerals import spoken


def _sum(report: Report, cells: tuple[CellPath, ...]) -> tuple[Decimal | None, list[CellPath]]:
    """The sum of the cells, and those without a number; None where no cell has one."""
    values = [(c, report.tables[c[0]].value(c[1], c[2])) for c in cells]
    known = [v for _, v in values if v is not None]
    return (sum(known, Decimal(0)) if known else None), [c for c, v in values if v is None]


def _statement(
    question: str, evidence: Evidence, source: Source, figure: Figure
) -> tuple[str, Decimal | None] | None:
    """One sentence that gives a figure of one report, and its value; None where the report has no such cell."""
    cells = figure.cells(source.report)
    if not cells:
        return None
    value, blank = _sum(source.report, cells)
    named = [c for c in cells if c not in blank]
    shown = (
        tuple(c for c in named if source.report.tables[c[0]].value(c[1], c[2]))
        or tuple(named[:1])
        or cells[:1]
    )
    marks = cite_cells(evidence, source, shown[:8])
    if value is None:
        return f"{source.name}的报告没有填报{figure.said()}的数字（单元格空白）。{marks}", None
    caution = f"（其中{len(blank)}个单元格空白，未计入）" if blank else ""
    results = results_of(question, figure, source)
    return f"{source.name}{figure.said()}{spoken(value)}{figure.unit}{caution}。{results}{marks}", value


def _marks(sentences: Iterable[str]) -> str:
    """The citation marks of some sentences, each once."""
    return "".join(dict.fromkeys(m for s in sentences for m in re.findall(r"\[\d+\]", s)))


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(part * 100 / whole).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


_SHARE = re.compile(r"占比|比例|百分之|占(?:了)?多少|占(?:总|全部)|比重|几成")
_CHANGE = re.compile(
    r"(?:比|较|跟|和|与).{0,10}(?:增|减|多|少|变化|差|相比|比较|上升|下降)|同比|变化|增长|增加(?:了)?多少|减少(?:了)?多少|趋势|历年|逐年|这几年|各年|(?:和|跟|与|比)(?:去年|上年|上一年|前一年|20\d\d年)"
)
_GREW = re.compile(r"增长|增加|增幅|增速|涨|上升|减少|下降|降低|降幅")
_RANK = re.compile(
    r"谁|哪(?:个|家|一个|一家|些)(?:单位|部门|街道|乡镇|镇|局|机关|地方|区|县)?|排名|最多的(?:单位|部门|街道|镇|局)"
)


def _share(question: str, figure: Figure, source: Source, evidence: Evidence) -> str | None:
    if not _SHARE.search(question) or _GREW.search(question) or figure.table == "active_disclosure":
        return None
    whole_rows = (
        figure.rows if figure.column_name else (("total",) if figure.table == "applications" else figure.rows)
    )
    if figure.rows == ("new_received",) or figure.column_name:
        whole = Figure("总计", figure.table, figure.rows, ("total",), figure.unit)
    else:
        whole = Figure("办理结果总计", figure.table, whole_rows, ("total",), figure.unit)
    parts, wholes = figure.cells(source.report), whole.cells(source.report)
    part, _ = _sum(source.report, parts) if parts else (None, [])
    total, _ = _sum(source.report, wholes) if wholes else (None, [])
    if part is None or total is None:
        return None
    shown = tuple(c for c in parts if source.report.tables[c[0]].value(c[1], c[2])) or parts[:1]
    marks = cite_cells(evidence, source, shown + wholes)
    if total == 0:
        return f"{source.name}{whole.name}为0件，无法计算占比。{marks}"
    return (
        f"{source.name}{figure.said()}{spoken(part)}{figure.unit}，占{whole.name}{spoken(total)}{figure.unit}的"
        f"{_percent(part, total)}。{marks}"
    )


def _compare_years(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """The change between the two latest of several reports of one agency."""
    dated = sorted((s for s in sources if s.report.year), key=lambda s: s.report.year or 0)
    if len(dated) < 2 or len({s.report.agency for s in dated}) != 1:
        return None
    told = [(s, _statement(question, evidence, s, figure)) for s in dated]
    known = [(s, t[0], t[1]) for s, t in told if t is not None and t[1] is not None]
    if len(known) < 2:
        return None
    (old, _, before), (new, _, now) = known[-2], known[-1]
    difference = (now or Decimal(0)) - (before or Decimal(0))
    word = "增加" if difference > 0 else "减少"
    change = "持平" if difference == 0 else f"{word}{spoken(abs(difference))}{figure.unit}"
    if before and difference:
        change += f"（{'增长' if difference > 0 else '下降'}{_percent(abs(difference), before)}）"
    head = f"{figure.said()}{new.report.year}年比{old.report.year}年{change}。"
    marks = _marks(t for _, t, _ in known[-2:])
    return f"{head}{marks}\n" + "\n".join(t for _, t, _ in known)


def _rank(
    question: str, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    if len(sources) < 2:
        return None
    condition = condition_asked(question)
    if condition is not None:
        return _listed(question, condition, figure, sources, evidence)
    if not _RANK.search(question):
        return None
    least = bool(re.search(r"最少|最低", question))
    told = [(s, _statement(question, evidence, s, figure)) for s in sources]
    known = sorted(
        ((s, t[0], t[1]) for s, t in told if t is not None and t[1] is not None),
        key=lambda x: (x[2] if least else -x[2], x[0].name),
    )
    if not known:
        return None
    best = [k for k in known if k[2] == known[0][2]]
    names = "、".join(k[0].name for k in best)
    marks = _marks(k[1] for k in known)
    text = f"{len(known)}份报告中，{figure.said()}{'最少' if least else '最多'}的是{names}，{spoken(known[0][2])}{figure.unit}。{marks}"
    rows = (("单位", figure.said()), *((k[0].name, f"{spoken(k[2])}{figure.unit}") for k in known))
    return text, rows


def _listed(
    question: str, condition: Condition, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    """All the reports that meet a condition, with the cells that say so; where none does, the cells of all."""
    values, blank = [], []
    for source in sources:
        value, _ = _sum(source.report, figure.cells(source.report))
        if value is None:
            blank.append(source.name)
        else:
            values.append((source.name, value))
    if not values:
        return None
    text, met = listed(condition, figure.said(), figure.unit, values, blank)
    shown = {name for name, _ in met or values}
    said = (_statement(question, evidence, s, figure) for s in sources if s.name in shown)
    marks = _marks(t[0] for t in said if t)
    rows = (("单位", figure.said()), *((name, f"{spoken(value)}{figure.unit}") for name, value in met))
    return f"{text}{marks}", rows if met else ()


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
    detailed = breakdown(question, figure, sources, evidence)
    if detailed:
        return _answer(question, detailed, evidence), figure
    ranked = _rank(question, figure, sources, evidence)
    if ranked:
        return Answer(question, ranked[0], tuple(evidence.citations), table=ranked[1]), figure
    if _CHANGE.search(question):
        compared = _compare_years(question, figure, sources, evidence)
        if compared:
            return _answer(question, compared, evidence), figure
        evidence = Evidence()
    said = []
    for source in sources:
        share = _share(question, figure, source, evidence)
        told = _statement(question, evidence, source, figure) if share is None else None
        if share or told:
            said.append(share or (told[0] if told else ""))
    if not said:
        return None
    if (
        _CHANGE.search(question)
        and len(sources) == 1
        and (_GREW.search(question) or re.search(r"上年|去年|20\d\d年?比|比20|较20|同比", question))
    ):
        said.append("资料库中没有对照年度的报告，无法比较。")
    return _answer(question, "\n".join(said), evidence), figure


def _answer(question: str, text: str, evidence: Evidence) -> Answer:
    return Answer(question, text, tuple(evidence.citations))
