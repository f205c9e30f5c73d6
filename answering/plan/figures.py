"""Which figure of the tables a question asks for: row, column and outcome, in the words of reports.vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from answering.plan.named import Row, asked_columns, asked_rows, column_asked, row_asked, row_named
from answering.plan.operations import Figure
from reports.editions import load_edition
from reports.model import Report
from reports.vocabulary import ColumnWords

# A follow-up that names nothing and only says what to do with the figure before: 为什么, 占多少, 和去年比呢.
_OPERATION_ONLY = re.compile(
    r"^(?:那么?|又|都|是|有|的|了|呢|吗|和|与|跟|比|较|同比|相比|去年|上年|上一年|因?为什么|为何|主要|最多|最少|原因|理由|什么|哪些|哪个|哪一?种|"
    r"两|[一三四五六七八九十]|(?:19|20)\d\d|年|家|每|哪|合计|总共|一共|加起来|平均|更|占(?:比|总数|全部)?|比例|百分之|多少|几|增加|减少|增长|下降|多|少|变化|情况|怎么样|如何|怎样|[，,？?。 ])+$"
)
# 那纠正的几件是什么毛病, 被撤销的那件错在哪 ask why; 报告有什么毛病 does not.
_FAULT = "(?:纠正|撤销|改判|推翻|败诉|输)[^，。？?]{0,10}(?:(?:是|有|犯|出)了?(?:什么|哪些)(?:毛病|错|差错|岔子)|(?:错|栽|毛病|问题)(?:出)?在了?(?:哪|什么))"
_WHY = re.compile(f"为什么|为何|原因|理由|{_FAULT}")
_REASON_OF_REFUSAL = re.compile("不(?:予|给|让)?公开")
# 纠正率 and 维持了几件 are of reconsiderations where nothing else is named.
_OF_CASES = re.compile("(?:维持|纠正|纠错|败诉|胜诉)(?:率|(?:了|的)?(?:有)?(?:多少|几))")
_OF_APPLICATIONS = re.compile("申请|(?:多少|几)件|(?:要|索要|索取)(?:过|了)?(?:信息|材料|资料)")

# 其中个人的有几件 is of what the question before asked for.
_WITHIN = re.compile("^(?:那么?|又)?(?:其中|里面|这里面|这(?:些|里)|当中)")


def asks_reason(question: str) -> bool:
    """Whether a question wants to know why; of the figures only a group of outcomes tells its reasons."""
    return bool(_WHY.search(question))


def figure_asked(question: str, report: Report, before: Figure | None = None) -> Figure | None:
    """The figure that a question asks for; `before` is the last one, for follow-ups like 那自然人呢."""
    row = row_asked(question)
    column, outcome = column_asked(question, "applications"), column_asked(question, "disputes")
    within = before is not None and _WITHIN.search(question) is not None
    if row is None and column is not None and _OF_APPLICATIONS.search(question) and not within:
        row = row_named("new_received")
    if row is None and outcome is not None and _OF_CASES.search(question):
        row = row_named("review")
    if row is not None and not _can_count(row, question):
        return None
    if row is None:
        if before is None:
            return None
        if _OPERATION_ONLY.match(_REASON_OF_REFUSAL.sub("", question) if asks_reason(question) else question):
            return None if asks_reason(question) and not outcomes_of(before) else before
        if column and before.table == "applications":
            return replace(before, columns=column.columns, column_name=column.name)
        if outcome and before.table == "disputes":
            return replace(before, columns=outcome.columns, name=f"{_plain(before.name)}{outcome.name}")
        return None
    return figure_of(question, row, report)


def figure_of(question: str, row: Row, report: Report) -> Figure | None:
    """The figure of a row, with the column that a question names; None where no cell is meant."""
    return figure_from(question, row, column_asked(question, row.table), report)


def figure_from(question: str, row: Row, column: ColumnWords | None, report: Report) -> Figure | None:
    """The figure of a row with the column that is said of it, if any; None where no cell is meant."""
    if row.table == "active_disclosure":
        return _disclosure(row, question, report)
    keys, name = (column.columns, column.name) if column else (("total",), "")
    unit = row.words.unit or "件"
    if row.table == "disputes":
        return Figure(row.name + name, "disputes", row.rows, keys, unit)
    if column and column.name == "商业企业" and "第三方" in row.name:
        keys, name = ("total",), ""
    rows = _present(row.rows, report)
    return Figure(row.name, "applications", rows, keys, unit, name) if rows else None


_KEY_ROWS = (
    ("new_received",), ("carried_over",), ("total",), ("granted",), ("partially_granted",), ("carried_forward",), ("review",),
)  # fmt: skip


def row_figures(report: Report) -> list[Figure]:
    """The figures of whole rows and groups of rows that an overview gives, in the order of the lexicon."""
    out = []
    for row in asked_rows():
        whole = len(row.rows) > 1 or row.rows in _KEY_ROWS or row.table == "active_disclosure"
        if whole and not row.vague and (figure := figure_from("", row, None, report)) is not None:
            out.append(figure)
    cases = [row_named(*rows) for rows in (("review",), ("litigation_direct", "litigation_after_review"))]
    outcomes = asked_columns("disputes")
    return out + [f for row in cases for o in outcomes if (f := figure_from("", row, o, report)) is not None]


# What a column of the disclosure table counts, by a word of its label.
_UNITS = (("万元", "万元"), ("金额", ""), ("件数", "件"), ("决定", "件"))


def unit_of(table: str, column: str) -> str:
    """The unit in which a column of a table counts."""
    if table != "active_disclosure":
        return "件"
    return next((unit for said, unit in _UNITS if said in column), "项")


_MONEY = re.compile("金额|多少(?:钱|元|万元)|总额|几(?:万元|元)|罚款(?!决定).{0,4}多少(?![件起次个宗])")
# What decisions, and what applications and cases, are never counted in.
_NO_DECISIONS = re.compile(r"(?:多少|几)个?[人名家户]")
_NO_APPLICATIONS = re.compile(
    r"多久|多长时间|天数|时长|用时|时间最[短长]|(?:多少|几)(?:条|篇|场|期|块|部|座|处)(?!申请|复议|诉讼|官司)|(?:多少|几)个?(?:天|工作日|日|小时|分钟|个?月|元|钱|万元|页|家|户|岁|分)"
)


def _can_count(row: Row, question: str) -> bool:
    """Whether what a row counts is asked for: 平均几天办结 asks for no number of applications."""
    other = _NO_DECISIONS if row.table == "active_disclosure" else _NO_APPLICATIONS
    return not other.search(question)


def _plain(name: str) -> str:
    return re.sub(r"结果维持$|结果纠正$|其他结果$|尚未审结$", "", name)


def _present(rows: Sequence[str], report: Report) -> tuple[str, ...]:
    table = report.tables.get("applications")
    return tuple(r for r in rows if table is None or r in table.cells)


def _disclosure(row: Row, question: str, report: Report) -> Figure | None:
    edition = load_edition(report.edition)
    key = next((r for r in row.rows if edition.columns("active_disclosure", r)), row.rows[0])
    columns = [c.key for c in edition.columns("active_disclosure", key)]
    if not columns:
        return None
    if _MONEY.search(question) and not any("金额" in c for c in columns):
        return None  # 罚款金额 is told by no cell
    chosen = column_asked(question, "active_disclosure", columns)
    column = chosen.name if chosen else columns[-1]
    unit = unit_of("active_disclosure", column)
    short = re.sub(r"（.*?）", "", column)
    vague = row.vague and not re.search("万|金额|[那这一]一?[格栏]|表", question)
    return Figure(f"{row.name}{short}", "active_disclosure", (key,), (column,), unit, vague=vague)


_HOW_MANY = re.compile(r"多少(?!天|日|个?工作日|钱|时间|个月|久)|几(?:件|份|起|宗|个人|次)(?!以)")


def names_count(question: str) -> bool:
    """Whether a question asks how many applications or cases there were, which only a report can tell."""
    counted = (r for r in asked_rows() if r.table != "active_disclosure")
    return bool(_HOW_MANY.search(question)) and any(p.search(question) for r in counted for p in r.patterns)


def explained(question: str, figure: Figure) -> set[int]:
    """The places in a question that the wording of a figure accounts for; the rest narrows what is asked."""
    places: set[int] = set()
    own = (r for r in asked_rows() if r.table == figure.table)
    beside = (c for t in _BESIDE[figure.table] for c in asked_columns(t))
    wordings = (*(r.patterns for r in own), *(c.patterns for c in beside))
    for patterns in wordings:
        for pattern in patterns:
            for match in _with_gaps(pattern).finditer(question):
                gaps = {p for n in range(1, len(match.groups()) + 1) for p in range(*match.span(n))}
                places |= set(range(*match.span())) - gaps
    return places


# Applicants and outcomes are told of applications and cases alike.
_BESIDE = {
    "active_disclosure": ("active_disclosure",),
    "applications": ("applications", "disputes"),
    "disputes": ("applications", "disputes"),
}


@cache
def _with_gaps(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A wording in which whatever may stand between its words is a group."""
    return re.compile(re.sub(r"(?<!\))\.\{\d+,\d+\}", r"(\g<0>)", pattern.pattern))


def outcomes_of(figure: Figure) -> tuple[tuple[str, str], ...]:
    """The single rows that a group like 不予公开 consists of, as row key and name."""
    single = names_of_rows()
    return tuple((r, single[r]) for r in figure.rows if r in single) if len(figure.rows) > 1 else ()


@cache
def names_of_rows() -> dict[str, str]:
    """How an answer names each row of the tables."""
    return {r.rows[0]: r.name for r in asked_rows() if len(r.rows) == 1} | {"other_misc": "其他"}
