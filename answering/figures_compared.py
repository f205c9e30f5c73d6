"""Two or more figures of one report against each other or together: 企业比律所多申请几件, 复议和诉讼一共几件."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from answering.answer import Evidence
from answering.figure_values import marks_of, statement_of
from answering.plan.figures import figure_of
from answering.plan.named import column_mentions, rows_named
from answering.plan.operations import Figure
from answering.plan.together import TOGETHER
from answering.source import Source
from reports.model import Report
from reports.numerals import spoken

_AGAINST = re.compile(
    r"(?:比|和|与|跟|同|、|还是).*(?:多(?!少)|(?<!多)少|差|高|低|一样|相同|相等)|哪(?:个|类|种|样|一个).{0,6}(?:多|少)|相差"
)
_SUM = re.compile(f"加上?|(?:和|与|跟|、).*(?:{TOGETHER})")
_OTHER_YEAR = re.compile(
    r"[去上前]一?年(?!度?结转)|往年|历年|同比|20\d\d年?.{0,4}(?:比|和|与|跟)|(?:比|和|与|跟|较)20\d\d"
)
_FEWEST = 2


def _figures(question: str, report: Report) -> list[Figure]:
    """The figures that a question sets beside each other, in the order in which it names them."""
    columns, rows = column_mentions(question, "applications"), rows_named(question)
    if len(columns) >= _FEWEST:
        base = figure_of(question, rows[0], report) if len(rows) == 1 else None
        base = base if base is not None and base.table == "applications" else None
        whole = base or Figure("新收政府信息公开申请", "applications", ("new_received",), ("total",))
        return [replace(whole, columns=c.columns, column_name=c.name) for _, c in columns]
    if len(rows) < _FEWEST:
        return []
    told = [figure_of(question, row, report) for row in rows]
    return [f for f in told if f is not None]


def set_against(question: str, sources: list[Source], evidence: Evidence) -> tuple[str, Figure] | None:
    """A sentence for each report that tells the figures with their difference or sum, and the first of them; else None."""
    asked = _AGAINST.search(question) or _SUM.search(question)
    if not asked or _OTHER_YEAR.search(question) or not sources:
        return None
    figures = _figures(question, sources[0].report)
    if len(figures) < _FEWEST or len({f.unit for f in figures}) > 1:
        return None
    said = [text for source in sources if (text := _sentence(question, figures, source, evidence))]
    return ("\n".join(said), figures[0]) if said else None


def _sentence(question: str, figures: list[Figure], source: Source, evidence: Evidence) -> str | None:
    told = [t for f in figures if (t := statement_of(question, evidence, source, f))]
    known = [value for _, value in told if value is not None]
    if len(known) < len(figures):
        return None
    marks = marks_of(sentence for sentence, _ in told)
    unit = figures[0].unit
    listed = "、".join(f"{f.said()}{spoken(v)}{unit}" for f, v in zip(figures, known, strict=True))
    if not _AGAINST.search(question):
        return f"{source.name}{listed}，合计{spoken(sum(known, Decimal(0)))}{unit}。{marks}"
    most = max(known)
    largest = [f.column_name or f.name for f, v in zip(figures, known, strict=True) if v == most]
    if len(largest) == len(figures):
        verdict = "相同" if len(figures) == _FEWEST else "都相同"
    elif len(figures) == _FEWEST:
        verdict = f"{largest[0]}多{spoken(most - min(known))}{unit}"
    else:
        verdict = f"最多的是{'、'.join(largest)}"
    return f"{source.name}{listed}，{verdict}。{marks}"
