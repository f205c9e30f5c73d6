"""Facts computed from the typed tables: a cell, a sum, a share, the largest, a difference between years or reports.

Numbers are read from cells and calculated here, never retrieved as text and never left to a model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from answering.answer import Answer, Citation, Evidence
from answering.figures import CellPath, Figure, figure_asked, outcomes_of
from reports.editions import load_edition
from reports.model import Report
from reports.numerals import spoken
from retrieval.passages import report_title


@dataclass(frozen=True)
class Source:
    """A report that a question may be about, with its id in the library."""

    id: str
    report: Report

    @property
    def name(self) -> str:
        """Agency and year, as an answer names the report."""
        return f"{self.report.agency}{self.report.year}年" if self.report.year else self.report.agency


def row_quote(report: Report, table: str, row: str) -> str:
    """A table row as it stands in the file: the texts of its own cells, in order."""
    cells = report.tables[table].cells[row]
    first = next(iter(cells.values()))
    grid = report.grid(first.grid)
    if grid is not None and first.row < len(grid.rows):
        texts = [c.text.strip() for c in grid.rows[first.row] if not c.merged and c.text.strip()]
        raw = [c.raw.strip() for c in cells.values() if c.raw.strip()]
        if all(r in texts for r in raw):
            return " ".join(" ".join(texts).split())
    label = load_edition(report.edition).row_label(table, row)
    return f"{label} {' '.join(c.raw.strip() for c in cells.values())}".strip()


def cite_cells(evidence: Evidence, source: Source, cells: tuple[CellPath, ...]) -> str:
    """Marks for the rows in which the cells stand."""
    marks = []
    for table, row in dict.fromkeys((t, r) for t, r, _ in cells):
        typed = source.report.tables[table]
        marks.append(
            evidence.cite(
                Citation(
                    n=0,
                    source="report",
                    title=report_title(source.report),
                    quote=row_quote(source.report, table, row),
                    section=typed.section,
                    report=source.id,
                    anchor=next(iter(typed.cells[row].values())).grid,
                    cells=tuple(c for c in cells if c[:2] == (table, row)),
                )
            )
        )
    return "".join(marks)


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
    results = _results(question, figure, source)
    return f"{source.name}{figure.said()}{spoken(value)}{figure.unit}{caution}。{results}{marks}", value


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(part * 100 / whole).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


_TOP = re.compile(
    r"最多|最主要|主要(?:的)?(?:理由|原因)|排第一|占比最大|最常见|哪(?:种|类|个)(?:理由|原因|情形)|(?:理由|原因)(?:有哪些|是什么|分别)"
)
_SHARE = re.compile(r"占比|比例|百分之|占(?:了)?多少|占(?:总|全部)|比重|几成")
_CHANGE = re.compile(
    r"(?:比|较|跟|和|与).{0,10}(?:增|减|多|少|变化|差|相比|比较|上升|下降)|同比|变化|增长|增加(?:了)?多少|减少(?:了)?多少|趋势|历年|逐年|这几年|各年"
)
_RANK = re.compile(
    r"谁|哪(?:个|家|一个|一家|些)(?:单位|部门|街道|乡镇|镇|局|机关|地方|区|县)?|排名|最多的(?:单位|部门|街道|镇|局)"
)


_REASON = re.compile(r"理由|原因|为什么|为何|情形|因为什么|依据什么")
_RESULT = re.compile(r"结果|怎么样|如何|怎样|情况|判")


def _reason(name: str, group: str) -> str:
    return name.removesuffix(group).removeprefix("因")


def _reasons(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """Why applications had this outcome: each reason with its number, the most frequent first."""
    parts = outcomes_of(figure)
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
        rest = "；".join(f"{_reason(n, figure.name)}{spoken(v)}件" for v, _, n in positive)
        said.append(
            f"{source.name}{figure.name}共{spoken(total)}件，最多的理由是{names}，{spoken(positive[0][0])}件"
            f"（各项：{rest}）。{marks}"
        )
    return "\n".join(said) or None


_APPLICANTS = re.compile(
    r"(?:哪类|哪种|哪一类|什么样的?|什么|哪些|何种)(?:的)?(?:申请)?(?:人|主体)|申请人.{0,6}(?:类型|构成|类别|身份|是谁|有哪些|分布)|谁(?!.{0,2}(?:收|受理|办)).{0,3}申请(?!表)|申请.{0,6}是谁"
)


def _by_applicant(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """How many applications came from each kind of applicant, the most first."""
    if figure.table != "applications" or figure.column_name or not _APPLICANTS.search(question):
        return None
    said = []
    for source in sources:
        table = source.report.tables.get("applications")
        columns = [c for c in load_edition(source.report.edition).application_columns if c.key != "total"]
        row = figure.rows[0]
        values = [(table.value(row, c.key), c) for c in columns] if table else []
        counted = sorted(((v, c) for v, c in values if v), key=lambda x: -x[0])
        marks = cite_cells(
            evidence, source, tuple(("applications", row, c.key) for _, c in counted or values[:1])
        )
        listed = "、".join(f"{c.label}{spoken(v)}件" for v, c in counted)
        total = spoken(sum((v for v, _ in counted), Decimal(0)))
        said.append(
            f"{source.name}{figure.name}{total}件" + (f"：{listed}。{marks}" if counted else f"。{marks}")
        )
    return "\n".join(said) or None


_OUTCOMES = re.compile(
    r"(?:处理|办理|答复)(?:的)?(?:结果|情况)(?:都|是|怎么样|如何|有哪些|分布|构成|各)|(?:哪些|什么|各种|哪几种).{0,4}(?:处理|办理|答复)?结果|(?:怎么|如何|怎样)(?:处理|答复|办理)的"
)


def _by_outcome(question: str, figure: Figure, sources: list[Source], evidence: Evidence) -> str | None:
    """How the applications were dealt with: every outcome that occurred, the most frequent first."""
    if figure.table != "applications" or figure.column_name or not _OUTCOMES.search(question):
        return None
    said = []
    for source in sources:
        table = source.report.tables.get("applications")
        edition = load_edition(source.report.edition)
        single = [r for r in table.cells if r not in _NO_OUTCOME] if table else []
        values = [(table.value(r, "total"), r) for r in single] if table else []
        counted = sorted(((v, r) for v, r in values if v), key=lambda x: -x[0])
        if table is None or "total" not in table.cells:
            continue
        total = table.value("total", "total")
        marks = cite_cells(
            evidence, source, tuple(("applications", r, "total") for r in ("total", *(r for _, r in counted)))
        )
        listed = "；".join(
            f"{edition.row_label('applications', r).split('（区分')[0]}{spoken(v)}件" for v, r in counted
        )
        shown = spoken(total) if total is not None else "未填"
        said.append(
            f"{source.name}办理结果总计{shown}件" + (f"：{listed}。{marks}" if counted else f"。{marks}")
        )
    return "\n".join(said) or None


_NO_OUTCOME = ("new_received", "carried_over", "total", "carried_forward")


def _results(question: str, figure: Figure, source: Source) -> str:
    """How the cases of reconsideration or litigation ended, where that is asked."""
    if figure.table != "disputes" or figure.columns != ("total",) or not _RESULT.search(question):
        return ""
    table = source.report.tables["disputes"]
    columns = load_edition(source.report.edition).dispute_columns
    found = []
    for column in columns:
        values = [v for r in figure.rows if (v := table.value(r, column.key))]
        if column.key != "total" and values:
            found.append(f"{column.label}{spoken(sum(values, Decimal(0)))}件")
    return f"其中：{'，'.join(found)}。" if found else ""


def _share(question: str, figure: Figure, source: Source, evidence: Evidence) -> str | None:
    if not _SHARE.search(question) or figure.table == "active_disclosure":
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
    marks = "".join(re.findall(r"\[\d+\]", "".join(t for _, t, _ in known[-2:])))
    return f"{head}{marks}\n" + "\n".join(t for _, t, _ in known)


def _rank(
    question: str, figure: Figure, sources: list[Source], evidence: Evidence
) -> tuple[str, tuple[tuple[str, ...], ...]] | None:
    if len(sources) < 2 or not _RANK.search(question):
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
    marks = "".join(dict.fromkeys(m for k in known for m in re.findall(r"\[\d+\]", k[1])))
    text = f"{figure.said()}{'最少' if least else '最多'}的是{names}，{spoken(known[0][2])}{figure.unit}。{marks}"
    rows = (("单位", figure.said()), *((k[0].name, f"{spoken(k[2])}{figure.unit}") for k in known))
    return text, rows


def answer_from_tables(
    question: str, sources: list[Source], before: Figure | None = None
) -> tuple[Answer, Figure] | None:
    """The answer computed from the tables of the reports, and the figure that was asked for; None if none was."""
    if not sources:
        return None
    evidence = Evidence()
    figure = figure_asked(question, sources[0].report, before)
    if figure is None:
        return None
    detailed = (
        _reasons(question, figure, sources, evidence)
        or _by_applicant(question, figure, sources, evidence)
        or _by_outcome(question, figure, sources, evidence)
    )
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
        and re.search(r"上年|去年|20\d\d年?比|比20|较20|同比", question)
    ):
        said.append("资料库中没有对照年度的报告，无法比较。")
    return _answer(question, "\n".join(said), evidence), figure


def _answer(question: str, text: str, evidence: Evidence) -> Answer:
    return Answer(question, text, tuple(evidence.citations))
