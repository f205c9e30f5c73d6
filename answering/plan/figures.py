"""Which figure of the tables a question asks for: row, column and outcome, from corpus/lexicon/figures.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from answering.plan.operations import Figure
from reports.editions import load_edition
from reports.model import Report

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "figures.toml"


@cache
def _lexicon() -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return data


def _longest(entries: list[dict[str, Any]], question: str) -> dict[str, Any] | None:
    """The entry with the longest match; on equal length the one that is more specific (fewer cells)."""
    found = []
    for order, entry in enumerate(entries):
        for pattern in entry["said"]:
            match = re.search(pattern, question)
            if match:
                size = len(entry.get("rows", entry.get("keys", ())))
                found.append((len(match[0]), -size, -order, entry))
    return max(found, key=lambda f: f[:3])[3] if found else None


def _rank(entry: dict[str, Any]) -> int:
    """How specific a row is: an outcome, a group of outcomes, all that were dealt with, all that were received."""
    if entry["rows"] in (["total"], ["new_received"]):
        return 3 if entry["rows"] == ["new_received"] else 2
    return 1 if entry["table"] == "applications" and len(entry["rows"]) > 1 else 0


def _row(question: str) -> dict[str, Any] | None:
    """The row asked for: the most specific kind that is named, then the longest wording."""
    for rank in range(4):
        found = _longest([e for e in _lexicon()["rows"] if _rank(e) == rank], question)
        if found is not None:
            return found
    return None


# A follow-up that names nothing and only says what to do with the figure before: 为什么, 占多少, 和去年比呢.
_OPERATION_ONLY = re.compile(
    r"^(?:那么?|又|都|是|有|的|了|呢|吗|和|与|跟|比|较|同比|相比|去年|上年|上一年|因?为什么|为何|主要|最多|最少|原因|理由|什么|哪些|哪个|哪一?种|"
    r"两|[一三四五六七八九十]|(?:19|20)\d\d|年|家|每|哪|合计|总共|一共|加起来|平均|更|占(?:比|总数|全部)?|比例|百分之|多少|几|增加|减少|增长|下降|多|少|变化|情况|怎么样|如何|怎样|[，,？?。 ])+$"
)
_WHY = re.compile("为什么|为何|原因|理由")
_REASON_OF_REFUSAL = re.compile("不(?:予|给|让)?公开")
# 纠正率 and 维持了几件 are of reconsiderations where nothing else is named.
_OF_CASES = re.compile("(?:维持|纠正|纠错|败诉|胜诉)(?:率|(?:了|的)?(?:有)?(?:多少|几))")
_OF_APPLICATIONS = re.compile("申请|(?:多少|几)件|(?:要|索要|索取)(?:过|了)?(?:信息|材料|资料)")


def asks_reason(question: str) -> bool:
    """Whether a question wants to know why; of the figures only a group of outcomes tells its reasons."""
    return bool(_WHY.search(question))


def figure_asked(question: str, report: Report, before: Figure | None = None) -> Figure | None:
    """The figure that a question asks for; `before` is the last one, for follow-ups like 那自然人呢."""
    row = _row(question)
    column = _longest(_lexicon()["columns"], question)
    outcome = _longest(_lexicon()["outcomes"], question)
    if row is None and column is not None and _OF_APPLICATIONS.search(question):
        row = next(e for e in _lexicon()["rows"] if e["rows"] == ["new_received"])
    if row is None and outcome is not None and _OF_CASES.search(question):
        row = next(e for e in _lexicon()["rows"] if e["rows"] == ["review"])
    if row is not None and not _can_count(row, question):
        return None
    if row is None:
        if before is None:
            return None
        if _OPERATION_ONLY.match(_REASON_OF_REFUSAL.sub("", question) if asks_reason(question) else question):
            return None if asks_reason(question) and not outcomes_of(before) else before
        if column and before.table == "applications":
            return replace(before, columns=tuple(column["keys"]), column_name=column["name"])
        if outcome and before.table == "disputes":
            return replace(before, columns=(outcome["key"],), name=f"{_plain(before.name)}{outcome['name']}")
        return None
    return figure_of(question, row, report)


def figure_of(question: str, row: dict[str, Any], report: Report) -> Figure | None:
    """The figure of a row of the lexicon, with the column and outcome that a question names; None where no cell is meant."""
    kind = {"applications": "columns", "disputes": "outcomes"}.get(row["table"])
    return figure_from(question, row, _longest(_lexicon()[kind], question) if kind else None, report)


def figure_from(
    question: str, row: dict[str, Any], variant: dict[str, Any] | None, report: Report
) -> Figure | None:
    """The figure of a row with the column, outcome or amount that is said of it, if any; None where no cell is meant."""
    if row["table"] == "applications":
        keys, name = (tuple(variant["keys"]), variant["name"]) if variant else (("total",), "")
        if variant and variant["name"] == "商业企业" and "第三方" in row["name"]:
            keys, name = ("total",), ""
        return Figure(row["name"], "applications", _present(row["rows"], report), keys, row["unit"], name)
    if row["table"] == "disputes":
        key = variant["key"] if variant else "total"
        name = row["name"] + (variant["name"] if variant else "")
        return Figure(name, "disputes", tuple(row["rows"]), (key,), row["unit"])
    return _disclosure(row, question, report)


_KEY_ROWS = (
    ("new_received",), ("carried_over",), ("total",), ("granted",), ("partially_granted",), ("carried_forward",), ("review",),
)  # fmt: skip


def row_figures(report: Report) -> list[Figure]:
    """The figures of whole rows and groups of rows that an overview gives, in the order of the lexicon."""
    out = []
    for entry in _lexicon()["rows"]:
        whole = (
            len(entry["rows"]) > 1
            or tuple(entry["rows"]) in _KEY_ROWS
            or entry["table"] == "active_disclosure"
        )
        if whole and not entry.get("vague") and (figure := figure_from("", entry, None, report)) is not None:
            out.append(figure)
    outcomes = _lexicon()["outcomes"]
    for name in ("review", "litigation_direct"):
        entry = next(
            e for e in _lexicon()["rows"] if name in e["rows"] and (name == "review") == (len(e["rows"]) == 1)
        )
        out += [f for o in outcomes if (f := figure_from("", entry, o, report)) is not None]
    return out


def row_named(key: str) -> dict[str, Any]:
    """The entry of the lexicon for a single row."""
    return next(e for e in _lexicon()["rows"] if e["rows"] == [key])


# What a column of the disclosure table counts, by a word of its label.
_UNITS = (("万元", "万元"), ("金额", ""), ("件数", "件"), ("决定", "件"))
_MONEY = re.compile("金额|多少(?:钱|元|万元)|总额|几(?:万元|元)|罚款(?!决定).{0,4}多少(?![件起次个宗])")
# What decisions, and what applications and cases, are never counted in.
_NO_DECISIONS = re.compile(r"(?:多少|几)个?[人名家户]")
_NO_APPLICATIONS = re.compile(
    r"多久|多长时间|(?:多少|几)个?(?:天|工作日|日|小时|分钟|个?月|元|钱|万元|页|家|户|岁|分)"
)


def _can_count(row: dict[str, Any], question: str) -> bool:
    """Whether what a row counts is asked for: 平均几天办结 asks for no number of applications."""
    other = _NO_DECISIONS if row["table"] == "active_disclosure" else _NO_APPLICATIONS
    return not other.search(question)


def _plain(name: str) -> str:
    return re.sub(r"结果维持$|结果纠正$|其他结果$|尚未审结$", "", name)


def _present(rows: list[str], report: Report) -> tuple[str, ...]:
    table = report.tables.get("applications")
    return tuple(r for r in rows if table is None or r in table.cells)


def _disclosure(row: dict[str, Any], question: str, report: Report) -> Figure | None:
    edition = load_edition(report.edition)
    key = next((r for r in row["rows"] if edition.columns("active_disclosure", r)), row["rows"][0])
    columns = [c.key for c in edition.columns("active_disclosure", key)]
    if not columns:
        return None
    if _MONEY.search(question) and not any("金额" in c for c in columns):
        return None  # 罚款金额 is told by no cell
    candidates = [a for a in _lexicon()["amounts"] if a["column"] in columns]
    chosen = _longest([a | {"rows": [0]} for a in candidates], question)
    column = chosen["column"] if chosen else columns[-1]
    unit = next((unit for said, unit in _UNITS if said in column), "项")
    short = re.sub(r"（.*?）", "", column)
    vague = bool(row.get("vague")) and not re.search("万|金额|[那这一]一?[格栏]|表", question)
    return Figure(f"{row['name']}{short}", "active_disclosure", (key,), (column,), unit, vague=vague)


_HOW_MANY = re.compile(r"多少(?!天|日|个?工作日|钱|时间|个月|久)|几(?:件|份|起|宗|个人|次)(?!以)")


def names_count(question: str) -> bool:
    """Whether a question asks how many applications or cases there were, which only a report can tell."""
    rows = [e for e in _lexicon()["rows"] if e["table"] in ("applications", "disputes")]
    return bool(_HOW_MANY.search(question)) and _longest(rows, question) is not None


Mention = tuple[tuple[int, int], dict[str, Any]]


def mentions(question: str, kind: str) -> list[Mention]:
    """The rows, columns, outcomes or amounts that a question names, with their places, in its order.

    Of wordings that overlap the longest, and of rows all that was received or dealt with only where fewer than two
    others are named.
    """
    found = [
        (len(m[0]), -m.start(), m.span(), entry)
        for entry in _lexicon()[kind] for pattern in entry["said"] for m in re.finditer(pattern, question)
    ]  # fmt: skip
    taken: list[Mention] = []
    for _, _, (start, end), entry in sorted(found, key=lambda f: f[:2], reverse=True):
        apart = all(end <= s or start >= e for (s, e), _ in taken)
        if apart and all(entry.get("name", entry.get("column")) != _name(known) for _, known in taken):
            taken.append(((start, end), entry))
    return sorted(taken, key=lambda t: t[0])


def _name(entry: dict[str, Any]) -> str:
    return str(entry.get("name", entry.get("column")))


def named_in(question: str, kind: str) -> list[dict[str, Any]]:
    """The rows or columns that a question names, in its order."""
    found = [entry for _, entry in mentions(question, kind)]
    if kind == "rows":
        single = [e for e in found if _rank(e) < 2]
        found = single if len(single) >= 2 else found
    return found


def names_figure(question: str) -> bool:
    """Whether a question names a row of the tables."""
    return _row(question) is not None


def explained(question: str, figure: Figure) -> set[int]:
    """The places in a question that the wording of a figure accounts for; the rest narrows what is asked."""
    places: set[int] = set()
    lexicon = _lexicon()
    kinds = ["amounts"] if figure.table == "active_disclosure" else ["columns", "outcomes"]
    own = [e for e in lexicon["rows"] if e["table"] == figure.table]
    for entries in (own, *(lexicon[k] for k in kinds)):
        for entry in entries:
            for pattern in entry["said"]:
                for match in _with_gaps(pattern).finditer(question):
                    gaps = {p for n in range(1, len(match.groups()) + 1) for p in range(*match.span(n))}
                    places |= set(range(*match.span())) - gaps
    return places


@cache
def _with_gaps(pattern: str) -> re.Pattern[str]:
    """A wording in which whatever may stand between its words is a group."""
    return re.compile(re.sub(r"(?<!\))\.\{\d+,\d+\}", r"(\g<0>)", pattern))


def outcomes_of(figure: Figure) -> tuple[tuple[str, str], ...]:
    """The single rows that a group like 不予公开 consists of, as row key and name."""
    single = names_of_rows()
    return tuple((r, single[r]) for r in figure.rows if r in single) if len(figure.rows) > 1 else ()


@cache
def names_of_rows() -> dict[str, str]:
    """How an answer names each row of the tables."""
    return {e["rows"][0]: e["name"] for e in _lexicon()["rows"] if len(e["rows"]) == 1} | {
        "other_misc": "其他"
    }
